"""Whatever a file holds, reading it ends in data or in findings; what is read is what other YAML readers read."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.store.reader import decode, read

BITS = st.sampled_from(
    [
        "a",
        "b: ",
        "c:\n",
        "- ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
        "|\n",
        "#",
        "&x ",
        "*x",
        "!t ",
        "---\n",
        "~",
    ]
)
TEXTS = st.lists(BITS, max_size=25).map("".join)
LEAVES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]), max_size=20
)
KEYS = st.text("abcdefghij_", min_size=1, max_size=6)
DATA = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=15
)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(raw: bytes) -> None:
    text, problem = decode(raw, "f")
    if problem is None:
        read(text, "f")


@given(TEXTS)
def test_what_is_accepted_is_what_others_read(text: str) -> None:
    document = read(text, "f")
    if document.findings:
        assert document.data is None
        return
    assert _strip(document.data) == _strip(yaml.load(text, yaml.BaseLoader))


@given(st.dictionaries(KEYS, DATA, max_size=4))
def test_what_is_written_plainly_is_read_back(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, width=1_000, default_style='"')

    assert read(text, "f").data == data


def _strip(value: object) -> object:
    """Take away what this reader leaves out: values that say nothing."""
    if isinstance(value, dict):
        return {key: _strip(inner) for key, inner in value.items() if _strip(inner) != ""}
    if isinstance(value, list):
        return [_strip(inner) for inner in value]
    return "" if value in {None, "~"} else value
