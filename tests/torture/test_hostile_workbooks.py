"""Hostile text in every field: no workbook computes or links anything of it, and its cells hold what the records say.

The judges are openpyxl, the XML of the parts as it stands, and LibreOffice.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from canaries import WORD
from effort import FULL, note
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange
from planting import HOSTILE, assert_whole, editions, lost, rounds_in_parts, seen
from planting import programme as programme  # noqa: PLC0414 - the fixture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from planting import Edition, Programme

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS: Final = frozenset({f"{MAIN}{tag}" for tag in ("f", "formula", "formula1", "formula2")})
EDGES: Final = frozenset({f"{MAIN}oddHeader", f"{MAIN}oddFooter"})
PRINT_TITLES: Final = "_xlnm.Print_Titles"
"""Which headings are repeated on a page depends on how long the texts are."""
LONGEST_CELL: Final = 32_767
LONGEST_HEADING: Final = 200
DANGEROUS: Final = ("=", "+", "-", "@", "\t")
READ_THROUGH: Final = 10
"""Every so many rounds openpyxl reads the workbooks too: it takes longer than making them."""
SPREADSHEETS: Final = (0, 150, 300, 450) if FULL else (0,)
KINDS_IN_SHORT: Final = ("priorities", "member-register")
TO_CSV: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"
"""Comma, double quotes, UTF-8, all texts quoted, values as they are, every sheet."""
SECONDS: Final = 240
csv.field_size_limit(1 << 20)


@dataclass(frozen=True)
class Book:
    """A workbook as its XML has it; ``frame`` is what no text of a record may change."""

    frame: dict[str, object]
    strings: list[str]
    headings: set[str]


def book(content: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    sheets = {name: part for name, part in sorted(parts.items()) if name.startswith("xl/worksheets/sheet")}
    tables = {name: part for name, part in sorted(parts.items()) if name.startswith("xl/tables/")}
    shared = parts["xl/sharedStrings.xml"]
    assert {tuple(child.tag for child in item) for item in shared} == {(f"{MAIN}t",)}, "a text with markup of its own"
    frame: dict[str, object] = {
        "parts": sorted(parts),
        "sheets": [sheet.attrib for sheet in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")],
        "names": {name.get("name") for name in parts["xl/workbook.xml"].iter(f"{MAIN}definedName")} - {PRINT_TITLES},
        "relations": sorted(
            tuple(sorted(relation.attrib.items()))
            for name, part in parts.items()
            if name.endswith(".rels")
            for relation in part
        ),
        "formulas": [
            (name, part.tag, part.text)
            for name, sheet in sheets.items()
            for part in sheet.iter()
            if part.tag in FORMULAS
        ],
        "cells": {
            name: Counter(kind for cell in sheet.iter(f"{MAIN}c") if (kind := cell.get("t")))
            for name, sheet in sheets.items()
        },
        "entries": [
            {**part.attrib, "sqref": size(part.get("sqref", ""))}
            for sheet in sheets.values()
            for part in sheet.iter(f"{MAIN}dataValidation")
        ],
        "links": [part.tag for sheet in sheets.values() for part in sheet.iter() if "hyperlink" in part.tag.lower()],
        "edges": [codes(edge.text or "") for sheet in sheets.values() for edge in sheet.iter() if edge.tag in EDGES],
        "tables": [(table.get("displayName"), size(table.get("ref", ""))) for table in tables.values()],
    }
    shown = {
        int(cell[0].text or "") for sheet in sheets.values() for cell in sheet.iter(f"{MAIN}c") if cell.get("t") == "s"
    }
    strings = [unescape("".join(item.itertext())) for number, item in enumerate(shared) if number in shown]
    headings = {
        unescape(column.get("name", "")) for table in tables.values() for column in table.iter(f"{MAIN}tableColumn")
    }
    return Book(frame, strings, headings)


def size(area: str) -> tuple[int, int]:
    """Return how many columns and rows an area has: where it begins depends on how long the texts above it are."""
    found = CellRange(area).size
    return found["columns"], found["rows"]


def codes(edge: str) -> list[str]:
    """Return the codes of a header or footer: what an ampersand begins that is not followed by another one."""
    return re.findall(r"&[^&]", edge.replace("&&", ""))


def words_in(texts: list[str]) -> set[str]:
    return {found.casefold() for text in texts for found in WORD.findall(text)}


def faults(hostile: Book, tame: Book, planted: Mapping[str, str]) -> dict[str, object]:
    """Return by what a workbook differs from the one of the harmless programme, but for the texts themselves."""
    found: dict[str, object] = {what: value for what, value in hostile.frame.items() if value != tame.frame[what]}
    found["headings without a cell"] = hostile.headings - set(hostile.strings)
    found["words that are missing"] = {
        word
        for text in tame.strings
        for word in words_in([text]) - words_in(hostile.strings)
        if not fills(text, LONGEST_HEADING if text in tame.headings else LONGEST_CELL, planted)
    } | (words_in(hostile.strings) - words_in(tame.strings))
    found["lost"] = [
        fault
        for text in hostile.strings
        if not is_cut(text, heading=text in hostile.headings)
        for fault in (lost(seen(text), planted) if text in hostile.headings else changed(text, planted))
    ]
    return {what: value for what, value in found.items() if value or what in hostile.frame}


def fills(text: str, longest: int, planted: Mapping[str, str]) -> bool:
    """Tell whether a text planted here leaves no room in its cell, so that words are cut off."""
    return any(len(planted[word]) > longest // 2 for word in words_in([text]) if word in planted)


def changed(text: str, planted: Mapping[str, str]) -> list[str]:
    """Return the planted texts that a cell should hold with all their lines and spaces, and does not."""
    wholes = [cleaned(planted[word]) for word in words_in([text]) if word in planted]
    shown = text.replace("\u2060", "")
    return [whole for whole in wholes if whole not in shown and whole[0].upper() + whole[1:] not in shown]


def cleaned(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text).replace("\u00ad", "").strip()


def is_cut(text: str, *, heading: bool) -> bool:
    """Tell whether a text is as long as it may be and says that it goes on."""
    units = len(text.encode("utf-16-le")) // 2
    if heading:
        return LONGEST_HEADING - 1 <= units <= LONGEST_HEADING and text.endswith("…")
    return LONGEST_CELL - 1 <= units <= LONGEST_CELL and re.search(r" … \[[^]]+\]$", text) is not None


def read_through(content: bytes) -> int:
    """Read a workbook cell by cell; return how many hold text that is one to openpyxl too."""
    cells = 0
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            text = cell.value
            if not isinstance(text, str):
                continue
            if cell.data_type == "f":
                assert not WORD.search(text)
                continue
            assert cell.data_type == "s"
            assert cell.hyperlink is None
            assert cell.comment is None
            if text.startswith(DANGEROUS):
                assert cell.number_format == "@", (sheet.title, cell.coordinate, text[:40])
            cells += 1
    return cells


@pytest.fixture(scope="module")
def harmless() -> dict[Edition, dict[str, Book]]:
    """The workbooks of the programme with nothing but the words, by edition; they are made when they are needed."""
    return {}


@pytest.mark.parametrize("numbers", rounds_in_parts())
def test_workbooks_are_those_of_harmless_words(
    programme: Programme, harmless: dict[Edition, dict[str, Book]], numbers: list[int]
) -> None:
    workbooks = texts = cells = 0
    for edition in {edition for number in numbers for edition in editions(number)} - harmless.keys():
        programme.plant(("WORD",), 0)
        harmless[edition] = {path: book(content) for path, content in programme.render("xlsx", edition).items()}
    for place, number in enumerate(numbers):
        planted = programme.plant(HOSTILE, number)
        assert_whole(programme.root)
        for edition in editions(number):
            made = programme.render("xlsx", edition)
            assert made.keys() == harmless[edition].keys()
            for path, content in made.items():
                found = book(content)
                assert not faults(found, harmless[edition][path], planted), (number, edition, path)
                cells += read_through(content) if place % READ_THROUGH == 0 else 0
                texts += sum(len(WORD.findall(text)) for text in found.strings)
                workbooks += 1
    note(
        "hostile text in workbooks",
        rounds=len(numbers),
        workbooks=workbooks,
        texts_read=texts,
        cells_read_by_openpyxl=cells,
        formulas=0,
        links=0,
        lost=0,
    )


@pytest.fixture(scope="module")
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        reason = "LibreOffice (soffice) is not here, so NO SPREADSHEET PROGRAM has opened the hostile workbooks"
        if os.environ.get("INNOENVI_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.mark.parametrize("number", SPREADSHEETS)
def test_a_spreadsheet_program_shows_texts_as_they_are(
    programme: Programme, soffice: str, tmp_path: Path, number: int
) -> None:
    programme.plant(HOSTILE, number)
    made = {
        path.rsplit("/", 1)[1].split(".")[0]: content
        for path, content in programme.render("xlsx", editions(number)[0]).items()
    }
    wanted = {name: content for name, content in made.items() if FULL or name in KINDS_IN_SHORT}
    for name, content in wanted.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    command = [
        soffice,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        TO_CSV,
    ]
    files = [str(tmp_path / f"{name}.xlsx") for name in wanted]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=SECONDS)
    cells = 0
    for name, content in wanted.items():
        for title, texts in texts_of(content).items():
            shown = list(rows_of(tmp_path / f"{name}-{title}.csv"))
            for (row, column), text in texts.items():
                assert shown[row - 1][column - 1] == text, (name, title, row, column)
                cells += 1
    note("hostile text in LibreOffice", rounds=1, workbooks=len(wanted), cells=cells, changed=0)


def texts_of(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return the texts of a workbook by sheet, row and column."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shared = [unescape("".join(item.itertext())) for item in ET.fromstring(archive.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name", "") for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        sheets = [ET.fromstring(archive.read(f"xl/worksheets/sheet{at}.xml")) for at in range(1, len(names) + 1)]
    return {
        name: {
            coordinate_to_tuple(cell.get("r", "")): shared[int(cell[0].text or "")]
            for cell in sheet.iter(f"{MAIN}c")
            if cell.get("t") == "s"
        }
        for name, sheet in zip(names, sheets, strict=True)
    }


def rows_of(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream)
