"""What the records say has happened, and on which day. Plans are left out: they may lie ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model.analysis import Guide, Interview
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.export_concept import ExportConcept
from innoenvi_cli.model.follow_up import DevelopmentPath, Outcome
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.selection import Priorities, Score, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.fields import Path

Happening: TypeAlias = "tuple[Message, date, Path]"


def happenings(record: Record) -> Iterator[Happening]:
    """Yield ``(what, day, path)`` of everything that ``record`` says has happened."""
    found = _OF.get(type(record))
    if found is not None:
        yield from found(record)


def _named(name: str, day: date | None, *path: str | int) -> Iterator[Happening]:
    if day is not None:
        yield verbatim(name), day, path


def _of_programme(programme: Programme) -> Iterator[Happening]:
    if programme.privacy is not None:
        yield message(N_("the privacy notice")), programme.privacy.date, ("privacy", "date")
    for index, period in enumerate(programme.reporting_periods):
        yield from _named("reported", period.reported, "reporting_periods", index, "reported")


def _of_member(member: Member) -> Iterator[Happening]:
    for index, step in enumerate(member.history):
        yield verbatim(step.status), step.date, ("history", index, "date")


def _of_event(event: Event) -> Iterator[Happening]:
    """A meeting may be planned; one with people present, decisions or minutes has been held."""
    decided = any(item.decision is not None for item in event.agenda)
    if event.present or event.attendance is not None or event.approved is not None or decided:
        yield message(N_("the meeting or event")), event.date, ("date",)
    for index, item in enumerate(event.agenda):
        yield from _named("done", item.done, "agenda", index, "done")
    if event.approved is not None:
        yield from _named("approved", event.approved.date, "approved", "date")


def _of_interview(interview: Interview) -> Iterator[Happening]:
    yield message(N_("the interview")), interview.date, ("date",)
    if interview.confirmation is not None:
        yield from _named("sent", interview.confirmation.sent, "confirmation", "sent")
        yield from _named("confirmed", interview.confirmation.confirmed, "confirmation", "confirmed")


def _of_guide(guide: Guide) -> Iterator[Happening]:
    if guide.date is not None:
        yield message(N_("the interview guide")), guide.date, ("date",)


def _of_target(target: Target) -> Iterator[Happening]:
    yield from _named("proposed", target.proposed, "proposed")
    if target.closed is not None:
        yield from _named("closed", target.closed.date, "closed", "date")


def _of_priorities(priorities: Priorities) -> Iterator[Happening]:
    if priorities.date is not None:
        yield message(N_("the prioritisation")), priorities.date, ("date",)


def _of_score(score: Score) -> Iterator[Happening]:
    yield message(N_("the score sheet")), score.date, ("date",)
    for index, veto in enumerate(score.vetoes):
        if veto.resolved is not None:
            yield from _named("resolved", veto.resolved.date, "vetoes", index, "resolved", "date")


def _of_action(action: Action) -> Iterator[Happening]:
    for index, milestone in enumerate(action.milestones):
        yield from _named("done", milestone.done, "milestones", index, "done")
    for index, funding in enumerate(action.funding):
        yield from _named("applied", funding.applied, "funding", index, "applied")
        yield from _named("decided", funding.decided, "funding", index, "decided")
    for index, step in enumerate(action.history):
        yield verbatim(step.state), step.date, ("history", index, "date")
    for index, recipient in enumerate(action.aid.recipients if action.aid else ()):
        yield message(N_("the aid")), recipient.date, ("aid", "recipients", index, "date")


def _of_export_concept(concept: ExportConcept) -> Iterator[Happening]:
    for index, commitment in enumerate(concept.commitments):
        yield message(N_("the commitment")), commitment.date, ("commitments", index, "date")
    for index, step in enumerate(concept.steps):
        yield message(N_("the export step")), step.date, ("steps", index, "date")


def _of_development_path(path: DevelopmentPath) -> Iterator[Happening]:
    for index, rating in enumerate(path.ratings):
        yield message(N_("the rating")), rating.date, ("ratings", index, "date")
    for index, placement in enumerate(path.placements):
        yield message(N_("the placement")), placement.date, ("placements", index, "date")


def _of_outcome(outcome: Outcome) -> Iterator[Happening]:
    for index, value in enumerate(outcome.values):
        yield message(N_("the value")), value.date, ("values", index, "date")


_OF: Final[Mapping[type[Record], Callable[[Any], Iterator[Happening]]]] = {
    Programme: _of_programme,
    Member: _of_member,
    Event: _of_event,
    Interview: _of_interview,
    Guide: _of_guide,
    Target: _of_target,
    Priorities: _of_priorities,
    Score: _of_score,
    Action: _of_action,
    ExportConcept: _of_export_concept,
    DevelopmentPath: _of_development_path,
    Outcome: _of_outcome,
}
