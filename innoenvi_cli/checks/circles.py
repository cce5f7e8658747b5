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
    """Return circles in ``links`` (id → ids it leads to), each beginning and ending with the same id.

    Every node that is part of a circle lies on one of them or leads to one, so that cutting the circles found until
    none is left ends with a graph without circles. Takes time linear in the number of links: what leads nowhere is
    taken away first, then each node that is left is walked through once.
    """
    left = _without_ends(links)
    walked: dict[str, int] = {}
    found: list[tuple[str, ...]] = []
    for number, start in enumerate(sorted(left)):
        path: list[str] = []
        node = start
        while node not in walked:
            walked[node] = number
            path.append(node)
            node = next(inner for inner in links[node] if inner in left)
        if walked[node] == number:
            found.append(_from_smallest(path[path.index(node) :]))
    return found


def _without_ends(links: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the nodes from which one can walk on for ever."""
    before: dict[str, list[str]] = {}
    open_ways: dict[str, int] = {}
    for node, inner in links.items():
        open_ways[node] = sum(1 for other in inner if other in links)
        for other in inner:
            before.setdefault(other, []).append(node)
    ends = [node for node, count in open_ways.items() if count == 0]
    left = set(links)
    while ends:
        node = ends.pop()
        left.discard(node)
        for earlier in before.get(node, ()):
            open_ways[earlier] -= 1
            if open_ways[earlier] == 0:
                ends.append(earlier)
    return left


def _from_smallest(circle: list[str]) -> tuple[str, ...]:
    start = circle.index(min(circle))
    return (*circle[start:], *circle[:start], circle[start])


def _finding(scope: Scope, address: str, path: tuple[str | int, ...], circle: tuple[str, ...]) -> Finding:
    shown = circle if len(circle) <= _SHOWN else (*circle[: _SHOWN - 2], "…", circle[-1])
    return scope.finding(rules.CIRCLE, address, path, circle=" → ".join(shown))
