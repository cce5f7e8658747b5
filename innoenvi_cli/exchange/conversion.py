"""Turns the text of a cell into the value of a field: country names into codes, words of others into ours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli import rules
from innoenvi_cli.exchange.other_words import other_words
from innoenvi_cli.exchange.tables import Fault
from innoenvi_cli.i18n import (
    LANGUAGES,
    N_,
    InBoth,
    country_codes,
    country_name,
    country_names,
    message,
    three_letter_countries,
)
from innoenvi_cli.model.characters import HIDDEN
from innoenvi_cli.model.slugs import slug_of
from innoenvi_cli.model.vocabulary import VOCABULARIES
from innoenvi_cli.text_distance import did_you_mean, nearest, suggested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innoenvi_cli.exchange.fields import Field
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.shapes import Shape

Value: TypeAlias = "str | list[str]"

MAX_LENGTH: Final = 32_767
_BRIEF: Final = 80
_FINNISH_DATE: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\Z")
_DECIMAL_COMMA: Final = re.compile(r"[-+]?[0-9]+,[0-9]+\Z")
_PER_CENT: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))?\Z")
_SEVERAL: Final = re.compile(r"[;\n]")
_CLOSER: Final = re.compile(r"[,/]")
"""What parts a list within what the signs above have parted, unless a name has it: Water, waste and energy."""
_NOTHING: Final = frozenset({"-", "–", "—", "n/a", "#n/a"})
"""What people write into a cell that they leave empty."""
_VOCABULARY: Final = {
    "kind": "member_kind",
    "roles": "member_role",
    "size.size_class": "size_class",
    "history.status": "member_status",
    "region.scheme": "region_scheme",
    "industry.revision": "industry_revision",
}


@dataclass(frozen=True, slots=True)
class Converter:
    """Converts cells for one minicluster; ``names`` holds what its parts are called, folded → id, by namespace."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def value(self, target: Field, cell: str) -> Value | Fault | None:
        """Return the value that ``cell`` gives to the field ``target``, ``None`` where it is empty, or its fault."""
        text = _lines(cell) if target.shape.kind == "translated" else " ".join(cell.split())
        if not text or text.casefold() in _NOTHING:
            return None
        if len(text) > MAX_LENGTH:
            expected = message(N_("at most {limit}"), limit=MAX_LENGTH)
            return Fault(rules.TOO_LONG, (("expected", expected), ("length", len(text))), text)
        hidden = HIDDEN.search(text)  # white space of every kind has become single spaces and newlines before
        if hidden is not None:
            return Fault(rules.HIDDEN_IN_CELL, (("codepoint", f"{ord(hidden.group()):04X}"),), text)
        if target.shape.kind == "list" and target.shape.item is not None:
            return self._several(target, target.shape.item, cell)
        return self._one(target, target.shape, text)

    def _several(self, target: Field, item: Shape, cell: str) -> list[str] | Fault | None:
        found: list[str] = []
        for text in self._parts(item, cell):
            value = self._one(target, item, text)
            if isinstance(value, Fault):
                return value
            if value and value not in found:
                found.append(value)
        return found or None

    def _parts(self, item: Shape, cell: str) -> Iterator[str]:
        for piece in _SEVERAL.split(cell):
            whole = " ".join(piece.split())
            for part in [whole] if self._is_known(item, whole) else _CLOSER.split(piece):
                text = " ".join(part.split())
                if text and text.casefold() not in _NOTHING:
                    yield text

    def _is_known(self, item: Shape, text: str) -> bool:
        """Tell whether ``text`` is the name of one thing, whatever signs are in it."""
        return item.reference is not None and folded(text) in self.names.get(item.reference, {})

    def _one(self, target: Field, shape: Shape, text: str) -> str | Fault:
        if target.path[-1] in {"country", "countries"}:
            return country_code(text)
        if target.key in _VOCABULARY:
            return _word(_VOCABULARY[target.key], text)
        if shape.kind in {"integer", "number"}:
            return _number(text, is_ratio=shape.maximum == 1)
        if shape.kind == "date":
            return _date(text)
        if shape.reference is not None:
            return self.names.get(shape.reference, {}).get(folded(text), text)
        if target.key == "corporate_group":
            return slug_of(text) or text
        if target.key == "website" and text.lower().startswith("www."):
            return f"https://{text}"
        return text


def folded(text: str) -> str:
    """Return ``text`` as names are compared: case and kinds of white space do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=1024)
def country_code(text: str) -> str | Fault:
    """Return the code of the country that ``text`` names by its code of two or three letters, in Finnish or English."""
    if text.upper() in country_codes():
        return text.upper()
    names = country_names()
    code = names.get(folded(text)) or three_letter_countries().get(text.upper())
    if code is None:
        suggestion = _country_meant(nearest(folded(text), names))
        return Fault(rules.NOT_A_COUNTRY_NAME, (("suggestion", suggestion), ("value", brief(text))), text)
    return code


def _country_meant(name: str | None) -> Message:
    """Return the guess in the reader's language, whichever the word that is near was in."""
    if name is None:
        return suggested(None)
    code = country_names()[name]
    called = InBoth(country_name(code, "fi"), country_name(code, "en"))
    return message(N_(" (did you mean '{suggestion}'?)"), suggestion=called)


def brief(text: str) -> str:
    """Return ``text``, cut where nobody reads on."""
    return text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1]}…"


@lru_cache(maxsize=1024)
def _word(vocabulary: str, text: str) -> str | Fault:
    words = VOCABULARIES[vocabulary]
    plain = _plain(text)
    for word, label in words.items():
        if plain in {_plain(word), *(_plain(label.render(language)) for language in LANGUAGES)}:
            return word
    found = other_words(vocabulary).get(plain)
    if found is not None:
        return found
    args: tuple[tuple[str, Any], ...] = (
        ("choices", ", ".join(words)),
        ("suggestion", did_you_mean(text.casefold(), words)),
        ("value", text),
    )
    return Fault(rules.NOT_A_WORD_OF_THE_FIELD, args, text)


def _plain(text: str) -> str:
    return folded(text.replace("-", " ").replace("_", " "))


def _number(text: str, *, is_ratio: bool) -> str:
    """Return ``text`` with a full stop for decimals and without spaces; ``25 %`` of a ratio is 0.25."""
    digits = "".join(text.split())
    if is_ratio and digits.endswith("%"):
        found = _PER_CENT.match(digits[:-1])
        if found is not None:
            return f"{int(found[1]) // 100}.{int(found[1]) % 100:02}{found[2] or ''}"
    return digits.replace(",", ".") if _DECIMAL_COMMA.match(digits) else digits


def _date(text: str) -> str:
    found = _FINNISH_DATE.match(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found is not None else text


def _lines(cell: str) -> str:
    """Return a text of several lines, each without white space around it, without empty lines around all."""
    return "\n".join(" ".join(line.split()) for line in cell.splitlines()).strip()
