"""Mermaid diagrams small enough for every site that draws them; what does not fit is left to the table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.mermaid_labels import fits, mermaid_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.plain import Row

MOST_EDGES: Final = 500
MOST_DIAGRAMS: Final = 12
_LONGEST_LABEL: Final = 60
_HEAD: Final = "flowchart TB\n"
"""From the top down: a page is narrow and may be long."""


def network_diagrams(network: Row) -> list[str]:
    """Return the diagrams of ``{"nodes": [{"id", "label", "group"}], "links": [{"number", "from", "to", "needed"}]}``.

    Nodes get ids of their own, links carry the number under which the table beside the diagram tells more. Links are
    spread over as many diagrams as needed, in their order; the list is empty where they would be more than twelve.
    """
    labels = {node["id"]: mermaid_label(node["label"], _LONGEST_LABEL) for node in network["nodes"]}
    shapes = {node["id"]: node["company"] for node in network["nodes"]}
    own = {node["id"]: f"n{index}" for index, node in enumerate(network["nodes"], start=1)}
    diagrams: list[str] = []
    held: list[Row] = []
    for link in network["links"]:
        if held and not _fits([*held, link], own, labels, shapes):
            diagrams.append(_draw(held, own, labels, shapes))
            held = []
        held.append(link)
    if held:
        diagrams.append(_draw(held, own, labels, shapes))
    if len(diagrams) > MOST_DIAGRAMS or not all(map(fits, diagrams)):
        return []
    return diagrams


def _fits(links: Sequence[Row], own: dict[str, str], labels: dict[str, str], shapes: dict[str, bool]) -> bool:
    return len(links) <= MOST_EDGES and fits(_draw(links, own, labels, shapes))


def _draw(links: Sequence[Row], own: dict[str, str], labels: dict[str, str], shapes: dict[str, bool]) -> str:
    ends = dict.fromkeys(end for link in links for end in (link["from"], link["to"]))
    lines = []
    for end in ends:
        opening, closing = ("[", "]") if shapes[end] else ("([", "])")
        lines.append(f'  {own[end]}{opening}"{labels[end]}"{closing}\n')
    for link in links:
        arrow = "-.->" if link["needed"] else "-->"
        lines.append(f"  {own[link['from']]} {arrow}|{int(link['number'])}| {own[link['to']]}\n")
    return _HEAD + "".join(lines)
