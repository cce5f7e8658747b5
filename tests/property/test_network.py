"""Whatever the value network is: its figures hang on who is joined to whom, not on names, order or direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.method.network import value_network
from innoenvi_cli.model.analysis import NetworkLink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.method.network import ValueNetwork

SIZE = 7
PAIRS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=16)
NAMES = st.permutations([f"m{index}" for index in range(SIZE)])


def drawn(pairs: Sequence[tuple[int, int]], names: Sequence[str]) -> ValueNetwork:
    links = [
        NetworkLink.model_validate({"from": names[source], "to": names[target], "deliverable": "x"})
        for source, target in pairs
    ]
    return value_network(links, dict.fromkeys(names, ()))


@given(PAIRS, NAMES, NAMES)
def test_renaming_members_changes_no_figure(pairs: list[tuple[int, int]], names: list[str], others: list[str]) -> None:
    one, two = drawn(pairs, names), drawn(pairs, others)
    assert (one.density, one.components) == (two.density, two.components)
    renamed = dict(zip(names, others, strict=True))
    assert {renamed[name] for name in one.isolated} == set(two.isolated)
    assert {renamed[name] for name in one.brokers} == set(two.brokers)
    figures = {node.id: node for node in two.nodes}
    for node in one.nodes:
        other = figures[renamed[node.id]]
        assert (node.degree, node.in_degree, node.out_degree) == (other.degree, other.in_degree, other.out_degree)
        assert node.betweenness == pytest.approx(other.betweenness, abs=1e-6)


@given(PAIRS, st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), NAMES)
def test_a_further_link_never_lowers_density_nor_splits_a_part(
    pairs: list[tuple[int, int]], link: tuple[int, int], names: list[str]
) -> None:
    before, after = drawn(pairs, names), drawn([*pairs, link], names)
    assert after.density >= before.density
    assert after.components <= before.components


@given(PAIRS, NAMES)
def test_direction_and_order_change_no_undirected_figure(pairs: list[tuple[int, int]], names: list[str]) -> None:
    one = drawn(pairs, names)
    two = drawn([(target, source) for source, target in reversed(pairs)], names)
    assert [(node.id, node.degree, node.betweenness, node.component) for node in one.nodes] == [
        (node.id, node.degree, node.betweenness, node.component) for node in two.nodes
    ]
    assert (one.density, one.brokers) == (two.density, two.brokers)
    assert [node.in_degree for node in one.nodes] == [node.out_degree for node in two.nodes]
