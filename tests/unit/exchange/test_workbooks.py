"""Excel workbooks: values are read as people see them, what could do harm is refused before it is opened."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import InnoenviError, UnknownNameError
from innoenvi_cli.exchange.files import read_table
from innoenvi_cli.exchange.tables import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.exchange.tables import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(path: Path, sheet: str | None = None) -> Table:
    return read_table(path, sheet=sheet, is_header=lambda cells: "nimi" in cells)


def refusal(path: Path) -> str:
    with pytest.raises(InnoenviError) as refused:
        read(path)
    return refused.value.text.render("en")


def sheet_xml(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_values_are_the_text_that_people_see(workbook: Callable[..., Path]) -> None:
    values = [
        5.0,
        0.1 + 0.2,
        1234567,
        True,
        date(2024, 5, 1),
        datetime(2024, 5, 1, 12),  # noqa: DTZ001 - a workbook knows no zones
        time(9, 30),
        " x ",
        "NA",
        "007",
    ]
    path = workbook({"Taul1": [["nimi"], values]})
    assert read(path).rows[1].cells == (
        "5",
        "0.3",
        "1234567",
        "true",
        "2024-05-01",
        "2024-05-01 12:00:00",
        "09:30:00",
        " x ",
        "NA",
        "007",
    )


def test_formulas_and_errors_are_faults_of_their_cells(workbook: Callable[..., Path]) -> None:
    path = workbook({"Rekisteri": [["nimi", "maa"], ["=A1", "#REF!"]]})
    formula, error = read(path).rows[1].cells
    assert isinstance(formula, Fault)
    assert isinstance(error, Fault)
    assert (formula.rule.code, dict(formula.args)) == ("IE604", {"cell": "A2", "sheet": "Rekisteri"})
    assert (error.rule.code, dict(error.args)["cell"], error.shown) == ("IE605", "B2", "#REF!")


def test_text_that_begins_like_a_formula_is_text(tmp_path: Path, workbook: Callable[..., Path]) -> None:
    path = workbook({"Taul1": [["nimi"], ["'"]]})
    with zipfile.ZipFile(path) as whole:
        held = {name: whole.read(name) for name in whole.namelist()}
    held["xl/worksheets/sheet1.xml"] = sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>nimi</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>=1+1</t></is></c></row>'
    )
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    assert [row.cells for row in read(tmp_path / "t.xlsx").rows] == [("nimi",), ("=1+1",)]


def test_the_sheet_with_a_header_is_found(workbook: Callable[..., Path]) -> None:
    sheets = {
        "Kansi": [["Toimijarekisteri"]],
        "Piilossa": [["nimi"], ["X"]],
        "Toimijat": [["Tilanne 2026"], ["nimi"], ["A"]],
    }
    path = workbook(sheets, hidden=("Piilossa",))
    table = read(path)
    assert (table.sheet, len(table.rows)) == ("Toimijat", 3)
    assert "Toimijat" in table.notes[0].render("en")
    assert read(path, "Kansi").rows[0].cells == ("Toimijarekisteri",)
    with pytest.raises(UnknownNameError) as unknown:
        read(path, "Toimija")
    assert "did you mean 'Toimijat'?" in unknown.value.hint.render("en")


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/vbaProject.bin", b"x", "it holds macros"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "it takes values from other workbooks"),
        ("xl/worksheets/sheet1.xml", b"<!DOCTYPE a><a/>", "its part xl/worksheets/sheet1.xml declares XML entities"),
        ("xl/sharedStrings.xml", '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16"), "its part xl/sharedStrings.xml declares XML entities"),
        ("xl/worksheets/sheet1.xml", b"<worksheet", "the workbook cannot be read (ParseError)"),
        ("[Content_Types].xml", b"<Types/>", "it is not an Excel workbook"),
        ("xl/media/nollia.bin", b"0" * 90_000_000, "its part xl/media/nollia.bin is packed suspiciously tightly"),
        ("xl/worksheets/sheet1.xml", sheet_xml('<row r="2147483647"><c r="A2147483647"><v>1</v></c></row>'), "the sheet 'Taul1' reaches further than row 1048576"),
        ("xl/worksheets/sheet1.xml", sheet_xml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "it has more than 100000 rows"),
        ("xl/worksheets/sheet1.xml", sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "row 1 has more than 100 columns"),
        ("xl/worksheets/sheet1.xml", sheet_xml("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 400))), "the sheet 'Taul1' reaches further than row 305"),
    ],
)  # fmt: skip
def test_hostile_and_broken_workbooks_are_refused(
    with_parts: Callable[[dict[str, bytes]], Path], part: str, content: bytes, reason: str
) -> None:
    assert refusal(with_parts({part: content})) == f"muutettu.xlsx was not read in: {reason}"


def test_what_a_sheet_says_of_its_size_is_not_believed(with_parts: Callable[[dict[str, bytes]], Path]) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>nimi</v></c></row>' for n in range(1, 4))
    content = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A2"/><sheetData>')
    assert [row.number for row in read(with_parts({"xl/worksheets/sheet1.xml": content})).rows] == [1, 2, 3]


def test_too_many_parts_and_too_much_to_unpack(with_parts: Callable[[dict[str, bytes]], Path]) -> None:
    assert "more than 2000 parts" in refusal(with_parts({f"xl/{number}.xml": b"<a/>" for number in range(2001)}))
    pieces = {f"xl/{number}.xml": bytes(range(32, 60)) * 400_000 for number in range(10)}
    assert "unpacked it would have more than 100 MB" in refusal(with_parts(pieces))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("r.xlsx", b"nimi;maa\n", "it is not an Excel workbook"),
        ("r.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is encrypted, or in the format of Excel before 2007"),
        ("r.xlsx", b"PK\x03\x04 and then nothing", "it is a damaged workbook, or none"),
        ("r.csv", b"PK\x03\x04", "it is a workbook under the name of a text file"),
        ("r.xlsm", b"", "only .xlsx and .csv files are read"),
        ("r.ods", b"", "only .xlsx and .csv files are read"),
        ("r.csv", b"a" * 20_000_001, "it has more than 20 MB"),
    ],
)
def test_files_that_are_not_what_their_names_say(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == f"{name} was not read in: {reason}"


def test_another_kind_of_archive_is_no_workbook(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (tmp_path / "r.xlsx").write_bytes(packed.getvalue())
    assert refusal(tmp_path / "r.xlsx") == "r.xlsx was not read in: it is not an Excel workbook"


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.csv")
    assert refusal(tmp_path / "r.csv") == "r.csv was not read in: it is not a plain file"
    assert refusal(tmp_path / "ei.csv") == f"there is no file {tmp_path / 'ei.csv'}"
    assert refusal(Path("/dev/zero")) == "zero was not read in: it is not a plain file"


def test_a_csv_file_has_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"nimi\nA\n")
    with pytest.raises(InnoenviError, match="it has no sheets"):
        read(tmp_path / "r.csv", "Taul1")
