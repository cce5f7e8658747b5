"""Many hands: processes killed at any instant, two at once, two branches of git."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from random import Random
from typing import TYPE_CHECKING

import pytest
from effort import FULL, note

from innoenvi_cli.errors import EXIT_OK, EXIT_UNFINISHED
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 50 if FULL else 6
ROUNDS = 20 if FULL else 3
LEFTOVER = re.compile(r"\.innoenvi-[0-9a-f]{16}\.tmp")
ADVANCE = ("advance", "esimerkki", "--yes", "--from", "definition", "--by", "hlo-1")


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "innoenvi_cli", "-C", str(root), *arguments]


def start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(root, *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(samples_folder() / "minimal", folder)
    return folder


@pytest.mark.parametrize("arguments", [ADVANCE, ("report", "--all")], ids=lambda found: found[0])
def test_a_killed_process_leaves_old_or_new(arguments: tuple[str, ...], tmp_path: Path) -> None:
    root = fresh(tmp_path / "hanke")
    before = files(root)
    began = time.monotonic()
    assert start(root, *arguments).wait() == EXIT_OK
    lasts = time.monotonic() - began
    after = files(root)
    start(root, "report", "--all").wait()
    undisturbed = files(root)
    random, torn, killed = Random(1), 0, 0
    for _ in range(KILLS):
        fresh(root)
        process = start(root, *arguments)
        time.sleep(random.uniform(lasts * 0.3, lasts * 1.1))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        found = {name: content for name, content in files(root).items() if not LEFTOVER.search(name)}
        torn += sum(found.get(name) not in {before.get(name), after.get(name)} for name in found.keys() | before.keys())
        assert not torn
        start(root, *arguments).wait()
        start(root, "report", "--all").wait()
        assert files(root) == undisturbed
    note(f"kill -9, {arguments[0]}", rounds=KILLS, killed=killed, torn=torn)


def test_of_two_that_advance_at_once_one_wins(tmp_path: Path) -> None:
    for _ in range(ROUNDS):
        root = fresh(tmp_path / "hanke")
        codes = sorted(process.wait() for process in [start(root, *ADVANCE), start(root, *ADVANCE)])
        assert codes == [EXIT_OK, EXIT_UNFINISHED]
        log = (root / "esimerkki" / "phases.yaml").read_text(encoding="utf-8")
        assert log.count("\n  - ") + log.count("\n- ") == 1
    note("two advance at once", rounds=ROUNDS, winners=ROUNDS)
