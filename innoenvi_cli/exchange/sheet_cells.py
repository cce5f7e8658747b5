"""Reads the cells of a sheet, row after row, and what a person sees of them: values, or the fault of the cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from innoenvi_cli import rules
from innoenvi_cli.exchange.number_formats import shown_number
from innoenvi_cli.exchange.tables import HEADER_WITHIN, MAX_COLUMNS, MAX_ROWS, Fault, TableRefusedError, row_of
from innoenvi_cli.exchange.workbook_parts import TextItem, is_true, plain_text
from innoenvi_cli.exchange.xml_events import EnoughError, Events, NotSoundError, TooMuchError, go_through

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.exchange.tables import Cell, Row
    from innoenvi_cli.exchange.workbook_parts import Sheet, Workbook

Area: TypeAlias = "tuple[int, int, int, int]"

_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_LAST_ROW: Final = 1_048_576
_LOWEST: Final = MAX_ROWS + HEADER_WITHIN
_MOST_SPANS: Final = 1000
_LAST_COLUMN: Final = 16_384
_MOST_ATTRIBUTES: Final = 7
_ROW, _CELL, _INSIDE = 3, 4, 5
_ALPHABET: Final = 26


class SheetCells(Events):
    """Receives a sheet; ``rows`` are those that hold something, ``hidden`` those of them that nobody sees."""

    def __init__(self, book: Workbook, sheet: Sheet, first: int | None = None) -> None:
        super().__init__()
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
        self._is_hidden = False
        self._cell: _OpenCell | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, something in a cell, or what the sheet says of its columns and areas."""
        if self._cell is not None:
            self._cell.start(name, attributes, self.depth)
        elif name == "c" and self.depth == _CELL and self.within == "sheetData":
            self._place(attributes)
            self._cell = _OpenCell(attributes.get("t", "n"), attributes.get("s", "0"))
        elif name == "row" and self.depth == _ROW and self.within == "sheetData":
            self._next_row(attributes)
        elif self.depth == _ROW - 1:
            self.within = name
        elif name == "col" and self.within == "cols" and is_true(attributes.get("hidden")):
            if len(self.hidden_columns) > _MOST_SPANS:
                raise NotSoundError
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell" and self.within == "mergeCells":
            self.merged.append(area_called(attributes["ref"]))

    def end(self, name: str) -> None:
        """Keep a cell that ends."""
        if self._cell is None:
            return
        if self.depth > _CELL:
            self._cell.end(name, self.depth)
            return
        found = self._cell.value(self)
        if self._cell.area:
            self.computed.append(area_called(self._cell.area))
        self._cell = None
        if found is not None:
            self._keep(found)

    def text(self, text: str) -> None:
        """Take what stands in a cell."""
        if self._cell is not None:
            self._cell.take(text, self.depth)

    @property
    def here(self) -> str:
        """The name of the present cell."""
        return f"{letters(max(self.column, 1))}{max(self.row, 1)}"

    def where(self) -> tuple[tuple[str, str], ...]:
        """Return the cell and the sheet, for messages."""
        return ("cell", self.here), ("sheet", self.sheet.name)

    def _next_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        number = self.row + 1 if given is None else _row_number(given)
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
            self.column, row = place_called(given)
            if row != self.row or self.column <= before:
                self.row = row
                raise self._mixed_up()
        if self.column > _LAST_COLUMN:
            raise NotSoundError

    def _keep(self, found: Cell) -> None:
        file = self.book.package.file
        if self.column > MAX_COLUMNS:
            where = dict(self.where())
            raise TableRefusedError(file, rules.TOO_MANY_COLUMNS, row=self.row, limit=MAX_COLUMNS, **where)
        if self.row not in self.cells:
            if self.first is not None and len(self.cells) == self.first:
                raise EnoughError
            row_of(self.row, [found], file, self.sheet.name)
            self.cells[self.row] = {}
            if self._is_hidden:
                self.hidden.add(self.row)
        self.cells[self.row][self.column] = found

    def _mixed_up(self) -> TableRefusedError:
        return TableRefusedError(self.book.package.file, rules.MIXED_UP_CELLS, **dict(self.where()))


class _OpenCell:
    """A cell that is being read: its type, its style, and what stands in it so far; ``area`` is that of a formula."""

    __slots__ = ("_formula", "_has_formula", "_item", "_kind", "_style", "_value", "_within", "area")

    def __init__(self, kind: str, style: str) -> None:
        self._kind = kind
        self._style = style
        self._within = ""
        self._value: list[str] = []
        self._formula: list[str] = []
        self._has_formula = False
        self._item: TextItem | None = None
        self.area = ""

    def start(self, name: str, attributes: dict[str, str], depth: int) -> None:
        if depth > _INSIDE:
            if self._item is not None and self._within == "is":
                self._item.start(name)
            return
        self._within = name
        if name == "is":
            self._item = TextItem()
        elif name == "f":
            self._has_formula = True
            if attributes.get("t", "normal") in {"array", "dataTable"}:
                self.area = attributes.get("ref", "")

    def end(self, name: str, depth: int) -> None:
        if depth == _INSIDE:
            self._within = ""
        elif self._item is not None:
            self._item.end(name)

    def take(self, text: str, depth: int) -> None:
        if self._within == "v" and depth == _INSIDE:
            self._value.append(text)
        elif self._within == "f" and depth == _INSIDE:
            self._formula.append(text)
        elif self._within == "is" and self._item is not None:
            self._item.take(text)

    def value(self, sheet: SheetCells) -> Cell | None:
        """Return what the cell says, ``None`` where it is empty."""
        text = "".join(self._value)
        if self._has_formula:
            return Fault(rules.FORMULA_IN_CELL, sheet.where(), f"={''.join(self._formula)}")
        if self._kind == "inlineStr" and self._item is not None:
            return self._item.whole or None
        if not text.strip():
            return None
        if self._kind == "s":
            return _shared(text, sheet) or None
        if self._kind in {"str", "inlineStr"}:
            return plain_text(text)
        return self._typed(text.strip(), sheet)

    def _typed(self, text: str, sheet: SheetCells) -> Cell:
        if self._kind == "b":
            return "true" if is_true(text) else "false"
        if self._kind == "e":
            return Fault(rules.ERROR_IN_CELL, (*sheet.where(), ("value", text)), text)
        if self._kind == "d":
            return text.removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00")
        if self._kind != "n":
            raise NotSoundError
        form = sheet.book.formats[_index(self._style, len(sheet.book.formats))]
        return shown_number(text, form, sheet.where(), since_1904=sheet.book.since_1904)


def read_cells(book: Workbook, sheet: Sheet, *, first: int | None = None) -> SheetCells:
    """Return the cells of ``sheet``, of the ``first`` rows with something in them only where that is asked for.

    Raises:
        TableRefusedError: it is damaged, or reaches beyond what is read.
    """
    cells = SheetCells(book, sheet, first)
    try:
        go_through(book.package, sheet.part, cells)
    except TooMuchError:
        raise TableRefusedError(book.package.file, rules.SHEET_TOO_FAR, **dict(cells.where())) from None
    _mark_computed(cells)
    _mark_merged(cells)
    return cells


def rows_of(cells: SheetCells) -> tuple[Row, ...]:
    """Return the rows that hold something."""
    file, found = cells.book.package.file, []
    for number, held in cells.cells.items():
        row = row_of(number, [held.get(column, "") for column in range(1, max(held) + 1)], file, cells.sheet.name)
        if row is not None:
            found.append(row)
    return tuple(found)


def _mark_computed(cells: SheetCells) -> None:
    """Let the values that a formula of another cell gives be faults like that formula."""
    for number, column, _ in _covered(cells, cells.computed):
        found = cells.cells.get(number, {}).get(column)
        if found is not None and not isinstance(found, Fault):
            cells.cells[number][column] = Fault(rules.FORMULA_IN_CELL, cells.where(), found)


def _mark_merged(cells: SheetCells) -> None:
    """Let cells that are merged with one before them be faults, in rows that hold something beside them."""
    filled = [area for area in cells.merged if area[1] in cells.cells.get(area[0], {})]
    for number, column, (top, left, _, _) in _covered(cells, filled):
        held = cells.cells.get(number)
        if held is not None and column not in held:
            held[column] = Fault(rules.MERGED_CELL, (*cells.where(), ("first", f"{letters(left)}{top}")))


def _covered(cells: SheetCells, areas: list[Area]) -> Iterator[tuple[int, int, Area]]:
    """Yield the cells in ``areas`` as far as they are read, as the present cell too; areas do not overlap."""
    seen: set[tuple[int, int]] = set()
    for area in areas:
        top, left, bottom, right = area
        for number in range(top, min(bottom, _LOWEST) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                cells.row, cells.column = number, column
                if (number, column) in seen:
                    raise TableRefusedError(cells.book.package.file, rules.MIXED_UP_CELLS, **dict(cells.where()))
                seen.add((number, column))
                yield number, column, area


def _shared(text: str, sheet: SheetCells) -> str:
    return sheet.book.texts[_index(text.strip(), len(sheet.book.texts))]


def _index(text: str, length: int) -> int:
    """Return a place in a list of ``length``.

    Raises:
        NotSoundError: there is no such place.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_ATTRIBUTES and int(text) < length):
        raise NotSoundError
    return int(text)


def _row_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_ATTRIBUTES):
        raise NotSoundError
    return int(text)


def place_called(name: str) -> tuple[int, int]:
    """Return column and row of the cell ``name``, both from 1.

    Raises:
        NotSoundError: there is no such cell.
    """
    found = _PLACE.match(name)
    if found is None:
        raise NotSoundError
    column = 0
    for letter in found[1]:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return column, int(found[2])


def area_called(name: str) -> Area:
    """Return top, left, bottom and right of an area such as A1:B2, or of one cell."""
    first, _, last = name.partition(":")
    left, top = place_called(first)
    right, bottom = place_called(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def letters(index: int) -> str:
    """Return the letters of a column: A, B, …, Z, AA."""
    made = ""
    while index:
        index, rest = divmod(index - 1, _ALPHABET)
        made = chr(ord("A") + rest) + made
    return made
