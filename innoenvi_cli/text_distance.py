"""Guesses what somebody meant to write."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, message, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.i18n import Message


def nearest(word: str, choices: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the choice most like ``word``, or ``None`` when none is near: ``cutoff`` or above, 1 being the same."""
    found = get_close_matches(word[:60], list(choices), n=1, cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> Message:
    """Return `` (did you mean '…'?)`` to hang behind a message, or nothing."""
    return suggested(nearest(word, choices))


def suggested(suggestion: str | None) -> Message:
    """Return `` (did you mean '…'?)`` to hang behind a message, or nothing."""
    return message(N_(" (did you mean '{suggestion}'?)"), suggestion=suggestion) if suggestion else verbatim("")
