"""A scatter chart of named points: a series each, so that a name follows its cell and stands beside its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.plain import Row

HEIGHT: Final = 480
"""Height of the chart in pixels."""
_UNIT: Final = (125.0, 62.0)
"""Pixels of one step of the scale across and upwards, and below them those of a letter and a line of a name."""
_LETTER, _LINE, _MARK = 6.0, 16.0, 8.0
_SPAN, _MIDDLE = 6, 3
_WRAPPED: Final = 26
"""Programs break a name that is longer than about a fifth of the chart."""
_GRID: Final = {"visible": True, "line": {"color": "#E8ECEF"}}
_AXIS: Final = {"color": "#9AA5B1", "width": 1}
_SIDES: Final = ("right", "left", "above", "below")
_COLOURS: Final = {
    "good": "#1E6B52",
    "warn": "#E0A33A",
    "bad": "#B3423A",
    "muted": "#9AA5B1",
    "accent": "#3D6FA8",
}
_PLAIN: Final = "#3D6FA8"

Box = tuple[float, float, float, float]


def label_sides(points: Sequence[tuple[float, float, str]]) -> list[str]:
    """Return for each point (x, y, name) the side where its name covers the fewest marks and names before it.

    Of sides that are equally free the right one comes first; at the right edge names stand on the left.
    """
    taken = [*_axes(), *(_mark(x, y) for x, y, _ in points)]
    sides = []
    for x, y, name in points:
        boxes = {side: _box(x, y, name, side) for side in _SIDES}
        best = min(_SIDES, key=lambda side: (_covered(boxes[side], taken), _SIDES.index(side)))
        taken.append(boxes[best])
        sides.append(best)
    return sides


def _axes() -> tuple[Box, Box]:
    across, up = _MIDDLE * _UNIT[0], _MIDDLE * _UNIT[1]
    return (across - 1, 0.0, across + 1, _SPAN * _UNIT[1]), (0.0, up - 1, _SPAN * _UNIT[0], up + 1)


def _mark(x: float, y: float) -> Box:
    across, up = x * _UNIT[0], y * _UNIT[1]
    return (across - _MARK / 2, up - _MARK / 2, across + _MARK / 2, up + _MARK / 2)


def _box(x: float, y: float, name: str, side: str) -> Box:
    lines = max(-(-len(name) // _WRAPPED), 1)
    width, height = min(len(name), _WRAPPED) * _LETTER, lines * _LINE
    across, up = x * _UNIT[0], y * _UNIT[1]
    left = {"right": across + _MARK, "left": across - _MARK - width}.get(side, across - width / 2)
    low = {"above": up + _MARK, "below": up - _MARK - height}.get(side, up - height / 2)
    return (left, low, left + width, low + height)


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """Return how much of ``taken`` and of the world outside the chart the box covers, in square pixels."""
    inside = (0.0, 0.0, _SPAN * _UNIT[0], _SPAN * _UNIT[1])
    outside = (box[2] - box[0]) * (box[3] - box[1]) - _overlap(box, inside)
    return round(outside + sum(_overlap(box, other) for other in taken), 3)


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across * up if across > 0 and up > 0 else 0.0


def add_points(
    chart: NativeChart,
    sheet: Worksheet,
    *,
    first: int,
    places: tuple[int, int, int],
    points: Sequence[Row],
) -> None:
    """Add a series for each of ``points`` ({"x", "y", "name", "style"}) from row ``first`` on.

    ``places`` are the columns of name, x and y. A point without both figures is left out.
    """
    name, across, up = places
    rows = [(index, point) for index, point in enumerate(points) if None not in {point["x"], point["y"]}]
    sides = label_sides([(point["x"], point["y"], point["name"]) for _, point in rows])
    title = sheet.get_name()
    for (index, point), side in zip(rows, sides, strict=True):
        row, colour = first + index, _COLOURS.get(point["style"], _PLAIN)
        chart.add_series(
            {
                "name": [title, row, name],
                "categories": [title, row, across, row, across],
                "values": [title, row, up, row, up],
                "marker": {"type": "circle", "size": 11, "fill": {"color": colour}, "border": {"color": "#FFFFFF"}},
                "data_labels": {"series_name": True, "value": False, "position": side, "font": {"size": 9}},
            }
        )


def dress_points(chart: NativeChart, *, across: str, up: str, scale: tuple[int, int]) -> None:
    """Draw the axes through the middle of the scale, so that the chart falls into four quadrants."""
    low, high = scale
    common: dict[str, Any] = {
        "min": low - 1,
        "max": high + 1,
        "major_unit": 1,
        "crossing": (low + high) / 2,
        "label_position": "low",
        "num_format": f'[={low - 1}]"";[={high + 1}]"";0',
        "num_font": {"size": 9},
        "name_font": {"size": 10, "bold": True},
        "major_gridlines": _GRID,
        "line": _AXIS,
        "major_tick_mark": "none",
    }
    chart.set_x_axis(common | {"name": across})
    chart.set_y_axis(common | {"name": up})
