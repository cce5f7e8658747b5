"""A table as it was read from somebody's file: rows of cells, nothing believed yet. And what is too much to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli import rules
from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.findings import Rule
    from innoenvi_cli.i18n import Message

MAX_BYTES: Final = 10 * 1000 * 1000
MAX_ROWS: Final = 1200
MAX_COLUMNS: Final = 100
# So many rows are looked at for the header: registers often have a title above it.
HEADER_WITHIN: Final = 10


class TableRefusedError(RefusedError):
    """A file that is not read: it is no table, too large, or could do harm. ``rule`` is the ban or limit it breaks.

    ``place`` says where, as far as there is a where: ``row``, ``sheet``, ``cell``, ``part``. ``hint`` is a way out that
    fits better than that of the rule.
    """

    code = "table-refused"

    def __init__(self, file: str, rule: Rule, *, hint: Message | None = None, **args: object) -> None:
        super().__init__(
            message(N_("{file} was not read in: {reason}"), file=file, reason=message(rule.message, **args)),
            hint if hint is not None else message(rule.hint, **args),
        )
        self.rule = rule.code
        self.place = {
            "file": file,
            **{
                key: args[key]
                for key in ("row", "sheet", "cell", "part")
                if isinstance(args.get(key), (str, int)) and args[key]
            },
        }


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


def row_of(number: int, cells: list[Cell], file: str, sheet: str = "") -> Row | None:
    """Return the row, or ``None`` where it holds nothing.

    Raises:
        TableRefusedError: it is beyond the rows or columns that are read.
    """
    while cells and not isinstance(cells[-1], Fault) and not cells[-1].strip():
        cells.pop()
    if not cells:
        return None
    if number > MAX_ROWS + HEADER_WITHIN:
        raise TableRefusedError(file, rules.TOO_MANY_ROWS, row=number, limit=MAX_ROWS, sheet=sheet)
    if len(cells) > MAX_COLUMNS:
        raise TableRefusedError(file, rules.TOO_MANY_COLUMNS, row=number, limit=MAX_COLUMNS, sheet=sheet)
    return Row(number, tuple(cells))
