"""What a gate says in words, piped or on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.answers import Evidence, GateAnswer

NO_GATES: Final = N_("innoenvi.yaml cannot be read, so nobody knows what this gate asks for: it stays closed")
NO_LOG: Final = N_("phases.yaml cannot be read, so nobody knows the phase: every gate stays closed")
RESTORE_LOG: Final = N_("restore it from git: it is written by innoenvi advance, review and undo alone")
MEND: Final = N_("mend what innoenvi check reports")
WAIVED: Final = N_("waived")
SEVERITY_WORDS: Final = {"must": N_("must"), "should": N_("should"), "info": N_("for information")}


def way_past(answer: GateAnswer) -> Message | None:
    """Return the only way to open a gate that no waiver and no condition opens, ``None`` where one of them may."""
    fixed = {criterion.id for criterion in answer.unmet if not criterion.waivable}
    if not answer.criteria or fixed - {"suspects"}:
        return message(N_("→ mend what innoenvi check reports"))
    if fixed:
        command = f"innoenvi review {answer.minicluster}"
        return message(N_("→ judge the earlier gates again first: {command}"), command=command)
    return None


def note_of(item: Evidence, language: Language) -> str:
    """Return what is wrong at a place, with the record it is in."""
    if item.note is None:
        return item.record
    return f"{item.record}: {item.note.render(language)}" if item.record else item.note.render(language)
