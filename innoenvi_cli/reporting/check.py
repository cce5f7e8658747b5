"""Shows what ``check`` found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.reporting.ci import ci_document
from innoenvi_cli.reporting.cleaning import whole
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.issues import below, issue_line, issue_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from innoenvi_cli.findings import Finding, Location
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.check_records import CheckResult

_MANY: Final = 200


def report_check(
    result: CheckResult,
    screen: Screen,
    form: Format,
    *,
    prefix: str = "",
    strict: bool = False,
    lines_of: Callable[[Iterable[Finding]], Mapping[Location, str]] | None = None,
) -> None:
    """Write ``result`` in ``form``; CI formats have paths below ``prefix``, the programme's folder in its repository.

    ``lines_of`` gives the lines of the files that a terminal shows below the findings.
    """
    if form == "json":
        screen.machine(envelope("check", check_data(result, screen.language)))
    elif form != "text":
        issues = below(prefix, [issue_of(finding, screen.language) for finding in result.findings])
        screen.machine(ci_document(issues, form, language=screen.language, suite="check", strict=strict))
    elif screen.terminal:
        from innoenvi_cli.reporting.findings_view import show_findings  # noqa: PLC0415 - rich is for terminals

        shown = result.findings if screen.verbose else result.findings[:_MANY]
        if shown:
            show_findings(shown, screen, lines_of(shown) if lines_of else {})
        if len(shown) < len(result.findings):
            left = len(result.findings) - len(shown)
            screen.talk(message(N_("… and {count} more (-v shows all)"), count=left), "faint")
        _sum_up(result, screen)
    else:
        # In one write: ten thousand lines would be flushed one by one.
        screen.write("".join(f"{issue_line(issue_of(item, screen.language), screen)}\n" for item in result.findings))
        _sum_up(result, screen)


def check_data(result: CheckResult, language: Language) -> dict[str, Any]:
    """Return what ``check --format json`` holds."""
    return {
        "findings": [finding_data(finding, language) for finding in result.findings],
        "summary": {
            "errors": result.count(Severity.ERROR),
            "warnings": result.count(Severity.WARNING),
            "infos": result.count(Severity.INFO),
            "files": result.files,
            "miniclusters": len(result.miniclusters),
        },
        "as_of": result.as_of.isoformat(),
    }


def finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """Return one finding as JSON holds it."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": whole(finding.location.path),
        "line": finding.location.line,
        "column": finding.location.column,
        "minicluster": finding.minicluster,
        "record": finding.record,
        "message": finding.message.render(language),
        "hint": finding.hint.render(language),
    }


def _sum_up(result: CheckResult, screen: Screen) -> None:
    read = message(
        N_("{files}, {miniclusters}"),
        files=counted("{count} file", "{count} files", result.files),
        miniclusters=counted("{count} minicluster", "{count} miniclusters", len(result.miniclusters)),
    )
    if not result.findings:
        screen.talk(message(N_("✓ no problems ({read})"), read=read), "good")
        return
    style = "error" if result.count(Severity.ERROR) else "warning"
    screen.talk(message(N_("{problems} ({read})"), problems=_problems(result), read=read), style)
    worst = min(result.findings, key=lambda finding: finding.worst_key())
    screen.talk(
        message(N_("→ more about the worst of them: innoenvi explain {code}"), code=worst.code),
        "faint",
    )


def _problems(result: CheckResult) -> tuple[Message, ...]:
    errors, warnings, infos = (result.count(severity) for severity in Severity)
    counts = (
        (errors, counted("{count} error", "{count} errors", errors)),
        (warnings, counted("{count} warning", "{count} warnings", warnings)),
        (infos, counted("{count} note", "{count} notes", infos)),
    )
    return tuple(words for count, words in counts if count)
