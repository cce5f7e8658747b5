"""Finds the files of a programme. Symbolic links are never followed, the private folder is never entered."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli import rules
from innoenvi_cli.errors import NoProgrammeError, UnsafePathError, reason_of
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import (
    BY_FILE_NAME,
    BY_PLURAL,
    RESERVED_FOLDERS,
    address,
)
from innoenvi_cli.rules.privacy import NAMES_ELSEWHERE, PRIVATE_ELSEWHERE
from innoenvi_cli.store.folders import Folders
from innoenvi_cli.store.names import by_folded_name, minicluster_name_fault, name_fault, printable, twin_of
from innoenvi_cli.store.near_names import (
    PEOPLE_FILE,
    instead_hint,
    is_yaml,
    meant_as_yaml,
    names_people,
    near_name,
    rename_hint,
)
from innoenvi_cli.store.presence import is_surely_there, lies_really_in, may_be_there
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from innoenvi_cli.findings import Finding, Rule
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.store.names import NameFault

Names: TypeAlias = "dict[str, list[str]]"

PROGRAMME_FILE: Final = "innoenvi.yaml"
MINICLUSTER_FILE: Final = "minicluster.yaml"
_KNOWN_FILES: Final = tuple(BY_FILE_NAME)


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
        if may_be_there(candidate / PROGRAMME_FILE):
            return candidate
    raise NoProgrammeError(str(start))


@dataclass(slots=True)
class Listing:
    """What a walk through the programme found.

    ``refused`` holds ``(minicluster, address)`` of records that there may be in places that are not entered;
    ``has_programme_file`` is false where the programme's own file is missing, not where it cannot be read.
    """

    files: list[SourceFile]
    findings: list[Finding]
    miniclusters: list[str]
    refused: list[tuple[str, str]]
    has_programme_file: bool = False


def list_files(
    root: Path, only: frozenset[str] | None = None, *, closed: Callable[[str], bool], private: str = "private"
) -> Listing:
    """Return every file of records, in the order of their paths; ``only`` names the miniclusters to enter.

    ``closed`` tells of a path relative to the programme whether it belongs to the private folder, which is not entered;
    ``private`` is how messages call that.
    """
    walk = _Walk(root, only, closed, private.rstrip("/"))
    with walk.folders:
        walk.programme()
    return walk.listing


class _Walk:
    """One walk through the folders of a programme."""

    def __init__(self, root: Path, only: frozenset[str] | None, closed: Callable[[str], bool], private: str) -> None:
        self.root = root
        self.folders = Folders(root)
        self.only = only
        self.closed = closed
        self.private = private
        self.listing = Listing([], [], [], [])

    def programme(self) -> None:
        """Walk through the root."""
        entries = list(self._entries("", ""))
        names = by_folded_name(entry.name for entry in entries)
        self.listing.has_programme_file = any(entry.name == PROGRAMME_FILE for entry in entries)
        for entry in entries:
            kind = BY_FILE_NAME.get(entry.name) or BY_PLURAL.get(entry.name)
            if self.closed(entry.name):
                self._private(entry.name, kind)
            elif kind is not None and kind.at_programme:
                self._record_file_or_folder(entry, entry.name, kind, "")
            elif entry.is_symlink():
                if not self._leads_to_private(entry) and may_be_there(self.root / entry.name / MINICLUSTER_FILE):
                    self._find(rules.SYMLINK, entry.name, "")
                    self._refuse_minicluster(entry.name)
            elif entry.is_dir(follow_symlinks=False):
                if entry.name not in RESERVED_FOLDERS:
                    self._minicluster(entry.name, names)
                elif kind is not None:
                    self._unknown(entry.name, "", names, hint=_INSIDE)
                else:
                    self._reserved(entry.name)
            else:
                self._no_record(entry, "", names, hint=_INSIDE if kind is not None else None)

    def _private(self, name: str, kind: Kind | None) -> None:
        """Pass the private folder by. If records are kept in it, what names them is no fault: IE055 tells of them."""
        if kind is not None and kind.at_programme:
            self.listing.refused.append(("", address(kind, "*")))
        elif name not in RESERVED_FOLDERS and may_be_there(self.root / name / MINICLUSTER_FILE):
            self._refuse_minicluster(name)

    def _leads_to_private(self, entry: os.DirEntry[str]) -> bool:
        """Tell whether a link names a place in the private folder: following it would be looking in."""
        try:
            target = os.path.join(os.path.abspath(self.root), (self.root / entry.name).readlink())
        except OSError:
            return False
        return self.closed(os.path.relpath(target, os.path.abspath(self.root)))

    def _reserved(self, name: str) -> None:
        """Say so where somebody made a minicluster of a folder that has another use."""
        if is_surely_there(self.root / name / MINICLUSTER_FILE):
            self._find(rules.RESERVED_FOLDER, f"{name}/{MINICLUSTER_FILE}", "", name=name)
            self._refuse_minicluster(name)
        self._no_names_in(name, "")

    def _minicluster(self, name: str, beside: Names) -> None:
        entries = list(self._entries(name, name))
        names = frozenset(entry.name for entry in entries)
        if MINICLUSTER_FILE not in names:
            self._no_minicluster(name, entries)
            return
        fault = minicluster_name_fault(name)
        if fault is not None:
            self._misnamed(name, "", fault, name, beside)
            self._refuse_minicluster(printable(name))
            return
        self.listing.miniclusters.append(name)
        if self.only is None or name in self.only:
            beside = by_folded_name(names)
            for entry in entries:
                self._in_minicluster(entry, name, beside)

    def _no_minicluster(self, name: str, entries: list[os.DirEntry[str]]) -> None:
        """Say so where somebody meant a folder without its record to be a minicluster, or laid names into it."""
        files = [entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)]
        folders = {entry.name for entry in entries}.difference(files)
        near = near_name(MINICLUSTER_FILE, files)
        if near is not None or not folders.isdisjoint(BY_PLURAL):
            hint = rename_hint(near, MINICLUSTER_FILE) if near is not None else None
            self._find(rules.MISSING_FILE, f"{name}/{MINICLUSTER_FILE}", name, hint=hint, name=MINICLUSTER_FILE)
        for file in filter(names_people, files):
            self._names(f"{name}/{file}", "")
        self._refuse_minicluster(name)

    def _refuse_minicluster(self, name: str) -> None:
        self.listing.refused.append(("", f"miniclusters/{name}"))

    def _in_minicluster(self, entry: os.DirEntry[str], minicluster: str, beside: Names) -> None:
        path = f"{minicluster}/{entry.name}"
        kind = BY_FILE_NAME.get(entry.name) or BY_PLURAL.get(entry.name)
        if self.closed(path):
            if kind is not None and kind.in_minicluster:
                self.listing.refused.append((minicluster, address(kind, "*")))
        elif kind is not None and kind.in_minicluster:
            self._record_file_or_folder(entry, path, kind, minicluster)
        elif not entry.is_dir(follow_symlinks=False):
            self._no_record(entry, minicluster, beside, hint=_OUTSIDE if kind is not None else None)
        elif self.closed(entry.name):
            self._find(PRIVATE_ELSEWHERE, path, minicluster, name=printable(path), folder=printable(self.private))
        elif entry.name in RESERVED_FOLDERS:
            self._no_names_in(path, minicluster)
        else:
            self._strange_folder(path, minicluster, beside)

    def _record_file_or_folder(self, entry: os.DirEntry[str], path: str, kind: Kind, minicluster: str) -> None:
        is_folder = entry.is_dir(follow_symlinks=False)
        is_whole = kind.single or entry.name == kind.file_name
        if is_folder and not is_whole:
            self._kind_folder(path, kind, minicluster)
        elif entry.is_file(follow_symlinks=False) and is_whole:
            self.listing.files.append(SourceFile(path, kind, minicluster, is_list=not kind.single))
        elif is_whole or not entry.is_file(follow_symlinks=False):
            self._find_no_file(entry, path, minicluster)
            self.listing.refused.append((minicluster, address(kind, "*")))

    def _kind_folder(self, path: str, kind: Kind, minicluster: str) -> None:
        entries = list(self._entries(path, minicluster, kind))
        names = by_folded_name(entry.name for entry in entries)
        present = frozenset(entry.name for entry in entries)
        for entry in entries:
            inner = f"{path}/{entry.name}"
            stem, _, ending = entry.name.rpartition(".")
            if entry.is_dir(follow_symlinks=False) and not is_yaml(entry.name):
                self._folder_of_kind(inner, minicluster, names)
            elif is_yaml(entry.name) and not entry.is_file(follow_symlinks=False):
                self._find_no_file(entry, inner, minicluster)
                self.listing.refused.append((minicluster, address(kind, stem)))
            elif ending != "yaml":
                meant = meant_as_yaml(entry.name, present, bare=entry.is_file(follow_symlinks=False))
                if meant is not None:
                    self._unknown(inner, minicluster, names, hint=instead_hint(meant, present))
                    if meant not in present:
                        self.listing.refused.append((minicluster, address(kind, meant.removesuffix(".yaml"))))
            elif (fault := name_fault(stem)) is not None:
                self._misnamed(inner, minicluster, fault, stem, names)
                self.listing.refused.append((minicluster, address(kind, printable(stem))))
            else:
                self.listing.files.append(SourceFile(inner, kind, minicluster, is_list=False))

    def _entries(self, path: str, minicluster: str, kind: Kind | None = None) -> Iterator[os.DirEntry[str]]:
        """Yield what is in a folder, hidden files left out; one that cannot be read is a finding."""
        try:
            entries = sorted((entry for entry in self._scan(path) if not entry.name.startswith(".")), key=_name)
        except OSError as error:
            self._find(rules.UNREADABLE, path or ".", minicluster, reason=reason_of(error))
            if kind is not None:
                self.listing.refused.append((minicluster, address(kind, "*")))
            return
        yield from entries

    def _scan(self, path: str) -> list[os.DirEntry[str]]:
        """Return what is in a folder. Asked for more than their names, entries need it open: it is while in it."""
        try:
            folder = self.folders.at(path)
        except UnsafePathError:  # a link by now
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        if folder is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return folder.scan()

    def _folder_of_kind(self, path: str, minicluster: str, beside: Names) -> None:
        """Say so where records, or names, lie in a folder within the folder of their kind."""
        if self.closed(path):
            return
        if self.closed(path.rpartition("/")[2]):
            self._find(PRIVATE_ELSEWHERE, path, minicluster, name=printable(path), folder=printable(self.private))
        else:
            self._strange_folder(path, minicluster, beside, hint=_DIRECTLY)

    def _strange_folder(self, path: str, minicluster: str, beside: Names, *, hint: Message | None = None) -> None:
        """Say so where a folder that no kind of record has holds records all the same, or names people."""
        try:
            names = sorted(entry.name for entry in self._scan(path))
        except OSError:
            names = [".yaml"]
        people = [name for name in names if names_people(name)]
        for name in people:
            self._names(f"{path}/{name}", minicluster)
        if any((is_yaml(name) or meant_as_yaml(name, names)) and name not in people for name in names):
            self._unknown(path, minicluster, beside, hint=hint)

    def _no_record(self, entry: os.DirEntry[str], minicluster: str, beside: Names, *, hint: Message | None) -> None:
        """Say what a file is that lies beside the records, is none, and looks as if it should be one."""
        path = f"{minicluster}/{entry.name}" if minicluster else entry.name
        if names_people(entry.name):
            self._names(path, minicluster)
        elif is_yaml(entry.name):
            self._unknown(path, minicluster, beside, hint=hint)
        elif meant_as_yaml(entry.name, ()) is not None:
            present = {name for same in beside.values() for name in same}
            meant = meant_as_yaml(entry.name, present)
            known = hint is None and meant in BY_FILE_NAME
            if meant is not None:
                self._unknown(path, minicluster, beside, hint=instead_hint(meant, present) if known else hint)

    def _no_names_in(self, path: str, minicluster: str) -> None:
        """Say so where the people's file lies in a folder that has another use; such folders are not looked through."""
        if is_surely_there(self.root / path / PEOPLE_FILE):
            self._names(f"{path}/{PEOPLE_FILE}", minicluster)

    def _names(self, path: str, minicluster: str) -> None:
        # Where the private folder is a link, what it leads to has another name and is no other folder.
        if not lies_really_in(self.root / path, self.root / self.private):
            self._find(NAMES_ELSEWHERE, path, minicluster, name=printable(path), folder=printable(self.private))

    def _misnamed(self, path: str, minicluster: str, fault: NameFault, name: str, beside: Names) -> None:
        """Say what is wrong with a name; that another is the same elsewhere is worse than what it is made of."""
        twin = twin_of(path.rpartition("/")[2], beside)
        if twin is not None:
            self._find(rules.TWIN_NAME, path, minicluster, name=printable(path.rpartition("/")[2]), other=twin)
        else:
            self._find(fault.rule, path, minicluster, name=printable(name), **dict(fault.args))

    def _find_no_file(self, entry: os.DirEntry[str], path: str, minicluster: str) -> None:
        if entry.is_symlink():
            self._find(rules.SYMLINK, path, minicluster)
        else:
            mode = entry.stat(follow_symlinks=False).st_mode
            self._find(rules.NOT_A_FILE, path, minicluster, what=what_is(mode))

    def _unknown(
        self,
        path: str,
        minicluster: str,
        beside: Names,
        *,
        hint: Message | None = None,
    ) -> None:
        name = path.rpartition("/")[2]
        twin = twin_of(name, beside)
        if twin is not None:
            self._find(rules.TWIN_NAME, path, minicluster, name=printable(name), other=twin)
            return
        near = nearest(name, _KNOWN_FILES if is_yaml(name) else tuple(BY_PLURAL))
        if hint is None and near is None:
            hint = message(N_("rename it to a known kind, or move it out of the programme"))
        self._find(rules.UNKNOWN_FILE, path, minicluster, hint=hint, name=printable(name), suggestion=near)

    def _find(self, rule: Rule, path: str, minicluster: str, **args: Any) -> None:
        self.listing.findings.append(rule.at(Location(printable(path)), minicluster=minicluster, **args))


def what_is(mode: int) -> Message:
    """Say what stands where a file should: a folder, a pipe, a socket or a device."""
    if stat.S_ISDIR(mode):
        return message(N_("a folder"))
    if stat.S_ISFIFO(mode):
        return message(N_("a pipe"))
    return message(N_("a socket")) if stat.S_ISSOCK(mode) else message(N_("a device"))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


_INSIDE: Final = message(N_("records of this kind belong into the folder of a minicluster"))
_OUTSIDE: Final = message(N_("it belongs into the programme's own folder, beside innoenvi.yaml"))
_DIRECTLY: Final = message(N_("records lie directly in the folder of their kind: move them up"))
