"""Runs a command once and, at every file operation on its way, lets a copy of the process meet a fault there.

Every function of ``os`` and every stream through which innoenvi touches a file below the folder is counted. The run
itself meets none: before an operation it forks, and the copy goes on with the fault. Where nothing has been written yet
the copy begins at that very operation; of what writes, it begins where the writing began, for only there can the disk
be put back. Then the folder is restored and the run goes on, so that every point is tried for the price of one run.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import fcntl
import importlib
import io
import os
import pickle
import pkgutil
import re
import shutil
import signal
import stat
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self

import innoenvi_cli
from innoenvi_cli.cli.boundary import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

Fault = Literal["death", "ENOSPC", "EIO", "SIGINT", "SIGTERM", "SIGHUP"]
FAULTS: tuple[Fault, ...] = ("death", "ENOSPC", "EIO")
SIGNALS: tuple[Fault, ...] = ("SIGINT", "SIGTERM", "SIGHUP")
DEAD = 137
TRACEBACK = 99
_BEYOND = 98
"""What a copy says whose fault lies behind the writing it was made for."""
LEFTOVER = re.compile(r"\.innoenvi-[0-9a-f]{16}\.tmp\Z")

_READING = ("scandir", "listdir", "lstat", "stat", "fstat", "access", "read", "readlink", "close", "fsync", "fdatasync")
_WRITING: tuple[str, ...] = (
    "mkdir",
    "replace",
    "rename",
    "link",
    "symlink",
    "unlink",
    "remove",
    "rmdir",
    "chmod",
    "fchmod",
    "chown",
)
_WRITING += ("fchown", "utime", "truncate", "ftruncate", "write")
_MAKES = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_RDWR
_flock = fcntl.flock
_real = {name: getattr(os, name) for name in (*_READING, *_WRITING, "open", "fdopen")}

Files = dict[str, bytes | None]
"""What lies in a folder: contents by path with ``/``, ``None`` for a folder."""


def tree(folder: Path) -> Files:
    """Return everything below ``folder``."""
    found: Files = {}
    for path in sorted(folder.rglob("*")):
        found[path.relative_to(folder).as_posix()] = None if path.is_dir() else path.read_bytes()
    return found


def lay(folder: Path, files: Files) -> None:
    """Make ``folder`` hold ``files`` and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in sorted(files.items()):
        path = folder / name
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fault at an operation: how the process ended, and which of the states it left."""

    at: int
    fault: Fault
    code: int
    state: int


@dataclass
class Wreckage:
    """All that came of the faults; ``versions`` are the contents that each file had at rest in the run without."""

    operations: int = 0
    code: int = TRACEBACK
    outcomes: list[Outcome] = field(default_factory=list)
    states: list[Files] = field(default_factory=list)
    versions: dict[str, set[bytes | None]] = field(default_factory=dict)


class _Disk:
    """The folder as it was at rest, and the way back to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: Files = {}
        self._signs: dict[str, tuple[int, ...]] = {}
        self.remember()

    def remember(self) -> None:
        self.files, self._signs = self._now()

    def _now(self) -> tuple[Files, dict[str, tuple[int, ...]]]:
        """Return what lies there; a file that has the same sign as before is not read again."""
        files: Files = {}
        signs: dict[str, tuple[int, ...]] = {}
        waiting = [""]
        while waiting:
            above = waiting.pop()
            for entry in os.scandir(self.folder / above):
                name = f"{above}/{entry.name}" if above else entry.name
                found = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(found.st_mode):
                    files[name] = None
                    waiting.append(name)
                    continue
                signs[name] = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode)
                known = self._signs.get(name) == signs[name]
                files[name] = self.files[name] if known else (self.folder / name).read_bytes()
        return files, signs

    def state(self) -> Files:
        """Return what lies there now."""
        return self._now()[0]

    def restore(self) -> None:
        """Put everything back; folders that were there stay the very same, for somebody may hold them open."""
        files, signs = self._now()
        for name in sorted(files.keys() - self.files.keys(), reverse=True):
            path = self.folder / name
            path.rmdir() if files[name] is None else path.unlink()
        for name, content in sorted(self.files.items()):
            if content is None:
                (self.folder / name).mkdir(exist_ok=True)
            elif signs.get(name) != self._signs[name]:
                path = self.folder / name
                path.unlink(missing_ok=True)
                path.write_bytes(content)
                path.chmod(stat.S_IMODE(self._signs[name][3]))
                found = path.stat()
                self._signs[name] = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode)


class _Watch:
    """Counts the operations on what lies below ``folder`` and decides what happens at each; this one: nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fspath(folder)
        self.count = 0
        self.handles: set[int] = set()
        self.lock: int | None = None
        self.aside = False

    def concerns(self, arguments: Sequence[Any], named: Mapping[str, Any]) -> bool:
        if self.aside:
            return False
        folders = [named[key] for key in ("dir_fd", "src_dir_fd", "dst_dir_fd") if named.get(key) is not None]
        if folders:
            return any(handle in self.handles for handle in folders)
        place = arguments[0] if arguments else "."
        if isinstance(place, int):
            return place in self.handles
        try:
            return os.path.abspath(os.fsdecode(place)).startswith(self.folder)  # noqa: PTH100 - what is no path raises
        except TypeError:
            return False

    def strike(self, *, writes: bool = False, half: Callable[[], object] = lambda: None) -> None:
        """Count an operation; a fault is raised, or ends the process after ``half`` of the operation."""
        self.count += 1
        self.decide(writes=writes, half=half)

    def decide(self, *, writes: bool, half: Callable[[], object]) -> None:
        """Decide what happens at the operation that was counted last."""

    def released(self) -> None:
        """Take note that the programme is not locked any more."""

    # What the functions of the system are replaced by -----------------------------------------------------------------

    def spread(self) -> None:
        """Stand in for the functions of the system, in this process for good."""
        for name in _READING:
            setattr(os, name, self._wrapped(name, writes=False))
        for name in _WRITING:
            setattr(os, name, self._wrapped(name, writes=True))
        for name in ("write", "close", "scandir", "access", "open", "fdopen"):
            setattr(os, name, getattr(self, f"_{name}"))
        real_open = io.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if isinstance(file, int) or not self.concerns((file,), {}):
                return real_open(file, mode, *arguments, **named)
            self.strike(writes=not set(mode) <= set("rbt"))
            return _Stream(real_open(file, mode, *arguments, **named), self)

        def locked(handle: int, operation: int) -> None:
            if handle in self.handles:
                self.strike()
                self.lock = handle
            _flock(handle, operation)

        io.open = builtins.open = opened  # for this process only
        fcntl.flock = locked  # type: ignore[assignment]  # as above

    def _wrapped(self, name: str, *, writes: bool) -> Callable[..., Any]:
        real = _real[name]

        def wrapped(*arguments: Any, **named: Any) -> Any:
            if self.concerns(arguments, named):
                self.strike(writes=writes)
            return real(*arguments, **named)

        return wrapped

    def _open(self, path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        concerned = self.concerns((path,), named)
        if concerned:
            self.strike(writes=bool(flags & _MAKES))
        handle: int = _real["open"](path, flags, *arguments, **named)
        (self.handles.add if concerned else self.handles.discard)(handle)
        return handle

    def _write(self, handle: int, content: Any) -> int:
        if self.concerns((handle,), {}):
            self.strike(writes=True, half=lambda: _real["write"](handle, content[: len(content) // 2]))
        written: int = _real["write"](handle, content)
        return written

    def _close(self, handle: int) -> None:
        if not self.concerns((handle,), {}):
            _real["close"](handle)
            return
        try:
            self.strike()
        finally:  # a close that fails has closed all the same
            self.handles.discard(handle)
            if handle == self.lock:
                self.lock = None
                _flock(handle, fcntl.LOCK_UN)  # a copy of the process would hold it on
                _real["close"](handle)
                self.released()
            else:
                _real["close"](handle)

    def _access(self, *arguments: Any, **named: Any) -> bool:
        try:
            if self.concerns(arguments, named):
                self.strike()
        except OSError:
            return False
        allowed: bool = _real["access"](*arguments, **named)
        return allowed

    def _scandir(self, *arguments: Any) -> Any:
        if not self.concerns(arguments, {}):
            return _real["scandir"](*arguments)
        self.strike()
        return _Entries(_real["scandir"](*arguments), self)

    def _fdopen(self, handle: int, *arguments: Any, **named: Any) -> Any:
        stream = _real["fdopen"](handle, *arguments, **named)
        return _Stream(stream, self) if handle in self.handles else stream


class Herald(_Watch):
    """Closes ``pipe`` when the process begins to write, and with ``stops`` has it stop there until somebody goes on."""

    def __init__(self, folder: Path, pipe: int, *, stops: bool = False) -> None:
        super().__init__(folder)
        self._pipe: int | None = pipe
        self._stops = stops

    def decide(self, *, writes: bool, half: Callable[[], object]) -> None:  # noqa: ARG002 - as the others
        if writes and self._pipe is not None:
            _real["close"](self._pipe)
            self._pipe = None
            if self._stops:
                os.kill(os.getpid(), signal.SIGSTOP)


class _Stream:
    """A stream whose reading, writing and closing can fail."""

    def __init__(self, stream: Any, watch: _Watch) -> None:
        self._stream, self._watch = stream, watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Any:
        self._watch.strike()
        return iter(self._stream)

    def close(self) -> None:
        if self._stream.closed:
            return
        try:
            self._watch.strike()
        finally:
            self._watch.handles.discard(self._stream.fileno())
            self._stream.close()

    def read(self, *arguments: Any) -> Any:
        self._watch.strike()
        return self._stream.read(*arguments)

    def _half(self, content: Any) -> None:
        self._stream.write(content[: len(content) // 2])
        self._stream.flush()

    def write(self, content: Any) -> Any:
        self._watch.strike(writes=True, half=lambda: self._half(content))
        return self._stream.write(content)


class _Entries:
    """What a folder holds, of which the reading can fail."""

    def __init__(self, entries: Any, watch: _Watch) -> None:
        self._entries, self._watch, self._begun = entries, watch, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        if not self._begun:
            self._begun = True
            self._watch.strike()
        return next(self._entries)

    def close(self) -> None:
        self._entries.close()


class _Wrecker(_Watch):
    """Lets copies of the process meet the faults that ``chosen`` gives for the number of an operation."""

    def __init__(self, folder: Path, chosen: Callable[[int], Sequence[Fault]], last: int) -> None:
        super().__init__(folder)
        self.chosen, self.last = chosen, last
        self.disk = _Disk(folder)
        self.found = Wreckage()
        self.keys: dict[Any, int] = {}
        self.writing = False
        self.victim: tuple[int, Fault] | None = None
        self.struck = False
        self.noted = False
        self._note_versions()

    def decide(self, *, writes: bool, half: Callable[[], object]) -> None:
        if self.victim is None and not self.writing:
            self.writing = writes
            for at in range(self.count, self.last + 1 if writes else self.count + 1):
                if not self._try(at):
                    break
        if self.victim is not None and not self.struck and self.count == self.victim[0]:
            self.struck = True
            self._befall(self.victim[1], half)

    def _befall(self, fault: Fault, half: Callable[[], object]) -> None:
        if fault == "death":
            half()
            os._exit(DEAD)
        if fault in SIGNALS:
            signal.raise_signal(getattr(signal, fault))
            return
        number = getattr(errno, fault)
        raise OSError(number, os.strerror(number))

    def released(self) -> None:
        if self.victim is not None:
            if not self.struck:
                os._exit(_BEYOND)
        elif self.writing:
            self.rest()

    def rest(self) -> None:
        """Take the folder as it is for whole: nothing is being written."""
        self.writing = False
        self.aside = True
        self.disk.remember()
        self._note_versions()
        self.aside = False

    def _note_versions(self) -> None:
        absent: set[bytes | None] = {None} if self.noted else set()
        self.noted = True
        for name in self.found.versions.keys() | self.disk.files.keys():
            self.found.versions.setdefault(name, set(absent)).add(self.disk.files.get(name))

    def _try(self, at: int) -> bool:
        """Let copies meet the faults at the operation ``at``; false when it lies behind this writing."""
        for fault in self.chosen(at):
            offsets = {handle: os.lseek(handle, 0, os.SEEK_CUR) for handle in self.handles}
            child = os.fork()
            if child == 0:
                self.victim = (at, fault)
                return False
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
            for handle, offset in offsets.items():
                os.lseek(handle, offset, os.SEEK_SET)  # the copy has read on with the very same handle
            if self.lock is not None:
                _flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the copy may have let it go
            self.aside = True
            if code != _BEYOND:
                self.found.outcomes.append(Outcome(at, fault, code, self._number(self.disk.state())))
            self.disk.restore()
            self.aside = False
            if code == _BEYOND:
                return False
        return True

    def _number(self, state: Files) -> int:
        """Return the number of a state; where and how many temporary files a killed process left does not matter."""
        key = frozenset(
            (LEFTOVER.sub("*", name), b"" if LEFTOVER.search(name) else held) for name, held in state.items()
        )
        if key not in self.keys:
            self.keys[key] = len(self.found.states)
            self.found.states.append(state)
        return self.keys[key]


def warm_up() -> None:
    """Import everything that a command may need, so that no copy of the process has to."""
    for module in pkgutil.walk_packages(innoenvi_cli.__path__, "innoenvi_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in (
        "jinja2",
        "xlsxwriter",
        "openpyxl",
        "pandas",
        "babel.dates",
        "babel.numbers",
        "networkx",
        "ruamel.yaml",
        "rich.table",
    ):
        importlib.import_module(name)


def wreck(
    folder: Path, arguments: Sequence[str], *, stdin: str, chosen: Callable[[int], Sequence[Fault]], last: int
) -> Wreckage:
    """Run a command in ``folder`` with the ``chosen`` faults at its operations, of which the last has number ``last``."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with _no_way_back():
            os.close(reading)
            watch = _Wrecker(folder, chosen, last)
            code = _invoked(watch, arguments, stdin)
            if watch.victim is not None:
                os._exit(code if watch.struck else _BEYOND)
            watch.rest()
            watch.found.code, watch.found.operations = code, watch.count
            _tell(writing, watch.found)
    os.close(writing)
    return _heard(reading, child)


def in_child(folder: Path, arguments: Sequence[str], *, stdin: str = "") -> tuple[int, int]:
    """Run a command in ``folder`` without a fault; return the exit code and the number of its operations."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with _no_way_back():
            os.close(reading)
            watch = _Watch(folder)
            code = _invoked(watch, arguments, stdin)
            _tell(writing, Wreckage(watch.count, code))
    os.close(writing)
    found = _heard(reading, child)
    return found.code, found.operations


@contextlib.contextmanager
def _no_way_back() -> Iterator[None]:
    """End the child here whatever comes: it must never go on as a second pytest."""
    try:
        yield
    finally:
        os._exit(TRACEBACK)


def _invoked(watch: _Watch, arguments: Sequence[str], stdin: str) -> int:
    code = TRACEBACK
    # Whoever runs this in the background has it ignore these: the command shall hear them.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        os.chdir(watch.folder)
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        quiet = io.StringIO()
        watch.spread()
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            code = run(list(arguments))
    except BaseException:  # noqa: BLE001 - whatever leaves the command is what the test looks for
        traceback.print_exc()
    watch.aside = True
    return code


def _tell(pipe: int, found: Wreckage) -> NoReturn:
    rest = memoryview(pickle.dumps(found))
    while rest:
        rest = rest[_real["write"](pipe, rest) :]
    os._exit(0)


def _heard(pipe: int, child: int) -> Wreckage:
    with os.fdopen(pipe, "rb") as stream:
        raw = stream.read()
    os.waitpid(child, 0)
    found: Wreckage = pickle.loads(raw) if raw else Wreckage()
    return found
