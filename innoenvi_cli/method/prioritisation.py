"""How the core group's scores become a ranking, and how far the raters agree.

Weights are given directly or come from pairwise judgements: the row geometric mean (Crawford and Williams 1985) of the
matrix whose elements are the geometric means of the raters' judgements (AIJ, Aczél and Saaty 1983).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.selection import Judgement, Priorities, Score

# Saaty's random index by the number of criteria (Saaty 1980; for 7 criteria 1.32).
_RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
SENSITIVITY_SHARE = Fraction(1, 5)
_TOLERANCE = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A target with its place. ``score`` is the mean of the raters' weighted sums, ``None`` where nobody counts.

    ``spread`` is the largest less the smallest weighted sum; ``by_rater`` the weighted sum of each rater who scored
    the target on every criterion.
    """

    target: str
    rank: int | None
    score: float | None
    median: float | None
    spread: float | None
    by_rater: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kendall's coefficient of concordance over the raters who scored every target; ``None`` where it has no value."""

    w: float | None
    raters: int
    targets: int
    corrected_for_ties: bool


@dataclass(frozen=True, slots=True)
class Consistency:
    """Consistency ratio of a rater's pairwise judgements and the pair that fits the rest worst."""

    rater: str
    ratio: float
    worst_pair: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one weight or one rater left out, and whether the first places change by it."""

    kind: str
    name: str
    factor: float | None
    chosen_changes: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A target and criterion on which raters lie far apart."""

    target: str
    criterion: str
    low: tuple[str, ...]
    high: tuple[str, ...]
    low_score: int
    high_score: int


@dataclass(frozen=True, slots=True)
class Prioritisation:
    """Everything that the scores say. ``complete`` names the raters whose sums make the ranking."""

    weights: Mapping[str, float] | None
    consistency: tuple[Consistency, ...]
    ranking: tuple[Ranked, ...]
    complete: tuple[str, ...]
    agreement: Agreement
    sensitivity: tuple[Change, ...]
    splits: tuple[Split, ...]


def prioritise(view: View) -> Prioritisation:
    """Return ranking, agreement and sensitivity of the cycle's targets."""
    targets = tuple(target.id for target in view.cycle_targets)
    sheets = view.scores
    weights, consistency = weigh(view.cluster.priorities)
    ranking = rank(targets, sheets, weights or {})
    complete = complete_raters(targets, sheets, tuple(weights or ()))
    chosen = len(view.chosen_ids) or 1
    return Prioritisation(
        weights=weights,
        consistency=consistency,
        ranking=ranking,
        complete=complete,
        agreement=agree(ranking, targets, complete),
        sensitivity=sensitivity(targets, sheets, weights or {}, places=chosen),
        splits=splits(sheets),
    )


def agree(ranking: Sequence[Ranked], targets: Sequence[str], complete: Sequence[str]) -> Agreement:
    """Return how far the complete raters agree on the order of the targets, by their weighted sums."""
    rows = [[entry.by_rater[rater] for entry in _in_order(targets, ranking)] for rater in complete]
    w = kendalls_w(rows) if len(rows) > 1 and len(targets) > 1 else None
    return Agreement(w, len(rows), len(targets), corrected_for_ties=True)


def weigh(priorities: Priorities | None) -> tuple[dict[str, float] | None, tuple[Consistency, ...]]:
    """Return the weights of the criteria, adding up to 1, and the consistency of pairwise judgements.

    ``None`` where the weights are not valid: missing, not adding up to 1 within 0.001, or a pair not judged.
    """
    if priorities is None or not priorities.criteria:
        return None, ()
    criteria = tuple(criterion.id for criterion in priorities.criteria)
    if priorities.pairwise:
        matrices = [(sheet.rater, matrix(criteria, sheet.judgements)) for sheet in priorities.pairwise]
        sound = [(rater, rows) for rater, rows in matrices if rows is not None]
        if len(sound) != len(matrices):
            return None, ()
        group = geometric_mean_of([rows for _, rows in sound])
        weights = row_geometric_mean(group)
        consistency = tuple(_consistency(rater, criteria, rows) for rater, rows in sound)
        return dict(zip(criteria, weights, strict=True)), consistency
    given = [criterion.weight for criterion in priorities.criteria]
    if any(weight is None for weight in given):
        return None, ()
    exact = [Fraction(weight) for weight in given if weight is not None]
    if abs(sum(exact, Fraction(0)) - 1) > _TOLERANCE:
        return None, ()
    total = sum(exact, Fraction(0))
    return {name: float(weight / total) for name, weight in zip(criteria, exact, strict=True)}, ()


def matrix(criteria: Sequence[str], judgements: Sequence[Judgement]) -> list[list[float]] | None:
    """Return the reciprocal matrix of the judgements, or ``None`` when a pair is missing or judged twice."""
    index = {name: position for position, name in enumerate(criteria)}
    size = len(criteria)
    rows = [[1.0 if row == column else 0.0 for column in range(size)] for row in range(size)]
    for judgement in judgements:
        if judgement.more not in index or judgement.less not in index or judgement.more == judgement.less:
            return None
        more, less = index[judgement.more], index[judgement.less]
        if rows[more][less]:
            return None
        rows[more][less] = float(judgement.times)
        rows[less][more] = 1 / float(judgement.times)
    return rows if all(all(row) for row in rows) else None


def geometric_mean_of(matrices: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
    """Return the matrix of the geometric means of the elements (aggregation of individual judgements)."""
    size = len(matrices[0])
    return [
        [math.exp(fmean(math.log(rows[row][column]) for rows in matrices)) for column in range(size)]
        for row in range(size)
    ]


def row_geometric_mean(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the weights of a reciprocal matrix by the row geometric mean, adding up to 1."""
    means = [math.exp(fmean(math.log(value) for value in row)) for row in rows]
    total = math.fsum(means)
    return [mean / total for mean in means]


def consistency_ratio(rows: Sequence[Sequence[float]]) -> float:
    """Return Saaty's consistency ratio, with the principal eigenvalue estimated from the row geometric means.

    CR = ((λ - n) / (n - 1)) / RI with Saaty's random index; 0 for fewer than three criteria, which cannot contradict.
    """
    size = len(rows)
    if size < min(_RANDOM_INDEX):
        return 0.0
    weights = row_geometric_mean(rows)
    eigenvalue = fmean(
        math.fsum(value * weight for value, weight in zip(row, weights, strict=True)) / own
        for row, own in zip(rows, weights, strict=True)
    )
    return max(0.0, (eigenvalue - size) / (size - 1) / _RANDOM_INDEX[min(size, max(_RANDOM_INDEX))])


def _consistency(rater: str, criteria: Sequence[str], rows: Sequence[Sequence[float]]) -> Consistency:
    weights = row_geometric_mean(rows)
    pairs = [(row, column) for row in range(len(rows)) for column in range(row + 1, len(rows))]
    worst = max(
        pairs,
        # Rounded, so that of pairs that fit equally badly the first is named on every machine.
        key=lambda pair: round(abs(math.log(rows[pair[0]][pair[1]] * weights[pair[1]] / weights[pair[0]])), 9),
        default=(0, 0),
    )
    return Consistency(rater, consistency_ratio(rows), (criteria[worst[0]], criteria[worst[1]]))


def complete_raters(targets: Sequence[str], sheets: Sequence[Score], criteria: Sequence[str]) -> tuple[str, ...]:
    """Return the raters who scored every target on every criterion: a missing score is never a zero."""
    return tuple(
        sheet.rater
        for sheet in sheets
        if targets and criteria and all(_is_scored(sheet, target, criteria) for target in targets)
    )


def _is_scored(sheet: Score, target: str, criteria: Sequence[str]) -> bool:
    return all(criterion in sheet.scores.get(target, {}) for criterion in criteria)


def rank(targets: Sequence[str], sheets: Sequence[Score], weights: Mapping[str, float]) -> tuple[Ranked, ...]:
    """Return the targets by rank: the mean over complete raters of the weighted sum; equal means share a rank.

    Weighted sums are compared as exact fractions of the weights, so that a tie is a tie.
    """
    complete = set(complete_raters(targets, sheets, tuple(weights)))
    exact = {name: Fraction(weight).limit_denominator(10**9) for name, weight in weights.items()}
    sums = {
        target: {
            sheet.rater: sum((exact[name] * sheet.scores[target][name] for name in exact), Fraction(0))
            for sheet in sheets
            if weights and _is_scored(sheet, target, tuple(weights))
        }
        for target in targets
    }
    means: dict[str, Fraction] = {
        target: sum(counted, Fraction(0)) / len(counted)
        for target, by_rater in sums.items()
        if (counted := [value for rater, value in by_rater.items() if rater in complete])
    }
    ranked = [_ranked(target, sums[target], means, complete) for target in targets]
    return tuple(sorted(ranked, key=lambda entry: (entry.rank is None, entry.rank or 0, entry.target)))


def _ranked(target: str, by_rater: Mapping[str, Fraction], means: Mapping[str, Fraction], complete: set[str]) -> Ranked:
    shown = {rater: float(value) for rater, value in by_rater.items()}
    counted = [value for rater, value in shown.items() if rater in complete]
    if target not in means:
        return Ranked(target, None, None, None, None, shown)
    place = 1 + sum(1 for mean in means.values() if mean > means[target])
    return Ranked(target, place, float(means[target]), median(counted), max(counted) - min(counted), shown)


def _in_order(targets: Sequence[str], ranking: Sequence[Ranked]) -> list[Ranked]:
    by_target = {entry.target: entry for entry in ranking}
    return [by_target[target] for target in targets]


def kendalls_w(rows: Sequence[Sequence[float]], *, correct_ties: bool = True) -> float | None:
    """Return Kendall's W of raters × objects: W = 12 S / (m² (n³ - n) - m ΣT), T = Σ(t³ - t) over ties of a rater.

    Source: Kendall, Rank Correlation Methods; R's irr::kendall. ``None`` where every rater ties everything.
    """
    raters, objects = len(rows), len(rows[0])
    ranks = [average_ranks(row) for row in rows]
    totals = [math.fsum(rank_row[column] for rank_row in ranks) for column in range(objects)]
    mean = fmean(totals)
    spread = math.fsum((total - mean) ** 2 for total in totals)
    ties = math.fsum(_tie_term(row) for row in rows) if correct_ties else 0.0
    most = raters**2 * (objects**3 - objects) - raters * ties
    return 12 * spread / most if most > 0 else None


def average_ranks(values: Sequence[float]) -> list[float]:
    """Return the ranks of ``values`` from 1; equal values share the mean of their places."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2 for value in values
    ]


def _tie_term(values: Sequence[float]) -> float:
    return math.fsum(count**3 - count for count in (list(values).count(value) for value in set(values)))


def sensitivity(
    targets: Sequence[str], sheets: Sequence[Score], weights: Mapping[str, float], *, places: int
) -> tuple[Change, ...]:
    """Return whether the first ``places`` change when one weight moves by a fifth, or when one rater is left out."""
    if not weights:
        return ()
    before = _first(rank(targets, sheets, weights), places)
    changes = []
    for name in weights:
        for factor in (1 - SENSITIVITY_SHARE, 1 + SENSITIVITY_SHARE):
            moved = {key: value * float(factor) if key == name else value for key, value in weights.items()}
            total = math.fsum(moved.values())
            after = _first(rank(targets, sheets, {key: value / total for key, value in moved.items()}), places)
            changes.append(Change("weight", name, float(factor), after != before))
    for sheet in sheets:
        after = _first(rank(targets, [other for other in sheets if other is not sheet], weights), places)
        changes.append(Change("rater", sheet.rater, None, after != before))
    return tuple(changes)


def _first(ranking: Sequence[Ranked], places: int) -> frozenset[str]:
    return frozenset(entry.target for entry in ranking if entry.rank is not None and entry.rank <= places)


def splits(sheets: Sequence[Score], *, distance: int = 3) -> tuple[Split, ...]:
    """Return where raters lie at least ``distance`` points apart, the widest first, with who gave what."""
    found = []
    cells = sorted({(target, name) for sheet in sheets for target, row in sheet.scores.items() for name in row})
    for target, name in cells:
        given = {sheet.rater: sheet.scores[target][name] for sheet in sheets if name in sheet.scores.get(target, {})}
        low, high = min(given.values()), max(given.values())
        if high - low >= distance:
            found.append(
                Split(
                    target,
                    name,
                    tuple(sorted(rater for rater, value in given.items() if value == low)),
                    tuple(sorted(rater for rater, value in given.items() if value == high)),
                    low,
                    high,
                )
            )
    return tuple(sorted(found, key=lambda split: (split.low_score - split.high_score, split.target, split.criterion)))


def departures(view: View) -> tuple[str, ...]:
    """Return the targets whose choice departs from the ranking: chosen behind the first places, or passed over there.

    With k chosen targets, the first places are the ranks up to k.
    """
    weights, _ = weigh(view.cluster.priorities)
    ranking = rank(tuple(target.id for target in view.cycle_targets), view.scores, weights or {})
    chosen = set(view.chosen_ids)
    return tuple(
        entry.target
        for entry in ranking
        if entry.rank is not None and (entry.target in chosen) != (entry.rank <= len(chosen))
    )
