"""Facts of the choice of targets: scores, interests, vetoes, weights, what was chosen, what was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, day_in_both, message
from innoenvi_cli.method.changes.names import quoted
from innoenvi_cli.model.vocabulary import label

if TYPE_CHECKING:
    from innoenvi_cli.method.changes.base import EventName
    from innoenvi_cli.method.changes.case import Case, Tellers, Told


def _closed(case: Case) -> Told:
    if case.difference.manner != "added":
        return None
    closure = case.difference.after
    how = label("closure", closure.how)
    return "target_closed", message(
        N_("{target}: {how} ({day})"), target=case.subject, how=how, day=day_in_both(closure.date)
    )


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
        "day": day_in_both(case.difference.after.date),
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


SELECTION: Final[Tellers] = {
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
}
