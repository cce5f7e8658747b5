"""Shows what became of the deliverables."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.reporting.ci import ci_document
from innoenvi_cli.reporting.cleaning import clean
from innoenvi_cli.reporting.creation import show_diff
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.issues import Issue, below, issue_line
from innoenvi_cli.reporting.sheet import row, show_sheet
from innoenvi_cli.store.writer import unified_diff
from innoenvi_cli.usecases.renewals import renewal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.made_files import RenderedFile, ReportResult, State
    from innoenvi_cli.usecases.renewals import Renewal

_WHY: Final[dict[State, str]] = {
    "overtaken": N_("the records or the tool have changed since it was made"),
    "edited": N_("the records or the tool have changed since it was made, and somebody edited it by hand"),
    "missing": N_("it has been made, and somebody took it away"),
    "recordless": N_("the record that it was made of is gone"),
}
_WAY_OUT: Final[dict[State, str]] = {
    "overtaken": N_("{command} makes it anew"),
    "edited": N_("{command} makes it anew; what was written into it by hand is lost"),
    "missing": N_("{command} makes it again"),
    "recordless": N_("{command} takes it away"),
}
KEPT = N_("somebody edited it by hand, so it was left as it is")
_MANY = 40


def report_deliverables(  # noqa: PLR0913 - the parts of the command
    result: ReportResult,
    screen: Screen,
    form: Format,
    *,
    check: bool = False,
    dry_run: bool = False,
    with_diff: bool = False,
    prefix: str = "",
    words: Sequence[str] = (),
) -> None:
    """Write ``result`` in ``form``; CI formats, for a check, have paths below ``prefix``.

    ``words`` of the command, such as the folder that the files are put into, stand in each command that is named.
    """
    if form == "json":
        data = deliverables_data(result, screen.language, dry_run=dry_run)
        if check:
            data["commands"] = [_command(renewal, words) for renewal in result.renewals]
        screen.machine(envelope("report", data))
        return
    if form != "text":
        issues = below(prefix, stale_issues(result, screen.language, words))
        screen.machine(ci_document(issues, form, language=screen.language, suite="report"))
        return
    for warning in result.warnings:
        screen.complain(warning, "warning")
    if with_diff:
        show_diff(unified_diff(result.changes), screen)
    if check and not screen.terminal:
        for issue in stale_issues(result, screen.language, words):
            screen.line(issue_line(issue, screen))
    else:
        made = message(N_("would be made")) if dry_run else message(N_("made"))
        show_sheet(screen, "", [row(made, *_paths(result.written, screen))], style="good")
        gone = message(N_("would be removed")) if dry_run else message(N_("removed"))
        show_sheet(screen, "", [row(gone, *_paths(result.removed, screen))])
        show_sheet(screen, "", [row(message(N_("stale")), *_paths(result.stale, screen), style="error")])
        show_sheet(screen, "", [row(message(N_("kept")), *_paths(result.kept, screen), style="warning")])
    _sum_up(result, screen, check=check, dry_run=dry_run)
    _say_commands(result, screen, words)


def _paths(files: tuple[RenderedFile, ...], screen: Screen) -> list[str]:
    shown = files if screen.verbose or not screen.terminal else files[:_MANY]
    more = [message(N_("… and {count} more (-v shows all)"), count=len(files) - len(shown)).render(screen.language)]
    return [file.path for file in shown] + (more if len(shown) < len(files) else [])


def _sum_up(result: ReportResult, screen: Screen, *, check: bool, dry_run: bool) -> None:
    made = len(result.written)
    counts = [
        (
            made,
            counted("{count} to make", "{count} to make", made)
            if dry_run
            else counted("{count} made", "{count} made", made),
        ),
        (len(result.unchanged), counted("{count} up to date", "{count} up to date", len(result.unchanged))),
        (len(result.stale), counted("{count} stale", "{count} stale", len(result.stale))),
        (len(result.removed), counted("{count} removed", "{count} removed", len(result.removed))),
        (len(result.kept), counted("{count} edited by hand", "{count} edited by hand", len(result.kept))),
    ]
    said = tuple(words for count, words in counts if count)
    if not said:
        _say_why_nothing(screen, check=check)
        return
    screen.talk(message(N_("{counts}"), counts=said), "error" if result.stale else "good")
    if result.kept and not check:
        screen.talk(message(N_("→ --force makes the edited ones anew; what was written into them is lost")), "faint")


def _say_commands(result: ReportResult, screen: Screen, words: Sequence[str]) -> None:
    for renewal in result.renewals:
        command = _command(renewal, words)
        screen.talk(message(N_("→ next: {command}"), command=command), "faint")
        if renewal.force:
            screen.talk(message(N_("  (edited by hand: what was written into it is lost)")), "faint")


def _command(renewal: Renewal, words: Sequence[str]) -> str:
    """Return the words to type: names of folders are quoted for the shell."""
    parts = ["innoenvi", "report", *renewal.miniclusters]
    for deliverable in renewal.deliverables:
        parts += ["--deliverable", deliverable]
    parts += ["--audience", renewal.audience] if renewal.audience is not None else []
    parts += ["--lang", renewal.language] if renewal.language is not None else []
    parts += [*words, *(["--force"] if renewal.force else [])]
    return clean(shlex.join(parts))


def _say_why_nothing(screen: Screen, *, check: bool) -> None:
    if check:
        screen.talk(message(N_("no deliverable has been made yet, so none is stale")))
        screen.talk(message(N_("→ next: {command}"), command="innoenvi report"), "faint")
        return
    screen.talk(message(N_("there is nothing to make yet: the records that these are made of are not there")))
    screen.talk(message(N_("→ next: {command}"), command="innoenvi status"), "faint")


def deliverables_data(result: ReportResult, language: Language, *, dry_run: bool) -> dict[str, Any]:
    """Return what ``report --format json`` holds."""
    return {
        "written": [_file(file) for file in result.written],
        "unchanged": [_file(file) for file in result.unchanged],
        "stale": [_file(file) for file in result.stale],
        "kept": [_file(file) for file in result.kept],
        "removed": [_file(file) for file in result.removed],
        "warnings": [warning.render(language) for warning in result.warnings],
        "dry_run": dry_run,
    }


def _file(file: RenderedFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "deliverable": file.deliverable,
        "minicluster": file.minicluster,
        "audience": file.audience,
        "language": file.language,
        "sha256": file.sha256,
    }


def stale_issues(result: ReportResult, language: Language, words: Sequence[str] = ()) -> list[Issue]:
    """Return an error for each stale file and a warning for each that was edited."""
    found = [(file, "stale", Severity.ERROR, _WHY[file.state]) for file in result.stale]
    found += [(file, "edited", Severity.WARNING, KEPT) for file in result.kept]
    return [
        Issue(
            code=code,
            group="deliverables",
            title=file.deliverable,
            severity=severity,
            path=file.path,
            line=1,
            column=1,
            message=clean(message(text).render(language)),
            hint=_way_out(file, words).render(language) if code == "stale" else "",
            minicluster=file.minicluster,
        )
        for file, code, severity, text in found
    ]


def _way_out(file: RenderedFile, words: Sequence[str]) -> Message:
    return message(_WAY_OUT[file.state], command=_command(renewal_of(file), words))
