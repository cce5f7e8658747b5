"""Reads a sheet of an Excel workbook: values only, one row after the other, with a limit on everything."""

from __future__ import annotations

import warnings
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli import rules
from innoenvi_cli.errors import InnoenviError, UnknownNameError
from innoenvi_cli.exchange.archive_guard import guard_archive
from innoenvi_cli.exchange.tables import (
    HEADER_WITHIN,
    Fault,
    Table,
    TableRefusedError,
    row_of,
    shown,
)
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innoenvi_cli.exchange.tables import Cell, Row
    from innoenvi_cli.i18n import Message

# Sheets are looked through cell by cell, also where nothing stands: a hostile one has 16,384 columns in every row.
_MAX_CELLS: Final = 5_000_000
_LAST_ROW: Final = 1_048_576
_ALPHABET: Final = 26


def read_workbook(raw: bytes, file: str, *, sheet: str | None, is_header: Callable[[tuple[str, ...]], bool]) -> Table:
    """Return the table on ``sheet`` of the workbook, on the first sheet with a row that ``is_header`` when ``None``.

    Raises:
        TableRefusedError: it is no workbook, too large, or holds what could do harm.
        UnknownNameError: it has no such sheet.
    """
    guard_archive(raw, file)
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only an import needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that nobody asked for
            book = load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
            try:
                return _table(book, file, sheet, is_header)
            finally:
                book.close()
    except InnoenviError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises nearly anything on a file that is not as it should be
        reason = message(N_("the workbook cannot be read ({error})"), error=type(error).__name__)
        raise TableRefusedError(file, reason) from None


def _table(book: Any, file: str, sheet: str | None, is_header: Callable[[tuple[str, ...]], bool]) -> Table:
    sheets = {str(held.title): held for held in book.worksheets if sheet is not None or held.sheet_state == "visible"}
    if not sheets:
        raise TableRefusedError(file, message(N_("it has no visible sheet")))
    if sheet is not None and sheet not in sheets:
        raise UnknownNameError(message(N_("sheet")), sheet, tuple(sheets), nearest(sheet, sheets))
    name = sheet or next(
        (name for name, held in sheets.items() if _has_header(held, name, file, is_header)), next(iter(sheets))
    )
    notes: tuple[Message, ...] = ()
    if sheet is None and len(sheets) > 1:
        notes = (message(N_("of {count} sheets '{sheet}' was read"), count=len(sheets), sheet=name),)
    return Table(file, tuple(_rows(sheets[name], name, file)), sheet=name, notes=notes)


def _has_header(held: Any, name: str, file: str, is_header: Callable[[tuple[str, ...]], bool]) -> bool:
    for count, row in enumerate(_rows(held, name, file), start=1):
        if is_header(tuple(shown(cell) for cell in row.cells)):
            return True
        if count == HEADER_WITHIN:
            break
    return False


def _rows(held: Any, name: str, file: str) -> Iterator[Row]:
    held.reset_dimensions()  # what a sheet says of its size may be wrong
    seen = 0
    for number, cells in enumerate(held.iter_rows(), start=1):
        seen += len(cells)
        if seen > _MAX_CELLS or number > _LAST_ROW:
            reason = message(N_("the sheet '{sheet}' reaches further than row {row}"), sheet=name, row=number - 1)
            raise TableRefusedError(file, reason, message(N_("delete the empty rows and columns behind the register")))
        row = row_of(number, _cells(cells, number, name), file) if cells else None
        if row is not None:
            yield row


def _cells(cells: Iterable[Any], number: int, sheet: str) -> list[Cell]:
    return [
        "" if cell.value is None else _cell(cell, f"{_letters(index)}{number}", sheet)
        for index, cell in enumerate(cells, start=1)
    ]


def _cell(cell: Any, place: str, sheet: str) -> Cell:
    where = (("cell", place), ("sheet", sheet))
    if cell.data_type == "f":
        text = cell.value if isinstance(cell.value, str) else f"={getattr(cell.value, 'text', '') or ''}"
        return Fault(rules.FORMULA_IN_CELL, where, text)
    if cell.data_type == "e":
        return Fault(rules.ERROR_IN_CELL, (*where, ("value", str(cell.value))), str(cell.value))
    return _text(cell.value)


def _text(value: object) -> str:
    """Return a value as people type it: no ``.0`` behind whole numbers, dates as year-month-day."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")  # noqa: PLR2004 - digits that a float has
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _letters(index: int) -> str:
    """Return the letters of a column: A, B, …, Z, AA."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters
