"""What the workbook on the priorities and the development programme both say of the prioritisation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.suppression import PERSONS
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.concordance import degree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.concordance import Degree
    from innoenvi_cli.method.prioritisation import Ranked
    from innoenvi_cli.model.selection import Assessment, Criterion, Score, TargetChoice

_DEGREES: Final[dict[Degree, str]] = {"strong": N_("strong"), "moderate": N_("moderate"), "weak": N_("weak")}
QUADRANTS: Final = {
    (True, True): N_("Carry out first"),
    (False, True): N_("Clear the way first"),
    (True, False): N_("Easy addition"),
    (False, False): N_("Leave for later"),
}
"""The quadrants of benefit and feasibility, by whether a target is feasible and beneficial."""
_MIDDLE: Final = 3


def shown_criteria(material: Material) -> tuple[Criterion, ...]:
    """Return the criteria of the prioritisation, as the audience sees them."""
    return material.shown.priorities.criteria if material.shown.priorities is not None else ()


def figures_shown(material: Material) -> bool:
    """Tell whether means over the raters may be shown: not of fewer than five, but to those who see each score."""
    if material.sees("Score.scores"):
        return True
    return material.sees("Priorities.choices") and len(material.facts.prioritisation.complete) >= PERSONS


def ranking_shown(material: Material) -> bool:
    """Tell whether the order of the targets may be shown: that of few raters once it has been decided on.

    The order of a single rater is that rater's opinion, whatever was decided.
    """
    raters = len(material.facts.prioritisation.complete)
    return figures_shown(material) or (raters > 1 and bool(decided_choices(material)))


def told_ranking(material: Material) -> tuple[Ranked, ...]:
    """Return the targets by rank; where the order may not be shown, without a rank in the order of their names."""
    found = material.facts.prioritisation.ranking
    if ranking_shown(material):
        return tuple(found)
    unranked = (replace(entry, rank=None) for entry in found)
    return tuple(sorted(unranked, key=lambda entry: (material.target(entry.target).casefold(), entry.target)))


def decided_choices(material: Material) -> dict[str, TargetChoice]:
    """Return what was decided on the targets by as-of, as the audience sees it."""
    priorities = material.shown.priorities
    if priorities is None or not material.view.was_decided_in_cycle(priorities.decision):
        return {}
    return {choice.target: choice for choice in priorities.choices}


def sheets_by_rater(material: Material) -> Mapping[str, Score]:
    """Return the score sheets of this cycle that the audience sees."""
    counted = {sheet.id for sheet in material.view.scores}
    return {sheet.rater: sheet for sheet in material.shown.scores.values() if sheet.id in counted}


def agreement_line(material: Material) -> str:
    """Say how far the raters agree; of a small group no probability, which would mean little. Empty if not shown."""
    found = material.facts.prioritisation.agreement
    words = material.words
    if not figures_shown(material):
        return ""
    if found.w is None:
        return words.say(N_("Kendall's W cannot be computed: it takes two raters who scored every target."))
    return words.say(
        N_(
            "Agreement on the order is {degree}: Kendall's W {w} (0 none, 1 full; {raters} raters, {targets} targets,"
            " corrected for ties)."
        ),
        degree=words.say(_DEGREES[degree(found.w)]),
        w=words.number(found.w, decimals=2),
        raters=found.raters,
        targets=found.targets,
    )


def quorum_line(material: Material) -> list[str]:
    """Say whether the quorum was met, with the figures and who is missing where scores by rater are shown."""
    if not material.sees("Priorities.choices"):
        return []
    words, turnout = material.words, material.facts.prioritisation.turnout
    criterion = next((item for item in material.facts.answer_of("selection").criteria if item.id == "quorum"), None)
    if not material.view.scores:
        return [words.say(N_("Nobody has scored the targets in this cycle yet."))]
    state = ""
    if criterion is not None:
        state = words.say(N_("The quorum was met.") if criterion.met else N_("The quorum was not met."))
    if not material.sees("Score.member") or not turnout.core:
        return [state] if state else []
    scored = words.say(
        N_("{scored} of {core} core-group companies scored every target open to them."),
        scored=len(turnout.scored),
        core=len(turnout.core),
    )
    missing = ", ".join(material.members(turnout.missing))
    parts = [state, scored, words.say(N_("Missing: {names}."), names=missing) if missing else ""]
    return [" ".join(part for part in parts if part)]


def matrix_rows(material: Material) -> list[Row]:
    """Return benefit and feasibility of the cycle's targets, those first that were ranked first."""
    if not material.sees("Target.benefit", "Target.feasibility"):
        return []
    choices = decided_choices(material)
    rows: list[Row] = []
    for entry in told_ranking(material):
        target = material.shown.targets.get(entry.target)
        if target is None or (target.benefit is None and target.feasibility is None):
            continue
        choice = choices.get(entry.target)
        rows.append(
            {
                "rank": entry.rank,
                "target": material.text(target.name),
                "benefit": _rating(target.benefit),
                "feasibility": _rating(target.feasibility),
                "quadrant": quadrant(target.benefit, target.feasibility, material),
                "decision": choice.choice if choice is not None else None,
                "reasons": " ".join(
                    material.text(found.reason)
                    for found in (target.benefit, target.feasibility)
                    if found is not None and found.reason
                ),
            }
        )
    return rows


def _rating(found: Assessment | None) -> float | None:
    return float(found.rating) if found is not None else None


def quadrant(benefit: Assessment | None, feasibility: Assessment | None, material: Material) -> str:
    """Return what the place of a target among benefit and feasibility suggests; the middle of the scale counts low."""
    if benefit is None or feasibility is None:
        return ""
    return material.words.say(QUADRANTS[feasibility.rating > _MIDDLE, benefit.rating > _MIDDLE])
