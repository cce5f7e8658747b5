"""Shows what became of the rows of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.cleaning import clean
from innoenvi_cli.reporting.creation import show_diff
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.issues import startable
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.import_members import CellProblem, ImportResult, RejectedRow


def report_import(result: ImportResult, screen: Screen, form: Format, *, with_diff: bool = False) -> None:
    """Write ``result`` in ``form``: the rejected rows first, then what became of the others."""
    if form == "json":
        screen.machine(envelope("import", import_data(result, screen.language)))
        return
    for note in result.notes:
        screen.complain(note, "warning")
    if screen.terminal:
        title = message(N_("Rejected")) if result.rejected else ""
        show_sheet(screen, title, [_rejected(item, screen.language) for item in result.rejected], style="error")
    else:
        for line in _lines(result, screen.language):
            screen.line(screen.say(line))
    if with_diff:
        show_diff(result.diff, screen)
    made = message(N_("would be created")) if result.dry_run else message(N_("created"))
    changed = message(N_("would be updated")) if result.dry_run else message(N_("updated"))
    show_sheet(screen, "", [row(made, *result.created, style="good"), row(changed, *result.updated)])
    _sum_up(result, screen)


def _rejected(item: RejectedRow, language: Language) -> Row:
    texts: list[Message | str] = []
    for problem in _problems(item):
        texts += [_problem(problem, language), message(N_("→ {hint}"), hint=problem.hint)]
    return row(message(N_("row {row}"), row=item.row), *texts)


def _lines(result: ImportResult, language: Language) -> Iterator[str]:
    """Yield one line per problem: ``file:row: CODE error: column 'value': message (hint)``."""
    for item in result.rejected:
        for problem in _problems(item):
            place = startable(f"{result.file}:{item.row}")
            hint = clean(problem.hint.render(language))
            said = clean(_problem(problem, language))
            yield f"{place}: {problem.code} error: {said}" + (f" ({hint})" if hint else "")


def _problems(item: RejectedRow) -> tuple[RejectedRow | CellProblem, ...]:
    return (item, *item.also)


def _problem(problem: RejectedRow | CellProblem, language: Language) -> str:
    said = problem.message.render(language)
    return f"{problem.column}: {said}" if problem.column else said


def _sum_up(result: ImportResult, screen: Screen) -> None:
    if result.left_out:
        left = ", ".join(result.left_out)
        screen.talk(message(N_("columns that were not read: {columns}"), columns=left), "faint")
    screen.talk(
        message(
            N_("{rows} rows: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected"),
            rows=result.rows,
            created=len(result.created),
            updated=len(result.updated),
            unchanged=result.unchanged,
            rejected=len(result.rejected),
        ),
        "error" if result.rejected else "good",
    )
    if result.dry_run:
        screen.talk(message(N_("nothing was written (--dry-run)")), "faint")


def import_data(result: ImportResult, language: Language) -> dict[str, Any]:
    """Return what ``import --format json`` holds; every row is in exactly one of the four."""
    return {
        "file": result.file,
        "sheet": result.sheet,
        "minicluster": result.minicluster,
        "rows": result.rows,
        "created": list(result.created),
        "updated": list(result.updated),
        "unchanged": result.unchanged,
        "rejected": [
            {**_problem_data(item, language), "row": item.row, "also": [_problem_data(i, language) for i in item.also]}
            for item in result.rejected
        ],
        "columns": [{"column": column, "field": field} for column, field in result.columns],
        "left_out": list(result.left_out),
        "notes": [note.render(language) for note in result.notes],
        "files": list(result.files),
        "dry_run": result.dry_run,
        "diff": result.diff if result.dry_run else "",
    }


def _problem_data(problem: RejectedRow | CellProblem, language: Language) -> dict[str, Any]:
    return {
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message.render(language),
        "hint": problem.hint.render(language),
    }
