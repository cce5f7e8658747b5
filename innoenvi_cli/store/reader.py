"""Reads one YAML file in one loop over libyaml's events, with every ban inline.

Scalars stay text (an empty one is absent); every key and value keeps its line and column. Composing a tree instead of
reading events would let a hundred kilobytes of ``[`` kill the interpreter, so the loop refuses before it nests.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain, islice
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
from innoenvi_cli.i18n import message
from innoenvi_cli.model.characters import HIDDEN
from innoenvi_cli.model.project import MappingMarks, SequenceMarks
from innoenvi_cli.store.characters import (
    hidden,
    hidden_characters,
    hidden_escapes,
    place_of,
    tabs,
    with_newlines,
)
from innoenvi_cli.store.slips import document_kind, slip_in_key
from innoenvi_cli.store.syntax import half_character, syntax_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.findings import Finding, Rule
    from innoenvi_cli.model.project import Marks

MAX_BYTES: Final = 1 << 20
MAX_EVENTS: Final = 80_000
MAX_DEPTH: Final = 20
MAX_FINDINGS: Final = 50

_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Which of the first four bytes are zero where UTF-16 or UTF-32 begins with two plain characters.
_WIDE = {
    (False, True, False, True),
    (True, False, True, False),
    (False, True, True, True),
    (True, True, True, False),
}
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_HEAD = 8
_SHOWN = 80
# A tag as it stands in the file; in brackets a comma ends it.
_TAG = re.compile(r"(?:&\S+\s+)?(!<[^>\s]*>|![^\s,\[\]{}]*)")
_CONFLICT = re.compile(r"^[ \t]*(<{7}|>{7}|\|{7})(?= |\r?$)|^(={7})\r?$", re.MULTILINE)
# A line that begins with % before a document, behind nothing but comments.
_DIRECTIVE = re.compile(r"(?:\A|^\.\.\.[^\n]*\n)(?: *+(?:#[^\n]*+)?\n)*+%", re.MULTILINE)
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


def decode(raw: bytes, path: str, *, mebibytes: int = 1) -> tuple[str, Finding | None]:
    """Return the text of a file, or the finding that says why there is none.

    More than one of ``mebibytes`` is for registers in one file alone, as far as the programme allows them.
    """
    place = Location(path)
    if len(raw) > MAX_BYTES * mebibytes:
        return "", _document(raw, place) or rules.TOO_LARGE.at(place, limit=MAX_BYTES * mebibytes)
    if raw.startswith(_BOMS) or tuple(byte == 0 for byte in raw[:4]) in _WIDE:
        return "", rules.WRONG_ENCODING.at(place)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if (document := _document(raw, place)) is not None:
            return "", document
        before = with_newlines(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        where = place_of(before, len(before), path)
        half = raw[error.start : error.start + 3]
        if _HALF.match(half):  # what writes UTF-16 in the manner of UTF-8
            return "", hidden(half.decode("utf-8", "surrogatepass"), where)
        return "", rules.NOT_UTF8.at(where, offset=error.start)
    return text.removeprefix("\ufeff"), None


def read(text: str, path: str, *, mebibytes: int = 1) -> Document:
    """Read ``text`` of the file ``path``; never raises for what the text holds."""
    lines = with_newlines(text)
    findings = list(islice(_conflicts(lines, path), MAX_FINDINGS))
    if not findings:
        findings = list(islice(chain(tabs(lines, path), hidden_characters(lines, path)), MAX_FINDINGS))
    if not findings and (directive := _DIRECTIVE.search(lines)) is not None:
        # The parser takes quadratic time for many of them, before it says that there is one.
        findings = [rules.DIRECTIVE.at(place_of(lines, directive.end() - 1, path))]
    if findings:
        document = _document(text[:_HEAD].encode("utf-8", "replace"), Location(path))
        return Document(None, None, 1, 1, (document,) if document is not None else tuple(findings))
    builder = _Builder(text, path, findings, MAX_EVENTS * mebibytes)
    try:
        data, marks, line, column = builder.run()
    except _Refused:
        data, marks, line, column = None, None, 1, 1
    except yaml.YAMLError as error:
        findings.append(half_character(error, text, path) or syntax_finding(error, text, path))
        data, marks, line, column = None, None, 1, 1
    if findings:
        return Document(None, None, line, column, tuple(findings[:MAX_FINDINGS]))
    return Document(data, marks, line, column, ())


def _document(head: bytes, place: Location) -> Finding | None:
    """Return the finding for a file of another program that begins with ``head``, asked where something is wrong."""
    kind = document_kind(head)
    return rules.NO_TEXT_FILE.at(place, kind=message(kind)) if kind is not None else None


def lines_of(raw: bytes) -> list[str]:
    """Return the lines of a file as somebody can be shown them, whatever its bytes are; none of UTF-16 or Word."""
    if document_kind(raw) is not None or raw.startswith(_BOMS) or tuple(byte == 0 for byte in raw[:4]) in _WIDE:
        return []
    return with_newlines(raw.decode("utf-8", "replace").removeprefix("\ufeff")).split("\n")


def _conflicts(text: str, path: str) -> Iterator[Finding]:
    has_side = "<<<<<<<" in text or ">>>>>>>" in text
    if not has_side:
        return
    for match in _CONFLICT.finditer(text):
        marker = match.group(1) or match.group(2)
        yield rules.CONFLICT.at(place_of(text, match.start(match.lastindex or 0), path), marker=marker)


def shortened(text: str) -> str:
    """Return what a message repeats of a key or word: enough to know it by."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


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

    def __init__(self, text: str, path: str, findings: list[Finding], most: int) -> None:
        self.text = text
        self.path = path
        self.most = most
        self.findings = findings
        self.escapes = "\\" in text
        self.lines: list[str] | None = None
        self.parser = CParser(text)

    def run(self) -> tuple[Any, Marks, int, int]:  # noqa: C901, PLR0912 - the one hot loop: calls would cost a third
        """Return data, marks, line and column of the document's root."""
        get_event: Any = self.parser.get_event
        stack: list[_Frame] = []
        root: tuple[Any, Marks, int, int] = (None, None, 1, 1)
        documents = 0
        for _ in range(self.most):
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
                elif value in _NOTHING and not event.style:
                    frame.put(None, mark.line + 1, mark.column + 1, None)
                    if ":" in frame.key:
                        self._refuse_glued(frame)
                else:
                    frame.put(value, mark.line + 1, mark.column + 1, None)
                if self.escapes and event.style == '"' and HIDDEN.search(value):
                    self._refuse_escapes(event)
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
                self.findings.append(rules.ALIAS.at(self._at(event), text="*" + shortened(event.anchor)))
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
        self.findings.append(rules.TOO_MANY_VALUES.at(self._at(event), limit=self.most))
        raise _Refused

    def _at(self, event: Any) -> Location:
        return Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.findings.append(rules.ANCHOR.at(self._at(event), text="&" + shortened(event.anchor)))
        if event.tag is not None:
            written = _TAG.match(self.text, event.start_mark.index)
            text = shortened(written.group(1) if written is not None else event.tag)
            self.findings.append(rules.TAG.at(self._at(event), text=text))

    def _refuse_escapes(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        lines = with_newlines(self.text)
        found = hidden_escapes(self.text[start:end], start)
        self.findings += [
            hidden(character, place_of(lines, offset, self.path)) for offset, character in islice(found, MAX_FINDINGS)
        ]

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
            self._refuse_key(rules.DUPLICATE_KEY, frame, key)
        elif not key.isascii() or not key.islower():
            composed = unicodedata.normalize("NFC", key)
            folded = composed.casefold()
            other = frame.twins.get(folded) or (folded if folded in frame.marks else None)
            if other is not None:
                is_composed = unicodedata.normalize("NFC", other) == composed
                self._refuse_key(rules.COMPOSED_TWIN_KEY if is_composed else rules.TWIN_KEY, frame, key, other)
            frame.twins[folded] = key
        elif frame.twins and key in frame.twins:
            self._refuse_key(rules.TWIN_KEY, frame, key, frame.twins[key])

    def _refuse_glued(self, frame: _Frame) -> None:
        """Refuse a key without a value that is key and value in one: nothing else would say that it is lost."""
        slip = slip_in_key(frame.key)
        if slip is None:
            return
        if self.lines is None:  # once for all such keys
            self.lines = with_newlines(self.text).split("\n")
        if self.lines[frame.key_line - 1][frame.key_column - 1] not in "\"'":
            place = Location(self.path, frame.key_line, frame.key_column + slip.column - 1)
            self.findings.append(rules.SYNTAX.at(place, problem=slip.problem, hint=slip.hint))

    def _refuse_key(self, rule: Rule, frame: _Frame, key: str, other: str | None = None) -> None:
        first = frame.marks[key if other is None else other][0]
        place = Location(self.path, frame.key_line, frame.key_column)
        self.findings.append(rule.at(place, key=shortened(key), other=shortened(other or key), line=first))


def _is_nothing(event: Any) -> bool:
    return not getattr(event, "style", "'") and event.value in _NOTHING
