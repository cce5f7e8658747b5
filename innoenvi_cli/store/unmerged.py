"""What git could not join and has left open: a merge, a rebase or a stash that nobody has finished."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import CannotReadError, UnsafePathError
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.private_place import private_place
from innoenvi_cli.store.repository import ask_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OURS, _THEIRS = "2", "3"
_MOST_BYTES: Final = 16 << 20
_MARKER: Final = re.compile(rb"^[ \t]*(?:<{7}|>{7})(?= |\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A file that git has in more than one version; ``path`` is relative to the programme.

    ``marker_line`` is the line of the first conflict marker, 0 where there is none: git writes none into bytes, nor
    where one side has no such file.
    """

    path: str
    here: bool
    there: bool
    marker_line: int


def unmerged_files(root: Path) -> Iterator[Unmerged]:
    """Yield the files of the programme at ``root`` that wait for a decision, by path; none outside a repository."""
    stages: dict[str, set[str]] = {}
    for entry in (ask_git(root, "ls-files", "-z", "--unmerged", "--", ".") or b"").split(b"\0"):
        about, _, path = os.fsdecode(entry).partition("\t")
        if path:
            stages.setdefault(path, set()).add(about.rpartition(" ")[2])
    closed = private_place(root).covers if stages else None
    for path, held in sorted(stages.items()):
        if closed is not None and closed(path):
            continue  # nobody looks into the private folder; that git tracks it is told by IE054
        yield Unmerged(path, here=_OURS in held, there=_THEIRS in held, marker_line=marker_line(root, path))


def versions_of(root: Path, file: Unmerged) -> tuple[bytes, ...]:
    """Return what the two branches have of a file, ours first."""
    stages = [stage for stage, has in ((_OURS, file.here), (_THEIRS, file.there)) if has]
    found = [_version(root, f":{stage}:./{file.path}") for stage in stages]
    return tuple(raw for raw in found if raw is not None)


def _version(root: Path, name: str) -> bytes | None:
    size = ask_git(root, "cat-file", "-s", name)
    if size is None or int(size) > _MOST_BYTES:
        return None
    return ask_git(root, "cat-file", "blob", name)


def marker_line(root: Path, path: str) -> int:
    """Return the line of the first conflict marker of a file, 0 where it has none or cannot be read."""
    try:
        raw = read_plain(root, path)
    except (CannotReadError, UnsafePathError):
        return 0
    found = _MARKER.search(raw)
    return raw.count(b"\n", 0, found.start()) + 1 if found else 0
