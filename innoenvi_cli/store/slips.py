"""Slips of typing that look right on the screen, and files of another kind: looked for only after something failed.

A no-break space is a good character inside a text; where YAML needs a plain space it hides why a line is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.i18n import Message

_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD: Final = re.compile(f"[{_SPACES}]")
# Where only a plain space will do: in the indent, behind a hyphen, behind a key's colon; a key may be in quotes.
_BEFORE: Final = re.compile(
    rf"(?: |- )*+(?:-?(?=[{_SPACES}])|(?:\"[^\"]*+\"|'[^']*+'|[^\s:#\"'\[\]{{}}|>&*!%@,-][^:]*+) *+:(?=[{_SPACES}]))"
)
# Or behind a closing quote, and behind | or > where a text of many lines begins.
_BEHIND: Final = re.compile(rf"(?:[\"']|: *+[|>][-+0-9]*+)(?=[{_SPACES}]++ *+(?:#|\r?\Z))")
# Small letters alone: Finnish puts a colon into EU:n, and that is no key. Nor is the beginning of an address.
_GLUED: Final = re.compile(r"(?: |- )*+([a-z][a-z0-9_]{0,80}):(?=[^\s:/])")
_ITEM: Final = re.compile(r" *+- ")
_GLUED_ITEM: Final = re.compile(r" *+-(?=[^\s-])")
_KINDS: Final = {
    "\u00a0": N_("a no-break space"),
    "\u2007": N_("a space as wide as a digit"),
    "\u2009": N_("a thin space"),
    "\u202f": N_("a narrow no-break space"),
    "\u3000": N_("an ideographic space"),
}
_OTHER_KIND: Final = N_("a space of another width")

_DOCUMENTS: Final = (
    (b"PK\x03\x04", N_("a Word or Excel file, or another zip archive")),
    (b"\xd0\xcf\x11\xe0", N_("a Word or Excel file of the old kind")),
    (b"%PDF", N_("a PDF file")),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably typed. ``line`` and ``column`` count from 1; ``hint`` is the way out."""

    line: int
    column: int
    problem: Message
    hint: Message


def document_kind(head: bytes) -> str | None:
    """Return what a file that begins with ``head`` is instead of a text, ``None`` where nothing tells."""
    return next((kind for magic, kind in _DOCUMENTS if head.startswith(magic)), None)


def odd_space(lines: Sequence[str], index: int) -> Slip | None:
    """Return the first space in line ``index``, counted from 0, that stands where only a plain one will do."""
    found = _BEFORE.match(lines[index]) or _BEHIND.search(lines[index])
    if found is None:
        return None
    character = lines[index][found.end()]
    problem = message(N_("{kind}, where only a plain space will do"), kind=_named(character))
    hint = message(N_("type a plain space over it; there may be more of them"))
    return Slip(index + 1, found.end() + 1, problem, hint)


def missing_space(lines: Sequence[str], index: int) -> Slip | None:
    """Return where a space is missing in line ``index``, counted from 0: behind a key's colon, or an item's hyphen."""
    found = _GLUED.match(lines[index])
    if found is not None:
        return Slip(index + 1, found.end() + 1, *_glued_key(found.group(1)))
    found = _GLUED_ITEM.match(lines[index])
    before = next((line for line in reversed(lines[:index]) if line.strip()), "")
    if found is not None and _ITEM.match(before):
        return Slip(index + 1, found.end() + 1, *_glued_item())
    return None


def slip_in(value: object, *, has_parts: bool = False) -> Message | None:
    """Return the way out where a refused key or value shows a slip.

    With ``has_parts`` the value should be a list or a mapping.
    """
    if not isinstance(value, str):
        return None
    odd = _ODD.search(value)
    if odd is not None:
        kind = _named(odd.group())
        return message(N_("{kind} stands in it: type a plain space over it, or take it away"), kind=kind)
    if has_parts and (found := _GLUED.match(value)) is not None:
        return _glued_key(found.group(1))[1]
    if has_parts and _GLUED_ITEM.match(value):
        return _glued_item()[1]
    return None


def slip_in_key(key: str) -> Slip | None:
    """Return what was probably typed where ``key``, which has no value, is key and value in one; line 1 is the key."""
    return odd_space([key], 0) or missing_space([key], 0)


def _named(character: str) -> Message:
    kind = message(_KINDS.get(character, _OTHER_KIND))
    return message(N_("{kind} (U+{codepoint})"), kind=kind, codepoint=f"{ord(character):04X}")


def _glued_key(key: str) -> tuple[Message, Message]:
    problem = message(N_("a space is missing behind '{key}:'"), key=key)
    return problem, message(N_("a space belongs behind the colon of a key: '{key}: …'"), key=key)


def _glued_item() -> tuple[Message, Message]:
    problem = message(N_("a space is missing behind the hyphen"))
    return problem, message(N_("an item of a list begins with a hyphen and a space: '- …'"))
