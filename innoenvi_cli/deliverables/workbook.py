"""The door of the workbook writer: a declared workbook and its data become the bytes of an .xlsx file.

Text is always written as text, so nothing in a record becomes a formula, a link or a number. The same data gives the
same bytes: the date of creation is the day that the data is as of.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

import xlsxwriter

from innoenvi_cli.deliverables.blocks import TITLE_HEIGHT, column_widths, make_block, measure
from innoenvi_cli.deliverables.cells import CellValues, place_columns
from innoenvi_cli.deliverables.charts import Drawing, add_chart, has_figures
from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.layout import page_text
from innoenvi_cli.deliverables.looks import FONT, FONT_SIZE, LINE_HEIGHT, Looks
from innoenvi_cli.deliverables.paper import PAPER_A4, POINTS_A_PIXEL, paper_for
from innoenvi_cli.deliverables.table_writer import TableWriter
from innoenvi_cli.deliverables.templating import Expressions
from innoenvi_cli.deliverables.text_width import lines_of
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.rules.templates import CANNOT_COMPUTE, HEADINGS_ALIKE, SHEET_NAME, UNKNOWN_ROWS
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from innoenvi_cli.deliverables.blocks import Block, Heights
    from innoenvi_cli.deliverables.cells import Placed
    from innoenvi_cli.deliverables.paper import Paper
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Chart, Sheet, Table, WorkbookSpec
    from innoenvi_cli.deliverables.words import Words

_BAD_IN_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME: Final = 31
_GAP: Final = 2
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


def can_name_sheet(name: str) -> bool:
    """Tell whether spreadsheets take ``name`` for a sheet."""
    return (
        0 < len(name) <= _LONGEST_SHEET_NAME
        and not _BAD_IN_SHEET_NAME.search(name)
        and not name.startswith("'")
        and not name.endswith("'")
        and name.casefold() not in {"history", "_lists"}
    )


class _Writer:
    """One workbook while it is written."""

    def __init__(self, name: str, workbook: xlsxwriter.Workbook, data: Row, words: Words) -> None:
        self._name = name
        self._workbook = workbook
        self._data = data
        self._head: Row = data["head"]
        self._words = words
        self._looks = Looks(workbook, words)
        self._values = CellValues(Expressions(name), data, words)
        self._tables = TableWriter(name, values=self._values, looks=self._looks, words=words)
        self._sheet_names: set[str] = set()

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
        self._tables.text(sheet, 0, 0, self._head["title"], self._looks.title)
        self._tables.text(sheet, 1, 0, self._head["about"], self._looks.subtitle)
        lines = [(line["label"], line["text"]) for line in self._head["lines"]]
        row = self._listing(sheet, 3, lines) + 1
        self._tables.text(sheet, row, 0, self._words.say(N_("Sheets")), self._looks.section)
        about = [(self._words.text(each.name), self._words.text(each.about)) for each in spec.sheets]
        row = self._listing(sheet, row + 1, about) + 1
        if spec.legend:
            self._tables.text(sheet, row, 0, self._words.say(N_("Legend")), self._looks.section)
            self._listing(sheet, row + 1, [("", self._words.text(line)) for line in spec.legend])
        self._page(sheet, self._head["title"])

    def _listing(self, sheet: Worksheet, row: int, lines: Sequence[tuple[str, str]]) -> int:
        for label, text in lines:
            high = max(lines_of(label, _LABEL_WIDTH, bold=True), lines_of(text, _TEXT_WIDTH))
            sheet.set_row(row, LINE_HEIGHT * high)
            self._tables.text(sheet, row, 0, label, self._looks.label)
            self._tables.text(sheet, row, 1, text, self._looks.body)
            row += 1
        return row

    def sheet(self, spec: Sheet) -> None:
        """Write a sheet: its tables one below the other, each with the charts that draw it.

        What belongs together stays on one printed page where it fits on one.
        """
        name = self._words.text(spec.name)
        sheet = self._add_sheet(name, spec.place("name"))
        self._must_have_rows(spec)
        last = {table.rows: table for table in spec.tables}
        blocks = [
            make_block(table, self._columns_of(table), self._data, self._values, noted=last[table.rows] is table)
            for table in spec.tables
        ]
        widths = column_widths(blocks)
        for place, width in widths.items():
            sheet.set_column(place, place, width)
        sheet.set_default_row(LINE_HEIGHT)
        paper = paper_for(widths)
        heights = [measure(block, widths) for block in blocks]
        if _repeats_headings(spec, blocks, heights, paper):
            sheet.repeat_rows(0)
            paper.repeated = heights[0].heading
        row = 0
        for block, high in zip(blocks, heights, strict=True):
            charts = [chart for chart in spec.charts if has_figures(chart, block)]
            if row:
                row = self._title(sheet, block.table, row + _GAP, paper, self._together(block, high, charts, paper))
            top = row
            row = self._tables.write(sheet, spec.id, block, top=top, widths=widths)
            for part in high.parts:
                paper.add(part)
            for chart in charts:
                row = self._chart(sheet, Drawing(chart, block, top, paper.enlarged, paper.room), row + 1, paper)
        sheet.set_h_pagebreaks(paper.breaks)
        sheet.freeze_panes(1, spec.freeze)
        self._page(sheet, f"{self._head['title']} – {name}")

    def _together(self, block: Block, high: Heights, charts: Sequence[Chart], paper: Paper) -> float:
        """Return how much of a table must stand on one page: all with its charts, all of it, or its beginning."""
        drawings = [Drawing(chart, block, 0, paper.enlarged, paper.room) for chart in charts]
        drawn = sum(LINE_HEIGHT + drawing.height * POINTS_A_PIXEL for drawing in drawings)
        return next((height for height in (high.whole + drawn, high.whole) if height <= paper.room), high.beginning)

    def _title(self, sheet: Worksheet, table: Table, row: int, paper: Paper, together: float) -> int:
        """Write the line above a further table, on the page that holds the table or its beginning."""
        paper.add(LINE_HEIGHT * _GAP)
        paper.keep(together, row)
        if table.title is None:
            return row
        self._tables.text(sheet, row, 0, self._words.text(table.title), self._looks.section)
        sheet.set_row(row, TITLE_HEIGHT)
        paper.add(TITLE_HEIGHT)
        return row + 1

    def _chart(self, sheet: Worksheet, drawing: Drawing, row: int, paper: Paper) -> int:
        """Draw a chart from ``row`` on, on one page, and return the first free row below it."""
        paper.add(LINE_HEIGHT)
        height = drawing.height * POINTS_A_PIXEL
        paper.keep(height, row)
        add_chart(self._workbook, sheet, drawing, row=row, words=self._words, looks=self._looks)
        paper.add(height)
        return row + int(height // LINE_HEIGHT) + 1

    def _columns_of(self, table: Table) -> list[Placed]:
        hidden = self._data["hidden_columns"].get(table.rows, [])
        shown = [column for column in table.columns if column.id not in hidden]
        columns = place_columns(shown, self._data, self._words)
        if not columns:
            problem = message(N_("a table without a column that this audience sees"))
            raise TemplateFailedError(CANNOT_COMPUTE.at(table.place("columns"), problem=problem))
        titles = [column.title.casefold() for column in columns]
        if not all(titles) or len(set(titles)) != len(titles):
            listed = ", ".join(column.title for column in columns)
            raise TemplateFailedError(HEADINGS_ALIKE.at(table.place("columns"), rows=table.rows, headings=listed))
        return columns

    def _must_have_rows(self, spec: Sheet) -> None:
        for table in spec.tables:
            found = self._data.get(table.rows)
            if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
                lists = [name for name, value in self._data.items() if isinstance(value, list)]
                suggestion = did_you_mean(table.rows, lists)
                raise TemplateFailedError(UNKNOWN_ROWS.at(table.place("rows"), name=table.rows, suggestion=suggestion))

    def lists(self) -> None:
        """Write the hidden sheet that the lists of choices stand on."""
        self._tables.lists(self._workbook)

    def _add_sheet(self, name: str, place: Location | None = None) -> Worksheet:
        if not can_name_sheet(name) or name.casefold() in self._sheet_names:
            raise TemplateFailedError(SHEET_NAME.at(place or Location(self._name), name=name))
        self._sheet_names.add(name.casefold())
        return self._workbook.add_worksheet(name)

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


def _repeats_headings(spec: Sheet, blocks: Sequence[Block], heights: Sequence[Heights], paper: Paper) -> bool:
    """Tell whether the first row is repeated on every page: a sheet can repeat only one, so it must not mislead."""
    longer = [high.whole > paper.room for high in heights]
    if len(blocks) == 1:
        return longer[0] or not spec.charts
    if all(block.titles == blocks[0].titles for block in blocks):
        return any(longer)
    return longer[0] and len(blocks[0].rows) > _LONG
