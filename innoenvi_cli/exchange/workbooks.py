"""Reads a sheet of an Excel workbook: values only, with a limit on everything before openpyxl sees it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.exchange.archive_guard import open_package
from innoenvi_cli.exchange.opened_workbooks import open_sheets, rows_of
from innoenvi_cli.exchange.sheet_cells import SheetCells, look_through
from innoenvi_cli.exchange.tables import HEADER_WITHIN, Table, TableRefusedError, shown
from innoenvi_cli.exchange.workbook_parts import open_workbook
from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innoenvi_cli.exchange.workbook_parts import Sheet, Workbook
    from innoenvi_cli.i18n import Message


def read_workbook(raw: bytes, file: str, *, sheet: str | None, is_header: Callable[[tuple[str, ...]], bool]) -> Table:
    """Return the table on ``sheet`` of the workbook, on the first sheet with a row that ``is_header`` when ``None``.

    Raises:
        TableRefusedError: it is no workbook, too large, or holds what could do harm.
        UnknownNameError: it has no such sheet.
    """
    book = open_workbook(open_package(raw, file))
    chosen = _named(book, sheet) if sheet is not None else _with_header(book, file, is_header)
    cells = SheetCells(book, chosen)
    (opened,) = open_sheets(book, [look_through(cells)])
    rows = rows_of(cells, opened)
    notes = tuple(_notes(book, chosen, cells, is_asked=sheet is not None))
    return Table(file, rows, sheet=chosen.name, notes=notes)


def _named(book: Workbook, name: str) -> Sheet:
    found = {sheet.name: sheet for sheet in book.sheets}
    if name not in found:
        raise UnknownNameError(message(N_("sheet")), name, tuple(found), nearest(name, found))
    return found[name]


def _with_header(book: Workbook, file: str, is_header: Callable[[tuple[str, ...]], bool]) -> Sheet:
    visible = [sheet for sheet in book.sheets if sheet.is_visible]
    if not visible:
        raise TableRefusedError(file, rules.NO_VISIBLE_SHEET)
    if len(visible) == 1:
        return visible[0]
    looked: list[tuple[SheetCells, bytes]] = []
    spent = 0
    for sheet in visible:
        cells = SheetCells(book, sheet, first=HEADER_WITHIN, spent=spent)
        with suppress(TableRefusedError):  # what is wrong with a sheet matters only once it is the one that is read
            looked.append((cells, look_through(cells)))
        spent = cells.count
    sheets = open_sheets(book, [rows for _, rows in looked])
    pairs = zip(looked, sheets, strict=True)
    return next((cells.sheet for (cells, _), opened in pairs if _has_header(cells, opened, is_header)), visible[0])


def _has_header(cells: SheetCells, opened: object, is_header: Callable[[tuple[str, ...]], bool]) -> bool:
    try:
        return any(is_header(tuple(shown(cell) for cell in row.cells)) for row in rows_of(cells, opened))
    except TableRefusedError:
        return False


def _notes(book: Workbook, chosen: Sheet, cells: SheetCells, *, is_asked: bool) -> Iterator[Message]:
    """Yield what a person who sees the sheet in a spreadsheet program may not expect."""
    if not is_asked and len(book.sheets) > 1:
        yield message(N_("of {count} sheets '{sheet}' was read"), count=len(book.sheets), sheet=chosen.name)
    if not chosen.is_visible:
        yield message(N_("the sheet '{sheet}' is hidden in the spreadsheet program"), sheet=chosen.name)
    if cells.hidden:
        yield counted(
            "{count} hidden row was read as well; a filter hides rows and does not delete them",
            "{count} hidden rows were read as well; a filter hides rows and does not delete them",
            len(cells.hidden),
        )
    hidden = {column for first, last in cells.hidden_columns for column in range(first, min(last, 100) + 1)}
    seen = sum(any(column in held for held in cells.cells.values()) for column in hidden)
    if seen:
        yield counted("{count} hidden column was read as well", "{count} hidden columns were read as well", seen)
