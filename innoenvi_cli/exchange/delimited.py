"""Reads CSV: which encoding and which separator it has is found out, what stands in the cells stays text."""

from __future__ import annotations

import codecs
import csv
import warnings
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Final

from innoenvi_cli.exchange.tables import MAX_COLUMNS, MAX_ROWS, Table, TableRefusedError, row_of
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.exchange.tables import Cell, Row
    from innoenvi_cli.i18n import Message

_SEPARATORS: Final = (";", ",", "\t", "|")
_TRIED: Final = 20
_CHUNK: Final = 5000
# Separators in a line that no cell full of commas explains any more.
_WIDE_LINE: Final = 20 * MAX_COLUMNS
_TOO_WIDE: Final = message(N_("a row has more than {limit} columns"), limit=MAX_COLUMNS)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(raw: bytes, file: str) -> Table:
    """Return the table that the bytes of the CSV ``file`` hold.

    Raises:
        TableRefusedError: it is not text, not a table, or too large.
    """
    text, notes = _decoded(raw, file)
    if "\x00" in text:
        raise TableRefusedError(file, message(N_("it is not a text file")))
    _refuse_wide_lines(text, file)
    separator, skip = _separator(text)
    return Table(file, tuple(_rows(text, separator, skip, file)), notes=notes)


def _refuse_wide_lines(text: str, file: str) -> None:
    """Refuse lines that would become millions of cells, before anything takes them apart."""
    for line in text.split("\n"):
        if len(line) > _WIDE_LINE and any(line.count(separator) > _WIDE_LINE for separator in _SEPARATORS):
            raise TableRefusedError(file, _TOO_WIDE)


def _decoded(raw: bytes, file: str) -> tuple[str, tuple[Message, ...]]:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise TableRefusedError(file, message(N_("it is not {encoding} text"), encoding=encoding)) from None
        before = error.start
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        reason = message(N_("it is neither UTF-8 nor Windows-1252 text (byte {offset})"), offset=before)
        raise TableRefusedError(file, reason, message(N_("save it as 'CSV UTF-8'"))) from None
    note = message(
        N_("the file is not UTF-8 (byte {offset}) and was read as Windows-1252: look whether ä, ö and å are right"),
        offset=before,
    )
    return text, (note,)


def _separator(text: str) -> tuple[str, int]:
    """Return the separator and how many rows tell it: Excel's ``sep=;`` line, else the one that parts rows alike."""
    first = text[: text.find("\n") if "\n" in text else len(text)].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1], 1
    return max(_SEPARATORS, key=lambda separator: _fitness(text, separator)), 0


def _fitness(text: str, separator: str) -> tuple[bool, int, int]:
    """Say how well ``separator`` parts the first rows: whether at all, how many like the first, in how many cells."""
    sample = [row for row in _sample(text, separator) if any(cell.strip() for cell in row)]
    width = len(sample[0]) if sample else 0
    return width > 1, sum(len(row) == width for row in sample) if width > 1 else 0, width


def _sample(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        rows.extend(islice(reader, _TRIED))
    except csv.Error:  # a field of a megabyte, say: what came before it must do
        return rows
    return rows


def _rows(text: str, separator: str, skip: int, file: str) -> list[Row]:
    """Return the rows that hold something; columns are looked for only where the first rows have some, if that does."""
    import pandas as pd  # noqa: PLC0415 - slower to load than all else together, and only an import needs it

    usual = max((len(row) for row in _sample(text, separator)), default=0) + 1
    if usual > MAX_COLUMNS + 1:
        raise TableRefusedError(file, _TOO_WIDE)
    for width in (min(usual, MAX_COLUMNS), MAX_COLUMNS + 1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", pd.errors.ParserWarning)  # cells were lost
                return list(_read(text, separator, skip, width, file))
        except pd.errors.EmptyDataError:
            return []
        except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
            reason = _reason(str(error), skip)
            if reason != _TOO_WIDE or width > MAX_COLUMNS:
                raise TableRefusedError(file, reason) from None
    raise AssertionError  # pragma: no cover - the last width returns or raises


def _read(text: str, separator: str, skip: int, width: int, file: str) -> Iterator[Row]:
    import pandas as pd  # noqa: PLC0415 - as above

    chunks = pd.read_csv(
        StringIO(text, newline=""),
        sep=separator,
        header=None,
        names=range(width),
        index_col=False,
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        skiprows=skip,
        nrows=MAX_ROWS + 2,
        chunksize=_CHUNK,
        engine="c",
    )
    with chunks:
        for chunk in chunks:
            for index, values in zip(chunk.index, chunk.itertuples(index=False, name=None), strict=True):
                cells: list[Cell] = [value if isinstance(value, str) else "" for value in values]
                row = row_of(int(index) + 1 + skip, cells, file, last=index > MAX_ROWS)
                if row is not None:
                    yield row


def _reason(said: str, skip: int) -> Message:
    if "EOF inside string" in said:
        row = "".join(character for character in said.rpartition("row")[2] if character.isdigit())
        return message(N_("a quotation mark that is opened in row {row} is never closed"), row=int(row or 0) + 1 + skip)
    if "Expected" in said or "loss of data" in said:
        return _TOO_WIDE
    return message(N_("it is not a table of rows and columns"))
