"""Whoever knows all that is shown cannot work out what is hidden: every table that agrees with it is tried."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innoenvi_cli.deliverables.suppression import Amount, amount_table, amounts, counts, part, share, table, tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from innoenvi_cli.deliverables.suppression import Path, Place

SMALL = st.integers(0, 5)
CLASSES = st.lists(SMALL, min_size=1, max_size=4).map(lambda values: {f"k{at}": v for at, v in enumerate(values)})
THRESHOLDS = st.sampled_from([3, 5])
FEW = settings(max_examples=60)
Sums = list[tuple[int, list[int]]]
"""Figures that are sums, by place, and the places of what they are sums of."""


def worlds(
    shown: Sequence[int | None], sums: Sums, leaves: Sequence[int], *, least: int, most: int
) -> Iterator[list[int]]:
    """Every way to fill the gaps of ``shown`` with whole numbers so that all sums hold."""
    filled: list[int | None] = list(shown)

    def fits() -> bool:
        for whole, parts in sums:
            known = [filled[at] for at in parts]
            told = sum(value for value in known if value is not None)
            limit = shown[whole]
            if limit is not None and (told > limit or (None not in known and told != limit)):
                return False
        return True

    def fill(gaps: Sequence[int]) -> Iterator[list[int]]:
        if not gaps:
            full = [value or 0 for value in filled]
            for whole, parts in reversed(sums):
                full[whole] = sum(full[at] for at in parts)
            if all(value in {None, got} for value, got in zip(shown, full, strict=True)):
                yield full
            return
        for value in range(least, most + 1):
            filled[gaps[0]] = value
            if fits():
                yield from fill(gaps[1:])
        filled[gaps[0]] = None

    yield from fill([at for at in leaves if shown[at] is None])


def assert_protected(
    shown: Sequence[int | None], sums: Sums, leaves: Sequence[int], threshold: int, *, least: int, most: int
) -> None:
    """Every hidden figure has two possible values, one of them no small one."""
    open_ = {at: set[int]() for at, value in enumerate(shown) if value is None}
    for world in worlds(shown, sums, leaves, least=least, most=most) if open_ else ():
        for at, seen in open_.items():
            seen.add(world[at])
        if all(len(seen) > 1 and max(seen) >= threshold for seen in open_.values()):
            return
    assert not open_, f"{shown}: hidden figures can only be {open_}"


@given(CLASSES, THRESHOLDS)
def test_classes_below_a_shown_total(values: dict[str, int], threshold: int) -> None:
    total = sum(values.values())
    found = [*counts(values, threshold=threshold).values()]
    if total < threshold or len(values) == 1:
        assert all(value in {None, 0} or total >= threshold for value in found)
        return
    least = 0 if all(value is None for value in found) else 1
    places = list(range(len(found)))
    assert_protected([*found, total], [(len(found), places)], places, threshold, least=least, most=total)


@given(CLASSES, THRESHOLDS)
def test_where_a_zero_tells_something_it_is_hidden_too(values: dict[str, int], threshold: int) -> None:
    total = sum(values.values())
    found = [*counts(values, threshold=threshold, zero_tells=True).values()]
    assert not any(value is not None and value < threshold for value in found)
    if total >= threshold and len(values) > 1:
        places = list(range(len(found)))
        assert_protected([*found, total], [(len(found), places)], places, threshold, least=0, most=total)


@given(CLASSES, THRESHOLDS)
def test_no_small_count_is_shown_and_nothing_hidden_where_none_is_small(values: dict[str, int], threshold: int) -> None:
    as_table = table({(key, "x"): value for key, value in values.items()}, threshold=threshold)
    as_tree = tree({("company", key): value for key, value in values.items()}, threshold=threshold)
    shown = [*counts(values, threshold=threshold).values(), *as_table.cells.values(), *as_tree.values()]
    assert not any(value is not None and 0 < value < threshold for value in shown)
    if all(value == 0 or value >= threshold for value in values.values()):
        assert None not in shown


@st.composite
def tables(draw: st.DrawFn) -> dict[Place, int]:
    rows, columns = draw(st.sampled_from([("ab", "xy"), ("ab", "xyz"), ("abc", "xy")]))
    return {(row, column): draw(SMALL) for row in rows for column in columns}


@given(tables())
@FEW
def test_a_table_with_its_margins(values: dict[Place, int]) -> None:
    found = table(values)
    rows, columns, cells = list(found.rows), list(found.columns), list(found.cells)
    shown = [*found.cells.values(), *found.rows.values(), *found.columns.values(), found.total]
    last = len(shown) - 1
    sums: Sums = [(last, list(range(len(cells))))]
    for at, name in enumerate([*rows, *columns], start=len(cells)):
        side = 0 if name in rows else 1
        sums.append((at, [place for place, cell in enumerate(cells) if cell[side] == name]))
    least = 0 if all(value is None for value in found.cells.values()) else 1
    assert_protected(shown, sums, range(len(cells)), 3, least=least, most=max(values.values()) + 3)


@given(st.lists(SMALL, min_size=2, max_size=4), SMALL)
@FEW
def test_companies_and_others_then_their_kinds(others: list[int], companies: int) -> None:
    leaves: dict[Path, int] = {("others", f"k{at}"): value for at, value in enumerate(others)}
    found = tree({("company",): companies, **leaves})
    order: list[Path] = [("company",), *leaves, ("others",), ()]
    shown = [found[path] for path in order]
    kinds = list(range(1, len(leaves) + 1))
    sums: Sums = [(len(shown) - 1, [0, *kinds]), (len(shown) - 2, kinds)]
    hidden_zeros = any(found[path] is None and value == 0 for path, value in leaves.items()) or all(
        found[path] is None for path in leaves
    )
    assert_protected(shown, sums, [0, *kinds], 3, least=0 if hidden_zeros else 1, most=companies + sum(others) + 3)
    if companies + sum(others) >= 3:
        assert found[()] == companies + sum(others), "the total stands to the last"
    if companies >= 3 and sum(others) >= 3:
        assert found["company",] == companies, "companies and others stand longer than kinds"
        assert found["others",] == sum(others)


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_percentage_hides_with_its_figure_and_with_the_rest_of_its_base(count: int, rest: int) -> None:
    base = count + rest
    ratio = share(part(count, base), base)
    if 0 < count < 3 or 0 < rest < 3 or not base:
        assert ratio is None
    else:
        assert ratio == count / base


MONEY = st.dictionaries(
    st.sampled_from("abcd"),
    st.builds(
        Amount, st.integers(1, 900).map(Decimal), st.frozensets(st.sampled_from("pqrstu"), min_size=1, max_size=4)
    ),
    min_size=2,
)


@given(MONEY)
def test_money_of_few_firms_has_room_of_a_fifth_both_ways(held: dict[str, Amount]) -> None:
    found = amounts({(name,): amount for name, amount in held.items()})
    hidden = [name for name in held if found[name,] is None]
    assert all(len(held[name].firms) >= 3 for name in held if name not in hidden)
    if all(len(amount.firms) >= 3 for amount in held.values()):
        assert not hidden
    if found[()] is not None and len(hidden) < len(held):
        left = sum(held[name].value for name in hidden)
        assert all(left >= held[name].value * Decimal("1.2") for name in hidden), "the others may have had nothing"


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")),
        st.builds(Amount, st.integers(1, 900).map(Decimal), st.frozensets(st.sampled_from("pqrst"), min_size=1)),
        min_size=1,
    )
)
def test_no_sum_of_a_table_of_money_has_one_hidden_part(held: Mapping[Place, Amount]) -> None:
    found = amount_table(held)
    for row, told in found.rows.items():
        hidden = [place for place in held if place[0] == row and found.cells[place] is None]
        assert told is None or len(hidden) != 1
    assert all(len(held[place].firms) >= 3 for place, told in found.cells.items() if told is not None)
    for one, other in combinations(found.rows, 2):
        assert found.total is None or (found.rows[one] is None) == (found.rows[other] is None)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"micro": 2, "small": 5, "medium": 3}, {"micro": None, "small": 5, "medium": None}),
        ({"micro": 1, "small": 1, "medium": 1}, {"micro": None, "small": None, "medium": None}),
        ({"micro": 0, "small": 1, "medium": 2}, {"micro": None, "small": None, "medium": None}),
        ({"micro": 0, "small": 4, "medium": 3}, {"micro": 0, "small": 4, "medium": 3}),
        ({"micro": 2, "small": 2, "medium": 9}, {"micro": None, "small": None, "medium": 9}),
        ({"micro": 2, "small": 1, "medium": 9}, {"micro": None, "small": None, "medium": None}),
        ({"micro": 1}, {"micro": None}),
        ({"micro": 1, "small": 1, "medium": 7, "large": 8}, {"micro": None, "small": None, "medium": None, "large": 8}),
    ],
)
def test_the_rule_by_example(values: dict[str, int], shown: dict[str, int | None]) -> None:
    assert counts(values) == shown
