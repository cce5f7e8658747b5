"""Workbooks put together by hand, sound or with lies in them that no program writes."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="0000000\\-0"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Entry:
    """An entry of an archive, with what the directories say of it where that is not the truth."""

    name: str
    data: bytes
    method: int = 8
    flags: int = 0
    packed: bytes | None = None
    said_size: int | None = None
    said_name: str | None = None
    offset: int | None = None
    has_descriptor: bool = False


def archive(entries: Iterable[Entry]) -> bytes:
    """Return an archive of ``entries`` as they say."""
    body, directory, count = b"", b"", 0
    for entry in entries:
        packed = entry.packed if entry.packed is not None else _packed(entry)
        check, name = zlib.crc32(entry.data), entry.name.encode()
        size = len(entry.data) if entry.said_size is None else entry.said_size
        flags = entry.flags | (8 if entry.has_descriptor else 0) | 0x800
        said = (0, 0, 0) if entry.has_descriptor else (check, len(packed), size)
        offset = len(body) if entry.offset is None else entry.offset
        if entry.offset is None:
            body += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, entry.method, 0, 33, *said, len(name), 0)
            body += name + packed
            if entry.has_descriptor:
                body += struct.pack("<4s3L", b"PK\x07\x08", check, len(packed), size)
        shown = (entry.said_name or entry.name).encode()
        directory += struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02", 20, 20, flags, entry.method, 0, 33, check, len(packed), size, len(shown), 0, 0, 0, 0, 0, offset,
        )  # fmt: skip
        directory += shown
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(body), 0)
    return body + directory + end


def _packed(entry: Entry) -> bytes:
    if entry.method != 8:
        return entry.data
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(entry.data) + packer.flush()


def zeros(length: int) -> bytes:
    """Return ``length`` zeros packed, without ever having them unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(1 << 20)
    return b"".join(packer.compress(piece) for _ in range(length >> 20)) + packer.flush()


def sheet(rows: str, *, before: str = "", behind: str = "") -> bytes:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
    ).encode()


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of texts as the XML of a sheet."""
    return "".join(
        f'<row r="{number}">' + "".join(text(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, start=1)
    )


def parts(rows: bytes | None = None, more: Mapping[str, str | bytes | None] = {}) -> dict[str, bytes]:
    """Return the parts of a workbook of one sheet, some of them replaced, added, or with ``None`` left out."""
    kinds = f"{PACKAGE}/relationships"
    found: dict[str, str | bytes | None] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{kinds}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Taul1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")
        ),
        "xl/styles.xml": STYLES,
        SHEET: rows if rows is not None else sheet(table([("nimi", "maa"), ("Lumivirta Oy", "FI")])),
        "docProps/core.xml": f"{HEAD}<coreProperties/>",
        **more,
    }
    return {
        name: content.encode() if isinstance(content, str) else content
        for name, content in found.items()
        if content is not None
    }


def relations(*found: tuple[str, str, str]) -> str:
    """Return relations of id, kind and target; a target that begins with ``!`` is outside."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{escape(target.removeprefix("!"))}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if target.startswith('!') else ''}/>"
        for name, kind, target in found
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def book(rows: bytes | None = None, more: Mapping[str, str | bytes | None] = {}) -> bytes:
    return archive(Entry(name, data) for name, data in parts(rows, more).items())
