"""Writes the tables of a workbook: cells, sums, notes, what may be entered and how cells are coloured."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_range_abs

from innoenvi_cli.deliverables.blocks import measure, notes_reach
from innoenvi_cli.deliverables.cells import cell_text, name_of_column
from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.layout import references
from innoenvi_cli.deliverables.looks import LINE_HEIGHT
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.rules.templates import CANNOT_COMPUTE, TABLE_TWICE

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.blocks import Block
    from innoenvi_cli.deliverables.cells import CellValues, Placed, Value
    from innoenvi_cli.deliverables.looks import Looks
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Table
    from innoenvi_cli.deliverables.words import Words

_LISTS: Final = "_lists"
_TABLE_NAME: Final = re.compile(r"[^A-Za-z0-9_]")


class TableWriter:
    """Writes the tables of one workbook; ``name`` is that of its spec, for what stands in none of its tables."""

    def __init__(self, name: str, *, values: CellValues, looks: Looks, words: Words) -> None:
        self._place = Location(name)
        self._values = values
        self._looks = looks
        self._words = words
        self._lists: list[list[str]] = []
        self._table_names: set[str] = set()

    def write(self, sheet: Worksheet, sheet_id: str, block: Block, *, top: int, widths: dict[int, float]) -> int:
        """Write a table from the row ``top`` on and return the first free row below it."""
        self._place = block.table.place()
        columns = block.columns
        last = top + max(len(block.rows), 1)
        headings = [
            {"header": name_of_column(column.title), "header_format": self._looks.header(numeric=column.is_numeric)}
            for column in columns
        ]
        options = {
            "name": self._table_name(sheet_id, block.table),
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": headings,
        }
        self._must(sheet.add_table(top, 0, last, len(columns) - 1, options), top)
        for place, (column, heading) in enumerate(zip(columns, headings, strict=True)):
            self._must(sheet.write_string(top, place, column.title, heading["header_format"]), top)
        heights = measure(block, widths)
        sheet.set_row(top, heights.heading)
        for index, height in enumerate(heights.rows[: len(block.rows)]):
            sheet.set_row(top + 1 + index, height)
            self._row(sheet, block, index, top=top, last=last)
        for place, column in enumerate(columns):
            self._rules(sheet, column, place, top + 1, last)
        below = self._sums(sheet, block, last + 1)
        return self._notes(sheet, block.notes, below, heights.notes[1:], widths)

    def text(self, sheet: Worksheet, row: int, place: int, text: str, look: Any) -> None:
        """Write a text, which stays one whatever it looks like."""
        self._must(sheet.write_string(row, place, cell_text(text, self._words), look), row)

    def lists(self, workbook: xlsxwriter.Workbook) -> None:
        """Write the hidden sheet that the lists of choices stand on."""
        if not self._lists:
            return
        sheet = workbook.add_worksheet(_LISTS)
        for place, choices in enumerate(self._lists):
            for row, choice in enumerate(choices):
                self.text(sheet, row, place, choice, self._looks.listed)
        sheet.hide()

    def _row(self, sheet: Worksheet, block: Block, index: int, *, top: int, last: int) -> None:
        row, number = block.rows[index], index + 1
        ranges = references(block.columns, top, last, top + number)
        for place, column in enumerate(block.columns):
            look = self._looks.cell(column.spec.format, entered=self._values.is_entered(column, row, number))
            formula = self._values.formula(column, row, number, ranges)
            self._cell(sheet, (top + number, place), block.values[index][place], look, formula)

    def _cell(self, sheet: Worksheet, place: tuple[int, int], value: Value, look: Any, formula: str | None) -> None:
        if formula is not None:
            code = sheet.write_formula(*place, formula, look, value if value is not None else "")
        elif value is None:
            code = sheet.write_blank(*place, None, look)
        elif isinstance(value, date):
            code = sheet.write_datetime(*place, datetime.combine(value, time()), look)
        elif isinstance(value, (int, float)):
            code = sheet.write_number(*place, value, look)
        else:
            code = sheet.write_string(*place, value, look)
        self._must(code, place[0])

    def _sums(self, sheet: Worksheet, block: Block, row: int) -> int:
        if not block.sums:
            return row
        for place, column in enumerate(block.columns):
            total = block.sums.get(place)
            if isinstance(total, (int, float)):
                self._must(sheet.write_number(row, place, total, self._looks.total(column.spec.format)), row)
            elif total is not None:
                self.text(sheet, row, place, total, self._looks.total(column.spec.format))
            else:
                text = self._words.say(N_("Total")) if place == 0 else ""
                self.text(sheet, row, place, text, self._looks.total("text"))
        return row + 1

    def _notes(
        self, sheet: Worksheet, notes: list[str], row: int, heights: tuple[float, ...], widths: dict[int, float]
    ) -> int:
        """Write the notes below a table; a note that takes several lines stands over the columns of the sheet."""
        reach, _ = notes_reach(widths)
        for note, height in zip(notes, heights, strict=True):
            row += 1
            if height <= LINE_HEIGHT:
                self.text(sheet, row, 0, note, self._looks.note)
                continue
            sheet.set_row(row, height)
            if reach > 1:
                self._must(sheet.merge_range(row, 0, row, reach - 1, "", self._looks.long_note), row)
            self.text(sheet, row, 0, note, self._looks.long_note)
        return row + (1 if notes else 0)

    def _rules(self, sheet: Worksheet, column: Placed, place: int, first: int, last: int) -> None:
        """Add what may be entered in a column and how its cells are coloured."""
        spec = column.spec
        rule: Row
        choices = self._values.choices(spec)
        if choices:
            rule = {
                "validate": "list",
                "source": f"={_LISTS}!{self._list(choices)}",
                "error_title": self._words.say(N_("Not on the list")),
                "error_message": self._words.say(N_("Choose one of the values on the list.")),
                "error_type": "warning",
            }
            self._must(sheet.data_validation(first, place, last, place, rule), first)
        elif len(spec.between) > 1:
            low, high = (float(limit) for limit in spec.between[:2])
            rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
            self._must(sheet.data_validation(first, place, last, place, rule), first)
        for word, style in spec.styles.items():
            label = self._words.heading(spec.labels, word) if spec.labels is not None else word
            quoted = label.replace('"', '""')
            rule = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": self._looks.style(style)}
            self._must(sheet.conditional_format(first, place, last, place, rule), first)
        if spec.highlight is not None:
            self._must(
                sheet.conditional_format(first, place, last, place, self._looks.highlights[spec.highlight]), first
            )

    def _list(self, choices: list[str]) -> str:
        if choices not in self._lists:
            self._lists.append(choices)
        place = self._lists.index(choices)
        return str(xl_range_abs(0, place, len(choices) - 1, place))

    def _table_name(self, sheet_id: str, table: Table) -> str:
        name = table_name(sheet_id, table)
        if name in self._table_names:
            raise TemplateFailedError(TABLE_TWICE.at(table.place("rows"), sheet=sheet_id, rows=table.rows))
        self._table_names.add(name)
        return name

    def _must(self, code: int | None, row: int) -> None:
        """The writer reports by a number what it left out or cut; nothing may be."""
        if code:
            problem = message(N_("a cell in row {row} that a spreadsheet cannot hold"), row=row + 1)
            raise TemplateFailedError(CANNOT_COMPUTE.at(self._place, problem=problem))


def table_name(sheet_id: str, table: Table) -> str:
    """Return the name that a table has in the workbook."""
    return f"t_{_TABLE_NAME.sub('_', '_'.join(filter(None, (sheet_id, table.rows, table.part))))}".casefold()
