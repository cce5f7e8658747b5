"""Add the money up: budget against actual costs, who pays, what is reported, and the de minimis aid granted."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.de_minimis import de_minimis
from innoenvi_cli.method.money import chosen, funding, ledger, reconciliation, reporting, shares
from innoenvi_cli.method.phases import standing
from innoenvi_cli.method.view import View
from innoenvi_cli.store.loader import load
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.as_of import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from innoenvi_cli.method.de_minimis import DeMinimis
    from innoenvi_cli.method.money import Allotment, Entry, Funded, Reported, Share
    from innoenvi_cli.model.programme import Programme
    from innoenvi_cli.model.project import Project


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of which year, source and cost type; ``None`` asks of all."""

    year: int | None = None
    source: str | None = None
    cost_type: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it asks of everything."""
        return self.year is None and self.source is None and self.cost_type is None


@dataclass(frozen=True)
class MoneyResult:
    """The money of ``views`` on a day, in the currency of the programme.

    ``broken`` counts the errors in the files read: what stands in such a file is missing from the figures.
    """

    project: Project
    views: tuple[View, ...]
    question: Question
    as_of: date
    broken: int

    @property
    def programme(self) -> Programme | None:
        """The programme's own record."""
        return self.project.programme

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.programme.currency if self.programme is not None else "EUR"

    @property
    def is_whole(self) -> bool:
        """Tell whether every minicluster of the programme is among those asked of."""
        return len(self.views) == len(self.project.miniclusters)

    @cached_property
    def everything(self) -> tuple[Entry, ...]:
        """Every entry of the miniclusters."""
        return ledger(self.views)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that were asked of."""
        asked = self.question
        return chosen(self.everything, year=asked.year, source=asked.source, cost_type=asked.cost_type)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that something is recorded for."""
        return tuple(sorted({entry.year for entry in self.everything}))

    @cached_property
    def funding(self) -> tuple[Funded, ...]:
        """The funding lines, those of the source asked of."""
        source = self.question.source
        return tuple(line for line in funding(self.views) if source in {None, line.funding.source})

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """What each source pays; the programme's decided shares stand beside those of the whole programme alone."""
        decided = self.programme.funding_shares if self.programme is not None and self.is_whole else ()
        return shares(self.everything, decided)

    @cached_property
    def allotments(self) -> tuple[Allotment, ...]:
        """The budgets of the miniclusters, and that of the programme where it was asked of as a whole."""
        found = reconciliation(self.views, self.programme)
        return found if self.is_whole else found[:-1]

    @cached_property
    def reporting(self) -> tuple[tuple[Reported, ...], Decimal]:
        """The reporting periods with the costs of the miniclusters, and the costs of no certain period."""
        return reporting(self.programme, self.everything, self.as_of)

    @cached_property
    def de_minimis(self) -> DeMinimis:
        """The de minimis aid of the undertakings in the miniclusters asked of, granted anywhere in the programme."""
        return de_minimis(self.project, self.as_of, {view.cluster.id for view in self.views})


def sum_money(
    root: Path,
    *,
    miniclusters: Sequence[str] = (),
    question: Question | None = None,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> MoneyResult:
    """Add up the money of ``miniclusters``, of all when none is named.

    The whole programme is read in any case: an undertaking may be granted aid in several miniclusters. The day may lie
    before the last decision, for nothing is decided here.

    Raises:
        UnknownNameError: there is no such minicluster.
    """
    loaded = load(root, None)
    project = loaded.project
    for name in miniclusters:
        if name not in loaded.miniclusters:
            known = loaded.miniclusters
            raise UnknownNameError(message(N_("minicluster")), name, known, nearest(name, known))
    day = resolve_as_of(as_of, project, last=None, environ=os.environ if environ is None else environ)
    names = tuple(dict.fromkeys(miniclusters)) or tuple(project.miniclusters)
    views = tuple(
        View(project, project.miniclusters[name], as_of=day, standing=standing(project.miniclusters[name]))
        for name in names
    )
    broken = sum(item.severity is Severity.ERROR and item.minicluster in {"", *names} for item in loaded.findings)
    return MoneyResult(project, views, question or Question(), day, broken)
