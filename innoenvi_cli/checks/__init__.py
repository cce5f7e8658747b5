"""What must hold between records. A rule is a function of the programme and a day; none reads a file or the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeAlias

from innoenvi_cli.checks import (
    circles,
    citations,
    dates,
    gates,
    identities,
    members,
    money,
    references,
    registers,
    selection,
    texts,
)
from innoenvi_cli.findings import Finding
from innoenvi_cli.model.project import Project

Check: TypeAlias = Callable[[Project, date], Iterator[Finding]]

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
    registers.business_ids,
    registers.industry_codes,
    registers.region_codes,
    registers.sizes_without_year,
    money.budget_sums,
    money.funding_shares,
    texts.free_texts,
    selection.weights,
    selection.pairwise_judgements,
    selection.scores_on_scale,
    selection.scored_targets,
    selection.raters_twice,
    members.members_on_both_sides,
    members.commitments_without_document,
    gates.gate_changes,
    gates.phases_in_order,
    gates.suspect_gates,
    gates.overdue_conditions,
)


def run_checks(project: Project, as_of: date) -> list[Finding]:
    """Return everything that is wrong between the records of ``project`` on the day ``as_of``, in the files' order."""
    found = [finding for check in CHECKS for finding in check(project, as_of)]
    return sorted(found, key=Finding.sort_key)
