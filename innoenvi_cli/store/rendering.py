"""Writes values as lines of YAML to be spliced into a file that exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from innoenvi_cli.store.scalars import block_header, block_lines, can_be_block, inline, text_of

if TYPE_CHECKING:
    from innoenvi_cli.store.scalars import Value

INDENT = 2


def is_mapping(value: object) -> bool:
    """Tell whether ``value`` is a mapping."""
    return isinstance(value, Mapping)


def is_list(value: object) -> bool:
    """Tell whether ``value`` is a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


class OneLine(str):
    """A text that shall stand on one line though it has several: what follows it would become part of a block."""

    __slots__ = ()


def on_one_line(value: Value) -> Value:
    """Return ``value`` with every text marked to stand on one line."""
    if isinstance(value, Mapping):
        return {key: on_one_line(item) for key, item in value.items()}
    if isinstance(value, str):
        return OneLine(value)
    return [on_one_line(item) for item in value] if isinstance(value, Sequence) else value


def is_long(value: object) -> bool:
    """Tell whether ``value`` is a text of several lines that can be a ``|`` block."""
    return isinstance(value, str) and not isinstance(value, OneLine) and "\n" in value and can_be_block(value)


def plain_data(value: Value) -> Any:
    """Return ``value`` as the reader gives it back: text for scalars, no key without a value."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return {str(key): plain_data(item) for key, item in value.items() if item is not None}
    if isinstance(value, str) or not isinstance(value, Sequence):
        return text_of(value)
    return [plain_data(item) for item in value]


def flow(value: Value) -> str:
    """Return ``value`` on one line, as it stands inside ``[…]`` and ``{…}``."""
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        pairs = (f"{inline(key, flow=True)}: {flow(item)}" for key, item in value.items() if item is not None)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, str) or not isinstance(value, Sequence):
        return inline(value, flow=True)
    return "[" + ", ".join(flow(item) for item in value) + "]"


def one_line(value: Value) -> str:
    """Return ``value`` on one line, as it stands behind ``key:`` outside of brackets."""
    if value is None or is_mapping(value) or is_list(value):
        return flow(value)
    return inline(value, flow=False)  # type: ignore[arg-type]  # neither mapping nor list is left


def block(value: Value, column: int) -> list[str]:
    """Return the lines of a filled mapping or list; the first stands at ``column`` already, the others are indented."""
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            if item is not None:
                lines += entry(key, item, column)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            lines += item_lines(item, column)
    return [line if index == 0 or not line else " " * column + line for index, line in enumerate(lines)]


def entry(key: str, value: Value, column: int) -> list[str]:
    """Return the lines of ``key: value``; lines inside are indented against ``column``, which is not written."""
    name = inline(key, flow=True)
    if is_long(value):
        text = str(value)
        return [f"{name}: {block_header(text)}", *block_lines(text, INDENT)]
    if (is_mapping(value) or is_list(value)) and plain_data(value):
        first, *rest = block(value, column + INDENT)
        return [f"{name}:", " " * INDENT + first, *(line[column:] for line in rest)]
    return [f"{name}: {one_line(value)}"]


def item_lines(value: Value, column: int, offset: int = INDENT) -> list[str]:
    """Return the lines of ``- value``, indented against ``column``; ``offset`` columns lie between dash and value."""
    dash = "-" + " " * (offset - 1)
    if is_long(value):
        text = str(value)
        return [f"{dash}{block_header(text)}", *block_lines(text, offset)]
    if (is_mapping(value) or is_list(value)) and plain_data(value):
        first, *rest = block(value, column + offset)
        return [dash + first, *(line[column:] for line in rest)]
    return [dash + one_line(value)]
