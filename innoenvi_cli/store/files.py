"""Finds the files of a programme. Symbolic links are never followed, the private folder is never entered."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.errors import NoProgrammeError, UnsafePathError
from innoenvi_cli.findings import Finding, Location
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model.base import SLUG_MAX
from innoenvi_cli.model.kinds import (
    BY_FILE_NAME,
    BY_PLURAL,
    KINDS,
    RESERVED_FOLDERS,
    RESERVED_IDS,
    Kind,
)
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from innoenvi_cli.i18n import Message

PROGRAMME_FILE: Final = "innoenvi.yaml"
MINICLUSTER_FILE: Final = "minicluster.yaml"
_KNOWN_FILES: Final = tuple(BY_FILE_NAME)
_PROGRAMME_FILES: Final = frozenset(kind.file_name for kind in KINDS if kind.single and kind.at_programme)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of records: its path relative to the programme, the kind it holds, and whether it holds a list."""

    path: str
    kind: Kind
    minicluster: str
    is_list: bool


def find_programme(start: Path) -> Path:
    """Return the folder of the programme that ``start`` is in.

    Raises:
        NoProgrammeError: neither ``start`` nor a folder above it holds ``innoenvi.yaml``.
    """
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / PROGRAMME_FILE):
            return candidate
    raise NoProgrammeError(str(start))


def read_plain(root: Path, path: str) -> bytes:
    """Return the bytes of a plain file below ``root``.

    Raises:
        OSError: it cannot be read.
        UnsafePathError: it is a symbolic link or not a plain file.
    """
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_BINARY", 0)
    )
    try:
        handle = os.open(root / path, flags)
    except OSError:
        if os.path.islink(root / path):
            raise UnsafePathError(path) from None
        raise
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise UnsafePathError(path)
        return stream.read((1 << 20) + 1)


def name_problem(name: str) -> Message | None:
    """Say why ``name`` cannot be an id, or return ``None`` when it can."""
    if not name:
        return message(N_("it is empty"))
    if len(name) > SLUG_MAX:
        return message(N_("it has more than {limit} characters"), limit=SLUG_MAX)
    plain = all(
        character.isascii()
        and (character.islower() or character.isdigit() or character == "-")
        for character in name
    )
    if not plain or not name[0].isalpha() or name.endswith("-") or "--" in name:
        return message(N_("it is not made of small letters, digits and single hyphens"))
    if name in RESERVED_IDS:
        return message(N_("the word has a meaning of its own in YAML or Windows"))
    return None


def minicluster_name_problem(name: str) -> Message | None:
    """Say why ``name`` cannot be a minicluster's id, or return ``None`` when it can."""
    if name in RESERVED_FOLDERS:
        return message(N_("a folder of that name has another use"))
    return name_problem(name)


@dataclass(slots=True)
class Listing:
    """What a walk through the programme found."""

    files: list[SourceFile]
    findings: list[Finding]
    miniclusters: list[str]


def list_files(root: Path, only: frozenset[str] | None = None) -> Listing:
    """Return every file of records, in the order of their paths; ``only`` names the miniclusters to enter."""
    listing = Listing([], [], [])
    for entry in _entries(root, ""):
        if entry.name in _PROGRAMME_FILES:
            if not _refuse_link(entry, entry.name, "", listing):
                listing.files.append(SourceFile(entry.name, BY_FILE_NAME[entry.name], "", is_list=False))
        elif entry.name in {"events", "organs", "events.yaml", "organs.yaml"}:
            _programme_records(root, entry, listing)
        elif entry.is_symlink():
            if _is_minicluster(root, entry.name):
                listing.findings.append(rules.SYMLINK.at(Location(entry.name)))
        elif entry.is_dir(follow_symlinks=False) and entry.name not in RESERVED_FOLDERS:
            _folder(root, entry.name, listing, only)
        elif entry.name.endswith((".yaml", ".yml")) and not entry.name.startswith("."):
            _unknown(entry.name, entry.name, "", listing)
    return listing


def _entries(root: Path, path: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(root / path) as found:
        yield from sorted(
            (entry for entry in found if not entry.name.startswith(".")),
            key=lambda entry: entry.name,
        )


def _refuse_link(
    entry: os.DirEntry[str], path: str, minicluster: str, listing: Listing
) -> bool:
    if entry.is_symlink() or not (
        entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
    ):
        listing.findings.append(
            rules.SYMLINK.at(Location(path), minicluster=minicluster)
        )
        return True
    return False


def _programme_records(root: Path, entry: os.DirEntry[str], listing: Listing) -> None:
    if _refuse_link(entry, entry.name, "", listing):
        return
    if entry.is_dir(follow_symlinks=False):
        _kind_folder(root, entry.name, BY_PLURAL[entry.name], "", listing)
    else:
        listing.files.append(
            SourceFile(entry.name, BY_FILE_NAME[entry.name], "", is_list=True)
        )


def _is_minicluster(root: Path, name: str) -> bool:
    return os.path.lexists(root / name / MINICLUSTER_FILE)


def _folder(
    root: Path, name: str, listing: Listing, only: frozenset[str] | None
) -> None:
    if not _is_minicluster(root, name):
        if any(os.path.isdir(root / name / plural) for plural in BY_PLURAL):
            place = Location(f"{name}/{MINICLUSTER_FILE}")
            listing.findings.append(
                rules.MISSING_FILE.at(place, minicluster=name, name=MINICLUSTER_FILE)
            )
        return
    problem = minicluster_name_problem(name)
    if problem is not None:
        listing.findings.append(
            rules.BAD_NAME.at(Location(name), name=name, reason=problem)
        )
        return
    listing.miniclusters.append(name)
    if only is not None and name not in only:
        return
    for entry in _entries(root, name):
        path = f"{name}/{entry.name}"
        kind = BY_PLURAL.get(entry.name)
        if kind is not None or entry.name in BY_FILE_NAME:
            if _refuse_link(entry, path, name, listing):
                continue
            if kind is not None and entry.is_dir(follow_symlinks=False):
                _kind_folder(root, path, kind, name, listing)
                continue
            known = BY_FILE_NAME.get(entry.name)
            if (
                known is not None
                and known.in_minicluster
                and entry.is_file(follow_symlinks=False)
            ):
                listing.files.append(
                    SourceFile(path, known, name, is_list=not known.single)
                )
                continue
        if entry.name == "deliverables":
            continue
        if entry.is_dir(follow_symlinks=False):
            if any(
                file.endswith((".yaml", ".yml")) for file in os.listdir(root / path)
            ):
                _unknown(path, entry.name, name, listing)
        elif entry.name.endswith((".yaml", ".yml")):
            _unknown(path, entry.name, name, listing)


def _kind_folder(
    root: Path, path: str, kind: Kind, minicluster: str, listing: Listing
) -> None:
    for entry in _entries(root, path):
        inner = f"{path}/{entry.name}"
        if not entry.name.endswith(".yaml"):
            if entry.name.endswith(".yml"):
                _unknown(
                    inner,
                    entry.name,
                    minicluster,
                    listing,
                    suggestion=entry.name[:-3] + "yaml",
                )
            continue
        if _refuse_link(entry, inner, minicluster, listing):
            continue
        if not entry.is_file(follow_symlinks=False):
            listing.findings.append(
                rules.SYMLINK.at(Location(inner), minicluster=minicluster)
            )
            continue
        problem = name_problem(entry.name.removesuffix(".yaml"))
        if problem is not None:
            place = Location(inner)
            name = entry.name.removesuffix(".yaml")
            listing.findings.append(
                rules.BAD_NAME.at(
                    place, minicluster=minicluster, name=name, reason=problem
                )
            )
            continue
        listing.files.append(SourceFile(inner, kind, minicluster, is_list=False))


def _unknown(
    path: str,
    name: str,
    minicluster: str,
    listing: Listing,
    *,
    suggestion: str | None = None,
) -> None:
    known = _KNOWN_FILES if name.endswith((".yaml", ".yml")) else tuple(BY_PLURAL)
    near = suggestion or nearest(name, known)
    hint = (
        None
        if near
        else message(N_("rename it to a known kind, or move it out of the programme"))
    )
    listing.findings.append(
        rules.UNKNOWN_FILE.at(
            Location(path),
            minicluster=minicluster,
            hint=hint,
            name=verbatim(name),
            suggestion=near,
        )
    )
