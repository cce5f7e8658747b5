"""Records as they would be if they were written: what ``check`` would say of them, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from innoenvi_cli import rules
from innoenvi_cli.checks import run_checks
from innoenvi_cli.findings import Location
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.model.kinds import address
from innoenvi_cli.model.project import MappingMarks, Origin, SequenceMarks, field_of
from innoenvi_cli.store.reader import decode, read
from innoenvi_cli.store.schema_errors import findings_of
from innoenvi_cli.store.slips import slip_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.model.project import Marks, Project

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sound record and the place it would have."""

    kind: Kind
    id: str
    record: Record
    origin: Origin


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as read from a text: ``record`` is ``None`` where ``findings`` say why there is none."""

    record: Record | None
    origin: Origin
    findings: tuple[Finding, ...]


def record_of(
    model: type[Record],
    data: dict[str, Any],
    origin: Origin,
    *,
    minicluster: str,
    record: str,
    names_keys: bool = False,
) -> Draft:
    """Make a record of ``data``; ``record`` is its address. With ``names_keys`` faults begin with their keys."""
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        found = findings_of(error, model, data, origin, minicluster=minicluster, record=record, names_keys=names_keys)
        return Draft(None, origin, tuple(found))
    return Draft(made, origin, ())


def record_in(  # noqa: PLR0913 - a text, where it stands, what it shall be
    text: str,
    path: str,
    model: type[Record],
    *,
    minicluster: str,
    record: str,
    inside: Path = (),
    mebibytes: int = 1,
) -> Draft:
    """Read ``text`` as the file ``path`` and make a record of what stands at ``inside``."""
    _, problem = decode(text.encode(), path, mebibytes=mebibytes)
    document = read(text, path, mebibytes=mebibytes)
    place = Location(path, document.line, document.column)
    wrong = (problem,) if problem is not None else document.findings
    if wrong:
        found = tuple(replace(finding, minicluster=minicluster, record=record) for finding in wrong)
        return Draft(None, Origin(path, 1, 1, None), found)
    origin = Origin(path, place.line, place.column, document.marks)
    data = document.data
    for step in inside:
        data = data[step]
    origin = _origin_at(origin, inside)
    if not isinstance(data, dict):
        rule = rules.EMPTY_FILE if data is None else rules.NOT_A_MAPPING
        hint = slip_in(data, has_parts=True)
        return Draft(None, origin, (rule.at(origin.location, minicluster=minicluster, record=record, hint=hint),))
    return record_of(model, data, origin, minicluster=minicluster, record=record)


def with_records(project: Project, minicluster: str, placed: Sequence[Placed]) -> Project:
    """Return ``project`` as it would be with ``placed`` in ``minicluster``, or in the programme where that is empty."""
    scope: Any = project.miniclusters[minicluster] if minicluster else project
    changes: dict[str, Any] = {"origins": dict(scope.origins)}
    for item in placed:
        where = address(item.kind, item.id)
        changes["origins"][where] = item.origin
        name = field_of(item.kind.singular)
        if item.kind.single:
            changes[name] = item.record
        else:
            held = changes.get(name, getattr(scope, name))
            changes[name] = dict(sorted({**held, item.id: item.record}.items()))
    if not minicluster:
        return replace(project, **changes)
    return replace(project, miniclusters={**project.miniclusters, minicluster: replace(scope, **changes)})


def new_findings(before: Project, after: Project, day: date) -> tuple[Finding, ...]:
    """Return what is wrong in ``after`` that was not wrong in ``before``, as ``check`` says it."""
    known = {_identity(finding) for finding in run_checks(before, day, all_suspicions(before))}
    found = run_checks(after, day, all_suspicions(after))
    return tuple(finding for finding in found if _identity(finding) not in known)


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.minicluster, finding.record, finding.location.path, repr(finding.message)


def _origin_at(origin: Origin, inside: Path) -> Origin:
    marks: Marks = origin.marks
    line, column = origin.line, origin.column
    for step in inside:
        if isinstance(marks, MappingMarks):
            _, _, line, column, marks = marks.entries[str(step)]
        elif isinstance(marks, SequenceMarks) and isinstance(step, int):
            line, column, marks = marks.entries[step]
    return Origin(origin.path, line, column, marks)
