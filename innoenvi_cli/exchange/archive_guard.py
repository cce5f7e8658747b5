"""Looks at a workbook as the archive it is, before anything opens it: what it would unpack to, and what it carries."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from innoenvi_cli.exchange.tables import TableRefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message

MAX_MEMBERS: Final = 2000
MAX_UNPACKED: Final = 100 * 1000 * 1000
MAX_RATIO: Final = 200
# Below this a file may be packed as tightly as it likes: a sheet of empty cells is.
_RATIO_FROM: Final = 1000 * 1000
_CHUNK: Final = 1 << 20
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP: Final = 16
_WORKBOOK: Final = "xl/workbook.xml"
_TYPES: Final = "[Content_Types].xml"
_PLAIN_WORKBOOK: Final = b"spreadsheetml.sheet.main+xml"
_ENCRYPTED_FLAG: Final = 0x1


def guard_archive(raw: bytes, file: str) -> None:
    """Refuse a workbook that is none, that is packed to do harm, or that holds more than values.

    Raises:
        TableRefusedError: with the reason.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            reason = _problem(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        reason = message(N_("it is a damaged workbook, or none"))
    except Exception as error:  # noqa: BLE001 - zlib, struct, lzma: a broken archive can raise anything
        reason = message(N_("it is a damaged workbook, or none ({error})"), error=type(error).__name__)
    if reason is not None:
        raise TableRefusedError(file, reason)


def _problem(archive: zipfile.ZipFile) -> Message | None:
    members = archive.infolist()
    return _size_problem(members) or _content_problem(archive, members)


def _size_problem(members: list[zipfile.ZipInfo]) -> Message | None:
    if len(members) > MAX_MEMBERS:
        return message(N_("it holds more than {limit} parts"), limit=MAX_MEMBERS)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        return message(N_("unpacked it would have more than {limit} MB"), limit=MAX_UNPACKED // 1_000_000)
    for member in members:
        if member.file_size > _RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            return message(N_("its part {part} is packed suspiciously tightly"), part=_shown(member))
    if len({member.filename.lower() for member in members}) < len(members):
        return message(N_("it holds one part twice"))
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        return message(N_("it is encrypted"))
    return None


def _content_problem(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Message | None:
    names = {member.filename for member in members}
    if any(name.rpartition("/")[2].lower().startswith("vbaproject") for name in names):
        return message(N_("it holds macros"))
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        return message(N_("it takes values from other workbooks"))
    if _WORKBOOK not in names or _TYPES not in names:
        return message(N_("it is not an Excel workbook"))
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels", ".vml")) and not _is_plain_xml(archive, member):
            return message(N_("its part {part} declares XML entities"), part=_shown(member))
    types = archive.read(_TYPES)
    if b"macroEnabled" in types:
        return message(N_("it holds macros"))
    return None if _PLAIN_WORKBOOK in types else message(N_("it is not an Excel workbook"))


def _is_plain_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell whether a part is XML in an encoding of single bytes, without a document type."""
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if b"\x00" in chunk or _DOCTYPE.search(tail + chunk):
                return False
            tail = chunk[-_OVERLAP:]
    return True


def _shown(member: zipfile.ZipInfo) -> str:
    return "".join(character if character.isprintable() else "?" for character in member.filename[:80])
