"""Fit of a minicluster, or of one of its company groups, to the development path models.

The fit is the mean absolute distance of the ratings from a model's values, so a smaller figure fits better. The nearest
model stays undecided when the best two lie closer together than the models' own margin, or a dimension is unrated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.follow_up import PathRating, Placement
    from innoenvi_cli.model.path_models import PathModels

ROUND: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a dimension is from the chosen model; ``distance`` is what is still to gain, negative when past it."""

    dimension: str
    rated: Decimal
    ideal: Decimal

    @property
    def distance(self) -> Decimal:
        """The model's value less the rating."""
        return self.ideal - self.rated


@dataclass(frozen=True, slots=True)
class PathFit:
    """Ratings against the models.

    ``distances`` holds every model; it is empty while no dimension is rated. ``nearest`` is ``None`` when undecided.
    ``gaps`` are measured from the placement, else from the nearest model, the widest first.
    """

    ratings: Mapping[str, Decimal]
    unrated: tuple[str, ...]
    distances: Mapping[str, Decimal]
    nearest: str | None
    placement: Placement | None
    gaps: tuple[Gap, ...]
    provenance: str


def path_fit(view: View, models: PathModels, *, company_group: str | None = None) -> PathFit:
    """Return the fit of the minicluster, or of ``company_group``, as of the day of ``view``."""
    found = view.cluster.development_path
    ratings = [rating for rating in found.ratings if view.counts(rating.date)] if found is not None else []
    placements = [place for place in found.placements if place.date <= view.as_of] if found is not None else []
    placed = [place for place in placements if place.company_group == company_group]
    return fit(
        latest_ratings(rating for rating in ratings if rating.company_group == company_group),
        models,
        placement=max(placed, key=lambda place: place.date) if placed else None,
    )


def latest_ratings(ratings: Iterable[PathRating]) -> dict[str, Decimal]:
    """Return per dimension the mean over raters of the last rating that each has given in the last round.

    A round is what was rated within ninety days of the latest rating of the dimension: an earlier rating, by whomever,
    tells how things were.
    """
    given = list(ratings)
    latest: dict[str, date] = {}
    for rating in given:
        latest[rating.dimension] = max(rating.date, latest.get(rating.dimension, rating.date))
    last: dict[tuple[str, str], PathRating] = {}
    for rating in given:
        if latest[rating.dimension] - rating.date > ROUND:
            continue
        key = (rating.dimension, rating.rater)
        if key not in last or rating.date >= last[key].date:
            last[key] = rating
    values: dict[str, list[Decimal]] = {}
    for (dimension, _), rating in sorted(last.items(), key=lambda item: item[0]):
        values.setdefault(dimension, []).append(rating.value)
    return {dimension: sum(held, Decimal(0)) / len(held) for dimension, held in values.items()}


def fit(ratings: Mapping[str, Decimal], models: PathModels, *, placement: Placement | None = None) -> PathFit:
    """Return how ``ratings`` (dimension → value from 1 to 5) fit each of ``models``."""
    rated = {dimension.id: ratings[dimension.id] for dimension in models.dimensions if dimension.id in ratings}
    unrated = tuple(dimension.id for dimension in models.dimensions if dimension.id not in ratings)
    distances = {path.id: _distance(rated, models, path.id) for path in models.paths} if rated else {}
    nearest = _nearest(distances, models.undecided_within) if not unrated else None
    chosen = placement.path if placement is not None else nearest
    gaps = tuple(
        Gap(dimension.id, rated[dimension.id], dimension.ideal[chosen])
        for dimension in models.dimensions
        if chosen is not None and chosen in dimension.ideal and dimension.id in rated
    )
    widest_first = sorted(gaps, key=lambda gap: (-abs(gap.distance), gap.dimension))
    return PathFit(rated, unrated, distances, nearest, placement, tuple(widest_first), models.provenance)


def _distance(rated: Mapping[str, Decimal], models: PathModels, path: str) -> Decimal:
    parts = [
        abs(rated[dimension.id] - dimension.ideal[path])
        for dimension in models.dimensions
        if dimension.id in rated and path in dimension.ideal
    ]
    return sum(parts, Decimal(0)) / len(parts) if parts else Decimal(0)


def _nearest(distances: Mapping[str, Decimal], margin: Decimal) -> str | None:
    if not distances:
        return None
    best, *rest = sorted(distances, key=lambda path: (distances[path], path))
    return None if rest and distances[rest[0]] - distances[best] <= margin else best
