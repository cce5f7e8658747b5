"""Types of option values that say in our own words what is wrong with a value."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from innoenvi_cli.errors import UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.days import is_of_our_time
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

if TYPE_CHECKING:
    _TextType = click.ParamType[str]
    _DayType = click.ParamType[date]
    _YearType = click.ParamType[int]
else:  # click before 8.4 has no types to say so
    _TextType = _DayType = _YearType = click.ParamType

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")


class Word(_TextType):
    """One of a few words."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Show the words in the help."""
        return "|".join(self.words)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Return the word, or say which there are."""
        text = str(value)
        if text not in self.words:
            raise UsageError(
                message(
                    N_("{option}: '{value}' is not one of: {choices}{suggestion}"),
                    option=_named(param),
                    value=text,
                    choices=", ".join(self.words),
                    suggestion=did_you_mean(text, self.words),
                ),
                message(N_("choose one of them")),
            )
        return text

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[click.shell_completion.CompletionItem]:
        """Offer the words that begin like ``incomplete``."""
        return [click.shell_completion.CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class Day(_DayType):
    """A date, year-month-day."""

    name = "date"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Show the form in the help."""
        return "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002
        """Return the date, or say how dates are written."""
        if isinstance(value, date):
            return value
        text = str(value)
        if _DAY.match(text):
            try:
                day = date.fromisoformat(text)
            except ValueError:
                pass
            else:
                if is_of_our_time(day):
                    return day
        raise UsageError(
            message(N_("{option}: '{value}' is not a date"), option=_named(param), value=text),
            message(N_("write year-month-day, for example 2026-03-09")),
        )


class Year(_YearType):
    """A year of four digits."""

    name = "year"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Show the form in the help."""
        return "YYYY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002
        """Return the year, or say how years are written."""
        text = str(value)
        if _YEAR.match(text):
            return int(text)
        raise UsageError(
            message(N_("{option}: '{value}' is not a year"), option=_named(param), value=text),
            message(N_("write four digits, for example 2026")),
        )


DAY = Day()
YEAR = Year()


def _named(param: click.Parameter | None) -> str:
    if param is None:
        return "-"
    return param.opts[-1] if param.param_type_name == "option" else str(param.human_readable_name)
