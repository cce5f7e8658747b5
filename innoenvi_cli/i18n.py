"""Finnish and English: messages are values with their arguments, and become text only when a language is known."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

Language = Literal["fi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fi", "en")
_LOCALE_DIR = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark ``message`` for translation where it is only stored; returns it unchanged."""
    return message


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("innoenvi", _LOCALE_DIR, languages=[language])


def translate(message: str, language: Language, *, context: str | None = None) -> str:
    """Return ``message`` in ``language``; ``context`` tells equal English words apart."""
    catalogue = _catalogue(language)
    if not message:
        return ""
    return catalogue.pgettext(context, message) if context else catalogue.gettext(message)


def translate_plural(singular: str, plural: str, count: int, language: Language) -> str:
    """Return the form that ``count`` takes in ``language``."""
    return _catalogue(language).ngettext(singular, plural, count)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is not yet in any language: the English template and what fills it.

    ``args`` are pairs so that the value stays hashable; a ``Message`` or ``InBoth`` among them is rendered in the
    same language.
    ``plural`` with ``count`` picks the form.
    """

    text: str
    args: tuple[tuple[str, object], ...] = ()
    context: str | None = None
    plural: str | None = None
    count: int = 0

    def render(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        if self.plural is not None:
            template = translate_plural(self.text, self.plural, self.count, language)
        else:
            template = translate(self.text, language, context=self.context)
        if not self.args:
            return template
        return template.format(**{key: _render_argument(value, language) for key, value in self.args})


def message(text: str, /, **args: object) -> Message:
    """Return the ``Message`` of an English template (marked with ``N_`` where it is written) and its arguments."""
    return Message(text, tuple(sorted(args.items())))


def counted(singular: str, plural: str, count: int, /, **args: object) -> Message:
    """Return a ``Message`` whose form follows ``count``, which the template can name as ``{count}``."""
    return Message(singular, tuple(sorted({**args, "count": count}.items())), None, plural, count)


def verbatim(text: str) -> Message:
    """Return a ``Message`` that is the same in every language: names, ids, figures."""
    return Message("{text}", (("text", text),))


@dataclass(frozen=True, slots=True)
class InBoth:
    """A text that somebody wrote in both languages, as an argument of a message: shown in the reader's."""

    fi: str
    en: str

    def render(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.fi if language == "fi" else self.en


def _render_argument(value: object, language: Language) -> object:
    if isinstance(value, (Message, InBoth)):
        return value.render(language)
    if isinstance(value, (tuple, list)):
        return ", ".join(str(_render_argument(item, language)) for item in value)
    return value


def environment_language(environment: Mapping[str, str] | None = None) -> Language:
    """Return the language of messages that the locale variables ask for: Finnish if they say so, else English."""
    env = os.environ if environment is None else environment
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(variable, "")
        if value:
            return "fi" if value.lower().startswith("fi") else "en"
    return "en"


def format_date(day: date, language: Language) -> str:
    """Return ``day`` as people write it: ``14.5.2002`` in Finnish, ``14 May 2002`` in English."""
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month} {day.year}"


def day_in_both(day: date) -> InBoth:
    """Return ``day`` as people write it, as an argument of a message."""
    return InBoth(format_date(day, "fi"), format_date(day, "en"))


def with_decimal_mark(figure: str, language: Language) -> str:
    """Return a figure that was written with a point with the decimal mark of ``language``; it costs no library."""
    return figure.replace(".", ",") if language == "fi" else figure


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def format_number(value: Decimal | float, language: Language, *, decimals: int | None = None) -> str:
    """Return ``value`` with the decimal mark and grouping of ``language``.

    ``decimals`` fixes the count of decimals; ``None`` shows as many as needed, at most three.
    """
    from babel.numbers import format_decimal  # noqa: PLC0415 - only documents need it, start-up must not pay

    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale="fi" if language == "fi" else "en_GB")


def format_percent(ratio: Decimal | float, language: Language, *, decimals: int = 0) -> str:
    """Return a ratio between 0 and 1 as per cent: ``62 %`` in Finnish, ``62%`` in English."""
    figure = format_number(ratio * 100, language, decimals=decimals)
    return f"{figure}\N{NO-BREAK SPACE}%" if language == "fi" else f"{figure}%"


def format_money(amount: Decimal, currency: str, language: Language, *, decimals: int = 0) -> str:
    """Return ``amount`` with its currency: ``12 500 €`` in Finnish, ``€12,500`` in English."""
    from babel.numbers import format_currency  # noqa: PLC0415 - only documents need it, start-up must not pay

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    shape = f"{pattern}\N{NO-BREAK SPACE}¤" if language == "fi" else f"¤{pattern}"
    told = format_currency(
        amount,
        currency,
        format=shape,
        locale="fi" if language == "fi" else "en_GB",
        currency_digits=False,
    )
    return told.replace("-", "\N{MINUS SIGN}")


def country_name(code: str, language: Language) -> str:
    """Return the name of an ISO 3166-1 country in ``language``, or the code where it has none."""
    from babel import Locale  # noqa: PLC0415 - only documents need it, start-up must not pay

    return str(Locale(language).territories.get(code, code))


def language_name(code: str, language: Language) -> str:
    """Return the name of an ISO 639-1 language in ``language``, or the code where it has none."""
    from babel import Locale  # noqa: PLC0415 - only documents need it, start-up must not pay

    return str(Locale(language).languages.get(code, code))


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes that are countries (no regions, no pseudo codes)."""
    from babel import Locale  # noqa: PLC0415 - only documents need it, start-up must not pay

    not_countries = {
        "EU",
        "EZ",
        "UN",
        "QO",
        "XA",
        "XB",
        "ZZ",
        "AC",
        "CP",
        "CQ",
        "DG",
        "EA",
        "IC",
        "TA",
    }
    return frozenset(
        code for key in Locale("en").territories if (code := str(key)).isalpha() and code not in not_countries
    )


@cache
def three_letter_countries() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-3 code of every country → its alpha-2 code; withdrawn ones of one country as well."""
    from babel.core import get_global  # noqa: PLC0415 - only registers need it, start-up must not pay

    known = country_codes()
    aliases = {str(code): list(codes) for code, codes in get_global("territory_aliases").items() if len(code) == _THREE}
    return {
        code: codes[0] for code, codes in aliases.items() if code.isalpha() and len(codes) == 1 and codes[0] in known
    }


@cache
def country_names() -> dict[str, str]:
    """Return every country's Finnish and English name, case-folded, and what it is called besides → its code."""
    from babel import Locale  # noqa: PLC0415 - only documents need it, start-up must not pay

    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in country_codes():
                names[str(name).casefold()] = code
    for name, code in _OTHER_NAMES.items():
        names.setdefault(name, code)
    return names


_THREE = 3
_OTHER_NAMES = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "yhdysvallat (usa)": "US",
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "englanti": "GB", "iso-britannia": "GB", "czech republic": "CZ", "tšekin tasavalta": "CZ",
    "holland": "NL", "the netherlands": "NL", "hollanti": "NL", "russian federation": "RU",
    "republic of korea": "KR", "korea": "KR", "viet nam": "VN", "turkey": "TR", "suomi": "FI", "sverige": "SE",
    "deutschland": "DE", "norge": "NO", "danmark": "DK", "eesti": "EE",
}  # fmt: skip
