"""Opens a register that somebody gives: what it is is seen from its bytes, its name must not say otherwise."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.exchange.delimited import read_delimited
from innoenvi_cli.exchange.tables import MAX_BYTES, TableRefusedError
from innoenvi_cli.exchange.workbooks import read_workbook
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from innoenvi_cli.exchange.tables import Table

_TEXT_ENDINGS: Final = (".csv", ".tsv", ".txt")
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class NoSuchFileError(RefusedError):
    """The file to be read in cannot be opened; ``reason`` is ``None`` where there is none."""

    code = "no-file"

    def __init__(self, path: str, reason: str | None) -> None:
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
    raw = _read(path, file)
    ending = path.suffix.lower()
    if ending in _TEXT_ENDINGS:
        if raw.startswith((_ZIP, _OLE)):
            raise TableRefusedError(file, message(N_("it is a workbook under the name of a text file")))
        if sheet is not None:
            raise TableRefusedError(file, message(N_("it has no sheets")), message(N_("leave --sheet away")))
        return read_delimited(raw, file)
    if ending != ".xlsx":
        raise TableRefusedError(file, message(N_("only .xlsx and .csv files are read")))
    if raw.startswith(_OLE):
        raise TableRefusedError(file, message(N_("it is encrypted, or in the format of Excel before 2007")))
    if not raw.startswith(_ZIP):
        raise TableRefusedError(file, message(N_("it is not an Excel workbook")))
    return read_workbook(raw, file, sheet=sheet, is_header=is_header)


def printable_name(path: Path) -> str:
    """Return the name of the file without its folder, as it can be shown and kept in a record."""
    return "".join(character if character.isprintable() else "?" for character in path.name)


def _read(path: Path, file: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise TableRefusedError(file, message(N_("it is not a plain file")))
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NoSuchFileError(str(path), None) from None
    except OSError as error:
        raise NoSuchFileError(str(path), error.strerror or type(error).__name__) from None
    if len(raw) > MAX_BYTES:
        raise TableRefusedError(file, message(N_("it has more than {limit} MB"), limit=MAX_BYTES // 1_000_000))
    return raw
