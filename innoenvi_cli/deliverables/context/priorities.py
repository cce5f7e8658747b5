"""Priorities: how the core group ranked the development targets, and how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.priorities_notes import priorities_notes
from innoenvi_cli.deliverables.context.prioritising import (
    decided_choices,
    figures_shown,
    matrix_rows,
    ranking_shown,
    sheets_by_rater,
    shown_criteria,
    told_ranking,
)
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.prioritisation import impartial

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.prioritisation import Change
    from innoenvi_cli.model.selection import Criterion

_DECIMALS = 2


def context(material: Material) -> Row:
    """Return what the workbook on the priorities shows."""
    names = _target_names(material)
    criteria = shown_criteria(material)
    summary = _summary(material, names)
    sensitivity = _sensitivity(material, criteria, names)
    return {
        "summary": summary,
        "departures": _departures(summary, material, names),
        "matrix": matrix_rows(material),
        "weights": [
            {
                "name": material.text(criterion.name),
                "definition": material.text(criterion.definition),
                "weight": _weight(criterion, material),
            }
            for criterion in criteria
        ],
        "consistency": _consistency(material, criteria),
        "criteria": [{"id": criterion.id, "name": material.text(criterion.name)} for criterion in criteria],
        "try_out": _try_out(material, criteria, names),
        "scores": _scores(material, criteria, names),
        "sums": _sums(material, names),
        "disagreement": _disagreement(material, criteria, names),
        "sensitivity": sensitivity,
        "interests": _interests(material, names),
        "notes": priorities_notes(material, sensitivity),
    }


def _target_names(material: Material) -> dict[str, str]:
    return {target.id: material.target(target.id) for target in material.view.cycle_targets}


def _weight(criterion: Criterion, material: Material) -> float | int | None:
    weights = material.facts.prioritisation.weights
    return plain_number(weights.get(criterion.id), decimals=4) if weights is not None else None


def _summary(material: Material, names: dict[str, str]) -> list[Row]:
    if not material.sees("Priorities.choices"):
        return []
    choices, shown = decided_choices(material), figures_shown(material)
    rows: list[Row] = []
    for entry in told_ranking(material):
        choice = choices.get(entry.target)
        rows.append(
            {
                "rank": entry.rank,
                "target": names.get(entry.target, ""),
                "score": plain_number(entry.score, decimals=_DECIMALS) if shown else None,
                "median": plain_number(entry.median, decimals=_DECIMALS) if shown else None,
                "spread": plain_number(entry.spread, decimals=_DECIMALS) if shown else None,
                "decision": choice.choice if choice is not None else None,
                "reason": material.text(choice.reason) if choice is not None else "",
            }
        )
    return rows


def _departures(summary: list[Row], material: Material, names: dict[str, str]) -> list[Row]:
    departures = material.facts.prioritisation.departures if ranking_shown(material) else ()
    departing = {names.get(target) for target in departures}
    return [row for row in summary if row["target"] in departing]


def _consistency(material: Material, criteria: tuple[Criterion, ...]) -> list[Row]:
    """Return how each rater's pairwise judgements fit together, with the pair that fits the rest worst."""
    if not material.sees("Priorities.pairwise"):
        return []
    labels = {criterion.id: material.text(criterion.name) for criterion in criteria}
    say = material.words.say
    rows: list[Row] = []
    for item in material.facts.prioritisation.consistency:
        pair = ""
        if item.worst_pair is not None:
            more, less = (labels.get(name, "") for name in item.worst_pair)
            pair = say(N_("'{more}' over '{less}'"), more=more, less=less)
        rows.append(
            {
                "rater": item.rater,
                "pair": pair,
                "ratio": plain_number(item.ratio, decimals=3),
                "judged": plain_number(item.judged, decimals=1) if pair else None,
                "fitting": plain_number(item.fitting, decimals=1) if pair else None,
                "acceptable": item.acceptable,
            }
        )
    return rows


def _try_out(material: Material, criteria: tuple[Criterion, ...], names: dict[str, str]) -> list[Row]:
    """Mean scores of the raters who scored every target, so that the live score equals the one in the summary."""
    found = material.facts.prioritisation
    if not criteria or found.weights is None or not found.complete or not figures_shown(material):
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


def _sums(material: Material, names: dict[str, str]) -> list[Row]:
    """Return the weighted sum of each rater on each target, in the order of the ranking."""
    if not material.sees("Score.scores", "Score.rater"):
        return []
    found, sheets = material.facts.prioritisation, sheets_by_rater(material)
    return [
        {
            "target": names.get(entry.target, ""),
            "member": material.member(sheets[rater].member) if rater in sheets else "",
            "rater": rater,
            "sum": plain_number(value, decimals=_DECIMALS),
            "counts": rater in found.complete,
        }
        for entry in found.ranking
        for rater, value in sorted(entry.by_rater.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _disagreement(material: Material, criteria: tuple[Criterion, ...], names: dict[str, str]) -> list[Row]:
    """Every target and criterion where raters differ, the widest first; the raters' codes where they may be seen."""
    if not material.sees("Score.scores"):
        return []
    sheets = impartial(material.view.scores)
    rows: list[Row] = []
    for target, name in names.items():
        for criterion in criteria:
            given = {
                sheet.rater: sheet.scores[target][criterion.id]
                for sheet in sheets
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


def _sensitivity(material: Material, criteria: tuple[Criterion, ...], names: dict[str, str]) -> list[Row]:
    if not material.sees("Priorities.criteria") or not ranking_shown(material):
        return []
    labels = {criterion.id: material.text(criterion.name) for criterion in criteria}
    changes = material.facts.prioritisation.sensitivity
    return [
        {
            "change": _change(change, labels, material),
            "changes": change.chosen_changes,
            "enters": [names.get(target, "") for target in change.enters],
            "leaves": [names.get(target, "") for target in change.leaves],
        }
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
