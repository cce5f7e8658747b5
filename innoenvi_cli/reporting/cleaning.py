"""Makes text of the records harmless for terminals and logs, and writable where the encoding knows little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_BREAKS: Final = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
# What shows nothing, or does something: controls (ESC among them), direction marks and overrides, joiners, fillers,
# variation selectors, tags and whatever else Unicode lets a reader ignore, line separators, the byte order mark, lone
# surrogates, code points that are no characters. Some programs that read logs overlook them when they look for a word.
_INVISIBLE_LOW: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
)
_INVISIBLE: Final = f"{_INVISIBLE_LOW}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_HIDDEN: Final = re.compile(f"[\x00-\x1f\x7f-\x9f{_INVISIBLE}]")
# The same in a text of several lines that may hold colours of ours.
_LAID_OUT: Final = re.compile(f"(\x1b\\[[0-9;]*m)|[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}]")
# Whether there may be any of that: to look is ten times faster than to replace, and nearly always the answer is no.
_UNSEEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE_LOW}\U00010000-\U0010ffff]")
# Where a line begins a command for what reads the log of a CI job: GitHub and those like it take "::" behind any white
# space; "##[" and "##name[" are found anywhere in a line (GitHub, Azure Pipelines, TeamCity).
_COMMAND: Final = re.compile("(?m)(?:^(?:[^\\S\n]|\x1b\\[[0-9;]*m)*(?=::)|##(?=[A-Za-z]*\\[))")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_PLAINER: Final = str.maketrans(
    {
        "✓": "+", "✗": "x", "→": "->", "…": "...", "≥": ">=", "≤": "<=", "·": "-", "•": "-", "–": "-", "—": "-",
        "’": "'", "‘": "'", "“": '"', "”": '"', "█": "#", "░": ".", "−": "-", "×": "x", "─": "-", "━": "=",
        "↑": "up", "↓": "down", "\N{NO-BREAK SPACE}": " ", "€": "EUR",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """Return ``text`` as one line without anything that a terminal could take for a command or for nothing at all."""
    return _HIDDEN.sub("", _BREAKS.sub(" ", text))


def harmless(text: str, *, colored: bool) -> str:
    r"""Return lines of output with nothing in them that a terminal or the log of a CI job obeys, but colours of ours.

    A backslash parts what would be a command of a CI job: ``\::error::``, ``##\[group]``.
    """
    shown = _LAID_OUT.sub(lambda found: found[1] or "" if colored else "", text) if _UNSEEN.search(text) else text
    return _COMMAND.sub("\\g<0>\\\\", shown) if _may_command(shown) else shown


def escaped(text: str, escape: Callable[[str], str]) -> str:
    """Return a document for machines with every hidden character, and what a CI job takes for a command, escaped.

    ``escape`` writes a character as the format of the document does. Lines and tabs stay: they are its own.
    """
    shown = whole(text)
    if _UNSEEN.search(shown):
        shown = _LAID_OUT.sub(lambda found: "".join(map(escape, found[0])), shown)
    if not _may_command(shown):
        return shown
    return _COMMAND.sub(lambda found: f"#{escape('#')}" if found[0] == "##" else found[0], shown)


def _may_command(text: str) -> bool:
    return "::" in text or "##" in text


def visible(text: str) -> str:
    """Return ``text`` with every hidden character replaced by a visible one, so that columns stay where they are."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


def whole(text: str) -> str:
    """Return ``text`` with lone surrogates (file names that are not UTF-8 have them) replaced, so it can be encoded."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def fit(text: str, encoding: str) -> str:
    """Return ``text`` with what ``encoding`` cannot write put in plainer characters, ``?`` where there are none."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAINER).encode(encoding, "replace").decode(encoding)
    return text
