"""Folders of a programme by handle: what is done in one is done there, whatever its path leads to by then.

Every step downwards is opened without following links, so that a folder which is swapped for a link between a look and
a write, or a reading, leads nowhere. Where the system has no such handles (Windows) the same is done by path after a
look at each. ``Folders.read`` is the one way in which the tool reads a file of a programme.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from innoenvi_cli.errors import CannotReadError, UnsafePathError, reason_of

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
_DIVIDERS: Final = frozenset({"/", "\0", os.sep})
_NOT_PLAIN: Final = re.compile(r"[\x00-\x1f\\:\ud800-\udfff]|(?:\A|/)(?:\.{0,2}|(?i:\.git))(?:/|\Z)")


def check_path(path: str) -> None:
    """Refuse a path that is not plain: one that leaves the folder, is no text, or that git or Windows reads otherwise.

    Raises:
        UnsafePathError: it is such a path.
    """
    if _NOT_PLAIN.search(path):
        raise UnsafePathError(path)


class Folder:
    """An open folder. To be closed, or used with ``with``.

    ``name`` stands everywhere for an entry directly in it: no path, neither ``.`` nor ``..``.
    """

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
            UnsafePathError: it is not the name of one entry.
            NotADirectoryError: a link or a file stands there.
            OSError: it is missing or cannot be opened.
        """
        self._at(name)
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
        """Let the folder go. A disk that fails at this has lost nothing: only what is written can be lost so late."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
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
            UnsafePathError: it is not the name of one entry.
            NotADirectoryError: a link, or something else than a plain file, stands there.
            OSError: it cannot be read.
        """
        try:
            if not _NO_LINK and not stat.S_ISREG(os.lstat(self._at(name)).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            handle = os.open(self._at(name), _READ, dir_fd=self._handle)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in _IN_THE_WAY:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
            raise
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            return _read_all(handle, most, found.st_size + 1)
        finally:
            os.close(handle)

    def scan(self) -> list[os.DirEntry[str]]:
        """Return all entries. Their ``path`` says nothing; what else they are asked they may ask the open folder."""
        with os.scandir(self._path if self._handle is None else self._handle) as found:
            return list(found)

    def entries(self) -> Iterator[tuple[str, bool]]:
        """Yield the names of all entries, and whether each is a folder."""
        for entry in self.scan():
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
        if name in {"", ".", ".."} or not _DIVIDERS.isdisjoint(name) or not (name.isascii() or _can_be_said(name)):
            raise UnsafePathError(name)
        return name if self._handle is not None else os.path.join(self._path, name)


class Folders:
    """The folders below ``root`` by their paths with ``/``; the one used last stays open, and those on the way to it.

    The root is opened with the first of them.
    """

    def __init__(self, root: Path) -> None:
        self._place = root
        self._steps: tuple[str, ...] = ()
        self._way: list[Folder] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leave(0)

    def read(self, path: str, most: int) -> bytes | None:
        """Return the first ``most`` bytes of the file at ``path``, ``None`` where there is none.

        Raises:
            UnsafePathError: the path is not plain, or a link or something else that is no plain file stands in the way.
            CannotReadError: the system does not give it.
        """
        check_path(path)
        parent, _, name = path.rpartition("/")
        try:
            folder = self.at(parent)
            return folder.read(name, most) if folder is not None else None
        except FileNotFoundError:
            return None
        except (NotADirectoryError, UnsafePathError):
            raise UnsafePathError(path) from None
        except OSError as error:
            raise CannotReadError(path, reason_of(error)) from None

    def at(self, path: str) -> Folder | None:
        """Return the folder at ``path``, empty for the root; ``None`` where there is none.

        Raises:
            UnsafePathError: a step is no name, or a link or a file stands in the way.
            OSError: a folder cannot be opened, or there is no root.
        """
        if not self._way:
            self._way.append(Folder.at(self._place))
        steps = tuple(path.split("/")) if path else ()
        if steps != self._steps:
            self._leave(1 + _shared(steps, self._steps))
            for step in steps[len(self._steps) :]:
                try:
                    self._way.append(self._way[-1].enter(step))
                except FileNotFoundError:
                    return None
                except (NotADirectoryError, UnsafePathError):
                    raise UnsafePathError(path) from None
                self._steps = (*self._steps, step)
        return self._way[-1]

    def _leave(self, kept: int) -> None:
        """Close all but the first ``kept`` folders."""
        self._steps = self._steps[: max(kept - 1, 0)]
        while len(self._way) > kept:
            self._way.pop().close()


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many steps two paths go together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (step, twin) in pairs if step != twin), min(len(one), len(other)))


def _can_be_said(name: str) -> bool:
    """Tell whether the system can be asked for ``name``: half a character, which JSON can bring, has no bytes."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


def _read_all(handle: int, most: int, expected: int) -> bytes:
    parts: list[bytes] = []
    while most > 0:
        part = os.read(handle, min(most, expected, 1 << 20))
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
