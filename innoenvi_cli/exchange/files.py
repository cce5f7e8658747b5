"""Opens a register that somebody gives: what it is is seen from its bytes, its name must not say otherwise."""

from __future__ import annotations

import os
import stat
import unicodedata
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.errors import RefusedError, reason_of
from innoenvi_cli.exchange.archive_guard import other_format
from innoenvi_cli.exchange.tables import MAX_BYTES, TableRefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from innoenvi_cli.exchange.tables import Table
    from innoenvi_cli.i18n import Message

_TEXT_ENDINGS: Final = (".csv", ".tsv", ".txt")
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT: Final = 4096
_PAGE: Final = message(N_("a web page"))
_PICTURE: Final = message(N_("a picture"))
_PACKED: Final = message(N_("an archive of other files"))
_FORMATS: Final[tuple[tuple[bytes, Message], ...]] = (
    (b"PK\x03\x04", message(N_("a workbook or another archive"))),
    (b"PK\x05\x06", _PACKED),
    (_OLE, message(N_("a workbook of Excel before 2007, or another old document of Office"))),
    (b"%PDF", message(N_("a PDF document"))),
    (b"{\\rtf", message(N_("a document of formatted text (RTF)"))),
    (b"<!doctype html", _PAGE),
    (b"<html", _PAGE),
    (b"<table", _PAGE),
    (b"<head", _PAGE),
    (b"<body", _PAGE),
    (b"<?xml", message(N_("XML"))),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"SQLite format 3", message(N_("a database"))),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!\x1a", _PACKED),
    (b"BZh9", _PACKED),
    (b"\xfd7zXZ", _PACKED),
)


class NoSuchFileError(RefusedError):
    """The file to be read in cannot be opened; ``reason`` is ``None`` where there is none."""

    code = "no-file"

    def __init__(self, path: str, reason: Message | None) -> None:
        super().__init__(
            message(N_("there is no file {path}"), path=path)
            if reason is None
            else message(N_("{path} cannot be read: {reason}"), path=path, reason=reason),
            message(N_("give the path of a .csv or .xlsx file, as seen from here")),
        )


def read_table(path: Path, *, sheet: str | None = None, is_header: Callable[[tuple[str, ...]], bool]) -> Table:
    """Return the table in the file at ``path``.

    ``is_header`` tells whether a row names columns that the caller knows: the sheet with such a row is read where
    ``sheet`` names none.

    Raises:
        NoSuchFileError: the file cannot be opened.
        TableRefusedError: it is not read: no table, too large, or it could do harm.
        UnknownNameError: it has no such sheet.
    """
    file = printable_name(path)
    ending = path.suffix.lower()
    raw = _read(path, file)
    if ending not in {*_TEXT_ENDINGS, ".xlsx"}:
        raise TableRefusedError(file, rules.OTHER_KIND_OF_FILE)
    if not raw:
        raise TableRefusedError(file, rules.EMPTY_REGISTER)
    found = format_of(raw)
    if ending in _TEXT_ENDINGS:
        if found is not None:
            raise other_format(file, found, message(N_("a text with separators")))
        if sheet is not None:
            raise TableRefusedError(file, rules.SHEETS_OF_TEXT, sheet=sheet)
        from innoenvi_cli.exchange.delimited import read_delimited  # noqa: PLC0415 - loads pandas

        return read_delimited(raw, file)
    if raw.startswith(_OLE) and _ENCRYPTED in raw:
        raise TableRefusedError(file, rules.ENCRYPTED_WORKBOOK)
    if not raw.startswith(_ZIP):
        raise other_format(file, found or message(N_("a text")))
    from innoenvi_cli.exchange.workbooks import read_workbook  # noqa: PLC0415 - loads openpyxl

    return read_workbook(raw, file, sheet=sheet, is_header=is_header)


def format_of(raw: bytes) -> Message | None:
    """Return what the file is by its first bytes, ``None`` where it may be a text with separators."""
    beginning = raw[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lower()
    if beginning.startswith(b"<?xml") and b"schemas-microsoft-com:office:spreadsheet" in beginning:
        return message(N_("an XML spreadsheet of Excel 2003"))
    return next((what for mark, what in _FORMATS if raw.startswith(mark) or beginning.startswith(mark.lower())), None)


def printable_name(path: Path) -> str:
    """Return the name of the file without its folder, as it can be shown and kept in a record, composed as ours are.

    What has no name of its own, such as ``.``, is shown as it was typed.
    """
    name = unicodedata.normalize("NFC", path.name or str(path))
    return "".join(character if character.isprintable() else "?" for character in name)


def _read(path: Path, file: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise TableRefusedError(file, rules.NOT_A_PLAIN_FILE)
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise TableRefusedError(file, rules.NOT_A_PLAIN_FILE)
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NoSuchFileError(str(path), None) from None
    except OSError as error:
        raise NoSuchFileError(str(path), reason_of(error)) from None
    if len(raw) > MAX_BYTES:
        raise TableRefusedError(file, rules.TOO_LARGE_FILE, limit=MAX_BYTES // 1_000_000)
    return raw
