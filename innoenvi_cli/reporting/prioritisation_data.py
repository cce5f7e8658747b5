"""The prioritisation as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import message
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.figures import as_number
from innoenvi_cli.reporting.prioritisation_words import AGREEMENT_METHOD, RANKING_METHOD, weighing_method

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.method.prioritisation import Change, Ranked, Split
    from innoenvi_cli.method.weighing import Consistency
    from innoenvi_cli.model.base import Decided
    from innoenvi_cli.usecases.prioritise_targets import Declared, Objection, PrioritisationResult, TargetCase

_DIGITS = 6


def prioritisation_data(result: PrioritisationResult, language: Language) -> dict[str, Any]:
    """Return what ``prioritise --format json`` holds."""
    found, agreement = result.found, result.found.agreement
    data = {
        "minicluster": result.cluster.id,
        "as_of": result.view.as_of.isoformat(),
        "cycle": result.view.standing.cycle,
        "ranking": [_ranked(entry, result, language) for entry in found.ranking],
        "agreement": {
            "kendalls_w": _round(agreement.w),
            "kendalls_w_uncorrected": _round(agreement.uncorrected),
            "corrected_for_ties": agreement.corrected_for_ties,
            "chi_squared": _round(agreement.chi_squared),
            "degrees_of_freedom": agreement.degrees_of_freedom,
            "raters": agreement.raters,
            "targets": agreement.targets,
        },
        "weights": [{"criterion": name, "weight": _round(weight)} for name, weight in (found.weights or {}).items()],
        "consistency": [_consistency(item) for item in found.consistency],
        "sensitivity": [_change(change) for change in found.sensitivity],
        "places": found.places,
        "quorum": _quorum(result),
        "splits": [_split(split) for split in found.splits],
        "interests": [_declared(item, language) for item in result.interests],
        "interests_unanswered": list(result.unanswered),
        "abstentions": [_declared(item, language) for item in result.abstentions],
        "vetoes": [_objection(item, language) for item in result.vetoes],
        "departures": [_departure(target, result, language) for target in found.departures],
        "method": {
            "weights": weighing_method(result),
            "ranking": message(RANKING_METHOD).render(language),
            "agreement": message(AGREEMENT_METHOD).render(language),
        },
        "gaps": [gap.render(language) for gap in result.gaps],
        "errors": result.errors,
        "next": result.next_command,
    }
    if result.case is not None:
        data["target"] = _case(result.case, result, language)
    return data


def _round(value: float | None) -> float | None:
    """Cut the digits that differ from machine to machine."""
    return round(value, _DIGITS) if value is not None else None


def _ranked(entry: Ranked, result: PrioritisationResult, language: Language) -> dict[str, Any]:
    choice = result.choices.get(entry.target)
    return {
        "target": entry.target,
        "name": in_language(result.cluster.targets[entry.target].name, language),
        "rank": entry.rank,
        "score": _round(entry.score),
        "median": _round(entry.median),
        "spread": _round(entry.spread),
        "by_rater": {rater: _round(value) for rater, value in entry.by_rater.items()},
        "chosen": entry.target in result.view.chosen_ids,
        "decision": choice.choice if choice is not None else None,
        "reason": in_language(choice.reason, language) if choice is not None else "",
    }


def _consistency(item: Consistency) -> dict[str, Any]:
    pair = None
    if item.worst_pair is not None:
        more, less = item.worst_pair
        pair = {"more": more, "less": less, "judged": _round(item.judged), "fitting": _round(item.fitting)}
    return {"rater": item.rater, "ratio": _round(item.ratio), "acceptable": item.acceptable, "worst_pair": pair}


def _change(change: Change) -> dict[str, Any]:
    share = f" {round(((change.factor or 1) - 1) * 100):+d}%" if change.factor is not None else ""
    return {
        "change": f"{change.kind} {change.name}{share}" if share else f"without {change.kind} {change.name}",
        "kind": change.kind,
        "name": change.name,
        "factor": change.factor,
        "chosen_changes": change.chosen_changes,
        "enters": list(change.enters),
        "leaves": list(change.leaves),
    }


def _quorum(result: PrioritisationResult) -> dict[str, Any]:
    turnout, criterion = result.found.turnout, result.quorum
    return {
        "scored": len(turnout.scored),
        "core_group": len(turnout.core),
        "met": criterion.met if criterion is not None else None,
        "missing": list(turnout.missing),
        "share": as_number(criterion.value) if criterion is not None else None,
        "threshold": as_number(criterion.threshold) if criterion is not None else None,
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "target": split.target,
        "criterion": split.criterion,
        "low": {"score": split.low_score, "raters": list(split.low)},
        "high": {"score": split.high_score, "raters": list(split.high)},
    }


def _declared(item: Declared, language: Language) -> dict[str, Any]:
    return {
        "rater": item.rater,
        "member": item.member,
        "target": item.target,
        "reason": in_language(item.reason, language),
    }


def _objection(item: Objection, language: Language) -> dict[str, Any]:
    resolved = None
    if item.resolved is not None:
        text = in_language(item.resolution, language)
        resolved = {"date": item.resolved.isoformat(), "text": text, "decision": _decided(item.decision)}
    return {
        "rater": item.rater,
        "member": item.member,
        "target": item.target,
        "reason": in_language(item.reason, language),
        "resolved": resolved,
    }


def _decided(decided: Decided | None) -> dict[str, Any] | None:
    return {"organ": decided.organ, "event": decided.event, "item": decided.item} if decided is not None else None


def _departure(target: str, result: PrioritisationResult, language: Language) -> dict[str, Any]:
    choice = result.choices.get(target)
    rank = next(entry.rank for entry in result.found.ranking if entry.target == target)
    return {
        "target": target,
        "rank": rank,
        "decision": choice.choice if choice is not None else None,
        "reason": in_language(choice.reason, language) if choice is not None else "",
    }


def _case(case: TargetCase, result: PrioritisationResult, language: Language) -> dict[str, Any]:
    target = case.target.id
    return {
        "id": target,
        "name": in_language(case.target.name, language),
        "track": case.target.track,
        "scores": {rater: dict(row) for rater, row in case.scores.items()},
        "low_scores": [
            {"rater": item.rater, "member": item.member, "criterion": item.criterion, "score": item.score}
            for item in case.low
        ],
        "unscored": list(case.unscored),
        "vetoes": [_objection(item, language) for item in result.vetoes if item.target == target],
        "abstentions": [_declared(item, language) for item in result.abstentions if item.target == target],
        "interests": [_declared(item, language) for item in result.interests if item.target == target],
        "findings": [
            {
                "id": finding.id,
                "statement": in_language(finding.statement, language),
                "members_for": list(finding.members_for),
                "members_against": list(finding.members_against),
                "dissent": in_language(finding.dissent, language),
            }
            for finding in case.findings
        ],
    }
