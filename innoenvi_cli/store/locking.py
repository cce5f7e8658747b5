"""The lock on a programme: it dies with its process and leaves no file."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from innoenvi_cli.errors import CannotWriteError, LockedError, reason_of

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - tried on Windows only
    import ctypes
    import hashlib

    _WAIT_OBJECT_0, _WAIT_ABANDONED = 0x0, 0x80

    def _take(root: Path) -> int:
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

    def release_lock(handle: int) -> None:
        """Let the lock go."""
        ctypes.windll.kernel32.ReleaseMutex(handle)
        ctypes.windll.kernel32.CloseHandle(handle)

else:
    import fcntl

    # Network file systems lock only what is open for writing, and a folder cannot be: there the programme's own file.
    _NO_LOCK_ON_FOLDERS = frozenset({errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP})

    def _take(root: Path) -> int:
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

    def release_lock(handle: int) -> None:
        """Let the lock go."""
        os.close(handle)


def take_lock(root: Path) -> int:
    """Lock the folder ``root`` and return what ``release_lock`` takes.

    Raises:
        LockedError: another process holds it.
        CannotWriteError: the folder cannot be opened.
    """
    try:
        return _take(root)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES} and os.access(root, os.R_OK):
            raise LockedError from None
        raise CannotWriteError(root.name or ".", reason_of(error)) from None
