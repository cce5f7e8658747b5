"""Makes text of the records harmless for terminals and logs, and writable where the encoding knows little."""

from __future__ import annotations

import re
from typing import Final

# Controls (ESC among them), direction marks and overrides, line separators, the byte order mark, lone surrogates.
_BREAKS: Final = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
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
