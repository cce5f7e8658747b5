"""Reads the files of templates: plain files below their folder, by the names that the folder itself gives them.

The programme's folder is walked handle by handle, so that no link is followed and nothing can be put in the place of a
folder between looking and opening. A hard link is the file itself under another name: there is nothing to tell it by.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST: Final = 1 << 17
"""Bytes of a template."""
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_HANDLES: Final = {os.open, os.stat} <= os.supports_dir_fd


class UnsafeTemplateError(Exception):
    """A name that leads out of the folder, through a link, or to what is no plain file."""


@dataclass(frozen=True, slots=True)
class TemplateFolder:
    """A folder of templates; ``shown`` stands before their names when they are named, ``own`` is the programme's."""

    path: Path
    shown: str = ""
    own: bool = False

    def read(self, name: str, largest: int = LARGEST) -> bytes | None:
        """Return the bytes of the template ``name``, one more than ``largest`` of a larger one; ``None`` without it.

        Raises:
            UnsafeTemplateError: it leads out of the folder, goes through a link or is no plain file.
            OSError: it cannot be read.
        """
        parts = parts_of(name)
        with ExitStack() as held:
            folder: int | Path = self.path
            if _HANDLES:
                folder = _opened(held, os.open(self.path, _FOLDER | (_NO_LINK if self.own else 0)))
            for part in parts[:-1]:
                if not _is_there(folder, part, stat.S_ISDIR):
                    return None
                folder = _opened(held, _open(folder, part, _FOLDER)) if isinstance(folder, int) else folder / part
            if not _is_there(folder, parts[-1], stat.S_ISREG):
                return None
            handle = _opened(held, _open(folder, parts[-1], _FILE))
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnsafeTemplateError(name)
            with os.fdopen(handle, "rb", closefd=False) as stream:
                return stream.read(largest + 1)

    def holds(self, name: str) -> bool:
        """Tell by the name alone whether anything stands where ``name`` would; nothing is opened."""
        return os.path.lexists(self.path.joinpath(*parts_of(name)))


def parts_of(name: str) -> list[str]:
    """Return the steps of a template's name.

    Raises:
        UnsafeTemplateError: it is not a name below the folder on every system.
    """
    parts = name.split("/")
    if any(part in {"", ".", ".."} or not part.isprintable() or set(part) & set("\\:") for part in parts):
        raise UnsafeTemplateError(name)
    return parts


def _opened(held: ExitStack, handle: int) -> int:
    held.callback(os.close, handle)
    return handle


def _open(folder: int | Path, part: str, flags: int) -> int:
    try:
        if isinstance(folder, int):
            return os.open(part, flags | _NO_LINK, dir_fd=folder)
        return os.open(folder / part, flags | _NO_LINK)
    except OSError as error:
        if _is_link(folder, part):  # put there since it was looked at
            raise UnsafeTemplateError(part) from error
        raise


def _is_there(folder: int | Path, part: str, expected: Callable[[int], bool]) -> bool:
    """Tell whether there is an entry of exactly this name, of the expected kind."""
    try:
        mode = _mode(folder, part)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not expected(mode):
        raise UnsafeTemplateError(part)
    # Systems that do not tell capitals apart would find it under any spelling.
    return part in os.listdir(folder)  # noqa: PTH208 - pathlib takes no handle


def _is_link(folder: int | Path, part: str) -> bool:
    try:
        return stat.S_ISLNK(_mode(folder, part))
    except OSError:
        return False


def _mode(folder: int | Path, part: str) -> int:
    if isinstance(folder, int):
        return os.stat(part, dir_fd=folder, follow_symlinks=False).st_mode
    return os.lstat(folder / part).st_mode


@dataclass(frozen=True, slots=True)
class Entry:
    """What a walk found: the name of a file, or of what is neither a plain file nor a plain folder."""

    name: str
    plain: bool


def entries(folder: Path, *, most: int = 1000, prefix: str = "", depth: int = 8) -> Iterator[Entry]:
    """Yield what lies below ``folder`` in the order of the names, hidden files left out; no link is followed.

    Raises:
        OSError: a folder cannot be read.
    """
    left = most
    with os.scandir(folder) as found:
        listed = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in listed:
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if depth > 1:
                for inner in entries(folder / entry.name, most=left, prefix=f"{name}/", depth=depth - 1):
                    left -= 1
                    yield inner
        else:
            left -= 1
            yield Entry(name, plain=entry.is_file(follow_symlinks=False))
        if left <= 0:
            return
