"""What the state of a minicluster says in words, piped or on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.method.phases import BY_ID
from innoenvi_cli.model.base import in_language
from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.phase_log import log_path

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.usecases.show_status import MiniclusterStatus


def missing_labels(status: MiniclusterStatus, language: Language) -> list[str]:
    """Return what the next gate still waits for, in words."""
    return [in_language(criterion.label, language) for criterion in status.answer.unmet]


def unknown_phase(status: MiniclusterStatus) -> Message:
    """Return why the phase is not known, with the way out."""
    return message(N_("phase unknown: {path} cannot be read; restore it from git"), path=log_path(status.id))


def unknown_gate() -> Message:
    """Return why nobody knows what the gates ask for."""
    return message(N_("gates unknown: {path} cannot be read"), path=PROGRAMME_FILE)


def unknown(path: str, *, log: bool = False) -> Message:
    """Return that something cannot be known for the file at ``path``; the log of decisions is restored, not mended."""
    if log:
        return message(N_("unknown: {path} cannot be read; restore it from git"), path=path)
    return message(N_("unknown: {path} cannot be read"), path=path)


def condition_words(status: MiniclusterStatus, language: Language) -> list[Message]:
    """Return the open conditions in words."""
    return [
        message(
            N_("condition of gate {number}: {text} ({owner}, due {due})"),
            number=BY_ID[item.gate].number,
            text=in_language(item.condition.text, language),
            owner=item.condition.owner,
            due=item.condition.due,
        )
        for item in status.standing.conditions
    ]


def meeting_words(status: MiniclusterStatus, language: Language) -> Message:
    """Return the next meeting with its day; where none is recorded, that."""
    if status.meeting is None:
        return message(N_("none recorded"))
    return message(
        N_("{title}, {day} ({when})"),
        title=in_language(status.meeting.title, language),
        day=format_date(status.meeting.date, language),
        when=counted("in one day", "in {count} days", (status.meeting.date - status.as_of).days),
    )


def task_words(status: MiniclusterStatus) -> Message:
    """Return how many tasks are undone, how many of them are due by the next meeting, and how many late."""
    if status.meeting is None:
        return message(N_("{open} open, {late} overdue"), open=len(status.tasks), late=status.overdue)
    return message(
        N_("{open} open, {due} due by the meeting, {late} overdue"),
        open=len(status.tasks),
        due=status.due_by_meeting,
        late=status.overdue,
    )


def suspect_words(status: MiniclusterStatus) -> Message:
    """Return which gates are suspect, and by which record first."""
    first = status.suspicions[0]
    return message(
        N_("{gates}: {record} is no longer what criterion {criterion} was judged on"),
        gates=tuple(message(N_("gate {number}"), number=BY_ID[gate].number) for gate in status.suspect_gates),
        record=first.record,
        criterion=first.criterion,
    )
