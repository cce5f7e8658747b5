"""The door of the workbook writer: a declared workbook and its data become the bytes of an .xlsx file.

Text is always written as text, so nothing in a record becomes a formula, a link or a number. The same data gives the
same bytes: the date of creation is the day that the data is as of.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from innoenvi_cli.deliverables.cells import CellValues, cell_text, place_columns
from innoenvi_cli.deliverables.charts import add_chart, chart_height, has_figures
from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.layout import Area, page_text, references, rows_to_next_page, set_height
from innoenvi_cli.deliverables.looks import FONT, FONT_SIZE, LINE_HEIGHT, Looks, lines_of, width_of
from innoenvi_cli.deliverables.paper import PAPER_A4, POINTS_A_PIXEL, paper_for
from innoenvi_cli.deliverables.templating import Expressions
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.cells import Placed
    from innoenvi_cli.deliverables.paper import Paper
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Chart, Sheet, Table, WorkbookSpec
    from innoenvi_cli.deliverables.words import Words

_LISTS: Final = "_lists"
_TABLE_NAME: Final = re.compile(r"[^A-Za-z0-9_]")
_BAD_IN_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME: Final = 31
_GAP: Final = 2
_HEADING_HEIGHT: Final = 32
_LEAST_WIDTH: Final = {"date": 13, "money": 12}
_WIDEST_FOR_A_WORD: Final = 28
_LONG: Final = 25
"""A table this long repeats its headings on every page, even when another table follows it."""
_LABEL_WIDTH: Final = 26
_TEXT_WIDTH: Final = 96


def write_workbook(name: str, spec: WorkbookSpec, data: Row, words: Words) -> bytes:
    """Return the workbook ``spec`` (the file ``name``) filled with ``data``; ``data["head"]`` fills the cover.

    Raises:
        TemplateFailedError: the spec asks for data that there is not, or for something a workbook cannot have.
    """
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    }
    workbook = xlsxwriter.Workbook(stream, options)
    writer = _Writer(name, workbook, data, words)
    writer.describe()
    writer.cover(spec)
    for sheet in spec.sheets:
        writer.sheet(sheet)
    writer.lists()
    workbook.close()
    return stream.getvalue()


class _Writer:
    """One workbook while it is written."""

    def __init__(self, name: str, workbook: xlsxwriter.Workbook, data: Row, words: Words) -> None:
        self._name = name
        self._workbook = workbook
        self._data = data
        self._head: Row = data["head"]
        self._words = words
        self._looks = Looks(workbook, words)
        self._values = CellValues(name, Expressions(name), data, words)
        self._lists: list[list[str]] = []
        self._sheet_names: set[str] = set()
        self._table_names: set[str] = set()

    def describe(self) -> None:
        """Set the properties of the document; they carry what the cover says and no person."""
        created = datetime.combine(date.fromisoformat(self._head["as_of_iso"]), time(), tzinfo=UTC).replace(tzinfo=None)
        self._workbook.set_properties(
            {
                "title": self._head["title"],
                "subject": self._head["about"],
                "author": self._head["organisation"],
                "company": self._head["organisation"],
                "comments": self._head["made_by"],
                "created": created,
            }
        )
        self._workbook.set_size(2400, 1500)

    def cover(self, spec: WorkbookSpec) -> None:
        """Write the cover sheet: what this is, from which records, for whom, and what the sheets and signs mean."""
        sheet = self._add_sheet(self._words.say(N_("Cover")))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 1, _TEXT_WIDTH)
        sheet.set_row(0, 30)
        self._text(sheet, 0, 0, self._head["title"], self._looks.title)
        self._text(sheet, 1, 0, self._head["about"], self._looks.subtitle)
        lines = [(line["label"], line["text"]) for line in self._head["lines"]]
        row = self._listing(sheet, 3, lines) + 1
        self._text(sheet, row, 0, self._words.say(N_("Sheets")), self._looks.section)
        about = [(self._words.text(each.name), self._words.text(each.about)) for each in spec.sheets]
        row = self._listing(sheet, row + 1, about) + 1
        if spec.legend:
            self._text(sheet, row, 0, self._words.say(N_("Legend")), self._looks.section)
            self._listing(sheet, row + 1, [("", self._words.text(line)) for line in spec.legend])
        self._page(sheet, self._head["title"])

    def _listing(self, sheet: Worksheet, row: int, lines: Sequence[tuple[str, str]]) -> int:
        for label, text in lines:
            sheet.set_row(row, LINE_HEIGHT * max(lines_of(label, _LABEL_WIDTH), lines_of(text, _TEXT_WIDTH)))
            self._text(sheet, row, 0, label, self._looks.label)
            self._text(sheet, row, 1, text, self._looks.body)
            row += 1
        return row

    def sheet(self, spec: Sheet) -> None:
        """Write a sheet: its tables one below the other, each with the charts that draw it."""
        name = self._words.text(spec.name)
        sheet = self._add_sheet(name)
        placed = [(table, self._columns_of(table)) for table in spec.tables]
        widths: dict[int, float] = {}
        for table, columns in placed:
            for position, column in enumerate(columns):
                widths[position] = max(widths.get(position, 0), self._width(table, column))
        for position, width in widths.items():
            sheet.set_column(position, position, width)
        sheet.set_default_row(LINE_HEIGHT)
        paper = paper_for(widths)
        if len(spec.tables) == 1 or len(self._data[spec.tables[0].rows]) > _LONG:
            sheet.repeat_rows(0)
            paper.heading = _HEADING_HEIGHT
        row = 0
        for index, (table, columns) in enumerate(placed):
            if index:
                row = self._title(sheet, table, row + _GAP, paper)
            area = Area(table, columns, row, widths, paper)
            row = self._table(sheet, spec, area)
            for chart in spec.charts:
                if chart.table == table.rows and has_figures(chart, self._data[table.rows]):
                    row = self._chart(sheet, chart, area, row + 1)
        sheet.freeze_panes(1, spec.freeze)
        self._page(sheet, f"{self._head['title']} – {name}")

    def _width(self, table: Table, column: Placed) -> float:
        """Return the width of a column: as declared, or wider where that would break a word of ordinary length."""
        texts = [
            self._values.value(column, row, number)
            for number, row in enumerate(self._data[table.rows][:_LONG], start=1)
            if column.spec.formula is None
        ]
        words = [width_of(text) for text in texts if isinstance(text, str)]
        needed = max([width_of(column.title, bold=True), *words])
        return max(
            float(column.spec.width), _LEAST_WIDTH.get(column.spec.format, 0), min(round(needed, 1), _WIDEST_FOR_A_WORD)
        )

    def _title(self, sheet: Worksheet, table: Table, row: int, paper: Paper) -> int:
        """Write the line above a further table, on the page where the table begins."""
        paper.add(LINE_HEIGHT * _GAP)
        row += rows_to_next_page(paper, LINE_HEIGHT * 5 + _HEADING_HEIGHT)
        if table.title is None:
            return row
        self._text(sheet, row, 0, self._words.text(table.title), self._looks.section)
        paper.add(LINE_HEIGHT)
        return row + 1

    def _chart(self, sheet: Worksheet, chart: Chart, area: Area, row: int) -> int:
        rows = self._data[area.table.rows]
        area.paper.add(LINE_HEIGHT)
        height = chart_height(chart, len(rows)) * POINTS_A_PIXEL
        row += rows_to_next_page(area.paper, height)
        add_chart(
            self._workbook, sheet, chart, columns=area.columns, top=area.top, rows=rows, row=row, words=self._words
        )
        area.paper.add(height)
        return row + int(height // LINE_HEIGHT) + 1

    def _columns_of(self, table: Table) -> list[Placed]:
        hidden = self._data["hidden_columns"].get(table.rows, [])
        shown = [column for column in table.columns if column.id not in hidden]
        columns = place_columns(shown, self._data, self._words)
        titles = [column.title.casefold() for column in columns]
        if not all(titles) or len(set(titles)) != len(titles):
            raise TemplateFailedError(self._name, f"headings of '{table.rows}' are empty or not unique: {titles}")
        return columns

    def _table(self, sheet: Worksheet, spec: Sheet, area: Area) -> int:
        """Write a table from the top of its area and return the first free row below it."""
        table, columns, top = area.table, area.columns, area.top
        rows: list[Row] = self._data[table.rows]
        last = top + max(len(rows), 1)
        headings = [
            {"header": column.title, "header_format": self._looks.header(numeric=column.is_numeric)}
            for column in columns
        ]
        options = {
            "name": self._table_name(f"{spec.id}_{table.rows}"),
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": headings,
        }
        self._must(sheet.add_table(top, 0, last, len(columns) - 1, options), top)
        heading_lines = max(lines_of(column.title, area.widths[place]) for place, column in enumerate(columns))
        area.paper.add(set_height(sheet, top, max(_HEADING_HEIGHT, LINE_HEIGHT * heading_lines + 4)))
        for number, row in enumerate(rows, start=1):
            self._row(sheet, area, row, number, references(columns, top, last, top + number))
        for position, column in enumerate(columns):
            self._rules(sheet, column, position, top + 1, last)
        below = self._totals(sheet, table, columns, last + 1)
        free = self._notes(sheet, table, below)
        area.paper.add(LINE_HEIGHT * (free - last - 1))
        return free

    def _row(self, sheet: Worksheet, area: Area, row: Row, number: int, ranges: Row) -> None:
        lines = 1
        for position, column in enumerate(area.columns):
            look = self._looks.cell(column.spec.format, entered=self._values.is_entered(column, row, number))
            formula = self._values.formula(column, row, number, ranges)
            value = self._values.value(column, row, number)
            if isinstance(value, str):
                lines = max(lines, lines_of(value, area.widths[position]))
            self._cell(sheet, (area.top + number, position), value, look, formula)
        area.paper.add(set_height(sheet, area.top + number, LINE_HEIGHT * lines + 3))

    def _notes(self, sheet: Worksheet, table: Table, row: int) -> int:
        notes: list[str] = self._data["notes"].get(table.rows, [])
        for offset, note in enumerate(notes, start=1):
            self._text(sheet, row + offset, 0, note, self._looks.note)
        return row + len(notes) + (1 if notes else 0)

    def _totals(self, sheet: Worksheet, table: Table, columns: list[Placed], row: int) -> int:
        """Write the sums below a table: those in ``totals`` of the data where cells hide something, else computed."""
        rows: list[Row] = self._data[table.rows]
        given: Row = self._data.get("totals", {}).get(table.rows, {})
        if not rows or not any(column.spec.total for column in columns):
            return row
        for position, column in enumerate(columns):
            if column.spec.total and isinstance(given.get(column.spec.id), str):
                self._text(sheet, row, position, given[column.spec.id], self._looks.total(column.spec.format))
            elif column.spec.total:
                figures = [self._values.value(column, line, number) for number, line in enumerate(rows, start=1)]
                total = given.get(
                    column.spec.id, round(sum(figure for figure in figures if isinstance(figure, (int, float))), 6)
                )
                self._must(sheet.write_number(row, position, total, self._looks.total(column.spec.format)), row)
            else:
                text = self._words.say(N_("Total")) if position == 0 else ""
                self._text(sheet, row, position, text, self._looks.total("text"))
        return row + 1

    def _cell(self, sheet: Worksheet, place: tuple[int, int], value: Any, look: Any, formula: str | None) -> None:
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

    def _rules(self, sheet: Worksheet, column: Placed, position: int, first: int, last: int) -> None:
        """Add what may be entered in a column and how its cells are coloured."""
        spec = column.spec
        choices = self._values.choices(spec)
        if choices:
            source = f"={_LISTS}!{self._list(choices)}"
            problem = {
                "error_title": self._words.say(N_("Not on the list")),
                "error_message": self._words.say(N_("Choose one of the values on the list.")),
                "error_type": "warning",
            }
            self._must(
                sheet.data_validation(
                    first, position, last, position, {"validate": "list", "source": source} | problem
                ),
                first,
            )
        elif len(spec.between) > 1:
            low, high = (float(limit) for limit in spec.between[:2])
            limits = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
            self._must(sheet.data_validation(first, position, last, position, limits), first)
        for word, style in spec.styles.items():
            label = self._words.heading(spec.labels, word) if spec.labels is not None else word
            quoted = label.replace('"', '""')
            rule = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": self._looks.style(style)}
            self._must(sheet.conditional_format(first, position, last, position, rule), first)
        if spec.highlight is not None:
            rule = self._looks.highlights[spec.highlight]
            self._must(sheet.conditional_format(first, position, last, position, rule), first)

    def lists(self) -> None:
        """Write the hidden sheet that the lists of choices stand on."""
        if not self._lists:
            return
        sheet = self._workbook.add_worksheet(_LISTS)
        for position, choices in enumerate(self._lists):
            for row, choice in enumerate(choices):
                self._text(sheet, row, position, choice, self._looks.listed)
        sheet.hide()

    def _list(self, choices: list[str]) -> str:
        if choices not in self._lists:
            self._lists.append(choices)
        position = self._lists.index(choices)
        return str(xl_range_abs(0, position, len(choices) - 1, position))

    def _add_sheet(self, name: str) -> Worksheet:
        if (
            _BAD_IN_SHEET_NAME.search(name)
            or not 0 < len(name) <= _LONGEST_SHEET_NAME
            or name.casefold() in self._sheet_names
        ):
            raise TemplateFailedError(self._name, f"'{name}' cannot be the name of a sheet")
        self._sheet_names.add(name.casefold())
        return self._workbook.add_worksheet(name)

    def _table_name(self, wanted: str) -> str:
        name = f"t_{_TABLE_NAME.sub('_', wanted)}"
        if name in self._table_names:
            raise TemplateFailedError(self._name, f"two tables are called '{name}'")
        self._table_names.add(name)
        return name

    def _page(self, sheet: Worksheet, title: str) -> None:
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        whose = self._head["minicluster"] or self._head["programme"]
        left = page_text(f"{self._head['as_of']} · {whose}")
        # The space keeps a figure at the beginning from being read as part of the size of the font.
        sheet.set_header(f"&L&9 {page_text(title)}&R&9 {page_text(capitalised(self._head['audience']))}")
        sheet.set_footer(f"&L&9 {left}&R&9 &P / &N")

    def _text(self, sheet: Worksheet, row: int, position: int, text: str, look: Any) -> None:
        self._must(sheet.write_string(row, position, cell_text(text, self._words), look), row)

    def _must(self, code: int | None, row: int) -> None:
        """The writer reports by a number what it left out or cut; nothing may be."""
        if code:
            raise TemplateFailedError(self._name, f"a cell of row {row + 1} cannot be written ({code})")
