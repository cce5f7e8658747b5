"""A change as a value, and the closed list of events that a change can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message

EventName = Literal[
    "record_added",
    "record_removed",
    "id_changed",
    "renamed",
    "member_joined",
    "member_left",
    "status_changed",
    "seat_taken",
    "seat_left",
    "decision_made",
    "decision_carried_out",
    "minutes_approved",
    "target_closed",
    "target_chosen",
    "target_parked",
    "target_rejected",
    "score_changed",
    "interest_declared",
    "abstained",
    "veto_raised",
    "veto_resolved",
    "veto_withdrawn",
    "weight_changed",
    "action_planned",
    "action_started",
    "action_done",
    "action_dropped",
    "milestone_reached",
    "funding_changed",
    "trial_decided",
    "commitment_given",
    "commitment_removed",
    "export_step_carried_out",
    "rating_given",
    "placed_on_path",
    "outcome_recorded",
    "gate_passed",
    "gate_decided",
    "gate_reviewed",
    "gate_decision_undone",
    "amount_changed",
    "text_changed",
    "value_changed",
    "item_added",
    "item_removed",
    "items_changed",
    "order_changed",
    "unreadable",
]
EVENTS: Final[tuple[EventName, ...]] = get_args(EventName)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed.

    ``minicluster`` is empty for records of the programme; ``record`` is the address, ``field`` the keys that lead to
    the value, joined by dots and empty for a whole record. ``before`` and ``after`` are values of records, ``None``
    where there was or is none.
    """

    minicluster: str
    record: str
    event: EventName
    text: Message
    field: str = ""
    before: Any = None
    after: Any = None
