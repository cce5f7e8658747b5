"""Runs a command of innoenvi in a child in which the n-th file operation fails or is the last thing it does.

Every function of ``os`` and every stream through which innoenvi touches a file of the programme is counted. A write is
cut in half before the process dies, so that a torn file would be seen.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import io
import os
import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

from innoenvi_cli.cli.boundary import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Fault = Literal["death", "ENOSPC", "EIO"]
FAULTS: tuple[Fault, ...] = ("death", "ENOSPC", "EIO")
DEAD = 137
TRACEBACK = 99

_BY_PATH = ("open", "mkdir", "replace", "unlink", "rmdir", "chmod", "scandir", "lstat", "stat")
_BY_HANDLE = ("fsync",)


@dataclass
class _Saboteur:
    """Counts the operations on what lies below ``root``, and spoils the one with the number ``at``."""

    root: str
    fault: Fault | None
    at: int
    count: int = 0
    handles: frozenset[int] = frozenset()
    busy: bool = False

    def concerns(self, path: object) -> bool:
        if isinstance(path, int):
            return path in self.handles
        try:
            place = os.path.abspath(os.fsdecode(path))  # type: ignore[arg-type]  # noqa: PTH100 - what is no path raises
            return place.startswith(self.root)
        except TypeError:
            return False

    def strike(self, before_death: Callable[[], object] = lambda: None) -> None:
        self.count += 1
        if self.fault is None or self.count != self.at:
            return
        if self.fault == "death":
            before_death()
            os._exit(DEAD)
        number = getattr(errno, self.fault)
        raise OSError(number, os.strerror(number))


class _Stream:
    """A stream whose writing can fail half-way."""

    def __init__(self, stream: Any, saboteur: _Saboteur) -> None:
        self._stream, self._saboteur = stream, saboteur

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> Self:
        self._stream.__enter__()
        return self

    def __exit__(self, *details: object) -> Any:
        return self._stream.__exit__(*details)

    def _half(self, content: Any) -> None:
        self._stream.write(content[: len(content) // 2])
        self._stream.flush()

    def write(self, content: Any) -> Any:
        self._saboteur.strike(lambda: self._half(content))
        return self._stream.write(content)

    def read(self, *arguments: Any) -> Any:
        self._saboteur.strike()
        return self._stream.read(*arguments)


def _wrap_paths(saboteur: _Saboteur, name: str) -> None:
    real = getattr(os, name)

    def wrapped(path: Any, *arguments: Any, **named: Any) -> Any:
        if saboteur.busy or not saboteur.concerns(path):
            return real(path, *arguments, **named)
        saboteur.strike()
        found = real(path, *arguments, **named)
        if name == "open":
            saboteur.handles |= {found}
        return found

    setattr(os, name, wrapped)


def _wrap_streams(saboteur: _Saboteur) -> None:
    real_fdopen, real_open = os.fdopen, io.open

    def fdopen(handle: int, *arguments: Any, **named: Any) -> Any:
        stream = real_fdopen(handle, *arguments, **named)
        return _Stream(stream, saboteur) if handle in saboteur.handles else stream

    def opened(file: Any, *arguments: Any, **named: Any) -> Any:
        if not isinstance(file, int) and saboteur.concerns(file):
            saboteur.strike()
            return _Stream(real_open(file, *arguments, **named), saboteur)
        return real_open(file, *arguments, **named)

    os.fdopen = fdopen  # type: ignore[assignment]  # for this process only
    io.open = builtins.open = opened


def in_child(
    root: Path, arguments: Sequence[str], *, stdin: str = "", fault: Fault | None = None, at: int = 0
) -> tuple[int, int]:
    """Run a command in ``root`` with a fault in its ``at``-th operation; return the exit code and the operations."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _sabotaged(root, arguments, stdin, _Saboteur(str(root), fault, at), writing)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(said or 0)


def _sabotaged(root: Path, arguments: Sequence[str], stdin: str, saboteur: _Saboteur, report: int) -> None:
    code = TRACEBACK
    try:
        os.chdir(root.parent)
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        quiet = io.StringIO()
        for name in _BY_PATH:
            _wrap_paths(saboteur, name)
        for name in _BY_HANDLE:
            _wrap_paths(saboteur, name)
        _wrap_streams(saboteur)
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            code = run(list(arguments))
    except BaseException:  # noqa: BLE001 - whatever leaves the command is what the test looks for
        traceback.print_exc()
    finally:
        saboteur.fault = None
        os.write(report, str(saboteur.count).encode())
        os._exit(code)
