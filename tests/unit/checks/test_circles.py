from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.checks.circles import circles

NODES = st.sampled_from(["a", "b", "c", "d", "e", "f"])
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=4), max_size=6)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, [("a", "a")]),
        ({"b": ["a"], "a": ["b"]}, [("a", "b", "a")]),
        # Two circles that do not touch, and a way that leads into one of them.
        (
            {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"], "e": ["c", "gone"]},
            [("a", "b", "a"), ("c", "d", "c")],
        ),
        # The second circle is reached from the first: both are found.
        ({"a": ["c", "b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b", "a"), ("c", "d", "c")]),
        # Of a knot the shortest way back is shown.
        ({"a": ["b"], "b": ["c"], "c": ["d", "a"], "d": ["a"]}, [("a", "b", "c", "a")]),
    ],
)
def test_circles_are_found(links: dict[str, list[str]], expected: list[tuple[str, ...]]) -> None:
    assert circles(links) == expected


def test_a_long_chain_needs_no_recursion() -> None:
    links = {f"n{index}": [f"n{index + 1}"] for index in range(20_000)}

    assert circles(links) == []
    assert len(circles(links | {"n20000": ["n0"]})[0]) == 20_002


@given(GRAPHS)
def test_whatever_is_found_is_a_circle_and_without_circles_nothing_is(links: dict[str, list[str]]) -> None:
    found = circles(links)

    for circle in found:
        assert circle[0] == circle[-1] == min(circle)
        assert len(set(circle)) == len(circle) - 1
        assert all(after in links[before] for before, after in pairwise(circle))
    assert bool(found) == _is_circular(links)


def _is_circular(links: dict[str, list[str]]) -> bool:
    """Take away what leads nowhere until nothing changes: what is left leads round."""
    left = dict(links)
    while ends := [node for node, inner in left.items() if not any(other in left for other in inner)]:
        for node in ends:
            del left[node]
    return bool(left)
