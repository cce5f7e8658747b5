"""What must hold between records. A rule is a function of the programme and a day; none reads a file or the clock.

One rule stands apart: that a passed gate is suspect follows from what the method found when it judged the gate again.
That costs as much as all the others, and whoever checks needs it for the gates as well: so it is handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from innoenvi_cli.checks import (
    circles,
    citations,
    dates,
    gates,
    identities,
    members,
    money,
    outcomes,
    private_folder,
    references,
    registers,
    selection,
    texts,
    trials,
)
from innoenvi_cli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from innoenvi_cli.method.answers import Suspicion
    from innoenvi_cli.model.project import Project

Check: TypeAlias = "Callable[[Project, date], Iterator[Finding]]"

CHECKS: Final[tuple[Check, ...]] = (
    identities.ids_twice,
    identities.ids_in_both_scopes,
    references.dangling_references,
    references.dangling_market_criteria,
    citations.citations,
    circles.circles_of_actions,
    circles.circles_of_codes,
    dates.dates_out_of_order,
    dates.dates_in_the_future,
    dates.overdue_tasks,
    trials.trials_without_action,
    registers.business_ids,
    registers.industry_codes,
    registers.region_codes,
    registers.sizes_without_year,
    money.budget_sums,
    money.funding_shares,
    money.costs_outside_periods,
    money.overdrawn_budgets,
    money.de_minimis_exceeded,
    outcomes.names_and_values,
    texts.free_texts,
    selection.weights,
    selection.pairwise_judgements,
    selection.scores_on_scale,
    selection.scored_targets,
    selection.raters_twice,
    members.organisations_twice,
    members.members_on_both_sides,
    members.commitments_without_document,
    private_folder.private_among_records,
    gates.gate_changes,
    gates.phases_in_order,
    gates.overdue_conditions,
)


def run_checks(project: Project, as_of: date, suspicions: Mapping[str, tuple[Suspicion, ...]]) -> list[Finding]:
    """Return everything that is wrong between the records of ``project`` on the day ``as_of``, in the files' order.

    ``suspicions`` is what ``method.suspicion.all_suspicions`` says of ``project``; no day changes it.
    """
    found = [finding for check in CHECKS for finding in check(project, as_of)]
    found.extend(gates.suspect_gates(project, suspicions))
    return sorted(found, key=Finding.sort_key)
