"""Brings what a row says into the file of the member that it means: the fields that differ, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli import rules
from innoenvi_cli.errors import CannotReadError
from innoenvi_cli.exchange.fields import HISTORY
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import BY_SINGULAR
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.new_files import typed_values
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.reader import decode, read
from innoenvi_cli.store.splice import SpliceError, append_item, set_value
from innoenvi_cli.usecases.draft import record_of

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.exchange.fields import Path as FieldPath
    from innoenvi_cli.exchange.member_rows import MemberRow
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message

_MEMBERS: Final = BY_SINGULAR["member"].plural


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of a row: the member as it would be and was, ``None`` where ``findings`` say why not.

    ``text`` is the whole file with the row's values in it, the same as before where nothing differs.
    """

    member: Member | None
    before: Member | None
    path: str
    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class MemberFiles:
    """The files of members at ``root`` as they were read, and as they shall be; ``mebibytes`` a register may have."""

    root: Path
    minicluster: str
    mebibytes: int = 1
    raw: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)

    def edit(self, path: str, member_id: str, row: MemberRow) -> Edited:
        """Return the file at ``path`` with what ``row`` says of the member ``member_id`` in it; nothing is kept yet."""
        reason = self._open(path)
        inside, data = self._record(path, member_id)
        if reason is not None or data is None:
            return self._refused(path, member_id, row, reason or message(N_("it was changed meanwhile")))
        address = f"{_MEMBERS}/{member_id}"
        before = record_of(Member, data, row.origin, minicluster=self.minicluster, record=address)
        merged, clash = _merged(data, row)
        if clash is not None:
            reason = message(N_("'{key}' is given in two languages"), key=clash)
            return self._refused(path, member_id, row, reason)
        after = record_of(Member, merged, row.origin, minicluster=self.minicluster, record=address)
        if not isinstance(before.record, Member) or not isinstance(after.record, Member):
            return Edited(None, None, path, self.texts[path], before.findings or after.findings)
        try:
            text = _spliced(self.texts[path], path, inside, row, before.record, after.record)
        except SpliceError as error:
            return self._refused(path, member_id, row, error.text)
        return Edited(after.record, before.record, path, text)

    def keep(self, edited: Edited) -> None:
        """Let the file be as ``edited`` says."""
        self.texts[edited.path] = edited.text

    def changes(self) -> list[Change]:
        """Return the files that differ from what was read."""
        return [
            Change(path, self.raw[path], text.encode())
            for path, text in sorted(self.texts.items())
            if text.encode() != self.raw[path]
        ]

    def _open(self, path: str) -> Message | None:
        if path in self.texts:
            return None
        try:
            raw = read_plain(self.root, path, mebibytes=self.mebibytes)
        except CannotReadError as error:
            return message(N_("its file cannot be read: {reason}"), reason=error.reason)
        mebibytes = self.mebibytes if path == f"{self.minicluster}/{_MEMBERS}.yaml" else 1
        text, problem = decode(raw, path, mebibytes=mebibytes)
        document = read(text, path, mebibytes=mebibytes)
        if problem is not None or document.findings:
            return (problem or document.findings[0]).message
        self.raw[path], self.texts[path], self.items[path] = raw, raw.decode(), document.data
        return None

    def _record(self, path: str, member_id: str) -> tuple[tuple[str | int, ...], dict[str, Any] | None]:
        """Return where in its file the record stands, and its data as it was read."""
        data = self.items.get(path)
        if not isinstance(data, dict):
            return (), None
        if path != f"{self.minicluster}/{_MEMBERS}.yaml":
            return (), {"id": member_id, **data}
        for index, item in enumerate(data.get(_MEMBERS) or ()):
            if isinstance(item, dict) and item.get("id") == member_id:
                return (_MEMBERS, index), item
        return (), None

    def _refused(self, path: str, member_id: str, row: MemberRow, reason: Message) -> Edited:
        finding = rules.RECORD_NOT_EDITABLE.at(
            row.origin.location, minicluster=self.minicluster, id=member_id, reason=reason
        )
        return Edited(None, None, path, self.texts.get(path, ""), (finding,))


def _merged(data: dict[str, Any], row: MemberRow) -> tuple[dict[str, Any], str | None]:
    """Return ``data`` with what the row gives; the second value is a key whose two languages would be lost."""
    merged = dict(data)
    for path in row.paths:
        value = row.value(path)
        present = _in_data(merged, path)
        if path[0] == HISTORY or path == ("id",):
            continue
        if isinstance(present, dict):
            if value not in {_lines(text) for text in present.values()}:
                return merged, ".".join(path)
        elif len(path) == 1:
            merged[path[0]] = value
        else:
            merged[path[0]] = {**(merged.get(path[0]) or {}), path[1]: value}
    if HISTORY in row.data:
        merged[HISTORY] = [*(data.get(HISTORY) or ()), *row.data[HISTORY]]
    return merged, None


def _in_data(data: dict[str, Any], path: FieldPath) -> Any:
    found: Any = data
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _lines(text: object) -> str:
    return "\n".join(" ".join(line.split()) for line in str(text).splitlines()).strip()


def _spliced(text: str, path: str, inside: tuple[str | int, ...], row: MemberRow, before: Member, after: Member) -> str:
    values = typed_values(Member, after.model_dump(by_alias=True, exclude_unset=True))
    for step in row.paths:
        if step[0] == HISTORY or _alike(_value(before, step), _value(after, step)):
            continue
        text = set_value(text, (*inside, *step), _in_data(values, step), file=path)
    if len(after.history) > len(before.history):
        new = after.history[-1]
        if not any((step.status, step.date) == (new.status, new.date) for step in before.history):
            text = append_item(text, (*inside, HISTORY), values[HISTORY][-1], file=path)
    return text


def _value(member: Member, path: FieldPath) -> object:
    found: Any = member
    for step in path:
        found = getattr(found, step, None)
    return found


def _alike(one: object, other: object) -> bool:
    """Tell whether two values are the same; the order in which a cell lists several does not count."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(map(str, one)) == sorted(map(str, other))
    if isinstance(one, str) and isinstance(other, str):
        return one == other or ("\n" in one + other and _lines(one) == _lines(other))
    return one == other
