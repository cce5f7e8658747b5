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
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import (
    AlreadyExistsError,
    CannotWriteError,
    HalfWrittenError,
    UnsafePathError,
    reason_of,
)
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.folders import Folder, Folders, check_path
from innoenvi_cli.store.guards import guard, refuse_twins
from innoenvi_cli.store.locking import release_lock, take_lock
from innoenvi_cli.store.outputs import read_output
from innoenvi_cli.store.presence import is_there
from innoenvi_cli.store.private_place import private_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from innoenvi_cli.i18n import Message

TEMPORARY: Final = re.compile(r"\.innoenvi-[0-9a-f]{16}\.tmp\Z")
_NEW_FILE_MODE: Final = 0o644
_DEEPEST: Final = 8
"""How many folders deep leftovers are looked for."""
_OF_ANOTHER: Final = frozenset({PROGRAMME_FILE, ".git"})
"""What makes a folder one that others write in."""
_STOPPING: Final = frozenset(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def new_file(root: Path, path: str, content: bytes) -> Change:
    """Return the change that makes a file; one that says the very same already, after a killed run say, may stay."""
    return Change(path, content if read_output(root, path) == content else None, content)


@contextmanager
def locked(root: Path, *, private: bool = False) -> Iterator[None]:
    """Hold the programme at ``root`` for writing, and remove what a killed run has left in it.

    The private folder is entered only by who writes into it, which ``private`` says.

    Raises:
        LockedError: another process holds it.
        CannotWriteError: the folder cannot be opened.
    """
    handle = take_lock(root)
    try:
        with suppress(OSError), Folder.at(root) as folder:
            _remove_leftovers(folder, folder.scan(), None if private else private_place(root).covers)
        yield
    finally:
        release_lock(handle)


@contextmanager
def made(root: Path) -> Iterator[None]:
    """Make the folder ``root`` where it is missing; should what follows fail, what was made and is empty goes again.

    Raises:
        CannotWriteError: it cannot be made.
    """
    missing = [folder for folder in (root, *root.parents) if not is_there(folder)]
    try:
        try:
            os.makedirs(root, exist_ok=True)
        except OSError as error:
            raise CannotWriteError(root.name, reason_of(error)) from None
        yield
    except BaseException:
        with suppress(OSError):
            for folder in missing:
                os.rmdir(folder)
        raise


def apply_changes(root: Path, changes: Sequence[Change]) -> None:
    """Carry ``changes`` out in the order given, under the caller's lock; a change that changes nothing is left out.

    Ctrl-C and the signals that end a process wait until what is begun is whole or gone.

    Raises:
        UnsafePathError: a path leaves ``root`` or goes through a symbolic link; nothing was changed.
        AlreadyExistsError: a file that shall be new exists, maybe in other letter case; it was not overwritten.
        ChangedMeanwhileError: a file is not what ``before`` says; it was not overwritten.
        CannotWriteError: the disk or the rights refuse; nothing was changed.
        HalfWrittenError: the disk refuses after some files were replaced.
    """
    paths = [change.path for change in changes]
    if len(set(paths)) != len(paths):
        msg = f"a file stands in one change set twice: {paths}"
        raise ValueError(msg)
    for path in paths:
        check_path(path)
    with _signals_wait(), _opened(root) as folders:
        for change in changes:
            guard(folders, change)
        refuse_twins(folders, changes)
        wanted = [change for change in changes if change.before != change.after]
        stage = _Stage(folders)
        try:
            stage.prepare(wanted)
            stage.replace(wanted)
        finally:
            stage.clean()


def unified_diff(changes: Sequence[Change]) -> str:
    """Return ``changes`` as a unified diff; files that are not UTF-8 text are named only."""
    return "".join(line for change in changes if change.before != change.after for line in _diff_of(change))


@contextmanager
def _opened(root: Path) -> Iterator[Folders]:
    with Folders(root) as folders:
        try:
            folders.at("")
        except OSError as error:
            raise CannotWriteError(root.name or ".", reason_of(error)) from None
        yield folders


# Signals -------------------------------------------------------------------------------------------------------------


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Hold back what would end the process: it gets it at the end, and staging looks for it between two files."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows: Ctrl-C alone, which is an exception there and cleans up on its way
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop_if_asked() -> None:
    """End the staging when a signal waits; cleaned up, the process then gets that signal and does what it does."""
    if hasattr(signal, "sigpending") and any(
        signal.getsignal(number) is not signal.SIG_IGN for number in signal.sigpending() & _STOPPING
    ):
        raise KeyboardInterrupt


# Staging and replacing -----------------------------------------------------------------------------------------------


class _Stage:
    """New contents under temporary names beside their targets, and the folders made for them."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.temporary: dict[str, tuple[str, str]] = {}
        self.made: list[tuple[str, str]] = []
        self.done = 0

    def prepare(self, changes: Sequence[Change]) -> None:
        """Write every new content to the disk; what fails here has changed nothing."""
        for change in changes:
            _stop_if_asked()
            try:
                self._write(change)
            except OSError as error:
                raise CannotWriteError(change.path, reason_of(error)) from None

    def replace(self, changes: Sequence[Change]) -> None:
        """Put the contents in place; what lies in one folder is on the disk for good before the next one begins.

        So a manifest, which lies above its files and comes last, never tells of one that a power cut took back.
        """
        unsynced: str | None = None
        for change in changes:
            try:
                if unsynced is not None and unsynced != change.folder:
                    self._sync(unsynced)
                guard(self.folders, change)
                self._put(change)
            except OSError as error:
                raise self._failed(change.path, reason_of(error)) from None
            except CannotWriteError as error:
                if self.done == 0:
                    raise
                raise self._failed(error.path, error.reason) from None
            self.done += 1
            unsynced = change.folder
        if unsynced is not None:
            try:
                self._sync(unsynced)
            except OSError as error:
                raise HalfWrittenError(unsynced or ".", reason_of(error)) from None

    def clean(self) -> None:
        """Remove what is left of an unfinished change."""
        for folder, name in self.temporary.values():
            with suppress(OSError, UnsafePathError):
                self._at(folder).remove(name)
        for folder, name in reversed(self.made):
            with suppress(OSError, UnsafePathError):  # a folder that holds something by now stays
                self._at(folder).unmake(name)

    def _failed(self, path: str, reason: Message) -> CannotWriteError | HalfWrittenError:
        return CannotWriteError(path, reason) if self.done == 0 else HalfWrittenError(path, reason)

    def _write(self, change: Change) -> None:
        if change.after is None:
            if not self._at(change.folder).allows_writing():
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return
        self._make_folders(change.folder)
        folder = self._at(change.folder)
        name = f".innoenvi-{secrets.token_hex(8)}.tmp"
        self.temporary[change.path] = (change.folder, name)
        like = folder.look(change.name) if change.before is not None else None
        folder.create(name, change.after, mode=_NEW_FILE_MODE, like=like)

    def _make_folders(self, path: str) -> None:
        parts = path.split("/") if path else []
        for depth, name in enumerate(parts):
            if self.folders.at("/".join(parts[: depth + 1])) is not None:
                continue
            above = "/".join(parts[:depth])
            folder = self._at(above)
            folder.make(name)
            self.made.append((above, name))
            folder.sync()

    def _put(self, change: Change) -> None:
        folder = self._at(change.folder)
        if change.after is None:
            folder.remove(change.name)
            return
        _, temporary = self.temporary[change.path]
        if change.before is not None or not self._named(folder, temporary, change):
            folder.replace(temporary, change.name)
            del self.temporary[change.path]
            return
        with suppress(OSError):  # it is in place; the second name goes now, at the end or with the next write
            folder.remove(temporary)
            del self.temporary[change.path]

    def _named(self, folder: Folder, temporary: str, change: Change) -> bool:
        """Put a new file in place so that one which somebody has made this very moment is not overwritten."""
        try:
            return folder.name_new(temporary, change.name)
        except FileExistsError:
            raise AlreadyExistsError(change.path) from None

    def _sync(self, path: str) -> None:
        self._at(path).sync()

    def _at(self, path: str) -> Folder:
        folder = self.folders.at(path)
        if folder is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return folder


def _remove_leftovers(
    folder: Folder, entries: Sequence[os.DirEntry[str]], closed: Callable[[str], bool] | None, path: str = ""
) -> None:
    """Remove the temporary files of killed runs; links are not followed, what git keeps for itself is left alone.

    Folders whose path ``closed`` tells are not entered. Nor are other programmes and other repositories, such as the
    worktrees and submodules of this one: who writes there holds a lock of its own, and its files are not left over.
    """
    inner: list[str] = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            inner.append(entry.name)
        elif TEMPORARY.match(entry.name):
            with suppress(OSError):
                folder.remove(entry.name)
    for name in inner if path.count("/") < _DEEPEST else ():
        if name.lower() != ".git" and (closed is None or not closed(path + name)):
            with suppress(OSError, UnsafePathError), folder.enter(name) as opened:
                held = opened.scan()
                if not any(entry.name.lower() in _OF_ANOTHER for entry in held):
                    _remove_leftovers(opened, held, closed, f"{path}{name}/")


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
