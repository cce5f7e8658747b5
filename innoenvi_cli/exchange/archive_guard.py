"""Looks at a workbook as the archive it is, before anything reads it: what it would unpack to, and what it carries."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.tables import TableRefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message

MAX_PARTS: Final = 2000
MAX_UNPACKED: Final = 30 * 1000 * 1000
MAX_RATIO: Final = 200
# Below this a part may be packed as tightly as it likes: a sheet of empty cells is.
_RATIO_FROM: Final = 1000 * 1000
_ENTRY: Final = b"PK\x01\x02"
_LOCAL_HEADER: Final = 30
_ENCRYPTED_FLAG: Final = 0x1
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# What begins otherwise is no XML, or XML in an encoding whose signs are not those of ASCII.
_BEGINNING: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\Z|<(?!\?xml)|<\?xml\s+version\s*=\s*[\"'])")
_DECLARED: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'>]*)[\"']", re.IGNORECASE)
_PLAIN: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_XML: Final = (".xml", ".rels", ".vml")
_MAIN: Final = "xl/workbook.xml"
_TYPES: Final = "[content_types].xml"
_PLAIN_WORKBOOK: Final = b"spreadsheetml.sheet.main+xml"
_PROGRAMS: Final = ("xl/macrosheets/", "xl/dialogsheets/", "xl/activex/", "xl/embeddings/", "xl/ctrlprops/")
_ELSEWHERE: Final = ("xl/externallinks/", "xl/querytables/", "xl/connections.xml", "xl/webextensions/")
ARCHIVE: Final = message(N_("the archive as a whole"))
_WORKBOOK: Final = message(N_("an Excel workbook"))
# What other archives are, by a part that only they have.
_OTHERS: Final = (
    ("mimetype", message(N_("an OpenDocument file"))),
    ("xl/workbook.bin", message(N_("a binary Excel workbook (.xlsb)"))),
    ("word/document.xml", message(N_("a Word document"))),
    ("ppt/presentation.xml", message(N_("a presentation"))),
)


class Package:
    """The parts of a workbook that was found harmless; names of parts are looked up without regard to case."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        self._parts = {member.filename.lower(): member for member in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts in lower case."""
        return tuple(self._parts)

    def read(self, part: str) -> bytes:
        """Return what ``part`` holds.

        Raises:
            TableRefusedError: it is not there, or damaged.
        """
        member = self._parts.get(part.lower())
        if member is None:
            raise TableRefusedError(self.file, rules.DAMAGED_WORKBOOK, part=shown_part(part))
        try:
            with self._archive.open(member) as stream:
                # Never all there is: a part may unpack to more than the directory says.
                return stream.read(member.file_size)
        except Exception:  # noqa: BLE001 - zlib, struct, zipfile: a broken archive can raise anything
            raise TableRefusedError(self.file, rules.DAMAGED_WORKBOOK, part=shown_part(part)) from None


def open_package(raw: bytes, file: str) -> Package:
    """Return the parts of the workbook ``raw``, once it is known that it is one and holds nothing but values.

    Raises:
        TableRefusedError: with the ban or the limit that it breaks.
    """
    if raw.count(_ENTRY) > MAX_PARTS:
        raise TableRefusedError(file, rules.TOO_MANY_PARTS, limit=MAX_PARTS)
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except Exception:  # noqa: BLE001 - as above
        raise TableRefusedError(file, rules.DAMAGED_WORKBOOK, part=ARCHIVE) from None
    _refuse_unclear_parts(archive, file)
    _refuse_sizes(archive.infolist(), file)
    package = Package(archive, file)
    _refuse_other_kinds(package)
    _refuse_programs_and_links(package)
    for part in package.parts:
        if part.endswith(_XML):
            refuse_entities(package.read(part), part, file)
    _refuse_other_types(package)
    return package


def shown_part(part: str) -> str:
    """Return the name of a part as it can be shown."""
    return "".join(character if character.isprintable() else "?" for character in part[:80])


def refuse_entities(content: bytes, part: str, file: str) -> None:
    """Refuse a part that is not XML in an encoding of single bytes without a document type."""
    declared = _DECLARED.match(content)
    is_plain = _BEGINNING.match(content) is not None and (declared is None or declared[1].lower() in _PLAIN)
    if not is_plain or b"\x00" in content or _DOCTYPE.search(content):
        raise TableRefusedError(file, rules.XML_ENTITIES, part=shown_part(part))


def _refuse_unclear_parts(archive: zipfile.ZipFile, file: str) -> None:
    members = archive.infolist()
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        steps = name.removesuffix("/").split("/")
        if (
            name.lower() in seen
            or "\\" in name
            or ":" in name
            or not name.isprintable()
            or not {"", ".", ".."}.isdisjoint(steps)
        ):
            raise TableRefusedError(file, rules.UNSAFE_PARTS, part=shown_part(name))
        seen.add(name.lower())
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise TableRefusedError(file, rules.DAMAGED_WORKBOOK, part=shown_part(name))
    members.sort(key=lambda member: member.header_offset)
    for member, behind in pairwise(members):
        if member.header_offset + _LOCAL_HEADER + member.compress_size > behind.header_offset:
            raise TableRefusedError(file, rules.UNSAFE_PARTS, part=shown_part(behind.filename))


def _refuse_sizes(members: list[zipfile.ZipInfo], file: str) -> None:
    for member in members:
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise TableRefusedError(file, rules.ENCRYPTED_WORKBOOK, part=shown_part(member.filename))
        if member.file_size > _RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            part = shown_part(member.filename)
            raise TableRefusedError(file, rules.PACKED_TOO_TIGHTLY, part=part, limit=MAX_RATIO)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise TableRefusedError(file, rules.UNPACKS_TOO_LARGE, limit=MAX_UNPACKED // 1_000_000)


def _refuse_other_kinds(package: Package) -> None:
    for part, what in _OTHERS:
        if part in package:
            raise other_format(package.file, what)
    if _TYPES not in package:
        raise other_format(package.file, message(N_("an archive of other files")))


def _refuse_programs_and_links(package: Package) -> None:
    for part in package.parts:
        if part.rpartition("/")[2].startswith("vbaproject") or part.startswith(_PROGRAMS):
            raise TableRefusedError(package.file, rules.MACROS, part=shown_part(part))
        if part.startswith(_ELSEWHERE):
            raise TableRefusedError(package.file, rules.EXTERNAL_DATA, part=shown_part(part))


def _refuse_other_types(package: Package) -> None:
    types = package.read(_TYPES)
    if b"macroenabled" in types.lower():
        raise TableRefusedError(package.file, rules.MACROS, part="[Content_Types].xml")
    if _PLAIN_WORKBOOK not in types:
        if _MAIN in package:
            raise TableRefusedError(package.file, rules.DAMAGED_WORKBOOK, part="[Content_Types].xml")
        raise other_format(package.file, message(N_("an archive of other files")))


def other_format(file: str, found: Message, named: Message = _WORKBOOK) -> TableRefusedError:
    """Return the refusal of a file that is ``found`` and not what its name says."""
    return TableRefusedError(file, rules.OTHER_FORMAT_INSIDE, named=named, found=found)
