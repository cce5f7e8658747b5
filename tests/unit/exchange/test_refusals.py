"""Every rule about whole registers has a smallest file that breaks it and one beside it that does not."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.exchange.columns import header_test, lay_out
from innoenvi_cli.exchange.files import read_table
from innoenvi_cli.exchange.tables import TableRefusedError
from innoenvi_cli.rules import register_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
NAME = '<row r="1"><c r="A1" t="str"><v>nimi</v></c></row>'
MEMBER = '<row r="2"><c r="A2" t="str"><v>Lumivirta Oy</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CSV = b"nimi\nLumivirta Oy\n"
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'


def sheet(rows: str, behind: str = "") -> dict[str, bytes]:
    return {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>'.encode()}


def links(kind: str) -> dict[str, bytes]:
    relation = f'<Relationship Id="rId9" Type="x/{kind}" Target="http://lumivirta.example" TargetMode="External"/>'
    return {"xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{relation}</Relationships>".encode()}


def states(state: str) -> dict[str, bytes]:
    held = f'<sheets><sheet name="Taul1" sheetId="1" state="{state}" r:id="rId1"/></sheets>'
    return {"xl/workbook.xml": f"{WORKBOOK}{held}</workbook>".encode()}


def noise(megabytes: int) -> bytes:
    return os.urandom(2000) * (500 * megabytes)


# Bytes are a file; parts replace or add to those of a sound workbook; a file without a name beside it is register.csv.
CASES: dict[str, tuple[Any, Any]] = {
    "IE620": (("register.xlsm", sheet(NAME + MEMBER)), ("register.xlsx", sheet(NAME + MEMBER))),
    "IE621": (("register.xlsx", CSV), ("register.csv", CSV)),
    "IE622": (("register.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")), sheet(NAME + MEMBER, '<sheetProtection sheet="1"/>')),
    "IE623": (sheet("</row>"), sheet(NAME + MEMBER)),
    "IE624": ({"xl/vbaProject.bin": b"x"}, {"xl/media/logo.png": b"x"}),
    "IE625": (links("image"), links("hyperlink")),
    "IE626": ({"docProps/app.xml": b"<!DOCTYPE a><a/>"}, {"docProps/app.xml": b"<!-- DOCTYPE --><a/>"}),
    "IE627": ({"xl/media/a.bin": bytes(2_000_000)}, {"xl/media/a.bin": bytes(900_000)}),
    "IE628": ({"xl/media/a.bin": noise(31)}, {"xl/media/a.bin": noise(29)}),
    "IE629": ({f"xl/{n}.xml": b"<a/>" for n in range(2000)}, {f"xl/{n}.xml": b"<a/>" for n in range(1900)}),
    "IE630": ({"XL/worksheets/SHEET1.xml": b"<a/>"}, {"xl/worksheets/sheet2.xml": b"<a/>"}),
    "IE631": (CSV + b"\n" * 10_000_000, CSV + b"\n" * 9_000_000),
    "IE632": (CSV + b"A\n" * 1209, CSV + b"A\n" * 1199 + b"\n" * 5000),
    "IE633": (b"nimi" + b";a" * 100 + b"\n", b"nimi" + b";a" * 99 + b"\n"),
    "IE634": (
        sheet(NAME + "".join(f'<row ht="{n * n % 997}"/>' for n in range(400_000))),
        sheet(NAME + MEMBER + "".join(f'<row ht="{n * n % 997}"/>' for n in range(10_000))),
    ),
    "IE635": (states("hidden"), states("visible")),
    "IE636": (("register.csv", CSV, "Taul1"), ("register.xlsx", sheet(NAME + MEMBER), "Taul1")),
    "IE637": ("nimi\nMäkelä Oy\n".encode("cp850"), "nimi\nMäkelä Oy\n".encode("cp1252")),
    "IE638": (CSV + b"\x00" + CSV, CSV + b"\x01" + CSV),
    "IE639": (b'nimi\n"Lumivirta Oy\nHydros Oy\n', b'nimi\n"Lumivirta Oy"\nHydros "Oy\n'),
    "IE640": (b"\n;\n\n", b"\n;\nnimi;\n"),
    "IE641": (b"tekija\nLumivirta Oy\n", b"toimija\nLumivirta Oy\n"),
    "IE642": (("folder.csv", None), ("register.csv", CSV)),
    "IE643": (sheet(MEMBER + NAME), sheet(NAME + MEMBER)),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_rule_refuses_its_file_and_not_the_one_beside_it(
    code: str, tmp_path: Path, with_parts: Callable[[dict[str, bytes]], Path]
) -> None:
    bad, good = CASES[code]
    with pytest.raises(TableRefusedError) as refused:
        _read(bad, tmp_path, with_parts)
    assert refused.value.rule == code
    for language in ("fi", "en"):
        said = refused.value.text.render(language) + refused.value.hint.render(language)
        assert "{" not in said
    assert _read(good, tmp_path, with_parts) >= 0


def test_every_rule_about_whole_registers_has_its_case() -> None:
    assert sorted(CASES) == sorted(rule.code for rule in register_files.RULES)


def _read(case: Any, folder: Path, with_parts: Callable[[dict[str, bytes]], Path]) -> int:
    """Write the file of ``case`` and read it; return how many rows it has."""
    name, content, asked = (*case, None)[:3] if isinstance(case, tuple) else (None, case, None)
    if isinstance(content, dict):
        path = with_parts(content)
        path = path.rename(folder / (name or "register.xlsx"))
        assert zipfile.is_zipfile(path)
    else:
        path = folder / (name or "register.csv")
        path.mkdir() if content is None else path.write_bytes(content)
    is_header = header_test(())
    return len(lay_out(read_table(path, sheet=asked, is_header=is_header), ()).rows)
