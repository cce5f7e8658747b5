"""Figures of the value network: who is joined to whom, who stands between, who stands apart.

All figures but the in- and out-degrees describe the undirected projection of the links that exist now: several links
between two members count once, and their direction is left out. Density is the share of the possible pairs that are
joined (Wasserman and Faust 1994, chapter 4), betweenness is Freeman's (1977), normalised by (n - 1)(n - 2) / 2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import NetworkLink
    from innoenvi_cli.model.base import Text

PROJECTION: Final = "undirected"


@dataclass(frozen=True, slots=True)
class Node:
    """A member in the network.

    ``degree`` counts its neighbours, ``in_degree`` those that deliver something to it and ``out_degree`` those that it
    delivers to; ``component`` numbers the part it lies in from 1, the largest first.
    """

    id: str
    degree: int
    betweenness: float
    component: int
    subnetworks: tuple[str, ...]
    in_degree: int = 0
    out_degree: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Two members, how many links there are from the first to the second, and what they carry.

    ``strength`` is that of the strongest, from 1 to 5; ``None`` where none says.
    """

    source: str
    target: str
    count: int
    deliverables: tuple[Text, ...] = ()
    strength: int | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """What joins members: the links that exist now; ``missing`` are needed ones of which there is none yet."""

    links: tuple[Link, ...]
    missing: tuple[Link, ...]

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """The pairs of members that are joined now; a link of a member to itself joins nobody."""
        return frozenset(frozenset((link.source, link.target)) for link in self.links if link.source != link.target)


@dataclass(frozen=True, slots=True)
class ValueNetwork(Ties):
    """What the value network looks like.

    ``density`` is the share of the possible pairs that are joined (0 where there are fewer than two members);
    ``isolated`` are touched by no link, neither by one that exists now nor by a needed one; ``brokers`` are those
    without whom a part would fall apart, most between first.
    """

    nodes: tuple[Node, ...]
    density: float
    components: int
    isolated: tuple[str, ...]
    brokers: tuple[str, ...]
    projection: str = PROJECTION


@dataclass(slots=True)
class _Bundle:
    """The links from one member to another while they are collected."""

    count: int = 0
    deliverables: list[Text] = field(default_factory=list)
    strength: int | None = None

    def add(self, link: NetworkLink) -> None:
        self.count += 1
        self.deliverables.append(link.deliverable)
        if link.strength is not None:
            self.strength = max(link.strength, self.strength or 0)


def network(view: View, members: Iterable[str] | None = None) -> ValueNetwork:
    """Return the figures of the value network of the participating members, or of ``members`` of them alone."""
    chosen = view.participating_ids if members is None else view.participating_ids & frozenset(members)
    subnetworks = {member.id: member.subnetworks for member in view.participating if member.id in chosen}
    return value_network(_links_of(view), subnetworks)


def ties(view: View) -> Ties:
    """Return what joins the participating members: cheap, however many they are."""
    return _ties(_among(_links_of(view), view.participating_ids))


def value_network(links: Iterable[NetworkLink], subnetworks: Mapping[str, tuple[str, ...]]) -> ValueNetwork:
    """Return the figures of the network of the members in ``subnetworks``; links to anybody else are left out."""
    import networkx as nx  # noqa: PLC0415 - heavy: start-up must not pay

    known = _among(links, subnetworks)
    joined = _ties(known)
    touched = {end for link in known for end in (link.source, link.target)}
    directed = nx.DiGraph()
    directed.add_nodes_from(sorted(subnetworks))
    directed.add_edges_from((link.source, link.target) for link in joined.links if link.source != link.target)
    graph = directed.to_undirected()
    between = nx.betweenness_centrality(graph, normalized=True)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    number = {member: index for index, part in enumerate(parts, start=1) for member in part}
    # Rounded: the last digits of a sum of floats hang on the order in which they were added.
    betweenness = {member: round(between[member], 6) for member in sorted(subnetworks)}
    nodes = tuple(
        Node(
            member,
            int(graph.degree(member)),
            betweenness[member],
            number[member],
            subnetworks[member],
            int(directed.in_degree(member)),
            int(directed.out_degree(member)),
        )
        for member in sorted(subnetworks)
    )
    cut = sorted(nx.articulation_points(graph), key=lambda member: (-betweenness[member], member))
    return ValueNetwork(
        nodes=nodes,
        links=joined.links,
        density=nx.density(graph),
        components=len(parts),
        isolated=tuple(sorted(set(subnetworks) - touched)),
        brokers=tuple(cut),
        missing=joined.missing,
    )


def _links_of(view: View) -> tuple[NetworkLink, ...]:
    return view.cluster.analysis.links if view.cluster.analysis is not None else ()


def _among(links: Iterable[NetworkLink], members: Collection[str]) -> list[NetworkLink]:
    return [link for link in links if link.source in members and link.target in members]


def _ties(links: Sequence[NetworkLink]) -> Ties:
    now = _bundled(link for link in links if link.state == "now")
    needed = _bundled(link for link in links if link.state == "needed")
    missing = {pair: held for pair, held in needed.items() if pair not in now}
    return Ties(_links(now), _links(missing))


def _bundled(links: Iterable[NetworkLink]) -> dict[tuple[str, str], _Bundle]:
    bundles: dict[tuple[str, str], _Bundle] = {}
    for link in links:
        bundles.setdefault((link.source, link.target), _Bundle()).add(link)
    return bundles


def _links(bundles: Mapping[tuple[str, str], _Bundle]) -> tuple[Link, ...]:
    return tuple(
        Link(source, target, held.count, tuple(held.deliverables), held.strength)
        for (source, target), held in sorted(bundles.items(), key=lambda item: item[0])
    )
