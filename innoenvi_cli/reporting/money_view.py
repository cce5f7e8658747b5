"""Money on a terminal: tables with the figures to the right, more spent than budgeted in red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.reporting.stacking import breaks_words, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.reporting.money_tables import MoneyTable
    from innoenvi_cli.reporting.screen import Screen

_MINUS = ("-", "−")
_GAP = 3
"""Letters between two columns."""


def show_money_view(headline: Message, tables: Sequence[MoneyTable], screen: Screen) -> None:
    """Write ``tables`` below ``headline``."""
    parts: list[RenderableType] = [Text(screen.say(headline), style="bold")]
    for table in tables:
        parts += ["", Text(screen.say(table.title), style="bold"), Padding(_table(table, screen), (0, 0, 0, 1))]
        parts += [Padding(Text(screen.say(note), style="dim"), (0, 0, 0, 2)) for note in table.notes]
    screen.show(*parts, "")


def _table(table: MoneyTable, screen: Screen) -> Table:
    headings = [screen.say(heading) for heading in table.headings]
    rows = [[screen.say(text) for text in row] for row in (*table.rows, *((table.sums,) if table.sums else ()))]
    if breaks_words(headings, rows, table.texts, width=screen.width - 1, gap=_GAP):
        return stacked(headings, rows, table.texts)
    laid = Table(
        box=box.ASCII if screen.plain_boxes else box.SIMPLE_HEAD,
        header_style="dim",
        pad_edge=False,
        show_edge=False,
        show_footer=bool(table.sums),
        footer_style="bold",
    )
    for place, heading in enumerate(table.headings):
        is_figure = place >= table.texts
        laid.add_column(
            screen.say(heading),
            footer=screen.say(table.sums[place]) if table.sums else "",
            justify="right" if is_figure else "left",
            no_wrap=is_figure and not _is_long(table, place),
            overflow="fold",
        )
    for row in table.rows:
        laid.add_row(*(_cell(screen.say(text), is_figure=place >= table.texts) for place, text in enumerate(row)))
    return laid


def _is_long(table: MoneyTable, place: int) -> bool:
    return any(len(row[place]) > 20 for row in table.rows)  # noqa: PLR2004 - a sentence, no figure


def _cell(text: str, *, is_figure: bool) -> Text:
    below_zero = is_figure and text.startswith(_MINUS) and len(text) > 1
    return Text(text, style="red" if below_zero else "default")
