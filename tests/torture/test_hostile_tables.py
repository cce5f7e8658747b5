"""Registers made to hurt: read within two seconds and 300 MB or refused by their rule, no row lost, no letter wrong."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from random import Random
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from effort import FULL, some
from strings import STRINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.torture.register_packages import (
        HEAD,
        MAIN,
        SHEET,
        Entry,
        archive,
        book,
        parts,
        relations,
        sheet,
        table,
        text,
        zeros,
    )
    from tests.torture.register_runs import Bench
else:
    from register_packages import HEAD, MAIN, SHEET, Entry, archive, book, parts, relations, sheet, table, text, zeros
    from register_runs import Bench

NAMES = ("Mäkelän Työ Oy", "Åtgärd & Öljy Ab", "Jää-äyri ry", "Yhtiö Ääneseutu Oy", "Lumivirta Oy")
# How many times smaller the largest files are where not everything is tried.
SCALE = 1 if FULL else 8
FINNISH = "aeiouyäöåhjklmnprstvÄÖÅ"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


# Archives --------------------------------------------------------------------------------------------------------------


def _with(name: str, **lies: Any) -> bytes:
    """Return a sound workbook, but for what the directories say of one part."""
    return archive(Entry(part, data, **(lies if part == name else {})) for part, data in parts().items())


def _entries(*more: Entry) -> bytes:
    return archive([*(Entry(name, data) for name, data in parts().items()), *more])


def _nested(depth: int) -> bytes:
    packed = bytes(1 << 20)
    for _ in range(depth):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as whole:
            for number in range(16):
                whole.writestr(f"{number}.zip", packed)
        packed = inner.getvalue()
    return packed


def _overlapping(count: int) -> bytes:
    """Return an archive whose parts all lie over one body of zeros."""
    body = zeros(8 << 20)
    first = Entry("xl/media/0.bin", bytes(8 << 20), packed=body)
    rest = [Entry(f"xl/media/{number}.bin", first.data, packed=body, offset=0) for number in range(1, count)]
    return archive([first, *rest, *(Entry(name, data) for name, data in parts().items())])


def _locked() -> bytes:
    return archive(Entry(name, data, flags=1) for name, data in parts().items())


def archives() -> Iterator[tuple[str, bytes, set[str]]]:
    sound = book()
    huge = zeros(5 << 30) if FULL else zeros(100 << 20)
    claimed = 0xFFFFFFF0 if FULL else 100 << 20
    yield "5 GB of zeros, declared", _entries(Entry("xl/media/a.bin", b"", packed=huge, said_size=claimed)), {"IE627"}
    yield "5 GB of zeros, said to be small", _with(SHEET, packed=huge, said_size=1000), {"IE623"}
    yield (
        "zeros as the list of texts",
        _entries(Entry("xl/sharedStrings.xml", b"", packed=huge, said_size=40)),
        {"IE623"},
    )
    yield "a bomb in a bomb", _entries(Entry("xl/media/a.zip", _nested(3 if FULL else 2))), {"", "IE627", "IE628"}
    yield "a bomb that is no workbook", _nested(3 if FULL else 2), {"IE621", "IE627"}
    yield "overlapping parts", _overlapping(200 if FULL else 30), {"IE630", "IE628", "IE627"}
    yield "one part lies in another", _entries(Entry("xl/a.xml", b"<a/>", offset=0)), {"IE630"}
    yield "40 MB of noise that packs well", _entries(Entry("xl/media/a.bin", os.urandom(2000) * 16_000)), {"IE628"}
    yield "directory says another name", _with(SHEET, said_name="xl/worksheets/sheet2.xml"), {"IE623"}
    yield "no directory", sound[: sound.rindex(b"PK\x05\x06")], {"IE623"}
    yield (
        "directory of nothing",
        sound[:-22] + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 46, 0xFFFF, 0),
        {"IE623"},
    )
    yield "60,000 parts", sound[:-22] + b"PK\x01\x02" * 60_000 + sound[-22:], {"IE629"}
    yield "3,000 parts", _entries(*(Entry(f"xl/a{number}.xml", b"<a/>") for number in range(3000))), {"IE629"}
    for name in ("XL/Worksheets/SHEET1.xml", SHEET, "../x.xml", "xl/../../x.xml", "/xl/x.xml", "C:/x.xml", "xl\\x.xml",
                 "xl//x.xml", "xl/./x.xml", "xl/\x01.xml"):  # fmt: skip
        yield f"part {name!r}", _entries(Entry(name, b"<a/>")), {"IE630"}
    for number in (1, 9, 12, 14, 93, 98, 99):
        yield f"packed by method {number}", _with(SHEET, method=number), {"IE623"}
    yield "locked with a password", _locked(), {"IE622"}
    yield "wrong checksum", sound.replace(struct.pack("<L", zlib.crc32(parts()[SHEET])), b"\1\2\3\4"), {"IE623"}
    for missing in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET):
        yield f"without {missing}", book(more={missing: None}), {"IE621", "IE623"}
    yield "quine", _quine(), {"IE621", "IE623", "IE630"}


def _quine() -> bytes:
    """Return an archive that holds itself, as far as its bytes go."""
    whole = book()
    return archive([Entry("r.zip", whole), Entry("r2.zip", whole, offset=0)])


def test_archives(bench: Bench) -> None:
    for name, content, rules in archives():
        bench.case = name
        if "" not in rules:
            bench.refused("r.xlsx", content, rules)
            continue
        answer = bench.answer("r.xlsx", content)
        assert answer.rule in rules, (name, answer.rule)
        bench.names(answer)
    bench.figures.tell("registers: archives made to hurt")


def test_data_descriptors_and_stored_parts_are_nothing_bad(bench: Bench) -> None:
    whole = parts().items()
    for content in (
        archive(Entry(name, data, has_descriptor=True) for name, data in whole),
        archive(Entry(name, data, method=0) for name, data in whole),
        archive(sorted((Entry(name, data) for name, data in whole), key=lambda entry: entry.name)),
    ):
        bench.read("r.xlsx", content, ["Lumivirta Oy"], {})
    bench.figures.tell("registers: unusual but sound archives")


# XML -------------------------------------------------------------------------------------------------------------------

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{number} "{10 * f"&a{number - 1};"}">' for number in range(1, 10))
    + "]>"
)
DOCTYPES = {
    "billion laughs": (LAUGHS, "&a9;"),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 20_000),
    "external": ('<!DOCTYPE x SYSTEM "file:///etc/passwd">', ""),
    "entity of a file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "parameter": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>', ""),
}
PLACES = (SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels",
          "[Content_Types].xml", "docProps/core.xml", "docProps/app.xml", "customXml/item1.xml")  # fmt: skip


def test_entities_and_encodings_in_every_part(bench: Bench) -> None:
    for part in some(PLACES, 4):
        plain = parts().get(part, b"<sst/>").decode().removeprefix(HEAD)
        tag = plain.index(">") if "/>" not in plain[: plain.index(">") + 1] else len(plain)
        for kind, (doctype, content) in some(list(DOCTYPES.items()), 3):
            bench.case = f"{kind} in {part}"
            spoilt = f"{doctype}{plain[: tag + 1]}{content}{plain[tag + 1 :]}"
            for encoding in some(("utf-8", "utf-16", "utf-16-be"), 2):
                head = f'<?xml version="1.0" encoding="{encoding}"?>'
                bench.refused("r.xlsx", book(more={part: (head + spoilt).encode(encoding)}), {"IE626"})
        for encoding in some(("utf-16", "utf-7", "cp037", "utf-32", "iso-8859-1", "koi8-r"), 3):
            head = f'<?xml version="1.0" encoding="{encoding}"?>'
            bench.refused("r.xlsx", book(more={part: (head + plain).encode(encoding)}), {"IE626"})
    bench.figures.tell("registers: XML entities and encodings in every part")


def _strings(entries: str) -> str:
    return f'{HEAD}<sst xmlns="{MAIN}">{entries}</sst>'


def _shared_book(entries: str, cell: str) -> bytes:
    kinds = (
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
    )
    rows = sheet(f'<row r="1">{text("A1", "nimi")}</row><row r="2">{cell}</row>')
    return book(rows, {"xl/_rels/workbook.xml.rels": relations(*kinds), "xl/sharedStrings.xml": _strings(entries)})


def _noise(length: int, seed: int = 1) -> str:
    return Random(seed).randbytes(length // 2).hex()


def sheets() -> Iterator[tuple[str, bytes, set[str]]]:
    """Yield sheets that are refused, each with the rules that may say so."""
    head = f'<row r="1">{text("A1", "nimi")}</row>'
    yield "the last cell", sheet(head + f'<row r="1048576">{text("XFD1048576", "x")}</row>'), {"IE632", "IE633"}
    yield "the last row", sheet(head + f'<row r="1048576">{text("A1048576", "x")}</row>'), {"IE632"}
    yield "a row that is not", sheet(head + f'<row r="1048577">{text("A1048577", "x")}</row>'), {"IE623"}
    yield "a column that is not", sheet(head + f'<row r="2">{text("XFE2", "x")}</row>'), {"IE623"}
    yield "16,384 columns", sheet("<row>" + '<c t="str"><v>nimi</v></c>' * 16_384 + "</row>"), {"IE633"}
    many = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 99991}</v></c></row>' for n in range(2, 500_000 if FULL else 5000)
    )
    yield "half a million rows", sheet(head + many), {"IE632", "IE628"}
    yield "two cells at one place", sheet(head + f'<row r="2">{text("A2", "x")}{text("A2", "y")}</row>'), {"IE643"}
    yield (
        "rows backwards",
        sheet(head + f'<row r="3">{text("A3", "x")}</row><row r="2">{text("A2", "y")}</row>'),
        {"IE643"},
    )
    yield "a cell of another row", sheet(head + f'<row r="2">{text("A7", "x")}</row>'), {"IE643"}
    yield "areas over each other", sheet(
        table([("nimi", "maa"), ("A", "FI")]),
        behind='<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="A2:A4"/></mergeCells>',
    ), {"IE643"}  # fmt: skip
    yield "deep", sheet("<a>" * 20_000 + "</a>" * 20_000), {"IE623"}
    yield (
        "a name with no end",
        sheet(f'<row r="1" spans="{_noise(9_000_000)}">{text("A1", "nimi")}</row>' + "<row"),
        {"IE623"},
    )
    yield "no number", sheet(head + "<row><c><v>nan</v></c></row>"), {"IE623"}
    yield "a type that is none", sheet(head + '<row><c t="x"><v>1</v></c></row>'), {"IE623"}
    yield "a style that is none", sheet(head + '<row><c s="99"><v>1</v></c></row>'), {"IE623"}
    yield (
        "formula in the header",
        sheet('<row><c t="str"><f>"nimi"</f><v>nimi</v></c></row><row><c><v>1</v></c></row>'),
        {"IE604", "IE641"},
    )
    yield "formula beside the header", sheet(f"<row>{text('A1', 'nimi')}<c><f>1+1</f></c></row>"), {"IE604"}
    yield "nothing", sheet(""), {"IE640"}
    yield "only styles", sheet('<row><c s="1"/></row>'), {"IE640"}
    yield "no names", sheet(table([("väri", "maa"), ("sininen", "FI")])), {"IE641"}
    styled = "".join(f'<row r="{n}" s="1" ht="{n * n % 997}"/>' for n in range(2, 900_000))
    yield "rows of a height each", sheet(head + styled + "<row/>" * 200_000), {"IE634", "IE628"}
    yield (
        "every row with a format",
        sheet(head + '<row s="1" customFormat="1"/>' * 1_048_575),
        {"IE627", "IE628", "IE634"},
    )


def _links(*found: tuple[str, str, str]) -> dict[str, str]:
    return {"xl/worksheets/_rels/sheet1.xml.rels": relations(*found)}


def elsewhere() -> Iterator[tuple[str, dict[str, str | bytes | None], set[str]]]:
    """Yield parts that call programs or other files, and the rules that refuse them."""
    for target in ("!file:///etc/passwd", "!\\\\server\\share\\x", "!http://127.0.0.1:9/x"):
        for kind in ("image", "oleObject", "externalLinkPath", "attachedTemplate", "frame", "queryTable"):
            yield f"{kind} {target}", {**_links(("rId1", kind, target))}, {"IE625"}
    workbook = (("rId1", "worksheet", "!file:///etc/passwd"), ("rId2", "styles", "styles.xml"))
    yield "a sheet elsewhere", {"xl/_rels/workbook.xml.rels": relations(*workbook)}, {"IE625"}
    away = (("rId1", "worksheet", "../../../../etc/passwd"), ("rId2", "styles", "styles.xml"))
    yield "a sheet above the file", {"xl/_rels/workbook.xml.rels": relations(*away)}, {"IE623"}
    for part in ("xl/externalLinks/externalLink1.xml", "xl/queryTables/queryTable1.xml", "xl/connections.xml"):
        yield part, {part: "<a/>"}, {"IE625"}
    for part in ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml", "xl/embeddings/oleObject1.bin",
                 "xl/dialogsheets/sheet1.xml"):  # fmt: skip
        yield part, {part: "<a/>"}, {"IE624"}
    types = parts()["[Content_Types].xml"].replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    yield "renamed .xlsm", {"[Content_Types].xml": types}, {"IE624"}
    yield "renamed .xlsb", {"xl/workbook.xml": None, "xl/workbook.bin": b"x"}, {"IE621"}
    yield "renamed .docx", {"xl/workbook.xml": None, "word/document.xml": "<a/>"}, {"IE621"}
    hidden = parts()["xl/workbook.xml"].replace(b"<sheet ", b'<sheet state="veryHidden" ')
    yield "one hidden sheet", {"xl/workbook.xml": hidden}, {"IE635"}


def texts_of_sheets() -> Iterator[tuple[str, bytes, set[str]]]:
    yield "a text that is not there", _shared_book("<si><t>A</t></si>", '<c t="s"><v>1</v></c>'), {"IE623"}
    yield "the text before the first", _shared_book("<si><t>A</t></si>", '<c t="s"><v>-1</v></c>'), {"IE623"}
    yield "a text with a huge number", _shared_book("<si><t>A</t></si>", f'<c t="s"><v>{"9" * 5000}</v></c>'), {"IE623"}
    if not FULL:
        return
    yield "two million texts", _shared_book("<si><t/></si>" * 2_000_000, '<c t="s"><v>1</v></c>'), {"IE628", "IE627"}
    varied = "".join(f"<si><t>{n * n % 9973}</t></si>" for n in range(1_000_000))
    yield "a million texts", _shared_book(varied, '<c t="s"><v>1</v></c>'), {"IE628"}
    yield (
        "runs without end",
        _shared_book(f"<si>{'<r><t>a</t></r>' * 1_000_000}</si>", '<c t="s"><v>0</v></c>'),
        {"IE628", "IE627"},
    )


def test_sheets_that_are_refused(bench: Bench) -> None:
    for name, rows, rules in sheets():
        bench.case = name
        answer = bench.refused("r.xlsx", book(rows), rules)
        assert answer.data["place"]["file"] == "r.xlsx", name
        if answer.rule in {"IE604", "IE632", "IE633", "IE634", "IE643"}:
            assert answer.data["place"]["sheet"] == "Taul1", name
    for bench.case, content, rules in texts_of_sheets():
        bench.refused("r.xlsx", content, rules)
    for bench.case, more, rules in some(list(elsewhere()), 12):
        bench.refused("r.xlsx", book(more=more), rules)
    bench.figures.tell("registers: sheets that are refused")


def heavy() -> Iterator[tuple[str, bytes, set[str]]]:
    """Yield workbooks at the limits of what openpyxl is given, or that would take it long if it were given them."""
    head, few = f'<row r="1">{text("A1", "nimi")}</row>', table([("nimi",), ("Lumivirta Oy",)])
    for name, run in (
        ("fonts", "<r><rPr><color/></rPr><t>a</t></r>"),
        ("runs", "<r><t>a</t></r>"),
        ("readings", '<rPh sb="0" eb="1"/>'),
    ):
        for count in (10_000, 25_000, 60_000):
            cell = f'<c r="A2" t="inlineStr"><is><t>A</t>{run * count}</is></c>'
            yield f"{count} {name}", book(sheet(f'{head}<row r="2">{cell}</row>')), {"", "IE628", "IE634"}
            texts = _shared_book(f"<si>{run * count}</si><si><t>A</t></si>", '<c t="s"><v>1</v></c>')
            yield f"{count} {name} of a text that is not read", texts, {"", "IE628"}
    for count in (29_000, 31_000):
        kinds = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="0.{n}"/>' for n in range(count // 2))
        styles = f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{kinds}</numFmts><cellXfs>{"<xf/>" * (count // 2)}</cellXfs></styleSheet>'
        yield f"{count} formats", book(more={"xl/styles.xml": styles}), {"", "IE628"}
        fonts = f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts>{"<font><b/></font>" * count * 5}</fonts><cellXfs><xf/></cellXfs></styleSheet>'
        yield f"{count * 5} fonts", book(more={"xl/styles.xml": fonts}), {""}
    many = '<conditionalFormatting sqref="A1"><cfRule type="x"><formula>1</formula></cfRule></conditionalFormatting>'
    yield "formats by conditions", book(sheet(few, behind=many * 60_000)), {"", "IE628"}
    yield (
        "hyperlinks",
        book(sheet(few, behind="<hyperlinks>" + '<hyperlink ref="A1"/>' * 300_000 + "</hyperlinks>")),
        {""},
    )
    yield "views", book(sheet(few, before=f"<sheetViews>{'<sheetView/>' * 300_000}</sheetViews>")), {"IE628"}
    yield (
        "an area of the whole sheet",
        book(sheet(few, behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        {""},
    )
    formula = f'<row r="2">{text("A2", "A")}<c><f t="shared" si="0" ref="B2:B9">{"A1+" * 300_000}1</f></c></row>'
    yield "an endless formula", book(sheet(head + formula)), {""}
    names = [f"xl/worksheets/sheet{n}.xml" for n in range(2, 400)]
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1{n}"/>' for n in range(2, 400))
    more: dict[str, str | bytes | None] = {
        **{name: sheet('<row r="1"><c t="s"><v>0</v></c></row>' + "<row/>" * 9000) for name in names},
        "xl/sharedStrings.xml": _strings("<si><t>a</t></si>" * 29_000),
        "xl/workbook.xml": parts()["xl/workbook.xml"].replace(b"<sheet ", listed.encode() + b"<sheet "),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            *((f"rId1{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(2, 400)),
        ),
    }
    yield "four hundred sheets", book(more=more), {"IE641"}
    row = "<c><v>1</v></c>" * 99
    yield (
        "a hundred columns",
        book(sheet(head + "".join(f"<row>{text(f'A{n}', f'A{n}')}{row}</row>" for n in range(2, 700)))),
        {""},
    )
    yield "too many cells", book(sheet(head + f"<row>{row}</row>" * 1400)), {"IE628"}
    empty = "<row>" + '<c s="1"/>' * 16_000 + f"{'</row>'}"
    yield "rows to the last column, empty", book(sheet(head + empty * 9)), {""}


def _unpacked(content: bytes) -> bytes:
    """Return a workbook without packing, of which no limit of the archive says that it is too tight."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return archive(Entry(name, whole.read(name), method=0) for name in whole.namelist())


def test_what_takes_openpyxl_long_is_kept_from_it(bench: Bench) -> None:
    for name, content, rules in some(list(heavy()), 8):
        bench.case = name
        answer = bench.answer("r.xlsx", content if name == "four hundred sheets" else _unpacked(content))
        assert answer.rule in rules, (name, answer.rule, answer.said)
        bench.names(answer)
    bench.figures.tell("registers: what takes openpyxl long")


# Cells -----------------------------------------------------------------------------------------------------------------


def _cell(xml: str) -> bytes:
    """Return a sheet whose second row has the name A and the cell ``xml`` as its remark, and a sound third row."""
    return sheet(
        f'<row r="1">{text("A1", "nimi")}{text("B1", "huomautus")}</row><row r="2">{text("A2", "A")}{xml}</row>'
        f'<row r="3">{text("A3", "Lumivirta Oy")}</row>'
    )


FAULTY = {
    "<c><f>1+1</f><v>2</v></c>": "IE604",
    '<c><f t="shared" ref="B2:B3" si="0">A1</f><v>2</v></c>': "IE604",
    '<c><f t="shared" si="0"/><v>2</v></c>': "IE604",
    '<c><f t="array" ref="B2:B3">A1:A2</f></c>': "IE604",
    '<c><f t="dataTable" ref="B2:B3" dt2D="1"/><v>3</v></c>': "IE604",
    "<c t=\"str\"><f>cmd|'/c calc'!A0</f><v>x</v></c>": "IE604",
    '<c t="str"><f>HYPERLINK("http://x","y")</f><v>Lumivirta</v></c>': "IE604",
    '<c t="e"><v>#REF!</v></c>': "IE605",
    '<c t="e"><v>#N/A</v></c>': "IE605",
    "<c><v>12345678901234567</v></c>": "IE645",
    "<c><v>1e300</v></c>": "IE645",
    '<c s="1"><v>-1</v></c>': "IE646",
    '<c s="1"><v>60</v></c>': "IE646",
    '<c s="1"><v>2958466</v></c>': "IE646",
    '<c t="str"><v>a_x0000_b</v></c>': "IE610",
    '<c t="str"><v>a_xD800_b</v></c>': "IE610",
    '<c t="str"><v>a_x202E_b</v></c>': "IE610",
    '<c t="str"><v>a\u200bb</v></c>': "IE610",
    f'<c t="str"><v>{"a" * 40_000}</v></c>': "IE114",
}


def test_cells_of_which_nobody_can_be_sure_reject_their_row_alone(bench: Bench) -> None:
    for xml, code in some(list(FAULTY.items()), 8):
        answer = bench.answer("r.xlsx", book(_cell(xml)))
        assert bench.names(answer) == ["Lumivirta Oy"], xml
        assert [(row["row"], row["column"]) for row in answer.data["rejected"]] == [(2, "huomautus")], xml
        assert answer.rejected[2] == code, (xml, answer.rejected)
    merged = book(
        sheet(
            table([("nimi", "maa"), ("A", "FI"), ("", "SE"), ("B", "FI")]),
            behind='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
        )
    )
    bench.read("r.xlsx", merged, ["A", "B"], {3: "IE644"})
    bench.figures.tell("registers: cells that reject their row")


SHOWN = {
    '<c t="inlineStr"><is><r><t>Lumi</t></r><r><t>virta</t></r><rPh sb="0" eb="2"><t>X</t></rPh></is></c>': "Lumivirta",
    '<c t="str"><v>Lumi_x000D__x000A_virta</v></c>': "Lumi virta",
    '<c t="str"><v>_x005F_x000D_</v></c>': "_x000D_",
    '<c t="str"><v>_xD83D__xDE00_ Oy</v></c>': "😀 Oy",
    '<c t="str"><v>=1+1</v></c>': "=1+1",
    '<c t="str"><v>007</v></c>': "007",
    '<c t="str"><v>NA</v></c>': "NA",
    "<c><v>123456789012345</v></c>": "123456789012345",
    "<c><v>1.5E3</v></c>": "1500",
    '<c s="3"><v>1120381</v></c>': "0112038-1",
    '<c s="1"><v>45413</v></c>': "2024-05-01",
    '<c s="1"><v>45413.25</v></c>': "2024-05-01 06:00:00",
    '<c t="d"><v>1850-01-31</v></c>': "1850-01-31",
    '<c t="b"><v>1</v></c>': "true",
    '<c t="str"><v>Ѐ Ꮳ 東京</v></c>': "Ѐ Ꮳ 東京",
}


def test_cells_are_what_people_see(bench: Bench) -> None:
    for xml, shown in some(list(SHOWN.items()), 8):
        bench.case = xml
        rows = sheet(
            f'<row r="1">{text("A1", "nimi")}</row><row r="2">{xml}</row><row r="3">{text("A3", "Lumivirta")}</row>'
        )
        also = int(shown == "Lumivirta")
        bench.read("r.xlsx", book(rows), {shown, "Lumivirta"}, {}, also=also)
    since_1904 = parts()["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    rows = sheet(f'<row r="1">{text("A1", "nimi")}</row><row r="2"><c s="1"><v>0</v></c></row>')
    bench.read("r.xlsx", book(rows, {"xl/workbook.xml": since_1904}), ["1904-01-01"], {})
    bench.figures.tell("registers: cells that are read")


def test_what_a_filter_hides_is_read_and_told(bench: Bench) -> None:
    rows = table([("nimi",), *((name,) for name in NAMES)]).replace('<row r="3">', '<row r="3" hidden="1">')
    lying = sheet(rows, before='<dimension ref="A1:A2"/><cols><col min="1" max="1" hidden="1"/></cols>')
    answer = bench.read("r.xlsx", book(lying), NAMES, {})
    assert any("1 hidden row" in note for note in answer.data["notes"])
    assert any("1 hidden column" in note for note in answer.data["notes"])
    two = parts()["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Lista" sheetId="2" state="hidden" r:id="rId9"/></sheets>'
    )
    kinds = (
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId9", "worksheet", "worksheets/sheet2.xml"),
    )
    more: dict[str, str | bytes | None] = {
        "xl/workbook.xml": two,
        "xl/_rels/workbook.xml.rels": relations(*kinds),
        "xl/worksheets/sheet2.xml": sheet(table([("nimi",), ("Piilo Oy",)])),
    }
    answer = bench.read("r.xlsx", book(more=more), ["Lumivirta Oy"], {})
    assert answer.data["notes"] == ["of 2 sheets 'Taul1' was read"]
    bench.read("r.xlsx", book(more=more), ["Piilo Oy"], {}, "--sheet", "Lista")
    bench.figures.tell("registers: hidden rows, columns and sheets")


def test_links_that_people_click_are_no_harm(bench: Bench) -> None:
    found = _links(("rId1", "hyperlink", "!http://lumivirta.example/"), ("rId2", "hyperlink", "!file://server/x"))
    bench.read("r.xlsx", book(more=found), ["Lumivirta Oy"], {})
    strict = {
        name: content.replace(
            b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
        ).replace(b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument")
        for name, content in parts().items()
    }
    bench.read("r.xlsx", archive(Entry(name, content) for name, content in strict.items()), ["Lumivirta Oy"], {})
    prefixed = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="str"><x:v>nimi</x:v></x:c></x:row><x:row><x:c t="str"><x:v>Åbo Ab</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    bench.read("r.xlsx", book(prefixed.encode()), ["Åbo Ab"], {})
    bench.figures.tell("registers: strict and prefixed workbooks, hyperlinks")


# Damage ----------------------------------------------------------------------------------------------------------------


def _usual(rows: int) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as whole:
        written = whole.add_worksheet("Rekisteri")
        for number, row in enumerate(_register(rows)):
            for column, value in enumerate(row):
                written.write_string(number, column, value)
    return packed.getvalue()


def _register(rows: int) -> list[tuple[str, str, str]]:
    random = Random(rows)
    names = [f"{_name(random)} {number} Oy" for number in range(rows)]
    return [("nimi", "maa", "huomautus"), *((name, "FI", _name(random)) for name in names)]


def _name(random: Random) -> str:
    return "".join(random.choice(FINNISH) for _ in range(random.randint(3, 12))).capitalize()


def test_workbooks_that_are_cut_off(bench: Bench) -> None:
    whole = _usual(400 if FULL else 40)
    for end in some(range(500, len(whole), 500), 12):
        bench.refused("r.xlsx", whole[:end], {"IE621", "IE623", "IE629", "IE630"})
    bench.figures.tell("registers: workbooks cut off")


@pytest.mark.parametrize("batch", range(3 if FULL else 1))
def test_workbooks_with_bytes_changed(batch: int, bench: Bench) -> None:
    whole = _usual(20)
    names = sorted(row[0] for row in _register(20)[1:])
    for seed in range(100 if FULL else 12):
        random = Random(batch * 1000 + seed)
        spoilt = bytearray(whole)
        for _ in range(random.choice((1, 1, 2, 8))):
            spoilt[random.randrange(len(spoilt))] = random.randrange(256)
        answer = bench.answer("r.xlsx", bytes(spoilt))
        if answer.code != 4:
            found = sorted(bench.names(answer))
            bench.figures.wrong_letters += len(set(found) - set(names))
            bench.figures.lost += len(names) - len(found)
            assert found == names, (batch, seed)
    bench.figures.tell("registers: bytes changed")


# Other formats and other programs -----------------------------------------------------------------------------------------


def test_other_formats_under_the_name(bench: Bench) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    page = b"<html><body><table><tr><td>nimi</td></tr><tr><td>A</td></tr></table></body></html>"
    spreadsheet = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    for content in (
        old, page, b"\xef\xbb\xbf" + page, spreadsheet, b"%PDF-1.7\n", b"nimi;maa\nA;FI\n", b"{\\rtf1", b"\x1f\x8b\x08",
        b"\x89PNG\r\n", b"SQLite format 3\x00", b"7z\xbc\xaf\x27\x1c", b"x", "nimi".encode("utf-16"),
    ):  # fmt: skip
        bench.refused("r.xlsx", content, {"IE621"})
    bench.refused("r.xlsx", old + "EncryptedPackage".encode("utf-16-le"), {"IE622"})
    bench.refused("r.xlsx", b"", {"IE640"})
    for content in (book(), old, page, spreadsheet, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08\x00"):
        bench.refused("r.csv", content, {"IE621"})
    for ending in ("xlsm", "xlsb", "xls", "ods", "html", "xml", "pdf", "zip", "numbers", "", "json"):
        bench.refused(f"r.{ending}", book(), {"IE620"})
    bench.refused("r.csv", b"a" * 10_000_001, {"IE631"})
    bench.refused("r.xlsx", b"PK\x03\x04" * 3_000_000, {"IE631"})
    bench.refused("r.csv", b"nimi\nA\n", {"IE636"}, "--sheet", "Taul1")
    bench.figures.tell("registers: other formats under the name")


def test_files_of_other_programs_are_read(bench: Bench) -> None:
    wanted = [row[0] for row in _register(60)[1:]]
    bench.read("r.xlsx", _usual(60), wanted, {})
    by_openpyxl = openpyxl.Workbook()
    assert by_openpyxl.active is not None
    for row in _register(60):
        by_openpyxl.active.append(list(row))
    packed = io.BytesIO()
    by_openpyxl.save(packed)
    bench.read("r.xlsx", packed.getvalue(), wanted, {})
    header, *rows = _register(60)
    for engine in ("openpyxl", "xlsxwriter"):
        packed = io.BytesIO()
        pd.DataFrame(rows, columns=list(header)).to_excel(packed, index=False, engine=engine)
        bench.read("r.xlsx", packed.getvalue(), wanted, {})
    bench.figures.tell("registers: workbooks of other programs")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The register as LibreOffice has written it, by formats."""
    program = shutil.which("soffice")
    if program is None:
        reason = "LibreOffice (soffice) is not here, so it has written no register"
        if os.environ.get("INNOENVI_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("libreoffice")
    source = folder / "r.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(_register(60))
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--infilter=CSV:59,34,76",
    ]
    formats = ("xlsx", "ods", "xls", "fods") if FULL else ("xlsx", "ods")
    for ending in formats:
        subprocess.run(
            [*command, "--convert-to", ending, "--outdir", str(folder), str(source)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return {ending: (folder / f"r.{ending}").read_bytes() for ending in formats}


def test_what_libreoffice_writes_is_read_and_its_other_formats_are_not(
    converted: dict[str, bytes], bench: Bench
) -> None:
    bench.read("r.xlsx", converted["xlsx"], [row[0] for row in _register(60)[1:]], {})
    for ending, content in converted.items():
        if ending != "xlsx":
            bench.refused("r.xlsx", content, {"IE621"})
            bench.refused(f"r.{ending}", content, {"IE620"})
    bench.figures.tell("registers: LibreOffice")


# CSV -------------------------------------------------------------------------------------------------------------------

EXACT = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
MARKED = (
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("utf-32-le", b"\xff\xfe\0\0"),
    ("utf-32-be", b"\0\0\xfe\xff"),
)
NOTED = ("cp1252", "iso-8859-1", "iso-8859-15", "iso-8859-10", "cp1257")
FOREIGN = (
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "mac_roman",
    "cp850",
    "cp437",
    "cp865",
    "utf-7",
    "cp500",
    "cp037",
    "gb18030",
    "cp1140",
)


def _csv(names: tuple[str, ...]) -> str:
    return "nimi;maa\n" + "".join(f"{name};FI\n" for name in names)


def test_encodings(bench: Bench) -> None:
    random = Random(17)
    more = [tuple(f"{_name(random)} {number} Oy" for number in range(1, random.randint(2, 7))) for _ in range(60)]
    for names in (NAMES, *(more if FULL else ())):
        whole = _csv(names)
        for encoding in EXACT:
            assert bench.read("r.csv", whole.encode(encoding), names, {}).data["notes"] == []
        for encoding, mark in MARKED:
            assert bench.read("r.csv", mark + whole.encode(encoding), names, {}).data["notes"] == []
        for encoding in (*NOTED, *FOREIGN):
            _encoded(bench, encoding, names, whole)
    for names, encodings in (
        (("東京商事", "日本製鋼所"), ("shift_jis", "euc_jp", "gb18030", "big5", "iso2022_jp", "utf-16-le")),
        (("Промышленность", "Завод"), ("cp1251", "koi8-r", "iso-8859-5", "cp866", "mac_cyrillic")),
        (("Ελληνική Εταιρεία",), ("cp1253", "iso-8859-7")),
    ):
        for encoding in encodings:
            _encoded(bench, encoding, names, _csv(names))
    bench.read("r.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + _csv(NAMES).encode(), NAMES, {})
    bench.figures.tell("registers: encodings")


def _encoded(bench: Bench, encoding: str, names: tuple[str, ...], whole: str) -> None:
    """Read a register in an encoding that does not say so: right, or refused, or with a note of what to look at."""
    answer = bench.answer("r.csv", whole.encode(encoding))
    if answer.code == 4:
        assert answer.rule in {"IE637", "IE638", "IE641"}, (encoding, answer.rule)
        assert encoding not in NOTED, (encoding, names, answer.said)
        return
    found = bench.names(answer)
    is_right = sorted(found) == sorted(names)
    bench.figures.wrong_letters += 0 if is_right or answer.data["notes"] or answer.rejected else 1
    assert is_right or answer.data["notes"] or len(answer.rejected) == len(names), (encoding, names, found)
    assert encoding not in NOTED or is_right, (encoding, names, found)


SMALL = [
    ("separators", b"nimi;maa\nA, B;FI\n", ["A, B"], {}),
    ("tabs", b"nimi\tmaa\nA;B\tFI\n", ["A;B"], {}),
    ("sep line", b"sep=|\nnimi|maa\nA;B|FI\n", ["A;B"], {}),
    ("lone carriage returns", b"nimi;maa\rA;FI\rB;FI\r", ["A", "B"], {}),
    ("mixed ends", b"nimi;maa\r\nA;FI\nB;FI\rC;FI", ["A", "B", "C"], {}),
    ("empty lines", b"\n\nnimi\n\n\nA\n\n;;\nB\n", ["A", "B"], {}),
    ("line break in a cell", b'nimi;maa\n"A\r\nB";FI\n', ["A B"], {}),
    ("quotes", b'nimi;maa\n"Oy ""Vesi""";FI\nA "B" C;FI\n', ['Oy "Vesi"', 'A "B" C'], {}),
    ("short rows", b"nimi;maa;kunta\nA\nB;FI\n", ["A", "B"], {}),
    ("long rows", b"nimi;maa\nA;FI;x;y\nB;FI;;\n", ["B"], {2: "IE608"}),
    ("header again", b"nimi;maa\nA;FI\nnimi;maa\nB;FI\n", ["A", "B"], {3: "IE647"}),
    ("no name", b"nimi;maa\n;FI\nB;FI\n", ["B"], {2: "IE601"}),
    ("sums", b"nimi;maa\nA;FI\nB;SE\nTotal:;2\nYHT.\n", ["A", "B"], {4: "IE648", 5: "IE648"}),
    ("formulas are text", b"nimi\n=1+1\n+A\n-B\n@C\n=cmd|'/c calc'!A0\n", ["=1+1", "+A", "-B", "@C", "=cmd|'/c calc'!A0"], {}),
    ("words are text", b"nimi\nNA\nnull\nNone\n007\n1.10\ntrue\n1e5\n2024-02-30\n", ["NA", "null", "None", "007", "1.10", "true", "1e5", "2024-02-30"], {}),
    ("duplicate headings", b"nimi;nimi;maa\nA;B;FI\n", ["A"], {}),
    ("escape characters", b"nimi\nA\x1b[31mB\nC\n", ["C"], {2: "IE610"}),
    ("bell", b"nimi\nA\x07\nC\n", ["C"], {2: "IE610"}),
    ("hidden", "nimi\nA\u202eB\nC\u200b\nD\n".encode(), ["D"], {2: "IE610", 3: "IE610"}),
    ("form feed is white space", b"nimi\nA\x0cB\n", ["A B"], {}),
    ("line separators", "nimi\nA\u2028B\n".encode(), ["A B"], {}),
    ("long cell unread", b"nimi;kuvaus\nA;" + b"x" * 1_000_000 + b"\n", ["A"], {}),
    ("long cell read", b"nimi;huomautus\nA;" + b"x" * 1_000_000 + b"\nB;\n", ["B"], {2: "IE114"}),
    ("strange headings", b"nimi;=1+1;{{ 7*7 }};<script>;::error::\nA;1;2;3;4\n", ["A"], {}),
]  # fmt: skip


def refused_tables() -> Iterator[tuple[str, bytes, set[str]]]:
    yield "nothing", b"", {"IE640"}
    yield "only line ends", b"\n\r\n\n", {"IE640"}
    yield "only separators", b";;;\n;;;\n", {"IE640"}
    yield "no header", b"Lumivirta Oy;FI\nHydros Oy;FI\n", {"IE641"}
    yield "open quote", b'nimi;maa\n"A;FI\nB;FI\n', {"IE639"}
    yield "open quote at the end", b'nimi;maa\nA;FI\n"', {"IE639"}
    yield "zero", b"nimi\nA\x00B\n" + b"C\n" * 50, {"IE638"}
    yield "a million rows", b"nimi\n" + b"A\n" * (1_000_000 // SCALE), {"IE632"}
    yield "a million rows of their own", b"nimi\n" + b"".join(b"%d\n" % n for n in range(1_000_000 // SCALE)), {"IE632"}
    yield "100,001 rows", b"nimi\n" + b"".join(b"A%d\n" % n for n in range(100_001)), {"IE632"}
    yield "one line", b"a" * (9_999_000 // SCALE), {"IE641"}
    yield "one line of cells", b"nimi;" * (1_900_000 // SCALE), {"IE633"}
    yield "one line of two", b"nimi;a\n" + b"a;" * (4_900_000 // SCALE), {"IE633"}
    yield "one row of lines", b'nimi,a\n"\n",' + b'"\n",' * (1_900_000 // SCALE), {"IE633"}
    yield "quotes alone", b'"' * (9_999_999 // SCALE), {"IE639", "IE641", "IE640"}
    yield "quotes and ends", b'nimi\n"\n' * (1_400_000 // SCALE), {"IE639", "IE632", "IE610"}
    yield "too large", b"a;" * 5_000_001, {"IE631"}


def test_small_tables_of_every_kind(bench: Bench) -> None:
    for name, content, names, rejected in some(SMALL, 12):
        bench.case = name
        answer = bench.answer("r.csv", content)
        assert answer.code in {0, 1}, (name, answer.said)
        found = bench.names(answer)
        bench.figures.wrong_letters += len(set(found) ^ set(names))
        bench.figures.lost += answer.data["rows"] - len(names) - len(rejected)
        assert sorted(found) == sorted(names), name
        assert answer.rejected.keys() == rejected.keys(), (name, answer.rejected)
        assert answer.rejected == rejected, name
    bench.figures.tell("registers: CSV of every kind")


def test_hostile_texts_as_names_and_headings(bench: Bench) -> None:
    """What is hostile to outputs is a name like others, or its row is rejected; a name that is taken is not changed."""
    texts = [text.replace("WORD", f"Sana{number}") for number, text in enumerate(STRINGS)]
    texts = [text for text in some(texts, 60) if "\x00" not in text and not re.search("[\ud800-\udfff]", text)]
    # XlsxWriter writes these otherwise: as a run of rich text, and with half of an escape escaped.
    texts = [text for text in texts if not text.startswith(("<r>", "_x005F_x"))]
    wanted = {number: " ".join(text.split()) for number, text in enumerate(texts, start=2)}
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [("nimi", "maa"), *((text, "FI") for text in texts)]
    )
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as whole:
        written = whole.add_worksheet()
        written.write_row(0, 0, ("nimi", "maa"))
        for number, text in enumerate(texts, start=1):
            written.write_string(number, 0, text)
    for name, content in (("r.csv", stream.getvalue().encode()), ("r.xlsx", packed.getvalue())):
        answer = bench.answer(name, content)
        assert answer.code in {0, 1}, answer.said
        found = bench.names(answer)
        taken = [text for number, text in wanted.items() if number not in answer.rejected]
        bench.figures.wrong_letters += len(set(found) ^ set(taken))
        bench.figures.lost += abs(answer.data["rows"] - len(texts))
        assert sorted(found) == sorted(taken)
        assert answer.data["rows"] == len(texts)
        assert len(taken) > len(texts) / 2
    for start in range(0, len(texts), 90):
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
            [("nimi", *texts[start : start + 90]), ("A Oy", "x")]
        )
        bench.read("r.csv", stream.getvalue().encode(), ["A Oy"], {})
    bench.figures.tell("registers: hostile texts as names and headings")


def test_tables_that_are_refused(bench: Bench) -> None:
    for name, content, rules in refused_tables():
        bench.case = name
        answer = bench.refused("r.csv", content, rules)
        if answer.rule in {"IE632", "IE633", "IE639"}:
            assert answer.data["place"]["row"] > 0, name
    bench.figures.tell("registers: CSV that is refused")


def test_the_largest_register(bench: Bench) -> None:
    """Twelve hundred rows with all that a register usually says."""
    many = 1200 if FULL else 300
    head = "nimi;laji;maa;kunta;verkkosivu;kokoluokka;henkilöstö;lukujen vuosi;huomautus\n"
    row = "{0} Öljy Oy;yritys;Suomi;Lahti;www.y{0}.example;pieni;12;2024;pitkä teksti pitkä teksti\n"
    names = [f"Yritys {number} Öljy Oy" for number in range(many)]
    content = head + "".join(row.format(f"Yritys {number}").replace("www.yYritys ", "www.y") for number in range(many))
    bench.read("r.csv", content.encode(), names, {})
    same = "nimi;y-tunnus\n" + "".join(
        f"Sama Oy;{_business_id(number)}\n" for number in range(1_000_000, 1_000_000 + many)
    )
    bench.read("r.csv", same.encode(), ["Sama Oy"] * many, {})
    file = bench.folder / "r.csv"
    file.write_text(content, encoding="utf-8")
    first, again = bench.measured(file, ()), bench.measured(file, ())
    assert (len(first.data["created"]), again.data["unchanged"]) == (many, many)
    bench.names(first)
    twice = "nimi\n" + "Sama Oy\n" * 1200
    bench.read("r.csv", twice.encode(), ["Sama Oy"], {}, also=1199)
    bench.figures.tell("registers: the largest that are read")


def _business_id(number: int) -> str:
    """Return a Finnish business id with its check digit; numbers that have none get that of the next."""
    digits = f"{number:07}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return f"{digits}-{0 if rest == 0 else 11 - rest}" if rest != 1 else _business_id(number + 5_000_000)
