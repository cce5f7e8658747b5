"""A table as it was read from somebody's file: rows of cells, nothing believed yet. And what is too much to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.findings import Rule
    from innoenvi_cli.i18n import Message

MAX_BYTES: Final = 20 * 1000 * 1000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 100
# So many rows are looked at for the header: registers often have a title above it.
HEADER_WITHIN: Final = 10


class TableRefusedError(RefusedError):
    """A file that is not read: it is no table, too large, or could do harm."""

    code = "table-refused"

    def __init__(self, file: str, reason: Message, hint: Message | None = None) -> None:
        super().__init__(
            message(N_("{file} was not read in: {reason}"), file=file, reason=reason),
            hint or message(N_("save it as .xlsx or .csv with values only, and run the command again")),
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that holds no value: the rule that says why, what fills its message, and what can be shown of it."""

    rule: Rule
    args: tuple[tuple[str, Any], ...] = ()
    shown: str = ""


Cell: TypeAlias = "str | Fault"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it; ``number`` counts from 1 as a spreadsheet does. Empty cells at the end are cut."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the name of the file without its folder, the rows, and what the user should know of the reading.

    ``sheet`` is empty for files that have no sheets.
    """

    file: str
    rows: tuple[Row, ...]
    sheet: str = ""
    notes: tuple[Message, ...] = ()


def shown(cell: Cell) -> str:
    """Return what a person sees in ``cell``."""
    return cell.shown if isinstance(cell, Fault) else cell


def row_of(number: int, cells: list[Cell], file: str, *, last: bool = False) -> Row | None:
    """Return the row, or ``None`` where it holds nothing; ``last`` says that no row behind it will be looked at.

    Raises:
        TableRefusedError: it is beyond the rows or columns that are read.
    """
    while cells and not shown(cells[-1]).strip():
        cells.pop()
    if last or (cells and number > MAX_ROWS + 1):
        raise TableRefusedError(file, message(N_("it has more than {limit} rows"), limit=MAX_ROWS), _SPLIT)
    if not cells:
        return None
    if len(cells) > MAX_COLUMNS:
        reason = message(N_("row {row} has more than {limit} columns"), row=number, limit=MAX_COLUMNS)
        raise TableRefusedError(file, reason, message(N_("take the columns away that the register does not need")))
    return Row(number, tuple(cells))


_SPLIT: Final = message(N_("split it, and read the parts in one after the other"))
