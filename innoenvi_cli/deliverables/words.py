"""Everything a deliverable says, in one language: texts, labels, dates, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.i18n import (
    N_,
    Message,
    country_name,
    format_date,
    format_money,
    format_number,
    format_percent,
    message,
)
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.base import Text


@dataclass(frozen=True, slots=True)
class Words:
    """The language of a deliverable and the currency of its programme."""

    language: Language
    currency: str = "EUR"

    def say(self, text: str | Message, /, **args: object) -> str:
        """Return an English template marked with ``N_``, or a message, in this language."""
        found = text if isinstance(text, Message) else message(text, **args)
        return found.render(self.language)

    def text(self, text: Text | None) -> str:
        """Return a text of a record; the empty string where there is none."""
        return in_language(text, self.language)

    def label(self, vocabulary: str, word: str | None) -> str:
        """Return what a word is called, lower case; the empty string for none."""
        return label(vocabulary, word).render(self.language) if word else ""

    def heading(self, vocabulary: str, word: str | None) -> str:
        """Return what a word is called, as the beginning of a cell or a line."""
        return capitalised(self.label(vocabulary, word))

    def day(self, day: date | None) -> str:
        """Return a day as people write it."""
        return format_date(day, self.language) if day is not None else ""

    def period(self, start: date | None, end: date | None) -> str:
        """Return ``1.2.2026–30.4.2026``, with what there is of it."""
        if start is None or end is None:
            if start is not None:
                return self.say(N_("from {day}"), day=self.day(start))
            return self.say(N_("until {day}"), day=self.day(end)) if end is not None else ""
        return f"{self.day(start)}–{self.day(end)}" if self.language == "fi" else f"{self.day(start)} – {self.day(end)}"

    def money(self, amount: Decimal | None) -> str:
        """Return an amount with its currency."""
        return format_money(amount, self.currency, self.language) if amount is not None else ""

    def number(self, value: Decimal | float | None, *, decimals: int | None = None) -> str:
        """Return a figure."""
        return format_number(value, self.language, decimals=decimals) if value is not None else ""

    def percent(self, ratio: Decimal | float | None) -> str:
        """Return a ratio as per cent."""
        return format_percent(ratio, self.language) if ratio is not None else ""

    def country(self, code: str | None) -> str:
        """Return the name of a country."""
        return country_name(code, self.language) if code is not None else ""

    def yes_no(self, value: bool | None) -> str:  # noqa: FBT001 - the value itself is what is put into words
        """Return yes, no, or that it is not known."""
        if value is None:
            return self.say(N_("not answered"))
        return self.say(N_("yes")) if value else self.say(N_("no"))


def capitalised(text: str) -> str:
    """Return ``text`` with a capital at its beginning; the rest stays as it is."""
    return _one_letter(text[:1].upper(), text[:1]) + text[1:]


def uncapitalised(text: str) -> str:
    """Return ``text`` as it stands inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else _one_letter(text[:1].lower(), text[:1]) + text[1:]


def _one_letter(changed: str, letter: str) -> str:
    """Letters that would become two stay: ß and ligatures have no capital of their own."""
    return changed if len(changed) == 1 else letter
