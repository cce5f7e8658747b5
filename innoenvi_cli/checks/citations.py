"""Statements cite excerpts, meetings and documents; decisions cite organ, meeting and item: all of them must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.parts import sources
from innoenvi_cli.checks.scopes import Guesses, few, scopes
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model.base import Citation
from innoenvi_cli.text_distance import suggested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.analysis import Interview
    from innoenvi_cli.model.base import Decided, Record
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project


def citations(project: Project, as_of: date) -> Iterator[Finding]:
    """IE205 to IE208: excerpts, agenda items and meetings that are cited, and the form of the citation."""
    guesses = Guesses()
    for scope in scopes(project):
        held = _Held(scope)
        for address, record in scope.records():
            yield from few(_sources(held, address, record, guesses))


def _sources(held: _Held, address: str, record: Record, guesses: Guesses) -> Iterator[Finding]:
    for path, source in sources(record):
        if isinstance(source, Citation):
            yield from _citation(held, address, path, source, guesses)
        else:
            yield from _decision(held, address, path, source)


class _Held:
    """What can be cited in a scope, counted out once for each interview and meeting that is cited."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        cluster = scope.project.miniclusters.get(scope.id)
        self._interviews: Mapping[str, Interview] = cluster.interviews if cluster else {}
        self._excerpts: dict[str, frozenset[str] | None] = {}
        self._items: dict[str, frozenset[int] | None] = {}

    def excerpts(self, interview_id: str) -> frozenset[str] | None:
        """Return the ids of the excerpts of an interview, ``None`` where there is no such interview."""
        if interview_id not in self._excerpts:
            interview = self._interviews.get(interview_id)
            self._excerpts[interview_id] = frozenset(part.id for part in interview.excerpts) if interview else None
        return self._excerpts[interview_id]

    def items(self, event_id: str) -> frozenset[int] | None:
        """Return the numbers on the agenda of an event, ``None`` where there is no such event."""
        if event_id not in self._items:
            event = self.scope.event(event_id)
            self._items[event_id] = frozenset(part.item for part in event.agenda) if event else None
        return self._items[event_id]


def _citation(held: _Held, address: str, path: Path, cited: Citation, guesses: Guesses) -> Iterator[Finding]:
    if not _is_complete(cited):
        yield held.scope.finding(rules.BAD_CITATION, address, path)
    elif cited.interview is not None and cited.excerpt is not None:
        known = held.excerpts(cited.interview)
        if known is not None and cited.excerpt not in known:
            near = guesses.nearest(cited.excerpt, known)
            yield held.scope.finding(
                rules.UNKNOWN_EXCERPT,
                address,
                (*path, "excerpt"),
                interview=cited.interview,
                excerpt=cited.excerpt,
                suggestion=suggested(near),
            )
    elif cited.event is not None and cited.item is not None:
        yield from _item(held, address, (*path, "item"), cited.event, cited.item)


def _is_complete(cited: Citation) -> bool:
    if (cited.interview is None) != (cited.excerpt is None) or (cited.event is None and cited.item is not None):
        return False
    return [cited.interview is None, cited.event is None, cited.document is None].count(False) == 1


def _decision(held: _Held, address: str, path: Path, decided: Decided) -> Iterator[Finding]:
    event = held.scope.event(decided.event)
    if event is None:
        return
    if event.organ != decided.organ:
        actual = verbatim(f"'{event.organ}'") if event.organ else message(N_("no organ"))
        yield held.scope.finding(
            rules.WRONG_ORGAN, address, (*path, "organ"), event=event.id, actual=actual, organ=decided.organ
        )
    yield from _item(held, address, (*path, "item"), event.id, decided.item)


def _item(held: _Held, address: str, path: Path, event_id: str, item: int) -> Iterator[Finding]:
    known = held.items(event_id)
    if known is not None and item not in known:
        yield held.scope.finding(rules.UNKNOWN_ITEM, address, path, event=event_id, item=item)
