"""What stands below the tables of the priorities: how to read them, or why they are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.prioritising import (
    agreement_line,
    decided_choices,
    figures_shown,
    matrix_rows,
    quorum_line,
    ranking_shown,
    shown_criteria,
)
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.weighing import CONSISTENT

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row

_TOO_FEW: Final = N_("Ranks and scores are not shown: too few have scored every target.")


def priorities_notes(material: Material, sensitivity: list[Row]) -> dict[str, list[str]]:
    """Return by table the lines below it; ``sensitivity`` are the rows of that table."""
    gap, say, found = material.gap, material.words.say, material.facts.prioritisation
    scored = any(entry.rank is not None for entry in found.ranking)
    summary = _counted(material) if scored else [gap(N_("complete score sheets"), "Priorities.choices")]
    return {
        "summary": [*summary, *quorum_line(material)],
        "departures": _departures_note(material),
        "matrix": [_matrix_note(material)],
        "weights": [] if shown_criteria(material) else [gap(N_("criteria and weights"), "Priorities.criteria")],
        "consistency": _consistency_note(material),
        "try_out": [say(N_("Change the yellow weights: score and rank follow."))]
        if scored and figures_shown(material)
        else [gap(N_("mean scores by criterion"), "Score.scores")],
        "scores": [] if material.shown.scores else [gap(N_("scores by rater"), "Score.scores")],
        "sums": _sums_note(material),
        "disagreement": _disagreement_note(material),
        "sensitivity": _sensitivity_note(sensitivity, material),
        "interests": _interests_note(material),
    }


def _counted(material: Material) -> list[str]:
    found, say = material.facts.prioritisation, material.words.say
    if not material.sees("Priorities.choices"):
        return [material.gap(N_("ranking and choices"), "Priorities.choices")]
    if not figures_shown(material):
        if not ranking_shown(material):
            return [say(_TOO_FEW)]
        return [say(N_("Scores are not shown: they come from fewer than five raters."))]
    text = N_("Score: mean weighted sum of the {raters} raters who scored every target. Spread: highest less lowest.")
    return [say(text, raters=len(found.complete))]


def _departures_note(material: Material) -> list[str]:
    if not material.sees("Priorities.choices"):
        return [material.gap(N_("departures from the ranking"), "Priorities.choices")]
    found = material.facts.prioritisation
    if not decided_choices(material):
        return [material.gap(N_("choice of the targets"), "Priorities.choices")]
    if not ranking_shown(material):
        return [material.words.say(_TOO_FEW)]
    if found.departures:
        text = counted(
            "The ranking would choose the first target: these choices depart from it.",
            "The ranking would choose the first {count} targets: these choices depart from it.",
            found.places,
        )
        return [material.words.say(text)]
    return [material.words.say(N_("The choice follows the ranking."))]


def _matrix_note(material: Material) -> str:
    if not matrix_rows(material):
        return material.gap(N_("ratings of benefit and feasibility"), "Target.benefit")
    return material.words.say(
        N_(
            "Ratings of the analysis, from 1 to 5, before the core group scored. In the chart: green chosen, yellow"
            " parked, grey rejected."
        )
    )


def _consistency_note(material: Material) -> list[str]:
    if not material.sees("Priorities.pairwise"):
        return [material.gap(N_("pairwise judgements"), "Priorities.pairwise")]
    if not material.facts.prioritisation.consistency:
        return [material.words.say(N_("The weights were given directly, not by comparing pairs."))]
    return [
        material.words.say(
            N_(
                "Weights: geometric mean of the rows and of the raters. A ratio up to {limit} is consistent; the pair"
                " named fits the rater's other judgements worst."
            ),
            limit=material.words.number(CONSISTENT),
        )
    ]


def _disagreement_note(material: Material) -> list[str]:
    gap = "" if material.sees("Score.scores") else material.gap(N_("scores by rater"), "Score.scores")
    return [line for line in (agreement_line(material), gap) if line]


def _sums_note(material: Material) -> list[str]:
    if not material.shown.scores:
        return [material.gap(N_("scores by rater"), "Score.scores")]
    return [material.words.say(N_("Only raters who scored every target count in the mean."))]


def _sensitivity_note(rows: list[Row], material: Material) -> list[str]:
    if not rows and material.facts.prioritisation.complete and material.sees("Priorities.criteria"):
        return [material.words.say(_TOO_FEW)]
    if not rows:
        return [material.gap(N_("weights and scores"), "Priorities.criteria")]
    say = material.words.say
    places = counted(
        "Looked at is the first place of the ranking.",
        "Looked at are the first {count} places of the ranking, as many as were chosen.",
        material.facts.prioritisation.places,
    )
    changes = any(row["changes"] for row in rows)
    held = N_("They hang on the changes marked yes.") if changes else N_("No change alters them.")
    return [f"{say(places)} {say(held)}"]


def _interests_note(material: Material) -> list[str]:
    if not material.sees("Score.interests"):
        return [material.gap(N_("interests and vetoes"), "Score.interests")]
    if not material.shown.scores:
        return [material.gap(N_("interests and vetoes"))]
    answered = sum(sheet.interests is not None for sheet in material.view.scores)
    return [
        material.words.say(
            N_("{answered} of {raters} raters have answered the question of interests."),
            answered=answered,
            raters=len(material.view.scores),
        )
    ]
