"""Money adds up, to the last cent: amounts are decimal numbers, never binary ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import Scope, minicluster_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
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
