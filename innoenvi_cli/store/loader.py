"""Turns the files of a programme into typed records; what is broken becomes findings and hides nothing else."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from innoenvi_cli import rules
from innoenvi_cli.checks.personal_data import may_hold_personal_data
from innoenvi_cli.errors import CannotReadError, UnsafePathError
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import KINDS, address
from innoenvi_cli.model.project import (
    MappingMarks,
    Minicluster,
    Origin,
    Project,
    SequenceMarks,
    field_of,
)
from innoenvi_cli.store.checkout import note_absent
from innoenvi_cli.store.files import (
    MINICLUSTER_FILE,
    PROGRAMME_FILE,
    list_files,
)
from innoenvi_cli.store.folders import Folders
from innoenvi_cli.store.names import name_fault
from innoenvi_cli.store.plain_files import read_within
from innoenvi_cli.store.private_place import private_place
from innoenvi_cli.store.reader import MAX_FINDINGS, decode, read, shortened
from innoenvi_cli.store.registers import REGISTER_MEBIBYTES, register_mebibytes
from innoenvi_cli.store.schema_errors import findings_of
from innoenvi_cli.store.shipped import shipped_gates, shipped_path_models
from innoenvi_cli.store.slips import slip_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from innoenvi_cli.findings import Finding, Rule
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.path_models import PathModels
    from innoenvi_cli.store.files import SourceFile


@dataclass(frozen=True, slots=True)
class Loaded:
    """A programme as far as it is sound, and what is wrong with the rest.

    ``miniclusters`` names all that exist, also those that were not entered; ``phases`` holds the bytes of each
    ``phases.yaml`` as they were read; ``files`` counts the files of records, ``paths`` names them, and ``suspects``
    holds those that may hold personal data, as they were read.
    """

    root: Path
    project: Project
    findings: tuple[Finding, ...]
    miniclusters: tuple[str, ...]
    files: int
    phases: dict[str, bytes]
    paths: tuple[str, ...] = ()
    suspects: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class _Scope:
    """The records of the programme or of one minicluster while they are read."""

    name: str
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    single: dict[str, Record] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def load(root: Path, only: frozenset[str] | None = None, *, suspicious: bool = False) -> Loaded:
    """Read the programme at ``root``; ``only`` names the miniclusters to read, all when ``None``.

    With ``suspicious`` the files that may hold personal data are kept as they were read.
    """
    with _uncollected():
        return _load(root, only, suspicious=suspicious)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave out garbage collection: records are many, hold no circles and stay, and looking for some doubles the time.

    What was read is left out of later collections as well.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _load(root: Path, only: frozenset[str] | None, *, suspicious: bool) -> Loaded:
    place = private_place(root)
    listing = list_files(root, only, closed=place.covers, private=place.named)
    note_absent(root, listing, only, closed=place.covers)
    scopes = {"": _Scope("")} | {name: _Scope(name) for name in listing.miniclusters if only is None or name in only}
    phases: dict[str, bytes] = {}
    suspects: dict[str, bytes] = {}
    findings = list(listing.findings)
    with Folders(root) as folders:
        # The programme's own file first: it says how large registers may be.
        for source in sorted(listing.files, key=lambda source: source.path != PROGRAMME_FILE):
            scope = scopes[source.minicluster]
            mebibytes = register_mebibytes(scopes[""].single.get("innoenvi")) if source.is_list else 1
            raw = _read(folders, source, scope, mebibytes)
            if raw is None:
                continue
            if suspicious and may_hold_personal_data(raw):
                suspects[source.path] = raw
            if source.kind.written_by_tool:
                phases[source.minicluster] = raw
            _take(source, raw, scope, mebibytes)
    for scope in scopes.values():
        findings.extend(scope.findings)
    for minicluster, refused in listing.refused:
        scopes[minicluster].broken.add(refused)
    programme = scopes.pop("")
    if not listing.has_programme_file:
        findings.append(rules.MISSING_FILE.at(Location(PROGRAMME_FILE), name=PROGRAMME_FILE))
    project = Project(
        programme=programme.single.get("innoenvi"),  # type: ignore[arg-type]  # the kind decides the type
        miniclusters={name: _minicluster(scope) for name, scope in scopes.items()},
        organs=_sorted(programme, "organs"),
        events=_sorted(programme, "events"),
        origins=programme.origins,
        broken=frozenset(programme.broken),
        names=tuple(listing.miniclusters),
        path_models=_path_models(programme),
        gates=shipped_gates() if "innoenvi" not in programme.broken else None,
    )
    return Loaded(
        root,
        project,
        tuple(findings),
        tuple(listing.miniclusters),
        len(listing.files),
        phases,
        tuple(source.path for source in listing.files),
        suspects,
    )


def _read(folders: Folders, source: SourceFile, scope: _Scope, mebibytes: int) -> bytes | None:
    try:
        return read_within(folders, source.path, mebibytes=mebibytes)
    except UnsafePathError:  # it has become one since the folder was listed
        finding = rules.SYMLINK.at(Location(source.path), minicluster=source.minicluster)
    except CannotReadError as error:
        finding = rules.UNREADABLE.at(Location(source.path), minicluster=source.minicluster, reason=error.reason)
    scope.findings.append(finding)
    _mark_broken(source, scope)
    return None


def _mark_broken(source: SourceFile, scope: _Scope) -> None:
    scope.broken.add(address(source.kind, "*" if source.is_list else _stem(source)))


def _stem(source: SourceFile) -> str:
    return source.path.rpartition("/")[2].removesuffix(".yaml")


def _take(source: SourceFile, raw: bytes, scope: _Scope, mebibytes: int) -> None:
    text, problem = decode(raw, source.path, mebibytes=mebibytes)
    document = None if problem else read(text, source.path, mebibytes=mebibytes)
    problems = (problem,) if problem else document.findings if document else ()
    if source.is_list and mebibytes < REGISTER_MEBIBYTES:
        problems = tuple(_with_setting(finding) for finding in problems)
    if problems or document is None:
        scope.findings.extend(replace(finding, minicluster=source.minicluster) for finding in problems)
        _mark_broken(source, scope)
        return
    if document.data is None or not isinstance(document.data, dict):
        rule = rules.EMPTY_FILE if document.data is None else rules.NOT_A_MAPPING
        place = Location(source.path, document.line, document.column)
        hint = slip_in(document.data, has_parts=True)
        scope.findings.append(rule.at(place, minicluster=source.minicluster, hint=hint))
        _mark_broken(source, scope)
        return
    origin = Origin(source.path, document.line, document.column, document.marks)
    if source.is_list:
        _take_list(source, document.data, origin, scope)
    else:
        _take_record(source, document.data, origin, scope, _stem(source))


def _with_setting(finding: Finding) -> Finding:
    """Return ``finding`` with a hint at the setting for larger registers, where it is about the size of one."""
    if finding.code not in {rules.TOO_LARGE.code, rules.TOO_MANY_VALUES.code}:
        return finding
    hint = N_("split it: one file per record; or allow larger registers in innoenvi.yaml: register_mib: {most}")
    return replace(finding, hint=message(hint, most=REGISTER_MEBIBYTES))


def _take_list(source: SourceFile, data: dict[str, Any], origin: Origin, scope: _Scope) -> None:
    key = source.kind.plural
    for other in islice((other for other in data if other != key), MAX_FINDINGS):
        hint = slip_in(other) or message(N_("a list file holds one key: {key}"), key=key)
        _say(scope, rules.UNKNOWN_KEY, origin.key_at(other), hint=hint, key=shortened(other), suggestion="")
        _mark_broken(source, scope)
    items = data.get(key, [])
    marks = origin.marks.entries[key][4] if isinstance(origin.marks, MappingMarks) and key in data else None
    if key not in data:
        return
    if not isinstance(items, list) or not isinstance(marks, SequenceMarks):
        expected = message(N_("a list (items that begin with '- ')"))
        _say(scope, rules.WRONG_SHAPE, origin.at(key), key=key, expected=expected)
        _mark_broken(source, scope)
        return
    before = len(scope.findings)
    for item, (line, column, inner) in zip(items, marks.entries, strict=True):
        place = Origin(source.path, line, column, inner)
        if isinstance(item, dict):
            record_id = item.get("id", "")
            _take_record(source, item, place, scope, record_id if isinstance(record_id, str) else "")
        elif item is None:
            _say(scope, rules.EMPTY_ITEM, place.location)
        else:
            expected = message(N_("a mapping (lines of 'key: value')"))
            _say(scope, rules.WRONG_SHAPE, place.location, key=key, expected=expected)
        if len(scope.findings) - before >= MAX_FINDINGS:
            _mark_broken(source, scope)
            return


def _say(scope: _Scope, rule: Rule, place: Location, **args: Any) -> None:
    scope.findings.append(rule.at(place, minicluster=scope.name, **args))


def _take_record(source: SourceFile, data: dict[str, Any], origin: Origin, scope: _Scope, name: str) -> None:
    """Take one record; ``name`` is the id that its place promises: the name of its file, or its own in a list."""
    kind = source.kind
    where = address(kind, name)
    if not kind.single and not source.is_list:
        data = {"id": name, **data}
    try:
        record = kind.model.model_validate(data)
    except ValidationError as error:
        found = findings_of(error, kind.model, data, origin, minicluster=source.minicluster, record=where)
        scope.findings.extend(islice(found, MAX_FINDINGS))
        scope.broken.add(where)
        if isinstance(data.get("id"), str):
            scope.broken.add(address(kind, data["id"]))
        return
    if kind.single:
        scope.single[kind.singular] = record
        scope.origins[kind.singular] = origin
        return
    own: str = record.id  # type: ignore[attr-defined]  # every kind but the single ones has an id
    problem = _id_problem(source, own, name, origin)
    if problem is not None:
        scope.findings.append(replace(problem, minicluster=source.minicluster, record=where))
        scope.broken.update((where, address(kind, own)))
    elif where in scope.origins:
        other = scope.origins[where].location
        _say(scope, rules.ID_TWICE, origin.at("id"), record=where, related=(other,), id=own, other=str(other))
    else:
        scope.records.setdefault(kind.plural, {})[own] = record
        scope.origins[where] = origin


def _id_problem(source: SourceFile, own: str, stem: str, origin: Origin) -> Finding | None:
    place = origin.at("id")
    if not source.is_list and own != stem:
        return rules.WRONG_STEM.at(place, id=own, stem=stem)
    fault = name_fault(own)
    return fault.at(place) if fault is not None else None


def _sorted(scope: _Scope, plural: str) -> dict[str, Any]:
    return dict(sorted(scope.records.get(plural, {}).items()))


def _path_models(programme: _Scope) -> PathModels | None:
    if "development-paths" in programme.broken:
        return None
    return programme.single.get("development-paths", shipped_path_models())  # type: ignore[return-value]  # its kind


def _minicluster(scope: _Scope) -> Minicluster:
    values: dict[str, Any] = {}
    for kind in KINDS:
        if kind.in_minicluster:
            held = scope.single.get(kind.singular) if kind.single else _sorted(scope, kind.plural)
            values[field_of(kind.singular)] = held
    return Minicluster(
        id=scope.name,
        origins=scope.origins,
        broken=frozenset(scope.broken),
        file=f"{scope.name}/{MINICLUSTER_FILE}",
        **values,
    )
