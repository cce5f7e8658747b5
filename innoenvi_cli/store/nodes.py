"""Where each value of a YAML text stands: the reader's document once more, with offsets for the one who edits it.

Only texts that the reader accepts come here: one document, no aliases, no tags, no tabs, at most twenty levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Node:
    """A value: ``start`` and ``end`` are offsets, ``end`` behind its last character of content.

    ``style`` is the quote or block sign of a scalar, empty for a plain one. A mapping has ``keys`` beside ``values``.
    """

    shape: str
    start: int
    end: int
    column: int
    text: str = ""
    style: str = ""
    flow: bool = False
    keys: list[Node] = field(default_factory=list)
    values: list[Node] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Whether the value is absent or the word null."""
        return self.shape == "scalar" and not self.style and self.text in _NOTHING

    @property
    def is_absent(self) -> bool:
        """Whether nothing is written at all."""
        return self.shape == "scalar" and self.start == self.end

    @property
    def is_block_text(self) -> bool:
        """Whether it is a ``|`` or ``>`` text."""
        return self.style in {"|", ">"}

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping or list outside of brackets."""
        return self.shape != "scalar" and not self.flow

    def index_of(self, key: str) -> int | None:
        """Return which entry of a mapping ``key`` is."""
        return next((index for index, node in enumerate(self.keys) if node.text == key), None)


def parse(text: str) -> Node | None:
    """Return the root of ``text``, or ``None`` where it holds no value at all."""
    return _value(_events(text), text)


def line_end(text: str, offset: int) -> int:
    """Return the offset of the line break at or behind ``offset``, or of the end of the text."""
    found = LINE_BREAK.search(text, offset)
    return found.start() if found else len(text)


def line_start(text: str, offset: int) -> int:
    """Return the offset of the first character of the line that ``offset`` is in."""
    start = 0
    for found in LINE_BREAK.finditer(text, 0, offset):
        start = found.end()
    return start


def newline_of(text: str) -> str:
    """Return the line break that ``text`` uses first, a newline where it has none."""
    found = LINE_BREAK.search(text)
    return found.group() if found else "\n"


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while True:
        event = parser.get_event()
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(
            event, (ScalarEvent, AliasEvent, MappingStartEvent, MappingEndEvent, SequenceStartEvent, SequenceEndEvent)
        ):
            yield event


def _value(events: Iterator[Any], text: str) -> Node | None:
    """Return the next value, ``None`` where the collection it would belong to, or the document, ends."""
    event: Any = next(events, None)
    if event is None:
        return None
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if type(event) in {MappingEndEvent, SequenceEndEvent}:
        return Node("end", start, end, 0) if text[start:end] in {"]", "}"} else None
    if isinstance(event, ScalarEvent):
        style = event.style or ""
        end = _content_end(text, start, end) if style in {"|", ">"} else end
        return Node("scalar", start, end, column, text=event.value, style=style)
    node = Node(
        "mapping" if isinstance(event, MappingStartEvent) else "list", start, end, column, flow=bool(event.flow_style)
    )
    while (child := _value(events, text)) is not None and child.shape != "end":
        if node.shape == "mapping":
            node.keys.append(child)
            child = _value(events, text)
            if child is None:  # pragma: no cover - every key has a value event
                break
        node.values.append(child)
    if child is not None and node.flow:
        node.end = child.end
    elif node.values:
        node.end = node.values[-1].end
    return node


def _content_end(text: str, start: int, end: int) -> int:
    """Return where a block text ends: before the empty lines behind it, unless its ``+`` makes them part of it."""
    header = text[start : line_end(text, start)]
    keeps = "+" in header.split("#")[0]
    body = text[start:end]
    while (found := LINE_BREAK.search(body, len(body) - 2 if body.endswith("\r\n") else len(body) - 1)) is not None:
        body = body[: found.start()]
        if keeps:
            break
    return start + len(body)
