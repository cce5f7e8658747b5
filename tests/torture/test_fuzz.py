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
from pathlib import Path
from random import Random

import pytest
from effort import FULL, note
from mutations import spoil

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED

BASE = Path(__file__).parent.parent / "cases" / "base"
PROGRAMMES = 20_000 if FULL else 120
BATCHES = 20 if FULL else 4
COMMANDS = (
    ("check", "--format", "json"),
    ("status", "--format", "json"),
    ("gate", "puu", "--phase", "analysis", "--format", "json"),
    ("prioritise", "puu", "--format", "json"),
    ("network", "puu", "--format", "json"),
    ("interviews", "puu", "--format", "json"),
    ("path", "--format", "json"),
    ("money", "--format", "json"),
    ("trace", "puu", "--format", "json"),
    ("report", "--all", "--dry-run", "--format", "json"),
)
SECONDS = 2.0
# 300 MiB, of which a process that has read nothing yet takes about 70.
KILOBYTES = 230 * 1024
FINE, TRACEBACK, WRONG_CODE, NO_JSON = 0, 91, 92, 93


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Load here what every command loads, so that the children begin with it."""
    for arguments in COMMANDS:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run(["-C", str(BASE), *arguments]) in {EXIT_OK, EXIT_NO}


def _chosen(number: int) -> tuple[tuple[str, ...], ...]:
    """Return `check` and two of the others, in turn."""
    others = COMMANDS[1:]
    return COMMANDS[0], others[number % len(others)], others[(number // len(others) + 1 + number) % len(others)]


def in_child(root: Path, arguments: tuple[str, ...], log: Path) -> tuple[int, float, int]:
    """Run a reading command; return how it came out, the seconds of the processor and the kilobytes it took.

    A child begins with what its parent holds, so that only what comes on top is its own.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        held = _kilobytes("VmRSS")
        outcome = _outcome(root, arguments, log)
        os.write(writing, str(_kilobytes("VmHWM") - held).encode())
        os._exit(outcome)
    os.close(writing)
    with os.fdopen(reading) as stream:
        grown = int(stream.read() or 0)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, grown


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _outcome(root: Path, arguments: tuple[str, ...], log: Path) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["-C", str(root), *arguments])
        if code not in {EXIT_OK, EXIT_NO, EXIT_REFUSED}:
            log.write_text(f"exit {code}\n{out.getvalue()}\n{err.getvalue()}", encoding="utf-8")
            return WRONG_CODE
        json.loads(out.getvalue())
    except ValueError:
        log.write_text(f"no JSON\n{out.getvalue()}\n{err.getvalue()}", encoding="utf-8")
        return NO_JSON
    except BaseException:  # noqa: BLE001 - nothing may leave a command
        log.write_text(traceback.format_exc(), encoding="utf-8")
        return TRACEBACK
    return FINE


def picture(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return what there is, link by link and byte by byte, without opening what is no plain file."""
    found: dict[str, tuple[int, int, bytes]] = {}
    for path in sorted(root.rglob("*")):
        state = path.lstat()
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        found[path.relative_to(root).as_posix()] = (state.st_mode, state.st_mtime_ns, content)
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_spoilt_programmes(batch: int, tmp_path: Path) -> None:
    worst_time, worst_memory = 0.0, 0
    began = time.monotonic()
    log = tmp_path / "log"
    for number in range(PROGRAMMES // BATCHES):
        seed = batch * PROGRAMMES + number
        root = tmp_path / "hanke"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(BASE, root)
        done = spoil(root, Random(seed))
        before = picture(root)
        for arguments in _chosen(number):
            outcome, seconds, memory = in_child(root, arguments, log)
            said = log.read_text(encoding="utf-8")[-2000:] if log.exists() else ""
            assert outcome == FINE, (seed, done, arguments, outcome, said)
            assert seconds < SECONDS, (seed, done, arguments, seconds)
            assert memory < KILOBYTES, (seed, done, arguments, memory)
            worst_time, worst_memory = max(worst_time, seconds), max(worst_memory, memory)
        assert picture(root) == before, (seed, done)
    note(
        "spoilt programmes",
        programmes=PROGRAMMES // BATCHES,
        runs=PROGRAMMES // BATCHES * len(_chosen(0)),
        worst_seconds=round(worst_time, 2),
        worst_mib=worst_memory // 1024,
        elapsed=round(time.monotonic() - began),
    )
