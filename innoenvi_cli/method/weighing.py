"""How much each criterion weighs: directly, or by comparing the criteria in pairs.

Pairwise judgements become weights by the row geometric mean (Crawford and Williams 1985) of the matrix whose elements
are the geometric means of the raters' judgements (AIJ, Aczél and Saaty 1983).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.model.selection import Judgement, PairwiseWeights, Priorities

# Saaty's random index by the number of criteria (Saaty 1980; for 7 criteria 1.32).
_RANDOM_INDEX: Final = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
CONSISTENT: Final = 0.1
"""Up to this ratio pairwise judgements are taken for consistent (Saaty 1980)."""
_TOLERANCE: Final = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Consistency:
    """Consistency ratio of a rater's pairwise judgements and the pair that fits the rest worst.

    The first criterion of the pair was judged ``judged`` times as important as the second, while the rater's own
    weights make it ``fitting`` times. ``worst_pair`` is ``None`` for fewer than three criteria: these cannot
    contradict.
    """

    rater: str
    ratio: float
    worst_pair: tuple[str, str] | None
    judged: float = 1.0
    fitting: float = 1.0

    @property
    def acceptable(self) -> bool:
        """Tell whether the judgements fit together well enough."""
        return self.ratio <= CONSISTENT


def weigh(priorities: Priorities | None) -> tuple[dict[str, float] | None, tuple[Consistency, ...]]:
    """Return the weights of the criteria, adding up to 1, and the consistency of pairwise judgements.

    ``None`` where the weights are not valid: missing, not adding up to 1 within 0.001, a criterion given twice, or a
    pair not judged. Pairwise judgements go before direct weights.
    """
    if priorities is None or not priorities.criteria:
        return None, ()
    criteria = tuple(criterion.id for criterion in priorities.criteria)
    if len(set(criteria)) < len(criteria):
        return None, ()
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


def consistency_of(sheet: PairwiseWeights, criteria: Sequence[str]) -> Consistency | None:
    """Return how the judgements of one rater fit together, ``None`` where a pair is missing or judged twice."""
    rows = matrix(criteria, sheet.judgements)
    return _consistency(sheet.rater, criteria, rows) if rows is not None else None


def matrix(criteria: Sequence[str], judgements: Sequence[Judgement]) -> list[list[float]] | None:
    """Return the reciprocal matrix of the judgements, or ``None`` when a pair is missing or judged twice."""
    index = {name: position for position, name in enumerate(criteria)}
    size = len(criteria)
    if len(judgements) != size * (size - 1) // 2:  # before a matrix is laid out that grows with the square
        return None
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
    ratio, weights = consistency_ratio(rows), row_geometric_mean(rows)
    if len(rows) < min(_RANDOM_INDEX):
        return Consistency(rater, ratio, None)
    pairs = [(row, column) for row in range(len(rows)) for column in range(row + 1, len(rows))]
    first, second = max(
        pairs,
        # Rounded, so that of pairs that fit equally badly the first is named on every machine.
        key=lambda pair: round(abs(math.log(rows[pair[0]][pair[1]] * weights[pair[1]] / weights[pair[0]])), 9),
    )
    if rows[first][second] < 1:
        first, second = second, first
    return Consistency(
        rater,
        ratio,
        (criteria[first], criteria[second]),
        judged=rows[first][second],
        fitting=weights[first] / weights[second],
    )
