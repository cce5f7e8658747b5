"""Finds the splices that put a value in, replace it or take it away, from where the parser says that things stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.store.nodes import LINE_BREAK, line_end, line_start, newline_of
from innoenvi_cli.store.rendering import (
    INDENT,
    OneLine,
    block,
    entry,
    flow,
    is_list,
    is_long,
    is_mapping,
    item_lines,
    one_line,
    plain_data,
)
from innoenvi_cli.store.scalars import block_header, block_lines, inline, is_misread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.store.nodes import Node
    from innoenvi_cli.store.scalars import Value

    Path = tuple[str | int, ...]


class LayoutError(Exception):
    """The place of the edit is laid out in a way that no splice is known for."""

    def __init__(self, reason: Message | None = None) -> None:
        super().__init__()
        self.reason = reason or message(N_("the place is laid out in an unusual way"))


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands between two offsets."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A value, the collection that holds it, and the offset behind the ``:`` or ``-`` before it."""

    node: Node
    parent: Node
    key: Node | None
    in_flow: bool


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with ``edits`` carried out; of two at one place the first stays first."""
    for edit in reversed(sorted(edits, key=lambda edit: (edit.start, edit.end))):  # noqa: C413 - keeps equals in order
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


class Editor:
    """Finds the splices for one edit of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = newline_of(text)

    def put(self, root: Node | None, path: Path, value: Value) -> list[Edit]:
        """Return the splices that write ``value`` at ``path``."""
        if root is None or root.is_nothing:
            if root is not None and not root.is_absent:
                raise LayoutError
            return [self._lines_at_the_end(entry(str(path[0]), _nested(path[1:], value), 0))]
        node, in_flow, place = root, root.flow, None
        for depth, step in enumerate(path):
            child = child_of(node, step)
            rest = path[depth + 1 :]
            if child is None:
                if place is not None and node.is_nothing:
                    return self._replace(place, _nested(path[depth:], value))
                return self._insert(node, step, _nested(rest, value), place, in_flow=in_flow)
            key = node.keys[node.index_of(step) or 0] if isinstance(step, str) else None
            place = _Place(child, node, key, in_flow)
            node, in_flow = child, in_flow or child.flow
        if place is None:  # pragma: no cover - the path is not empty
            raise LayoutError
        return self._replace(place, value)

    # A key or item that is not there yet

    def _insert(self, node: Node, step: str | int, value: Value, place: _Place | None, *, in_flow: bool) -> list[Edit]:
        """Put a new entry behind the last one of ``node``, which holds no ``step`` yet."""
        if node.shape == "scalar" or isinstance(step, str) != (node.shape == "mapping"):
            raise LayoutError
        if not node.values and place is not None and not place.in_flow:
            return self._replace(place, {step: value} if isinstance(step, str) else [value])
        if node.flow:
            return [self._insert_in_flow(node, step, value)]
        if in_flow:  # pragma: no cover - nothing in brackets is laid out in lines
            raise LayoutError
        if isinstance(step, str):
            lines = entry(step, value, node.column)
        else:
            lines = item_lines(value, node.column, self._offset(node))
        return [self._lines_behind(node, [" " * node.column + line if line else "" for line in lines])]

    def _insert_in_flow(self, node: Node, step: str | int, value: Value) -> Edit:
        new = f"{inline(step, flow=True)}: {flow(value)}" if isinstance(step, str) else flow(value)
        if self.text[node.start] not in "[{":
            raise LayoutError
        if not node.values:
            return Edit(node.start + 1, node.start + 1, new)
        last = node.values[-1]
        if last.is_absent:
            has_sign = bool(node.keys) and ":" in self.text[node.keys[-1].end : last.end]
            end = self._behind_sign(node.keys[-1]) if has_sign else (node.keys[-1].end if node.keys else last.end)
            return Edit(end, end, f" , {new}" if has_sign else f", {new}")
        return Edit(last.end, last.end, f", {new}")

    def _offset(self, node: Node) -> int:
        """Return how far the last item of a list stands from its dash, as people wrote it."""
        last = node.values[-1]
        start = line_start(self.text, last.start)
        same_line = self.text[start + node.column : start + node.column + 1] == "-" and not last.is_absent
        offset = last.column - node.column
        return offset if same_line and INDENT <= offset <= 2 * INDENT + 2 else INDENT

    def _lines_behind(self, node: Node, lines: list[str]) -> Edit:
        """Put ``lines`` behind the last line of the content of ``node``."""
        end = line_end(self.text, node.end)
        last = _last(node)
        if end == len(self.text) and last.is_block_text and "-" not in self.text[last.start : last.start + 3]:
            raise LayoutError(message(N_("it does not end with a newline; add one")))
        return Edit(end, end, "".join(self.newline + line for line in lines) + self._final(end))

    def _lines_at_the_end(self, lines: list[str]) -> Edit:
        before = self.newline if self.text and not LINE_BREAK.match(self.text[-1]) else ""
        return Edit(len(self.text), len(self.text), before + "".join(line + self.newline for line in lines))

    def _final(self, end: int) -> str:
        """Return the newline that a file without one gets behind new last lines."""
        return self.newline if end == len(self.text) else ""

    # A value that is there

    def _replace(self, place: _Place, value: Value) -> list[Edit]:
        node = place.node
        wants_lines = (is_mapping(value) or is_list(value)) and bool(plain_data(value))
        if place.in_flow or (node.flow and node.values and wants_lines):
            return [self._inline_in_flow(place, value) if place.in_flow else Edit(node.start, node.end, flow(value))]
        if wants_lines:
            return self._replace_by_lines(place, value)
        if is_long(value) and not node.is_block and node.style not in {'"', "'"}:
            return self._replace_by_block_text(place, str(value))
        if node.is_block_text and not isinstance(value, OneLine) and is_long(f"{value}\n") and isinstance(value, str):
            return self._replace_by_block_text(place, value)
        return self._replace_by_one_line(place, value)

    def _inline_in_flow(self, place: _Place, value: Value) -> Edit:
        node = place.node
        new = self._scalar(node, value, flow=True)
        if not node.is_absent:
            return Edit(node.start, node.end, new)
        if place.key is None:
            raise LayoutError
        sign = self.text.find(":", place.key.end, node.end)
        if sign < 0:
            return Edit(place.key.end, place.key.end, f": {new}")
        return Edit(sign + 1, sign + 1, f" {new}")

    def _replace_by_one_line(self, place: _Place, value: Value) -> list[Edit]:
        node = place.node
        new = self._scalar(node, value, flow=False)
        if node.is_absent:
            sign = self._behind(place)
            return [Edit(sign, sign, f" {new}")]
        if node.is_block_text:
            return [Edit(node.start, node.end, new + self._comment_of_header(node))]
        if not node.is_block or self._is_on_the_line_of_its_sign(place):
            return [Edit(node.start, node.end, new)]
        sign, first = self._behind(place), line_start(self.text, node.start)
        break_before = max(found.start() for found in LINE_BREAK.finditer(self.text, sign, first))
        return [Edit(sign, sign, f" {new}"), Edit(break_before, line_end(self.text, node.end), "")]

    def _replace_by_block_text(self, place: _Place, text: str) -> list[Edit]:
        node = place.node
        indent = self._indent_of(place)
        lines = "".join(self.newline + line for line in block_lines(text, indent))
        if node.is_block_text:
            final = self._final(node.end) if text.endswith("\n") else ""
            header = block_header(text) + self._comment_of_header(node)
            return [Edit(node.start, node.end, header + lines + final)]
        end = line_end(self.text, node.end)
        behind = Edit(end, end, lines + self._final(end))
        if node.is_absent:
            sign = self._behind(place)
            return [Edit(sign, sign, f" {block_header(text)}"), behind]
        return [Edit(node.start, node.end, block_header(text)), behind]

    def _replace_by_lines(self, place: _Place, value: Value) -> list[Edit]:
        node, parent = place.node, place.parent
        column = parent.column + INDENT
        if node.is_block:
            if node.column > parent.column or is_mapping(value) == (node.shape == "mapping"):
                new = self.newline.join(block(value, node.column))
                return [Edit(node.start, node.end, new)]
            start = line_start(self.text, node.start)
            return [Edit(start, node.end, " " * column + self.newline.join(block(value, column)))]
        sign = self._behind(place)
        end = line_end(self.text, node.end)
        if place.key is None and not self.text[node.end : end].strip() and not node.is_block_text:
            column = parent.column + self._offset(parent)
            gap = " " * (column - parent.column - 1)
            return [Edit(sign, node.end, gap + self.newline.join(block(value, column)))]
        lines = self.newline + " " * column + self.newline.join(block(value, column))
        if node.is_block_text:
            return [Edit(sign, node.end, self._comment_of_header(node) + lines)]
        return [Edit(sign, node.end, ""), Edit(end, end, lines + self._final(end))]

    def _scalar(self, node: Node, value: Value, *, flow: bool) -> str:
        if value is None or is_mapping(value) or is_list(value):
            return one_line(value)
        style = node.style if node.style in {'"', "'"} else ""
        keep = node.shape == "scalar" and not node.style and not node.is_nothing and is_misread(node.text)
        return inline(value, flow=flow, style=style, keep_plain=keep)  # type: ignore[arg-type]  # a scalar by now

    def _indent_of(self, place: _Place) -> int:
        """Return the indent of a block text: the one it had, or two columns below its key or dash."""
        if place.node.is_block_text:
            body = self.text[line_end(self.text, place.node.start) : place.node.end]
            lines = [line for line in LINE_BREAK.split(body) if line.strip(" ")]
            indents = [len(line) - len(line.lstrip(" ")) for line in lines]
            if indents and indents[0] == min(indents):
                return indents[0]
        return place.parent.column + INDENT

    def _comment_of_header(self, node: Node) -> str:
        header = self.text[node.start : line_end(self.text, node.start)]
        sign = header.find(" #")
        return header[len(header[:sign].rstrip()) :] if sign >= 0 else ""

    # Where the sign before a value stands

    def _behind(self, place: _Place) -> int:
        """Return the offset behind the ``:`` or the ``-`` that announces the value."""
        return self._behind_sign(place.key) if place.key is not None else self._dash(place) + 1

    def _behind_sign(self, key: Node) -> int:
        found = self.text.find(":", key.end)
        if found < 0 or self.text[key.end : found].strip():
            raise LayoutError
        return found + 1

    def _dash(self, place: _Place) -> int:
        """Return where the dash of an item stands: in the column of its list, on the item's line or above it."""
        start = line_start(self.text, place.node.start)
        while True:
            line = self.text[start : line_end(self.text, start)]
            column = place.parent.column
            if line[column : column + 1] == "-" and not line.lstrip(" ").startswith("#"):
                return start + column
            if start == 0:
                raise LayoutError
            start = line_start(self.text, start - 1)

    def _is_on_the_line_of_its_sign(self, place: _Place) -> bool:
        return line_start(self.text, self._behind(place)) == line_start(self.text, place.node.start)


def _nested(path: Path, value: Value) -> Value:
    """Return ``value`` wrapped in the mappings and lists that ``path`` names."""
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _last(node: Node) -> Node:
    while node.values:
        node = node.values[-1]
    return node


def child_of(node: Node, step: str | int) -> Node | None:
    """Return the value of ``node`` at ``step``, if there is one."""
    if node.shape == "mapping" and isinstance(step, str):
        index = node.index_of(step)
        return None if index is None else node.values[index]
    if node.shape == "list" and isinstance(step, int) and 0 <= step < len(node.values):
        return node.values[step]
    return None
