"""Makes of each row of a register what it says of a member, with the places of its cells, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.fields import HISTORY
from innoenvi_cli.exchange.other_words import names_a_sum
from innoenvi_cli.exchange.tables import Fault, shown
from innoenvi_cli.model.project import MappingMarks, Origin, SequenceMarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.exchange.columns import Layout
    from innoenvi_cli.exchange.conversion import Converter
    from innoenvi_cli.exchange.fields import Path
    from innoenvi_cli.exchange.tables import Cell, Row
    from innoenvi_cli.findings import Finding, Location
    from innoenvi_cli.model.project import Marks

# Findings on a row have this for their file: no record can lie there.
REGISTER: Final = "//"
# What tells an organisation that is called Total from a row of sums.
_NUMBERS: Final = frozenset({"id", "business_id", "vat", "lei"})


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What a row says: the data of a record by its keys, and the paths of what it gives.

    Of the findings, as of ``origin``, the line is the number of the row and the column that of the cell, from 1, or 0
    for the whole row.
    """

    number: int
    data: dict[str, Any]
    paths: tuple[Path, ...]
    origin: Origin
    findings: tuple[Finding, ...]

    def given(self, key: str) -> str:
        """Return the text of a field that has one, else an empty one."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def value(self, path: Path) -> object:
        """Return the value at one of ``paths``."""
        held = self.data[path[0]]
        if len(path) == 1:
            return held
        return (held[0] if path[0] == HISTORY else held).get(path[1])

    def place(self, path: Path) -> Location:
        """Return the place of the cell that gives one of ``paths``."""
        return self.origin.at(*_in_file(path))


def member_rows(layout: Layout, converter: Converter) -> Iterator[MemberRow]:
    """Yield what each row of ``layout`` says."""
    for row in layout.rows:
        yield _member_row(row, layout, converter)


def _member_row(row: Row, layout: Layout, converter: Converter) -> MemberRow:
    origin = Origin(REGISTER, row.number, 0, _marks(row.number, layout))  # no cell: the whole row is meant
    findings: list[Finding] = []
    data: dict[str, Any] = {}
    paths: list[Path] = []
    if tuple(" ".join(shown(cell).split()) for cell in row.cells) == layout.headings:
        return MemberRow(row.number, {}, (), origin, (rules.HEADER_AGAIN.at(origin.location),))
    if len(row.cells) > layout.width:
        findings.append(rules.ROW_TOO_LONG.at(origin.location, count=len(row.cells), expected=layout.width))
    for column in layout.columns:
        cell: Cell = row.cells[column.index] if column.index < len(row.cells) else ""
        value = cell if isinstance(cell, Fault) else converter.value(column.field, cell)
        if isinstance(value, Fault):
            findings.append(value.rule.at(origin.at(*_in_file(column.field.path)), **dict(value.args)))
        elif value is not None:
            _put(data, column.field.path, value)
            paths.append(column.field.path)
    if names_a_sum(str(data.get("name", ""))) and data.keys().isdisjoint(_NUMBERS):
        # Whatever else is wrong with it, there is nothing to mend in such a row.
        return MemberRow(row.number, {}, (), origin, (rules.ROW_OF_SUMS.at(origin.at("name"), value=data["name"]),))
    if "name" not in data and not any(finding.location == origin.at("name") for finding in findings):
        findings.insert(0, rules.NAMELESS_ROW.at(origin.at("name")))
    return MemberRow(row.number, data, tuple(paths), origin, tuple(findings))


def _in_file(path: Path) -> tuple[str | int, ...]:
    return (path[0], 0, *path[1:]) if path[0] == HISTORY else path


def _put(data: dict[str, Any], path: Path, value: object) -> None:
    if path[0] == HISTORY:
        data.setdefault(HISTORY, [{}])[0][path[1]] = value
    elif len(path) > 1:
        data.setdefault(path[0], {})[path[1]] = value
    else:
        data[path[0]] = value


def _marks(number: int, layout: Layout) -> Marks:
    """Return where the values of the row with ``number`` stand: each in its cell."""
    entries: dict[str, tuple[int, int, int, int, Marks]] = {}
    inner: dict[str, dict[str, tuple[int, int, int, int, Marks]]] = {}
    for column in layout.columns:
        place = column.index + 1
        mark = (number, place, number, place, None)
        if len(column.field.path) == 1:
            entries[column.field.path[0]] = mark
        else:
            inner.setdefault(column.field.path[0], {})[column.field.path[1]] = mark
    for key, held in inner.items():
        place = min(mark[1] for mark in held.values())
        marks: Marks = MappingMarks(held)
        if key == HISTORY:
            marks = SequenceMarks(((number, place, marks),))
        entries[key] = (number, place, number, place, marks)
    return MappingMarks(entries)
