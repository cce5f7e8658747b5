"""What is on the disk of the deliverables, and what becomes of it: the manifests, the files, their fates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli import __version__
from innoenvi_cli.deliverables.manifest import Entry, hash_of, manifest_bytes, parse_manifest
from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import MANIFEST_NAME
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.outputs import read_output
from innoenvi_cli.usecases.editions import edition_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from innoenvi_cli.deliverables.rendering import Rendered
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.usecases.editions import Asked, Edition
    from innoenvi_cli.usecases.press import Press
    from innoenvi_cli.usecases.renewals import Renewal

_BROKEN: Final = N_(
    "{path} is broken and nobody can say which files were edited by hand, so what stands there is kept: "
    "restore it with git, or have all made anew with innoenvi report --force"
)
_RESTORE: Final = N_(
    "restore it with git, or make it anew with innoenvi report --force and each --audience that you use"
)
Fate = Literal["written", "unchanged", "stale", "kept", "removed"]
# A stale file is overtaken by the records, and perhaps edited by hand as well; or it is missing, or its record is gone.
State = Literal["overtaken", "edited", "missing", "recordless"]


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A deliverable on disk; ``path`` is relative to the programme, ``minicluster`` empty at programme level.

    ``state`` says of a stale one what befell it.
    """

    path: str
    deliverable: str
    minicluster: str
    audience: Audience
    language: Language
    sha256: str
    state: State = "overtaken"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What became of each file.

    ``stale`` is filled by a check alone; ``kept`` are files that somebody edited by hand or that are not ours;
    ``removed`` those made of a record that is gone, and those that somebody took away and nobody asked for again.
    ``changes`` are what was, or with a dry run would be, written, the manifests last. ``renewals`` are the commands
    that make what is stale anew.
    """

    written: tuple[RenderedFile, ...] = ()
    unchanged: tuple[RenderedFile, ...] = ()
    stale: tuple[RenderedFile, ...] = ()
    kept: tuple[RenderedFile, ...] = ()
    removed: tuple[RenderedFile, ...] = ()
    warnings: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()
    renewals: tuple[Renewal, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where deliverables stand: in the folder ``prefix`` (with a ``/`` behind it) below ``root``.

    ``shown`` is what stands before their paths when they are named, where ``root`` is not the programme. ``unmerged``
    are, while a merge is open, the versions that the two branches have of a manifest, by its path; ``mixed`` the files
    into which git has written its markers.
    """

    root: Path
    prefix: str = ""
    shown: str = ""
    unmerged: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    mixed: frozenset[str] = frozenset()

    def folder(self, minicluster: str) -> str:
        """Return the folder of the deliverables of a minicluster, or of the programme."""
        return f"{self.prefix}{minicluster}/deliverables" if minicluster else f"{self.prefix}deliverables"

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, ``None`` where there is none.

        Raises:
            UnsafePathError: a link stands in the way.
        """
        return read_output(self.root, path)


@dataclass
class _Fates:
    """The files by their fate, in the order in which they were met; ``shown`` stands before their paths."""

    shown: str = ""
    held: dict[Fate, list[RenderedFile]] = field(default_factory=dict)

    def add(self, fate: Fate, path: str, edition: Edition, digest: str, state: State = "overtaken") -> None:
        made, name = edition.deliverable.id, edition.minicluster
        file = RenderedFile(self.shown + path, made, name, edition.audience, edition.language, digest, state)
        self.held.setdefault(fate, []).append(file)

    def result(self, *, warnings: Sequence[Message] = (), changes: Sequence[Change] = ()) -> ReportResult:
        return ReportResult(
            written=tuple(self.held.get("written", ())),
            unchanged=tuple(self.held.get("unchanged", ())),
            stale=tuple(self.held.get("stale", ())),
            kept=tuple(self.held.get("kept", ())),
            removed=tuple(self.held.get("removed", ())),
            warnings=tuple(warnings),
            changes=tuple(changes),
        )


# Putting on the shelf ------------------------------------------------------------------------------------------------


def plan(
    shelf: Shelf,
    rendered: Sequence[tuple[Edition, Rendered]],
    gone: Sequence[Edition] = (),
    warnings: Sequence[Message] = (),
    *,
    force: bool,
) -> ReportResult:
    """Hold what was rendered against the disk and the manifests, and say what to change; what is ``gone`` goes."""
    fates, changes = _Fates(shelf.shown), list[Change]()
    manifests: dict[str, tuple[bytes | None, dict[str, Entry]]] = {}
    broken: set[str] = set()
    mistrusted: set[str] = set()
    for edition, made in rendered:
        folder = shelf.folder(edition.minicluster)
        if folder not in manifests:
            raw, listed = _read_manifest(shelf, folder)
            manifests[folder] = raw, listed or {}
            broken |= {folder} if listed is None else set()
        entries = manifests[folder][1]
        path = f"{folder}/{edition.name}"
        disk = shelf.read(path)
        fresh = hash_of(made.content)
        if _says_the_same(edition, made, disk, entries.get(edition.name)):
            fates.add("unchanged", path, edition, entries[edition.name].sha256)
            continue
        fate = _fate(disk, fresh, entries.get(edition.name), force=force or path in shelf.mixed)
        fates.add(fate, path, edition, fresh)
        if fate == "kept":
            mistrusted |= broken & {folder}
            continue
        if fate == "written":
            changes.append(Change(path, disk, made.content))
        if edition.name not in entries or entries[edition.name].sha256 != fresh:
            entries[edition.name] = _entry(edition, made, fresh)
    for edition in gone:
        folder = shelf.folder(edition.minicluster)
        if folder not in manifests:
            raw, listed = _read_manifest(shelf, folder)
            manifests[folder] = raw, listed or {}
        changes.extend(_cleared(shelf, edition, manifests[folder][1], fates))
    for folder, (before, entries) in manifests.items():
        after = manifest_bytes(entries)
        if after != before and (entries or before is not None) and folder not in mistrusted:
            changes.append(Change(f"{folder}/{MANIFEST_NAME}", before, after))
    notes = [message(_BROKEN, path=f"{folder}/{MANIFEST_NAME}") for folder in sorted(mistrusted)]
    return fates.result(warnings=[*warnings, *notes], changes=changes)


def _says_the_same(edition: Edition, made: Rendered, disk: bytes | None, entry: Entry | None) -> bool:
    """Tell whether the file of a record differs by nothing but its day: minutes of past meetings stay as they are."""
    return (
        bool(edition.record)
        and disk is not None
        and entry is not None
        and entry.sha256 == hash_of(disk)
        and entry.substance == made.substance
        and entry.tool == __version__
        and entry.as_of <= edition.as_of
    )


def _fate(disk: bytes | None, fresh: str, entry: Entry | None, *, force: bool) -> Fate:
    if disk is None:
        return "written"
    present = hash_of(disk)
    if present == fresh:
        return "unchanged"
    is_ours = entry is not None and entry.sha256 == present
    return "written" if is_ours or force else "kept"


def _read_manifest(shelf: Shelf, folder: str) -> tuple[bytes | None, dict[str, Entry] | None]:
    """Return the bytes of the manifest and what it lists, ``None`` where it is broken.

    While a merge is open, what either branch has made counts as made: git takes a document from the one branch and
    leaves the manifest of the other, and nobody has edited that document by hand.
    """
    path = f"{folder}/{MANIFEST_NAME}"
    raw = shelf.read(path)
    listed = parse_manifest(raw) if raw is not None else {}
    versions = [found for version in shelf.unmerged.get(path, ()) if (found := parse_manifest(version)) is not None]
    if not versions:
        return raw, listed
    joined = dict(listed or {})
    for name, entry in (item for version in versions for item in version.items()):
        disk = shelf.read(f"{folder}/{name}")
        if name not in joined or (disk is not None and hash_of(disk) == entry.sha256):
            joined[name] = entry
    return raw, joined


def _entry(edition: Edition, made: Rendered, fresh: str) -> Entry:
    return Entry(
        edition.deliverable.id,
        edition.language,
        edition.audience,
        edition.as_of,
        made.digest,
        fresh,
        __version__,
        made.substance,
    )


def _cleared(shelf: Shelf, edition: Edition, entries: dict[str, Entry], fates: _Fates) -> Iterator[Change]:
    """Take a file away, unless somebody has edited it: that one stays and is listed no longer."""
    path = f"{shelf.folder(edition.minicluster)}/{edition.name}"
    entry = entries.pop(edition.name, None)
    if entry is None:
        return
    disk = shelf.read(path)
    is_ours = disk is None or hash_of(disk) == entry.sha256
    fates.add("removed" if is_ours else "kept", path, edition, entry.sha256 if disk is None else hash_of(disk))
    if is_ours and disk is not None:
        yield Change(path, disk, None)


# Looking at the shelf ------------------------------------------------------------------------------------------------


def made_before(shelf: Shelf, names: Sequence[str], asked: Asked) -> Iterator[Edition]:
    """Yield what the manifests of ``names`` list of what is asked for.

    A broken manifest lists nothing; which files are whose is then told by :func:`plan`.
    """
    for name in names:
        folder = shelf.folder(name)
        for path, entry in (_read_manifest(shelf, folder)[1] or {}).items():
            edition = _listed(name, path, entry)
            if edition is not None and _is_asked(edition, asked):
                yield edition


def check_made(shelf: Shelf, press: Press, names: Sequence[str], asked: Asked) -> ReportResult:
    """Render every file of the manifests again, as of its own day, and compare; nothing is written.

    Raises:
        RefusedError: a manifest is broken.
        TemplateFailedError: a template does not work.
    """
    fates = _Fates(shelf.shown)
    for name in names:
        folder = shelf.folder(name)
        for path, entry in _sound_manifest(shelf, folder).items():
            edition = _listed(name, path, entry)
            if edition is None or not _is_asked(edition, asked):
                continue
            disk = shelf.read(f"{folder}/{path}")
            if edition.record and edition.record not in press.records(edition):
                fates.add("stale", f"{folder}/{path}", edition, entry.sha256, "recordless")
                continue
            fresh = hash_of(press.render(edition).content)
            if f"{folder}/{path}" in shelf.mixed:
                fates.add("stale", f"{folder}/{path}", edition, fresh)
                continue
            fates.add(_verdict(disk, fresh, entry), f"{folder}/{path}", edition, fresh, _state(disk, entry))
    return fates.result()


def _sound_manifest(shelf: Shelf, folder: str) -> dict[str, Entry]:
    """Return what the manifest lists: a broken one, after a merge say, must not pass for one that lists nothing."""
    path = f"{folder}/{MANIFEST_NAME}"
    _, entries = _read_manifest(shelf, folder)
    if entries is None:
        raise RefusedError(
            message(N_("{path} is broken, so that nobody can say which deliverables are stale"), path=path),
            message(_RESTORE),
        )
    return entries


def _listed(minicluster: str, path: str, entry: Entry) -> Edition | None:
    return edition_at(
        minicluster,
        path,
        deliverable=entry.deliverable,
        audience=entry.audience,
        language=entry.language,
        as_of=entry.as_of,
    )


def _is_asked(edition: Edition, asked: Asked) -> bool:
    return (
        (not asked.deliverables or edition.deliverable.id in asked.deliverables)
        and asked.audience in {None, edition.audience}
        and (not asked.languages or edition.language in asked.languages)
    )


def _verdict(disk: bytes | None, fresh: str, entry: Entry) -> Fate:
    """A file that the records have overtaken is stale, edited or not; one that is only edited is kept."""
    if disk is None or fresh != entry.sha256:
        return "unchanged" if disk is not None and hash_of(disk) == fresh else "stale"
    return "unchanged" if hash_of(disk) == fresh else "kept"


def _state(disk: bytes | None, entry: Entry) -> State:
    if disk is None:
        return "missing"
    return "overtaken" if hash_of(disk) == entry.sha256 else "edited"
