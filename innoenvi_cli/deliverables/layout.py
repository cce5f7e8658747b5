"""Where things stand on a sheet: areas of tables, heights of rows, ranges that formulas name, the edges of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from innoenvi_cli.deliverables.looks import LINE_HEIGHT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.cells import Placed
    from innoenvi_cli.deliverables.paper import Paper
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Table

_HIGHEST_ROW: Final = 409
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands: its columns, the row of its headings, the widths of the sheet's columns."""

    table: Table
    columns: list[Placed]
    top: int
    widths: dict[int, float]
    paper: Paper


def set_height(sheet: Worksheet, row: int, height: float) -> float:
    """Set the height of a row in points and return it: a program cuts off what is higher than it can be."""
    sheet.set_row(row, min(height, _HIGHEST_ROW))
    return min(height, _HIGHEST_ROW)


def rows_to_next_page(paper: Paper, height: float) -> int:
    """Return how many empty rows bring what is ``height`` high to a page that it fits on."""
    gap = paper.gap_before(height)
    return int(gap // LINE_HEIGHT) + 1 if gap else 0


def page_text(text: str) -> str:
    """Return ``text`` for the edge of a page: an ampersand begins a code, and all parts share 255 characters."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return short.replace("&", "&&")


def references(columns: list[Placed], top: int, last: int, row: int) -> Row:
    """Return what a live formula may name: this row, the first row of the table, and the rows after the first.

    Each maps the id of a column to its range, which is several cells wide for an ``each`` column.
    """
    spans: dict[str, tuple[int, int]] = {}
    for position, column in enumerate(columns):
        first, _ = spans.get(column.spec.id, (position, position))
        spans[column.spec.id] = (first, position)
    return {
        "this": {key: _span(row, row, *span) for key, span in spans.items()},
        "first": {key: xl_range_abs(top + 1, span[0], top + 1, span[1]) for key, span in spans.items()},
        "rest": {key: xl_range_abs(top + 2, span[0], last, span[1]) for key, span in spans.items()},
    }


def _span(first_row: int, last_row: int, first: int, last: int) -> str:
    start, end = xl_rowcol_to_cell(first_row, first), xl_rowcol_to_cell(last_row, last)
    return start if start == end else f"{start}:{end}"
