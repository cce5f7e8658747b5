"""How far raters agree on an order: Kendall's coefficient of concordance."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Degree = Literal["strong", "moderate", "weak"]
STRONG: Final = 0.7
MODERATE: Final = 0.5
"""Customary bands of W in ranking studies (Schmidt 1997): from 0.7 strong, from 0.5 moderate."""


def degree(w: float) -> Degree:
    """Return the band that a coefficient lies in."""
    return "strong" if w >= STRONG else "moderate" if w >= MODERATE else "weak"


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
