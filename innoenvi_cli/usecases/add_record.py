"""Add one record, or one part of a minicluster's own file, in the right place, and touch nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from innoenvi_cli import rules
from innoenvi_cli.findings import Location, has_errors
from innoenvi_cli.model.project import Origin
from innoenvi_cli.store.names import name_fault
from innoenvi_cli.store.reader import read
from innoenvi_cli.store.registers import register_mebibytes
from innoenvi_cli.store.slips import slip_in
from innoenvi_cli.store.writer import apply_changes, locked, unified_diff
from innoenvi_cli.usecases.addable_kinds import PROGRAMME, addable
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.assignments import data_of
from innoenvi_cli.usecases.draft import Placed, new_findings, record_in, record_of, with_records
from innoenvi_cli.usecases.loading import last_decision, load_chosen, refuse_partial
from innoenvi_cli.usecases.personal_findings import findings_in
from innoenvi_cli.usecases.record_places import place_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.store.changes import Change
    from innoenvi_cli.store.loader import Loaded
    from innoenvi_cli.usecases.addable_kinds import Addable
    from innoenvi_cli.usecases.record_places import RecordPlace


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What to add: the word of a kind, the minicluster (or ``programme``), and its data in one of two forms.

    ``assignments`` are ``key=value`` texts; ``text``, where there is one, is YAML and stands alone.
    """

    kind: str
    minicluster: str
    assignments: Sequence[str] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RecordAdded:
    """What was added, or with ``written`` false was not: ``findings`` say why. Paths are relative to ``root``.

    ``record`` is the address; a part of a minicluster's file has an ``id`` and the address ``minicluster``.
    """

    root: Path
    kind: str
    minicluster: str
    record: str
    id: str
    path: str
    findings: tuple[Finding, ...]
    written: bool
    dry_run: bool
    diff: str = ""

    @property
    def refused(self) -> bool:
        """Whether ``check`` would find an error in it, so that it was not written."""
        return has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given, as data, or the findings that say why it is none."""

    data: dict[str, Any]
    origin: Origin | None
    findings: tuple[Finding, ...]


def add_record(
    root: Path,
    new: NewRecord,
    *,
    language: Language = "en",
    dry_run: bool = False,
    environ: Mapping[str, str] | None = None,
) -> RecordAdded:
    """Add ``new``, unless ``check`` would find an error in it. ``language`` is that of comments in a new single file.

    Raises:
        UnknownNameError: there is no such kind or minicluster.
        UsageError: what is given cannot be understood.
        AlreadyExistsError: there is a record of that id, or a key of a single file has a value already.
        RefusedError: the file it belongs into is broken, or no id can be made of the name.
        UnfinishedError: somebody else is writing.
    """
    environment = os.environ if environ is None else environ
    if dry_run:
        result, _ = _plan(root, new, language, environment)
        return replace(result, dry_run=True)
    with locked(root):
        result, change = _plan(root, new, language, environment)
        if change is None:
            return result
        apply_changes(root, [change])
    return replace(result, written=True)


def _plan(
    root: Path, new: NewRecord, language: Language, environ: Mapping[str, str]
) -> tuple[RecordAdded, Change | None]:
    kind = addable(new.kind)
    loaded, minicluster = _scope(root, kind, new.minicluster)
    given = _given(kind, new)
    if given.findings:
        return _result(root, kind, minicluster, None, given.findings), None
    place = place_for(loaded, kind, minicluster, given.data)
    findings = _findings_of_data(kind, minicluster, place, given)
    if findings:
        return _result(root, kind, minicluster, place, findings), None
    change = place.change(language)
    findings = _findings_of_text(loaded, kind, minicluster, place, change, environ)
    result = replace(_result(root, kind, minicluster, place, findings), diff=unified_diff([change]))
    return result, None if has_errors(findings) else change


def _scope(root: Path, kind: Addable, named: str) -> tuple[Loaded, str]:
    """Return the programme with what is read of it, and the minicluster, empty for the programme itself."""
    if named == PROGRAMME and kind.kind.at_programme:
        loaded, named = load_chosen(root, ()), ""
    else:
        loaded = load_chosen(root, (named,))
    refuse_partial(loaded)
    return loaded, named


def _given(kind: Addable, new: NewRecord) -> _Given:
    if new.text is None:
        return _Given(data_of(kind.model, new.assignments), None, ())
    document = read(new.text.removeprefix("\ufeff"), "-")
    place = Location("-", document.line, document.column)
    if document.findings:
        return _Given({}, None, document.findings)
    if not isinstance(document.data, dict):
        rule = rules.EMPTY_FILE if document.data is None else rules.NOT_A_MAPPING
        return _Given({}, None, (rule.at(place, hint=slip_in(document.data, has_parts=True)),))
    return _Given(document.data, Origin("-", place.line, place.column, document.marks), ())


def _findings_of_data(kind: Addable, minicluster: str, place: RecordPlace, given: _Given) -> tuple[Finding, ...]:
    """Return what is wrong with the data alone; places are those of the text given, or the file it belongs into.

    What was given field by field, for a file that is not there, stands nowhere: its place has no path.
    """
    origin = given.origin or Origin("" if place.before is None else place.path, 1, 1, None)
    address = _address(kind, place)
    draft = record_of(
        kind.model,
        place.whole,
        origin,
        minicluster=minicluster,
        record=address,
        names_keys=given.origin is None,
    )
    if draft.findings or kind.is_single:
        return draft.findings
    fault = name_fault(place.id)
    return (fault.at(origin.at("id"), minicluster=minicluster, record=address),) if fault is not None else ()


def _address(kind: Addable, place: RecordPlace) -> str:
    """Return the address of what is added, empty where no id was given and none could be made."""
    return kind.address(place.id) if place.id or kind.kind.single else ""


def _findings_of_text(
    loaded: Loaded,
    kind: Addable,
    minicluster: str,
    place: RecordPlace,
    change: Change,
    environ: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Return what ``check`` would find in the programme with the change that it does not find without."""
    text = (change.after or b"").decode().removeprefix("\ufeff")
    address = kind.address(place.id)
    draft = record_in(
        text,
        place.path,
        kind.kind.model,
        minicluster=minicluster,
        record=address,
        inside=place.inside,
        mebibytes=register_mebibytes(loaded.project.programme) if place.form == "list" else 1,
    )
    if draft.record is None:
        return draft.findings
    before = loaded.project
    after = with_records(before, minicluster, [Placed(kind.kind, place.id, draft.record, draft.origin)])
    day = resolve_as_of(None, before, last=last_decision(before), environ=environ)
    personal = findings_in(text, place.path, ((address, draft.origin),))
    own = (finding for finding in personal if finding.location >= draft.origin.location)
    return (*new_findings(before, after, day), *own)


def _result(
    root: Path, kind: Addable, minicluster: str, place: RecordPlace | None, findings: tuple[Finding, ...]
) -> RecordAdded:
    return RecordAdded(
        root=root,
        kind=kind.word,
        minicluster=minicluster,
        record=_address(kind, place) if place is not None else "",
        id=place.id if place is not None else "",
        path=place.path if place is not None else "",
        findings=findings,
        written=False,
        dry_run=False,
    )
