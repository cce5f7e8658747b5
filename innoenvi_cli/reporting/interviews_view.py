"""Tables of the interview material on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.reporting.stacking import breaks_words, stacked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from innoenvi_cli.reporting.interviews import Grid
    from innoenvi_cli.reporting.screen import Screen

_GAP = 2
"""Letters between two columns."""


def show_grids(title: str, grids: Iterable[Grid], screen: Screen) -> None:
    """Write ``grids`` below ``title``."""
    parts: list[RenderableType] = [Text(title, style="bold")]
    for grid in grids:
        shown = _passages(grid, screen) if grid.prose else _table(grid, screen)
        parts += ["", Text(screen.say(grid.title), style="bold"), Padding(shown, (0, 0, 0, 1))]
    screen.show(*parts, "")


def _table(grid: Grid, screen: Screen) -> Table:
    if breaks_words(grid.headings, grid.rows, grid.figures, width=screen.width - 1, gap=_GAP):
        return stacked(grid.headings, grid.rows, grid.figures)
    table = Table(
        box=box.ASCII if screen.plain_boxes else box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False
    )
    for index, heading in enumerate(grid.headings):
        table.add_column(
            Text(screen.say(heading)),
            justify="right" if index >= grid.figures else "left",
            overflow="fold",
            header_style="dim",
            no_wrap=index == 0,
        )
    for row in grid.rows:
        # The blanks that indent a name would be cleaned away with the rest.
        cells = [f"{cell[: len(cell) - len(cell.lstrip())]}{screen.say(cell.lstrip())}" for cell in row]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _passages(grid: Grid, screen: Screen) -> Table:
    """Lay text out below a line that says where it is from: beside it, the columns would be too narrow to read."""
    table = Table.grid()
    table.add_column(overflow="fold")
    for *source, text in grid.rows:
        table.add_row(Text(" · ".join(screen.say(cell) for cell in source), style="dim"))
        table.add_row(Padding(Text(screen.say(text)), (0, 0, 0, 2)))
    return table
