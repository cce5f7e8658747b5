"""Whatever a file looks like: an edit changes the value it was asked to change, and nothing else."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from innoenvi_cli.store.reader import read
from innoenvi_cli.store.splice import append_item, set_value

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]

KEYS = st.sampled_from(["id", "name", "size", "year", "roles", "note", "fi", "en", "päiväys", "key with space", "no"])
TEXTS = st.one_of(
    st.sampled_from(
        ["x", "Hydros Oy", "012", "no", "1.10", "2026-01-02", "it's", 'say "so"', "a: b", "a #b", "- x", ""]
    ),
    st.sampled_from(
        ["ääkköset", "日本", "😀", "two\nlines", "ends\n", "three\n\nlines\n", " padded ", "{a}", "null", "~"]
    ),
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufeff"), max_size=12
    ),
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


class Layout:
    """Writes data as a person might: any indents, any quotes, comments anywhere. Every comment is numbered."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.comments = 0

    def text(self, data: dict[str, Any]) -> str:
        lines = [*self.comment_lines(0), *self.mapping(data, 0), *self.comment_lines(0)]
        newline = self.draw(st.sampled_from(["\n", "\r\n"]))
        return "".join(line + newline for line in lines)

    def comment(self) -> str:
        self.comments += 1
        return f"#c{self.comments}ä"

    def comment_lines(self, column: int) -> list[str]:
        kinds = self.draw(st.lists(st.sampled_from(["", "comment"]), max_size=2))
        return [" " * self.draw(st.integers(0, column)) + self.comment() if kind else "" for kind in kinds]

    def tail(self) -> str:
        return "  " + self.comment() if self.draw(st.integers(0, 3)) == 0 else ""

    def mapping(self, data: dict[str, Any], column: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            first, rest = self.value(value, column)
            gap = " " * self.draw(st.integers(1, 3))
            name = key if self.draw(st.booleans()) else f"'{key}'"
            lines += [" " * column + name + ":" + (gap + first if first else "") + self.tail_of(first), *rest]
            lines += self.comment_lines(column)
        return lines

    def sequence(self, data: list[Any], column: int) -> list[str]:
        lines: list[str] = []
        for item in data:
            offset = self.draw(st.integers(2, 4))
            if isinstance(item, (dict, list)) and item and self.draw(st.booleans()):
                inner = self.block(item, column + offset)
                inner[0] = " " * column + "-" + " " * (offset - 1) + inner[0][column + offset :]
                lines += inner
            else:
                first, rest = self.value(item, column)
                lines += [
                    " " * column + "-" + (" " * (offset - 1) + first if first else "") + self.tail_of(first),
                    *rest,
                ]
            lines += self.comment_lines(column)
        return lines

    def tail_of(self, first: str) -> str:
        return "" if "\n" in first else self.tail()

    def block(self, data: Any, column: int) -> list[str]:
        return self.mapping(data, column) if isinstance(data, dict) else self.sequence(data, column)

    def value(self, data: Any, column: int) -> tuple[str, list[str]]:
        """Return what follows the colon or dash, and the lines below."""
        if isinstance(data, (dict, list)):
            if not data or self.draw(st.integers(0, 3)) == 0:
                return self.flow(data), []
            inner = column + self.draw(st.integers(1, 4))
            return "", [*self.comment_lines(column), *self.block(data, inner)]
        return self.scalar(data, column)

    def scalar(self, data: str, column: int) -> tuple[str, list[str]]:
        styles = ["double"]
        if "\n" not in data:
            styles.append("single")
        if (
            data
            and all(character.isalnum() or character in " -" for character in data)
            and not data.startswith(("-", " "))
        ):
            styles += ["plain"] * (not data.endswith(" ") and data != "null")
        body = data.removesuffix("\n")
        if body and not body.startswith((" ", "\n")) and not body.endswith("\n"):
            styles.append("literal")
        style = self.draw(st.sampled_from(styles))
        if style == "literal":
            indent = " " * (column + self.draw(st.integers(1, 3)))
            lines = [indent + line if line else "" for line in body.split("\n")]
            return ("|" if data.endswith("\n") else "|-"), lines
        if style == "plain" and " " in data and "  " not in data and self.draw(st.booleans()):
            first, _, rest = data.partition(" ")
            return first, [" " * (column + 1) + rest]
        return self.quoted(data, style), []

    def quoted(self, data: str, style: str) -> str:
        if style == "plain":
            return data
        if style == "single":
            return "'" + data.replace("'", "''") + "'"
        return '"' + data.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def flow(self, data: Any) -> str:
        if isinstance(data, str):
            return self.quoted(data, "double" if "\n" in data else self.draw(st.sampled_from(["single", "double"])))
        gap: str = self.draw(st.sampled_from(["", " "]))
        if isinstance(data, list):
            return "[" + gap + ", ".join(self.flow(item) for item in data) + gap + "]"
        return "{" + gap + ", ".join(f"'{key}': {self.flow(item)}" for key, item in data.items()) + gap + "}"


@st.composite
def files(draw: Draw) -> tuple[str, dict[str, Any]]:
    data = draw(DOCUMENTS)
    text = Layout(draw).text(data)
    document = read(text, "-")
    assume(document.data == data)  # a few layouts fold text in ways that the writer above does not foresee
    return text, data


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path in ``data`` but the root's."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, item in inner for found in [(*path, key), *places(item, (*path, key))]]


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def changed(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    result = copy.deepcopy(data)
    at(result, path[:-1])[path[-1]] = value
    return result


def comments(text: str) -> list[str]:
    """The numbered comments, in their order; no value of the documents above looks like one."""
    return [word for word in text.split() if word.startswith("#c") and word.endswith("ä")]


def parts(before: str, after: str) -> tuple[str, str]:
    """What was taken out of ``before`` and what stands in its place in ``after``."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


many = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(files(), st.data(), TEXTS)
def test_a_text_is_replaced_and_all_else_stands(
    file: tuple[str, dict[str, Any]], data: st.DataObject, new: str
) -> None:
    text, before = file
    scalars = [path for path in places(before) if isinstance(at(before, path), str)]
    assume(scalars)
    path = data.draw(st.sampled_from(scalars))
    after = set_value(text, path, new)
    assert read(after, "-").data == changed(before, path, new)
    assert comments(after) == comments(text)
    assert comments(parts(text, after)[0]) == comments(parts(text, after)[1])


@many
@given(files(), st.data(), VALUES)
def test_any_value_replaces_any_other(file: tuple[str, dict[str, Any]], data: st.DataObject, new: Any) -> None:
    text, before = file
    path = data.draw(st.sampled_from(places(before)))
    after = set_value(text, path, new)
    assert read(after, "-").data == changed(before, path, new)
    assert set_value(after, path, new) == after


@many
@given(files(), st.data(), VALUES)
def test_a_new_key_is_put_in_and_every_old_byte_stands(
    file: tuple[str, dict[str, Any]], data: st.DataObject, new: Any
) -> None:
    text, before = file
    mappings = [path for path in [(), *places(before)] if isinstance(at(before, path), dict) and at(before, path)]
    path = (*data.draw(st.sampled_from(mappings)), "uusi")
    after = set_value(text, path, new)
    assert read(after, "-").data == changed(before, path, new)
    assert parts(text, after)[0] == ""


@many
@given(files(), st.data(), VALUES)
def test_an_item_is_appended_and_every_old_byte_stands(
    file: tuple[str, dict[str, Any]], data: st.DataObject, new: Any
) -> None:
    text, before = file
    lists = [path for path in places(before) if isinstance(at(before, path), list) and at(before, path)]
    assume(lists)
    path = data.draw(st.sampled_from(lists))
    after = append_item(text, path, new)
    assert read(after, "-").data == changed(before, path, [*at(before, path), new])
    assert parts(text, after)[0] == ""
