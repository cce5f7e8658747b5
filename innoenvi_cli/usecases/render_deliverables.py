"""Make the deliverables, or tell which of those on disk are stale."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from innoenvi_cli import __version__
from innoenvi_cli.checks import run_checks
from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.catalogue import DELIVERABLES, IDS, PROGRAMME_DELIVERABLES
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.manifest import MANIFEST_NAME, Entry, hash_of, manifest_bytes, parse_manifest
from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
from innoenvi_cli.deliverables.rendering import Renderer
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.errors import RefusedError, UnknownNameError
from innoenvi_cli.i18n import LANGUAGES, N_, message
from innoenvi_cli.method.phases import ALWAYS, CYCLE, PHASES, standing
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.outputs import inside_programme, read_output
from innoenvi_cli.store.writer import Change, apply_changes, locked
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import last_decision
from innoenvi_cli.usecases.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.deliverables.catalogue import Deliverable, ProgrammeDeliverable
    from innoenvi_cli.deliverables.rendering import Rendered
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.answers import Suspicion
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Minicluster, Project
    from innoenvi_cli.store.loader import Loaded

Fate = Literal["written", "unchanged", "stale", "kept"]


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A deliverable on disk; ``path`` is relative to the programme, ``minicluster`` empty at programme level."""

    path: str
    deliverable: str
    minicluster: str
    audience: Audience
    language: Language
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What became of each file.

    ``stale`` is filled by a check alone; ``kept`` are files that somebody edited by hand or that are not ours.
    ``changes`` are what was, or with a dry run would be, written, the manifests last.
    """

    written: tuple[RenderedFile, ...] = ()
    unchanged: tuple[RenderedFile, ...] = ()
    stale: tuple[RenderedFile, ...] = ()
    kept: tuple[RenderedFile, ...] = ()
    warnings: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user asked for; empty means: what there is."""

    deliverables: Sequence[str]
    audience: Audience | None
    languages: Sequence[Language]
    as_of: date | None
    environ: Mapping[str, str]
    everything: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file to make: which deliverable, for whom, in which language, as of when."""

    deliverable: Deliverable | ProgrammeDeliverable
    minicluster: str
    audience: Audience
    language: Language
    as_of: date

    @property
    def name(self) -> str:
        return f"{self.audience}/{self.deliverable.id}.{self.language}.{self.deliverable.form}"


@dataclass
class _Run:
    """One call of ``render`` while it goes on."""

    root: Path
    loaded: Loaded
    renderer: Renderer
    prefix: str
    findings: dict[date, tuple[Finding, ...]] = field(default_factory=dict)
    facts: dict[tuple[str, date], Facts] = field(default_factory=dict)
    materials: dict[tuple[str, date, str, str], Material] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        return self.loaded.project

    @cached_property
    def suspicions(self) -> dict[str, tuple[Suspicion, ...]]:
        return all_suspicions(self.project)

    def folder(self, minicluster: str) -> str:
        """Return the folder of the deliverables of a minicluster, or of the programme."""
        return f"{self.prefix}{minicluster}/deliverables" if minicluster else f"{self.prefix}deliverables"

    def material(self, minicluster: str, wanted: _Wanted) -> Material:
        """Return the material of a minicluster; figures are computed once for all audiences and languages."""
        key = (minicluster, wanted.as_of, wanted.audience, wanted.language)
        if key not in self.materials:
            self.materials[key] = Material(self._facts(minicluster, wanted.as_of), wanted.audience, self._words(wanted))
        return self.materials[key]

    def render(self, wanted: _Wanted) -> Rendered:
        """Return the bytes of a file."""
        if wanted.minicluster:
            return self.renderer.minicluster(wanted.deliverable, self.material(wanted.minicluster, wanted))  # type: ignore[arg-type]  # by level
        clusters = tuple(self.material(name, wanted) for name in self.project.miniclusters)
        material = ProgrammeMaterial(self.project, clusters, wanted.as_of, wanted.audience, self._words(wanted))
        return self.renderer.programme(wanted.deliverable, material)  # type: ignore[arg-type]  # as above

    def _words(self, wanted: _Wanted) -> Words:
        programme = self.project.programme
        return Words(wanted.language, programme.currency if programme is not None else "EUR")

    def _facts(self, minicluster: str, day: date) -> Facts:
        if day not in self.findings:
            self.findings[day] = (*self.loaded.findings, *run_checks(self.project, day, self.suspicions))
        if (minicluster, day) not in self.facts:
            own = tuple(found for found in self.findings[day] if found.minicluster in {"", minicluster})
            self.facts[minicluster, day] = Facts(self.project, self.project.miniclusters[minicluster], day, own)
        return self.facts[minicluster, day]


def render(  # noqa: PLR0913 - each is an option of the command
    root: Path,
    *,
    miniclusters: Sequence[str] = (),
    deliverables: Sequence[str] = (),
    audience: Audience | None = None,
    languages: Sequence[Language] = (),
    as_of: date | None = None,
    output: Path | str | None = None,
    everything: bool = False,
    check: bool = False,
    force: bool = False,
    dry_run: bool = False,
    trust_templates: bool = False,
    environ: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> ReportResult:
    """Make deliverables of the programme at ``root``, or with ``check`` tell which are stale and write nothing.

    Without ``miniclusters`` all of them and the programme's own are meant. Without ``deliverables`` those of the phases
    that a minicluster has reached, or with ``everything`` all. Without ``audience`` and ``languages`` the programme's
    settings hold. A check takes as-of, audience and language of each file from the manifest. ``progress`` is told how
    many of how many files are done.

    Raises:
        UnknownNameError: there is no such minicluster, deliverable or audience.
        RefusedError: ``as_of`` is before the last decision, a template does not work, or a manifest that a check
            looks at is broken.
        UnsafePathError: ``output`` leaves the programme, or a link stands in the way.
        UnfinishedError: somebody else is writing.
    """
    _known(deliverables, IDS, N_("deliverable"))
    _known((audience,) if audience is not None else (), AUDIENCES, N_("audience"))
    prefix = inside_programme(root, output)
    with_programme = not miniclusters or any(found.id in deliverables for found in PROGRAMME_DELIVERABLES)
    loaded = load(root, None if with_programme else frozenset(miniclusters))
    _known(miniclusters, loaded.miniclusters, N_("minicluster"))
    templates = Templates(root, trusted=trust_templates)
    run = _Run(root, loaded, Renderer(templates.folders, templates.spec), prefix)
    names = tuple(miniclusters) or tuple(loaded.project.miniclusters)
    asked = _Asked(deliverables, audience, languages, as_of, os.environ if environ is None else environ, everything)
    if check:
        return _check(run, (*names, "") if not miniclusters else names, asked)
    wanted = [item for name in names for item in _wanted(run, name, asked)]
    if with_programme:
        wanted.extend(_wanted_of_programme(run, asked))
    warnings = templates.warnings({item.deliverable.template for item in wanted})
    rendered = []
    for done, item in enumerate(wanted):
        progress(done, len(wanted))
        rendered.append((item, run.render(item)))
    if dry_run:
        return _plan(run, rendered, warnings, force=force)
    with locked(root):
        result = _plan(run, rendered, warnings, force=force)
        apply_changes(root, result.changes)
    return result


def _known(names: Sequence[str], choices: Sequence[str], what: str) -> None:
    for name in names:
        if name not in choices:
            raise UnknownNameError(message(what), name, tuple(choices), nearest(name, choices))


# What to make --------------------------------------------------------------------------------------------------------


def _wanted(run: _Run, name: str, asked: _Asked) -> Iterator[_Wanted]:
    cluster = run.project.miniclusters[name]
    day = resolve_as_of(asked.as_of, run.project, last=standing(cluster).last_date, environ=asked.environ)
    ids = asked.deliverables or (IDS if asked.everything else reached(cluster))
    for deliverable in DELIVERABLES:
        if deliverable.id in ids:
            yield from _editions(run, deliverable, name, asked, day)


def _wanted_of_programme(run: _Run, asked: _Asked) -> Iterator[_Wanted]:
    day = resolve_as_of(asked.as_of, run.project, last=last_decision(run.project), environ=asked.environ)
    for deliverable in PROGRAMME_DELIVERABLES:
        if not asked.deliverables or deliverable.id in asked.deliverables:
            yield from _editions(run, deliverable, "", asked, day)


def _editions(
    run: _Run, deliverable: Deliverable | ProgrammeDeliverable, minicluster: str, asked: _Asked, day: date
) -> Iterator[_Wanted]:
    programme = run.project.programme
    reader = asked.audience or (programme.deliverables.audience if programme is not None else "members")
    for language in asked.languages or (programme.languages if programme is not None else LANGUAGES):
        yield _Wanted(deliverable, minicluster, reader, language, day)


def reached(cluster: Minicluster) -> tuple[str, ...]:
    """Return the deliverables of the phases up to the present one, of the fast track where it is used, and the rest."""
    state = standing(cluster)
    phases = {*CYCLE[: CYCLE.index(state.phase) + 1], *state.passed}
    if any(target.track == "fast" for target in cluster.targets.values()):
        phases.add("fast_track")
    ids = [found for phase in PHASES if phase.id in phases for found in phase.deliverables]
    return (*ids, *ALWAYS)


# What becomes of it --------------------------------------------------------------------------------------------------


def _plan(
    run: _Run, rendered: Sequence[tuple[_Wanted, Rendered]], warnings: Sequence[Message], *, force: bool
) -> ReportResult:
    """Hold what was rendered against the disk and the manifests."""
    fates: dict[Fate, list[RenderedFile]] = {"written": [], "unchanged": [], "stale": [], "kept": []}
    changes: list[Change] = []
    manifests: dict[str, tuple[bytes | None, dict[str, Entry]]] = {}
    for item, made in rendered:
        folder = run.folder(item.minicluster)
        if folder not in manifests:
            manifests[folder] = _read_manifest(run.root, folder)
        entries = manifests[folder][1]
        path = f"{folder}/{item.name}"
        disk = read_output(run.root, path)
        fresh = hash_of(made.content)
        fate = _fate(disk, fresh, entries.get(item.name), force=force)
        fates[fate].append(_file(path, item, fresh))
        if fate == "kept":
            continue
        if fate == "written":
            changes.append(Change(path, disk, made.content))
        if item.name not in entries or entries[item.name].sha256 != fresh:
            entries[item.name] = _entry(item, made, fresh)
    for folder, (before, entries) in manifests.items():
        after = manifest_bytes(entries)
        if entries and after != before:
            changes.append(Change(f"{folder}/{MANIFEST_NAME}", before, after))
    return ReportResult(
        written=tuple(fates["written"]),
        unchanged=tuple(fates["unchanged"]),
        kept=tuple(fates["kept"]),
        warnings=tuple(warnings),
        changes=tuple(changes),
    )


def _fate(disk: bytes | None, fresh: str, entry: Entry | None, *, force: bool) -> Fate:
    if disk is None:
        return "written"
    present = hash_of(disk)
    if present == fresh:
        return "unchanged"
    is_ours = entry is not None and entry.sha256 == present
    return "written" if is_ours or force else "kept"


def _read_manifest(root: Path, folder: str) -> tuple[bytes | None, dict[str, Entry]]:
    raw = read_output(root, f"{folder}/{MANIFEST_NAME}")
    return raw, (parse_manifest(raw) or {}) if raw is not None else {}


def _file(path: str, item: _Wanted, digest: str) -> RenderedFile:
    return RenderedFile(path, item.deliverable.id, item.minicluster, item.audience, item.language, digest)


def _entry(item: _Wanted, made: Rendered, fresh: str) -> Entry:
    return Entry(item.deliverable.id, item.language, item.audience, item.as_of, made.digest, fresh, __version__)


# Check ---------------------------------------------------------------------------------------------------------------


def _check(run: _Run, names: Sequence[str], asked: _Asked) -> ReportResult:
    """Render every file of the manifests again, as of its own day, and compare."""
    fates: dict[Fate, list[RenderedFile]] = {"written": [], "unchanged": [], "stale": [], "kept": []}
    for name in names:
        folder = run.folder(name)
        for path, entry in _sound_manifest(run.root, folder).items():
            item = _listed(name, path, entry)
            if item is None or not _is_asked(item, asked):
                continue
            fresh = hash_of(run.render(item).content)
            disk = read_output(run.root, f"{folder}/{path}")
            fates[_verdict(disk, fresh, entry)].append(_file(f"{folder}/{path}", item, fresh))
    return ReportResult(unchanged=tuple(fates["unchanged"]), stale=tuple(fates["stale"]), kept=tuple(fates["kept"]))


def _sound_manifest(root: Path, folder: str) -> dict[str, Entry]:
    """Return what the manifest lists: a broken one, after a merge say, must not pass for one that lists nothing."""
    path = f"{folder}/{MANIFEST_NAME}"
    raw = read_output(root, path)
    entries = parse_manifest(raw) if raw is not None else {}
    if entries is None:
        raise RefusedError(
            message(N_("{path} is broken, so that nobody can say which deliverables are stale"), path=path),
            message(N_("innoenvi report makes it anew; give it each --audience that you use")),
        )
    return entries


def _listed(minicluster: str, path: str, entry: Entry) -> _Wanted | None:
    """Return the file that an entry stands for; ``None`` where it names something that this version does not make."""
    known: Sequence[Deliverable | ProgrammeDeliverable] = DELIVERABLES if minicluster else PROGRAMME_DELIVERABLES
    audience = next((found for found in AUDIENCES if found == entry.audience), None)
    language = next((found for found in LANGUAGES if found == entry.language), None)
    if audience is None or language is None:
        return None
    for deliverable in known:
        item = _Wanted(deliverable, minicluster, audience, language, entry.as_of)
        if deliverable.id == entry.deliverable and item.name == path:
            return item
    return None


def _is_asked(item: _Wanted, asked: _Asked) -> bool:
    return (
        (not asked.deliverables or item.deliverable.id in asked.deliverables)
        and asked.audience in {None, item.audience}
        and (not asked.languages or item.language in asked.languages)
    )


def _verdict(disk: bytes | None, fresh: str, entry: Entry) -> Fate:
    """A file that the records have overtaken is stale, edited or not; one that is only edited is kept."""
    if disk is None or fresh != entry.sha256:
        return "unchanged" if disk is not None and hash_of(disk) == fresh else "stale"
    return "unchanged" if hash_of(disk) == fresh else "kept"
