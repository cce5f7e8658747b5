"""Nothing may come before itself: actions that wait for each other, codes that contain each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import minicluster_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project

_SHOWN = 12


def circles_of_actions(project: Project, as_of: date) -> Iterator[Finding]:
    """IE204: actions that each wait for the next and the last for the first."""
    for scope in minicluster_scopes(project):
        actions = project.miniclusters[scope.id].actions
        for circle in circles({action.id: action.depends_on for action in actions.values()}):
            first = actions[circle[0]]
            index = first.depends_on.index(circle[1])
            yield _finding(scope, f"actions/{first.id}", ("depends_on", index), circle)


def circles_of_codes(project: Project, as_of: date) -> Iterator[Finding]:
    """IE204: codes that each stand below the next and the last below the first."""
    for scope in minicluster_scopes(project):
        codebook = project.miniclusters[scope.id].codebook
        if codebook is None:
            continue
        parents = {code.id: (code.parent,) for code in codebook.codes if code.parent is not None}
        places = {code.id: index for index, code in enumerate(codebook.codes)}
        for circle in circles(parents):
            yield _finding(scope, "codebook", ("codes", places[circle[0]], "parent"), circle)


def circles(links: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the circles in ``links`` (id → ids it leads to), each beginning and ending with the same id.

    Of nodes that can all reach each other, which may lie on very many circles, the shortest circle through the one that
    comes first in the alphabet is returned. Takes time linear in the number of links.
    """
    found: list[tuple[str, ...]] = []
    for knot in _knots(links):
        first = min(knot)
        if len(knot) > 1 or first in links[first]:
            found.append(_shortest(links, knot, first))
    return sorted(found)


def _knots(links: Mapping[str, Sequence[str]]) -> Iterator[frozenset[str]]:
    """Yield the strongly connected components of ``links`` (Tarjan 1972, with a stack of its own for recursion)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    is_waiting: set[str] = set()
    for root in links:
        way = [] if root in number else [(root, iter(links[root]))]
        while way:
            node, inner = way[-1]
            if node not in number:
                number[node] = lowest[node] = len(number)
                waiting.append(node)
                is_waiting.add(node)
            for other in inner:
                if other not in links:
                    continue
                if other not in number:
                    way.append((other, iter(links[other])))
                    break
                if other in is_waiting:
                    lowest[node] = min(lowest[node], number[other])
            else:
                way.pop()
                if way:
                    above = way[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    start = _index_from_end(waiting, node)
                    yield frozenset(waiting[start:])
                    is_waiting.difference_update(waiting[start:])
                    del waiting[start:]


def _index_from_end(nodes: list[str], node: str) -> int:
    index = len(nodes) - 1
    while nodes[index] != node:
        index -= 1
    return index


def _shortest(links: Mapping[str, Sequence[str]], knot: frozenset[str], first: str) -> tuple[str, ...]:
    """Return the shortest way within ``knot`` from ``first`` back to it."""
    came_from: dict[str, str] = {}
    reached = [first]
    for node in reached:
        for other in links[node]:
            if other == first:
                way = [first, node]
                while way[-1] != first:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if other in knot and other not in came_from:
                came_from[other] = node
                reached.append(other)
    return (first, first)  # pragma: no cover - in a knot there is always a way back


def _finding(scope: Scope, address: str, path: tuple[str | int, ...], circle: tuple[str, ...]) -> Finding:
    shown = circle if len(circle) <= _SHOWN else (*circle[: _SHOWN - 2], "…", circle[-1])
    return scope.finding(rules.CIRCLE, address, path, circle=" → ".join(shown))
