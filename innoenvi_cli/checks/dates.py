"""Dates against each other and against the day of the check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from innoenvi_cli import rules
from innoenvi_cli.checks.happenings import happenings
from innoenvi_cli.checks.scopes import few, scopes
from innoenvi_cli.model.analysis import Interview
from innoenvi_cli.model.development import Action, Trial
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.phases import Phases
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.selection import Score, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project


class _Pair(NamedTuple):
    """Two days that must not come in the other order, by their names in the file; ``path`` leads to the later one."""

    earlier_name: str
    earlier: date | None
    later_name: str
    later: date | None
    path: Path

    @property
    def is_wrong(self) -> bool:
        """Tell whether the later day comes before the earlier one."""
        return self.earlier is not None and self.later is not None and self.later < self.earlier


def dates_out_of_order(project: Project, as_of: date) -> Iterator[Finding]:
    """IE301: an end before its start, a step of a history before the one above it."""
    for scope in scopes(project):
        for address, record in scope.records():
            pairs = _PAIRS.get(type(record))
            if pairs is not None:
                yield from few(_out_of_order(scope, address, pair) for pair in pairs(record) if pair.is_wrong)


def dates_in_the_future(project: Project, as_of: date) -> Iterator[Finding]:
    """IE408: something that has happened bears a day that is still to come."""
    for scope in scopes(project):
        for address, record in scope.records():
            yield from few(
                scope.finding(rules.EVENT_OF_THE_FUTURE, address, path, what=what, date=day, as_of=as_of)
                for what, day, path in happenings(record)
                if day > as_of
            )


def overdue_tasks(project: Project, as_of: date) -> Iterator[Finding]:
    """IE409: a task given at a meeting is past its day and not done."""
    for scope in scopes(project):
        for event in scope.held.events.values():
            yield from few(
                scope.finding(
                    rules.OVERDUE_TASK, f"events/{event.id}", ("agenda", index, "due"), item=item.item, due=item.due
                )
                for index, item in enumerate(event.agenda)
                if item.due is not None and item.due < as_of and item.done is None
            )


def _out_of_order(scope: Scope, address: str, pair: _Pair) -> Finding:
    return scope.finding(
        rules.DATES_OUT_OF_ORDER,
        address,
        pair.path,
        later_name=pair.later_name,
        later=pair.later,
        earlier_name=pair.earlier_name,
        earlier=pair.earlier,
    )


def _of_programme(programme: Programme) -> Iterator[_Pair]:
    if programme.period is not None:
        yield _Pair("start", programme.period.start, "end", programme.period.end, ("period", "end"))
    for index, period in enumerate(programme.reporting_periods):
        path = ("reporting_periods", index)
        yield _Pair("start", period.start, "end", period.end, (*path, "end"))
        yield _Pair("end", period.end, "due", period.due, (*path, "due"))
        yield _Pair("end", period.end, "reported", period.reported, (*path, "reported"))


def _of_period(record: MiniclusterRecord | Trial) -> Iterator[_Pair]:
    yield _Pair("start", record.start, "end", record.end, ("end",))


def _of_member(member: Member) -> Iterator[_Pair]:
    for index, (before, after) in enumerate(zip(member.history, member.history[1:], strict=False), start=1):
        yield _Pair(before.status, before.date, after.status, after.date, ("history", index, "date"))


def _of_event(event: Event) -> Iterator[_Pair]:
    for index, item in enumerate(event.agenda):
        yield _Pair("date", event.date, "due", item.due, ("agenda", index, "due"))
        yield _Pair("date", event.date, "done", item.done, ("agenda", index, "done"))
    if event.approved is not None:
        yield _Pair("date", event.date, "approved", event.approved.date, ("approved", "date"))


def _of_interview(interview: Interview) -> Iterator[_Pair]:
    answer = interview.confirmation
    if answer is not None:
        yield _Pair("date", interview.date, "sent", answer.sent, ("confirmation", "sent"))
        yield _Pair("sent", answer.sent, "confirmed", answer.confirmed, ("confirmation", "confirmed"))


def _of_target(target: Target) -> Iterator[_Pair]:
    if target.closed is not None:
        yield _Pair("proposed", target.proposed, "closed", target.closed.date, ("closed", "date"))


def _of_score(score: Score) -> Iterator[_Pair]:
    for index, veto in enumerate(score.vetoes):
        if veto.resolved is not None:
            path = ("vetoes", index, "resolved", "date")
            yield _Pair("date", score.date, "resolved", veto.resolved.date, path)


def _of_action(action: Action) -> Iterator[_Pair]:
    yield _Pair("start", action.start, "end", action.end, ("end",))
    for index, milestone in enumerate(action.milestones):
        path = ("milestones", index, "date")
        yield _Pair("start", action.start, "milestone", milestone.date, path)
        yield _Pair("milestone", milestone.date, "end", action.end, path)
    for index, funding in enumerate(action.funding):
        yield _Pair("applied", funding.applied, "decided", funding.decided, ("funding", index, "decided"))
    for index, (before, after) in enumerate(zip(action.history, action.history[1:], strict=False), start=1):
        yield _Pair(before.state, before.date, after.state, after.date, ("history", index, "date"))


def _of_phases(phases: Phases) -> Iterator[_Pair]:
    for index, entry in enumerate(phases.entries):
        if entry.condition is not None:
            yield _Pair("date", entry.date, "due", entry.condition.due, ("entries", index, "condition", "due"))


_PAIRS: Final[Mapping[type[Record], Callable[[Any], Iterator[_Pair]]]] = {
    Programme: _of_programme,
    MiniclusterRecord: _of_period,
    Member: _of_member,
    Event: _of_event,
    Interview: _of_interview,
    Target: _of_target,
    Score: _of_score,
    Action: _of_action,
    Trial: _of_period,
    Phases: _of_phases,
}
