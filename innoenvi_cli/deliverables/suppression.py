"""Which figures may be shown, so that nothing is told of fewer than three firms or five persons.

The rule, in the order in which it is applied:

1. *Primary.* A count between one and the threshold less one is hidden; so is an amount that fewer firms than the
   threshold stand behind. A zero is shown: it tells nothing of anybody who is in the figure. Where a zero does tell
   something (nobody was against: then each was for), ``zero_tells`` hides it like a small count.
2. *Secondary.* A hidden figure must not follow from the shown ones and their sums. It is hidden together with the
   cheapest ring of others, which can give and take what it has more or less while all sums stay as they are: within one
   sum the next smallest figure, in a table the corners of a rectangle. Where its own breakdown has no such ring, that
   breakdown is shut: all of it is hidden, zeros included. Coarse figures go last: the total stands longest, then
   companies and others, then kinds and sizes.
3. What turns out not to be needed is shown again, the coarsest and greatest first.

What is promised: who knows every shown figure, that counts are not negative and that a hidden count is not zero (but in
a breakdown that is shut) is left with at least two possible values for every hidden count, one of them at least the
threshold: nobody can tell that it is small. A hidden amount can be at least a fifth more and a fifth less.

Hidden figures are ``None``, whether primary or secondary: a sign of their own would tell which are the small ones.
Percentages follow their figures (`share`), since a shown percentage of a shown base is the figure itself.

Source of the ring: Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data",
Networks 22 (1992).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

from innoenvi_cli.deliverables.circulation import Flow, hide
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

FIRMS: Final = 3
"""Figures about fewer firms than this are hidden outside the consultants."""
PERSONS: Final = 5
"""Figures about fewer persons than this are hidden outside the consultants."""
SIGN: Final = "–"
"""What stands in the place of a hidden figure, in every language and whatever it was hidden for."""
NOTE: Final = N_(
    "– = not shown: the figure concerns fewer than three organisations or five persons, or would tell such a figure."
)
"""The footnote of whatever has the sign in it."""

Path: TypeAlias = "tuple[str, ...]"
Place: TypeAlias = "tuple[str, str]"
N = TypeVar("N", int, Decimal)
_ROOM: Final = 5  # a hidden amount needs room for a fifth of itself
_LEAVES: Final = ("", "leaves")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money and the firms behind it: a firm behind two amounts is one firm behind their sum."""

    value: Decimal
    firms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table(Generic[N]):
    """A table with its margins: cells by row and column, the sums of rows and columns, the total.

    ``classes`` are what the columns break down into, by column and class.
    """

    cells: dict[Place, N | None]
    rows: dict[str, N | None]
    columns: dict[str, N | None]
    total: N | None
    classes: dict[Place, N | None] = field(default_factory=dict)


def figure(count: int, *, threshold: int = FIRMS, zero_tells: bool = False) -> int | None:
    """Return a count that stands alone, ``None`` where it is small."""
    return None if _is_small(count, threshold, zero_tells=zero_tells) else count


def counts(values: Mapping[str, int], *, threshold: int = FIRMS, zero_tells: bool = False) -> dict[str, int | None]:
    """Return counts by class below a total that is shown.

    Give all classes, those of nobody too: where all come back hidden, the reader shall not learn which are empty.
    """
    leaves: dict[Path, int] = {(key,): value for key, value in values.items()}
    shown = tree(leaves, threshold=threshold, zero_tells=zero_tells, told=[()])
    return {key: shown[key,] for key in values}


def part(count: int, base: int, *, threshold: int = FIRMS, zero_tells: bool = False) -> int | None:
    """Return for how many of a shown ``base`` something holds: both they and the others must be enough."""
    return counts({"in": count, "out": base - count}, threshold=threshold, zero_tells=zero_tells)["in"]


def share(count: int | None, base: int | None) -> float | None:
    """Return the ratio of two figures as they are shown: what hides a figure hides its percentage."""
    return count / base if count is not None and base else None


def tree(
    leaves: Mapping[Path, int], *, threshold: int = FIRMS, zero_tells: bool = False, told: Collection[Path] = ()
) -> dict[Path, int | None]:
    """Return counts and their sums: ``("others", "research")`` is a part of ``("others",)``, that a part of ``()``.

    ``told`` are figures that the same publication shows elsewhere, so that hiding them here would hide nothing. Where
    the small counts cannot be protected then, everything else is hidden.
    """
    sums = _tree_sums(leaves)
    flows = [_of_count(flow, threshold, zero_tells=zero_tells) for flow in _tree_flows(sums, leaves, told)]
    return _shown(sums, flows)


def amounts(
    leaves: Mapping[Path, Amount], *, threshold: int = FIRMS, told: Collection[Path] = ()
) -> dict[Path, Decimal | None]:
    """Return sums of money as `tree` returns counts: secret are those with few firms behind them."""
    sums = _tree_sums({path: amount.value for path, amount in leaves.items()})
    flows = _tree_flows(sums, leaves, told)
    behind = [_firms(held for leaf, held in leaves.items() if leaf[: len(above)] == above) for above in sums]
    return _shown(sums, [_of_amount(*pair, threshold) for pair in zip(flows, behind, strict=True)])


def table(
    cells: Mapping[Place, int],
    classes: Mapping[Place, int] | None = None,
    *,
    threshold: int = FIRMS,
    zero_tells: bool = False,
) -> Table[int]:
    """Return counts by row and column with their margins; what is not among ``cells`` is zero.

    ``classes`` break the columns down in another way, by column and class: shown together, they are protected together.
    """
    finer: dict[Path, int] = {("class", column, name): count for (column, name), count in (classes or {}).items()}
    sums = _table_sums(cells) | finer
    flows = [_of_count(flow, threshold, zero_tells=zero_tells) for flow in _table_flows(sums)]
    return _as_table(_shown(sums, flows))


def amount_table(cells: Mapping[Place, Amount], *, threshold: int = FIRMS) -> Table[Decimal]:
    """Return money by row and column as `table` returns counts."""
    sums = _table_sums({place: amount.value for place, amount in cells.items()})
    under: dict[Path, list[Amount]] = {where: [] for where in sums}
    for (row, column), amount in cells.items():
        for where in ((), ("row", row), ("column", column), ("cell", row, column)):
            under[where].append(amount)
    behind = [_firms(found) for found in under.values()]
    flows = [_of_amount(*pair, threshold) for pair in zip(_table_flows(sums), behind, strict=True)]
    return _as_table(_shown(sums, flows))


def _is_small(count: int, threshold: int, *, zero_tells: bool) -> bool:
    return (0 if zero_tells else 1) <= count < threshold


def _of_count(flow: Flow, threshold: int, *, zero_tells: bool) -> Flow:
    """A hidden count must be able to reach the threshold; one that has reached it anyway to be something else."""
    value = int(flow.value)
    return replace(
        flow,
        is_secret=_is_small(value, threshold, zero_tells=zero_tells),
        is_steady=value == 0 and not zero_tells,
        floor=0 if zero_tells else min(value, 1),
        up=max(threshold - value, 0),
        either=1,
    )


def _of_amount(flow: Flow, firms: frozenset[str], threshold: int) -> Flow:
    room = Decimal(flow.value) / _ROOM
    return replace(
        flow,
        is_secret=0 < len(firms) < threshold,
        is_steady=not firms,
        up=room,
        down=room,
        either=Decimal(1),
    )


def _firms(held: Iterable[Amount]) -> frozenset[str]:
    return frozenset[str]().union(*(amount.firms for amount in held))


def _tree_sums(leaves: Mapping[Path, N]) -> dict[Path, N]:
    """The leaves and every sum above them, in the order of the leaves, each sum before its parts."""
    sums: dict[Path, N] = {}
    for path, value in leaves.items():
        for depth in range(len(path) + 1):
            above = path[:depth]
            sums[above] = sums[above] + value if above in sums else value
    return sums


def _tree_flows(sums: Mapping[Path, N], leaves: Collection[Path], told: Collection[Path]) -> list[Flow]:
    depth = max(map(len, sums), default=0)
    flows: list[Flow] = []
    for path, value in sums.items():
        tail = path[:-1] if path else _LEAVES
        head = _LEAVES if path in leaves else path
        flows.append(Flow(tail, head, value, breakdown=tail, is_told=path in told, coarseness=depth - len(path)))
    return flows


def _table_sums(cells: Mapping[Place, N]) -> dict[Path, N]:
    """The cells as ``("cell", row, column)``, their margins as ``("row", row)`` and the like, the total as ``()``."""
    sums: dict[Path, N] = {}
    for (row, column), value in cells.items():
        for where in ((), ("row", row), ("column", column)):
            sums[where] = sums[where] + value if where in sums else value
    return sums | {("cell", row, column): value for (row, column), value in cells.items()}


def _table_flows(sums: Mapping[Path, N]) -> list[Flow]:
    """The total flows into the rows, these into the cells, these into the columns, and these back into the total.

    On that way a column flows through its classes, where it has some.
    """
    broken_down = {where[1] for where in sums if where[:1] == ("class",)}
    flows: list[Flow] = []
    for where, value in sums.items():
        match where:
            case ("row", row):
                tail, head, breakdown, coarseness = "rows", f"row {row}", "rows", 1
            case ("column", column):
                head = f"classes {column}" if column in broken_down else "columns"
                tail, breakdown, coarseness = f"column {column}", "columns", 1
            case ("class", column, _):
                tail, head, breakdown, coarseness = f"classes {column}", "columns", f"classes {column}", 0
            case ("cell", row, column):
                tail, head, breakdown, coarseness = f"row {row}", f"column {column}", "cells", 0
            case _:
                tail, head, breakdown, coarseness = "columns", "rows", "total", 2
        flows.append(Flow(tail, head, value, breakdown, coarseness=coarseness))
    return flows


def _shown(sums: Mapping[Path, N], flows: Sequence[Flow]) -> dict[Path, N | None]:
    hidden = hide(flows)
    return {path: None if at in hidden else value for at, (path, value) in enumerate(sums.items())}


def _as_table(shown: Mapping[Path, N | None]) -> Table[N]:
    return Table(
        {(where[1], where[2]): value for where, value in shown.items() if where[:1] == ("cell",)},
        {where[1]: value for where, value in shown.items() if where[:1] == ("row",)},
        {where[1]: value for where, value in shown.items() if where[:1] == ("column",)},
        shown.get(()),
        {(where[1], where[2]): value for where, value in shown.items() if where[:1] == ("class",)},
    )
