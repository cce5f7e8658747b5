"""Edits of a file that people wrote: what changes, and the comment, quote or line end that must not."""

from __future__ import annotations

import pytest

from innoenvi_cli.store.reader import read
from innoenvi_cli.store.splice import SpliceError, append_item, set_value

MEMBER = """\
# top of the file
id:   hydros-oy   # never reused
name: 'Hydros Oy'
size: # from the register
    year: 2020
    headcount: "10-49"
roles:
- lead   # since 2024
- core
# between
tags: [a, b]  # in brackets
municipality:
note: |  # for the readers
  first
  second

history:
  - status: prospect # met at a fair
    date: 2024-01-01
    # end of history
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("id",), "hydros", "id:   hydros-oy   # never", "id:   hydros   # never"),
        (("name",), "Hydro's", "'Hydros Oy'", "'Hydro''s'"),
        (("size", "year"), 2021, "year: 2020", "year: 2021"),
        (("size", "year"), "2021", "year: 2020", "year: 2021"),
        (("size", "headcount"), "50", '"10-49"', '"50"'),
        (("municipality",), "Lahti", "municipality:\n", "municipality: Lahti\n"),
        (("municipality",), "no", "municipality:\n", "municipality: 'no'\n"),
        (("country",), "NO", "    # end of history\n", "country: 'NO'\n    # end of history\n"),
        (("tags",), ["c"], "[a, b]  #", "[c]  #"),
        (("tags",), [], "[a, b]  #", "[]  #"),
        (("roles",), [], "roles:\n- lead   # since 2024\n- core\n", "roles: []\n"),
        (("roles", 0), "expert", "- lead   #", "- expert   #"),
        (("note",), "once", "|  # for the readers\n  first\n  second\n", "|-  # for the readers\n  once\n"),
        (("size", "turnover"), "2 M€", '"10-49"\n', '"10-49"\n    turnover: 2 M€\n'),
        (("history", 0, "document"), "A: 1", "2024-01-01\n", "2024-01-01\n    document: 'A: 1'\n"),
        (("region", "code"), "012", "    # end of history\n", "region:\n  code: '012'\n    # end of history\n"),
    ],
)
def test_set_value_changes_these_bytes_and_no_other(
    path: tuple[str | int, ...], value: str | int | list[str], old: str, new: str
) -> None:
    assert MEMBER.count(old) == 1
    assert set_value(MEMBER, path, value) == MEMBER.replace(old, new)


def test_append_item_follows_the_dashes_and_indents_there_are() -> None:
    text = "codes:\n   -   id: a\n       name: A  # c\n# end\n"
    assert append_item(text, ("codes",), {"id": "b", "name": "B"}) == (
        "codes:\n   -   id: a\n       name: A  # c\n   -   id: b\n       name: B\n# end\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("codes: []  # none yet\n", "codes:  # none yet\n  - id: b\n"),
        ("codes:\n", "codes:\n  - id: b\n"),
        ("name: x", "name: x\ncodes:\n  - id: b\n"),
        ("# only a comment\n", "# only a comment\ncodes:\n  - id: b\n"),
        ("", "codes:\n  - id: b\n"),
        ("{name: x}\n", "{name: x, codes: [{id: b}]}\n"),
    ],
)
def test_append_item_makes_the_list(before: str, after: str) -> None:
    assert append_item(before, ("codes",), {"id": "b"}) == after


def test_windows_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeffname: x # c\r\nroles:\r\n  - core\r\n"
    assert append_item(set_value(text, ("name",), "z"), ("roles",), "lead") == (
        "\ufeffname: z # c\r\nroles:\r\n  - core\r\n  - lead\r\n"
    )


def test_a_long_text_becomes_a_block_below_its_key() -> None:
    assert set_value("note: short  # c\nid: a\n", ("note",), "two\nlines\n") == "note: |  # c\n  two\n  lines\nid: a\n"


def test_empty_lines_that_belong_to_a_block_text_stay_with_it() -> None:
    assert set_value("note: |+\n  x\n\n", ("id",), "a") == "note: |+\n  x\n\nid: a\n"
    assert set_value("note: |\n  x\n\n", ("id",), "a") == "note: |\n  x\nid: a\n\n"


def test_the_same_value_again_changes_nothing() -> None:
    assert set_value(MEMBER, ("name",), "Hydros Oy") == MEMBER


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("a: &x 1\n", ("a",), "anchors"),
        ("a: 1\na: 2\n", ("a",), "second time"),
        ("a: [1\n", ("a",), "not YAML"),
        ("just text\n", ("a",), "holds no keys"),
        ("a: text\n", ("a", "b"), "has no keys"),
        ("a: [1]\n", ("a", 5), "no item 5"),
        ("a: |\n  text", ("b",), "does not end with a newline"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused_in_words(text: str, path: tuple[str | int, ...], said: str) -> None:
    with pytest.raises(SpliceError, match=said) as caught:
        set_value(text, path, "new", file="energia/members/x.yaml")
    assert str(caught.value).startswith("energia/members/x.yaml cannot be edited safely")


def test_a_value_that_the_reader_would_refuse_is_refused() -> None:
    with pytest.raises(SpliceError, match="character"):
        set_value("a: 1\n", ("a",), "left\u202eright")


def test_a_comment_behind_a_block_text_does_not_become_part_of_it() -> None:
    after = set_value("a: [1]\n    # indented comment\n", ("b",), "two\nlines")
    assert read(after, "-").data == {"a": ["1"], "b": "two\nlines"}
    assert after.endswith("    # indented comment\n")
