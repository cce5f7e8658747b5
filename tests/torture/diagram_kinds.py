"""Every kind of diagram we draw, with one text in every place that a label can stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import plain
from innoenvi_cli.deliverables.mermaid import network_diagrams
from innoenvi_cli.deliverables.mermaid_labels import EMPTY
from innoenvi_cli.deliverables.process_diagrams import process_diagram
from innoenvi_cli.deliverables.quadrants import quadrant_chart
from innoenvi_cli.deliverables.radar import full_legend, radar_diagram
from innoenvi_cli.deliverables.year_chart import year_diagram

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Drawn:
    """A diagram, with the texts whose labels stand at its places, a line each; ``left`` may stand instead of a text."""

    diagram: str
    places: Mapping[str, tuple[str, ...]]
    edges: int = 0
    left: Mapping[str, str] | None = None
    """What stands where a text is left to the table."""

    def is_shown(self, place: str, lines: tuple[str, ...]) -> bool:
        """Whether a reader sees the texts of a place, or as much of them as there is room for, and that it is less."""
        wanted = self.places[place]
        left = (self.left or {}).get(place)
        return (len(lines) == len(wanted) and all(map(shows, lines, wanted))) or lines == (left,)


def shows(seen: str, text: str) -> bool:
    """Whether ``seen`` is ``text`` as it is cleaned, or its beginning with an ellipsis."""
    whole = plain(text) or EMPTY
    return seen == whole or (len(seen) > 1 and seen.endswith("…") and whole.startswith(seen[:-1]))


def network(text: str) -> Drawn:
    """A company and another member with links both ways."""
    nodes = [{"id": name, "label": text, "company": name == "a"} for name in ("a", "b")]
    links = [
        {"number": 1, "from": "a", "to": "b", "needed": False},
        {"number": 2, "from": "b", "to": "a", "needed": True},
    ]
    (diagram,) = network_diagrams({"nodes": nodes, "links": links})
    return Drawn(diagram, {"n1": (text,), "n2": (text,), "n1>n2": ("1",), "n2>n1": ("2",)}, edges=2)


def process(text: str) -> Drawn:
    """Three steps, the second of which nobody does yet."""
    step = {"actor": text, "activity": text, "output": text}
    steps = [{**step, "open": index == 2} for index in (1, 2, 3)]
    both = (f"{text}:", text)
    nodes = {"t": (text,), "s1": both, "s2": both, "s3": both, "e": (text,)}
    edges = {"s1>s2": (text,), "s2>s3": (text,)}
    return Drawn(process_diagram({"trigger": text, "steps": steps}), {**nodes, **edges}, edges=4)


def radar(text: str) -> Drawn:
    """Three axes and two curves."""
    curves = [{"label": text, "values": [1, 2.5, 3]}, {"label": text, "values": [5, 4, 3]}]
    axes = dict.fromkeys(("a1", "a2", "a3"), (text,))
    content = {"axes": [text] * 3, "curves": curves}
    # The legend numbers what it shortens, for the list under the picture.
    legend = dict(zip(("1", "2"), full_legend(content), strict=False)) or {"1": text, "2": text}
    return Drawn(radar_diagram(content), axes | {f"c{number}": (name,) for number, name in legend.items()})


def quadrants(text: str) -> Drawn:
    """A point, and two in one place."""
    points = [{"number": number, "name": text, "x": x, "y": x} for number, x in ((1, 2), (2, 4), (3, 4))]
    diagram = quadrant_chart({"x": [text] * 2, "y": [text] * 2, "quadrants": [text] * 4, "points": points})
    sides = dict.fromkeys(("q1", "q2", "q3", "q4", "x1", "x2", "x3", "x4"), (text,))
    # Mermaid holds the last point first.
    named = {"p2": (f"1 {text}",), "p1": (f"2 {text}, 3 {text}",)}
    return Drawn(diagram, {**sides, **named}, left={"p2": "1", "p1": "2, 3"})


def years(text: str) -> Drawn:
    """Two years."""
    chart = {"years": [text, "2026"], "budget": [100, 200], "actual": [90, 0]}
    title = {"title": (text,), "left-axis title 0": (text,), "bottom-axis label 0": (text,)}
    return Drawn(year_diagram(chart, text, text), title)


KINDS: Final[Mapping[str, Callable[[str], Drawn]]] = {
    "network": network,
    "process": process,
    "radar": radar,
    "quadrants": quadrants,
    "years": years,
}
