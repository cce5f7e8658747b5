from __future__ import annotations

import pytest

from innoenvi_cli.findings import Location
from innoenvi_cli.model.project import Origin
from innoenvi_cli.store.reader import MAX_FINDINGS, decode, lines_of, read

COLON = "IE004 this is not YAML: a colon where none can stand: quotes are missing, or the line is indented too far"
BACKSLASH = "IE004 this is not YAML: a backslash that begins nothing known; in single quotes it is a plain character"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_ends_them(newline: str) -> None:
    text = newline.join(["a: 1", "b: x\u200b", "c:", "  - &x 1", "d: 2", "d: 3"])

    assert [str(found.location) for found in read(text, "f").findings] == ["f:2:5"]
    later = read(text.replace("\u200b", ""), "f")
    assert [str(found.location) for found in later.findings] == ["f:4:5", "f:6:1"]
    shown = lines_of(text.encode())
    assert (shown[1], shown[3], shown[5]) == (
        "b: x\u200b" + "\r" * (newline == "\r\n"),
        "  - &x 1" + "\r" * (newline == "\r\n"),
        "d: 3",
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfea\0", ["IE020"]),
        ("ab: 1".encode("utf-16-le"), ["IE020"]),
        ("ab: 1".encode("utf-16-be"), ["IE020"]),
        ("ab: 1".encode("utf-32-le"), ["IE020"]),
        ("ab: 1".encode("utf-32-be"), ["IE020"]),
        (b"\0\0\0\0", ["IE014"] * 4),
        (b"a\0b", ["IE014"]),
        (b"a: \xed\xa0\xbd", ["IE024"]),
        (b"a: \xe4", ["IE002"]),
        (b"a: \xed\xa0", ["IE002"]),
    ],
)
def test_bytes_that_are_no_text_are_told_apart(raw: bytes, said: list[str]) -> None:
    text, problem = decode(raw, "f")

    assert [found.code for found in ((problem,) if problem else read(text, "f").findings)] == said


def _said(text: str) -> list[str]:
    return [f"{found.location} {found.code} {found.message.render('en')}" for found in read(text, "f").findings]


def test_scalars_stay_text_and_nothing_is_absent() -> None:
    text = (
        "number: 012\nanswer: no\ntime: 12:30\nversion: 1.10\nquoted: '~'\nempty: ''\n"
        "nothing:\ntilde: ~\nnull: null\nlist: [~, '', null, a]\n"
    )

    assert read(text, "f").data == {
        "number": "012",
        "answer": "no",
        "time": "12:30",
        "version": "1.10",
        "quoted": "~",
        "empty": "",
        "list": [None, "", None, "a"],
    }


def test_every_key_and_value_keeps_its_place() -> None:
    document = read("# a comment\nid: ä\nlist:\n  - {a: 1,\n     b: [x, y]}\n  -\nnone:\n", "f")
    origin = Origin("f", document.line, document.column, document.marks)

    assert origin.location == Location("f", 2, 1)
    assert origin.at("list", 0, "b", 1) == Location("f", 5, 13)
    assert origin.key_at("list", 0, "b") == Location("f", 5, 6)
    assert origin.at("list", 1) == Location("f", 6, 4)
    assert origin.key_at("none") == Location("f", 7, 1)
    # What is not there is shown at the nearest thing above it.
    assert origin.at("list", 0, "gone", 3) == Location("f", 4, 5)
    assert origin.at("gone") == Location("f", 2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\n", f"f:1:5 {COLON}"),
        ("a: 1\n b: 2\n", f"f:2:3 {COLON}"),
        ("a: 1\nb\nc: 2\n", "f:2:1 IE004 this is not YAML: a line without 'key:' where a key belongs"),
        ("a: 1\nb\n", "f:2:1 IE004 this is not YAML: a line without 'key:' where a key belongs"),
        ("a:\n  b: 1\n c: 2\n", "f:3:2 IE004 this is not YAML: a line that is indented otherwise than its neighbours"),
        ("a:\n  - 1\n  b: 2\n", "f:3:3 IE004 this is not YAML: a line that is indented otherwise than its neighbours"),
        ("a: - 1\n", "f:1:4 IE004 this is not YAML: a hyphen where no item of a list can stand"),
        ("x: 1\na: [1, 2\n", "f:2:4 IE004 this is not YAML: a bracket [ that is not closed, or a comma that is missing"),
        ("a: {b: 1\n", "f:1:4 IE004 this is not YAML: a brace that is not closed, or a comma that is missing"),
        ('a: "b\nc: 1\n', "f:1:4 IE004 this is not YAML: a quote that is never closed"),
        ("a: 'b\n---\n", "f:1:4 IE004 this is not YAML: a quote that is not closed before ---"),
        ("a: [,]\n", "f:1:5 IE004 this is not YAML: a value that is missing"),
        ("a: @b\n", "f:1:4 IE004 this is not YAML: a character that a value cannot begin with; put the text in quotes"),
        ("a: &\n", "f:1:5 IE004 this is not YAML: a text that begins with & or *; it needs quotes"),
        ("a: | b\n", "f:1:6 IE004 this is not YAML: behind | or > the text begins on the next line"),
        ('a: "C:\\data"\n', f"f:1:7 {BACKSLASH}"),
        ("a: 1\n...\nb: 2\n", "f:3:1 IE004 this is not YAML: something behind the end of the document"),
    ],
)  # fmt: skip
def test_what_is_not_yaml_is_said_in_plain_words(text: str, expected: str) -> None:
    assert _said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(1_000)),
        ">>>>>>> x\n" * 100_000,
        "\t\n" * 500_000,
        "\u202e\n" * 300_000,
        "".join(f"k{index}: &x 1\n" for index in range(50_000)),
        "".join("k:\n" for _ in range(100_000)),
        "".join(f"K{index}:\nk{index}:\n" for index in range(50_000)),
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_files_are_refused_with_few_words(text: str) -> None:
    document = read(text, "f")

    assert document.data is None
    assert 1 <= len(document.findings) <= MAX_FINDINGS


def test_a_position_counts_characters_and_not_bytes() -> None:
    text, problem = decode("name: ääkkösiä\nplace: Häme".encode() + b"\xff", "f")

    assert text == ""
    assert problem is not None
    assert problem.location == Location("f", 2, 12)
    assert problem.message.render("en") == "the file is not UTF-8 text (byte 31)"
