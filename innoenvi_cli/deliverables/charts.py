"""Native charts of a sheet: they draw the cells of a table, so that they follow when a client edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.cells import Placed
    from innoenvi_cli.deliverables.spec import Chart
    from innoenvi_cli.deliverables.words import Words

_COLOURS: Final = ("#1E6B52", "#5BA88A", "#E0A33A", "#3D6FA8", "#9AA5B1")
_KINDS: Final = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "gantt": {"type": "bar", "subtype": "stacked"},
}
_HORIZONTAL: Final = frozenset({"bar", "stacked_bar", "gantt"})
_WIDTH: Final = 900
_PIXELS_A_ROW: Final = 20
_FRAME: Final = 110


def add_chart(
    workbook: Workbook,
    sheet: Worksheet,
    spec: Chart,
    *,
    area: tuple[int, int, list[Placed]],
    row: int,
    words: Words,
) -> None:
    """Insert the chart at ``row``; ``area`` is (row of the headings, last row, columns) of the table it draws."""
    chart = workbook.add_chart(_KINDS[spec.kind])
    count = area[1] - area[0]
    for index, column in enumerate(spec.series):
        for position in _positions(area[2], column):
            chart.add_series(_series(sheet, spec, area, position, index=index + position))
    _dress(chart, spec, area, words)
    height = _FRAME + _PIXELS_A_ROW * (count if spec.kind in _HORIZONTAL else 12)
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.insert_chart(row, 0, chart, {"object_position": 1, "description": words.text(spec.title)})


def _positions(columns: list[Placed], column_id: str) -> list[int]:
    return [position for position, column in enumerate(columns) if column.spec.id == column_id]


def _series(
    sheet: Worksheet, spec: Chart, area: tuple[int, int, list[Placed]], position: int, *, index: int
) -> dict[str, Any]:
    top, last, columns = area
    category = _positions(columns, spec.categories)[0]
    series: dict[str, Any] = {
        "name": [sheet.get_name(), top, position],
        "categories": [sheet.get_name(), top + 1, category, last, category],
        "values": [sheet.get_name(), top + 1, position, last, position],
        "fill": {"color": _COLOURS[index % len(_COLOURS)]},
        "gap": 60,
    }
    if spec.kind == "gantt" and position == _positions(columns, spec.series[0])[0]:
        series["fill"] = {"none": True}
        series["border"] = {"none": True}
    elif spec.kind == "gantt":
        series["fill"] = {"color": _COLOURS[0]}
    return series


def _dress(chart: NativeChart, spec: Chart, area: tuple[int, int, list[Placed]], words: Words) -> None:
    chart.set_title({"name": words.text(spec.title), "overlay": False, "name_font": {"size": 12, "bold": True}})
    several = len(spec.series) > 1 or len(_positions(area[2], spec.series[0])) > 1
    chart.set_legend({"none": True} if spec.kind == "gantt" or not several else {"position": "bottom"})
    if spec.kind in _HORIZONTAL:
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        axis: dict[str, Any] = {"major_gridlines": {"visible": True, "line": {"color": "#D9DEE3"}}}
        if spec.kind == "gantt":
            axis |= {"num_format": "m/yyyy", "num_format_linked": False}
        chart.set_x_axis(axis)
    else:
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9DEE3"}}, "min": 0})
