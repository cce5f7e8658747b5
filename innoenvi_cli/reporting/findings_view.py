"""Findings on a terminal: file by file, each with its line and a caret below the place."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.findings import Severity
from innoenvi_cli.reporting.cleaning import visible
from innoenvi_cli.reporting.issues import severity_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from innoenvi_cli.findings import Finding, Location
    from innoenvi_cli.reporting.screen import Screen

STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_CONTEXT_BEFORE: Final = 24
_MARGIN: Final = 14


def show_findings(findings: Iterable[Finding], screen: Screen, lines: Mapping[Location, str]) -> None:
    """Write ``findings``, which are sorted by place; ``lines`` holds the line of the file at their places."""
    parts: list[RenderableType] = []
    for path, held in groupby(findings, key=lambda finding: finding.location.path):
        parts.append(Text(screen.say(path), style="bold"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(justify="right", no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for finding in held:
            place = f"{finding.location.line}:{finding.location.column}"
            grid.add_row(place, _body(finding, screen, lines.get(finding.location)))
        parts.extend((Padding(grid, (0, 0, 0, 2)), ""))
    screen.show(*parts)


def _body(finding: Finding, screen: Screen, line: str | None) -> Text:
    word = severity_word(finding.severity, screen.language)
    body = Text.assemble(
        (screen.say(word), STYLES[finding.severity]),
        (f" {finding.code} ", "dim"),
        screen.say(finding.message),
    )
    if line is not None and line.strip():
        source, caret = _excerpt(line, finding.location.column, screen.width - _MARGIN)
        body.append(f"\n{screen.say(source)}")
        body.append(f"\n{caret}", style=STYLES[finding.severity])
    if hint := screen.say(finding.hint):
        body.append(f"\n{screen.say('→')} {hint}", style="dim")
    return body


def _excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return the part of ``line`` around ``column`` that fits ``width``, and the line with the caret below it."""
    shown = visible(line.rstrip("\r\n"))
    start = max(0, column - 1 - _CONTEXT_BEFORE) if cell_len(shown) > width else 0
    before, rest = shown[start : column - 1], shown[column - 1 :]
    lead = "…" if start else ""
    room = width - cell_len(lead + before)
    if cell_len(rest) > room:
        rest = set_cell_size(rest, max(1, room - 1)) + "…"
    return f"{lead}{before}{rest}", " " * cell_len(lead + before) + "^"
