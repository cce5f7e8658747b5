"""A sheet on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row

STYLES: Final = {
    "": "default",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "good": "green",
    "strong": "bold",
    "faint": "dim",
}


def show_sheet_view(screen: Screen, title: str, rows: list[Row], *, style: str) -> None:
    """Write ``rows`` below ``title``, labels in a column of their own."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", overflow="fold", max_width=screen.width // 3)
    grid.add_column(overflow="fold")
    for item in rows:
        for index, text in enumerate(item.texts):
            grid.add_row("" if index else screen.say(item.label), Text(screen.say(text), style=STYLES[item.style]))
    parts: list[RenderableType] = [Text(title, style=STYLES[style])] if title else []
    if rows:
        parts.append(Padding(grid, (0, 0, 0, 1)))
    screen.show(*parts)
