"""Reads CSV: which encoding and which separator it has is found out, what stands in the cells stays text."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.encodings import decoded
from innoenvi_cli.exchange.tables import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Table, TableRefusedError, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS: Final = (";", ",", "\t", "|")
_TRIED: Final = 20
_NOTHING: Final = f"{''.join(_SEPARATORS)} \r\n"
# More separators than a row has cells, because texts in quotation marks hold some; and so many that nothing is a row.
_MOST_SEPARATORS: Final = 1000 * MAX_COLUMNS
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# Stands behind the last row: where a quotation mark is still open, it is swallowed.
_END: Final = "-"
_SEPARATOR_LINE: Final = re.compile(r"sep=([;,\t|:])[ ]*(?:\r|\n|\Z)", re.IGNORECASE)


def read_delimited(raw: bytes, file: str) -> Table:
    """Return the table that the bytes of the CSV ``file`` hold.

    Raises:
        TableRefusedError: it is not text, not a table, or too large.
    """
    text, notes = decoded(raw, file)
    with _long_cells():
        separator, skip = _separator(text, file)
        rows = tuple(
            row
            for number, cells in _records(text, separator, file)
            if number > skip and (row := row_of(number, [*cells], file)) is not None
        )
    return Table(file, rows, notes=notes)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as files: what is too long for a record is said of its row."""
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _separator(text: str, file: str) -> tuple[str, int]:
    """Return the separator and how many rows tell it: Excel's ``sep=;`` line, else the one that parts rows alike."""
    found = _SEPARATOR_LINE.match(text)
    if found is not None:
        return found[1], 1
    return max(_SEPARATORS, key=lambda separator: _fitness(text, separator, file)), 0


def _fitness(text: str, separator: str, file: str) -> tuple[bool, bool, int, int]:
    """Say how well ``separator`` parts the first rows.

    Whether at all, whether no quotation mark of the first stands in the middle of a cell, how many rows have as many
    cells as the first, and how many cells these are.
    """
    sample: list[list[str]] = []
    first = islice(_records(text, separator, file), MAX_ROWS)
    filled = (cells for _, cells in first if any(cell.strip(_NOTHING) for cell in cells))
    try:
        sample.extend(islice(filled, _TRIED))
    except TableRefusedError:  # what came before it must do; whether it is so, the reading tells
        if not sample:
            return True, True, 0, 0
    width = len(sample[0]) if sample else 0
    alike = sum(len(row) == width for row in sample) if width > 1 else 0
    return width > 1, _is_clean(text, separator, file), alike, width


def _is_clean(text: str, separator: str, file: str) -> bool:
    """Tell whether the first row keeps to the rules of quotation marks when ``separator`` parts its cells."""
    try:
        next(_records(text, separator, file, strict=True), None)
    except (csv.Error, TableRefusedError):
        return False
    return True


def _records(text: str, separator: str, file: str, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of ``text`` with their numbers, also those that hold nothing.

    Raises:
        TableRefusedError: a quotation mark is never closed, or a row would be millions of cells.
        csv.Error: a quotation mark stands in the middle of a cell, where ``strict`` says that none may.
    """
    number, left, is_over = 1, _MOST_SEPARATORS, False

    def lines() -> Iterator[str]:
        nonlocal left, is_over
        for found in _LINE.finditer(text):
            line = found.group()
            left -= line.count(separator)
            if left < 0:
                raise TableRefusedError(file, rules.TOO_MANY_COLUMNS, row=number, limit=MAX_COLUMNS)
            yield line
        is_over = True
        yield separator.join((_END, _END))

    for cells in csv.reader(lines(), delimiter=separator, strict=strict):
        if is_over and cells == [_END, _END]:
            return
        if is_over:
            raise TableRefusedError(file, rules.UNCLOSED_QUOTE, row=number)
        yield number, cells
        number += 1
        left = _MOST_SEPARATORS
