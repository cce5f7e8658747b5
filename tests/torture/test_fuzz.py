"""Spoilt programmes: whatever is wrong, the reading commands say so or refuse, soon, and change nothing."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest
from effort import FULL, at_most, note
from mutations import spoil
from programmes import DAY, OTHER, PUU, quietly, small_programme

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED

PROGRAMMES = 20_000 if FULL else 120
BATCHES = 20 if FULL else 4
JSON = ("--format", "json")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", *JSON),
    ("status", *JSON),
    ("gate", PUU, "--phase", "analysis", *JSON),
    ("gate", OTHER, *JSON),
    ("prioritise", PUU, *JSON),
    ("network", PUU, *JSON),
    ("interviews", PUU, *JSON),
    ("path", *JSON),
    ("money", *JSON),
    ("trace", PUU, *JSON),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("advance", OTHER, "--dry-run", "--yes", "--by", "hlo-1", *JSON),
)
# Takes seventy times as long as the others.
REPORT: tuple[str, ...] = ("report", PUU, "--all", "--dry-run", *JSON)
REPORT_EVERY = 40
SECONDS = at_most(2.0)
# 300 MiB, of which a process that has read nothing yet takes about 70.
KILOBYTES = 230 * 1024


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programme before it is spoilt, and load here what every command loads: the children begin with it."""
    root: Path = small_programme(tmp_path_factory.mktemp("base") / "hanke")
    assert quietly(root, "advance", OTHER, "--yes", "--by", "hlo-1", "--as-of", DAY)[0] == EXIT_OK
    for path in root.rglob("deliverables"):
        shutil.rmtree(path)
    for arguments in (*COMMANDS, REPORT):
        assert quietly(root, *arguments)[0] in {EXIT_OK, EXIT_NO}, arguments
    return root


def _chosen(number: int) -> list[tuple[str, ...]]:
    """Return `check`, two of the others in turn, and now and then the making of all deliverables."""
    others = COMMANDS[1:]
    found = [COMMANDS[0], others[number % len(others)], others[(number // len(others) + 1 + number) % len(others)]]
    return [*found, REPORT] if number % REPORT_EVERY == 0 else found


@dataclass
class Outcome:
    """How the commands came out: ``wrong`` says what should not have happened; seconds of the processor at most."""

    wrong: str = ""
    seconds: float = 0.0
    kilobytes: int = 0


def in_child(root: Path, commands: list[tuple[str, ...]], log: Path) -> Outcome:
    """Run reading commands, one after the other, in a child: what kills it must not end the test.

    A child begins with what its parent holds, so that only the memory that comes on top is its own.
    """
    log.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        _run_all(root, commands, log)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != 0 or not log.exists():
        return Outcome(f"ended with {code}")
    return Outcome(**json.loads(log.read_text(encoding="utf-8")))


def _run_all(root: Path, commands: list[tuple[str, ...]], log: Path) -> NoReturn:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    held, outcome = _kilobytes("VmRSS"), Outcome()
    for arguments in commands:
        began = time.process_time()
        outcome.wrong = outcome.wrong or _fault(root, arguments)
        outcome.seconds = max(outcome.seconds, time.process_time() - began)
    outcome.kilobytes = _kilobytes("VmHWM") - held
    log.write_text(json.dumps(asdict(outcome)), encoding="utf-8")
    os._exit(0)


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _fault(root: Path, arguments: tuple[str, ...]) -> str:
    """Run a command; return what should not have come of it."""
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["-C", str(root), *arguments])
        if code not in {EXIT_OK, EXIT_NO, EXIT_REFUSED}:
            return f"{arguments}: exit {code}\n{out.getvalue()[-1000:]}\n{err.getvalue()[-1000:]}"
        # The formats of CI systems have no word for a command that was refused.
        if "github" not in arguments and not (code == EXIT_REFUSED and "sarif" in arguments):
            json.loads(out.getvalue())
    except BaseException:  # noqa: BLE001 - nothing may leave a command
        return f"{arguments}: {traceback.format_exc()}"
    return ""


def picture(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return what there is, link by link and byte by byte, without opening what is no plain file."""
    found: dict[str, tuple[int, int, bytes]] = {}
    for path in sorted(root.rglob("*")):
        state = path.lstat()
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        found[path.relative_to(root).as_posix()] = (state.st_mode, state.st_mtime_ns, content)
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_spoilt_programmes(batch: int, base: Path, tmp_path: Path) -> None:
    worst, runs, began = Outcome(), 0, time.monotonic()
    for number in range(PROGRAMMES // BATCHES):
        seed = batch * PROGRAMMES + number
        root = tmp_path / "hanke"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(base, root)
        done = spoil(root, Random(seed))
        before, commands = picture(root), _chosen(number)
        outcome = in_child(root, commands, tmp_path / "log")
        assert not outcome.wrong, (seed, done, outcome.wrong)
        assert outcome.seconds < SECONDS, (seed, done, commands, outcome.seconds)
        assert outcome.kilobytes < KILOBYTES, (seed, done, commands, outcome.kilobytes)
        assert picture(root) == before, (seed, done)
        worst = Outcome("", max(worst.seconds, outcome.seconds), max(worst.kilobytes, outcome.kilobytes))
        runs += len(commands)
    note(
        "spoilt programmes",
        programmes=PROGRAMMES // BATCHES,
        runs=runs,
        tracebacks=0,
        files_changed=0,
        worst_seconds=round(worst.seconds, 2),
        worst_mib=worst.kilobytes // 1024,
        elapsed=round(time.monotonic() - began),
    )
