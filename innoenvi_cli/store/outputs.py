"""Reads back what the tool has written, and the templates of a programme; links are not followed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from innoenvi_cli.errors import RefusedError, TooLargeError, UnsafePathError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.store.folders import Folders
from innoenvi_cli.store.names import folder_refused

MOST_BYTES: Final = 64 << 20
"""More than any file of the tool's has, and less than memory."""


def read_output(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file below ``root``, or ``None`` where there is none.

    Raises:
        UnsafePathError: the path is not plain; or the file, or a folder on the way to it, is a symbolic link or
            something else that is not plain.
        TooLargeError: it has more than 64 MiB.
        CannotReadError: the system does not give it.
    """
    with Folders(root) as folders:
        raw = folders.read(path, MOST_BYTES + 1)
    if raw is not None and len(raw) > MOST_BYTES:
        raise TooLargeError(path, MOST_BYTES >> 20)
    return raw


def inside_programme(root: Path, folder: Path | str | None) -> str:
    """Return ``folder`` relative to the programme with a ``/`` behind it; empty for the programme itself.

    Raises:
        UnsafePathError: it lies outside the programme.
        RefusedError: it is another folder for other people or systems, or git's own.
    """
    if folder is None:
        return ""
    wanted = Path(os.path.normpath(root.absolute() / folder))
    try:
        relative = wanted.relative_to(os.path.normpath(root.absolute()))
    except ValueError:
        raise UnsafePathError(str(folder)) from None
    refused = folder_refused(relative.as_posix())
    if refused is not None:
        raise RefusedError(refused.message, message(N_("name a plain folder of the programme; nothing was changed")))
    return "" if relative == Path() else f"{relative.as_posix()}/"
