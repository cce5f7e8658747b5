"""Where the private folder lies, told from texts alone: nothing in it is opened, listed or asked about.

Whoever walks through a programme, or asks git about one, first learns here what to keep out of.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.presence import may_be_there
from innoenvi_cli.store.reader import decode, read

DEFAULT: Final = "private"
_KEY: Final = b"private_dir"
# Where the file cannot be read as YAML: the folder it names is kept out of all the same.
_LINE: Final = re.compile(r"""^\s*["']?private_dir["']?\s*:\s*["']?([^"'#\n]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PrivatePlace:
    """The private folder of the programme at ``root``.

    ``named`` is how ``innoenvi.yaml`` names it, ``path`` where that is. ``inside`` is its path relative to the
    programme, empty where it lies elsewhere or where the programme lies in it (``holds_records``).
    """

    root: Path
    named: str
    path: Path
    inside: str
    holds_records: bool

    def covers(self, path: str) -> bool:
        """Tell whether ``path``, relative to the programme, is the private folder or lies in it, or in ``private``.

        Names that a disk may take for the same, by the case of letters or their composition, are the same here.
        """
        wanted = _folded(os.path.normpath(path).replace(os.sep, "/"))
        return any(wanted == place or wanted.startswith(f"{place}/") for place in self.closed)

    def is_repeated_in(self, path: str) -> bool:
        """Tell whether ``path`` lies in a folder that is called like the private one, below a folder, and is not it."""
        wanted = _folded(path)
        return any(f"/{place}/" in wanted for place in self.closed) and not self.covers(path)

    @property
    def closed(self) -> frozenset[str]:
        """The paths, relative to the programme and folded, at and below which nobody looks."""
        return frozenset({DEFAULT, _folded(self.inside)} if self.inside else {DEFAULT})

    def shown(self, path: Path) -> str:
        """Return how ``path`` is called: relative to the programme where it is inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def private_place(root: Path, named: str | None = None) -> PrivatePlace:
    """Return the private folder of the programme at ``root``; ``named`` is what its record says, where that was read.

    Without it the record is read, and where it is broken, as much of it as there is.
    """
    wanted = named if named is not None else private_dir_in(_record(root))
    base = Path(os.path.normpath(root.absolute()))
    path = Path(os.path.normpath(base / wanted))
    # The folder may be named through the real path of the programme while that was reached through a link.
    home = next((found for found in (base, Path(os.path.realpath(base))) if path.is_relative_to(found)), None)
    inside = path.relative_to(home).as_posix() if home is not None else ""
    return PrivatePlace(
        root=root,
        named=wanted,
        path=path,
        inside="" if inside == "." else inside,
        holds_records=base.is_relative_to(path) or inside == ".",
    )


def outside_private(found: Path) -> Path:
    """Return ``found``, a folder with ``innoenvi.yaml``, or the programme above in whose private folder it lies."""
    for above in found.parents:
        if may_be_there(above / PROGRAMME_FILE) and private_place(above).covers(found.relative_to(above).as_posix()):
            return above
    return found


def _record(root: Path) -> bytes:
    try:
        return read_plain(root, PROGRAMME_FILE)
    except Exception:  # noqa: BLE001 - whatever keeps a file from being read, reading the records says it
        return b""


def private_dir_in(raw: bytes) -> str:
    """Return the private folder that the bytes of an ``innoenvi.yaml`` name, ``private`` where they name none."""
    if _KEY not in raw:
        return DEFAULT
    text, problem = decode(raw, PROGRAMME_FILE)
    data: Any = read(text, PROGRAMME_FILE).data if problem is None else None
    named = data.get("private_dir") if isinstance(data, dict) else None
    if isinstance(named, str) and named:
        return named
    found = _LINE.search(raw.decode("utf-8", "replace"))
    guess = found[1].strip() if found else ""
    return guess if guess and "\0" not in guess else DEFAULT


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
