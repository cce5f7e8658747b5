"""Excel workbooks: values are read as people see them, what could do harm is refused before it is opened."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.exchange.files import NoSuchFileError, read_table
from innoenvi_cli.exchange.tables import Fault, TableRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.exchange.tables import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(path: Path, sheet: str | None = None) -> Table:
    return read_table(path, sheet=sheet, is_header=lambda cells: "nimi" in cells)


def refusal(path: Path) -> tuple[str, dict[str, object]]:
    """Return the rule that the file breaks and where, without the file's name."""
    with pytest.raises(TableRefusedError) as refused:
        read(path)
    assert refused.value.text.render("en").startswith(f"{path.name} was not read in: ")
    assert "{" not in refused.value.text.render("fi") + refused.value.hint.render("fi")
    place = dict(refused.value.place)
    assert place.pop("file") == path.name
    return refused.value.rule, place


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


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "content", "code", "place"),
    [
        ("xl/vbaProject.bin", b"x", "IE624", {"part": "xl/vbaproject.bin"}),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "IE625", {"part": "xl/externallinks/externallink1.xml"}),
        (SHEET, b"<!DOCTYPE a><a/>", "IE626", {"part": SHEET}),
        ("xl/sharedStrings.xml", '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16"), "IE626", {"part": "xl/sharedstrings.xml"}),
        (SHEET, b"<worksheet", "IE623", {"part": SHEET}),
        ("[Content_Types].xml", b"<Types/>", "IE623", {"part": "[Content_Types].xml"}),
        ("xl/media/nollia.bin", b"0" * 90_000_000, "IE627", {"part": "xl/media/nollia.bin"}),
        (SHEET, sheet_xml('<row r="2147483647"><c r="A2147483647"><v>1</v></c></row>'), "IE623", {"part": SHEET}),
        (SHEET, sheet_xml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "IE632", {"row": 1_048_576, "sheet": "Taul1"}),
        (SHEET, sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "IE633", {"row": 1, "sheet": "Taul1", "cell": "XFD1"}),
        (SHEET, sheet_xml('<row r="2"/><row r="2"/>'), "IE643", {"sheet": "Taul1", "cell": "A2"}),
        (SHEET, sheet_xml('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'), "IE643", {"sheet": "Taul1", "cell": "A1"}),
        (SHEET, sheet_xml('<row r="1"><c t="s"><v>7</v></c></row>'), "IE623", {"part": SHEET}),
        (SHEET, sheet_xml("".join(f'<row ht="{n * n % 997}"/>' for n in range(1_000_001))), "IE634", {"sheet": "Taul1", "cell": "A399998"}),
    ],
)  # fmt: skip
def test_hostile_and_broken_workbooks_are_refused(
    with_parts: Callable[[dict[str, bytes]], Path], part: str, content: bytes, code: str, place: dict[str, object]
) -> None:
    assert refusal(with_parts({part: content})) == (code, place)


def test_what_a_sheet_says_of_its_size_is_not_believed(with_parts: Callable[[dict[str, bytes]], Path]) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>nimi</v></c></row>' for n in range(1, 4))
    content = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A2"/><sheetData>')
    assert [row.number for row in read(with_parts({"xl/worksheets/sheet1.xml": content})).rows] == [1, 2, 3]


def test_too_many_parts_and_too_much_to_unpack(with_parts: Callable[[dict[str, bytes]], Path]) -> None:
    assert refusal(with_parts({f"xl/{number}.xml": b"<a/>" for number in range(2001)})) == ("IE629", {})
    pieces = {f"xl/{number}.xml": os.urandom(2000) * 4500 for number in range(4)}
    assert refusal(with_parts(pieces)) == ("IE628", {})


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.xlsx", b"nimi;maa\n", "IE621"),
        ("r.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "IE621"),
        ("r.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "IE622"),
        ("r.xlsx", b"PK\x03\x04 and then nothing", "IE623"),
        ("r.csv", b"PK\x03\x04", "IE621"),
        ("r.csv", b"%PDF-1.7", "IE621"),
        ("r.csv", b"<html><table>", "IE621"),
        ("r.csv", b"", "IE640"),
        ("r.xlsm", b"", "IE620"),
        ("r.ods", b"", "IE620"),
        ("r.csv", b"a" * 10_000_001, "IE631"),
    ],
)
def test_files_that_are_not_what_their_names_say(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == (code, {})


def test_another_kind_of_archive_is_no_workbook(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (tmp_path / "r.xlsx").write_bytes(packed.getvalue())
    assert refusal(tmp_path / "r.xlsx") == ("IE621", {})


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.csv")
    assert refusal(tmp_path / "r.csv") == ("IE642", {})
    assert refusal(Path("/dev/zero")) == ("IE642", {})
    with pytest.raises(NoSuchFileError, match=r"there is no file .*ei\.csv"):
        read(tmp_path / "ei.csv")


def test_a_csv_file_has_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"nimi\nA\n")
    with pytest.raises(TableRefusedError, match="a text file has no sheets, so 'Taul1' cannot be read"):
        read(tmp_path / "r.csv", "Taul1")


# What people see in a cell ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c t="inlineStr"><is><r><t>Lumi</t></r><r><rPr><b/></rPr><t>virta</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', "Lumivirta"),
        ('<c t="str"><v>a_x000D_b_x005F_x000D_</v></c>', "a\rb_x000D_"),
        ('<c t="str"><v>_xD83D__xDE00_</v></c>', "😀"),
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="d"><v>2024-05-01T00:00:00</v></c>', "2024-05-01"),
        ("<c><v>1.1E1</v></c>", "11"),
        ("<c><v>1120381</v></c>", "1120381"),
        ('<c s="1"><v>1120381</v></c>', "0112038-1"),
        ('<c s="2"><v>7</v></c>', "00007"),
        ('<c s="3"><v>61</v></c>', "1900-03-01"),
        ('<c s="3"><v>45413.5</v></c>', "2024-05-01 12:00:00"),
        ('<c s="4"><v>1.5</v></c>', "36:00:00"),
        ('<c s="5"><v>0.25</v></c>', "0.25"),
        ('<c s="6"><v>5</v></c>', "5"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_people_see_it(
    with_parts: Callable[[dict[str, bytes]], Path], cell: str, expected: str
) -> None:
    assert _only_cell(with_parts, cell) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<c><f>A1</f><v>1</v></c>", "IE604"),
        ('<c><f t="shared" si="0"/><v>1</v></c>', "IE604"),
        ("<c><v>12345678901234567</v></c>", "IE645"),
        ('<c s="3"><v>-5</v></c>', "IE646"),
        ('<c s="3"><v>60</v></c>', "IE646"),
        ('<c s="3"><v>3000000</v></c>', "IE646"),
    ],
)
def test_a_cell_of_which_nobody_can_be_sure_is_a_fault(
    with_parts: Callable[[dict[str, bytes]], Path], cell: str, code: str
) -> None:
    found = _only_cell(with_parts, cell)
    assert isinstance(found, Fault)
    assert (found.rule.code, dict(found.args)["cell"], dict(found.args)["sheet"]) == (code, "A2", "Taul1")


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="0000000\\-0"/>'
    '<numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="167" formatCode="[Red]0&quot; days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="166"/><xf numFmtId="9"/>'
    '<xf numFmtId="167"/></cellXfs></styleSheet>'
)


def _only_cell(with_parts: Callable[[dict[str, bytes]], Path], cell: str) -> object:
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>nimi</t></is></c></row>'
    content = sheet_xml(f'{header}<row r="2">{cell}</row>')
    table = read(with_parts({SHEET: content, "xl/styles.xml": STYLES.encode()}))
    return table.rows[1].cells[0]


def test_values_that_a_formula_of_another_cell_gives_are_faults_too(
    with_parts: Callable[[dict[str, bytes]], Path],
) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>nimi</t></is></c></row>'
        '<row r="2"><c r="A2"><f t="array" ref="A2:A3">B2:B3</f><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
    )
    table = read(with_parts({SHEET: sheet_xml(rows)}))
    assert [cell.rule.code for row in table.rows[1:] for cell in row.cells if isinstance(cell, Fault)] == ["IE604"] * 2


def test_merged_cells_have_one_value_and_the_others_a_fault(with_parts: Callable[[dict[str, bytes]], Path]) -> None:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="str"><v>{name}</v></c>{rest}</row>'
        for number, name, rest in ((1, "nimi", ""), (2, "A", f'<c r="B{2}"><v>1</v></c>'), (3, "B", ""))
    )
    content = sheet_xml(rows).replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    fault = read(with_parts({SHEET: content})).rows[2].cells[1]
    assert isinstance(fault, Fault)
    assert (fault.rule.code, dict(fault.args)["cell"], dict(fault.args)["first"]) == ("IE644", "B3", "B2")


def test_hidden_rows_columns_and_sheets_are_told(with_parts: Callable[[dict[str, bytes]], Path]) -> None:
    content = sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>nimi</v></c></row><row r="2" hidden="1"><c r="A2" t="str"><v>A</v></c></row>'
    ).replace(b"<sheetData>", b'<cols><col min="1" max="1" hidden="true"/></cols><sheetData>')
    table = read(with_parts({SHEET: content}))
    assert [row.number for row in table.rows] == [1, 2]
    assert [note.render("en") for note in table.notes] == [
        "1 hidden row was read as well; a filter hides rows and does not delete them",
        "1 hidden column was read as well",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005f_x000D_", "_x000D_"),
        (" a ", " a "),
    ],
)
def test_shared_texts_lose_no_letter(with_parts: Callable[[dict[str, bytes]], Path], text: str, expected: str) -> None:
    assert _shared_text(with_parts, f'<si><t xml:space="preserve">{text}</t></si>') == expected


@pytest.mark.parametrize("text", ["ax005F_b", "_x0041_x005F_", "&#95;x005F_x000D_"])
def test_texts_of_which_openpyxl_would_take_letters_are_refused(
    with_parts: Callable[[dict[str, bytes]], Path], text: str
) -> None:
    with pytest.raises(TableRefusedError) as refused:
        _shared_text(with_parts, f"<si><t>{text}</t></si>")
    assert (refused.value.rule, refused.value.place["part"]) == ("IE623", "xl/sharedStrings.xml")


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="inlineStr"><v>Hydros Oy</v></c>',
        '<c t="str"><x:v xmlns:x="urn:x">Hydros Oy</x:v></c>',
        '<x:c xmlns:x="urn:x" t="str"><x:v>Hydros Oy</x:v></x:c>',
        "<c><v>1_0</v></c>",
        '<c t="s"><v>-1</v></c>',
    ],
)
def test_what_stands_in_a_cell_and_openpyxl_does_not_see_or_sees_otherwise_is_refused(
    with_parts: Callable[[dict[str, bytes]], Path], cell: str
) -> None:
    assert refusal(with_parts({SHEET: sheet_xml(f"<row>{cell}</row>")})) == ("IE623", {"part": SHEET})


def _shared_text(with_parts: Callable[[dict[str, bytes]], Path], item: str) -> object:
    rows = sheet_xml('<row><c t="str"><v>nimi</v></c></row><row><c t="s"><v>0</v></c></row>')
    links = "".join(
        f'<Relationship Id="rId{number}" Type="x/{kind}" Target="{target}.xml"/>'
        for number, kind, target in ((1, "worksheet", "worksheets/sheet1"), (2, "sharedStrings", "sharedStrings"))
    )
    parts = {
        SHEET: rows,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{item}</sst>'.encode(),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
    }
    return read(with_parts(parts)).rows[1].cells[0]
