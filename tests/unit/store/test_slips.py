from __future__ import annotations

import pytest

from innoenvi_cli.store.reader import MAX_FINDINGS, decode, lines_of, read
from innoenvi_cli.store.slips import document_kind, slip_in

NBSP = "\u00a0"
ODD = "this is not YAML: a no-break space (U+00A0), where only a plain space will do"
OVER = "type a plain space over it; there may be more of them"
KEY = "a space belongs behind the colon of a key: '{}: …'"
ITEM = "an item of a list begins with a hyphen and a space: '- …'"


def _said(text: str) -> list[tuple[str, str, str]]:
    found = read(text, "f").findings
    return [(str(item.location), item.message.render("en"), item.hint.render("en")) for item in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"a: 1\nplace:{NBSP}Lahti\nb: 2\n", "f:2:7"),
        (f"a: 1\nplace:{NBSP}Lahti\n", "f:2:7"),
        (f"place:{NBSP}Lahti\n\nb: 2\n", "f:1:7"),
        (f"a: 1\n'my place' :{NBSP}Lahti\nb: 2\n", "f:2:13"),
        (f"a:\n  b: 1\n {NBSP}c: 2\n", "f:3:2"),
        (f"a:\n{NBSP}{NBSP}- 1\n", "f:2:1"),
        (f"a:\n  - 1\n  -{NBSP}2\n", "f:3:4"),
        (f"a:\n  - b: 1\n  {NBSP} c: 2\n", "f:3:3"),
        (f"a:\r\n  - b:{NBSP}1\r\n    c: 2\r\n", "f:2:7"),
        (f"a: 'x'{NBSP}\nb: 1\n", "f:1:7"),
        (f"a: |{NBSP}\n  x\n", "f:1:5"),
        (f"a: 1\n{NBSP}\n", "f:2:1"),
    ],
)
def test_a_space_that_is_none_is_named_where_it_stands(text: str, place: str) -> None:
    assert _said(text) == [(place, ODD, OVER)]
    # With plain spaces in their stead the same text is read.
    assert read(text.replace(NBSP, " "), "f").findings == ()


@pytest.mark.parametrize(
    ("space", "name"),
    [
        ("\u202f", "a narrow no-break space (U+202F)"),
        ("\u3000", "an ideographic space (U+3000)"),
        ("\u2009", "a thin space (U+2009)"),
        ("\u2003", "a space of another width (U+2003)"),
    ],
)
def test_every_space_is_called_by_its_name(space: str, name: str) -> None:
    assert _said(f"a: 1\nb:{space}2\nc: 3\n")[0][1] == f"this is not YAML: {name}, where only a plain space will do"


@pytest.mark.parametrize(
    ("text", "place", "missing", "hint"),
    [
        ("a: 1\nplace:Lahti\nb: 2\n", "f:2:7", "'place:'", KEY.format("place")),
        ("a: 1\nplace:Lahti\n", "f:2:7", "'place:'", KEY.format("place")),
        ("place:Lahti\nb: 2\n", "f:1:7", "'place:'", KEY.format("place")),
        ("a:\n  - b:1\n    c: 2\n", "f:2:7", "'b:'", KEY.format("b")),
        ("a: {b:1, c: 2}\n", "f:1:7", "'b:'", KEY.format("b")),
        ("a: {b:1}\n", "f:1:7", "'b:'", KEY.format("b")),
        ("a:\n  - 1\n  -2\n  - 3\n", "f:3:4", "the hyphen", ITEM),
    ],
)
def test_a_missing_space_is_named_where_it_belongs(text: str, place: str, missing: str, hint: str) -> None:
    assert _said(text) == [(place, f"this is not YAML: a space is missing behind {missing}", hint)]


@pytest.mark.parametrize(
    "text",
    [
        f"a: x{NBSP}y\nb: c: d\n",
        f"a: |\n  Huom:{NBSP}x\nb: c: d\n",
        f"a: [1,{NBSP}2\nb: 1\n",
        "a: 1\nEU:n tuki\nb: 2\n",
        "a: 1\nhttps://example.org\nb: 2\n",
        "a: 1\n-5 astetta\nb: 2\n",
        "place:Lahti\n# c: d\na: b: c\n",
        f"a: 1\nb{NBSP}c\nd: 2\n",
    ],
)
def test_what_is_not_to_blame_is_not_blamed(text: str) -> None:
    problems = [problem for _, problem, _ in _said(text)]

    assert len(problems) == 1
    assert "space" not in problems[0]


def test_good_texts_may_hold_such_spaces_and_colons() -> None:
    text = f"a: x{NBSP}y\nb: |\n  Huom:{NBSP}z\n  sivu:2\nc: {{'d:e': }}\nf: EU:n\n"

    assert read(text, "f").data == {"a": f"x{NBSP}y", "b": f"Huom:{NBSP}z\nsivu:2\n", "c": {}, "f": "EU:n"}


@pytest.mark.parametrize("line", [NBSP, f"-{NBSP}", f"a:{NBSP}", "a:b\n", "- ", "' ", f"'{NBSP}", ": |", "-b\n", "\n"])
def test_a_hostile_line_is_looked_through_once(line: str) -> None:
    text = "x: 1\n" + line * 200_000 + "\ny: z: 1\n"

    assert 0 < len(read(text, "f").findings) <= MAX_FINDINGS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a: !!python/object:os.system x\n", "!!python/object:os.system"),
        ("a: !nimi x\n", "!nimi"),
        ("a: !<tag:yaml.org,2002:str> x\n", "!<tag:yaml.org,2002:str>"),
        ("a: ! x\n", "!"),
        ("a: !!s%74r x\n", "!!s%74r"),
        ("a: [!!int 1, !!int]\n", "!!int"),
        ("a: ['ä', !!map {b: 1}]\n", "!!map"),
        ("!!map\na: 1\n", "!!map"),
    ],
)
def test_a_tag_is_shown_as_it_was_written(text: str, shown: str) -> None:
    assert f"tags ('{shown}') are not allowed" in [problem for _, problem, _ in _said(text)]


def test_a_tag_behind_an_anchor_is_shown_as_it_was_written() -> None:
    problems = [problem for _, problem, _ in _said("a: &x !!str b\n")]

    assert problems == ["anchors ('&x') are not allowed", "tags ('!!str') are not allowed"]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "a Word or Excel file, or another zip archive"),
        (b"PK\x03\x04" + b"x" * 2_000_000, "a Word or Excel file, or another zip archive"),
        (b"PK\x03\x04plain", "a Word or Excel file, or another zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or Excel file of the old kind"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF file"),
        (b"%PDF-1.7\n1 0 obj\n", "a PDF file"),
    ],
)
def test_a_file_of_another_program_is_called_what_it_is(raw: bytes, kind: str) -> None:
    text, problem = decode(raw, "f")
    (found,) = (problem,) if problem else read(text, "f").findings

    assert (found.code, str(found.location)) == ("IE029", "f:1:1")
    assert found.message.render("en") == f"this is {kind}, and no text file"
    assert lines_of(raw) == []


def test_a_text_is_no_document() -> None:
    assert document_kind(b"PK-yritykset: 2") is None


@pytest.mark.parametrize(
    ("value", "has_parts", "hint"),
    [
        (
            f"company{NBSP}",
            False,
            "a no-break space (U+00A0) stands in it: type a plain space over it, or take it away",
        ),
        ("id:a name:b", True, KEY.format("id")),
        ("-a -b", True, ITEM),
        ("lead:x", False, None),
        ("-a", False, None),
        (["a"], True, None),
        (None, True, None),
    ],
)
def test_a_refused_value_shows_its_slip(value: object, has_parts: bool, hint: str | None) -> None:  # noqa: FBT001 - a case
    found = slip_in(value, has_parts=has_parts)

    assert (found.render("en") if found else None) == hint
