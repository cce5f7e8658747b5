"""Goes through a sheet before openpyxl does: where cells stand, what hides or computes them, what is too much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries

from innoenvi_cli import rules
from innoenvi_cli.exchange.archive_guard import MAX_UNPACKED
from innoenvi_cli.exchange.number_formats import NUMBER
from innoenvi_cli.exchange.tables import HEADER_WITHIN, MAX_COLUMNS, MAX_ROWS, Fault, TableRefusedError, row_of
from innoenvi_cli.exchange.workbook_parts import excerpt, is_true
from innoenvi_cli.exchange.xml_events import EnoughError, Events, NotSoundError, TooMuchError, go_through

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.exchange.tables import Cell
    from innoenvi_cli.exchange.workbook_parts import Sheet, Workbook

# Left, top, right and bottom.
Area: TypeAlias = "tuple[int, int, int, int]"

# Elements down to the last cell that holds something: openpyxl takes microseconds for each.
_MOST_READ: Final = 150_000
_INDEX: Final = re.compile(r"[0-9]{1,7}\Z", re.ASCII)
_TAG: Final = re.compile(rb"<([^\s<>/]+)")
_LAST_ROW: Final = 1_048_576
_LOWEST: Final = MAX_ROWS + HEADER_WITHIN
_MOST_SPANS: Final = 1000
_LAST_COLUMN: Final = 16_384
_ROW, _CELL, _INSIDE = 3, 4, 5
# The types of cells beside numbers and shared texts.
_TYPES: Final = frozenset({"str", "inlineStr", "b", "e", "d"})


class SheetCells(Events):
    """Receives a sheet; ``cells`` are those that hold something, by row and column, ``hidden`` the rows nobody sees.

    Of a cell there is its fault, its digits where it is a number, else nothing: what it says is read by openpyxl.
    Only the ``first`` rows that hold something are wanted where it is a number; ``spent`` elements are counted already.
    """

    def __init__(self, book: Workbook, sheet: Sheet, *, first: int | None = None, spent: int = 0) -> None:
        super().__init__()
        self.count = spent
        self.book = book
        self.sheet = sheet
        self.first = first
        self.cells: dict[int, dict[int, Cell]] = {}
        self.hidden: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[Area] = []
        self.computed: list[Area] = []
        self.row = self.column = 0
        self.within = ""
        self.rows_begin = self.rows_end = 0
        self._is_hidden = False
        self._is_open = False
        self._inside = self._kind = ""
        self._pieces: dict[str, list[str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, something in a cell, or what the sheet says of its columns and areas."""
        if self._is_open:
            if self.depth == _INSIDE:
                self._begin_inside(name, attributes)
            elif name == "rPr":
                self.count += _ROW
        elif name == "c" and self.depth == _CELL and self.within == "sheetData":
            self._place(attributes)
            self._is_open, self._kind, self._pieces = True, attributes.get("t", "n"), {}
        elif name == "row" and self.depth == _ROW and self.within == "sheetData":
            self._next_row(attributes)
        elif self.depth == _ROW - 1:
            self._begin_child(name)
        elif name == "col" and self.within == "cols" and is_true(attributes.get("hidden")):
            if len(self.hidden_columns) > _MOST_SPANS:
                raise NotSoundError
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell" and self.within == "mergeCells":
            self.merged.append(_area(attributes["ref"]))
        elif self.within == "sheetData" and self.depth == _CELL:
            raise NotSoundError

    def end(self, name: str) -> None:
        """Keep a cell that ends, and where a row ends that holds something."""
        if self._is_open and self.depth == _CELL:
            self._is_open = False
            found = self._found()
            if found is not None:
                self._keep(found)
        elif name == "row" and self.depth == _ROW and self.row in self.cells:
            self.rows_end = self.offset()

    def text(self, text: str) -> None:
        """Take what stands in a cell."""
        if self._is_open and self._inside:
            self._pieces[self._inside].append(text)

    @property
    def here(self) -> str:
        """The name of the present cell."""
        return f"{get_column_letter(max(self.column, 1))}{max(self.row, 1)}"

    def where(self) -> tuple[tuple[str, Any], ...]:
        """Return the cell and the sheet, for messages."""
        return ("cell", self.here), ("sheet", self.sheet.name)

    def _begin_child(self, name: str) -> None:
        if name == "sheetData":
            if self.rows_begin:
                raise NotSoundError
            self.rows_begin = self.offset()
        self.within = name

    def _begin_inside(self, name: str, attributes: dict[str, str]) -> None:
        if name in self._pieces:
            raise NotSoundError
        self._inside = name
        self._pieces[name] = []
        if name == "f" and attributes.get("t", "normal") in {"array", "dataTable"} and attributes.get("ref"):
            self.computed.append(_area(attributes["ref"]))

    def _next_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        number = self.row + 1 if given is None else _number(given)
        if number <= self.row:
            self.column, self.row = 1, number
            raise self._mixed_up()
        if number > _LAST_ROW:
            raise NotSoundError
        self.row, self.column = number, 0
        self._is_hidden = is_true(attributes.get("hidden"))

    def _place(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        before, self.column = self.column, self.column + 1
        if given is not None:
            row, self.column = coordinate_to_tuple(given)
            if row != self.row or self.column <= before:
                self.row = row
                raise self._mixed_up()
        if self.column > _LAST_COLUMN:
            raise NotSoundError

    def _found(self) -> Cell | None:
        """Return the fault of the present cell, its digits, or an empty text for others; ``None`` where it is empty."""
        if "f" in self._pieces:
            return Fault(rules.FORMULA_IN_CELL, self.where(), f"={''.join(self._pieces['f'])}")
        value = "".join(self._pieces.get("v", ())).strip()
        if self._kind == "inlineStr" and "".join(self._pieces.get("is", ())):
            return ""
        if not value:
            return None
        if self._kind == "s":
            _number(value)
        elif self._kind == "n":
            if not NUMBER.match(value):
                raise NotSoundError
            return value
        elif self._kind not in _TYPES:
            raise NotSoundError
        return ""

    def _keep(self, found: Cell) -> None:
        file = self.book.package.file
        if self.column > MAX_COLUMNS:
            where = dict(self.where())
            raise TableRefusedError(file, rules.TOO_MANY_COLUMNS, row=self.row, limit=MAX_COLUMNS, **where)
        if self.row not in self.cells:
            if self.first is not None and len(self.cells) == self.first:
                raise EnoughError
            row_of(self.row, ["x"], file, self.sheet.name)
            self.cells[self.row] = {}
            if self._is_hidden:
                self.hidden.add(self.row)
        if self.count > _MOST_READ:
            raise TableRefusedError(
                file, rules.UNPACKS_TOO_LARGE, limit=MAX_UNPACKED // 1_000_000, **dict(self.where())
            )
        self.cells[self.row][self.column] = found

    def _mixed_up(self) -> TableRefusedError:
        return TableRefusedError(self.book.package.file, rules.MIXED_UP_CELLS, **dict(self.where()))


def look_through(cells: SheetCells) -> bytes:
    """Fill ``cells``; return XML with the rows that hold something and nothing else.

    Raises:
        TableRefusedError: it is damaged, or reaches beyond what is read.
    """
    try:
        content = go_through(cells.book.package, cells.sheet.part, cells)
    except TooMuchError:
        raise TableRefusedError(cells.book.package.file, rules.SHEET_TOO_FAR, **dict(cells.where())) from None
    _mark_computed(cells)
    _mark_merged(cells)
    rows = content[cells.rows_begin : content.find(b">", cells.rows_end) + 1] if cells.cells else b""
    opened = _TAG.match(rows)
    closing = b"</" + opened[1] + b">" if opened else b""
    return excerpt(content, rows + closing)


def _mark_computed(cells: SheetCells) -> None:
    """Let the values that a formula of another cell gives be faults like that formula."""
    for number, column, _ in _covered(cells, cells.computed):
        found = cells.cells.get(number, {}).get(column)
        if found is not None and not isinstance(found, Fault):
            cells.cells[number][column] = Fault(rules.FORMULA_IN_CELL, cells.where(), found)


def _mark_merged(cells: SheetCells) -> None:
    """Let cells that are merged with one before them be faults, in rows that hold something beside them."""
    filled = [area for area in cells.merged if area[0] in cells.cells.get(area[1], {})]
    for number, column, (left, top, _, _) in _covered(cells, filled):
        held = cells.cells.get(number)
        if held is not None and column not in held:
            held[column] = Fault(rules.MERGED_CELL, (*cells.where(), ("first", f"{get_column_letter(left)}{top}")))


def _covered(cells: SheetCells, areas: list[Area]) -> Iterator[tuple[int, int, Area]]:
    """Yield the cells in ``areas`` as far as they are read, as the present cell too; areas do not overlap."""
    seen: set[tuple[int, int]] = set()
    for area in areas:
        left, top, right, bottom = area
        for number in range(top, min(bottom, _LOWEST) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                cells.row, cells.column = number, column
                if (number, column) in seen:
                    raise TableRefusedError(cells.book.package.file, rules.MIXED_UP_CELLS, **dict(cells.where()))
                seen.add((number, column))
                yield number, column, area


def _area(name: str) -> Area:
    left, top, right, bottom = (number or 0 for number in range_boundaries(name))  # none where it has no end
    if not (0 < left <= right and 0 < top <= bottom):
        raise NotSoundError
    return left, top, right, bottom


def _number(text: str) -> int:
    """Return a number of a row, or a place in the list of texts.

    Raises:
        NotSoundError: it is none.
    """
    if not _INDEX.match(text):
        raise NotSoundError
    return int(text)
