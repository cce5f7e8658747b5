"""Figures and their sums as flows in a network: how far a hidden one can be told, and what hides it.

Every figure is the flow in an edge, and at every node as much flows in as out: the total flows in from the leaves,
spreads over its parts and flows back to the leaves. A hidden figure could be greater by as much as can flow back from
its head to its tail through the other hidden ones: a maximal flow, in whole numbers where the figures are whole.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from decimal import Decimal

    Number: TypeAlias = int | Decimal
    _Arc: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flow:
    """One figure.

    ``breakdown`` names the figures that it stands beside. ``floor`` is what the reader knows it to be at least;
    ``up`` and ``down`` the room that it needs once it is hidden, ``either`` the room in one direction or the other.
    ``coarseness`` is 0 for the finest figures. One that is ``steady`` is never hidden for the sake of another,
    one that is ``told`` cannot be hidden at all.
    """

    tail: Hashable
    head: Hashable
    value: Number
    breakdown: Hashable
    is_secret: bool = False
    is_steady: bool = False
    is_told: bool = False
    coarseness: int = 0
    floor: Number = 0
    up: Number = 0
    down: Number = 0
    either: Number = 0


def hide(flows: Sequence[Flow]) -> frozenset[int]:
    """Return the places of the figures to be hidden, the secret ones among them.

    An exposed figure gets a ring of others no coarser than itself; where there is none, its whole breakdown is shut,
    zeros included; where that does not help, coarser figures go; and in the end everything that is not told.
    """
    net = _Net(list(flows))
    held = net.flows
    secret = {at for at, flow in enumerate(held) if flow.is_secret and not flow.is_told}
    hidden, shut = set(secret), set[int]()
    proofs: dict[int, frozenset[int]] = {}
    while (found := _exposed(net, hidden, proofs)) is not None:
        ring = _ring(net, hidden, found)
        beside = _breakdown(held, found[0]) - shut
        if beside and (not ring or any(held[at].coarseness > held[found[0]].coarseness for at in ring)):
            for at in beside:
                held[at] = replace(held[at], floor=0)
            shut |= beside
            hidden |= beside
        elif ring:
            hidden |= ring
        else:
            return frozenset(at for at, flow in enumerate(held) if not flow.is_told)
    for at in sorted(hidden - secret - shut, key=lambda at: (-held[at].coarseness, -held[at].value, at)):
        kept = {other: proof for other, proof in proofs.items() if other != at and at not in proof}
        if _exposed(net, hidden - {at}, kept) is None:
            hidden.remove(at)
            proofs = kept
    return frozenset(hidden)


def _breakdown(flows: Sequence[Flow], at: int) -> set[int]:
    """The places of the figures that stand beside one, itself included, and of what these break down into."""
    found = {other for other, flow in enumerate(flows) if flow.breakdown == flows[at].breakdown}
    level = found
    while level:
        heads = {(flows[other].head, flows[other].coarseness) for other in level}
        finer = range(max(coarseness for _, coarseness in heads))
        nodes = {head for head, _ in heads}
        level = {other for other, flow in enumerate(flows) if flow.tail in nodes and flow.coarseness in finer} - found
        found = found | level
    return {other for other in found if not flows[other].is_told}


def _exposed(net: _Net, hidden: set[int], proofs: dict[int, frozenset[int]]) -> _Arc | None:
    """Return the first hidden figure that can be told too closely, with the direction it lacks room in: 1 up, -1 down.

    ``proofs`` holds of each figure that has room the others that give it: more hidden figures take nothing away from
    it, and fewer only where one of those is shown. What has no proof yet gets one.
    """
    for at in sorted(hidden - proofs.keys()):
        flow, leaning = net.flows[at], set[int]()
        up = _Push(net, hidden, (at, 1), leaning).most(max(flow.up, flow.either))
        if up < flow.up:
            return at, 1
        down: Number = 0
        if flow.down or flow.either > up:
            down = _Push(net, hidden, (at, -1), leaning).most(max(flow.down, flow.either))
        if down < flow.down:
            return at, -1
        if max(up, down) < flow.either:
            return at, 1
        proofs[at] = frozenset(leaning)
    return None


def _ring(net: _Net, hidden: set[int], wanted: _Arc) -> set[int]:
    """Return the shown figures that together give a hidden one more room, the cheapest ones; none where there are none.

    Coarse figures cost more than any number of finer ones, and greater ones more than smaller.
    """
    flows = net.flows
    push = _Push(net, hidden, wanted)
    flow = flows[wanted[0]]
    push.most(max(flow.up, flow.down, flow.either))
    free = (0,) * (1 + max(each.coarseness for each in flows))
    turn = count()
    waiting: list[tuple[tuple[Number, ...], int, Hashable, frozenset[int]]] = [
        (free, next(turn), push.source, frozenset())
    ]
    seen: set[Hashable] = set()
    while waiting:
        cost, _, node, used = heappop(waiting)
        if node == push.target:
            return set(used)
        if node in seen:
            continue
        seen.add(node)
        for at, sign, beyond in net.arcs.get(node, ()):
            each = flows[at]
            if at == wanted[0] or beyond in seen or push.room((at, sign)) == 0:
                continue
            if at in hidden:
                heappush(waiting, (cost, next(turn), beyond, used))
            elif not (each.is_steady or each.is_told):
                level = len(free) - 1 - each.coarseness
                dearer = (*cost[:level], cost[level] + each.value + 1, *cost[level + 1 :])
                heappush(waiting, (dearer, next(turn), beyond, used | {at}))
    return set()


class _Net:
    """The figures, and at every node the edges that leave it: figure, direction, the node beyond."""

    def __init__(self, flows: list[Flow]) -> None:
        self.flows = flows
        self.arcs: dict[Hashable, list[tuple[int, int, Hashable]]] = {}
        for at, flow in enumerate(flows):
            self.arcs.setdefault(flow.tail, []).append((at, 1, flow.head))
            self.arcs.setdefault(flow.head, []).append((at, -1, flow.tail))


class _Push:
    """Makes one hidden figure greater (sign 1) or less (sign -1), the other hidden ones making up for it.

    ``leaning`` gathers the figures that it leaned on.
    """

    def __init__(self, net: _Net, hidden: set[int], wanted: _Arc, leaning: set[int] | None = None) -> None:
        at, sign = wanted
        flow = net.flows[at]
        self.source, self.target = (flow.head, flow.tail) if sign > 0 else (flow.tail, flow.head)
        self._net = net
        self._at = at
        self._hidden = hidden
        self._leaning = leaning if leaning is not None else set()
        self._least = None if sign > 0 else flow.value - flow.floor
        self._change: dict[int, Number] = {}

    def most(self, wanted: Number) -> Number:
        """Return by how much the figure can change, no further than ``wanted``."""
        wanted = wanted if self._least is None else min(wanted, self._least)
        done: Number = 0
        while done < wanted and (path := self._path()) is not None:
            step = min((wanted - done, *(room for arc in path if (room := self.room(arc)) is not None)))
            for at, sign in path:
                self._change[at] = self._change.get(at, 0) + sign * step
                self._leaning.add(at)
            done += step
        return done

    def room(self, arc: _Arc) -> Number | None:
        """Return how much more can flow through an edge, or back; ``None`` where there is no end to it."""
        at, sign = arc
        if sign > 0:
            return None
        flow = self._net.flows[at]
        return max(flow.value + self._change.get(at, 0) - flow.floor, 0)

    def _path(self) -> list[_Arc] | None:
        came: dict[Hashable, tuple[Hashable, _Arc]] = {}
        waiting = deque([self.source])
        while waiting:
            node = waiting.popleft()
            for at, sign, beyond in self._net.arcs.get(node, ()):
                if at not in self._hidden or at == self._at or beyond in came or beyond == self.source:
                    continue
                if self.room((at, sign)) != 0:
                    came[beyond] = (node, (at, sign))
                    waiting.append(beyond)
            if self.target in came:
                break
        if self.target not in came:
            return None
        path: list[_Arc] = []
        node = self.target
        while node != self.source:
            node, arc = came[node]
            path.append(arc)
        return path
