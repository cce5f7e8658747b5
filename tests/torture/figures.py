"""Puts the figures that the torture tests have noted into a page: a section for each test file, batches added up."""

from __future__ import annotations

import ast
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from innoenvi_cli import __version__

HERE = Path(__file__).parent
# Of these the highest is shown, not the sum: what was worst, and how many kinds of things each batch went through.
HIGHEST = ("worst", "strings", "fields", "surroundings", "places")
HEAD = """\
<!-- Written by make torture. Do not edit. -->

# What torture tried

`make torture` runs every test below in full; the ordinary tests run a few rounds of each. What it is all about:
[SECURITY.md](../../SECURITY.md).

Last run: {day}, innoenvi {version}, Python {python}, {system}, {cores} cores.
"""


def added_up(lines: list[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the figures by test file and by what they are of: sums, or the highest."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for line in lines:
        figures = json.loads(line)
        row = found.setdefault(figures.pop("file"), {}).setdefault(figures.pop("what"), {})
        for name, value in figures.items():
            if name.startswith(HIGHEST):
                row[name] = max(row.get(name, 0), value)
            else:
                row[name] = row.get(name, 0) + value
    return found


def page(figures: dict[str, dict[str, dict[str, Any]]], *, day: str) -> str:
    """Return the page as Markdown."""
    head = HEAD.format(
        day=day,
        version=__version__,
        python=platform.python_version(),
        system=platform.system(),
        cores=os.cpu_count(),
    )
    return "\n".join([head, *(_section(file, rows) for file, rows in sorted(figures.items()))])


def _section(file: str, rows: dict[str, dict[str, Any]]) -> str:
    about = ast.get_docstring(ast.parse((HERE / file).read_text(encoding="utf-8"))) or ""
    lines = [f"## {file}", "", " ".join(about.split("\n\n")[0].split()), "", "| what | figures |", "|---|---|"]
    for what, row in sorted(rows.items()):
        said = ", ".join(f"{name.replace('_', ' ')} {_shown(value)}" for name, value in row.items())
        lines.append(f"| {what} | {said} |")
    return "\n".join([*lines, ""])


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def main() -> None:
    """Write the page to the second argument and to the terminal."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    text = page(added_up(lines), day=f"{datetime.now(tz=UTC):%Y-%m-%d}")
    Path(sys.argv[2]).write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
