"""A declared workbook and its data become an .xlsx in which text stays text and the same data gives the same bytes."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.spec import parse_spec
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.deliverables.workbook import write_workbook

HOSTILE = [
    "=1+1",
    '=HYPERLINK("https://example.invalid")',
    "+358 40 123",
    "-3",
    "@SUM(A1)",
    "https://example.invalid",
    "mailto:a@example.invalid",
    "external:c:\\temp",
    "internal:Sheet!A1",
    "{=1+1}",
    "0012",
    "1-2",
    "NA",
    "TRUE",
    "1e5",
    "_x0041_",
    "a\x00b\x1bc",
    "line\nbreak",
    "  space  ",
    "\u202egnirts",
    "<b>&amp;",
]


def spec(columns: list[dict[str, Any]], **sheet: Any) -> dict[str, Any]:
    table = {"rows": "rows", "columns": columns}
    return {"sheets": [{"id": "one", "name": "One", "about": "About", "tables": [table], **sheet}]}


def data(rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    head = {
        "title": "Title",
        "about": "Minicluster · Programme",
        "minicluster": "Minicluster & Co",
        "programme": "Programme",
        "as_of": "15 June 2026",
        "as_of_iso": "2026-06-15",
        "audience": "members",
        "organisation": "Organisation",
        "made_by": "Made by innoenvi",
        "lines": [{"label": "Digest", "text": "abc"}],
    }
    return {"head": head, "rows": rows, "notes": {}, "hidden_columns": {}, **more}


def write(columns: list[dict[str, Any]], given: dict[str, Any], language: str = "en", **sheet: Any) -> bytes:
    words = Words("fi" if language == "fi" else "en")
    return write_workbook("x.yaml", parse_spec("x.yaml", spec(columns, **sheet)), given, words)


TEXT = {"id": "a", "title": "A", "field": "a"}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_text_stays_text() -> None:
    content = write([TEXT], data([{"a": text} for text in HOSTILE]))
    sheet = load_workbook(io.BytesIO(content))["One"]
    read = [cell.value for cell in sheet["A"][1:]]
    assert [cell.data_type for cell in sheet["A"][1:]] == ["s"] * len(HOSTILE)
    assert read == [re.sub("[\x00\x1b\u202e]", "", text).strip() for text in HOSTILE]
    found = parts(content)
    assert "<f>" not in found["xl/worksheets/sheet2.xml"]
    assert "<hyperlink" not in "".join(found.values())


def test_text_that_is_too_long_ends_in_words_that_say_so() -> None:
    sheet = load_workbook(io.BytesIO(write([TEXT], data([{"a": "x" * 40_000}]))))["One"]
    shown = sheet["A2"].value
    assert len(shown) == 32_767
    assert shown.endswith("a cell holds no more]")


def test_letters_outside_the_first_plane_count_twice() -> None:
    held = shared_strings(write([TEXT], data([{"a": "\U0001f600" * 20_000}])))
    shown = next(text for text in held if text.startswith("\U0001f600"))
    assert 32_766 <= len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert shown.endswith("a cell holds no more]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<r>x</r>", "<r>x</r> "),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("_x000D_", "_x000D_"),
        ("_x005F_x000D_", "_x005F\u2060_x000D_"),
    ],
)
def test_nothing_is_the_formats_own_markup(text: str, shown: str) -> None:
    columns = [TEXT, {"id": "c", "each": "criteria", "value": "row.a"}]
    content = write(columns, data([{"a": text}], criteria=[{"id": "x", "name": text}]))
    assert shared_strings(content).count(shown) == 1
    headings = re.findall(r'<tableColumn id="2" name="([^"]*)"', parts(content)["xl/tables/table1.xml"])
    assert [unescape(html.unescape(heading)) for heading in headings] == [shown]


def shared_strings(content: bytes) -> list[str]:
    """Return the texts as a spreadsheet program reads them; openpyxl reads the escapes of the format in its own way."""
    return [unescape("".join(item.itertext())) for item in ET.fromstring(parts(content)["xl/sharedStrings.xml"])]


def test_types_and_formats() -> None:
    columns = [
        {"id": "day", "title": "Day", "field": "day", "format": "date"},
        {"id": "sum", "title": "Sum", "field": "sum", "format": "money", "total": "true"},
        {"id": "share", "title": "Share", "field": "share", "format": "percent"},
        {"id": "yes", "title": "Yes", "field": "yes"},
        {"id": "kind", "title": "Kind", "field": "kind", "labels": "member_kind"},
        {"id": "many", "title": "Many", "field": "many", "names": "groups", "many": "true"},
        {"id": "deep", "title": "Deep", "field": "deep.er"},
        {"id": "own", "title": "Own", "value": "row.sum * 2", "format": "number"},
    ]
    row = {"day": "2026-01-31", "sum": 1200.5, "share": 0.5, "yes": True, "kind": "company", "many": ["g", "h"]}
    rows = [{**row, "deep": {"er": "x"}}, {**row, "deep": None, "sum": 3, "day": None}]
    names = {"groups": {"g": "Group"}}
    sheet = load_workbook(io.BytesIO(write(columns, data(rows, names=names), "fi")))["One"]
    assert [cell.value for cell in sheet[2]] == [
        datetime(2026, 1, 31, tzinfo=UTC).replace(tzinfo=None), 1200.5, 0.5, "Kyllä", "Yritys", "Group; h", "x", 2401,
    ]  # fmt: skip
    assert (sheet["A2"].number_format, sheet["D2"].number_format) == ("d.m.yyyy", "@")
    assert sheet["A3"].value is None
    assert sheet["B4"].value == 1203.5, "the sum stands below as a value"


def test_real_tables_frozen_panes_print_setup_and_properties() -> None:
    book = load_workbook(io.BytesIO(write([TEXT, {**TEXT, "id": "b", "title": "B"}], data([{"a": "x"}]))))
    cover, sheet = book.worksheets
    assert cover.title == "Cover"
    assert cover["B4"].value == "abc"
    (table,) = sheet.tables.values()
    assert (table.ref, table.name) == ("A1:B2", "t_one_rows")
    assert table.autoFilter.ref == "A1:B2"
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    footer = sheet.oddFooter
    assert footer is not None
    left, right = footer.left, footer.right
    assert left is not None
    assert right is not None
    assert (left.text, right.text) == ("15 June 2026 · Minicluster && Co", "&P / &N")
    assert (book.properties.title, book.properties.creator) == ("Title", "Organisation")
    assert book.properties.created == datetime(2026, 6, 15, tzinfo=UTC).replace(tzinfo=None)


def test_choices_stand_on_a_hidden_sheet() -> None:
    columns = [{"id": "kind", "title": "Kind", "field": "kind", "labels": "member_kind"}]
    book = load_workbook(io.BytesIO(write(columns, data([{"kind": "company"}]))))
    (rule,) = book["One"].data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ("_lists!$A$1:$A$7", "A2")
    assert book["_lists"].sheet_state == "hidden"
    assert book["_lists"]["A1"].value == "Company"


def test_a_live_formula_keeps_the_value_it_shows() -> None:
    columns = [
        {"id": "weight", "each": "criteria", "value": "row.w[item.id]", "format": "number"},
        {
            "id": "score",
            "title": "Score",
            "value": "row.score",
            "formula": "'=SUM(' ~ ref.this.weight ~ ')/SUM(' ~ ref.first.weight ~ ')'",
            "format": "number",
        },
    ]
    criteria = [{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}]
    given = data([{"w": {"x": 1, "y": 2}, "score": 1}, {"w": {"x": 3, "y": 3}, "score": 2}], criteria=criteria)
    content = write(columns, given)
    assert [cell.value for cell in load_workbook(io.BytesIO(content))["One"]["C"]] == [
        "Score",
        "=SUM(A2:B2)/SUM($A$2:$B$2)",
        "=SUM(A3:B3)/SUM($A$2:$B$2)",
    ]
    assert load_workbook(io.BytesIO(content), data_only=True)["One"]["C3"].value == 2


def test_an_empty_table_says_why() -> None:
    sheet = load_workbook(io.BytesIO(write([TEXT], data([], notes={"rows": ["Not yet recorded: rows."]}))))["One"]
    assert [cell.value for cell in sheet["A"]] == ["A", None, None, "Not yet recorded: rows."]
    assert len(sheet.tables) == 1


def test_headings_from_records_are_made_to_differ() -> None:
    columns = [TEXT, {"id": "c", "each": "criteria", "value": "row.a"}]
    names = ["a", "Need", "need", "=1+1", "x\ny", "", "n" * 300]
    criteria = [{"id": str(number), "name": name} for number, name in enumerate(names)]
    sheet = load_workbook(io.BytesIO(write(columns, data([{"a": "x"}], criteria=criteria))))["One"]
    assert [cell.value for cell in sheet[1]] == ["A", "a (2)", "Need", "need (2)", "=1+1", "x y", "–", "n" * 199 + "…"]
    assert {cell.data_type for cell in sheet[1]} == {"s"}


def test_hidden_columns_leave_nothing_behind() -> None:
    columns = [TEXT, {"id": "secret", "title": "Secret", "field": "secret"}]
    content = write(columns, data([{"a": "x", "secret": "hlo-07"}], hidden_columns={"rows": ["secret"]}))
    assert "Secret" not in "".join(parts(content).values())
    assert "hlo-07" not in "".join(parts(content).values())


def test_same_data_same_bytes() -> None:
    assert write([TEXT], data([{"a": "x"}])) == write([TEXT], data([{"a": "x"}]))


@pytest.mark.parametrize(
    ("columns", "more"),
    [
        ([{"id": "a", "title": "A", "field": "missing"}], {}),
        ([{"id": "a", "title": "A", "value": "row.missing"}], {}),
        ([{"id": "a", "title": "A"}], {}),
        ([TEXT, {**TEXT, "id": "b"}], {}),
        ([{**TEXT, "title": ""}], {}),
        ([{**TEXT, "names": "nowhere"}], {}),
        ([{**TEXT, "labels": "nowhere"}], {}),
        ([{**TEXT, "each": "nowhere"}], {}),
        ([{**TEXT, "format": "date"}], {}),
        ([{**TEXT, "formula": "'=HYPERLINK(1)'"}], {}),
        ([{**TEXT, "formula": "'=' ~ '1+' * 5000 ~ '1'"}], {}),
        ([{**TEXT, "value": "[row]", "field": None}], {}),
        ([TEXT], {"name": "'x"}),
        ([TEXT], {"name": "a/b"}),
        ([TEXT], {"name": "x" * 32}),
        ([TEXT], {"name": "Cover"}),
    ],
)
def test_what_does_not_work_is_refused(columns: list[dict[str, Any]], more: dict[str, Any]) -> None:
    with pytest.raises(TemplateFailedError, match=r"x\.yaml"):
        write(columns, data([{"a": "x"}]), **more)
