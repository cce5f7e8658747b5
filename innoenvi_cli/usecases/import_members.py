"""Read the members of a register in: good rows become records or change them, bad ones are named with the reason."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.personal_data import TELEPHONE_NUMBER, looks_personal
from innoenvi_cli.errors import RefusedError
from innoenvi_cli.exchange.columns import check_mapping, header_test, lay_out
from innoenvi_cli.exchange.conversion import brief
from innoenvi_cli.exchange.files import printable_name, read_table
from innoenvi_cli.exchange.tables import shown
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.store.writer import apply_changes, locked, unified_diff
from innoenvi_cli.usecases.member_planning import plan_members

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from innoenvi_cli.exchange.columns import Layout
    from innoenvi_cli.exchange.tables import Row, Table
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.usecases.member_planning import Plan

_NOT_REPEATED: Final = frozenset({rules.PERSONAL_DATA.code, rules.BAD_PERSON_CODE.code})
"""Findings on cells that hold somebody's name, number or address: their text goes into no list of rejected rows."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell; ``column`` is its heading, empty where a whole row is meant; ``value`` may be cut."""

    column: str
    value: str
    code: str
    message: Message
    hint: Message


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: its number as a spreadsheet shows it, what is wrong first, and what else.

    ``cells`` are what it says, each cut where nobody reads on; ``marked`` are those that something is wrong with, by
    their places from 0.
    """

    row: int
    column: str
    value: str
    code: str
    message: Message
    hint: Message
    also: tuple[CellProblem, ...] = ()
    cells: tuple[str, ...] = ()
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the rows of ``file``: each is created, updated, unchanged or rejected, and never two of these.

    ``columns`` are the headings that were read with their fields, ``left_out`` those that were not. ``files`` are the
    paths that were, or with ``dry_run`` would be, written; ``diff`` shows them.
    """

    root: Path
    file: str
    sheet: str
    minicluster: str
    rows: int
    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    columns: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    notes: tuple[Message, ...]
    files: tuple[str, ...]
    diff: str
    dry_run: bool


def import_members(  # noqa: PLR0913 - the options of the command
    root: Path,
    file: Path,
    minicluster: str,
    *,
    mapping: tuple[tuple[str, str], ...] = (),
    sheet: str | None = None,
    dry_run: bool = False,
    environ: Mapping[str, str] | None = None,
) -> ImportResult:
    """Read the register ``file`` into ``minicluster``; ``mapping`` holds ``(column, field)`` pairs.

    A row is matched with the members there are by id, business id and name. Of a member that exists only the fields
    change that the row gives and that differ; an empty cell changes nothing.

    Raises:
        UnknownNameError: there is no such minicluster, column, field or sheet.
        UsageError: ``mapping`` contradicts itself.
        RefusedError: the file is not read, or the members there are cannot be.
        UnfinishedError: somebody else is writing.
    """
    check_mapping(mapping)
    environment = os.environ if environ is None else environ
    _refuse_personal(file)
    table = read_table(file, sheet=sheet, is_header=header_test(mapping))
    layout = lay_out(table, mapping)
    if dry_run:
        plan = plan_members(root, minicluster, table, layout, environment)
    else:
        with locked(root):
            plan = plan_members(root, minicluster, table, layout, environment)
            apply_changes(root, plan.changes)
    return _result(root, minicluster, table, layout, plan, dry_run=dry_run)


def _refuse_personal(file: Path) -> None:
    """Refuse a file whose name would bring personal data into git: it becomes the source of every new member.

    A number that looks like a telephone's is more often the day that a register was made.
    """
    name = printable_name(file)
    found = {looks_personal(text) for text in (name, name.removesuffix(file.suffix), name.replace("_", " "))}
    if found - {None, TELEPHONE_NUMBER}:
        raise RefusedError(
            message(
                N_("the name of the file looks like personal data, and would be kept as the source of each member")
            ),
            message(N_("rename the file, then import it again")),
        )


# The result ----------------------------------------------------------------------------------------------------------


def _result(root: Path, minicluster: str, table: Table, layout: Layout, plan: Plan, *, dry_run: bool) -> ImportResult:
    cells = {row.number: row for row in layout.rows}
    return ImportResult(
        root=root,
        file=table.file,
        sheet=table.sheet,
        minicluster=minicluster,
        rows=len(layout.rows),
        created=tuple(sorted(plan.created.values())),
        updated=tuple(sorted(plan.updated.values())),
        unchanged=len(plan.unchanged),
        rejected=tuple(_rejected(cells[number], found, layout) for number, found in sorted(plan.rejected.items())),
        columns=tuple((column.heading, column.field.key) for column in layout.columns),
        left_out=layout.left_out,
        notes=table.notes,
        files=tuple(change.path for change in plan.changes),
        diff=unified_diff(plan.changes),
        dry_run=dry_run,
    )


def _rejected(row: Row, findings: list[Finding], layout: Layout) -> RejectedRow:
    first, *others = [_problem(row, finding, layout) for finding in sorted(findings, key=_column)]
    return RejectedRow(
        row=row.number,
        column=first.column,
        value=first.value,
        code=first.code,
        message=first.message,
        hint=first.hint,
        also=tuple(others),
        cells=tuple(brief(" ".join(shown(cell).split())) for cell in row.cells),
        marked=frozenset(_column(finding) - 1 for finding in findings if _column(finding)),
    )


def _column(finding: Finding) -> int:
    return finding.location.column


def _problem(row: Row, finding: Finding, layout: Layout) -> CellProblem:
    index = finding.location.column - 1
    heading = layout.heading(index)
    value = shown(row.cells[index]) if heading and index < len(row.cells) else ""
    if finding.code in _NOT_REPEATED:
        value = "…"
    return CellProblem(heading, brief(value), finding.code, finding.message, finding.hint)
