"""Priorities: how the core group ranked the development targets, and how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.prioritisation import Change
    from innoenvi_cli.model.selection import Criterion

_DECIMALS = 2


def context(material: Material) -> Row:
    """Return what the workbook on the priorities shows."""
    names = _target_names(material)
    criteria = _criteria(material)
    sensitivity = _sensitivity(material, criteria)
    return {
        "summary": _summary(material, names),
        "weights": [
            {
                "name": material.text(criterion.name),
                "definition": material.text(criterion.definition),
                "weight": _weight(criterion, material),
            }
            for criterion in criteria
        ],
        "criteria": [{"id": criterion.id, "name": material.text(criterion.name)} for criterion in criteria],
        "try_out": _try_out(material, criteria, names),
        "scores": _scores(material, criteria, names),
        "disagreement": _disagreement(material, criteria, names),
        "sensitivity": sensitivity,
        "interests": _interests(material, names),
        "notes": {**_notes(material), "sensitivity": _sensitivity_note(sensitivity, material)},
    }


def _target_names(material: Material) -> dict[str, str]:
    return {target.id: material.target(target.id) for target in material.view.cycle_targets}


def _criteria(material: Material) -> tuple[Criterion, ...]:
    return material.shown.priorities.criteria if material.shown.priorities is not None else ()


def _weight(criterion: Criterion, material: Material) -> float | int | None:
    weights = material.facts.prioritisation.weights
    return plain_number(weights.get(criterion.id), decimals=4) if weights is not None else None


def _summary(material: Material, names: dict[str, str]) -> list[Row]:
    if not material.sees("Priorities.choices"):
        return []
    priorities = material.shown.priorities
    decided = priorities is not None and material.view.was_decided(priorities.decision)
    choices = {choice.target: choice for choice in priorities.choices} if priorities is not None and decided else {}
    rows: list[Row] = []
    for entry in material.facts.prioritisation.ranking:
        choice = choices.get(entry.target)
        rows.append(
            {
                "rank": entry.rank,
                "target": names.get(entry.target, ""),
                "score": plain_number(entry.score, decimals=_DECIMALS),
                "median": plain_number(entry.median, decimals=_DECIMALS),
                "spread": plain_number(entry.spread, decimals=_DECIMALS),
                "decision": choice.choice if choice is not None else None,
                "reason": material.text(choice.reason) if choice is not None else "",
            }
        )
    return rows


def _try_out(material: Material, criteria: tuple[Criterion, ...], names: dict[str, str]) -> list[Row]:
    """Mean scores of the raters who scored every target, so that the live score equals the one in the summary."""
    found = material.facts.prioritisation
    if not criteria or found.weights is None or not found.complete or not material.sees("Priorities.criteria"):
        return []
    sheets = [sheet for sheet in material.view.scores if sheet.rater in found.complete]
    weights: Row = {
        criterion.id: plain_number(found.weights.get(criterion.id, 0), decimals=4) for criterion in criteria
    }
    rows: list[Row] = [
        {"target": material.words.say(N_("Weight")), "is_weight": True, "scores": weights, "score": None, "rank": None}
    ]
    for entry in found.ranking:
        if entry.score is None:
            continue
        means = {
            criterion.id: sum(sheet.scores[entry.target][criterion.id] for sheet in sheets) / len(sheets)
            for criterion in criteria
        }
        rows.append(
            {
                "target": names.get(entry.target, ""),
                "is_weight": False,
                "scores": {key: plain_number(mean, decimals=4) for key, mean in means.items()},
                "score": plain_number(entry.score, decimals=4),
                "rank": entry.rank,
            }
        )
    return rows


def _scores(material: Material, criteria: tuple[Criterion, ...], names: dict[str, str]) -> list[Row]:
    labels = {criterion.id: material.text(criterion.name) for criterion in criteria}
    counted = {sheet.id for sheet in material.view.scores}
    return [
        {"target": names[target], "criterion": labels.get(criterion, ""), "rater": sheet.rater, "score": score}
        for target in names
        for sheet in material.shown.scores.values()
        if sheet.id in counted
        for criterion, score in sheet.scores.get(target, {}).items()
    ]


def _disagreement(material: Material, criteria: tuple[Criterion, ...], names: dict[str, str]) -> list[Row]:
    """Every target and criterion where raters differ, the widest first; the raters' codes where they may be seen."""
    if not material.sees("Score.scores"):
        return []
    rows: list[Row] = []
    for target, name in names.items():
        for criterion in criteria:
            given = {
                sheet.rater: sheet.scores[target][criterion.id]
                for sheet in material.view.scores
                if criterion.id in sheet.scores.get(target, {})
            }
            if len(set(given.values())) > 1:
                low, high = min(given.values()), max(given.values())
                rows.append(
                    {
                        "target": name,
                        "criterion": material.text(criterion.name),
                        "low": low,
                        "low_raters": sorted(rater for rater, value in given.items() if value == low),
                        "high": high,
                        "high_raters": sorted(rater for rater, value in given.items() if value == high),
                        "distance": high - low,
                    }
                )
    return sorted(rows, key=lambda row: (-row["distance"], row["target"], row["criterion"]))


def _sensitivity(material: Material, criteria: tuple[Criterion, ...]) -> list[Row]:
    if not material.sees("Priorities.criteria"):
        return []
    names = {criterion.id: material.text(criterion.name) for criterion in criteria}
    changes = material.facts.prioritisation.sensitivity
    return [
        {"change": _change(change, names, material), "changes": change.chosen_changes}
        for change in changes
        if change.kind == "weight" or material.sees("Score.rater")
    ]


def _change(change: Change, names: dict[str, str], material: Material) -> str:
    say = material.words.say
    if change.kind == "rater":
        return say(N_("Without rater {rater}"), rater=change.name)
    share = material.words.percent(abs((change.factor or 1) - 1))
    text = (
        N_("Weight of '{criterion}' {share} larger")
        if (change.factor or 1) > 1
        else N_("Weight of '{criterion}' {share} smaller")
    )
    return say(text, criterion=names.get(change.name, ""), share=share)


def _interests(material: Material, names: dict[str, str]) -> list[Row]:
    say = material.words.say
    rows: list[Row] = []
    for sheet in material.shown.scores.values():
        who = {"rater": sheet.rater, "member": material.member(sheet.member)}
        for interest in sheet.interests or ():
            what = {"kind": say(N_("Interest")), "target": names.get(interest.target, "")}
            rows.append({**who, **what, "reason": material.text(interest.reason), "resolved": ""})
        for abstention in sheet.abstentions:
            what = {"kind": say(N_("Abstention")), "target": names.get(abstention.target, "")}
            rows.append({**who, **what, "reason": material.text(abstention.reason), "resolved": ""})
        for veto in sheet.vetoes:
            resolved = say(N_("not resolved"))
            if veto.resolved is not None and veto.resolved.date <= material.as_of:
                resolved = f"{material.words.day(veto.resolved.date)}: {material.text(veto.resolved.text)}"
            what = {"kind": say(N_("Veto")), "target": names.get(veto.target, "")}
            rows.append({**who, **what, "reason": material.text(veto.reason), "resolved": resolved})
    return sorted(rows, key=lambda row: (row["kind"], row["target"], row["rater"]))


def _notes(material: Material) -> Row:
    gap, found = material.gap, material.facts.prioritisation
    scored = any(entry.rank is not None for entry in found.ranking)
    return {
        "summary": [_counted(material)] if scored else [gap(N_("complete score sheets"), "Priorities.choices")],
        "weights": [] if _criteria(material) else [gap(N_("criteria and weights"), "Priorities.criteria")],
        "try_out": [material.words.say(N_("Change the yellow weights: score and rank follow."))] if scored else [],
        "scores": [] if material.shown.scores else [gap(N_("scores by rater"), "Score.scores")],
        "disagreement": _agreement(material),
        "interests": _interests_note(material),
    }


def _counted(material: Material) -> str:
    found = material.facts.prioritisation
    return material.words.say(
        N_("Score: mean weighted sum of the {raters} raters who scored every target. Spread: highest less lowest."),
        raters=len(found.complete),
    )


def _agreement(material: Material) -> list[str]:
    found = material.facts.prioritisation.agreement
    if not material.sees("Score.scores"):
        return [material.gap(N_("scores by rater"), "Score.scores")]
    if found.w is None:
        return [material.words.say(N_("Kendall's W cannot be computed: it takes two raters who scored every target."))]
    return [
        material.words.say(
            N_("Kendall's W {w} (0 no, 1 full agreement; {raters} raters, {targets} targets, corrected for ties)."),
            w=material.words.number(found.w, decimals=_DECIMALS),
            raters=found.raters,
            targets=found.targets,
        )
    ]


def _sensitivity_note(rows: list[Row], material: Material) -> list[str]:
    if not rows:
        return [material.gap(N_("weights and scores"), "Priorities.criteria")]
    if any(row["changes"] for row in rows):
        return [material.words.say(N_("The chosen set hangs on the changes marked yes."))]
    return [material.words.say(N_("The chosen set stays the same whichever change is made."))]


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
