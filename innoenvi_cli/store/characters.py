"""Characters that no file of records may hold: readers do not see them, or see something else because of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model.characters import HIDDEN, NO_CHARACTER, SUSPECT, TURNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.findings import Finding

_NAMES: Final = {
    "\u200b": N_("a space of no width"),
    "\u2028": N_("a line separator"),
    "\u2029": N_("a paragraph separator"),
    "\u2060": N_("a word joiner"),
    "\ufeff": N_("the mark of a file's beginning, inside it"),
}
_LONE_RETURN: Final = re.compile("\r(?!\n)")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS: Final = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85", "L": "\u2028",
                   "P": "\u2029"}  # fmt: skip


def with_newlines(text: str) -> str:
    """Return ``text`` with a newline for each carriage return that stands alone: places stay what they are."""
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def place_of(text: str, offset: int, path: str) -> Location:
    """Return the place of ``offset`` in ``text``, whose lines end with newlines."""
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def tabs(text: str, path: str) -> Iterator[Finding]:
    """Yield the first tab of each line."""
    offset = text.find("\t")
    while offset >= 0:
        yield rules.TAB.at(place_of(text, offset, path))
        after = text.find("\n", offset)
        offset = text.find("\t", after) if after >= 0 else -1


def hidden_characters(text: str, path: str) -> Iterator[Finding]:
    """Yield what is hidden in ``text`` as it stands."""
    for match in SUSPECT.finditer(text):
        character = match.group()
        if character < "\U00010000" or HIDDEN.match(character):
            yield hidden(character, place_of(text, match.start(), path))


def hidden_escapes(quoted: str, offset: int) -> Iterator[tuple[int, str]]:
    """Yield ``(offset, character)`` for what the escapes of a text in double quotes hide; it begins at ``offset``."""
    for match in _ESCAPE.finditer(quoted):
        short, middle, long, letter = match.groups()
        digits = short or middle or long
        character = chr(int(digits, 16)) if digits else _LETTERS.get(letter, "")
        if HIDDEN.match(character):
            yield offset + match.start(), character


def hidden(character: str, place: Location) -> Finding:
    """Return the finding for a hidden ``character`` at ``place``: one code for each way to do harm."""
    codepoint = f"{ord(character):04X}"
    if unicodedata.category(character) == "Cc":
        return rules.CONTROL_CHARACTER.at(place, codepoint=codepoint)
    if unicodedata.category(character) == "Cs":
        return rules.HALF_CHARACTER.at(place, codepoint=codepoint)
    if TURNS.match(character):
        return rules.DIRECTION.at(place, codepoint=codepoint)
    if NO_CHARACTER.match(character):
        return rules.NO_CHARACTER.at(place, codepoint=codepoint)
    name = unicodedata.name(character, "").lower()
    known = message(_NAMES[character]) if character in _NAMES else None
    return rules.INVISIBLE.at(place, codepoint=codepoint, kind=known or verbatim(name or "?"))
