"""What is looked at before a file is written: what stands there, and whether this user may change it."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from typing import TYPE_CHECKING

from innoenvi_cli.errors import AlreadyExistsError, CannotWriteError, ChangedMeanwhileError, UnsafePathError, reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.store.changes import Change
    from innoenvi_cli.store.folders import Folder, Folders


def guard(folders: Folders, change: Change) -> None:
    """Refuse a file that is not as the command saw it, is no plain file, or that this user must not change."""
    try:
        folder = _folder_of(folders, change)
        found = folder.look(change.name) if folder is not None else None
        if folder is None or found is None:
            if change.before is not None:
                raise ChangedMeanwhileError(change.path)
            return
        if not stat.S_ISREG(found.st_mode):
            raise UnsafePathError(change.path)
        if change.before is None:
            raise AlreadyExistsError(change.path)
        # Neither more bytes than expected are read, which a hostile file may have many of, nor what is no file by now.
        is_as_seen = (
            found.st_size == len(change.before) and folder.read(change.name, found.st_size + 1) == change.before
        )
        if not is_as_seen:
            raise ChangedMeanwhileError(change.path)
        if change.after != change.before and not folder.allows_writing(change.name):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except NotADirectoryError:
        raise UnsafePathError(change.path) from None
    except OSError as error:
        raise CannotWriteError(change.path, reason_of(error)) from None


def _folder_of(folders: Folders, change: Change) -> Folder | None:
    try:
        return folders.at(change.folder)
    except UnsafePathError:
        raise UnsafePathError(change.path) from None


def refuse_twins(folders: Folders, changes: Sequence[Change]) -> None:
    """Refuse a new name that differs from another by case or form alone: on many systems they are one file."""
    names: dict[str, dict[str, str]] = {}
    known: set[str] = set()
    for change in changes:
        if change.before is not None:
            continue
        way = ""
        for part in change.path.split("/"):
            if way not in names:
                present = _names_in(folders, way)
                known.update(_joined(way, name) for name in present)
                names[way] = {_folded(name): name for name in present}
            path = _joined(way, part)
            twin = names[way].setdefault(_folded(part), part)
            if twin != part and path not in known:
                raise AlreadyExistsError(_joined(way, twin))
            way = path


def _names_in(folders: Folders, path: str) -> list[str]:
    try:
        folder = folders.at(path)
        return [name for name, _ in folder.entries()] if folder is not None else []
    except OSError as error:
        raise CannotWriteError(path or ".", reason_of(error)) from None


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
