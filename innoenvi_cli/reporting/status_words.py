"""What the state of a minicluster says in words, piped or on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.phases import BY_ID
from innoenvi_cli.model.base import in_language

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.usecases.show_status import MiniclusterStatus


def missing_labels(status: MiniclusterStatus, language: Language) -> list[str]:
    """Return what the next gate still waits for, in words."""
    return [in_language(criterion.label, language) for criterion in status.answer.unmet]


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


def suspect_words(status: MiniclusterStatus) -> Message:
    """Return which gates are suspect, and by which record first."""
    first = status.suspicions[0]
    return message(
        N_("{gates}: {record} is no longer what criterion {criterion} was judged on"),
        gates=tuple(message(N_("gate {number}"), number=BY_ID[gate].number) for gate in status.suspect_gates),
        record=first.record,
        criterion=first.criterion,
    )
