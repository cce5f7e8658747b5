"""Reads CSV with pandas: encoding and separator are found out before, what stands in the cells stays text."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Final

import pandas as pd

from innoenvi_cli import rules
from innoenvi_cli.exchange.encodings import decoded
from innoenvi_cli.exchange.tables import HEADER_WITHIN, MAX_COLUMNS, MAX_ROWS, Table, TableRefusedError, row_of
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.exchange.tables import Row
    from innoenvi_cli.i18n import Message

_SEPARATORS: Final = (";", ",", "\t", "|")
_NOTHING: Final = f"{''.join(_SEPARATORS)} \r\n"
_TRIED: Final = 20
# What the separator is told by; shorter than the longest cell that the module csv takes.
_SAMPLE: Final = 1 << 16
_SEPARATOR_LINE: Final = re.compile(r"sep=([;,\t|:])[ ]*(?:\r\n?|\n|\Z)", re.IGNORECASE)
_LAST: Final = MAX_ROWS + HEADER_WITHIN
# What pandas says of texts that are no table; it has no other way to tell the row.
_CARELESS: Final = N_(
    "from row {row} on there are cells with quotation marks that are not written twice: they were left out"
)
_UNCLOSED: Final = re.compile(r"EOF inside string starting at row (\d+)")
_TOO_WIDE: Final = re.compile(r"Expected \d+ fields in line (\d+)")


def read_delimited(raw: bytes, file: str) -> Table:
    """Return the table that the bytes of the CSV ``file`` hold.

    Raises:
        TableRefusedError: it is not text, not a table, or too large.
    """
    text, notes = decoded(raw, file)
    first, end = _filled(text)
    found = _SEPARATOR_LINE.match(text)
    if found is not None:
        return _table(text[found.end() : end], found[1], 2, file, notes)
    return _table(text[:end], _separator(text[first:end]), 1, file, notes)


def _table(text: str, separator: str, begin: int, file: str, notes: tuple[Message, ...]) -> Table:
    rows = _rows(text, separator, begin, file)
    careless = _careless_row(text, separator)
    if careless is not None:
        notes = (*notes, message(_CARELESS, row=careless - 1 + begin))
    return Table(file, rows, notes=notes)


def _careless_row(text: str, separator: str, *, within: int | None = None) -> int | None:
    """Return the number, from 1, of the first row that closes a quotation mark in the middle of a cell.

    Only the first rows ``within`` are looked at. That a text ends in a quotation is nothing careless: a sample may.
    """
    if '"' not in text:
        return None
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for _ in islice(reader, within):
            number += 1
    except csv.Error as error:
        return number + 1 if "expected after" in str(error) else None
    return None


def _filled(text: str) -> tuple[int, int]:
    """Return where the first line that holds something begins and the last one ends: millions of others may follow."""
    first = len(text) - len(text.lstrip(_NOTHING))
    last = len(text.rstrip(_NOTHING))
    ends = [place for place in (text.find("\r", last), text.find("\n", last)) if place >= 0]
    return max(text.rfind("\r", 0, first), text.rfind("\n", 0, first)) + 1, min(ends, default=len(text))


def _separator(text: str) -> str:
    """Return the separator that parts the rows of ``text`` most alike."""
    sample = text[:_SAMPLE]
    return max(_SEPARATORS, key=lambda separator: _fitness(sample, separator))


def _fitness(sample: str, separator: str) -> tuple[bool, bool, int, int]:
    """Say how well ``separator`` parts the first rows.

    Whether at all, whether no quotation mark of the first stands in the middle of a cell, how many rows have as many
    cells as the first, and how many cells these are.
    """
    reader = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    rows = list(islice((row for row in reader if any(cell.strip(_NOTHING) for cell in row)), _TRIED))
    width = len(rows[0]) if rows else 0
    alike = sum(len(row) == width for row in rows) if width > 1 else 0
    return width > 1, _careless_row(sample, separator, within=1) is None, alike, width


def _rows(text: str, separator: str, begin: int, file: str) -> tuple[Row, ...]:
    """Return the rows that hold something; the first has the number ``begin``."""
    # pandas takes the first row to be as wide as all may be, and puts up with any width of it: this one is ours.
    widest = separator * MAX_COLUMNS
    try:
        table = pd.read_csv(
            StringIO(f"{widest}\n{text}", newline=""),
            sep=separator,
            header=None,
            index_col=False,
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            nrows=_LAST - begin + 3,
            engine="c",
        )
    except pd.errors.ParserError as error:
        raise _refusal(str(error), begin, file) from None
    if len(table) - 2 + begin > _LAST:  # the text ends with a row that holds something
        raise TableRefusedError(file, rules.TOO_MANY_ROWS, row=_LAST + 1, limit=MAX_ROWS)
    read = (
        row_of(number, [cell if isinstance(cell, str) else "" for cell in cells], file)
        for number, cells in enumerate(table[1:].itertuples(index=False, name=None), start=begin)
    )
    return tuple(row for row in read if row is not None)


def _refusal(said: str, begin: int, file: str) -> TableRefusedError:
    unclosed, wide = _UNCLOSED.search(said), _TOO_WIDE.search(said)
    if unclosed is not None:
        return TableRefusedError(file, rules.UNCLOSED_QUOTE, row=int(unclosed[1]) - 1 + begin)
    return TableRefusedError(
        file, rules.TOO_MANY_COLUMNS, row=int(wide[1]) - 2 + begin if wide else begin, limit=MAX_COLUMNS
    )
