"""What a sheet says about itself: the ranges that formulas name, and the text on the edges of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from innoenvi_cli.deliverables.escaping import plain

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.cells import Placed
    from innoenvi_cli.deliverables.plain import Row

_LONGEST: Final = 80


def page_text(text: str) -> str:
    """Return ``text`` as a line on the edge of a page: an ampersand begins a code, all parts share 255 characters."""
    line = plain(text)
    short = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
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
