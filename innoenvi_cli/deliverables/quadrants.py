"""A quadrant chart of benefit and feasibility, as Mermaid draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import mermaid_label
from innoenvi_cli.deliverables.mermaid import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.plain import Row

MOST_POINTS: Final = 25
"""More names than this cover each other; the table beside the chart tells more."""
_LONGEST_NAME: Final = 26
_LOW, _HIGH = 1, 5
_EDGE: Final = 0.12
"""How far the ends of the scale stay from the edges, so that names are not cut."""


def quadrant_chart(chart: Row) -> str:
    """Return the chart of ``{"title", "x": [low, high], "y": [low, high], "quadrants": [4], "points": [...]}``.

    A point is ``{"label", "x", "y"}`` on the scale from 1 to 5; points in one place share a name. Every text is quoted:
    without quotes the grammar knows ASCII letters alone. Quadrants count from the upper right one, against the clock.
    Empty where there are no points, too many, or too much text.
    """
    places: dict[tuple[float, float], list[str]] = {}
    for point in chart["points"]:
        places.setdefault((float(point["x"]), float(point["y"])), []).append(_short(point["label"]))
    if not places or len(chart["points"]) > MOST_POINTS:
        return ""
    lines = [
        "quadrantChart",
        f"  title {_quoted(chart['title'])}",
        f"  x-axis {_axis(chart['x'])}",
        f"  y-axis {_axis(chart['y'])}",
        *(f"  quadrant-{number} {_quoted(text)}" for number, text in enumerate(chart["quadrants"], start=1)),
        *(f"  {_quoted(' / '.join(names))}: [{_place(x)}, {_place(y)}]" for (x, y), names in places.items()),
    ]
    text = "\n".join(lines) + "\n"
    return text if len(text) <= LONGEST else ""


def _axis(ends: Sequence[str]) -> str:
    return " --> ".join(_quoted(end) for end in ends)


def _quoted(text: str) -> str:
    return f'"{mermaid_label(text)}"'


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_NAME else label[: _LONGEST_NAME - 1].rstrip() + "…"


def _place(rating: float) -> str:
    share = (min(max(rating, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW)
    return f"{_EDGE + (1 - 2 * _EDGE) * share:.2f}"
