"""Hold miniclusters, or one of their company groups, against the development path models."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError, UnknownNameError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.paths import group_stories, path_story
from innoenvi_cli.method.phases import standing
from innoenvi_cli.method.view import View
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import last_decision, load_chosen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.method.paths import PathStory
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.path_models import PathModels
    from innoenvi_cli.model.project import Minicluster, Project


@dataclass(frozen=True, slots=True)
class OnPaths:
    """A minicluster, or with ``group`` one of its company groups, on the models as of a day.

    ``groups`` are the stories of its company groups that have been rated or placed; a group has none of its own.
    """

    minicluster: str
    name: Text | None
    as_of: date
    story: PathStory
    group: Text | None = None
    groups: tuple[tuple[Text, PathStory], ...] = ()

    @property
    def next_command(self) -> str:
        """The command that brings the placement on, empty while something is to be written into the records first."""
        if self.story.fit.placement is None or self.story.fit.unrated:
            return ""
        return f"innoenvi report {self.minicluster} --deliverable path-placement"


@dataclass(frozen=True, slots=True)
class PathsResult:
    """The models, and where the miniclusters are on them; ``named`` tells whether the user asked for these alone."""

    models: PathModels
    found: tuple[OnPaths, ...]
    named: bool


def place_on_paths(
    root: Path,
    *,
    miniclusters: tuple[str, ...] = (),
    company_group: str | None = None,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> PathsResult:
    """Return where ``miniclusters`` are, all when none is named; with ``company_group`` where that group of theirs is.

    Raises:
        UnknownNameError: there is no such minicluster or company group.
        RefusedError: the programme's own models cannot be read, or ``as_of`` is before the last decision.
    """
    project = load_chosen(root, miniclusters).project
    if project.path_models is None:
        raise RefusedError(
            message(N_("the development path models cannot be read")), message(N_("mend what innoenvi check reports"))
        )
    names = miniclusters or tuple(project.miniclusters)
    if company_group is not None:
        names = _with_group(project, names, company_group)
    environment = os.environ if environ is None else environ
    if as_of is not None:  # refused with the day that suits all of them, not the first
        resolve_as_of(as_of, project, last=last_decision(project), environ=environment)
    found = []
    for name in names:
        cluster = project.miniclusters[name]
        day = resolve_as_of(as_of, project, last=standing(cluster).last_date, environ=environment)
        view = View(project, cluster, as_of=day, standing=standing(cluster))
        found.append(_place(view, project.path_models, company_group))
    return PathsResult(project.path_models, tuple(found), bool(miniclusters or company_group))


def _with_group(project: Project, names: tuple[str, ...], company_group: str) -> tuple[str, ...]:
    """Return the miniclusters of ``names`` that are built through the group."""
    groups = {name: _groups(project.miniclusters[name]) for name in names}
    having = tuple(name for name in names if company_group in groups[name])
    if not having:
        known = tuple(dict.fromkeys(group for found in groups.values() for group in found))
        raise UnknownNameError(message(N_("company group")), company_group, known, nearest(company_group, known))
    return having


def _groups(cluster: Minicluster) -> dict[str, Text]:
    return {group.id: group.name for group in (cluster.record.company_groups if cluster.record is not None else ())}


def _place(view: View, models: PathModels, company_group: str | None) -> OnPaths:
    record = view.cluster.record
    names = _groups(view.cluster)
    stories = () if company_group is not None else group_stories(view, models)
    return OnPaths(
        minicluster=view.cluster.id,
        name=record.name if record is not None else None,
        as_of=view.as_of,
        story=path_story(view, models, company_group=company_group),
        group=names[company_group] if company_group is not None else None,
        groups=tuple((names[story.company_group], story) for story in stories if story.company_group is not None),
    )
