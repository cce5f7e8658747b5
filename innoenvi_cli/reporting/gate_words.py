"""What a gate says in words, piped or on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.method.answers import Evidence

NO_GATES: Final = N_("innoenvi.yaml cannot be read, so nobody knows what this gate asks for: it stays closed")
WAIVED: Final = N_("waived")
SEVERITY_WORDS: Final = {"must": N_("must"), "should": N_("should"), "info": N_("for information")}


def note_of(item: Evidence, language: Language) -> str:
    """Return what is wrong at a place, with the record it is in."""
    if item.note is None:
        return item.record
    return f"{item.record}: {item.note.render(language)}" if item.record else item.note.render(language)
