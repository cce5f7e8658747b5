"""Native charts of a sheet: they draw the cells of a table, so that they follow when a client edits them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables import scatter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.cells import Placed
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
_FRAME: Final = 110
_UPRIGHT: Final = 320
_ROUND: Final = 430
_RATING: Final = (1, 5)
_MONTHS_SHOWN: Final = 10
_DAYS_A_MONTH: Final = 30.4375
_EPOCH: Final = date(1899, 12, 30)


def add_chart(  # noqa: PLR0913 - a chart draws rows of a table and stands somewhere
    workbook: Workbook,
    sheet: Worksheet,
    spec: Chart,
    *,
    columns: list[Placed],
    top: int,
    rows: Sequence[Row],
    row: int,
    words: Words,
) -> None:
    """Insert the chart at ``row``; ``top`` is the row of the table's headings."""
    chart = workbook.add_chart(_KINDS[spec.kind])
    if spec.kind == "scatter":
        _scatter(chart, sheet, spec, columns=columns, first=top + 1, rows=rows)
    figures = spec.series if spec.kind != "scatter" else ()
    positions = [position for name in figures for position in _positions(columns, name)]
    for index, position in enumerate(positions):
        chart.add_series(_series(sheet, spec, columns, (top + 1, top + len(rows)), position, index=index))
    _dress(chart, spec, rows, words, several=len(positions) > 1)
    if positions and all(columns[position].spec.format == "percent" for position in positions):
        axis = {"major_gridlines": _GRID, "min": 0, "num_font": {"size": 9}, "num_format": "0%"}
        (chart.set_x_axis if spec.kind in _HORIZONTAL else chart.set_y_axis)(axis | {"num_format_linked": False})
    chart.set_size({"width": _WIDTH, "height": chart_height(spec, len(rows))})
    sheet.insert_chart(row, 0, chart, {"object_position": 3, "description": words.text(spec.title)})


def chart_height(spec: Chart, rows: int) -> int:
    """Return the height of a chart of so many rows, in pixels."""
    if spec.kind == "scatter":
        return scatter.HEIGHT
    if spec.kind == "radar":
        return _ROUND
    bars = rows * (len(spec.series) if spec.kind == "bar" else 1)
    return _FRAME + _BAR * bars if spec.kind in _HORIZONTAL else _UPRIGHT


def has_figures(spec: Chart, rows: Sequence[Row]) -> bool:
    """Tell whether there is anything to draw: rows, and in one of them a figure where the series name their keys."""
    return any(row.get(name, 0) is not None for row in rows for name in spec.series)


def _positions(columns: list[Placed], column_id: str) -> list[int]:
    return [position for position, column in enumerate(columns) if column.spec.id == column_id]


def _scatter(
    chart: NativeChart, sheet: Worksheet, spec: Chart, *, columns: list[Placed], first: int, rows: Sequence[Row]
) -> None:
    """Draw the rows as named points; the keys of their figures are the ids of the columns."""
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
    scatter.add_points(chart, sheet, first=first, places=(name, places[0], places[1]), points=points)
    titles = [columns[place].title for place in places]
    scatter.dress_points(chart, across=titles[0], up=titles[1], scale=_RATING)


def _series(
    sheet: Worksheet, spec: Chart, columns: list[Placed], span: tuple[int, int], position: int, *, index: int
) -> dict[str, Any]:
    first, last = span
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


def _dress(chart: NativeChart, spec: Chart, rows: Sequence[Row], words: Words, *, several: bool) -> None:
    chart.set_title({"name": words.text(spec.title), "overlay": False, "name_font": {"size": 12, "bold": True}})
    chart.set_legend({"position": "bottom"} if several and spec.kind != "gantt" else {"none": True})
    if spec.kind == "scatter":
        return
    if spec.kind == "radar":
        chart.set_y_axis(
            {"major_gridlines": _GRID, "min": 0, "max": _RATING[1], "major_unit": 1, "num_font": {"size": 8}}
        )
        chart.set_legend({"position": "bottom"})
        return
    if spec.kind in _HORIZONTAL:
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "interval_unit": 1})
        axis: dict[str, Any] = {"major_gridlines": _GRID, "min": 0, "num_font": {"size": 9}}
        chart.set_x_axis(axis | (_time_axis(spec, rows) if spec.kind == "gantt" else {}))
    else:
        grouped = {"num_format": "#,##0", "num_format_linked": False}
        chart.set_y_axis({"major_gridlines": _GRID, "min": 0, "num_font": {"size": 9}} | grouped)


def _time_axis(spec: Chart, rows: Sequence[Row]) -> dict[str, Any]:
    """Return an axis from the first start to the last end, with about ten months named."""
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
