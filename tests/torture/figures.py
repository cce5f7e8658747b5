"""Puts the figures that the torture tests have noted into a page: a section for each test file, batches added up."""

from __future__ import annotations

import ast
import json
import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from innoenvi_cli import __version__

HERE = Path(__file__).parent
# Of these the highest is shown, not the sum: what was worst, and how many kinds of things each batch went through.
HIGHEST = frozenset({"strings", "fields", "surroundings", "places"})
HEAD = """\
<!-- Written by make torture. Do not edit. -->

# What torture tried

`make torture` runs every test below in full; the ordinary tests run a few rounds of each. What it is all about:
[SECURITY.md](../../SECURITY.md). `make torture ONLY="test_faults.py"` runs one of them and renews its section.
"""
SECTION = re.compile(r"^## (\S+)$\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def added_up(lines: list[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the figures by test file and by what they are of: sums, or the highest."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for line in lines:
        figures = json.loads(line)
        row = found.setdefault(figures.pop("file"), {}).setdefault(figures.pop("what"), {})
        for name, value in figures.items():
            if name.startswith("worst") or name in HIGHEST:
                row[name] = max(row.get(name, 0), value)
            else:
                row[name] = row.get(name, 0) + value
    return found


def page(figures: dict[str, dict[str, dict[str, Any]]], *, before: str, run: str) -> str:
    """Return the page as Markdown; sections of test files that were not run stay as they were ``before``."""
    sections = {found[1]: found[0].rstrip("\n") + "\n" for found in SECTION.finditer(before)}
    sections |= {file: _section(file, rows, run) for file, rows in figures.items()}
    return "\n".join([HEAD, *(text for file, text in sorted(sections.items()) if (HERE / file).exists())])


def _section(file: str, rows: dict[str, dict[str, Any]], run: str) -> str:
    about = ast.get_docstring(ast.parse((HERE / file).read_text(encoding="utf-8"))) or ""
    lines = [f"## {file}", "", " ".join(about.split("\n\n")[0].split()), "", "| what | figures |", "|---|---|"]
    for what, row in sorted(rows.items()):
        said = ", ".join(f"{name.replace('_', ' ')} {_shown(value)}" for name, value in row.items())
        lines.append(f"| {what} | {said} |")
    return "\n".join([*lines, "", f"{run}.", ""])


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def main() -> None:
    """Renew the page that the second argument names by the figures in the first, and show it."""
    notes, target = Path(sys.argv[1]), Path(sys.argv[2])
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    run = f"{datetime.now(tz=UTC):%Y-%m-%d}, innoenvi {__version__}, {machine}"
    text = page(added_up(notes.read_text(encoding="utf-8").splitlines()), before=before, run=run)
    target.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
