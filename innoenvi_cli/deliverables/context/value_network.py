"""The value network: pictures, the links behind them, where each actor and each part stands, and the figures.

Figures and links are told to whoever sees the links: they follow from one another, so hiding figures of small parts
would hide nothing. Links with actors that take no part are counted nowhere, so they are not drawn either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import joined
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.network_parts import network_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.network_parts import Part, PartKind
    from innoenvi_cli.model.analysis import NetworkLink
    from innoenvi_cli.model.minicluster import Member

MOST_LINKS: Final = 14
"""A picture of more links than this is split by the level of the actor that gives."""
PART_KINDS: Final[dict[PartKind, str]] = {
    "level": N_("Level"),
    "tier": N_("Tier"),
    "subnetwork": N_("Subnetwork"),
    "company_group": N_("Company group"),
}
_NAMESPACES: Final[dict[PartKind, str]] = {
    "level": "levels",
    "subnetwork": "subnetworks",
    "company_group": "company_groups",
}


def network_context(material: Material) -> Row:
    """Return the pictures, the tables of links, of actors and of parts, and the figures."""
    analysis = material.shown.analysis
    taking_part = material.view.participating_ids
    told = analysis.links if analysis is not None else ()
    links = [link for link in told if link.source in taking_part and link.target in taking_part]
    ordered = sorted(links, key=lambda link: (link.state == "needed", *_ends(link, material)))
    numbered = list(enumerate(ordered, start=1))
    now = [(number, link) for number, link in numbered if link.state == "now"]
    needed = [(number, link) for number, link in numbered if link.state == "needed"]
    say = material.words.say
    return {
        "pictures": [
            *_pictures(say(N_("Links that exist now")), now, material),
            *_pictures(say(N_("Links that are needed")), needed, material),
        ],
        "now": [_row(number, link, material) for number, link in now],
        "needed": [_row(number, link, material) for number, link in needed],
        "left_out": say(
            counted(
                "One link with an actor that takes no part is left out.",
                "{count} links with actors that take no part are left out.",
                len(told) - len(links),
            )
        )
        if len(told) > len(links)
        else "",
        "empty": "" if links else material.gap(N_("links of the value network"), "Analysis.links"),
        "actors": _actors(material) if links else [],
        "parts": part_rows(material) if links else [],
        "figures": _figures(material) if links else [],
    }


def _ends(link: NetworkLink, material: Material) -> tuple[str, str]:
    return material.member(link.source).casefold(), material.member(link.target).casefold()


def _pictures(title: str, links: Sequence[tuple[int, NetworkLink]], material: Material) -> list[Row]:
    """Return one picture of the links, or one for each level of the givers where one would be a tangle."""
    if len(links) <= MOST_LINKS:
        return [_picture(title, links, material)] if links else []
    levels = material.part_names("levels")
    by_level: dict[str, list[tuple[int, NetworkLink]]] = {level: [] for level in [*levels, ""]}
    for number, link in links:
        level = material.facts.cluster.members[link.source].level
        by_level[level if level in levels else ""].append((number, link))
    others = material.words.say(N_("other actors"))
    return [
        _picture(f"{title}: {levels.get(level) or others}" if len(levels) else title, held, material)
        for level, held in by_level.items()
        if held
    ]


def _picture(title: str, links: Sequence[tuple[int, NetworkLink]], material: Material) -> Row:
    known = material.facts.cluster.members
    ends = dict.fromkeys(end for _, link in links for end in (link.source, link.target))
    return {
        "title": title,
        "nodes": [
            {"id": end, "label": material.member(end), "company": known[end].kind == "company"} for end in sorted(ends)
        ],
        "links": [
            {"number": number, "from": link.source, "to": link.target, "needed": link.state == "needed"}
            for number, link in links
        ],
    }


def _row(number: int, link: NetworkLink, material: Material) -> Row:
    words = material.words
    return {
        "number": number,
        "from": material.member(link.source),
        "to": material.member(link.target),
        "deliverable": words.text(link.deliverable),
        "kind": words.heading("link_kind", link.kind),
        "strength": str(link.strength) if link.strength is not None else "",
    }


def _actors(material: Material) -> list[Row]:
    """Where each actor stands, most between others first; whoever nothing touches comes last."""
    words, known = material.words, material.facts.cluster.members
    nodes = sorted(
        material.facts.network.nodes,
        key=lambda node: (-node.betweenness, -node.degree, material.member(node.id).casefold(), node.id),
    )
    return [
        {
            "name": material.member(node.id),
            "place": place_of(known[node.id], material),
            "degree": str(node.degree),
            "gives": str(node.out_degree),
            "gets": str(node.in_degree),
            "between": words.number(node.betweenness, decimals=2),
        }
        for node in nodes
    ]


def place_of(member: Member, material: Material) -> str:
    """Return the level and the tier of a member."""
    tier = material.words.say(N_("tier {tier}"), tier=member.tier) if member.tier is not None else ""
    return joined([material.part("levels", member.level), tier.replace(" ", "\N{NO-BREAK SPACE}")])


def part_name(part: Part, material: Material) -> str:
    """Return the name of a part; a tier is called by its number."""
    if part.kind == "tier":
        return material.words.say(N_("tier {tier}"), tier=part.id)
    return material.part(_NAMESPACES[part.kind], part.id)


def part_rows(material: Material) -> list[Row]:
    """Return the levels, tiers, subnetworks and company groups with their figures."""
    words = material.words
    return [
        {
            "kind": words.say(PART_KINDS[part.kind]),
            "name": part_name(part, material) if part.kind != "tier" else part.id,
            "actors": str(len(part.members)),
            "inside": str(part.inside),
            "outward": str(part.outward),
            "density": words.percent(part.density),
            "missing": str(part.missing),
        }
        for part in network_parts(material.view, material.facts.network)
    ]


def _figures(material: Material) -> list[Row]:
    words, found = material.words, material.facts.network
    lines = [
        (N_("Actors in the network"), str(len(found.nodes))),
        (N_("Pairs joined now"), str(len(found.pairs))),
        (N_("Density"), words.percent(found.density)),
        (N_("Separate parts"), str(found.components)),
        (N_("Brokers, without whom a part would fall apart"), _named(found.brokers, material)),
        (N_("Links needed and missing"), str(len(found.missing))),
        (N_("Actors without a link, now or needed"), _named(found.isolated, material)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _named(members: Iterable[str], material: Material) -> str:
    return joined(material.members(members)) or material.words.say(N_("none"))
