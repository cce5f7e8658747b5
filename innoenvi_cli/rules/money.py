"""Money and results: aid within its ceiling, budgets within budgets, costs in their periods, names behind figures."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

DE_MINIMIS_EXCEEDED = Rule(
    "IE311",
    Severity.WARNING,
    N_("de minimis ceiling exceeded"),
    N_("{undertaking}: {total} of de minimis aid granted from {start} to {end}, the ceiling is {ceiling}"),
    N_("check the amounts, the dates and the corporate group; innoenvi money --de-minimis shows every grant"),
    N_(
        "A single undertaking may be granted only so much de minimis aid over any three years: 300,000 euros by "
        "Regulation (EU) 2023/2831, or what de_minimis_ceiling of the programme says. All companies of a corporate "
        "group are one undertaking, in whichever miniclusters they take part, and the day of granting counts. Aid that "
        "goes over the ceiling may have to be paid back. That is for the funder to settle, so the gates stay as they "
        "are.\n\n"
        "Wrong:\n"
        "200000.00 on 2024-05-02 and 150000.00 on 2026-03-09\n\n"
        "Right:\n"
        "200000.00 on 2024-05-02 and 100000.00 on 2026-03-09"
    ),
)
NAMES_AND_VALUE = Rule(
    "IE312",
    Severity.ERROR,
    N_("names do not add up to the value"),
    N_("the value is {value}, but {names} different names of that kind stand behind it ({counts})"),
    N_("add the missing names, take a name away that stands twice, or correct the value"),
    N_(
        "counts: says that the value of the indicator is a number of names: members, companies, corporate_groups or "
        "actions. Then the names must be there, each once: who joined, left and joined again, or took part in two "
        "roles, is still one. Companies of one corporate group are one corporate group. An indicator that counts "
        "something else, such as persons or euros, has no counts:.\n\n"
        "Wrong:\n"
        "{date: 2026-05-29, value: 3, names: [saha, talo, saha]}\n\n"
        "Right:\n"
        "{date: 2026-05-29, value: 2, names: [saha, talo]}"
    ),
)
COST_OUTSIDE_PERIOD = Rule(
    "IE313",
    Severity.ERROR,
    N_("cost outside its reporting period"),
    N_("the cost is of {year}, but the reporting period '{period}' runs from {start} to {end}"),
    N_("correct the year or the period"),
    N_(
        "An actual cost names the reporting period in which it was reported, and no day of that period lies in the "
        "year of the cost. The report to the funder and the figures of the year would disagree.\n\n"
        "Wrong:\n"
        "{year: 2025, …, period: kausi-1}   where kausi-1 ends on 2024-08-31\n\n"
        "Right:\n"
        "{year: 2024, …, period: kausi-1}"
    ),
)
BUDGET_OVERDRAWN = Rule(
    "IE314",
    Severity.WARNING,
    N_("more given out than the budget holds"),
    N_("the budget is {budget}, but its parts add up to {sum}"),
    N_("correct the budget or its parts; innoenvi money shows them"),
    N_(
        "The budget of the programme is divided among its miniclusters, and that of a minicluster among its actions. "
        "Here the parts add up to more than the whole. Dropped actions no longer count.\n\n"
        "Wrong:\n"
        "budget: 100000.00   with actions of 80000.00 and 30000.00\n\n"
        "Right:\n"
        "budget: 110000.00"
    ),
)

RULES: Final = (DE_MINIMIS_EXCEEDED, NAMES_AND_VALUE, COST_OUTSIDE_PERIOD, BUDGET_OVERDRAWN)
