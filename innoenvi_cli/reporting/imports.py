"""Shows what became of the rows of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.reporting.creation import show_diff
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.issues import startable
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.import_members import CellProblem, ImportResult, RejectedRow

_FEW: Final = 10
_FEW_CELLS: Final = 6


def report_import(result: ImportResult, screen: Screen, form: Format, *, with_diff: bool = False) -> None:
    """Write ``result``: the rows that were not taken, when piped one problem to a line, then what became of all."""
    if form == "json":
        screen.machine(envelope("import", import_data(result, screen.language)))
        return
    if screen.terminal:
        title = message(N_("Rejected")) if result.rejected else ""
        show_sheet(screen, title, [_rejected_row(item, screen.language) for item in result.rejected], style="error")
    else:
        for rejected in result.rejected:
            for problem in _problems(rejected):
                screen.line(startable(_line(result, rejected.row, problem, screen)))
    for note in result.notes:
        screen.talk(note, "warning")
    if with_diff:
        show_diff(result.diff, screen)
    made = message(
        N_("{file} into {minicluster}, {rows}"),
        file=result.file,
        minicluster=result.minicluster,
        rows=counted("{count} row", "{count} rows", result.rows),
    )
    title = (
        message(N_("would be read in — {made}"), made=made)
        if result.dry_run
        else message(N_("read in — {made}"), made=made)
    )
    show_sheet(
        screen,
        title,
        [
            row(message(N_("columns")), *(f"{heading} → {key}" for heading, key in result.columns)),
            row(message(N_("not read")), ", ".join(result.left_out)),
            row(message(N_("created")), _counted(result.created, screen)),
            row(message(N_("updated")), _counted(result.updated, screen)),
            row(message(N_("unchanged")), str(result.unchanged)),
            row(message(N_("rejected")), str(len(result.rejected)), style="error" if result.rejected else ""),
        ],
    )
    _say_next(result, screen)


def import_data(result: ImportResult, language: Language) -> dict[str, Any]:
    """Return what ``import --format json`` holds."""
    return {
        "file": result.file,
        "sheet": result.sheet,
        "minicluster": result.minicluster,
        "rows": result.rows,
        "created": list(result.created),
        "updated": list(result.updated),
        "unchanged": result.unchanged,
        "rejected": [_rejected_data(rejected, language) for rejected in result.rejected],
        "columns": [{"column": heading, "field": key} for heading, key in result.columns],
        "left_out": list(result.left_out),
        "notes": [note.render(language) for note in result.notes],
        "written": [] if result.dry_run else list(result.files),
        "dry_run": result.dry_run,
        "diff": result.diff if result.dry_run else "",
    }


def _rejected_data(rejected: RejectedRow, language: Language) -> dict[str, Any]:
    also = [_problem_data(problem, language) for problem in rejected.also]
    return {"row": rejected.row, **_problem_data(rejected, language), "also": also}


def _problem_data(problem: CellProblem | RejectedRow, language: Language) -> dict[str, Any]:
    return {
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message.render(language),
        "hint": problem.hint.render(language),
    }


def _problems(rejected: RejectedRow) -> tuple[RejectedRow | CellProblem, ...]:
    return (rejected, *rejected.also)


def _rejected_row(rejected: RejectedRow, language: Language) -> Row:
    texts: list[Message | str] = []
    for problem in _problems(rejected):
        said = problem.message.render(language)
        texts.append(f"{problem.column}: {said}" if problem.column else said)
        texts.append(message(N_("→ {hint}"), hint=problem.hint))
    return row(message(N_("row {row}"), row=rejected.row), _row_text(rejected), *texts)


def _row_text(rejected: RejectedRow) -> str:
    """Return what the row says, the faulty cells marked, those far from them left out."""
    near = {0, *(place + step for place in rejected.marked for step in (-1, 0, 1))}
    said: list[str] = []
    for place, cell in enumerate(rejected.cells):
        if place in near or len(rejected.cells) <= _FEW_CELLS:
            said.append(f"»{cell}«" if place in rejected.marked else cell)
        elif said[-1] != "…":
            said.append("…")
    said += ["»«" for place in rejected.marked if place >= len(rejected.cells)]
    return " │ ".join(said)


def _line(result: ImportResult, number: int, problem: CellProblem | RejectedRow, screen: Screen) -> str:
    language = screen.language
    place = ":".join(part for part in (result.file, str(number), problem.column) if part)
    text, hint = problem.message.render(language), problem.hint.render(language)
    return screen.say(f"{place}: {problem.code} error: {text} ({hint})")


def _counted(ids: tuple[str, ...], screen: Screen) -> Message | str:
    """Return how many there are, and which, as far as one reads that."""
    if not ids:
        return "0"
    shown = ids if screen.verbose else ids[:_FEW]
    more = len(ids) - len(shown)
    if more:
        return message(N_("{count}: {ids} and {more} more"), count=len(ids), ids=list(shown), more=more)
    return message(N_("{count}: {ids}"), count=len(ids), ids=list(shown))


def _say_next(result: ImportResult, screen: Screen) -> None:
    if result.dry_run:
        screen.talk(message(N_("nothing was written (--dry-run)")), "faint")
    elif result.rejected:
        screen.talk(message(N_("→ mend the rejected rows and read the register in again; the others stay")), "faint")
    else:
        command = f"innoenvi check {result.minicluster}"
        screen.talk(message(N_("→ next: {command}"), command=command), "faint")
