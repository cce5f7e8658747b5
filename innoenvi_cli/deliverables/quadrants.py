"""A quadrant chart of benefit and feasibility, as Mermaid draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.mermaid_labels import first_fitting, mermaid_label
from innoenvi_cli.deliverables.text_width import width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.deliverables.plain import Row

MOST_POINTS: Final = 25
"""More points than this cover each other; the table beside the chart tells more."""
_LONGEST_NAMES: Final = (120, 60, 30, 0)
"""Letters beside a point. Odd ones take much room in the source: then the long names are left to the table."""
_LONGEST_SIDE, _WIDEST_SIDE = 30, 28
"""Letters, and widths of a digit, that half of the shorter side holds."""
_WIDTH, _HEIGHT = 800, 560
_SIZE: Final = f'%%{{init: {{"quadrantChart": {{"chartWidth": {_WIDTH}, "chartHeight": {_HEIGHT}}}}}}}%%'
_LOW, _MIDDLE, _HIGH = 1, 3, 5
_PLACES: Final = ((0.1, 0.42), (0.5, 0.9))
"""Where the lower and the upper half of the scale lie. The middle counts low, and names keep clear of the edges."""
_LETTER, _LINE, _GAP = 6.6, 14.0, 12.0
"""Pixels of a letter, which are those of a digit, a line of a name, and of the way down from its point."""

Place = tuple[float, float]


def quadrant_chart(chart: Row) -> str:
    """Return the chart of ``{"x": [low, high], "y": [low, high], "quadrants": [4], "points": [...]}``.

    A point is ``{"number", "name", "x", "y"}`` on the scale from 1 to 5. Points in one place stand there together. A
    name that would cover another one is left to the table beside the chart, which the number leads to. Every text is
    quoted: without quotes the grammar knows ASCII letters alone. Quadrants count from the upper right one, against the
    clock. Empty where there are no points, too many, or too much text.
    """
    places: dict[Place, list[Row]] = {}
    for point in chart["points"]:
        places.setdefault((_place(point["x"]), _place(point["y"])), []).append(point)
    if not places or len(chart["points"]) > MOST_POINTS:
        return ""
    return first_fitting(lambda longest: _draw(chart, places, longest), _LONGEST_NAMES)


def _draw(chart: Row, places: Mapping[Place, Sequence[Row]], longest: int) -> str:
    lines = [
        _SIZE,
        "quadrantChart",
        f"  x-axis {_axis(chart['x'])}",
        f"  y-axis {_axis(chart['y'])}",
        *(f"  quadrant-{number} {_side(text)}" for number, text in enumerate(chart["quadrants"], start=1)),
        *(f"  {_point(text)}: [{x:.2f}, {y:.2f}]" for (x, y), text in _labels(places, longest).items()),
    ]
    return "\n".join(lines) + "\n"


def _labels(places: Mapping[Place, Sequence[Row]], longest: int) -> dict[Place, str]:
    """Return what stands at each place: number and name, or numbers alone where a name is long or covers another."""
    numbers = {place: ", ".join(str(point["number"]) for point in points) for place, points in places.items()}
    labels: dict[Place, str] = {}
    for place, points in places.items():
        whole = ", ".join(f"{point['number']} {point['name']}" for point in points)
        others = [labels.get(other, numbers[other]) for other in places if other != place]
        around = [other for other in places if other != place]
        fits = len(whole) <= longest and _inside(place, whole)
        free = fits and not any(_collide(place, whole, *pair) for pair in zip(around, others, strict=True))
        labels[place] = whole if free else numbers[place]
    return labels


def _collide(one: Place, text: str, other: Place, beside: str) -> bool:
    across = abs(one[0] - other[0]) * _WIDTH
    up = abs(one[1] - other[1]) * _HEIGHT
    return across < (_pixels(text) + _pixels(beside)) / 2 + _LETTER and up < _LINE + _GAP


def _inside(place: Place, text: str) -> bool:
    half = _pixels(text) / 2
    return half <= place[0] * _WIDTH <= _WIDTH - half


def _pixels(text: str) -> float:
    return max(len(text), width(text)) * _LETTER


def _axis(ends: Sequence[str]) -> str:
    return " --> ".join(_side(end) for end in ends)


def _side(text: str) -> str:
    return f'"{mermaid_label(text, _LONGEST_SIDE, widest=_WIDEST_SIDE)}"'


def _point(text: str) -> str:
    return f'"{mermaid_label(text, max(_LONGEST_NAMES))}"'


def _place(rating: float) -> float:
    """Return where a rating lies between 0 and 1."""
    value = min(max(float(rating), _LOW), _HIGH)
    low, high = _PLACES[0] if value <= _MIDDLE else _PLACES[1]
    start = _LOW if value <= _MIDDLE else _MIDDLE
    return round(low + (high - low) * (value - start) / 2, 4)
