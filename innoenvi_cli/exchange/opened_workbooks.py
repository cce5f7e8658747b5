"""The door to openpyxl: gives it a sheet's rows, the texts and the formats, and takes the values of cells."""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from innoenvi_cli import rules
from innoenvi_cli.exchange.archive_guard import shown_part
from innoenvi_cli.exchange.number_formats import shown_day, shown_number, shown_value
from innoenvi_cli.exchange.tables import MAX_COLUMNS, Fault, TableRefusedError, row_of
from innoenvi_cli.exchange.workbook_parts import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.exchange.sheet_cells import SheetCells
    from innoenvi_cli.exchange.tables import Cell, Row

_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>{{more}}</Types>'
)
_LINKS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_BOOK: Final = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_RELATIONS}"><workbookPr date1904="{{since_1904:d}}"/>'
    '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def rows_of(cells: SheetCells, rows: bytes) -> tuple[Row, ...]:
    """Return the rows that hold something: ``cells`` tells where, openpyxl what stands in the XML ``rows``.

    Raises:
        TableRefusedError: it is damaged.
    """
    file, found = cells.book.package.file, []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and days that are none
            for number, held in _values(cells, rows):
                made = [held.get(column, "") for column in range(1, max(held) + 1)]
                row = row_of(number, made, file, cells.sheet.name)
                if row is not None:
                    found.append(row)
    except TableRefusedError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises nearly anything on a file that is not as it should be
        raise TableRefusedError(file, rules.DAMAGED_WORKBOOK, part=shown_part(cells.sheet.part)) from None
    return tuple(found)


def _values(cells: SheetCells, rows: bytes) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Yield the number and the cells of every row in which ``cells`` has some."""
    if not cells.cells:
        return
    book = load_workbook(_package(cells, rows), read_only=True, data_only=True, keep_links=False)
    read = book.worksheets[0].iter_rows(max_row=max(cells.cells), max_col=MAX_COLUMNS)
    for number, row in enumerate(read, start=1):
        held = cells.cells.get(number)
        if held is not None:
            yield number, {column: _cell(row[column - 1], found, cells) for column, found in held.items()}


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


def _package(cells: SheetCells, rows: bytes) -> BytesIO:
    """Return a workbook of one sheet, put together of parts that were gone through."""
    texts, formats = cells.book.texts, cells.book.formats
    more = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/>'
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(more="" if texts is None else more))
        archive.writestr("xl/workbook.xml", _BOOK.format(since_1904=cells.book.since_1904))
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS)
        archive.writestr("xl/worksheets/sheet1.xml", rows)
        if texts is not None:
            archive.writestr("xl/sharedStrings.xml", texts)
        if formats is not None:
            archive.writestr("xl/styles.xml", formats)
    return packed
