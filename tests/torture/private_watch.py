"""Runs commands one after the other under watch, as a program of its own, and tells what they opened.

Two watches that know nothing of each other: the audit events of Python, and the system calls that strace sees of this
process and of every program it starts. The commands are read from standard input as JSON; what they wrote, how they
ended and what the audit events named is written as JSON to the file that is named there.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from innoenvi_cli.store.folders import Folder

MARK = "/innoenvi-command"
STRACE = shutil.which("strace")
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_PLACED = re.compile(r'(?:AT_FDCWD|\d+)<([^>]*)>, (?:"((?:[^"\\]|\\.)*)"|NULL)')
_NAMED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HANDLE = re.compile(r"^\d+<([^>]*)>")
# To ask whether there is such a folder, or where a link of its name leads, is no looking in.
_ASKING = frozenset({"newfstatat", "fstatat64", "statx", "lstat", "stat", "fstat", "readlink", "readlinkat"})
_EVENTS = ("open", "os.", "shutil.", "glob.", "pathlib.", "subprocess.")


@dataclass
class Watched:
    """What commands did: their results, and ``(command, what, path)`` for each touch of the private folder."""

    results: list[list[Any]]
    audited: list[tuple[int, str, str]]
    traced: list[tuple[int, str, str]] = field(default_factory=list)
    asked: int = 0
    calls: int = 0


def watch(
    root: Path, private: list[str], commands: list[list[str]], *, folder: Path, traced: bool, environ: dict[str, str]
) -> Watched:
    """Run ``commands`` in ``root`` and return what they had to do with the paths ``private``, and below them.

    With ``traced`` they run in a program of their own that strace follows, else in a child of this one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    answer, log = folder / "answer.json", folder / "strace.log"
    answer.unlink(missing_ok=True)
    job = {"root": str(root), "private": private, "commands": commands, "answer": str(answer)}
    if traced:
        assert STRACE is not None
        how = [STRACE, "-f", "-y", "-qq", "--seccomp-bpf", "-s", "4096", "-e", "trace=%file,getdents64", "-o", str(log)]
        program = [*how, sys.executable, __file__]
        subprocess.run(program, input=json.dumps(job).encode(), cwd=root.parent, env=environ, check=True)
    else:
        _in_child(job, environ)
    told = json.loads(answer.read_text(encoding="utf-8"))
    found = Watched(told["results"], [(number, event, path) for number, event, path in told["audited"]])
    if traced:
        _read_log(log, private, found)
    return found


# What strace saw -----------------------------------------------------------------------------------------------------


def _read_log(log: Path, private: list[str], found: Watched) -> None:
    number = -1
    for line in log.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        name, rest = call[1], call[2]
        if MARK in rest:
            number = int(rest.partition(f"{MARK}/")[2].partition('"')[0])
            continue
        if number < 0:
            continue
        found.calls += 1
        # What a link says is no path that was followed.
        for path in _paths(rest)[: 1 if name.startswith("readlink") else None]:
            if path in private and name in _ASKING:
                found.asked += 1
            elif any(path == place or path.startswith(f"{place}/") for place in private):
                found.traced.append((number, name, path))


def _paths(rest: str) -> list[str]:
    arguments = rest.rpartition(") = ")[0] or rest
    paths = [
        os.path.normpath(f"{folder}/{name}" if name[:1] != "/" else name) for folder, name in _PLACED.findall(arguments)
    ]
    handle = _HANDLE.match(arguments)
    if handle is not None and not paths:
        paths.append(handle[1])  # a folder that is listed
    if not paths:
        paths = [os.path.normpath(name) for name in _NAMED.findall(arguments)[:2] if name.startswith("/")]
    return paths


# The program that is watched -----------------------------------------------------------------------------------------


class _Auditor:
    """Takes down the audit events that name a place in the private folder."""

    def __init__(self, private: list[str]) -> None:
        self.private = private
        self.names = {Path(place).name for place in private}
        self.number = -1
        self.seen: list[tuple[int, str, str]] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.number < 0 or not event.startswith(_EVENTS):
            return
        for argument in arguments[: 1 if event == "open" else 2]:
            if isinstance(argument, (str, bytes, os.PathLike)):
                self._look_at(event, os.fsdecode(argument))

    def _look_at(self, event: str, text: str) -> None:
        text = str(Path(_open_folder() or "", text))
        path = os.path.normpath(Path.cwd() / text)
        is_inside = any(path == place or path.startswith(f"{place}/") for place in self.private)
        # A name alone may be meant in a folder that was opened before.
        if is_inside or text in self.names:
            self.seen.append((self.number, event, text))


def _open_folder() -> str | None:
    """Return where the open folder lies that asks for a name in it: an event tells the name, and not the handle."""
    frame = sys._getframe(3)
    folder = frame.f_locals.get("self")
    return folder._path if isinstance(folder, Folder) else None


def _in_child(job: dict[str, Any], environ: dict[str, str]) -> None:
    child = os.fork()
    if child == 0:
        try:
            os.environ.clear()
            os.environ.update(environ)
            _carry_out(job)
        finally:
            os._exit(0)  # without an answer where something was raised
    os.waitpid(child, 0)


def main() -> None:
    """Run the commands that standard input names."""
    _carry_out(json.loads(sys.stdin.read()))


def _carry_out(job: dict[str, Any]) -> None:
    sys.stdin = io.StringIO()
    os.chdir(job["root"])
    from innoenvi_cli.cli.boundary import run  # noqa: PLC0415 - the program is watched from its first import

    auditor = _Auditor(job["private"])
    sys.addaudithook(auditor)
    results = []
    for number, arguments in enumerate(job["commands"]):
        with contextlib.suppress(OSError):
            Path(f"{MARK}/{number}").stat()
        auditor.number = number
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--no-input", *arguments])
        results.append([code, out.getvalue(), err.getvalue()])
        os.chdir(job["root"])
    auditor.number = -1
    with contextlib.suppress(OSError):
        Path(f"{MARK}/-1").stat()
    Path(job["answer"]).write_text(json.dumps({"results": results, "audited": auditor.seen}), encoding="utf-8")


if __name__ == "__main__":
    main()
