"""Decides what is to become of the rows of a register: which make a member, change one or are refused, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.personal_data import TELEPHONE_NUMBER, looks_personal
from innoenvi_cli.errors import RefusedError
from innoenvi_cli.exchange.conversion import Converter, folded
from innoenvi_cli.exchange.member_rows import REGISTER, member_rows
from innoenvi_cli.findings import Location, Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.kinds import BY_SINGULAR
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.slugs import free_slug, slug_of
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.names import name_fault
from innoenvi_cli.store.new_files import record_text, schema_path
from innoenvi_cli.store.registers import register_mebibytes
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.draft import Placed, new_findings, record_of, with_records
from innoenvi_cli.usecases.loading import last_decision, load_chosen, refuse_partial
from innoenvi_cli.usecases.member_edits import MemberFiles
from innoenvi_cli.usecases.member_matching import match_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from innoenvi_cli.exchange.columns import Layout
    from innoenvi_cli.exchange.member_rows import MemberRow
    from innoenvi_cli.exchange.tables import Table
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Minicluster
    from innoenvi_cli.store.loader import Loaded
    from innoenvi_cli.usecases.member_edits import Edited

_KIND: Final = BY_SINGULAR["member"]
_PARTS: Final = ("company_groups", "subnetworks", "levels")
_NUMBERS: Final = frozenset({"business_id", "vat", "lei", "website"})
_LEAVE_OUT: Final = message(N_("keep it in the private folder and take it out of the register"))
_NAMELESS: Final = "member"
"""What the id of a member is made of whose name holds no letter of the Latin alphabet."""


@dataclass(slots=True)
class Plan:
    """What is to become of the rows: ids by the numbers of rows, findings by the numbers of rows.

    ``changes`` are those of the files, in the order of their paths.
    """

    created: dict[int, str] = field(default_factory=dict)
    updated: dict[int, str] = field(default_factory=dict)
    unchanged: set[int] = field(default_factory=set)
    rejected: dict[int, list[Finding]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def reject(self, findings: Iterable[Finding]) -> None:
        """Note ``findings`` at the rows they are about."""
        for finding in findings:
            self.rejected.setdefault(finding.location.line, []).append(finding)

    def repeat(self, number: int, first: int) -> None:
        """Let the row with ``number`` share the fate of the one that it repeats: nothing more happens for it."""
        if first not in self.rejected:
            self.unchanged.add(number)
            return
        for finding in self.rejected[first]:
            place = Location(REGISTER, number, finding.location.column)
            self.rejected.setdefault(number, []).append(replace(finding, location=place))


def plan_members(root: Path, minicluster: str, table: Table, layout: Layout, environ: Mapping[str, str]) -> Plan:
    """Decide what is to become of the rows of ``table``, read as ``layout`` says; nothing is written.

    Raises:
        UnknownNameError: there is no such minicluster.
        RefusedError: the members there are cannot be read.
    """
    loaded = load_chosen(root, (minicluster,))
    refuse_partial(loaded)
    cluster = loaded.project.miniclusters[minicluster]
    if f"{_KIND.plural}/*" in cluster.broken:
        raise RefusedError(
            message(N_("the members of '{minicluster}' cannot be read"), minicluster=minicluster),
            message(N_("mend them first: innoenvi check {minicluster}"), minicluster=minicluster),
        )
    plan = Plan()
    rows = list(member_rows(layout, Converter(_part_names(cluster))))
    for row in rows:
        plan.reject((*row.findings, *_personal(row)) or _own_findings(row))
    broken = _broken_ids(cluster)
    matches = match_rows([row for row in rows if row.number not in plan.rejected], cluster.members, broken)
    plan.reject(matches.findings)
    work = _Work(loaded, cluster, table.file, plan, environ)
    work.update(matches.known)
    work.create(matches.new, _taken(root, cluster) | broken)
    work.finish()
    for row, repeated in matches.repeats:
        plan.repeat(row.number, repeated.number)
    return plan


def _personal(row: MemberRow) -> Iterator[Finding]:
    """Yield what of a row would bring personal data into git: nobody has looked at it before it would be there."""
    for path in row.paths:
        value = row.value(path)
        texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
        what = next((found for text in texts if (found := looks_personal(text)) is not None), None)
        if what is not None and not (what == TELEPHONE_NUMBER and path[0] in _NUMBERS):
            yield rules.PERSONAL_DATA.at(row.place(path), hint=_LEAVE_OUT, what=message(what))


def _own_findings(row: MemberRow) -> list[Finding]:
    """Return what is wrong with a row whatever member it means; a member that exists may have what is missing here."""
    draft = record_of(Member, {"id": _NAMELESS, **row.data}, row.origin, minicluster="", record="")
    return [finding for finding in draft.findings if finding.code != rules.MISSING_KEY.code]


class _Work:
    """Carries rows into records, first as drafts that are checked like the records of the programme."""

    def __init__(self, loaded: Loaded, cluster: Minicluster, file: str, plan: Plan, environ: Mapping[str, str]) -> None:
        self.loaded = loaded
        self.cluster = cluster
        self.file = file
        self.plan = plan
        self.files = MemberFiles(loaded.root, cluster.id, register_mebibytes(loaded.project.programme))
        self.day = resolve_as_of(None, loaded.project, last=last_decision(loaded.project), environ=environ)

    def update(self, known: Mapping[str, MemberRow]) -> None:
        """Bring the rows into the members that they mean."""
        while True:
            edits = {member_id: self._edit(member_id, row) for member_id, row in known.items()}
            sound = {member_id: edited for member_id, edited in edits.items() if edited.member is not None}
            bad = self._judge_updates(sound, known)
            self.plan.reject(finding for edited in edits.values() for finding in edited.findings)
            self.plan.reject(bad)
            if not bad and len(sound) == len(edits):
                break
            known = {member_id: row for member_id, row in known.items() if row.number not in self.plan.rejected}
        kept: set[str] = set()
        for member_id, row in sorted(known.items()):
            # The file of one member has not changed since; that of all of them has when another row was kept.
            edited = self._edit(member_id, row) if edits[member_id].path in kept else edits[member_id]
            kept.add(edited.path)
            changed = edited.text != self.files.texts[edited.path]
            self.files.keep(edited)
            if changed:
                self.plan.updated[row.number] = member_id
            else:
                self.plan.unchanged.add(row.number)

    def create(self, new: Sequence[MemberRow], taken: set[str]) -> None:
        """Make new members of the rows, each with an id of its own."""
        rows = [row for row in new if self._is_sound(row)]
        while True:
            ids = self._new_ids(rows, taken)
            placed = [
                Placed(_KIND, member_id, _member(self._data(row, member_id)), row.origin)
                for row, member_id in zip(rows, ids, strict=True)
            ]
            bad = self._judge([], placed)
            if not bad:
                break
            self.plan.reject(bad)
            rows = [row for row in rows if row.number not in self.plan.rejected]
        for row, member_id in zip(rows, ids, strict=True):
            path = f"{self.cluster.id}/{_KIND.plural}/{member_id}.yaml"
            text = record_text(_KIND, self._data(row, member_id), schema_path=schema_path(path, _KIND.schema_name))
            self.plan.changes.append(Change(path, None, text.encode()))
            self.plan.created[row.number] = member_id

    def finish(self) -> None:
        """Put all changes in the order of their paths."""
        self.plan.changes.extend(self.files.changes())
        self.plan.changes.sort(key=lambda change: change.path)

    def _edit(self, member_id: str, row: MemberRow) -> Edited:
        address = f"{_KIND.plural}/{member_id}"
        return self.files.edit(self.cluster.origin(address).path, member_id, row)

    def _judge_updates(self, edits: Mapping[str, Edited], known: Mapping[str, MemberRow]) -> list[Finding]:
        before = [
            Placed(_KIND, member_id, edited.before, known[member_id].origin)
            for member_id, edited in edits.items()
            if edited.before is not None
        ]
        after = [
            Placed(_KIND, member_id, edited.member, known[member_id].origin)
            for member_id, edited in edits.items()
            if edited.member is not None
        ]
        return self._judge(before, after)

    def _judge(self, before: list[Placed], after: list[Placed]) -> list[Finding]:
        """Return the errors that ``check`` would find in the rows of ``after`` and does not find with ``before``."""
        old = with_records(self.loaded.project, self.cluster.id, before)
        new = with_records(old, self.cluster.id, after)
        return [
            finding
            for finding in new_findings(old, new, self.day)
            if finding.severity is Severity.ERROR and finding.location.path == REGISTER
        ]

    def _is_sound(self, row: MemberRow) -> bool:
        given = row.given("id")
        fault = name_fault(given) if given else None
        draft = record_of(Member, self._data(row, given or _NAMELESS), row.origin, minicluster="", record="")
        if fault is not None and not draft.findings:
            self.plan.reject([fault.at(row.origin.at("id"))])
        self.plan.reject(draft.findings)
        return draft.record is not None and fault is None

    def _data(self, row: MemberRow, member_id: str) -> dict[str, Any]:
        return {"source": self.file, **row.data, "id": member_id}

    @staticmethod
    def _new_ids(rows: Sequence[MemberRow], taken: set[str]) -> list[str]:
        """Return the id of each row: its own, or one made of its name; the order of the rows does not matter."""
        used = taken | {row.given("id") for row in rows if row.given("id")}
        found = {row.number: row.given("id") for row in rows if row.given("id")}
        rest = [row for row in rows if row.number not in found]
        numbers: dict[str, int] = {}
        for row in sorted(rest, key=lambda row: (folded(row.given("name")), row.given("business_id"), row.number)):
            base = slug_of(row.given("name")) or _NAMELESS
            made = free_slug(base, used, after=numbers.get(base, 1))
            numbers[base] = 1 if made == base else int(made.rpartition("-")[2])
            found[row.number] = made
            used.add(made)
        return [found[row.number] for row in rows]


def _member(data: dict[str, Any]) -> Member:
    return Member.model_validate(data)


def _part_names(cluster: Minicluster) -> dict[str, dict[str, str]]:
    """Return what groups, subnetworks and levels are called, folded → id: a register may name them so."""
    found: dict[str, dict[str, str]] = {}
    for key in _PARTS if cluster.record is not None else ():
        names = found.setdefault(key, {})
        for part in getattr(cluster.record, key):
            for language in ("fi", "en"):
                names.setdefault(folded(in_language(part.name, language)), part.id)
    return found


def _broken_ids(cluster: Minicluster) -> frozenset[str]:
    prefix = f"{_KIND.plural}/"
    return frozenset(address.removeprefix(prefix) for address in cluster.broken if address.startswith(prefix))


def _taken(root: Path, cluster: Minicluster) -> set[str]:
    """Return the ids that no new member can have: those of members, and the names of all that lies in their folder."""
    folder = root / cluster.id / _KIND.plural
    entries = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
    return {*cluster.members, *(entry.name.lower().removesuffix(".yaml") for entry in entries)}
