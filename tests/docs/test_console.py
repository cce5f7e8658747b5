"""Runs the console blocks of the documents: what they show is what the tool prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted({ROOT / "README.md", *(ROOT / "docs").rglob("*.md")})
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _steps(text: str) -> list[tuple[str, int, list[str]]]:
    steps: list[tuple[str, int, list[str]]] = []
    for block in _BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, exit_code = line[2:].partition("    # exit ")
                steps.append((command, int(exit_code or 0), []))
            else:
                steps[-1][2].append(line)
    return steps


def _matches(shown: list[str], printed: list[str]) -> bool:
    """Compare line by line; a shown line of three dots stands for any number of lines."""
    if not shown:
        return True
    if shown[0].strip() == "...":
        return any(_matches(shown[1:], printed[start:]) for start in range(len(printed) + 1)) or shown == ["..."]
    return bool(printed) and shown[0].rstrip() == printed[0].rstrip() and _matches(shown[1:], printed[1:])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_console_blocks_do_what_they_show(document: Path, tmp_path: Path) -> None:
    here = tmp_path
    environment = {**os.environ, "LANG": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "80"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    for command, exit_code, shown in _steps(document.read_text(encoding="utf-8")):
        words = shlex.split(command)
        if words[0] == "cd":
            here = (here / words[1]).resolve()
            continue
        assert words[0] == "innoenvi", command
        done = subprocess.run(
            [sys.executable, "-m", "innoenvi_cli", *words[1:]],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == exit_code, (command, done.stdout, done.stderr)
        if shown:
            printed = (done.stdout + done.stderr).splitlines()
            assert _matches(shown, printed), (command, done.stdout, done.stderr)
