"""The door to openpyxl: gives it a sheet's rows, the texts and the formats, and takes the values of cells."""

from __future__ import annotations

import warnings
import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from innoenvi_cli import rules
from innoenvi_cli.exchange.archive_guard import ARCHIVE, shown_part
from innoenvi_cli.exchange.number_formats import shown_day, shown_number, shown_value
from innoenvi_cli.exchange.tables import MAX_COLUMNS, Fault, TableRefusedError, row_of
from innoenvi_cli.exchange.workbook_parts import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innoenvi_cli.exchange.sheet_cells import SheetCells
    from innoenvi_cli.exchange.tables import Cell, Row
    from innoenvi_cli.exchange.workbook_parts import Workbook

_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>{{more}}</Types>'
)
_LINKS: Final = f'<Relationships xmlns="{_PACKAGE}/relationships">{{links}}</Relationships>'
_LINK: Final = f'<Relationship Id="rId{{0}}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{{0}}.xml"/>'
_BOOK: Final = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_RELATIONS}"><workbookPr date1904="{{since_1904:d}}"/><sheets>{{sheets}}</sheets></workbook>'
)
_SHEET: Final = '<sheet name="{0}" sheetId="{0}" r:id="rId{0}"/>'


def open_sheets(book: Workbook, sheets: Sequence[bytes]) -> list[Any]:
    """Return the sheets of ``book`` of which these are the rows that hold something, as openpyxl opens them.

    Raises:
        TableRefusedError: what they share is damaged.
    """
    with _damaged_otherwise(book, ARCHIVE):
        return load_workbook(_package(book, sheets), read_only=True, data_only=True, keep_links=False).worksheets


def rows_of(cells: SheetCells, opened: Any) -> tuple[Row, ...]:
    """Return the rows that hold something: ``cells`` tells where, ``opened`` what.

    Raises:
        TableRefusedError: the sheet is damaged.
    """
    if not cells.cells:
        return ()
    found = []
    with _damaged_otherwise(cells.book, shown_part(cells.sheet.part)):
        for number, row in enumerate(opened.iter_rows(max_row=max(cells.cells), max_col=MAX_COLUMNS), start=1):
            held = cells.cells.get(number)
            if held is not None:
                values = [_cell(row[column - 1], held[column], cells) if column in held else "" for column in _to(held)]
                found.append(row_of(number, values, cells.book.package.file, cells.sheet.name))
    return tuple(row for row in found if row is not None)


def _to(held: dict[int, Cell]) -> range:
    return range(1, max(held) + 1)


@contextmanager
def _damaged_otherwise(book: Workbook, part: object) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and days that are none
            yield
    except TableRefusedError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises nearly anything on a file that is not as it should be
        raise TableRefusedError(book.package.file, rules.DAMAGED_WORKBOOK, part=part) from None


def _cell(cell: Any, found: Cell, cells: SheetCells) -> Cell:
    if isinstance(found, Fault):
        return found
    where = ("cell", f"{get_column_letter(cell.column)}{cell.row}"), ("sheet", cells.sheet.name)
    if found and cell.data_type == "n":
        return shown_number(cell.value, cell.number_format, where)
    if found:
        return shown_day(cell.value, found, where, since_1904=cells.book.since_1904)
    if cell.value is None:
        raise ValueError(where)  # a text that stands there, and that openpyxl does not see
    if cell.data_type == "e":
        return Fault(rules.ERROR_IN_CELL, (*where, ("value", cell.value)), cell.value)
    return plain_text(cell.value) if isinstance(cell.value, str) else shown_value(cell.value)


def _package(book: Workbook, sheets: Sequence[bytes]) -> BytesIO:
    """Return a workbook put together of parts that were gone through."""
    more = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/>'
    numbers = range(1, len(sheets) + 1)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(more="" if book.texts is None else more))
        listed = "".join(map(_SHEET.format, numbers))
        archive.writestr("xl/workbook.xml", _BOOK.format(since_1904=book.since_1904, sheets=listed))
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS.format(links="".join(map(_LINK.format, numbers))))
        for number, rows in zip(numbers, sheets, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", rows)
        if book.texts is not None:
            archive.writestr("xl/sharedStrings.xml", book.texts)
        if book.formats is not None:
            archive.writestr("xl/styles.xml", book.formats)
    return packed
