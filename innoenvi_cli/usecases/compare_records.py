"""What changed in the records between a commit and now, or between two commits, in the words of the method."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.errors import RefusedError, UnknownNameError, UsageError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.method.changes.base import Change
from innoenvi_cli.method.changes.telling import changes_between, place_in_order
from innoenvi_cli.model.days import is_of_our_time
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR
from innoenvi_cli.store.history import (
    algorithm_of,
    changed_paths,
    commit_of,
    files_at,
    files_here,
    laid_out,
    last_commit_by,
    miniclusters_of,
)
from innoenvi_cli.store.loader import load
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.loading import refuse_partial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.history import Commit, Files
    from innoenvi_cli.store.loader import Loaded

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EVENT: Final = re.compile(r"(?:(?P<minicluster>[a-z][a-z0-9-]*)/)?events/(?P<id>[a-z][a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Point:
    """One side of the comparison: what was asked for, and the commit it led to; ``None`` is the working tree."""

    asked: str
    commit: Commit | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from ``since`` to ``until``.

    ``names`` are those of the miniclusters, ``compared`` the miniclusters with other files; ``ignored`` are files that
    git ignores, which were left out.
    """

    since: Point
    until: Point
    minicluster: str | None
    changes: tuple[Change, ...]
    names: dict[str, Text]
    compared: tuple[str, ...]
    ignored: tuple[str, ...]

    @property
    def unreadable(self) -> bool:
        """Whether there are records that could not be compared."""
        return any(change.event == "unreadable" for change in self.changes)


def compare_records(root: Path, *, since: str, until: str | None = None, minicluster: str | None = None) -> Comparison:
    """Compare the records at ``since`` with those at ``until``, the working tree when ``None``.

    Each is a commit, tag or branch, a date (the last commit up to that day) or a meeting (``events/ID``: its date).

    Raises:
        UnknownNameError: there is no such minicluster or meeting.
        UsageError: a date that there is not.
        RefusedError: no repository, no such commit, no programme in it.
    """
    start = _point(root, since, minicluster, option="--since")
    end = _point(root, until, minicluster, option="--until") if until is not None else Point("", None)
    assert start.commit is not None
    before = files_at(root, start.commit)
    ignored: frozenset[str] = frozenset()
    if end.commit is not None:
        after = files_at(root, end.commit)
    else:
        after, ignored = files_here(root, algorithm=algorithm_of(start.commit))
    known = miniclusters_of(before, after)
    if minicluster is not None and minicluster not in known:
        choices = tuple(sorted(known))
        raise UnknownNameError(message(N_("minicluster")), minicluster, choices, nearest(minicluster, choices))
    changed = changed_paths(before, after) - ignored
    only = {path.partition("/")[0] for path in changed} & known
    compared = frozenset(only if minicluster is None else only & {minicluster})
    with ExitStack() as stack:
        old = load(stack.enter_context(laid_out(root, _within(before, known), compared)), compared)
        place = root if end.commit is None else stack.enter_context(laid_out(root, _within(after, known), compared))
        new = load(place, compared)
        refuse_partial(new)
    changes = _changes(old, new, (start, end), changed, ignored)
    if minicluster is not None:
        changes = [change for change in changes if change.minicluster == minicluster]
    return Comparison(
        start,
        end,
        minicluster,
        tuple(changes),
        _names(old.project, new.project),
        tuple(sorted(compared)),
        tuple(sorted(ignored)),
    )


def _within(files: Files, known: frozenset[str]) -> Files:
    """Return the files of the programme and of folders that are miniclusters in one of the two states."""
    return {
        path: blob
        for path, blob in files.items()
        if "/" not in path or path.partition("/")[0] in known | BY_PLURAL.keys()
    }


def _names(*projects: Project) -> dict[str, Text]:
    return {
        name: cluster.record.name
        for project in projects
        for name, cluster in project.miniclusters.items()
        if cluster.record is not None
    }


# From when to when ---------------------------------------------------------------------------------------------------


def _point(root: Path, asked: str, minicluster: str | None, *, option: str) -> Point:
    if _DATE.fullmatch(asked):
        day = _day(asked)
        if day is None:
            raise UsageError(
                message(N_("{option}: '{value}' is not a date"), option=option, value=asked),
                message(N_("write year-month-day, for example 2026-03-09")),
            )
        return Point(asked, last_commit_by(root, day))
    meeting = _EVENT.fullmatch(asked)
    if meeting is not None:
        event = _event(root, meeting["id"], meeting["minicluster"] or minicluster)
        return Point(asked, last_commit_by(root, event.date))
    return Point(asked, commit_of(root, asked))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_of_our_time(day) else None


def _event(root: Path, event_id: str, minicluster: str | None) -> Event:
    """Return the meeting or event of that id as it is now.

    Raises:
        UnknownNameError: there is none.
        RefusedError: more than one minicluster has one, on different days.
    """
    project = load(root, frozenset({minicluster}) if minicluster is not None else None).project
    held = {"": project.events, **{name: cluster.events for name, cluster in project.miniclusters.items()}}
    found = {name: events[event_id] for name, events in held.items() if event_id in events}
    if not found:
        choices = tuple(sorted({record_id for events in held.values() for record_id in events}))
        raise UnknownNameError(message(N_("event")), event_id, choices, nearest(event_id, choices))
    own = found.get(minicluster or "") or next(iter(found.values()))
    if minicluster is None and len({event.date for event in found.values()}) > 1:
        places = tuple(f"{name}/events/{event_id}" if name else f"events/{event_id}" for name in found)
        raise RefusedError(
            message(N_("more than one meeting is called '{name}'"), name=event_id),
            message(N_("say which one: {choices}"), choices=places),
        )
    return own


# What cannot be read -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unread:
    """A record, or all of a kind (``members/*``), that cannot be read at a point, and why."""

    minicluster: str
    record: str
    path: str
    reason: Message | None


def _changes(
    old: Loaded, new: Loaded, points: tuple[Point, Point], changed: frozenset[str], ignored: frozenset[str]
) -> list[Change]:
    first, second = (_without_plain_folders(loaded) for loaded in (old, new))
    told = changes_between(first, second, ignored=ignored)
    lists = [
        {(item.minicluster, item.record): item for item in _unread(project, loaded)}
        for project, loaded in ((first, old), (second, new))
    ]
    for key in lists[0].keys() | lists[1].keys():
        both = [(items[key], point) for items, point in zip(lists, points, strict=True) if key in items]
        if len(both) == 1 or both[0][0].path in changed or both[1][0].path in changed:
            told += [_cannot_be_read(item, point) for item, point in both]
    return sorted(told, key=lambda change: (change.minicluster, *place_in_order(change.record)))


def _without_plain_folders(loaded: Loaded) -> Project:
    """Return the project without the folders that only lack a minicluster's file because they are something else."""
    said = {finding.location.path.partition("/")[0] for finding in loaded.findings}
    kept = frozenset(
        where
        for where in loaded.project.broken
        if not where.startswith("miniclusters/") or where.partition("/")[2] in said
    )
    return replace(loaded.project, broken=kept)


def _unread(project: Project, loaded: Loaded) -> Iterator[_Unread]:
    for where in project.broken:
        if where.startswith("miniclusters/"):
            name = where.partition("/")[2]
            yield _because(loaded, name, "minicluster", (f"{name}/minicluster.yaml", name))
        elif not where.endswith("/"):
            yield _because(loaded, "", where, _paths("", where))
    for name, cluster in project.miniclusters.items():
        for where in cluster.broken:
            if not where.endswith("/"):
                yield _because(loaded, name, where, _paths(f"{name}/", where))
    for finding in loaded.findings:
        if finding.code == rules.ID_TWICE.code:
            yield _Unread(finding.minicluster, finding.record, finding.location.path, finding.message)


def _paths(prefix: str, record: str) -> tuple[str, ...]:
    """Return the files that the record may lie in."""
    name, _, record_id = record.partition("/")
    kind = BY_PLURAL.get(name) or BY_SINGULAR[name]
    own = f"{prefix}{kind.file_name}"
    return (own,) if kind.single else (f"{prefix}{name}/{record_id}.yaml", own, f"{prefix}{name}")


def _because(loaded: Loaded, minicluster: str, record: str, paths: tuple[str, ...]) -> _Unread:
    errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    found = next((finding for path in paths for finding in errors if finding.location.path == path), None)
    if found is None:
        return _Unread(minicluster, record, paths[0], None)
    return _Unread(minicluster, record, found.location.path, found.message)


def _cannot_be_read(item: _Unread, point: Point) -> Change:
    words = {
        "path": item.path,
        "when": verbatim(point.commit.short) if point.commit is not None else "",
        "reason": item.reason or message(N_("see innoenvi check")),
    }
    text = (
        message(N_("{path} cannot be read as it is now, so it was not compared: {reason}"), **words)
        if point.commit is None
        else message(N_("{path} cannot be read in commit {when}, so it was not compared: {reason}"), **words)
    )
    return Change(item.minicluster, item.record, "unreadable", text)
