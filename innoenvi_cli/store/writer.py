"""The one writer: a change set is guarded, staged beside its targets and put in place file by file.

Nothing is replaced before every new content lies on the disk, so a full disk or a missing right changes nothing. Each
file is old or new and never between; a run that was killed leaves temporary files, which the next write removes.
"""

from __future__ import annotations

import difflib
import errno
import os
import re
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import (
    AlreadyExistsError,
    CannotWriteError,
    ChangedMeanwhileError,
    HalfWrittenError,
    LockedError,
    UnsafePathError,
)
from innoenvi_cli.store.outputs import read_output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

TEMPORARY: Final = re.compile(r"\.innoenvi-[0-9a-f]{16}\.tmp\Z")
_NOT_IN_A_PATH: Final = re.compile(r"[\x00-\x1f\\:]")
_NEW_FILE_MODE: Final = 0o644


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a change set: ``path`` relative to the programme, with ``/``.

    ``before`` is what the file must hold when it is replaced, ``None`` when it must not exist; ``after`` is what it
    shall hold, ``None`` when it shall go.
    """

    path: str
    before: bytes | None
    after: bytes | None


def new_file(root: Path, path: str, content: bytes) -> Change:
    """Return the change that makes a file; one that says the very same already, after a killed run say, may stay."""
    return Change(path, content if read_output(root, path) == content else None, content)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the programme at ``root`` for writing; the lock dies with the process and leaves no file.

    Raises:
        LockedError: another process holds it.
        CannotWriteError: the folder cannot be opened.
    """
    try:
        handle = _take_lock(root)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES} and not _is_unreadable(root):
            raise LockedError from None
        raise CannotWriteError(".", _reason(error)) from None
    try:
        yield
    finally:
        _release_lock(handle)


def apply_changes(root: Path, changes: Sequence[Change]) -> None:
    """Carry ``changes`` out in the order given, under the caller's lock; a change that changes nothing is left out.

    Raises:
        UnsafePathError: a path leaves ``root`` or goes through a symbolic link; nothing was changed.
        AlreadyExistsError: a file that shall be new exists; nothing was changed.
        ChangedMeanwhileError: a file is not what ``before`` says; it was not overwritten.
        CannotWriteError: the disk refuses; nothing was changed.
        HalfWrittenError: the disk refuses after some files were replaced.
    """
    paths = [change.path for change in changes]
    if len(set(paths)) != len(paths):
        msg = f"a file stands in one change set twice: {paths}"
        raise ValueError(msg)
    for change in changes:
        _guard(root, change)
    wanted = [change for change in changes if change.before != change.after]
    _remove_leftovers(root, wanted)
    stage = _Stage(root)
    try:
        stage.prepare(wanted)
        stage.replace(wanted)
    finally:
        stage.clean()


def unified_diff(changes: Sequence[Change]) -> str:
    """Return ``changes`` as a unified diff; files that are not UTF-8 text are named only."""
    return "".join(line for change in changes if change.before != change.after for line in _diff_of(change))


# Lock ----------------------------------------------------------------------------------------------------------------

if sys.platform == "win32":  # pragma: no cover - tried on Windows only
    import ctypes
    import hashlib

    _WAIT_OBJECT_0, _WAIT_ABANDONED = 0x0, 0x80

    def _take_lock(root: Path) -> int:
        """Take a named mutex: Windows cannot lock a folder, and a mutex dies with its process as well."""
        name = hashlib.sha256(os.path.normcase(os.path.realpath(root)).encode()).hexdigest()
        kernel = ctypes.windll.kernel32
        handle = int(kernel.CreateMutexW(None, 0, f"innoenvi-{name}"))
        if not handle:
            raise ctypes.WinError()
        if kernel.WaitForSingleObject(handle, 0) not in {_WAIT_OBJECT_0, _WAIT_ABANDONED}:
            kernel.CloseHandle(handle)
            raise LockedError
        return handle

    def _release_lock(handle: int) -> None:
        ctypes.windll.kernel32.ReleaseMutex(handle)
        ctypes.windll.kernel32.CloseHandle(handle)

else:
    import fcntl

    # Network file systems lock only what is open for writing, and a folder cannot be: there the programme's own file.
    _NO_LOCK_ON_FOLDERS = frozenset({errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP})

    def _take_lock(root: Path) -> int:
        try:
            return _flock(os.open(root, os.O_RDONLY | os.O_DIRECTORY))
        except OSError as error:
            if error.errno not in _NO_LOCK_ON_FOLDERS:
                raise
        return _flock(os.open(root / "innoenvi.yaml", os.O_RDWR | os.O_NOFOLLOW))

    def _flock(handle: int) -> int:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(handle)
            raise
        return handle

    def _release_lock(handle: int) -> None:
        os.close(handle)


def _is_unreadable(root: Path) -> bool:
    return not os.access(root, os.R_OK)


# Guards --------------------------------------------------------------------------------------------------------------


def _guard(root: Path, change: Change) -> None:
    """Refuse a path that is not plain, and a file that is not as the command saw it."""
    _check_path(root, change.path)
    current = _current(root, change.path)
    if current == change.before:
        return
    if change.before is None:
        raise AlreadyExistsError(change.path)
    raise ChangedMeanwhileError(change.path)


def _check_path(root: Path, path: str) -> None:
    parts = path.split("/")
    if _NOT_IN_A_PATH.search(path) or any(part in {"", ".", ".."} or part.lower() == ".git" for part in parts):
        raise UnsafePathError(path)
    for depth in range(1, len(parts) + 1):
        try:
            mode = os.lstat(root.joinpath(*parts[:depth])).st_mode
        except FileNotFoundError:
            return
        except OSError:
            raise UnsafePathError(path) from None
        is_last = depth == len(parts)
        if not (stat.S_ISREG(mode) if is_last else stat.S_ISDIR(mode)):
            raise UnsafePathError(path)


def _current(root: Path, path: str) -> bytes | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(root / path, flags)
    except FileNotFoundError:
        return None
    except OSError as error:
        if os.path.islink(root / path):
            raise UnsafePathError(path) from None
        raise CannotWriteError(path, _reason(error)) from None
    with os.fdopen(handle, "rb") as stream:
        return stream.read()


# Staging and replacing -----------------------------------------------------------------------------------------------


class _Stage:
    """New contents under temporary names beside their targets, and the folders made for them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.temporary: dict[str, str] = {}
        self.folders: list[str] = []
        self.done = 0

    def prepare(self, changes: Sequence[Change]) -> None:
        """Write every new content to the disk; what fails here has changed nothing."""
        for change in changes:
            if change.after is None:
                continue
            try:
                self._make_folders(os.path.dirname(change.path))
                self._write(change.path, change.after)
            except OSError as error:
                raise CannotWriteError(change.path, _reason(error)) from None

    def replace(self, changes: Sequence[Change]) -> None:
        """Put the contents in place; the last one only when all others are on the disk for good."""
        unsynced: set[str] = set()
        for change in changes:
            _guard(self.root, change)
            try:
                if change is changes[-1]:
                    self._sync(unsynced)
                self._put(change)
            except OSError as error:
                failed = CannotWriteError if self.done == 0 else HalfWrittenError
                raise failed(change.path, _reason(error)) from None
            self.done += 1
            unsynced.add(os.path.dirname(change.path))
        self._sync(unsynced)

    def clean(self) -> None:
        """Remove what is left of an unfinished change."""
        for name in self.temporary.values():
            with suppress(OSError):
                os.unlink(name)
        for folder in reversed(self.folders):
            with suppress(OSError):  # a folder that holds something by now stays
                os.rmdir(folder)

    def _make_folders(self, folder: str) -> None:
        parts = folder.split("/") if folder else []
        for depth in range(1, len(parts) + 1):
            name = os.fspath(self.root.joinpath(*parts[:depth]))
            if not os.path.isdir(name):
                os.mkdir(name)
                self.folders.append(name)
                _sync_folder(os.path.dirname(name))

    def _write(self, path: str, content: bytes) -> None:
        target = os.fspath(self.root / path)
        name = os.path.join(os.path.dirname(target), f".innoenvi-{secrets.token_hex(8)}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(name, flags, _NEW_FILE_MODE)
        self.temporary[path] = name
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            os.chmod(name, stat.S_IMODE(os.stat(target).st_mode))

    def _put(self, change: Change) -> None:
        if change.after is None:
            os.unlink(self.root / change.path)
        else:
            os.replace(self.temporary[change.path], self.root / change.path)
            del self.temporary[change.path]

    def _sync(self, folders: set[str]) -> None:
        for folder in sorted(folders):
            _sync_folder(os.fspath(self.root / folder))
        folders.clear()


def _sync_folder(folder: str) -> None:
    if sys.platform == "win32":  # pragma: no cover - a folder cannot be opened there
        return
    handle = os.open(folder or ".", os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EBADF}:  # some file systems cannot, and say so
            raise
    finally:
        os.close(handle)


def _remove_leftovers(root: Path, changes: Sequence[Change]) -> None:
    """Remove temporary files of killed runs at the top and below the top folders that ``changes`` touch."""
    tops = {change.path.split("/")[0] for change in changes if "/" in change.path}
    _remove_in(os.fspath(root), deep=False)
    for top in sorted(tops):
        _remove_in(os.fspath(root / top), deep=True)


def _remove_in(folder: str, *, deep: bool) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if deep:
                _remove_in(entry.path, deep=True)
        elif TEMPORARY.match(entry.name):
            with suppress(OSError):
                os.unlink(entry.path)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


# Diff ----------------------------------------------------------------------------------------------------------------


def _diff_of(change: Change) -> Iterator[str]:
    names = (
        "/dev/null" if change.before is None else f"a/{change.path}",
        "/dev/null" if change.after is None else f"b/{change.path}",
    )
    try:
        before, after = _lines(change.before), _lines(change.after)
    except UnicodeDecodeError:
        yield f"Binary files {names[0]} and {names[1]} differ\n"
        return
    for line in difflib.unified_diff(before, after, *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes | None) -> list[str]:
    """Return the lines with their ends; only a newline ends a line, as git sees it."""
    return re.findall(r"[^\n]*\n|[^\n]+", (content or b"").decode("utf-8"))
