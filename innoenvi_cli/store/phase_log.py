"""``phases.yaml``: decisions are appended to it and cut off its end; what was there stays byte for byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import Translated
from innoenvi_cli.model.kinds import BY_SINGULAR
from innoenvi_cli.model.phases import Phases
from innoenvi_cli.model.project import MappingMarks, SequenceMarks
from innoenvi_cli.store.reader import decode, read
from innoenvi_cli.store.scalars import inline

if TYPE_CHECKING:
    from innoenvi_cli.model.phases import CriterionAnswer, PhaseEntry

_HEADER: Final = (
    f"# yaml-language-server: $schema=../.innoenvi/schemas/{BY_SINGULAR['phases'].schema_name}\n"
    "# Written by innoenvi advance, review and undo alone; if it was changed by hand, restore it from git.\n"
    "entries:\n"
)


def log_path(minicluster: str) -> str:
    """Return the path of the decisions of ``minicluster``, relative to the programme."""
    return f"{minicluster}/{BY_SINGULAR['phases'].file_name}"


def append_entry(raw: bytes | None, entry: PhaseEntry) -> bytes:
    """Return the file with ``entry`` at its end; ``raw`` is its beginning, ``None`` where there is no file yet.

    Raises:
        RefusedError: the file as it is cannot be continued, or the entry holds characters that no file may hold.
    """
    before = raw if raw is not None else _HEADER.encode()
    newline = "\r\n" if b"\r\n" in before else "\n"
    text = "".join(line + newline for line in _lines(entry))
    unheld = read(_HEADER + text, "").findings
    if unheld:
        raise RefusedError(unheld[0].message, message(N_("leave the character out; nothing was changed")))
    if not before.endswith((b"\n", b"\r\n")):
        text = newline + text
    after = before + text.encode()
    expected = (*(_entries(raw) if raw is not None else ()), entry)
    if _entries(after) != expected:
        raise not_ours()
    return after


def cut_last_entry(raw: bytes) -> bytes | None:
    """Return the file without its last entry, ``None`` where it was the only one.

    Raises:
        RefusedError: the file does not end with an entry as the tool writes it.
    """
    entries = _entries(raw)
    text, _ = decode(raw, "")
    marks = read(text, "").marks
    place = marks.entries.get("entries") if isinstance(marks, MappingMarks) else None
    items = place[4] if place is not None else None
    if not isinstance(items, SequenceMarks) or not items.entries:
        raise not_ours()
    lines = raw.splitlines(keepends=True)
    first = items.entries[-1][0] - 1
    if any(line.lstrip().startswith(b"#") for line in lines[first:]):
        raise not_ours()  # somebody's comment would go with the entry
    if len(entries) == 1:
        return None
    kept = b"".join(lines[:first])
    if _entries(kept) != entries[:-1]:
        raise not_ours()
    return kept


def _entries(raw: bytes) -> tuple[PhaseEntry, ...]:
    text, problem = decode(raw, "")
    document = read(text, "")
    if problem is not None or document.findings:
        raise not_ours()
    try:
        return Phases.model_validate(document.data).entries
    except ValidationError:
        raise not_ours() from None


def not_ours() -> RefusedError:
    """Return what refuses a log that cannot be read or continued."""
    return RefusedError(
        message(N_("phases.yaml is not as innoenvi left it")),
        message(N_("restore it from git: it is written by innoenvi advance, review and undo alone")),
    )


def _lines(entry: PhaseEntry) -> list[str]:
    lines = [f"  - kind: {entry.kind}", f"    cycle: {entry.cycle}", f"    gate: {entry.gate}"]
    for key in ("to", "decision", "date", "by", "ending"):
        value = getattr(entry, key)
        if value is not None:
            lines.append(f"    {key}: {value}")
    if entry.meeting is not None:
        lines += [
            "    meeting:",
            f"      organ: {entry.meeting.organ}",
            f"      event: {entry.meeting.event}",
            f"      item: {entry.meeting.item}",
        ]
    if entry.note is not None:
        lines.append(f"    note: {_text(entry.note)}")
    if entry.condition is not None:
        lines += [
            "    condition:",
            f"      text: {_text(entry.condition.text)}",
            f"      owner: {entry.condition.owner}",
            f"      due: {entry.condition.due}",
        ]
    if entry.waivers:
        lines.append("    waivers:")
        for waiver in entry.waivers:
            lines += [
                f"      - criterion: {inline(waiver.criterion, flow=False)}",
                f"        reason: {_text(waiver.reason)}",
                f"        by: {waiver.by}",
            ]
    if entry.criteria:
        lines.append("    criteria:")
        for name, answer in entry.criteria.items():
            lines.append(f"      {inline(name, flow=False)}:")
            lines += [f"        {line}" for line in _answer(answer)]
    return lines


def _answer(answer: CriterionAnswer) -> list[str]:
    lines = [f"met: {'true' if answer.met else 'false'}", f"severity: {answer.severity}"]
    if answer.value is not None:
        lines.append(f"value: {answer.value}")
    lines += [f'compare: "{answer.compare}"', f"threshold: {answer.threshold}"]
    if answer.judged:
        lines.append("judged:")
        lines += [f'  {address}: "{digest}"' for address, digest in sorted(answer.judged.items())]
    return lines


def _text(text: Any) -> str:
    if isinstance(text, Translated):
        return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in text if value is not None) + "}"
    return _quoted(str(text))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
