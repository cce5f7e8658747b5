"""Finds the header of a table and says which column means which field: as the user says, else as its heading does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.errors import UnknownNameError, UsageError
from innoenvi_cli.exchange.conversion import brief
from innoenvi_cli.exchange.fields import field_called, guessed_field, member_fields, plain_heading
from innoenvi_cli.exchange.tables import HEADER_WITHIN, Fault, TableRefusedError, shown
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import SLUG_MAX, SLUG_PATTERN
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innoenvi_cli.exchange.fields import Field
    from innoenvi_cli.exchange.tables import Row, Table

Mapping = tuple[tuple[str, str], ...]
_SLUG: Final = re.compile(SLUG_PATTERN)
# Nothing in the row means anything: it may be the first of the members, and whoever gave it a field would lose them.
_NO_HEADINGS: Final = N_(
    "the first row is taken for headings: where it is the first member, put headings such as name above it; else say "
    "which column holds the names: --map COLUMN=name. There are: {columns}"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: its place counted from 0, what stands above it, and the field it fills."""

    index: int
    heading: str
    field: Field


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns are read, which are not, and the rows of data behind the header; ``width`` counts all columns."""

    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    rows: tuple[Row, ...]
    width: int
    headings: tuple[str, ...] = ()

    def heading(self, index: int) -> str:
        """Return the heading of the column at ``index``, empty where it is not read."""
        return next((column.heading for column in self.columns if column.index == index), "")


def check_mapping(mapping: Mapping) -> None:
    """Look at ``COLUMN=field`` pairs before any file is opened; an empty field leaves a column out.

    Raises:
        UnknownNameError: there is no such field.
        UsageError: a column or a field stands there twice.
    """
    for _, key in mapping:
        if key and field_called(key) is None:
            known = tuple(member_fields())
            raise UnknownNameError(message(N_("field")), key, (*known, "custom.…"), nearest(key, known))
    columns = [(plain_heading(column), column) for column, _ in mapping]
    for names in (columns, [(key, key) for _, key in mapping if key]):
        seen: set[str] = set()
        for plain, typed in names:
            if plain in seen:
                raise UsageError(
                    message(N_("'{name}' stands in --map twice"), name=typed),
                    message(N_("each column fills one field, and each field has one column")),
                )
            seen.add(plain)


def header_test(mapping: Mapping) -> Callable[[tuple[str, ...]], bool]:
    """Return a function that tells whether a row is the header: it has the columns of ``mapping`` and a name."""
    asked = {plain_heading(column) for column, _ in mapping}
    names_given = any(key == "name" for _, key in mapping)

    def is_header(cells: tuple[str, ...]) -> bool:
        headings = {plain_heading(cell) for cell in cells}
        guessed = (guessed_field(cell) for cell in cells if plain_heading(cell) not in asked)
        has_name = names_given or any(field is not None and field.key == "name" for field in guessed)
        return asked <= headings and has_name

    return is_header


def lay_out(table: Table, mapping: Mapping) -> Layout:
    """Return which columns of ``table`` are read, and its rows.

    Raises:
        UnknownNameError: ``mapping`` names a column that is not there.
        UsageError: it names one that is there twice.
        TableRefusedError: there is no row at all, or no column with the names of the members.
    """
    if not table.rows:
        raise TableRefusedError(table.file, rules.EMPTY_REGISTER, sheet=table.sheet)
    is_header = header_test(mapping)
    first = table.rows[:HEADER_WITHIN]
    place = next((index for index, row in enumerate(first) if is_header(tuple(shown(cell) for cell in row.cells))), 0)
    header, rows = table.rows[place], table.rows[place + 1 :]
    _refuse_formulas(table, header)
    headings = [" ".join(shown(cell).split()) for cell in header.cells]
    columns = _asked_for(headings, mapping)
    guessed = _guessed(headings, columns, {plain_heading(name) for name, _ in mapping}, rows)
    columns = _without_half_industries([*columns, *guessed], guessed)
    if not any(column.field.key == "name" for column in columns):
        there = _listed(headings)
        hint = None if columns else message(_NO_HEADINGS, columns=there)
        raise TableRefusedError(table.file, rules.NO_NAMES, hint=hint, columns=there, sheet=table.sheet)
    read = {column.index for column in columns}
    left_out = tuple(brief(heading) for index, heading in enumerate(headings) if index not in read and heading)
    return Layout(
        tuple(sorted(columns, key=lambda column: column.index)), left_out, rows, len(headings), tuple(headings)
    )


def _refuse_formulas(table: Table, header: Row) -> None:
    for cell in header.cells:
        if isinstance(cell, Fault) and cell.rule is not rules.MERGED_CELL:
            raise TableRefusedError(table.file, cell.rule, row=header.number, **dict(cell.args))


def _asked_for(headings: Sequence[str], mapping: Mapping) -> list[Column]:
    plain = [plain_heading(heading) for heading in headings]
    found: list[Column] = []
    for name, key in mapping:
        places = [index for index, heading in enumerate(headings) if heading == " ".join(name.split())]
        places = places or [index for index, heading in enumerate(plain) if heading == plain_heading(name) != ""]
        if not places:
            near = {heading.casefold(): heading for heading in headings}
            suggestion = nearest(name.casefold(), near)
            choices = tuple(heading for heading in headings if heading)
            raise UnknownNameError(message(N_("column")), name, choices, near[suggestion] if suggestion else None)
        if len(places) > 1:
            raise UsageError(
                message(N_("two columns are called '{name}'"), name=name),
                message(N_("give one of them another heading")),
            )
        field = field_called(key)
        if field is not None:
            found.append(Column(places[0], headings[places[0]], field))
    return found


def _guessed(headings: Sequence[str], asked: list[Column], named: set[str], rows: tuple[Row, ...]) -> list[Column]:
    taken = {column.field.key for column in asked}
    found: list[Column] = []
    for index, heading in enumerate(headings):
        field = None if plain_heading(heading) in named else guessed_field(heading)
        if field is None or field.key in taken or (field.key == "id" and not _all_ids(rows, index)):
            continue
        taken.add(field.key)
        found.append(Column(index, heading, field))
    return found


def _without_half_industries(columns: list[Column], guessed: list[Column]) -> list[Column]:
    """Leave guessed industry codes out where nothing says their revision: every row would be refused for them."""
    if any(column.field.key == "industry.revision" for column in columns):
        return columns
    return [column for column in columns if column not in guessed or column.field.path[0] != "industry"]


def _all_ids(rows: tuple[Row, ...], index: int) -> bool:
    """Tell whether a column holds ids of ours: other registers number their rows under the same heading."""
    cells = [shown(row.cells[index]).strip() for row in rows if index < len(row.cells)]
    return all(_SLUG.match(cell) and len(cell) <= SLUG_MAX for cell in cells if cell)


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(brief(heading) for heading in headings if heading) or "-"
