"""The value network: diagrams, the links behind them, and the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.analysis import NetworkLink


def network_context(material: Material) -> Row:
    """Return nodes and links for the diagrams, the table of links, and the figures."""
    analysis = material.shown.analysis
    known = material.facts.cluster.members
    links = [link for link in (analysis.links if analysis else ()) if link.source in known and link.target in known]
    ordered = sorted(links, key=lambda link: (link.state == "needed", material.member(link.source).casefold()))
    rows = [_row(number, link, material) for number, link in enumerate(ordered, start=1)]
    ends = dict.fromkeys(end for link in ordered for end in (link.source, link.target))
    nodes = [
        {"id": end, "label": material.member(end), "company": known[end].kind == "company"} for end in sorted(ends)
    ]
    return {
        "nodes": nodes,
        "links": [
            {"number": number, "from": link.source, "to": link.target, "needed": link.state == "needed"}
            for number, link in enumerate(ordered, start=1)
        ],
        "rows": rows,
        "empty": "" if rows else material.gap(N_("links of the value network"), "Analysis.links"),
        "figures": _figures(material) if rows else [],
    }


def _row(number: int, link: NetworkLink, material: Material) -> Row:
    words = material.words
    return {
        "number": number,
        "from": material.member(link.source),
        "to": material.member(link.target),
        "deliverable": words.text(link.deliverable),
        "kind": f"{words.heading('link_kind', link.kind)}, {words.label('link_state', link.state)}",
        "strength": str(link.strength) if link.strength is not None else "",
    }


def _figures(material: Material) -> list[Row]:
    words, found = material.words, material.facts.network
    between = {node.id: node.betweenness for node in found.nodes}
    central = sorted(
        (node for node in found.nodes if node.betweenness > 0), key=lambda node: (-node.betweenness, node.id)
    )
    brokers = [f"{material.member(member)} ({words.number(between[member], decimals=2)})" for member in found.brokers]
    lines = [
        (N_("Actors in the network"), str(len(found.nodes))),
        (N_("Pairs joined now"), str(len({frozenset((link.source, link.target)) for link in found.links}))),
        (N_("Density"), words.percent(found.density)),
        (N_("Separate parts"), str(found.components)),
        (
            N_("Most between others (betweenness)"),
            ", ".join(
                f"{material.member(node.id)} ({words.number(node.betweenness, decimals=2)})" for node in central[:3]
            ),
        ),
        (N_("Brokers, without whom a part would fall apart"), ", ".join(brokers)),
        (N_("Links needed and missing"), str(len(found.missing))),
        (
            N_("Isolated actors"),
            ", ".join(material.members(found.isolated)) if found.isolated else words.say(N_("none")),
        ),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]
