"""Tables and charts of a sheet stay in one piece on paper: pages are turned before them where they must be."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from innoenvi_cli.deliverables.paper import Paper, paper_for
from innoenvi_cli.deliverables.spec import parse_spec
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.deliverables.workbook import write_workbook

HEAD = {
    "title": "Title", "about": "About", "minicluster": "", "programme": "P", "as_of": "15 June 2026",
    "as_of_iso": "2026-06-15", "audience": "members", "organisation": "O", "made_by": "M", "lines": [],
}  # fmt: skip
COLUMNS = [
    {"id": "name", "title": "Name", "field": "name"},
    {"id": "n", "title": "N", "field": "n", "format": "integer"},
]
CHART = {"kind": "bar", "title": "Chart", "table": "first", "categories": "name", "series": ["n"]}


def sheet(first: int, second: int | None = None, *, charts: bool = False, notes: list[str] | None = None) -> Any:
    tables: list[dict[str, Any]] = [{"rows": "first", "columns": COLUMNS}]
    if second is not None:
        other = [{**COLUMNS[0], "title": "Other"}, COLUMNS[1]]
        tables.append({"rows": "second", "title": "Second", "columns": other})
    spec = {
        "sheets": [{"id": "one", "name": "One", "about": "A", "tables": tables, "charts": [CHART] if charts else []}]
    }
    data = {
        "head": HEAD,
        "hidden_columns": {},
        "notes": {"first": notes or []},
        "first": [{"name": f"Row {number}", "n": number} for number in range(first)],
        "second": [{"name": f"Row {number}", "n": number} for number in range(second or 0)],
    }
    content = write_workbook("x.yaml", parse_spec("x.yaml", spec), data, Words("en"))
    return load_workbook(io.BytesIO(content))["One"]


def breaks(found: Any) -> list[int]:
    """Return the rows that begin a page, counted from 1."""
    return [each.id + 1 for each in found.row_breaks.brk]


def row_of(found: Any, text: str) -> int:
    return next(number for number, cell in enumerate(found["A"], start=1) if cell.value == text)


def test_what_fits_on_a_page_stays_on_it() -> None:
    assert breaks(sheet(5, 5)) == []


def test_a_table_that_does_not_fit_below_another_begins_a_page_with_its_title() -> None:
    found = sheet(15, 15)
    assert breaks(found) == [row_of(found, "Second")]


def test_a_long_table_begins_below_another_and_runs_on() -> None:
    assert breaks(sheet(5, 60)) == []


def test_a_chart_is_not_cut_by_the_edge_of_a_page() -> None:
    assert len(breaks(sheet(9, charts=True))) == 1
    assert breaks(sheet(4, charts=True)) == []


def test_headings_are_repeated_where_a_table_runs_over_pages_and_not_above_a_lone_chart() -> None:
    assert sheet(60).print_title_rows == "$1:$1"
    assert sheet(60, charts=True).print_title_rows == "$1:$1"
    assert sheet(9, charts=True).print_title_rows is None
    assert sheet(9, 60).print_title_rows is None


def test_a_long_note_is_wrapped_beside_nothing() -> None:
    found = sheet(2, notes=["short", "word " * 60])
    (merged,) = found.merged_cells.ranges
    assert (merged.min_row, merged.min_col) == (row_of(found, ("word " * 60).strip()), 1)
    assert found.row_dimensions[merged.min_row].height > 2 * found.row_dimensions[2].height - 10


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    found = sheet(3)
    assert found.column_dimensions["A"].width < 12


def test_each_way_of_printing_is_followed() -> None:
    paper = paper_for({0: 40})
    for _ in range(30):
        paper.add(paper.page / 20)
    assert len(set(paper.used)) > 1
    paper.keep(paper.room, 31)
    assert paper.breaks == [31]
    assert set(paper.used) == {0.0}


def test_pictures_grow_on_narrowed_pages() -> None:
    assert Paper(400, 600).enlarged == 1
    assert 1 < Paper(400, 1300).enlarged < 1.6
