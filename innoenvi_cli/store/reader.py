"""Reads one YAML file in one loop over libyaml's events, with every ban inline.

Scalars stay text (an empty one is absent); every key and value keeps its line and column. Composing a tree instead of
reading events would let a hundred kilobytes of ``[`` kill the interpreter, so the loop refuses before it nests.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs hide it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from innoenvi_cli import rules
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model.project import MappingMarks, SequenceMarks
from innoenvi_cli.store.syntax import syntax_finding

if TYPE_CHECKING:
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Marks

MAX_BYTES: Final = 1 << 20
MAX_EVENTS: Final = 80_000
MAX_DEPTH: Final = 20
MAX_FINDINGS: Final = 50

_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONFLICT = re.compile(r"^[ \t]*(<{7}|>{7}|\|{7})(?= |\r?$)|^(={7})\r?$", re.MULTILINE)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: plain data with text for scalars, the marks of it, and what is wrong with it."""

    data: Any
    marks: Marks
    line: int
    column: int
    findings: tuple[Finding, ...]


class _Refused(Exception):  # noqa: N818 - not an error: it ends the reading of one file
    """Reading must end here; the finding is in the list already."""


def decode(raw: bytes, path: str) -> tuple[str, Finding | None]:
    """Return the text of a file, or the finding that says why there is none."""
    place = Location(path)
    if len(raw) > MAX_BYTES:
        return "", rules.TOO_LARGE.at(place, limit=message(N_("{count} bytes"), count=MAX_BYTES))
    if raw.startswith(_BOMS) or b"\x00" in raw[:4]:
        return "", rules.WRONG_ENCODING.at(place)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = (
            before.count("\n") + 1,
            len(before) - (before.rfind("\n") + 1) + 1,
        )
        return "", rules.NOT_UTF8.at(Location(path, line, column), offset=error.start)
    return text.removeprefix("\ufeff"), None


def read(text: str, path: str) -> Document:
    """Read ``text`` of the file ``path``; never raises for what the text holds."""
    findings: list[Finding] = []
    _look_for_conflicts(text, path, findings)
    if findings:
        return Document(None, None, 1, 1, tuple(findings))
    _look_for_hidden(text, path, findings)
    if findings:
        return Document(None, None, 1, 1, tuple(findings[:MAX_FINDINGS]))
    builder = _Builder(text, path, findings)
    try:
        data, marks, line, column = builder.run()
    except _Refused:
        data, marks, line, column = None, None, 1, 1
    except yaml.YAMLError as error:
        findings.append(syntax_finding(error, text, path))
        data, marks, line, column = None, None, 1, 1
    if findings:
        return Document(None, None, line, column, tuple(findings[:MAX_FINDINGS]))
    return Document(data, marks, line, column, ())


def _place(text: str, offset: int, path: str) -> Location:
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _look_for_conflicts(text: str, path: str, findings: list[Finding]) -> None:
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "=======" not in text:
        return
    has_side = "<<<<<<<" in text or ">>>>>>>" in text
    for match in _CONFLICT.finditer(text):
        marker = match.group(1) or match.group(2)
        if marker[0] == "=" and not has_side:
            continue
        findings.append(rules.CONFLICT.at(_place(text, match.start(match.lastindex or 0), path), marker=marker))
        if len(findings) >= MAX_FINDINGS:
            return


def _look_for_hidden(text: str, path: str, findings: list[Finding]) -> None:
    offset = text.find("\t")
    while offset >= 0 and len(findings) < MAX_FINDINGS:
        findings.append(rules.TAB.at(_place(text, offset, path)))
        offset = text.find("\t", text.find("\n", offset) if "\n" in text[offset:] else len(text))
    for match in _HIDDEN.finditer(text):
        findings.append(_hidden(match.group(), _place(text, match.start(), path)))
        if len(findings) > MAX_FINDINGS:
            return


def _hidden(character: str, place: Location) -> Finding:
    code = ord(character)
    if unicodedata.category(character) == "Cc":
        kind = message(N_("a control character"))
    elif _TURNS.match(character):
        kind = message(N_("it changes the direction of the text"))
    else:
        name = unicodedata.name(character, "").lower()
        kind = verbatim(name) if name else message(N_("a code that stands for no character"))
    return rules.CONTROL_CHARACTER.at(place, codepoint=f"{code:04X}", kind=kind)


class _Frame:
    """A mapping or sequence that is being read."""

    __slots__ = (
        "awaits_key",
        "column",
        "data",
        "is_mapping",
        "key",
        "key_column",
        "key_line",
        "line",
        "marks",
        "twins",
    )

    def __init__(self, data: Any, line: int, column: int) -> None:
        self.data = data
        self.is_mapping = isinstance(data, dict)
        self.awaits_key = self.is_mapping
        self.marks: Any = {} if self.is_mapping else []
        self.line = line
        self.column = column
        self.key = ""
        self.key_line = 0
        self.key_column = 0
        self.twins: dict[str, str] = {}

    def put(self, value: Any, line: int, column: int, marks: Marks) -> None:
        """Take the next item, or the value of the key that came before; nothing is absent from a mapping."""
        if self.is_mapping:
            self.awaits_key = True
            self.marks[self.key] = (self.key_line, self.key_column, line, column, marks)
            if value is not None:
                self.data[self.key] = value
        else:
            self.data.append(value)
            self.marks.append((line, column, marks))


class _Builder:
    """Turns the events of one document into data and marks."""

    def __init__(self, text: str, path: str, findings: list[Finding]) -> None:
        self.path = path
        self.findings = findings
        self.escapes = "\\" in text
        self.parser = CParser(text)

    def run(self) -> tuple[Any, Marks, int, int]:  # noqa: C901, PLR0912 - the one hot loop: calls would cost a third
        """Return data, marks, line and column of the document's root."""
        get_event: Any = self.parser.get_event
        stack: list[_Frame] = []
        root: tuple[Any, Marks, int, int] = (None, None, 1, 1)
        documents = 0
        for _ in range(MAX_EVENTS):
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                mark = event.start_mark
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                value = event.value
                if not stack:
                    root = (None if _is_nothing(event) else value, None, mark.line + 1, mark.column + 1)
                elif (frame := stack[-1]).awaits_key:
                    self._key(frame, value, mark.line + 1, mark.column + 1, plain=not event.style)
                else:
                    nothing = value in _NOTHING and not event.style
                    frame.put(None if nothing else value, mark.line + 1, mark.column + 1, None)
                if self.escapes and event.style == '"' and (found := _HIDDEN.search(value)):
                    self.findings.append(_hidden(found.group(), self._at(event)))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(stack, event, mapping=kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                frame = stack.pop()
                marks = MappingMarks(frame.marks) if kind is MappingEndEvent else SequenceMarks(tuple(frame.marks))
                if stack:
                    stack[-1].put(frame.data, frame.line, frame.column, marks)
                else:
                    root = (frame.data, marks, frame.line, frame.column)
            elif kind is AliasEvent:
                self.findings.append(rules.ALIAS.at(self._at(event), text="*" + event.anchor))
                if stack:
                    self._alias(stack[-1], event)
            elif kind is DocumentStartEvent:
                documents += 1
                if event.version or event.tags:
                    self.findings.append(rules.DIRECTIVE.at(self._at(event)))
                if documents > 1:
                    self.findings.append(rules.SECOND_DOCUMENT.at(self._at(event)))
                    raise _Refused
            elif kind is StreamEndEvent:
                return root
            if len(self.findings) > MAX_FINDINGS:
                raise _Refused
        limit = message(N_("{count} keys and values"), count=MAX_EVENTS)
        self.findings.append(rules.TOO_LARGE.at(self._at(event), limit=limit))
        raise _Refused

    def _at(self, event: Any) -> Location:
        return Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.findings.append(rules.ALIAS.at(self._at(event), text="&" + event.anchor))
        if event.tag is not None:
            self.findings.append(rules.TAG.at(self._at(event), text=event.tag))

    def _open(self, stack: list[_Frame], event: Any, *, mapping: bool) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(stack) >= MAX_DEPTH:
            self.findings.append(rules.TOO_DEEP.at(self._at(event), limit=MAX_DEPTH))
            raise _Refused
        if stack and stack[-1].awaits_key:
            self.findings.append(rules.KEY_NOT_TEXT.at(self._at(event)))
            raise _Refused
        mark = event.start_mark
        stack.append(_Frame({} if mapping else [], mark.line + 1, mark.column + 1))

    def _alias(self, frame: _Frame, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if frame.awaits_key:
            self._key(frame, "*" + event.anchor, line, column, plain=False)
        else:
            frame.put("", line, column, None)

    def _key(self, frame: _Frame, key: str, line: int, column: int, *, plain: bool) -> None:
        frame.key, frame.key_line, frame.key_column, frame.awaits_key = key, line, column, False
        if plain and key == "<<":
            self.findings.append(rules.MERGE_KEY.at(Location(self.path, line, column)))
        elif key in frame.marks:
            first = frame.marks[key][0]
            self.findings.append(rules.DUPLICATE_KEY.at(Location(self.path, line, column), key=key, line=first))
        elif not key.isascii() or not key.islower():
            folded = unicodedata.normalize("NFC", key).casefold()
            other = frame.twins.get(folded) or (folded if folded in frame.marks else None)
            if other is not None:
                place = Location(self.path, line, column)
                self.findings.append(rules.TWIN_KEY.at(place, key=key, other=other, line=frame.marks[other][0]))
            frame.twins[folded] = key
        elif frame.twins and key in frame.twins:
            other = frame.twins[key]
            place = Location(self.path, line, column)
            self.findings.append(rules.TWIN_KEY.at(place, key=key, other=other, line=frame.marks[other][0]))


def _is_nothing(event: Any) -> bool:
    return not getattr(event, "style", "'") and event.value in _NOTHING
