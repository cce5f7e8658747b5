"""Reads the files of a programme, step by step from its folder downwards: no link is followed, no path leads out."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from innoenvi_cli.errors import CannotReadError, reason_of
from innoenvi_cli.store.folders import Folders

if TYPE_CHECKING:
    from pathlib import Path


def read_plain(root: Path, path: str, *, mebibytes: int = 1) -> bytes:
    """Return the bytes of a file below ``root``, but one more than ``mebibytes`` of them at most.

    Raises:
        UnsafePathError: the path is not plain; or the file, or a folder on the way to it, is a symbolic link or
            something else that is not plain.
        CannotReadError: it is missing, or the system does not give it.
    """
    with Folders(root) as folders:
        return read_within(folders, path, mebibytes=mebibytes)


def read_within(folders: Folders, path: str, *, mebibytes: int = 1) -> bytes:
    """Do what ``read_plain`` does where many files are read: folders that follow each other are opened once."""
    raw = folders.read(path, (mebibytes << 20) + 1)
    if raw is None:
        raise CannotReadError(path, reason_of(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))))
    return raw
