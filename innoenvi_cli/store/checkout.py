"""Records that git tracks and has not put on the disk: a sparse checkout brings only some of the folders.

Such a record is there for everybody else. It counts like one that cannot be read: nothing that is said of the programme
rests on its not being there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.findings import Location
from innoenvi_cli.model.kinds import BY_FILE_NAME, BY_PLURAL, KINDS, address
from innoenvi_cli.store.files import MINICLUSTER_FILE, PROGRAMME_FILE
from innoenvi_cli.store.names import minicluster_name_fault, printable
from innoenvi_cli.store.presence import may_be_there
from innoenvi_cli.store.repository import ask_git, may_skip_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from innoenvi_cli.store.files import Listing

_SKIPPED = b"S "


def note_absent(root: Path, listing: Listing, only: frozenset[str] | None, *, closed: Callable[[str], bool]) -> None:
    """Put into ``listing`` what is not checked out: miniclusters, records that nobody can read, and a finding on them.

    ``only`` and ``closed`` are those that the folder was listed with. Git is asked where it may leave files out alone.
    """
    paths = [path for path in _skipped(root) if not closed(path) and not may_be_there(root / path)]
    here = frozenset(listing.miniclusters)
    found = {path.partition("/")[0] for path in paths if path.endswith(f"/{MINICLUSTER_FILE}") and path.count("/") == 1}
    absent = {name for name in found if minicluster_name_fault(name) is None}
    records = [(path, place) for path in paths if (place := _place_of(path, here | absent)) is not None]
    for name in sorted(absent - here):
        _note_minicluster(listing, name, read=only is None or name in only)
    read = [(path, place) for path, place in records if only is None or place[0] in {"", *only}]
    listing.refused.extend(place for _, place in read)
    listing.has_programme_file |= any(path == PROGRAMME_FILE for path, _ in read)
    if read:
        first = Location(printable(read[0][0]))
        listing.findings.append(rules.NOT_CHECKED_OUT.at(first, count=len(read)))


def _skipped(root: Path) -> Iterator[str]:
    """Yield the paths, relative to ``root``, that git tracks and was told to leave out, in their order."""
    listed = (ask_git(root, "ls-files", "-z", "-t", "--", ".") or b"") if may_skip_files(root) else b""
    for entry in listed.split(b"\0"):
        if entry.startswith(_SKIPPED):
            yield os.fsdecode(entry.removeprefix(_SKIPPED))


def _place_of(path: str, miniclusters: frozenset[str]) -> tuple[str, str] | None:
    """Return the minicluster of the record at ``path``, empty for the programme's, and its address; else ``None``."""
    first, _, inside = path.partition("/")
    at_programme = first not in miniclusters
    kind_name, _, name = (path if at_programme else inside).partition("/")
    kind = BY_PLURAL.get(kind_name) if name else BY_FILE_NAME.get(kind_name)
    if kind is None or not (kind.at_programme if at_programme else kind.in_minicluster):
        return None
    if name and (kind.single or "/" in name or not name.endswith(".yaml")):
        return None
    return "" if at_programme else first, address(kind, name.removesuffix(".yaml") or "*")


def _note_minicluster(listing: Listing, name: str, *, read: bool) -> None:
    """Let a minicluster be there whose own record is not: what else lies in its folder was not listed."""
    place = f"{name}/{MINICLUSTER_FILE}"
    listing.miniclusters[:] = sorted({*listing.miniclusters, name})
    listing.refused[:] = [refused for refused in listing.refused if refused != ("", f"miniclusters/{name}")]
    listing.findings[:] = [
        finding
        for finding in listing.findings
        if finding.code != rules.MISSING_FILE.code or finding.location.path != place
    ]
    if read:
        listing.refused.extend((name, address(kind, "*")) for kind in KINDS if kind.in_minicluster)
