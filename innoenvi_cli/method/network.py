"""Figures of the value network: who is joined to whom, who stands between, who stands apart.

All figures describe the undirected projection of the links that exist now: several links between two members count
once, and their direction is left out. Betweenness is Freeman's (1977), normalised by (n - 1)(n - 2) / 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import NetworkLink

PROJECTION: Final = "undirected"


@dataclass(frozen=True, slots=True)
class Node:
    """A member in the network. ``degree`` counts its neighbours, ``component`` numbers the part it lies in from 1."""

    id: str
    degree: int
    betweenness: float
    component: int
    subnetworks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two members and how many links there are from the first to the second."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class ValueNetwork:
    """What the value network looks like.

    ``density`` is the share of the possible pairs that are joined (0 where there are fewer than two members);
    ``isolated`` are touched by no link, neither by one that exists now nor by a needed one; ``brokers`` are those
    without whom a part would fall apart, most between first; ``missing`` are needed links of which there is none yet.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    density: float
    components: int
    isolated: tuple[str, ...]
    brokers: tuple[str, ...]
    missing: tuple[Link, ...]
    projection: str = PROJECTION


def network(view: View) -> ValueNetwork:
    """Return the figures of the value network of the participating members."""
    analysis = view.cluster.analysis
    links = analysis.links if analysis is not None else ()
    subnetworks = {member.id: member.subnetworks for member in view.participating}
    return value_network(links, subnetworks)


def value_network(links: Iterable[NetworkLink], subnetworks: Mapping[str, tuple[str, ...]]) -> ValueNetwork:
    """Return the figures of the network of the members in ``subnetworks``; links to anybody else are left out."""
    import networkx as nx  # noqa: PLC0415 - heavy: start-up must not pay

    known = [link for link in links if link.source in subnetworks and link.target in subnetworks]
    now = _counted(link for link in known if link.state == "now")
    needed = _counted(link for link in known if link.state == "needed")
    touched = {end for link in known for end in (link.source, link.target)}
    graph = nx.Graph()
    graph.add_nodes_from(sorted(subnetworks))
    graph.add_edges_from(pair for pair in now if pair[0] != pair[1])
    between = nx.betweenness_centrality(graph, normalized=True)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    number = {member: index for index, part in enumerate(parts, start=1) for member in part}
    # Rounded: the last digits of a sum of floats hang on the order in which they were added.
    nodes = tuple(
        Node(member, int(graph.degree(member)), round(between[member], 6), number[member], subnetworks[member])
        for member in sorted(subnetworks)
    )
    betweenness = {node.id: node.betweenness for node in nodes}
    cut = sorted(nx.articulation_points(graph), key=lambda member: (-betweenness[member], member))
    return ValueNetwork(
        nodes=nodes,
        links=tuple(Link(source, target, count) for (source, target), count in sorted(now.items())),
        density=nx.density(graph),
        components=len(parts),
        isolated=tuple(sorted(set(subnetworks) - touched)),
        brokers=tuple(cut),
        missing=tuple(
            Link(source, target, count)
            for (source, target), count in sorted(needed.items())
            if (source, target) not in now
        ),
    )


def _counted(links: Iterable[NetworkLink]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for link in links:
        pair = (link.source, link.target)
        counts[pair] = counts.get(pair, 0) + 1
    return counts
