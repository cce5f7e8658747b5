"""The facts that matter to the method, each with its own sentence; everything else is told field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.changes.names import day, quoted
from innoenvi_cli.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.changes.base import EventName
    from innoenvi_cli.method.changes.differences import Difference
    from innoenvi_cli.method.changes.values import Speech

    Told: TypeAlias = "tuple[EventName, Message] | None"


@dataclass(frozen=True, slots=True)
class Case:
    """A difference with what is needed to tell it: the ``record``, what it is called, words for its values."""

    difference: Difference
    record: Any
    subject: Message
    speech: Speech


def fact_of(case: Case) -> Told:
    """Return the event and the sentence of a difference that has its own, ``None`` where it is one among many."""
    teller = TELLERS.get(case.difference.place)
    return teller(case) if teller is not None else None


def joined(member: Any) -> Message | None:
    """Return how a member came in whose record is new, ``None`` where it is not committed yet."""
    steps = sorted(member.history, key=lambda step: step.date)
    if not steps or steps[-1].status != "committed":
        return None
    return message(N_("{member} joined as a member (committed {day})"), member=member.name, day=day(steps[-1].date))


# Members -------------------------------------------------------------------------------------------------------------


def _member_history(case: Case) -> Told:
    step = case.difference.after
    if case.difference.manner != "added" or len(case.difference.hops) > 1:
        return None
    if step.status == "committed":
        text = message(N_("{member} joined as a member (committed {day})"), member=case.record.name, day=day(step.date))
        return "member_joined", text
    if step.status == "left":
        return "member_left", message(N_("{member} left ({day})"), member=case.record.name, day=day(step.date))
    status = label("member_status", step.status)
    text = message(N_("{member}: {status} ({day})"), member=case.record.name, status=status, day=day(step.date))
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
        day=day(case.difference.after),
    )
    return "decision_carried_out", text


def _minutes(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    approval = case.difference.after
    text = message(
        N_("minutes of {event} approved by {by} ({day})"), event=case.subject, by=approval.by, day=day(approval.date)
    )
    return "minutes_approved", text


# Targets and scores --------------------------------------------------------------------------------------------------


def _closed(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    closure = case.difference.after
    how = label("closure", closure.how)
    return "target_closed", message(N_("{target}: {how} ({day})"), target=case.subject, how=how, day=day(closure.date))


def _score(case: Case) -> Told:
    keys = [hop.at for hop in case.difference.hops if hop.at is not None]
    if len(keys) != 2:  # noqa: PLR2004 - a target and a criterion
        return None
    words = {
        "rater": case.record.rater,
        "target": case.speech.names.of("targets", keys[0]),
        "criterion": case.speech.names.of("criteria", keys[1]),
        "before": case.difference.before,
        "after": case.difference.after,
    }
    if case.difference.manner == "added":
        return "score_changed", message(N_("{rater} scored target {target}, criterion {criterion}: {after}"), **words)
    if case.difference.manner == "removed":
        text = message(N_("score of {rater} on target {target}, criterion {criterion} taken back: {before}"), **words)
        return "score_changed", text
    text = message(N_("score of {rater} on target {target}, criterion {criterion}: {before} → {after}"), **words)
    return "score_changed", text


def _interests(case: Case) -> Told:
    if case.difference.manner == "added" and case.difference.after == ():
        return "interest_declared", message(N_("{rater} declared to have no interests"), rater=case.record.rater)
    words = _of_target(case)
    if case.difference.manner == "added" and words is not None:
        return "interest_declared", message(N_("{rater} declared an interest in target {target}: {reason}"), **words)
    return None


def _vetoes(case: Case) -> Told:
    words = _of_target(case)
    if words is None or len(case.difference.hops) > 1:
        return None
    if case.difference.manner == "added":
        return "veto_raised", message(N_("{rater} vetoed target {target}: {reason}"), **words)
    if case.difference.manner == "removed":
        return "veto_withdrawn", message(N_("{rater} withdrew the veto on target {target}"), **words)
    return None


def _veto_resolved(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    words = {
        "rater": case.record.rater,
        "target": case.speech.names.of("targets", case.difference.hops[0].item.target),
        "day": day(case.difference.after.date),
        "how": quoted(case.difference.after.text),
    }
    return "veto_resolved", message(N_("veto of {rater} on target {target} resolved ({day}): {how}"), **words)


def _abstentions(case: Case) -> Told:
    words = _of_target(case)
    if case.difference.manner != "added" or words is None:
        return None
    return "abstained", message(N_("{rater} leaves target {target} unscored"), **words)


def _of_target(case: Case) -> dict[str, Any] | None:
    """Return the rater, the target and the reason that an item of a score sheet gives."""
    item = case.difference.after or case.difference.before
    if case.difference.manner not in {"added", "removed"} or not hasattr(item, "target"):
        return None
    reason = quoted(item.reason) if item.reason is not None else ""
    return {"rater": case.record.rater, "target": case.speech.names.of("targets", item.target), "reason": reason}


_CHOICES: Final[dict[str, tuple[EventName, str]]] = {
    "chosen": ("target_chosen", N_("target {target} chosen")),
    "parked": ("target_parked", N_("target {target} parked")),
    "rejected": ("target_rejected", N_("target {target} rejected")),
}


def _choices(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    event, text = _CHOICES[case.difference.after.choice]
    return event, message(text, target=case.speech.names.of("targets", case.difference.after.target))


def _choice(case: Case) -> Told:
    target = case.speech.names.of("targets", case.difference.hops[-2].item.target)
    event, _ = _CHOICES[case.difference.after]
    was, now = label("choice", case.difference.before), label("choice", case.difference.after)
    return event, message(N_("target {target}: {before} → {after}"), target=target, before=was, after=now)


def _weight(case: Case) -> Told:
    if case.difference.manner != "changed":
        return None
    words = {
        "criterion": case.speech.item(case.difference.hops[-2].item),
        "before": case.speech.value(case.difference.before, case.difference.shape),
        "after": case.speech.value(case.difference.after, case.difference.shape),
    }
    return "weight_changed", message(N_("weight of criterion {criterion}: {before} → {after}"), **words)


def _chosen_at(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    where = case.speech.item(case.difference.after)
    return "decision_made", message(N_("{subject}: decided in {where}"), subject=case.subject, where=where)


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
    return event, message(text, action=case.subject, day=day(step.date))


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
        N_("{action}: milestone {name} reached ({day})"), action=case.subject, name=name, day=day(case.difference.after)
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
    words = {"member": case.speech.names.of("members", given.member), "day": day(given.date)}
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
        day=day(step.date),
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
        "day": day(rating.date),
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
    words = {"path": case.speech.names.of("paths", placement.path), "day": day(placement.date)}
    if placement.company_group is None:
        return "placed_on_path", message(N_("placed on development path {path} ({day})"), **words)
    words["group"] = case.speech.names.of("company_groups", placement.company_group)
    return "placed_on_path", message(N_("company group {group} placed on development path {path} ({day})"), **words)


def _outcome_values(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    value = case.difference.after
    words = {"outcome": case.subject, "value": case.speech.figure(value.value), "day": day(value.date)}
    return "outcome_recorded", message(N_("{outcome}: {value} ({day})"), **words)


def _entries(case: Case) -> Told:
    if case.difference.manner not in {"added", "removed"} or len(case.difference.hops) > 1:
        return None
    entry = case.difference.after or case.difference.before
    words = {"gate": label("phase", entry.gate), "day": day(entry.date)}
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


TELLERS: Final[Mapping[tuple[str, str], Callable[[Case], Told]]] = {
    ("Member", "history"): _member_history,
    ("Organ", "members"): _seats,
    ("Event", "agenda"): _agenda,
    ("AgendaItem", "decision"): _agenda_decision,
    ("AgendaItem", "done"): _agenda_done,
    ("Event", "approved"): _minutes,
    ("Target", "closed"): _closed,
    ("Score", "scores"): _score,
    ("Score", "interests"): _interests,
    ("Score", "vetoes"): _vetoes,
    ("Veto", "resolved"): _veto_resolved,
    ("Score", "abstentions"): _abstentions,
    ("Priorities", "choices"): _choices,
    ("TargetChoice", "choice"): _choice,
    ("Priorities", "decision"): _chosen_at,
    ("Target", "decision"): _chosen_at,
    ("Criterion", "weight"): _weight,
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
