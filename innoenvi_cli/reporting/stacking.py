"""Tables for narrow terminals: where words would be broken, each row is a line of text with its figures below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def breaks_words(headings: Sequence[str], rows: Sequence[Sequence[str]], figures: int, *, width: int, gap: int) -> bool:
    """Tell whether a table would break words on a screen of ``width`` letters.

    ``figures`` is the first column that holds figures, which are never broken; ``gap`` letters part two columns.
    """
    needed = gap * (len(headings) - 1)
    for place, heading in enumerate(headings):
        cells = [row[place] for row in rows]
        texts = cells if place >= figures else [word for cell in cells for word in cell.split()]
        needed += max(len(text) for text in (*texts, *heading.split(), ""))
    return needed > width


def stacked(headings: Sequence[str], rows: Sequence[Sequence[str]], figures: int) -> Table:
    """Return each row as its texts, and below them its figures, each behind its heading."""
    table = Table.grid()
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(Text(" · ".join(text.strip() for text in row[:figures] if text.strip())))
        said = [f"{heading}: {text}" for heading, text in zip(headings[figures:], row[figures:], strict=True) if text]
        if said:
            table.add_row(Padding(Text("; ".join(said), style="dim"), (0, 0, 0, 2)))
    return table
