"""Prints the figures that the torture tests have noted, a row for each test, those of batches added up."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_HIGHEST = ("worst", "elapsed")


def added_up(lines: list[str]) -> dict[str, dict[str, Any]]:
    """Return the figures by test: sums, but of what is the worst or the time the highest."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        figures = json.loads(line)
        row = found.setdefault(figures.pop("what"), {})
        for name, value in figures.items():
            row[name] = max(row.get(name, 0), value) if name.startswith(_HIGHEST) else row.get(name, 0) + value
    return found


def main() -> None:
    """Print a Markdown table."""
    rows = added_up(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    print("| what | figures |\n|---|---|")
    for what, figures in sorted(rows.items()):
        said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        print(f"| {what} | {said} |")


if __name__ == "__main__":
    main()
