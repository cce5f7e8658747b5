"""Joins what shares a key, directly or through others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence


def joined(keys: Sequence[Collection[Hashable]]) -> list[list[int]]:
    """Return the indexes of the things whose ``keys`` join them, in their order; what has no key stands alone.

    Where A shares a key with B and B another one with C, all three belong together. A forest with halved paths: fast
    however many share a key.
    """
    leader = list(range(len(keys)))

    def lead(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    first: dict[Hashable, int] = {}
    for index, found in enumerate(keys):
        for key in found:
            other, here = lead(first.setdefault(key, index)), lead(index)
            leader[max(other, here)] = min(other, here)
    groups: dict[int, list[int]] = {}
    for index in range(len(keys)):
        groups.setdefault(lead(index), []).append(index)
    return list(groups.values())
