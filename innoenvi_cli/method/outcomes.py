"""Indicators: the latest value, the way from the baseline to the target, the values by year, the names behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.method.view import corporate_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.follow_up import Outcome, OutcomeValue
    from innoenvi_cli.model.project import Minicluster


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator on a day. ``values`` are those dated up to it, the oldest first, ``by_year`` the last of each year.

    ``progress`` is how much of the way from the baseline to the target has been gone: 0 at the baseline, 1 at the
    target, whichever of them is higher; below 0 the value has moved away from the target. It is ``None`` where one of
    the two or every value is missing, and where they are the same, as there is no way to go.
    """

    minicluster: str
    outcome: Outcome
    values: tuple[OutcomeValue, ...]
    by_year: Mapping[int, OutcomeValue]
    progress: Decimal | None

    @property
    def latest(self) -> OutcomeValue | None:
        """The last value, ``None`` where there is none yet."""
        return self.values[-1] if self.values else None


def indicators(views: Iterable[View]) -> tuple[Indicator, ...]:
    """Return the indicators of the miniclusters, each as of the day of its view."""
    return tuple(indicator(view, outcome) for view in views for outcome in view.cluster.outcomes.values())


def indicator(view: View, outcome: Outcome) -> Indicator:
    """Return ``outcome`` as of the day of ``view``."""
    values = values_until(outcome, view.as_of)
    last = values[-1].value if values else None
    return Indicator(
        view.cluster.id,
        outcome,
        values,
        {value.date.year: value for value in values},
        progress(outcome.baseline, outcome.target, last),
    )


def values_until(outcome: Outcome, as_of: date) -> tuple[OutcomeValue, ...]:
    """Return the values dated up to a day, the oldest first; of two on one day the one written further down counts."""
    held = {value.date: value for value in outcome.values if value.date <= as_of}
    return tuple(held[day] for day in sorted(held))


def progress(baseline: Decimal | None, target: Decimal | None, value: Decimal | None) -> Decimal | None:
    """Return how much of the way from ``baseline`` to ``target`` has been gone at ``value``."""
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return (value - baseline) / (target - baseline)


def names_counted(outcome: Outcome, value: OutcomeValue, cluster: Minicluster) -> int | None:
    """Return how many different names of the kind that the indicator counts stand behind a value.

    ``None`` where it counts no names, or where a name leads nowhere. A name written twice counts once, and companies of
    one corporate group are one corporate group.
    """
    if outcome.counts is None:
        return None
    if outcome.counts == "actions":
        return len(set(value.actions)) if set(value.actions) <= set(cluster.actions) else None
    if not set(value.names) <= set(cluster.members):
        return None
    members = [cluster.members[name] for name in dict.fromkeys(value.names)]
    if outcome.counts == "companies":
        return sum(member.kind == "company" for member in members)
    if outcome.counts == "corporate_groups":
        return len({corporate_group(member) for member in members})
    return len(members)
