"""A table before it is written: its values, how wide its columns must be and how high its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.looks import LINE_HEIGHT
from innoenvi_cli.deliverables.text_width import PADDING, line_width, lines_of, width, word_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.cells import CellValues, Placed, Value
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Table

HEADING_HEIGHT: Final = 32
TITLE_HEIGHT: Final = 21
_HIGHEST_ROW: Final = 409
_LEAST_WIDTH: Final = {"date": 13, "money": 12}
_NARROWEST: Final = 6
_WIDEST_FOR_A_WORD: Final = 28
_BUTTON: Final = 2.4
"""Width of the button that filters a column: it covers the end of the heading."""
_NOTES_REACH: Final = 110
"""Notes of a narrow table run on to the right of it, so far that the page is not printed smaller."""
_USUAL_COLUMN: Final = 9
_STRETCH: Final = 3
"""A column may be so much wider than declared where that saves a line."""
_FIRST_ROWS: Final = 3
"""So many rows stay with the heading when a table does not fit on a page."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table with the values of its cells by row and place, its sums by place, and the notes below it."""

    table: Table
    columns: list[Placed]
    rows: list[Row]
    values: list[list[Value]]
    sums: dict[int, str | float]
    notes: list[str]

    @property
    def titles(self) -> list[str]:
        """Return the headings."""
        return [column.title for column in self.columns]


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights of a table's parts in points; ``notes`` are those of the lines below it, the first being empty."""

    title: float
    heading: float
    rows: tuple[float, ...]
    sums: float
    notes: tuple[float, ...]

    @property
    def whole(self) -> float:
        """Return the height of all."""
        return self.title + self.heading + sum(self.rows) + self.sums + sum(self.notes)

    @property
    def parts(self) -> tuple[float, ...]:
        """Return the heights of the rows, from the heading to the last note."""
        return (self.heading, *self.rows, *((self.sums,) if self.sums else ()), *self.notes)

    @property
    def beginning(self) -> float:
        """Return the height of what must stand together where not all of it can."""
        return self.title + self.heading + sum(self.rows[:_FIRST_ROWS])


def make_block(table: Table, columns: list[Placed], data: Row, values: CellValues, *, noted: bool = True) -> Block:
    """Return the table with its values; sums are those in ``totals`` of the data where cells hide something.

    Where several tables show the same rows only the last is ``noted``: it has the notes.
    """
    rows: list[Row] = data[table.rows]
    given: Row = data.get("totals", {}).get(table.rows, {})
    cells = [[values.value(column, row, number) for column in columns] for number, row in enumerate(rows, start=1)]
    sums: dict[int, str | float] = {}
    for place, column in enumerate(columns if rows else ()):
        if column.spec.total:
            figures = [line[place] for line in cells]
            total = round(sum(figure for figure in figures if isinstance(figure, (int, float))), 6)
            sums[place] = given.get(column.spec.id, total)
    notes = data["notes"].get(table.rows, []) if noted else []
    return Block(table, columns, rows, cells, sums, notes)


def column_widths(blocks: Sequence[Block]) -> dict[int, float]:
    """Return the widths of a sheet's columns in letters, by place.

    A column is as wide as declared, narrower where its longest text is shorter, wider where a word of ordinary length
    would be broken. A column that is filled in by hand keeps its width.
    """
    widths: dict[int, float] = {}
    for block in blocks:
        for place, column in enumerate(block.columns):
            widths[place] = max(widths.get(place, 0), _column_width(block, place, column))
    return widths


def _column_width(block: Block, place: int, column: Placed) -> float:
    shown = [_as_shown(column, line[place]) for line in block.values]
    if place in block.sums:
        shown.append(_as_shown(column, block.sums[place]))
    texts = [line[place] for line in block.values if isinstance(line[place], str)]
    heading = max(word_width(column.title, bold=True), width(column.title, bold=True) * 0.6 + PADDING) + _BUTTON
    words = max((word_width(str(text)) for text in texts), default=0)
    least = max(_NARROWEST, min(max(heading, words), _WIDEST_FOR_A_WORD))
    wanted = float(column.spec.width)
    if column.spec.entered is None:
        full = max((line_width(text) for text in shown), default=0)
        wanted = full if full <= wanted + _STRETCH else wanted
    floor = _LEAST_WIDTH.get(column.spec.format, 0) if any(shown) else 0
    return ceil(10 * max(least, wanted, floor)) / 10


def _as_shown(column: Placed, value: Value) -> str:
    """Return about what a cell shows, for its width."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return "00.00.0000"
    decimals = 2 if column.spec.format == "number" else 0
    return f"{value:,.{decimals}f} €" if column.spec.format != "percent" else "100 %"


def measure(block: Block, widths: dict[int, float]) -> Heights:
    """Return the heights of a table's parts in columns of ``widths``."""
    heading = max(lines_of(title, widths[place] - _BUTTON, bold=True) for place, title in enumerate(block.titles))
    rows = tuple(
        _row_height(
            max((lines_of(text, widths[place]) for place, text in enumerate(line) if isinstance(text, str)), default=1)
        )
        for line in block.values
    )
    reach = notes_reach(widths)
    notes = tuple(LINE_HEIGHT * lines_of(note, reach[1]) for note in block.notes)
    return Heights(
        title=TITLE_HEIGHT if block.table.title is not None else 0.0,
        heading=max(HEADING_HEIGHT, LINE_HEIGHT * heading + 4),
        rows=rows or (LINE_HEIGHT,),
        sums=LINE_HEIGHT if block.sums else 0.0,
        notes=(LINE_HEIGHT, *notes) if notes else (),
    )


def _row_height(lines: int) -> float:
    """Return the height of a row: a program cuts off what is higher than it can be."""
    return min(LINE_HEIGHT * lines + 3, _HIGHEST_ROW)


def notes_reach(widths: dict[int, float]) -> tuple[int, float]:
    """Return over how many columns a note stands, and how wide they are together."""
    whole = sum(widths.values())
    more = int(max(_NOTES_REACH - whole, 0) // _USUAL_COLUMN)
    return len(widths) + more, whole + more * _USUAL_COLUMN
