"""Native charts of a sheet: they draw the cells of a table, so that they follow when a client edits them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables import scatter
from innoenvi_cli.deliverables.paper import POINTS_A_PIXEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.blocks import Block
    from innoenvi_cli.deliverables.cells import Placed
    from innoenvi_cli.deliverables.looks import Looks
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Chart
    from innoenvi_cli.deliverables.words import Words

_COLOURS: Final = ("#1E6B52", "#5BA88A", "#E0A33A", "#3D6FA8", "#9AA5B1", "#B0413E", "#7A5BA8", "#5F6B76")
_KINDS: Final = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "gantt": {"type": "bar", "subtype": "stacked"},
    "scatter": {"type": "scatter"},
    "radar": {"type": "radar", "subtype": "with_markers"},
}
_HORIZONTAL: Final = frozenset({"bar", "stacked_bar", "gantt"})
_GRID: Final = {"visible": True, "line": {"color": "#D9DEE3"}}
_WIDTH: Final = 860
_BAR: Final = 28
_FURTHER_BAR: Final = 12
_SQUEEZED: Final = 1.6
"""Bars may be so much narrower than usual to fit on a page."""
_FEW: Final = 8
_FRAME: Final = 110
_UPRIGHT: Final = 320
_ROUND: Final = 430
_RATING: Final = (1, 5)
_MONTHS_SHOWN: Final = 7
_DAYS_A_MONTH: Final = 30.4375
_EPOCH: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of a table whose headings stand in the row ``top``.

    ``enlarged`` tells how much larger than usual it is, ``room`` the height of a page in points that it must fit on.
    """

    spec: Chart
    block: Block
    top: int
    enlarged: float = 1.0
    room: float = 0.0

    @property
    def scale(self) -> float:
        """Return how much larger than usual it is drawn; what is high as it is does not grow."""
        return 1.0 if self.spec.kind in {"radar", "scatter"} else self.enlarged

    @property
    def width(self) -> int:
        """Return its width in pixels."""
        return int(_WIDTH * self.scale)

    @property
    def height(self) -> int:
        """Return its height in pixels."""
        height = self.scale * _height(self.spec, len(self.block.rows))
        highest = self.room / POINTS_A_PIXEL - _FRAME / 2
        return int(min(height, highest) if height <= highest * _SQUEEZED else height)

    @property
    def places(self) -> list[int]:
        """Return the columns of its figures."""
        return [place for name in self.spec.series for place in _positions(self.block.columns, name)]

    def letters(self, size: float) -> int:
        """Return the size of letters that are ``size`` points on a page of usual width."""
        return round(size * self.scale)


def add_chart(workbook: Workbook, sheet: Worksheet, drawing: Drawing, *, row: int, words: Words, looks: Looks) -> None:
    """Insert the chart at ``row``."""
    spec = drawing.spec
    chart = workbook.add_chart(_KINDS[spec.kind])
    places = drawing.places
    if spec.kind == "scatter":
        _scatter(chart, sheet, drawing)
    else:
        for index, place in enumerate(places):
            chart.add_series(_series(sheet, drawing, place, index=index))
    chart.set_title(
        {"name": words.text(spec.title), "overlay": False, "name_font": {"size": drawing.letters(12), "bold": True}}
    )
    legend = {"position": "bottom", "font": {"size": drawing.letters(9)}}
    several = spec.kind == "radar" or (len(places) > 1 and spec.kind not in {"gantt", "scatter"})
    chart.set_legend(legend if several else {"none": True})
    if spec.kind != "scatter":
        _axes(chart, drawing, looks)
    chart.set_size({"width": drawing.width, "height": drawing.height})
    sheet.insert_chart(row, 0, chart, {"object_position": 3, "y_offset": 2, "description": words.text(spec.title)})


def _height(spec: Chart, rows: int) -> int:
    if spec.kind == "scatter":
        return scatter.HEIGHT
    if spec.kind == "radar":
        return _ROUND
    series = len(spec.series) if spec.kind == "bar" else 1
    return _FRAME + (_BAR + _FURTHER_BAR * (series - 1)) * rows if spec.kind in _HORIZONTAL else _UPRIGHT


def has_figures(spec: Chart, block: Block) -> bool:
    """Tell whether there is anything of this table to draw: a row with a figure where the series name their keys."""
    ids = {column.spec.id for column in block.columns}
    if spec.table != block.table.rows or spec.categories not in ids or ids.isdisjoint(spec.series):
        return False
    return any(row.get(name, 0) is not None for row in block.rows for name in spec.series)


def _positions(columns: list[Placed], column_id: str) -> list[int]:
    return [position for position, column in enumerate(columns) if column.spec.id == column_id]


def _scatter(chart: NativeChart, sheet: Worksheet, drawing: Drawing) -> None:
    """Draw the rows as named points; the keys of their figures are the ids of the columns."""
    spec, columns, rows = drawing.spec, drawing.block.columns, drawing.block.rows
    across, up = spec.series[:2]
    name, *places = (_positions(columns, column)[0] for column in (spec.categories, across, up))
    styles = next((column.spec.styles for column in columns if column.spec.id == spec.group), {})
    points = [
        {
            "name": row[spec.categories],
            "x": row[across],
            "y": row[up],
            "style": styles.get(row.get(spec.group or "") or ""),
        }
        for row in rows
    ]
    scatter.add_points(chart, sheet, first=drawing.top + 1, places=(name, places[0], places[1]), points=points)
    titles = [columns[place].title for place in places]
    scatter.dress_points(chart, across=titles[0], up=titles[1], scale=_RATING)


def _series(sheet: Worksheet, drawing: Drawing, position: int, *, index: int) -> dict[str, Any]:
    spec, columns = drawing.spec, drawing.block.columns
    first, last = drawing.top + 1, drawing.top + len(drawing.block.rows)
    category = _positions(columns, spec.categories)[0]
    series: dict[str, Any] = {
        "name": [sheet.get_name(), first - 1, position],
        "categories": [sheet.get_name(), first, category, last, category],
        "values": [sheet.get_name(), first, position, last, position],
        "fill": {"color": _COLOURS[index % len(_COLOURS)]},
        "gap": 60,
    }
    if spec.kind == "radar":
        colour = series.pop("fill")["color"]
        series |= {"line": {"color": colour, "width": 2}, "marker": {"type": "circle", "size": 5}}
        series["marker"] |= {"fill": {"color": colour}, "border": {"color": colour}}
    elif spec.kind == "gantt" and index == 0:  # the days before the start: there, but not seen
        series |= {"fill": {"none": True}, "border": {"none": True}}
    elif spec.kind == "gantt":
        series["fill"] = {"color": _COLOURS[0]}
    return series


def _axes(chart: NativeChart, drawing: Drawing, looks: Looks) -> None:
    spec, block = drawing.spec, drawing.block
    font = {"num_font": {"size": drawing.letters(9)}}
    figures: dict[str, Any] = {"major_gridlines": _GRID, "min": 0, **font}
    if spec.kind == "radar":
        chart.set_y_axis(figures | {"max": _RATING[1], "major_unit": 1})
        return
    if spec.kind == "gantt":
        figures |= _time_axis(spec, block.rows)
    else:
        kinds: set[str] = {block.columns[place].spec.format for place in drawing.places}
        figures |= {"num_format": looks.axis_format(kinds), "num_format_linked": False} | _unit(drawing)
    if spec.kind in _HORIZONTAL:
        chart.set_y_axis({"reverse": True, "interval_unit": 1, **font})
        chart.set_x_axis(figures)
    else:
        chart.set_x_axis(font)
        chart.set_y_axis(figures)


def _unit(drawing: Drawing) -> dict[str, Any]:
    """Return the step of an axis where a program would divide one organisation by two."""
    columns, places = drawing.block.columns, drawing.places
    if any(columns[place].spec.format != "integer" for place in places):
        return {}
    figures = [[line[place] for place in places] for line in drawing.block.values]
    numbers = [[figure for figure in line if isinstance(figure, (int, float))] for line in figures]
    together = sum if drawing.spec.kind.startswith("stacked") else max
    return {"major_unit": 1} if max((together(line) for line in numbers if line), default=0) < _FEW else {}


def _time_axis(spec: Chart, rows: Sequence[Row]) -> dict[str, Any]:
    """Return an axis from the first start to the last end, with a few months named."""
    starts = [date.fromisoformat(row[spec.series[0]]) for row in rows]
    ends = [(start - _EPOCH).days + int(row[spec.series[1]]) for start, row in zip(starts, rows, strict=True)]
    first = (min(starts).replace(day=1) - _EPOCH).days
    months = max(round((max(ends) - first) / _DAYS_A_MONTH), 1)
    step = max(-(-months // _MONTHS_SHOWN), 1)
    return {
        "min": first,
        "max": max(ends) + 5,
        "major_unit": step * _DAYS_A_MONTH,
        "num_format": "m/yyyy",
        "num_format_linked": False,
    }
