"""Findings on a terminal: file by file, each with its line and a caret below the place."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.findings import Severity
from innoenvi_cli.reporting.cleaning import harmless, visible
from innoenvi_cli.reporting.issues import severity_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from innoenvi_cli.findings import Finding, Location
    from innoenvi_cli.reporting.screen import Screen

STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_CONTEXT_BEFORE: Final = 24
_INDENT, _GAP = 2, 2


def show_findings(findings: Iterable[Finding], screen: Screen, lines: Mapping[Location, str]) -> None:
    """Write ``findings``, which are sorted by place; ``lines`` holds the line of the file at their places."""
    parts: list[RenderableType] = []
    for path, held in groupby(findings, key=lambda finding: finding.location.path):
        parts.extend([Text(screen.say(path), style="bold")] if path else [])  # what was typed stands in no file
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        grid.add_column(justify="right", no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        rows = [(f"{finding.location.line}:{finding.location.column}" if path else "", finding) for finding in held]
        room = screen.width - _INDENT - max(len(place) for place, _ in rows) - 2 * _GAP
        for place, finding in rows:
            grid.add_row(place, _body(finding, screen, lines.get(finding.location), room))
        parts.extend((Padding(grid, (0, 0, 0, _INDENT)), ""))
    screen.show(*parts)


def _body(finding: Finding, screen: Screen, line: str | None, room: int) -> Text:
    word = severity_word(finding.severity, screen.language)
    body = Text.assemble(
        (screen.say(word), STYLES[finding.severity]),
        (f" {finding.code} ", "dim"),
        screen.say(finding.message),
    )
    if line is not None and line.strip(" \r\n"):
        source, caret = _excerpt(line, finding.location.column, screen, room)
        body.append(f"\n{source}")
        body.append(f"\n{caret}", style=STYLES[finding.severity])
    if hint := screen.say(finding.hint):
        body.append(f"\n{screen.say('→')} {hint}", style="dim")
    return body


def _excerpt(line: str, column: int, screen: Screen, room: int) -> tuple[str, str]:
    """Return the part of ``line`` around ``column`` that fits ``room`` cells, and the line with the caret below it.

    Everything is measured as it is shown: wide characters, and what the terminal's encoding has no character for.
    """
    shown = visible(line.rstrip("\r\n").replace("\t", "→"))
    near = max(0, column - 1 - room)  # what is farther to the left cannot be shown, nor far to the right
    before, rest = _harmless(shown[near : column - 1], shown[column - 1 : column + room])
    before, rest = screen.say(before), screen.say(rest)
    more = screen.say("…")
    if near or cell_len(before + rest) > room:
        kept = _last(before, min(_CONTEXT_BEFORE, room // 2))
        before = before if kept == before and not near else more + kept
    left = room - cell_len(before)
    if cell_len(rest) > left:
        rest = set_cell_size(rest, max(0, left - len(more))).rstrip() + more
    at = cell_len(before) - (1 if rest and before and not cell_len(rest[0]) else 0)  # an accent stands on its letter
    return f"{before}{rest}", " " * at + "^"


def _harmless(before: str, rest: str) -> tuple[str, str]:
    """Return both with the backslashes that part the commands of CI jobs, so that the caret counts them."""
    plain, parted = before + rest, harmless(before + rest, colored=False)
    at = 0
    for character in plain[: len(before) + 1]:
        at += 1 if parted[at] == character else 2
    end = at - 1 if rest else at
    return parted[:end], parted[end:]


def _last(text: str, cells: int) -> str:
    """Return the end of ``text`` that fits ``cells``; it does not begin with an accent of a letter before it."""
    start = len(text)
    while start and cell_len(text[start - 1 :]) <= cells:
        start -= 1
    while start < len(text) and start and not cell_len(text[start]):
        start += 1
    return text[start:]
