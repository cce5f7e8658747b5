"""Budget against actual costs, by year, cost type, source and action; who pays; what each report to the funder covers.

Every amount is a ``Decimal`` in the one currency of the programme: records hold no other, so nothing is converted.
What is compared with a sum in another currency is compared by somebody who was told the rate, never here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.development import Action, Funding
    from innoenvi_cli.model.programme import FunderShare, Programme, ReportingPeriod

ZERO: Final = Decimal(0)
SOURCES: Final = ("eu_state", "municipal", "private", "in_kind")
PUBLIC: Final = frozenset({"eu_state", "municipal"})
COST_TYPES: Final = ("salaries", "purchased_services", "travel", "flat_rate", "other")
FUNDING_STATES: Final = ("granted", "applied", "planned", "rejected", "self_financed")

PeriodState: TypeAlias = Literal["to_come", "running", "due", "late", "submitted"]
"""``due``: the period is over and its report is not in yet; ``late``: nor was it by the day it was due."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was budgeted and spent on one action in one year, of one cost type, from one source."""

    minicluster: str
    action: str
    target: str
    year: int
    cost_type: str
    source: str
    period: str
    budget: Decimal
    actual: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """Entries added up. ``key`` is what they share: a year as text, a source, an action, or nothing for all."""

    key: str
    budget: Decimal
    actual: Decimal

    @property
    def difference(self) -> Decimal:
        """The budget less the actual costs: negative where more was spent than budgeted."""
        return self.budget - self.actual

    @property
    def used(self) -> Decimal | None:
        """The part of the budget that was spent, ``None`` where there is no budget."""
        return self.actual / self.budget if self.budget else None


def ledger(views: Iterable[View]) -> tuple[Entry, ...]:
    """Return what the actions of ``views`` cost: planned, and spent up to the day of the views.

    A dropped action has no budget any more, but what was spent on it was spent. Costs of years after the day, and of
    reporting periods that begin after it, are not spent yet.
    """
    return tuple(
        entry for view in views for action in view.cluster.actions.values() for entry in _entries(view, action)
    )


def _entries(view: View, action: Action) -> list[Entry]:
    begins = {period.id: period.start for period in _periods(view.project.programme)}
    planned = action.budget if view.action_state(action) != "dropped" else ()
    spent = [
        cost
        for cost in action.actual
        if cost.year <= view.as_of.year and begins.get(cost.period or "", view.as_of) <= view.as_of
    ]
    held: dict[tuple[int, str, str, str], list[Decimal]] = {}
    for side, costs in enumerate((planned, spent)):
        for cost in costs:
            period = (cost.period or "") if side else ""
            held.setdefault((cost.year, cost.cost_type, cost.source, period), [ZERO, ZERO])[side] += cost.amount
    return [
        Entry(view.cluster.id, action.id, action.target or "", *key, budget=budget, actual=actual)
        for key, (budget, actual) in held.items()
    ]


def total(entries: Iterable[Entry], key: str = "") -> Sum:
    """Return all ``entries`` added up."""
    held = tuple(entries)
    return Sum(key, sum((entry.budget for entry in held), ZERO), sum((entry.actual for entry in held), ZERO))


def grouped(entries: Iterable[Entry], key: Callable[[Entry], str], order: Sequence[str] = ()) -> tuple[Sum, ...]:
    """Return the sums of ``entries`` by ``key``: in ``order`` what it names, the rest after it by their keys."""
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(key(entry), []).append(entry)
    rank = {name: place for place, name in enumerate(order)}
    return tuple(total(parts[name], name) for name in sorted(parts, key=lambda name: (rank.get(name, len(rank)), name)))


def by_year(entries: Iterable[Entry]) -> tuple[Sum, ...]:
    """Return the sums by year."""
    return grouped(entries, lambda entry: str(entry.year))


def by_source(entries: Iterable[Entry]) -> tuple[Sum, ...]:
    """Return the sums by source of the money."""
    return grouped(entries, lambda entry: entry.source, SOURCES)


def by_cost_type(entries: Iterable[Entry]) -> tuple[Sum, ...]:
    """Return the sums by cost type."""
    return grouped(entries, lambda entry: entry.cost_type, COST_TYPES)


def by_minicluster(entries: Iterable[Entry]) -> tuple[Sum, ...]:
    """Return the sums by minicluster."""
    return grouped(entries, lambda entry: entry.minicluster)


def by_action(entries: Iterable[Entry]) -> tuple[Sum, ...]:
    """Return the sums by action, whose key is ``minicluster/action``."""
    return grouped(entries, lambda entry: f"{entry.minicluster}/{entry.action}")


def by_target(entries: Iterable[Entry]) -> tuple[Sum, ...]:
    """Return the sums by development target, whose key is ``minicluster/target``, with nothing after it for none."""
    return grouped(entries, lambda entry: f"{entry.minicluster}/{entry.target}")


def chosen(
    entries: Iterable[Entry], *, year: int | None = None, source: str | None = None, cost_type: str | None = None
) -> tuple[Entry, ...]:
    """Return the entries of a year, a source and a cost type, of any where ``None``."""
    return tuple(
        entry
        for entry in entries
        if year in {None, entry.year} and source in {None, entry.source} and cost_type in {None, entry.cost_type}
    )


# Who pays -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """What one source pays: of the programme as decided, of the budgets of the actions, of what was spent. 0 to 1."""

    source: str
    decided: Decimal | None
    budgeted: Decimal | None
    realised: Decimal | None

    @property
    def departure(self) -> Decimal | None:
        """How far the realised share is from the decided one, or from the budgeted one where none was decided."""
        aim = self.decided if self.decided is not None else self.budgeted
        return self.realised - aim if self.realised is not None and aim is not None else None


def shares(entries: Iterable[Entry], decided: Sequence[FunderShare] = ()) -> tuple[Share, ...]:
    """Return the share of each source that pays or should pay something."""
    held = tuple(entries)
    sums = {found.key: found for found in by_source(held)}
    whole = total(held)
    aims = {share.source: share.share for share in decided}
    return tuple(
        Share(
            source,
            aims.get(source, ZERO) if aims else None,
            _part(sums.get(source, Sum(source, ZERO, ZERO)).budget, whole.budget),
            _part(sums.get(source, Sum(source, ZERO, ZERO)).actual, whole.actual),
        )
        for source in SOURCES
        if source in sums or source in aims
    )


def _part(amount: Decimal, whole: Decimal) -> Decimal | None:
    return amount / whole if whole else None


@dataclass(frozen=True, slots=True)
class Funded:
    """A funding line of an action with the state it is in on the day."""

    minicluster: str
    action: str
    funding: Funding
    state: str


def funding(views: Iterable[View]) -> tuple[Funded, ...]:
    """Return the funding lines of the actions that have not been dropped, each in its state on the day."""
    return tuple(
        Funded(view.cluster.id, action.id, line, funding_state(line, view.as_of))
        for view in views
        for action in view.actions
        for line in action.funding
    )


def funding_state(line: Funding, as_of: date) -> str:
    """Return the state of a funding line on a day: what was decided or applied for later is not known yet."""
    state: str = line.state
    if state in {"granted", "rejected"} and line.decided is not None and line.decided > as_of:
        state = "applied"
    if state == "applied" and line.applied is not None and line.applied > as_of:
        state = "planned"
    return state


def by_state(lines: Iterable[Funded]) -> tuple[tuple[str, Decimal, int], ...]:
    """Return ``(state, amount, lines)`` for each state there is."""
    held = tuple(lines)
    return tuple(
        (state, sum((line.funding.amount for line in found), ZERO), len(found))
        for state in FUNDING_STATES
        if (found := [line for line in held if line.state == state])
    )


# The programme ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Allotment:
    """A budget and what is planned and spent under it; ``key`` is a minicluster, or empty for the programme.

    ``parts`` is what the budget is divided into: the budgets of the actions, or those of the miniclusters. A
    minicluster without a budget of its own needs what its actions need.
    """

    key: str
    budget: Decimal | None
    parts: Decimal
    actual: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is not divided yet; negative where more was given out than there is."""
        return self.budget - self.parts if self.budget is not None else None


def reconciliation(views: Sequence[View], programme: Programme | None) -> tuple[Allotment, ...]:
    """Return the allotment of every minicluster, then that of the programme."""
    entries = ledger(views)
    sums = {found.key: found for found in by_minicluster(entries)}
    rows = []
    for view in views:
        own = view.cluster.record.budget if view.cluster.record is not None else None
        found = sums.get(view.cluster.id, Sum(view.cluster.id, ZERO, ZERO))
        rows.append(Allotment(view.cluster.id, own, found.budget, found.actual))
    parts = sum((row.budget if row.budget is not None else row.parts for row in rows), ZERO)
    actual = sum((row.actual for row in rows), ZERO)
    return (*rows, Allotment("", programme.budget if programme is not None else None, parts, actual))


# Reports to the funder ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reported:
    """A reporting period with its state on the day and the actual costs that fall in it.

    ``days_late`` tells by how many days the report came or is late; ``missing`` lists the years of the period with
    costs that could be of another period as well, because nobody wrote down which.
    """

    period: ReportingPeriod
    state: PeriodState
    actual: Decimal
    days_late: int
    missing: tuple[int, ...]


def reporting(
    programme: Programme | None, entries: Iterable[Entry], as_of: date
) -> tuple[tuple[Reported, ...], Decimal]:
    """Return the reporting periods with their costs, and the costs that cannot be told to belong to any.

    A cost belongs to the period it names. One that names none belongs to the only period that touches its year.
    """
    periods = _periods(programme)
    spent: dict[str, Decimal] = {}
    unclear: dict[int, Decimal] = {}
    for entry in entries:
        place = entry.period or _only_period(periods, entry.year)
        if place in {period.id for period in periods}:
            spent[place] = spent.get(place, ZERO) + entry.actual
        elif entry.actual:
            unclear[entry.year] = unclear.get(entry.year, ZERO) + entry.actual
    rows = tuple(
        Reported(
            period,
            period_state(period, as_of),
            spent.get(period.id, ZERO),
            _days_late(period, as_of),
            tuple(sorted(year for year in unclear if touches(period, year) and period.start <= as_of)),
        )
        for period in periods
    )
    return rows, sum(unclear.values(), ZERO)


def period_state(period: ReportingPeriod, as_of: date) -> PeriodState:
    """Return the state of a reporting period on a day."""
    if period.reported is not None and period.reported <= as_of:
        return "submitted"
    if as_of > period.due:
        return "late"
    if as_of > period.end:
        return "due"
    return "running" if as_of >= period.start else "to_come"


def touches(period: ReportingPeriod, year: int) -> bool:
    """Tell whether a day of ``year`` lies in the period."""
    return period.start.year <= year <= period.end.year


def _days_late(period: ReportingPeriod, as_of: date) -> int:
    came = period.reported if period.reported is not None and period.reported <= as_of else as_of
    return max((came - period.due).days, 0)


def _only_period(periods: Sequence[ReportingPeriod], year: int) -> str:
    touching = [period.id for period in periods if touches(period, year)]
    return touching[0] if len(touching) == 1 else ""


def _periods(programme: Programme | None) -> tuple[ReportingPeriod, ...]:
    return programme.reporting_periods if programme is not None else ()
