"""Fit of a minicluster, or of one of its company groups, to the development path models.

The fit is the mean absolute distance of the ratings from a model's values, so a smaller figure fits better. The nearest
model stays undecided when the best two lie closer together than the models' own margin, or a dimension is unrated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.follow_up import PathRating, Placement
    from innoenvi_cli.model.path_models import PathModels

ROUND: Final = timedelta(days=90)

Doubt = Literal["", "unrated", "close"]
"""Why the nearest model is undecided: a dimension is unrated, or the best two fit about equally well."""


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
class Round:
    """What was rated within ninety days up to ``end``: per dimension the last rating of each rater, by rater.

    ``distances`` and ``nearest`` are those of this round alone; a dimension that it left out is not in ``ratings``.
    """

    start: date
    end: date
    given: Mapping[str, tuple[PathRating, ...]]
    ratings: Mapping[str, Decimal]
    distances: Mapping[str, Decimal]
    nearest: str | None

    @property
    def raters(self) -> tuple[str, ...]:
        """Codes of who rated in this round."""
        return tuple(sorted({rating.rater for ratings in self.given.values() for rating in ratings}))


@dataclass(frozen=True, slots=True)
class PathFit:
    """Ratings against the models.

    ``ratings`` are means over raters, in the order of the dimensions; ``distances`` holds every model and is empty
    while no dimension is rated. ``nearest`` is ``None`` when undecided, ``doubt`` says why, and ``closest`` names the
    best two then. ``gaps`` are measured from the placement, else from the nearest model, the widest first.
    """

    ratings: Mapping[str, Decimal]
    unrated: tuple[str, ...]
    distances: Mapping[str, Decimal]
    nearest: str | None
    placement: Placement | None
    gaps: tuple[Gap, ...]
    provenance: str
    doubt: Doubt = ""
    closest: tuple[str, ...] = ()

    @property
    def model(self) -> str | None:
        """The model that the gaps are measured from: the one it is placed on, else the nearest."""
        return self.placement.path if self.placement is not None else self.nearest

    @property
    def possibilities(self) -> tuple[Gap, ...]:
        """The gaps in the order of what there is to develop: what is past the model, or on it, comes last."""
        return tuple(sorted(self.gaps, key=lambda gap: gap.distance <= 0))

    @property
    def departs(self) -> bool:
        """Tell whether it is placed on another model than the nearest."""
        return self.placement is not None and self.nearest is not None and self.placement.path != self.nearest


@dataclass(frozen=True, slots=True)
class PathStory:
    """Where a minicluster, or its company group ``company_group``, is now, and how it came there.

    ``given`` are the ratings behind each figure of ``fit``. ``rounds`` and ``placements`` run from the first to the
    last, those of earlier cycles included; ``rated`` tells how many ratings each rater has given in them.
    """

    company_group: str | None
    fit: PathFit
    given: Mapping[str, tuple[PathRating, ...]]
    rounds: tuple[Round, ...]
    placements: tuple[Placement, ...]
    rated: Mapping[str, int]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing has been rated or placed."""
        return not self.rounds and not self.placements


def path_story(view: View, models: PathModels, *, company_group: str | None = None) -> PathStory:
    """Return fit, rounds and placements of the minicluster, or of ``company_group``, as of the day of ``view``."""
    found = view.cluster.development_path
    ratings = [
        rating
        for rating in (found.ratings if found is not None else ())
        if rating.company_group == company_group and rating.date <= view.as_of
    ]
    placements = [
        place
        for place in (found.placements if found is not None else ())
        if place.company_group == company_group and place.date <= view.as_of
    ]
    placements.sort(key=lambda place: place.date)  # of two on one day the one written further down is the later
    given = latest_given(rounds_of([rating for rating in ratings if view.counts(rating.date)], models))
    rated: dict[str, int] = {}
    for rating in sorted(ratings, key=lambda held: held.rater):
        rated[rating.rater] = rated.get(rating.rater, 0) + 1
    return PathStory(
        company_group=company_group,
        fit=fit(_means(given), models, placement=placements[-1] if placements else None),
        given=given,
        rounds=rounds_of(ratings, models),
        placements=tuple(placements),
        rated=rated,
    )


def group_stories(view: View, models: PathModels) -> tuple[PathStory, ...]:
    """Return the stories of the company groups that have been rated or placed, in the order of the definition."""
    record = view.cluster.record
    stories = [path_story(view, models, company_group=group.id) for group in (record.company_groups if record else ())]
    return tuple(story for story in stories if not story.is_blank)


def rounds_of(ratings: Iterable[PathRating], models: PathModels) -> tuple[Round, ...]:
    """Return the rounds that ``ratings`` make, from the first to the last.

    The last round is what was rated within ninety days up to the latest rating, the one before it what was rated within
    ninety days up to the latest of the rest, and so on.
    """
    left = sorted(ratings, key=lambda rating: rating.date)
    rounds: list[Round] = []
    while left:
        end = left[-1].date
        held = [rating for rating in left if end - rating.date <= ROUND]
        left = [rating for rating in left if end - rating.date > ROUND]
        given = _last_of_each_rater(held)
        found = fit(_means(given), models)
        rounds.append(Round(held[0].date, end, given, found.ratings, found.distances, found.nearest))
    return tuple(reversed(rounds))


def latest_given(rounds: Sequence[Round]) -> dict[str, tuple[PathRating, ...]]:
    """Return per dimension the ratings of the last round that rated it: earlier ones tell how things were."""
    latest: dict[str, tuple[PathRating, ...]] = {}
    for found in rounds:
        latest |= found.given
    return latest


def _last_of_each_rater(ratings: Iterable[PathRating]) -> dict[str, tuple[PathRating, ...]]:
    last: dict[tuple[str, str], PathRating] = {}
    for rating in ratings:  # by date, and of one day in the order of the file
        last[rating.dimension, rating.rater] = rating
    given: dict[str, tuple[PathRating, ...]] = {}
    for (dimension, _), rating in sorted(last.items(), key=lambda item: item[0]):
        given[dimension] = (*given.get(dimension, ()), rating)
    return given


def _means(given: Mapping[str, Sequence[PathRating]]) -> dict[str, Decimal]:
    return {
        dimension: sum((rating.value for rating in ratings), Decimal(0)) / len(ratings)
        for dimension, ratings in given.items()
    }


def fit(ratings: Mapping[str, Decimal], models: PathModels, *, placement: Placement | None = None) -> PathFit:
    """Return how ``ratings`` (dimension → value from 1 to 5) fit each of ``models``."""
    rated = {dimension.id: ratings[dimension.id] for dimension in models.dimensions if dimension.id in ratings}
    unrated = tuple(dimension.id for dimension in models.dimensions if dimension.id not in ratings)
    distances = _distances(rated, models)
    closest = _closest(distances, models.undecided_within)
    doubt: Doubt = "unrated" if unrated else "close" if len(closest) > 1 else ""
    nearest = closest[0] if closest and not doubt else None
    chosen = placement.path if placement is not None else nearest
    gaps = tuple(
        Gap(dimension.id, rated[dimension.id], dimension.ideal[chosen])
        for dimension in models.dimensions
        if chosen is not None and chosen in dimension.ideal and dimension.id in rated
    )
    widest_first = sorted(gaps, key=lambda gap: (-abs(gap.distance), gap.dimension))
    return PathFit(
        rated,
        unrated,
        distances,
        nearest,
        placement,
        tuple(widest_first),
        models.provenance,
        doubt,
        closest if doubt == "close" else (),
    )


def _distances(rated: Mapping[str, Decimal], models: PathModels) -> dict[str, Decimal]:
    """Return the distance from every model; one that has no value on any rated dimension cannot be measured."""
    distances: dict[str, Decimal] = {}
    for path in models.paths:
        parts = [
            abs(rated[dimension.id] - dimension.ideal[path.id])
            for dimension in models.dimensions
            if dimension.id in rated and path.id in dimension.ideal
        ]
        if parts:
            distances[path.id] = sum(parts, Decimal(0)) / len(parts)
    return distances


def _closest(distances: Mapping[str, Decimal], margin: Decimal) -> tuple[str, ...]:
    """Return the best model, and with it the second best where that lies within the margin."""
    ranked = sorted(distances, key=lambda path: (distances[path], path))
    within = len(ranked) > 1 and distances[ranked[1]] - distances[ranked[0]] <= margin
    return tuple(ranked[: 2 if within else 1])
