"""Reads back what the tool has written, and the templates of a programme; links are not followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from innoenvi_cli.errors import UnsafePathError


def read_output(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file below ``root``, or ``None`` where there is none.

    Raises:
        UnsafePathError: it, or a folder on the way to it, is a symbolic link or something else that is not plain.
    """
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        try:
            mode = os.lstat(root.joinpath(*parts[:depth])).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not (stat.S_ISREG(mode) if depth == len(parts) else stat.S_ISDIR(mode)):
            raise UnsafePathError(path)
    return root.joinpath(*parts).read_bytes()


def inside_programme(root: Path, folder: Path | str | None) -> str:
    """Return ``folder`` relative to the programme with a ``/`` behind it; empty for the programme itself.

    Raises:
        UnsafePathError: it lies outside the programme.
    """
    if folder is None:
        return ""
    wanted = Path(os.path.normpath(root.absolute() / folder))
    try:
        relative = wanted.relative_to(os.path.normpath(root.absolute()))
    except ValueError:
        raise UnsafePathError(str(folder)) from None
    return "" if relative == Path() else f"{relative.as_posix()}/"
