"""One id, one thing: ids inside a record, and ids shared by programme and minicluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import few, minicluster_scopes, scopes
from innoenvi_cli.i18n import message
from innoenvi_cli.model.analysis import Codebook, Guide, Interview
from innoenvi_cli.model.export_concept import ExportConcept
from innoenvi_cli.model.kinds import BY_PLURAL
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.minicluster import MiniclusterRecord
from innoenvi_cli.model.path_models import PathModels
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.selection import Priorities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project

_LISTS: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Programme: ("reporting_periods", "work_packages"),
    PathModels: ("paths", "dimensions"),
    MiniclusterRecord: ("product_groups", "markets", "segments", "company_groups", "subnetworks", "levels"),
    Interview: ("excerpts",),
    Codebook: ("codes",),
    Priorities: ("criteria",),
    ExportConcept: ("offerings",),
    Guide: ("themes",),
}


def ids_twice(project: Project, as_of: date) -> Iterator[Finding]:
    """IE201: two parts of one record bear the same id."""
    for scope in scopes(project):
        for address, record in scope.records():
            yield from few(_parts_twice(scope, address, record))


def ids_in_both_scopes(project: Project, as_of: date) -> Iterator[Finding]:
    """IE202: an organ or event of a minicluster bears the id of one of the programme."""
    for scope in minicluster_scopes(project):
        cluster = project.miniclusters[scope.id]
        for plural, own, shared in (
            ("organs", cluster.organs, project.organs),
            ("events", cluster.events, project.events),
        ):
            for name in own.keys() & shared.keys():
                address = f"{plural}/{name}"
                other = project.origin(address).at("id")
                yield rules.ID_IN_BOTH_SCOPES.at(
                    scope.place(address, ("id",)),
                    minicluster=scope.id,
                    record=address,
                    related=(other,),
                    kind=message(BY_PLURAL[plural].label),
                    id=name,
                    other=str(other),
                )


def _parts_twice(scope: Scope, address: str, record: Record) -> Iterator[Finding]:
    first: dict[tuple[str, str], Path] = {}
    for space, path, name in _named_parts(record):
        earlier = first.setdefault((space, name), path)
        if earlier is not path:
            yield _twice(scope, address, earlier, path, name)


def _named_parts(record: Record) -> Iterator[tuple[str, Path, str]]:
    """Yield ``(space, path, id)`` of the parts of ``record``; an id must be the only one in its space."""
    for key in _LISTS.get(type(record), ()):
        for index, item in enumerate(getattr(record, key)):
            yield key, (key, index, "id"), item.id
    own = _OWN.get(type(record))
    if own is not None:
        yield from own(record)


def _of_event(event: Event) -> Iterator[tuple[str, Path, str]]:
    for index, item in enumerate(event.agenda):
        yield "agenda", ("agenda", index, "item"), str(item.item)


def _of_guide(guide: Guide) -> Iterator[tuple[str, Path, str]]:
    for outer, theme in enumerate(guide.themes):
        for inner, question in enumerate(theme.questions):
            yield "questions", ("themes", outer, "questions", inner, "id"), question.id


def _of_priorities(priorities: Priorities) -> Iterator[tuple[str, Path, str]]:
    for index, choice in enumerate(priorities.choices):
        yield "choices", ("choices", index, "target"), choice.target


def _of_export_concept(concept: ExportConcept) -> Iterator[tuple[str, Path, str]]:
    if concept.market_choice is None:
        return
    for index, criterion in enumerate(concept.market_choice.criteria):
        yield "criteria", ("market_choice", "criteria", index, "id"), criterion.id
    for index, score in enumerate(concept.market_choice.scores):
        yield "scores", ("market_choice", "scores", index, "market"), score.market


_OWN: Final[Mapping[type[Record], Callable[[Any], Iterator[tuple[str, Path, str]]]]] = {
    Event: _of_event,
    Guide: _of_guide,
    Priorities: _of_priorities,
    ExportConcept: _of_export_concept,
}


def _twice(scope: Scope, address: str, earlier: Path, path: Path, name: str) -> Finding:
    other = scope.place(address, earlier)
    return rules.ID_TWICE.at(
        scope.place(address, path),
        minicluster=scope.id,
        record=address,
        related=(other,),
        id=name,
        other=str(other),
    )
