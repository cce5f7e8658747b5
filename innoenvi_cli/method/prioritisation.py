"""How the core group's scores become a ranking, how far the raters agree, and what the choice hangs on.

A score that a rater gave in spite of a declared interest counts as not given.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli.method.concordance import kendalls_w
from innoenvi_cli.method.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.method.view import View
    from innoenvi_cli.method.weighing import Consistency
    from innoenvi_cli.model.selection import Priorities, Score

SENSITIVITY_SHARE: Final = Fraction(1, 5)
MANY: Final = 50
"""More criteria than this nobody weighs: they are not moved one by one, and their shares are rounded."""


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
    """Kendall's coefficient of concordance over the raters who scored every target; ``None`` where it has no value.

    ``w`` is corrected for ties, ``uncorrected`` is not. ``chi_squared`` is m (n - 1) W with n - 1 degrees of freedom
    for m raters and n targets; what it says about chance holds for many targets only, so no probability is given.
    """

    w: float | None
    raters: int
    targets: int
    corrected_for_ties: bool
    uncorrected: float | None
    chi_squared: float | None
    degrees_of_freedom: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one weight or one rater left out, and whether the first places change by it.

    ``enters`` and ``leaves`` are the targets that come into the first places and fall out of them.
    """

    kind: Literal["weight", "rater"]
    name: str
    factor: float | None
    chosen_changes: bool
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


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
class Turnout:
    """How much of the core group scored: companies that scored every target, those of declared interest apart."""

    core: tuple[str, ...]
    scored: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prioritisation:
    """Everything that the scores say. ``complete`` names the raters whose sums make the ranking.

    ``places`` is how many first places the sensitivity looks at: as many as targets were chosen, one before the choice.
    ``departures`` are the targets whose choice departs from the ranking.
    """

    weights: Mapping[str, float] | None
    consistency: tuple[Consistency, ...]
    ranking: tuple[Ranked, ...]
    complete: tuple[str, ...]
    agreement: Agreement
    sensitivity: tuple[Change, ...]
    splits: tuple[Split, ...]
    departures: tuple[str, ...]
    places: int
    turnout: Turnout


def prioritise(view: View) -> Prioritisation:
    """Return ranking, agreement and sensitivity of the cycle's targets."""
    targets = tuple(target.id for target in view.cycle_targets)
    sheets = impartial(view.scores)
    weights, consistency = weigh(view.cluster.priorities)
    ranking = rank(targets, sheets, weights or {})
    complete = complete_raters(targets, sheets, tuple(weights or ()))
    places = len(set(view.chosen_ids) & set(targets)) or 1
    return Prioritisation(
        weights=weights,
        consistency=consistency,
        ranking=ranking,
        complete=complete,
        agreement=agree(ranking, targets, complete),
        sensitivity=sensitivity(targets, sheets, weights or {}, places=places),
        splits=splits(_only(sheets, targets, _criteria(view)), distance=split_distance(view.cluster.priorities)),
        departures=departures(view),
        places=places,
        turnout=turnout(view),
    )


def impartial(sheets: Sequence[Score]) -> tuple[Score, ...]:
    """Return the sheets without the scores that raters gave in spite of a declared interest of their own."""
    return tuple(_without_interests(sheet) for sheet in sheets)


def _without_interests(sheet: Score) -> Score:
    interested = {item.target for item in sheet.interests or ()}
    if not interested & set(sheet.scores):
        return sheet
    kept = {target: row for target, row in sheet.scores.items() if target not in interested}
    return sheet.model_copy(update={"scores": kept})


def _only(sheets: Sequence[Score], targets: Sequence[str], criteria: Sequence[str]) -> list[Score]:
    """Return the sheets with nothing in them but these targets and criteria."""
    known = frozenset(criteria)
    return [
        sheet.model_copy(
            update={
                "scores": {
                    target: {name: value for name, value in sheet.scores[target].items() if name in known}
                    for target in targets
                    if target in sheet.scores
                }
            }
        )
        for sheet in sheets
    ]


def _criteria(view: View) -> tuple[str, ...]:
    priorities = view.cluster.priorities
    return tuple(criterion.id for criterion in priorities.criteria) if priorities is not None else ()


def turnout(view: View) -> Turnout:
    """Return which companies of the core group scored every target, those of declared interest apart."""
    criteria, targets = _criteria(view), view.cycle_targets
    core = tuple(member.id for member in view.core_companies)
    scored = {
        sheet.member
        for sheet in view.scores
        if criteria and targets
        if all(
            any(item.target == target.id for item in sheet.interests or ()) or _is_scored(sheet, target.id, criteria)
            for target in targets
        )
    }
    return Turnout(
        core,
        tuple(member for member in core if member in scored),
        tuple(member for member in core if member not in scored),
    )


def agree(ranking: Sequence[Ranked], targets: Sequence[str], complete: Sequence[str]) -> Agreement:
    """Return how far the complete raters agree on the order of the targets, by their weighted sums."""
    rows = [[entry.by_rater[rater] for entry in _in_order(targets, ranking)] for rater in complete]
    can = len(rows) > 1 and len(targets) > 1
    w = kendalls_w(rows) if can else None
    return Agreement(
        w,
        len(rows),
        len(targets),
        corrected_for_ties=True,
        uncorrected=kendalls_w(rows, correct_ties=False) if w is not None else None,
        chi_squared=len(rows) * (len(targets) - 1) * w if w is not None else None,
        degrees_of_freedom=len(targets) - 1 if w is not None else None,
    )


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

    Weighted sums are compared as exact fractions of the weights, so that a tie is a tie. The weights are taken as
    shares of their sum: scores stay on the scale of the raters, whatever the weights add up to.
    """
    complete = set(complete_raters(targets, sheets, tuple(weights)))
    exact = _shares(weights)
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


def _shares(weights: Mapping[str, float]) -> dict[str, Fraction]:
    """Return the weights as fractions that add up to 1 but for the last digits of floating point, which are cut."""
    total = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if len(weights) > MANY:  # exact shares of many have no common denominator that one could compute with
        return {name: Fraction(round(weight / (float(total) or 1) * 10**9), 10**9) for name, weight in weights.items()}
    return {name: (Fraction(weight) / (total or 1)).limit_denominator(10**9) for name, weight in weights.items()}


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


def sensitivity(
    targets: Sequence[str], sheets: Sequence[Score], weights: Mapping[str, float], *, places: int
) -> tuple[Change, ...]:
    """Return whether the first ``places`` change when one weight moves by a fifth, or when one rater is left out.

    Only raters who scored every target are left out in turn: the others count for nothing in the ranking anyway. Where
    one rater alone makes the ranking, nobody is.
    """
    if not weights:
        return ()
    before = _first(rank(targets, sheets, weights), places)
    changes = []
    for name in weights if len(weights) <= MANY else ():
        for factor in (1 - SENSITIVITY_SHARE, 1 + SENSITIVITY_SHARE):
            moved = {key: value * float(factor) if key == name else value for key, value in weights.items()}
            after = _first(rank(targets, sheets, moved), places)
            changes.append(_change("weight", name, float(factor), before, after))
    complete = complete_raters(targets, sheets, tuple(weights))
    for rater in complete if len(complete) > 1 else ():
        after = _first(rank(targets, [other for other in sheets if other.rater != rater], weights), places)
        changes.append(_change("rater", rater, None, before, after))
    return tuple(changes)


def _change(
    kind: Literal["weight", "rater"], name: str, factor: float | None, before: frozenset[str], after: frozenset[str]
) -> Change:
    enters, leaves = tuple(sorted(after - before)), tuple(sorted(before - after))
    return Change(kind, name, factor, after != before, enters, leaves)


def _first(ranking: Sequence[Ranked], places: int) -> frozenset[str]:
    return frozenset(entry.target for entry in ranking if entry.rank is not None and entry.rank <= places)


def split_distance(priorities: Priorities | None) -> int:
    """Return how many points apart raters must lie to be called split: more than half the scale, 3 on 1 to 5."""
    if priorities is None:
        return 3
    return max((priorities.scale.high - priorities.scale.low) // 2 + 1, 1)


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

    With k chosen targets, the first places are those up to k. Among targets that share a rank across that border the
    ranking says nothing, so neither choice departs from it.
    """
    targets = tuple(target.id for target in view.cycle_targets)
    weights, _ = weigh(view.cluster.priorities)
    ranking = rank(targets, impartial(view.scores), weights or {})
    chosen = set(view.chosen_ids) & {entry.target for entry in ranking if entry.rank is not None}
    ranks = [entry.rank for entry in ranking]
    found = []
    for entry in ranking:
        if entry.rank is None:
            continue
        last = entry.rank + ranks.count(entry.rank) - 1
        within, behind = last <= len(chosen), entry.rank > len(chosen)
        if (behind and entry.target in chosen) or (within and entry.target not in chosen):
            found.append(entry.target)
    return tuple(found)
