"""The facts that matter to the method, each with its own sentence; everything else is told field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, day_in_both, message
from innoenvi_cli.method.changes.names import quoted
from innoenvi_cli.method.changes.selection_facts import SELECTION
from innoenvi_cli.model.vocabulary import label

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.changes.base import EventName
    from innoenvi_cli.method.changes.case import Case, Tellers, Told


def fact_of(case: Case) -> Told:
    """Return the event and the sentence of a difference that has its own, ``None`` where it is one among many."""
    teller = TELLERS.get(case.difference.place)
    return teller(case) if teller is not None else None


def joined(member: Any) -> Message | None:
    """Return how a member came in whose record is new, ``None`` where it is not committed yet."""
    steps = sorted(member.history, key=lambda step: step.date)
    if not steps or steps[-1].status != "committed":
        return None
    return message(
        N_("{member} joined as a member (committed {day})"), member=member.name, day=day_in_both(steps[-1].date)
    )


# Members -------------------------------------------------------------------------------------------------------------


def _member_history(case: Case) -> Told:
    step = case.difference.after
    if case.difference.manner != "added" or len(case.difference.hops) > 1:
        return None
    if step.status == "committed":
        text = message(
            N_("{member} joined as a member (committed {day})"), member=case.record.name, day=day_in_both(step.date)
        )
        return "member_joined", text
    if step.status == "left":
        return "member_left", message(N_("{member} left ({day})"), member=case.record.name, day=day_in_both(step.date))
    status = label("member_status", step.status)
    text = message(N_("{member}: {status} ({day})"), member=case.record.name, status=status, day=day_in_both(step.date))
    return "status_changed", text


def _seats(case: Case) -> Told:
    if len(case.difference.hops) > 1 or case.difference.manner not in {"added", "removed"}:
        return None
    seat = case.difference.after or case.difference.before
    words = {"who": case.speech.item(seat), "role": label("organ_role", seat.role), "organ": quoted(case.record.name)}
    if case.difference.manner == "added":
        return "seat_taken", message(N_("{who} has a seat in {organ} ({role})"), **words)
    return "seat_left", message(N_("{who} no longer has a seat in {organ} ({role})"), **words)


# Meetings ------------------------------------------------------------------------------------------------------------


def _agenda(case: Case) -> Told:
    item = case.difference.after
    if case.difference.manner != "added" or item.decision is None:
        return None
    return "decision_made", _decided(item, item.decision, case.subject)


def _decided(item: Any, decision: Any, subject: Message) -> Message:
    return message(N_("{event}, item {item} decided: {text}"), event=subject, item=item.item, text=quoted(decision))


def _agenda_decision(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    return "decision_made", _decided(case.difference.hops[-2].item, case.difference.after, case.subject)


def _agenda_done(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    item = case.difference.hops[-2].item
    text = message(
        N_("{event}, item {item} carried out ({day})"),
        event=case.subject,
        item=item.item,
        day=day_in_both(case.difference.after),
    )
    return "decision_carried_out", text


def _minutes(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    approval = case.difference.after
    text = message(
        N_("minutes of {event} approved by {by} ({day})"),
        event=case.subject,
        by=approval.by,
        day=day_in_both(approval.date),
    )
    return "minutes_approved", text


# Actions and trials --------------------------------------------------------------------------------------------------

_STATES: Final[dict[str, tuple[EventName, str]]] = {
    "planned": ("action_planned", N_("{action} planned ({day})")),
    "running": ("action_started", N_("{action} started ({day})")),
    "done": ("action_done", N_("{action} done ({day})")),
    "dropped": ("action_dropped", N_("{action} dropped ({day})")),
}


def _action_history(case: Case) -> Told:
    step = case.difference.after
    if case.difference.manner != "added" or len(case.difference.hops) > 1:
        return None
    event, text = _STATES[step.state]
    return event, message(text, action=case.subject, day=day_in_both(step.date))


def _costs(case: Case) -> Told:
    """Tell a line of a budget or of actual costs, or what became of its amount."""
    is_line = case.difference.place[0] != "Cost"
    hop = case.difference.last if is_line else case.difference.hops[-2]
    line = hop.item
    before, after = (
        (value.amount if is_line and value is not None else value)
        for value in (case.difference.before, case.difference.after)
    )
    if case.difference.manner not in {"added", "removed", "changed"} or line is None:
        return None
    text = {
        "added": N_("{what} of {subject}, {line}: {after} added"),
        "removed": N_("{what} of {subject}, {line}: {before} removed"),
        "changed": N_("{what} of {subject}, {line}: {before} → {after}"),
    }[case.difference.manner]
    words: dict[str, Any] = {"subject": case.subject, "line": case.speech.item(line)}
    words["what"] = message(N_("actual costs")) if hop.key == "actual" else message(N_("budget"))
    words["before"] = case.speech.money(before) if before is not None else ""
    words["after"] = case.speech.money(after) if after is not None else ""
    return "amount_changed", message(text, **words)


def _milestone(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    name = quoted(case.difference.hops[-2].item.name)
    text = message(
        N_("{action}: milestone {name} reached ({day})"),
        action=case.subject,
        name=name,
        day=day_in_both(case.difference.after),
    )
    return "milestone_reached", text


def _funding(case: Case) -> Told:
    funding = case.difference.hops[-2].item
    was, now = label("funding_state", case.difference.before), label("funding_state", case.difference.after)
    text = message(
        N_("funding of {action} by {funder}: {before} → {after}"),
        action=case.subject,
        funder=funding.funder,
        before=was,
        after=now,
    )
    return "funding_changed", text


def _trial_decision(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    decision = label("trial_decision", case.difference.after)
    return "trial_decided", message(N_("decision on {trial}: {decision}"), trial=case.subject, decision=decision)


# Export concept, development path, outcomes, gates -------------------------------------------------------------------


def _commitments(case: Case) -> Told:
    if case.difference.manner not in {"added", "removed"}:
        return None
    given = case.difference.after or case.difference.before
    words = {"member": case.speech.names.of("members", given.member), "day": day_in_both(given.date)}
    if case.difference.manner == "added":
        return "commitment_given", message(N_("{member} committed itself to the export concept ({day})"), **words)
    return "commitment_removed", message(N_("commitment of {member} to the export concept removed ({day})"), **words)


def _export_steps(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    step = case.difference.after
    kind = label("export_step", step.kind)
    text = message(
        N_("export step carried out, {kind} ({day}): {text}"),
        kind=kind,
        day=day_in_both(step.date),
        text=quoted(step.description),
    )
    return "export_step_carried_out", text


def _ratings(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    rating = case.difference.after
    words = {
        "rater": rating.rater,
        "dimension": case.speech.names.of("dimensions", rating.dimension),
        "value": case.speech.figure(rating.value),
        "day": day_in_both(rating.date),
    }
    if rating.company_group is None:
        return "rating_given", message(N_("{rater} rated dimension {dimension}: {value} ({day})"), **words)
    words["group"] = case.speech.names.of("company_groups", rating.company_group)
    text = message(N_("{rater} rated dimension {dimension} of company group {group}: {value} ({day})"), **words)
    return "rating_given", text


def _placements(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    placement = case.difference.after
    words = {"path": case.speech.names.of("paths", placement.path), "day": day_in_both(placement.date)}
    if placement.company_group is None:
        return "placed_on_path", message(N_("placed on development path {path} ({day})"), **words)
    words["group"] = case.speech.names.of("company_groups", placement.company_group)
    return "placed_on_path", message(N_("company group {group} placed on development path {path} ({day})"), **words)


def _outcome_values(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    value = case.difference.after
    words = {"outcome": case.subject, "value": case.speech.figure(value.value), "day": day_in_both(value.date)}
    return "outcome_recorded", message(N_("{outcome}: {value} ({day})"), **words)


def _entries(case: Case) -> Told:
    if case.difference.manner not in {"added", "removed"} or len(case.difference.hops) > 1:
        return None
    entry = case.difference.after or case.difference.before
    words = {"gate": label("phase", entry.gate), "day": day_in_both(entry.date)}
    if case.difference.manner == "removed":
        return "gate_decision_undone", message(N_("gate “{gate}”: decision of {day} taken back"), **words)
    if entry.kind == "review":
        return "gate_reviewed", message(N_("gate “{gate}” judged again ({day})"), **words)
    if entry.decision == "go":
        return "gate_passed", message(N_("gate “{gate}” passed ({day})"), **words)
    words["decision"] = label("decision", entry.decision or "")
    if entry.decision == "conditional":
        return "gate_passed", message(N_("gate “{gate}” passed: {decision} ({day})"), **words)
    return "gate_decided", message(N_("gate “{gate}”: {decision} ({day})"), **words)


TELLERS: Final[Tellers] = {
    **SELECTION,
    ("Member", "history"): _member_history,
    ("Organ", "members"): _seats,
    ("Event", "agenda"): _agenda,
    ("AgendaItem", "decision"): _agenda_decision,
    ("AgendaItem", "done"): _agenda_done,
    ("Event", "approved"): _minutes,
    ("Action", "history"): _action_history,
    ("Action", "budget"): _costs,
    ("Action", "actual"): _costs,
    ("ExportConcept", "budget"): _costs,
    ("Cost", "amount"): _costs,
    ("Milestone", "done"): _milestone,
    ("Funding", "state"): _funding,
    ("Trial", "decision"): _trial_decision,
    ("ExportConcept", "commitments"): _commitments,
    ("ExportConcept", "steps"): _export_steps,
    ("DevelopmentPath", "ratings"): _ratings,
    ("DevelopmentPath", "placements"): _placements,
    ("Outcome", "values"): _outcome_values,
    ("Phases", "entries"): _entries,
}
