"""What shares a key belongs together, also over a third."""

from __future__ import annotations

import pytest

from innoenvi_cli.method.joining import joined


@pytest.mark.parametrize(
    ("keys", "groups"),
    [
        ([], []),
        (["a", "b", "a"], [[0, 2], [1]]),
        (["a", "b", "ab"], [[0, 1, 2]]),
        (["", "", "c"], [[0], [1], [2]]),
        (["cd", "ab", "x", "bc"], [[0, 1, 3], [2]]),
    ],
)
def test_groups(keys: list[str], groups: list[list[int]]) -> None:
    assert joined(keys) == groups


def test_a_long_row_of_neighbours_is_one_group() -> None:
    assert joined([(at, at + 1) for at in range(20_000)]) == [list(range(20_000))]
