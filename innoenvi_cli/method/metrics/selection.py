"""Metrics of phase 3: may the choice be made, was it made well, are the chosen targets specified."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import Measurement
from innoenvi_cli.method.metrics.base import Metric, clue, count, share, violations
from innoenvi_cli.method.prioritisation import agree, complete_raters, departures, impartial, rank
from innoenvi_cli.method.weighing import weigh
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.selection import Target

_WEIGHTS: Final = ("criteria.id", "criteria.weight", "pairwise")
_SCORING: Final = ("member", "date", "scores", "interests.target")


def _sheets(view: View) -> list[str]:
    return [f"scores/{sheet.id}" for sheet in view.scores]


def _criteria(view: View) -> tuple[str, ...]:
    priorities = view.cluster.priorities
    return tuple(criterion.id for criterion in priorities.criteria) if priorities is not None else ()


def weights_valid(view: View) -> Measurement:
    """Tell (1 or 0) whether the weights of the criteria are valid."""
    weights, _ = weigh(view.cluster.priorities)
    valid = weights is not None
    judged = ("priorities",) if view.cluster.priorities is not None else ()
    return count(int(valid), judged, () if valid else (clue("priorities", "criteria"),))


def quorum(view: View) -> Measurement:
    """Return the smallest share, over the targets, of the core group's disinterested companies that scored it."""
    criteria = _criteria(view)
    judged = ["priorities", *_sheets(view), *(f"organs/{organ.id}" for organ in view.core_groups)]
    shares: list[tuple[int, int]] = []
    absent: set[str] = set()
    for target in view.cycle_targets:
        interested = {
            sheet.member for sheet in view.scores if any(item.target == target.id for item in sheet.interests or ())
        }
        entitled = {member.id for member in view.core_companies} - interested
        scored = {
            sheet.member
            for sheet in view.scores
            if sheet.member in entitled and all(name in sheet.scores.get(target.id, {}) for name in criteria)
        }
        shares.append((len(scored), len(entitled)))
        absent |= entitled - scored
    clues = [clue(f"members/{member}", note=message(N_("has not scored every target"))) for member in sorted(absent)]
    if not criteria or not shares or any(whole == 0 for _, whole in shares):
        return Measurement(Decimal(0), tuple(judged), tuple(clues))
    part, whole = min(shares, key=lambda pair: (pair[0] / pair[1], pair))
    return share(part, whole, judged, clues)


def raters(view: View) -> Measurement:
    """Count the core-group companies with a score sheet."""
    core = {member.id for member in view.core_companies}
    represented = {sheet.member for sheet in view.scores if sheet.scores} & core
    others = (clue(f"members/{member}", note=message(N_("no score sheet"))) for member in sorted(core - represented))
    return count(len(represented), _sheets(view), others)


def interests_unanswered(view: View) -> Measurement:
    """Count the score sheets that leave interests unanswered, or score a target of declared interest."""
    clues = [
        clue(f"scores/{sheet.id}", note=message(N_("interests: is missing; write [] if there are none")))
        for sheet in view.scores
        if sheet.interests is None
    ]
    clues += [
        clue(f"scores/{sheet.id}", "scores", item.target, note=message(N_("an interested rater abstains")))
        for sheet in view.scores
        for item in sheet.interests or ()
        if item.target in sheet.scores
    ]
    return violations(_sheets(view), clues)


def complete_sheets(view: View) -> Measurement:
    """Count the raters who scored every target of the cycle on every criterion."""
    targets = tuple(target.id for target in view.cycle_targets)
    complete = complete_raters(targets, impartial(view.scores), _criteria(view))
    judged = [f"scores/{sheet.id}" for sheet in view.scores if sheet.rater in complete]
    others = (
        clue(f"scores/{sheet.id}", "scores", note=message(N_("not every target is scored on every criterion")))
        for sheet in view.scores
        if sheet.rater not in complete
    )
    return count(len(complete), judged, others)


def vetoes_unresolved(view: View) -> Measurement:
    """Count the unresolved vetoes on chosen targets."""
    chosen = set(view.chosen_ids)
    clues = (
        clue(f"scores/{sheet.id}", "vetoes", index)
        for sheet in view.scores
        for index, veto in enumerate(sheet.vetoes)
        if veto.target in chosen and (veto.resolved is None or veto.resolved.date > view.as_of)
    )
    return violations(_sheets(view), clues)


def chosen(view: View) -> Measurement:
    """Count the targets chosen by a decision of a meeting."""
    number = len(view.chosen_targets)
    judged = ("priorities",) if view.cluster.priorities is not None else ()
    return count(number, judged, () if number else (clue("priorities", "choices"),))


def departures_unexplained(view: View) -> Measurement:
    """Count the choices that depart from the ranking without a reason."""
    priorities = view.cluster.priorities
    if priorities is None:
        return count(0)
    reasons = {choice.target: is_filled(choice.reason) for choice in priorities.choices}
    clues = (
        clue(
            "priorities", "choices", note=message(N_("the choice on '{target}' departs from the ranking"), target=name)
        )
        for name in departures(view)
        if not reasons.get(name, False)
    )
    return violations(("priorities", *_sheets(view)), clues)


def missing_specification(target: Target) -> tuple[str, ...]:
    """Return the keys that a specified target needs and this one lacks."""
    indicator = target.indicator
    needs = {
        "problem": is_filled(target.problem),
        "goal": is_filled(target.goal),
        "indicator": indicator is not None and indicator.baseline is not None and indicator.target is not None,
        "owner": target.owner is not None,
    }
    return tuple(key for key, there in needs.items() if not there)


def chosen_unspecified(view: View) -> Measurement:
    """Count the chosen targets without problem, goal, indicator with baseline and target, or owner."""
    clues = (
        clue(f"targets/{target.id}", note=message(N_("missing: {keys}"), keys=missing))
        for target in view.chosen_targets
        if (missing := missing_specification(target))
    )
    return violations([f"targets/{target.id}" for target in view.chosen_targets], clues)


def programme_handled(view: View) -> Measurement:
    """Tell (1 or 0) whether the core group has handled strategy and development programme at a meeting."""
    priorities = view.cluster.priorities
    handling = priorities.development_programme if priorities is not None else None
    decided = handling.handled if handling is not None else None
    organ = view.organ(decided.organ) if decided is not None else None
    handled = view.was_decided_in_cycle(decided) and organ is not None and organ.kind == "core_group"
    judged = ("priorities",) if priorities is not None else ()
    return count(int(handled), judged, () if handled else (clue("priorities", "development_programme"),))


def chosen_without_group(view: View) -> Measurement:
    """Count the chosen targets without a working group."""
    clues = (clue(f"targets/{target.id}") for target in view.chosen_targets if target.working_group is None)
    return violations([f"targets/{target.id}" for target in view.chosen_targets], clues)


def agreement(view: View) -> Measurement:
    """Return Kendall's W, corrected for ties, over the raters who scored every target."""
    targets = tuple(target.id for target in view.cycle_targets)
    weights, _ = weigh(view.cluster.priorities)
    sheets = impartial(view.scores)
    complete = complete_raters(targets, sheets, tuple(weights or ()))
    w = agree(rank(targets, sheets, weights or {}), targets, complete).w
    value = Decimal(repr(w)).quantize(Decimal("0.0001")) if w is not None else None
    return Measurement(value, tuple(_sheets(view)))


METRICS: Final = (
    Metric(
        "weights_valid",
        N_("weights of the criteria are valid"),
        weights_valid,
        {"priorities": _WEIGHTS},
    ),
    Metric(
        "quorum",
        N_("share of the disinterested core-group companies that scored"),
        quorum,
        {"scores": _SCORING, "organs": ("kind", "members.member"), "priorities": ("criteria.id",)},
        is_ratio=True,
    ),
    Metric("raters", N_("core-group companies that scored"), raters, {"scores": ("member", "date", "scores")}),
    Metric(
        "interests_unanswered",
        N_("score sheets with unanswered interests"),
        interests_unanswered,
        {"scores": ("interests.target",)},
    ),
    Metric("complete_sheets", N_("raters who scored every target"), complete_sheets, {"scores": ("date", "scores")}),
    Metric(
        "vetoes_unresolved",
        N_("unresolved vetoes on chosen targets"),
        vetoes_unresolved,
        {"scores": ("vetoes.target", "vetoes.resolved@.date", "vetoes.resolved@.decision")},
    ),
    Metric("chosen", N_("chosen targets"), chosen, {"priorities": ("choices.target", "choices.choice", "decision")}),
    Metric(
        "departures_unexplained",
        N_("departures from the ranking without a reason"),
        departures_unexplained,
        {
            "priorities": ("choices.target", "choices.choice", "choices.reason?", "criteria.id", "criteria.weight"),
            "scores": _SCORING,
        },
    ),
    Metric(
        "chosen_unspecified",
        N_("chosen targets not specified"),
        chosen_unspecified,
        {"targets": ("problem?", "goal?", "indicator.baseline", "indicator.target", "owner")},
    ),
    Metric(
        "programme_handled",
        N_("strategy and development programme handled"),
        programme_handled,
        {"priorities": ("development_programme.handled",)},
    ),
    Metric(
        "chosen_without_group",
        N_("chosen targets without a working group"),
        chosen_without_group,
        {"targets": ("working_group",)},
    ),
    Metric("agreement", N_("agreement of the raters (Kendall's W)"), agreement, {"scores": _SCORING}, is_ratio=True),
)
