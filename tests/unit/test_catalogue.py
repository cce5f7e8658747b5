"""The Finnish catalogue says everything that the program can say, and says it in Finnish."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Message

ROOT = Path(__file__).parents[2]
# The functions that mark a message, as `make messages` names them.
MARKS = ["N_", "NC_:1c,2", "message:1", "counted:1,2"]
# Proper names, and words that are the same in both languages.
SAME_IN_BOTH = {
    "--decision conditional --condition TEXT --owner CODE --due DATE",
    "1",
    "ISO 3166-2",
    "NACE Rev. 2",
    "NACE Rev. 2.1",
    "NUTS",
    "SWOT",
    "TOL 2008",
    "TOL 2025",
    "Veto",
    "alias",
    "git",
    "idea",
    "innoenvi",
    "veto",
}
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
# What is typed as it stands: options, their metavariables, commands of innoenvi.
TYPED = re.compile(
    r"--[a-z-]+"
    r"|\b(?:CODE|DATE|DIR|ID|MINICLUSTER|TEXT)\b"
    r"|\binnoenvi (?:add|advance|check|demo|diff|doctor|explain|gate|import|init|money|network|new|path|prioritise|report"
    r"|review|schema|status|trace|undo)\b"
)
Key = tuple[str | None, str]


@cache
def template() -> dict[Key, Message]:
    """Every message of the source, by context and singular."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    found = Catalog()
    for file, _, message, _, context in extract_from_dir(
        ROOT,
        [(mapping["pattern"], mapping["method"]) for mapping in mappings],
        {
            mapping["pattern"]: {k: v for k, v in mapping.items() if k not in {"pattern", "method"}}
            for mapping in mappings
        },
        keywords={**DEFAULT_KEYWORDS, **parse_keywords(MARKS)},
    ):
        found.add(message, locations=[(file, 0)], context=context)
    return {(entry.context, english(entry)): entry for entry in found if entry.id}


@cache
def finnish() -> Catalog:
    with (ROOT / "innoenvi_cli/locale/fi/LC_MESSAGES/innoenvi.po").open("rb") as stream:
        return read_po(stream)


def english(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def forms(entry: Message) -> list[tuple[str, str]]:
    """The English and Finnish texts side by side, one pair per plural form."""
    if isinstance(entry.id, str):
        return [(entry.id, str(entry.string))]
    return list(zip(entry.id, tuple(entry.string or ()), strict=True))


PAIRS = [pair for entry in finnish() if entry.id for pair in forms(entry)]
SAID = [(english_text, text) for english_text, text in PAIRS if text]


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_every_message_of_the_program_and_the_templates_has_its_finnish() -> None:
    known = {(entry.context, english(entry)) for entry in finnish() if entry.id}
    assert len(template()) > 1000, "the extraction itself found too little"
    assert {key: entry.locations for key, entry in template().items() if key not in known} == {}


def test_no_finnish_text_is_empty_or_a_guess() -> None:
    assert [english_text for english_text, text in PAIRS if not text.strip()] == []
    assert [entry.id for entry in finnish() if entry.fuzzy] == []


def test_the_catalogue_holds_nothing_that_nobody_says() -> None:
    assert [key for entry in finnish() if entry.id and (key := (entry.context, english(entry))) not in template()] == []
    assert list(finnish().obsolete) == []


def test_both_plural_forms_are_there() -> None:
    counted = {key: entry.id for key, entry in template().items() if not isinstance(entry.id, str)}
    assert counted
    for key, ids in counted.items():
        held = finnish().get(key[1], key[0])
        assert held is not None
        assert held.id == ids
        assert len(tuple(held.string or ())) == len(ids)
    assert "nplurals=2; plural=(n != 1)" in (ROOT / "innoenvi_cli/locale/fi/LC_MESSAGES/innoenvi.po").read_text("utf-8")


@pytest.mark.parametrize("pattern", [PLACEHOLDER, TYPED], ids=["placeholders", "options-and-commands"])
def test_what_is_filled_in_or_typed_is_the_same_in_both(pattern: re.Pattern[str]) -> None:
    wrong = [
        (english_text, text)
        for english_text, text in SAID
        if set(pattern.findall(english_text)) != set(pattern.findall(text))
    ]
    assert wrong == []


def test_a_finnish_sentence_can_be_filled_in_wherever_the_english_one_can() -> None:
    for english_text, text in SAID:
        values = {name.strip("{}"): "x" for name in placeholders(english_text)}
        if values:
            assert placeholders(text.format(**values)) == set(), english_text
        elif "\n\nWrong:\n" not in english_text:  # shown as it stands; the examples of templates have braces
            assert "{{" not in english_text + text


def test_the_catalogue_compiles_without_complaint() -> None:
    assert [(entry.id, errors) for entry, errors in finnish().check()] == []


def test_fragments_keep_the_spaces_that_join_them() -> None:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert [(a, b) for a, b in SAID if edges(a) != edges(b)] == []


def test_explanations_keep_their_paragraphs() -> None:
    assert [(a, b) for a, b in SAID if a.count("\n\n") != b.count("\n\n")] == []
    assert [
        (a, b) for a, b in SAID if ("\nWrong:\n" in a, "\nRight:\n" in a) != ("\nVäärin:\n" in b, "\nOikein:\n" in b)
    ] == []


def test_no_english_is_left_over() -> None:
    def has_words(text: str) -> bool:
        return re.search(r"[a-z]{2}", TYPED.sub("", PLACEHOLDER.sub("", text))) is not None or text in SAME_IN_BOTH

    same = {english_text for english_text, text in SAID if english_text == text and has_words(text)}
    assert same == SAME_IN_BOTH


def test_counted_messages_are_marked_so_that_extraction_sees_both_forms() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "innoenvi_cli").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "counted"
        and not all(isinstance(form, ast.Constant) for form in call.args[:2])
    ]
    assert wrong == []
