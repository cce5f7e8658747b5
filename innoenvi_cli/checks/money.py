"""Money adds up, to the last cent: amounts are decimal numbers, never binary ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import Scope, few, minicluster_scopes
from innoenvi_cli.i18n import verbatim
from innoenvi_cli.method.de_minimis import de_minimis
from innoenvi_cli.method.money import ZERO, touches
from innoenvi_cli.method.view import last_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.de_minimis import Excess, Undertaking
    from innoenvi_cli.model.development import Action
    from innoenvi_cli.model.programme import ReportingPeriod
    from innoenvi_cli.model.project import Project

# Three thirds written with three decimals each, 0.333, still make a whole.
ROUNDING: Final = Decimal("0.001")


def budget_sums(project: Project, as_of: date) -> Iterator[Finding]:
    """IE305: the total of an action's budget is not the sum of its lines; a total alone is an estimate and passes."""
    for scope in minicluster_scopes(project):
        for action in project.miniclusters[scope.id].actions.values():
            if action.budget_total is None or not action.budget:
                continue
            total = sum((line.amount for line in action.budget), Decimal(0))
            if total != action.budget_total:
                path = ("budget_total",)
                yield scope.finding(
                    rules.BUDGET_SUM, f"actions/{action.id}", path, total=action.budget_total, sum=total
                )


def funding_shares(project: Project, as_of: date) -> Iterator[Finding]:
    """IE306: the shares of those who pay for the programme do not make a whole."""
    if project.programme is None or not project.programme.funding_shares:
        return
    total = sum((share.share for share in project.programme.funding_shares), Decimal(0))
    if abs(total - 1) > ROUNDING:
        yield Scope("", project, project).finding(rules.SHARES_SUM, "innoenvi", ("funding_shares",), sum=total)


def costs_outside_periods(project: Project, as_of: date) -> Iterator[Finding]:
    """IE313: a cost of a year that its reporting period does not touch; a period that there is not is IE203."""
    if project.programme is None:
        return
    periods = {period.id: period for period in project.programme.reporting_periods}
    for scope in minicluster_scopes(project):
        for action in project.miniclusters[scope.id].actions.values():
            yield from few(_outside(scope, action, periods))


def _outside(scope: Scope, action: Action, periods: dict[str, ReportingPeriod]) -> Iterator[Finding]:
    for index, cost in enumerate(action.actual):
        period = periods.get(cost.period or "")
        if period is not None and not touches(period, cost.year):
            yield scope.finding(
                rules.COST_OUTSIDE_PERIOD,
                f"actions/{action.id}",
                ("actual", index, "period"),
                year=cost.year,
                period=period.id,
                start=period.start,
                end=period.end,
            )


def overdrawn_budgets(project: Project, as_of: date) -> Iterator[Finding]:
    """IE314: the actions of a minicluster, or the miniclusters of the programme, are given more than there is."""
    parts = ZERO
    for scope in minicluster_scopes(project):
        cluster = project.miniclusters[scope.id]
        standing = (action for action in cluster.actions.values() if last_state(action, as_of) != "dropped")
        needed = sum((line.amount for action in standing for line in action.budget), ZERO)
        own = cluster.record.budget if cluster.record is not None else None
        parts += needed if own is None else own
        if own is not None and needed > own:
            yield scope.finding(rules.BUDGET_OVERDRAWN, "minicluster", ("budget",), budget=own, sum=needed)
    whole = project.programme.budget if project.programme is not None else None
    if whole is not None and parts > whole:
        scope = Scope("", project, project)
        yield scope.finding(rules.BUDGET_OVERDRAWN, "innoenvi", ("budget",), budget=whole, sum=parts)


def de_minimis_exceeded(project: Project, as_of: date) -> Iterator[Finding]:
    """IE311: a single undertaking was granted more de minimis aid over three years than the ceiling allows."""
    found = de_minimis(project, as_of)
    for party in found.undertakings:
        yield from few(_exceeded(project, party, excess, found.ceiling) for excess in party.excesses)


def _exceeded(project: Project, party: Undertaking, excess: Excess, ceiling: Decimal | None) -> Finding:
    cluster = project.miniclusters[excess.grant.minicluster]
    return Scope(cluster.id, project, cluster).finding(
        rules.DE_MINIMIS_EXCEEDED,
        f"actions/{excess.grant.action}",
        ("aid", "recipients", excess.grant.index, "amount"),
        undertaking=verbatim(", ".join(party.names[:3]) + (" …" if party.names[3:] else "")),
        total=excess.total,
        start=excess.start,
        end=excess.grant.date,
        ceiling=ceiling,
    )
