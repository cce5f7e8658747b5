"""Runs the console blocks of the documents: what they show is what the tool prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted({ROOT / "README.md", *(ROOT / "docs").rglob("*.md")})
_BLOCK = re.compile(r"^```console( on a terminal)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass
class Step:
    """A command of a console block, what it shows, and whether it runs on a terminal."""

    command: str
    exit_code: int
    on_terminal: bool
    shown: list[str] = field(default_factory=list)


def _steps(text: str) -> list[Step]:
    steps: list[Step] = []
    for on_terminal, block in _BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, exit_code = line[2:].partition("    # exit ")
                steps.append(Step(command, int(exit_code or 0), bool(on_terminal)))
            else:
                steps[-1].shown.append(line)
    return steps


def _run(step: Step, here: Path) -> tuple[int, list[str]]:
    environment = {**os.environ, "LANG": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "80", "TERM": "xterm"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    command = [sys.executable, "-m", "innoenvi_cli", *shlex.split(step.command)[1:]]
    if step.on_terminal:
        command = ["script", "-qec", f"stty cols 80; {shlex.join(command)}", "/dev/null"]
    done = subprocess.run(
        command, cwd=here, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


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
    for step in _steps(document.read_text(encoding="utf-8")):
        words = shlex.split(step.command)
        if words[0] == "cd":
            here = (here / words[1]).resolve()
            continue
        assert words[0] == "innoenvi", step.command
        exit_code, printed = _run(step, here)
        assert exit_code == step.exit_code, (step.command, printed)
        assert _matches(step.shown, printed), (step.command, printed)
