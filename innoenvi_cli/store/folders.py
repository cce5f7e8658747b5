"""Folders of a programme by handle: what is done in one is done there, whatever its path leads to by then.

Every step downwards is opened without following links, so that a folder which is swapped for a link between a look and
a write leads nowhere. Where the system has no such handles (Windows) the same is done by path after a look at each.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from innoenvi_cli.errors import UnsafePathError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BY_HANDLE: Final = hasattr(os, "O_DIRECTORY") and os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_READ: Final = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
_IN_THE_WAY: Final = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK, errno.ENXIO, errno.EISDIR})
_FOLLOWED: Final = os.link not in os.supports_follow_symlinks
_JUNCTION: Final = 0xA0000003
"""What Windows calls a folder that is a link to another."""
_NO_LINKING: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV, errno.EACCES})
"""How file systems say that a file has one name and no more (FAT among them)."""


class Folder:
    """An open folder; ``name`` stands everywhere for an entry directly in it. To be closed, or used with ``with``."""

    __slots__ = ("_handle", "_path")

    def __init__(self, path: str, handle: int | None) -> None:
        self._path, self._handle = path, handle

    @classmethod
    def at(cls, root: Path) -> Folder:
        """Open the folder ``root`` itself; the user may have named it by a link.

        Raises:
            OSError: it cannot be opened.
        """
        return cls(os.fspath(root), os.open(root, _FOLDER) if _BY_HANDLE else None)

    def enter(self, name: str) -> Folder:
        """Open the folder ``name``.

        Raises:
            NotADirectoryError: a link or a file stands there.
            OSError: it is missing or cannot be opened.
        """
        path = os.path.join(self._path, name)
        if self._handle is None:
            found = os.lstat(path)
            if not stat.S_ISDIR(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            return Folder(path, None)
        try:
            return Folder(path, os.open(name, _FOLDER | _NO_LINK, dir_fd=self._handle))
        except OSError as error:
            if error.errno in _IN_THE_WAY:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
            raise

    def close(self) -> None:
        """Let the folder go."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Looking ---------------------------------------------------------------------------------------------------------

    def look(self, name: str) -> os.stat_result | None:
        """Return what stands at ``name``, a link being one itself; ``None`` where there is nothing."""
        try:
            return os.lstat(self._at(name), dir_fd=self._handle)
        except FileNotFoundError:
            return None

    def read(self, name: str, most: int) -> bytes | None:
        """Return the first ``most`` bytes of the file ``name``, ``None`` where there is none.

        Raises:
            NotADirectoryError: a link, or something else than a plain file, stands there.
        """
        try:
            handle = os.open(self._at(name), _READ, dir_fd=self._handle)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in _IN_THE_WAY:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
            raise
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            return _read_all(handle, most)
        finally:
            os.close(handle)

    def entries(self) -> Iterator[tuple[str, bool]]:
        """Yield the names of all entries, and whether each is a folder."""
        with os.scandir(self._path if self._handle is None else self._handle) as found:
            for entry in found:
                yield entry.name, entry.is_dir(follow_symlinks=False)

    def allows_writing(self, name: str | None = None) -> bool:
        """Tell whether the file ``name``, or the folder itself, may be changed by this user."""
        place = self._at(name) if name is not None else (self._path if self._handle is None else ".")
        return os.access(place, os.W_OK, dir_fd=self._handle)

    # Writing ---------------------------------------------------------------------------------------------------------

    def create(self, name: str, content: bytes, *, mode: int, like: os.stat_result | None) -> None:
        """Make the file ``name`` and see to it that it lies on the disk; it gets the owner and rights of ``like``."""
        # No moment with more rights than those of the file it will replace: that one may be private.
        handle = os.open(
            self._at(name), _CREATE, mode if like is None else stat.S_IMODE(like.st_mode), dir_fd=self._handle
        )
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if like is not None and hasattr(os, "fchmod"):
                _give_rights(handle, like)
            os.fsync(handle)
        finally:
            os.close(handle)

    def replace(self, source: str, target: str) -> None:
        """Let ``target`` be what ``source`` is, in one step."""
        os.replace(self._at(source), self._at(target), src_dir_fd=self._handle, dst_dir_fd=self._handle)

    def name_new(self, source: str, target: str) -> bool:
        """Give ``source`` the name ``target`` as well; false where the file system knows one name only.

        Raises:
            FileExistsError: somebody has made ``target`` meanwhile.
        """
        try:
            os.link(
                self._at(source),
                self._at(target),
                src_dir_fd=self._handle,
                dst_dir_fd=self._handle,
                follow_symlinks=_FOLLOWED,
            )
        except OSError as error:
            if error.errno in _NO_LINKING:
                return False
            raise
        return True

    def remove(self, name: str) -> None:
        """Take the file ``name`` away."""
        os.unlink(self._at(name), dir_fd=self._handle)

    def make(self, name: str) -> None:
        """Make the folder ``name``."""
        os.mkdir(self._at(name), dir_fd=self._handle)

    def unmake(self, name: str) -> None:
        """Take the empty folder ``name`` away."""
        os.rmdir(self._at(name), dir_fd=self._handle)

    def sync(self) -> None:
        """See to it that the names in the folder are on the disk."""
        if self._handle is None:
            return
        try:
            os.fsync(self._handle)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.EBADF}:  # some file systems cannot, and say so
                raise

    def _at(self, name: str) -> str:
        return name if self._handle is not None else os.path.join(self._path, name)


class Folders:
    """The folders below ``root`` by their paths with ``/``; besides the root, the one used last stays open."""

    def __init__(self, root: Path) -> None:
        self._root = Folder.at(root)
        self._last: tuple[str, Folder] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._forget()
        self._root.close()

    def at(self, path: str) -> Folder | None:
        """Return the folder at ``path``, empty for the root; ``None`` where there is none.

        Raises:
            UnsafePathError: a link or a file stands in the way.
        """
        if not path:
            return self._root
        if self._last is None or self._last[0] != path:
            self._forget()
            folder = self._walk(path)
            if folder is None:
                return None
            self._last = (path, folder)
        return self._last[1]

    def _walk(self, path: str) -> Folder | None:
        folder = self._root
        for name in path.split("/"):
            try:
                inner = folder.enter(name)
            except FileNotFoundError:
                return None
            except NotADirectoryError:
                raise UnsafePathError(path) from None
            finally:
                if folder is not self._root:
                    folder.close()
            folder = inner
        return folder

    def _forget(self) -> None:
        if self._last is not None:
            folder, self._last = self._last[1], None
            folder.close()


def _read_all(handle: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0:
        part = os.read(handle, min(most, 1 << 20))
        if not part:
            break
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _give_rights(handle: int, like: os.stat_result) -> None:
    """Keep owner, group and mode as far as this user may: a run as root must not take files away from their owner."""
    found = os.fstat(handle)
    if (found.st_uid, found.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(handle, like.st_uid, like.st_gid)
        except OSError:
            with suppress(OSError):
                os.fchown(handle, -1, like.st_gid)
    if stat.S_IMODE(os.fstat(handle).st_mode) != stat.S_IMODE(like.st_mode):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))
