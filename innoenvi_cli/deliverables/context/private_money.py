"""What may be told of the money that companies pay by themselves: nothing that shows what one or two of them pay.

Private money and contributions in kind of an action come from the companies that take part in it. Where these are fewer
than three independent ones, the figure is hidden outside the consultants, with every other figure that would give it
away: a sum of private and public money, the year, the total. Public money is no secret of a firm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.suppression import SIGN, Amount, amount_table
from innoenvi_cli.deliverables.suppression import amounts as amounts_by_class
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.money import ZERO, by_year, chosen, ledger, total
from innoenvi_cli.method.organisations import single_undertakings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.method.money import Entry
    from innoenvi_cli.model.development import Action

    _Parties = Mapping[tuple[str, str], tuple[tuple[str, str], ...]]

_MOST_CELLS: Final = 600
"""Actions times years: of more, only the sums by year are shown."""
PRIVATE: Final = frozenset({"private", "in_kind"})
WHY: Final = N_(
    "– = not shown: the figure would tell what fewer than three independent companies pay, or would give such a figure"
    " away."
)
_COLUMNS: Final = ("eu_state", "municipal", "private", "budget", "actual", "difference")


@dataclass(frozen=True, slots=True)
class Discretion:
    """Which sums of private money are hidden: of an action in a year, of an action, of a year, the whole.

    ``rows`` are actions or, over a programme, miniclusters, whose names the cells begin with.
    """

    cells: frozenset[tuple[str, str]] = frozenset()
    rows: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    total: bool = False
    cost_types: frozenset[str] = frozenset()

    @property
    def hides(self) -> bool:
        """Tell whether anything is hidden."""
        return bool(self.cells)


OPEN: Final = Discretion()


def discretion(material: Material) -> Discretion:
    """Return what is hidden of the actions of a minicluster, whose rows are the ids of the actions."""
    if material.audience == "consultants":
        return OPEN
    parties = single_undertakings(material.facts.project)
    return _discretion(
        ledger([material.view]), lambda entry: entry.action, lambda entry: _firms(entry, material, parties)
    )


def programme_discretion(materials: Iterable[Material]) -> Discretion:
    """Return what is hidden of the miniclusters of a programme, whose rows are the ids of the miniclusters."""
    held = {each.shown.id: each for each in materials}
    if any(each.audience == "consultants" for each in held.values()):
        return OPEN
    entries = ledger([each.view for each in held.values()])
    own = {name: discretion(each) for name, each in held.items()}
    parties = single_undertakings(next(iter(held.values())).facts.project) if held else {}

    def firms(entry: Entry) -> frozenset[str]:
        """What its own minicluster hides, the programme hides as well, as if one company paid it."""
        if str(entry.year) in own[entry.minicluster].years:
            return frozenset({f"minicluster {entry.minicluster}"})
        return _firms(entry, held[entry.minicluster], parties)

    return _discretion(entries, lambda entry: entry.minicluster, firms)


def _discretion(
    entries: tuple[Entry, ...], row: Callable[[Entry], str], firms: Callable[[Entry], frozenset[str]]
) -> Discretion:
    found = [_one_side(entries, row, firms, side) for side in ("budget", "actual")]
    cells = found[0].cells | found[1].cells
    return Discretion(
        cells,
        found[0].rows | found[1].rows,
        found[0].years | found[1].years,
        found[0].total or found[1].total,
        frozenset(
            entry.cost_type for entry in entries if entry.source in PRIVATE and (row(entry), str(entry.year)) in cells
        ),
    )


def _one_side(
    entries: tuple[Entry, ...], row: Callable[[Entry], str], firms: Callable[[Entry], frozenset[str]], side: str
) -> Discretion:
    held: dict[tuple[str, str], Amount] = {}
    for entry in entries:
        amount: Decimal = entry.budget if side == "budget" else entry.actual
        if entry.source in PRIVATE and amount:
            place = (row(entry), str(entry.year))
            before = held.get(place, Amount(ZERO, frozenset()))
            held[place] = Amount(before.value + amount, before.firms | firms(entry))
    if not held:
        return OPEN
    if len(held) > _MOST_CELLS:
        return _years_alone(held)
    table = amount_table(held)
    return Discretion(
        frozenset(place for place, value in table.cells.items() if value is None),
        frozenset(name for name, value in table.rows.items() if value is None),
        frozenset(name for name, value in table.columns.items() if value is None),
        table.total is None,
    )


def _years_alone(held: dict[tuple[str, str], Amount]) -> Discretion:
    """Show the years and the whole at most: to look for the fewest cells to hide would take too long."""
    years: dict[tuple[str, ...], Amount] = {}
    for (_, year), amount in held.items():
        before = years.get((year,), Amount(ZERO, frozenset()))
        years[year,] = Amount(before.value + amount.value, before.firms | amount.firms)
    shown = amounts_by_class(years)
    return Discretion(
        frozenset(held),
        frozenset(name for name, _ in held),
        frozenset(path[0] for path, value in shown.items() if path and value is None),
        shown[()] is None,
    )


def _firms(entry: Entry, material: Material, parties: _Parties) -> frozenset[str]:
    """Return the independent companies that take part in the action: the money may be anyone's of them.

    ``parties`` are the single undertakings of the programme: a company that takes part in two miniclusters is one.
    """
    cluster = material.facts.cluster
    action = cluster.actions[entry.action]
    members = (cluster.members.get(name or "") for name in (action.responsible, *action.participants))
    companies = [member for member in members if member is not None and member.kind == "company"]
    return frozenset("/".join(parties[cluster.id, company.id][0]) for company in companies)


def is_secret(action: Action, hidden: Discretion, material: Material) -> bool:
    """Tell whether the private funding lines of an action are hidden: with several, one may be a single company's."""
    if material.audience == "consultants":
        return False
    lines = [line for line in action.funding if line.source in PRIVATE]
    return len(lines) > 1 or any(place[0] == action.id for place in hidden.cells)


def amounts(entries: Iterable[Entry], *, hidden: bool) -> Row:
    """Return a row of money: by source, the budget, what was spent, the difference; the sign for what is hidden."""
    held = tuple(entries)
    conceal = hidden and any(entry.source in PRIVATE for entry in held)
    budget = sum((entry.budget for entry in held), ZERO)
    actual = sum((entry.actual for entry in held), ZERO)
    whole = {"budget": budget, "actual": actual, "difference": budget - actual}
    row: Row = {
        "eu_state": _of(held, {"eu_state"}),
        "municipal": _of(held, {"municipal"}),
        "private": SIGN if conceal else _of(held, PRIVATE),
    }
    row |= {key: SIGN if conceal else plain_number(value, decimals=2) for key, value in whole.items()}
    row["used"] = SIGN if conceal else plain_number(actual / budget, decimals=4) if budget else None
    return row


def totals(row: Row) -> Row:
    """Return the sums below a table for the workbook: a row of `amounts` by the ids of the columns."""
    return {key.replace("_", "-"): row[key] if row[key] is not None else 0 for key in _COLUMNS} | {"used": row["used"]}


def _of(held: tuple[Entry, ...], sources: Iterable[str]) -> float | int | None:
    wanted = frozenset(sources)
    found = [entry.budget for entry in held if entry.source in wanted and entry.budget]
    return plain_number(sum(found, ZERO), decimals=2) if found else None


def money_texts(entries: Iterable[Entry], words: Words, *, hidden: bool) -> Row:
    """Return budget, actual costs, difference and the part spent as text; the sign for what is hidden."""
    held = tuple(entries)
    if hidden and any(entry.source in PRIVATE for entry in held):
        return dict.fromkeys(("budget", "actual", "difference", "used"), SIGN)
    found = total(held)
    return {
        "budget": words.money(found.budget),
        "actual": words.money(found.actual),
        "difference": words.money(found.difference),
        "used": words.percent(found.used) if found.used is not None else "",
    }


def year_texts(entries: Iterable[Entry], hidden: Discretion, words: Words) -> list[Row]:
    """Return a row of `money_texts` for each year."""
    held = tuple(entries)
    return [
        named_texts(found.key, chosen(held, year=int(found.key)), hidden=found.key in hidden.years, words=words)
        for found in by_year(held)
    ]


def named_texts(name: str, entries: Iterable[Entry], *, hidden: bool, words: Words) -> Row:
    """Return `money_texts` under a name."""
    return {"name": name, **money_texts(entries, words, hidden=hidden)}
