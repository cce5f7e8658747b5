"""Makes text harmless, once, at the door of each kind of output. What a reader sees stays what the record says."""

from __future__ import annotations

import re
from typing import Final

# Controls, bidirectional marks, what has no width, halves of surrogate pairs, and what no parser of XML takes. Joiners
# stay: they belong to the writing of languages and of emoji, and without them a reader would see something else.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# No-break spaces stay: they hold figures and their units together.
_SPACE: Final = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_BLANK_LINE: Final = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)+")
_LINE: Final = re.compile(r"\r\n?|\n")
_BULLET: Final = re.compile(r"[ \t]*[-*•][ \t]+")

_INLINE: Final = re.compile(
    r"""(?x)
      (?P<apart> @ | [\#!&$](?=\d) | [%~](?=[\w"]) | (?<=\b[Gg][Hh])-(?=\d)
               | :(?=//) | :(?=(?:[a-z][\w+-]*|[+-]1|100|1234):) )
    | [wW]{3}\.
    | [\\`*_{}\[\]<>&|~$\#^]
    """
)
_BACKSLASH: Final = "\\"
_ENTITY: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# What makes a list, a heading or a rule at the beginning of a line.
_OPENING: Final = re.compile(r"(?:[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](?:\s|$)))")


class Escaped(str):
    """Markdown that is ready: what carries this type is not escaped again."""

    __slots__ = ()


def plain(text: str) -> str:
    """Return ``text`` on one line, without characters that nobody sees."""
    return _SPACE.sub(" ", UNSEEN.sub("", text)).strip()


def markdown_text(text: str) -> Escaped:
    """Return ``text`` for a paragraph, a heading or a table cell: one line, and nothing in it is markup.

    What makes an address, a mention, the name of an emoji or the number of an issue, a merge request, a milestone, a
    label, a snippet or an epic stands in an element of its own: sites look for these in the text that the escapes have
    left (GitHub: mentions and references; GitLab: `banzai/filter`).
    """
    line = _INLINE.sub(_escape_inline, plain(text))
    opening = _OPENING.match(line)
    if opening:
        line = f"\\{line}" if opening.group()[0] in "-+=" else f"{opening.group()}\\{line[opening.end() :]}"
    return Escaped(line)


def _escape_inline(match: re.Match[str]) -> str:
    found = match.group()
    if match["apart"]:
        return f"<span>{_ENTITY.get(found) or (f'{_BACKSLASH}{found}' if found in '$~' else found)}</span>"
    if len(found) > 1:
        return f"{found[:-1]}\\."
    return _ENTITY.get(found) or f"\\{found}"


def markdown_prose(text: str) -> Escaped:
    """Return a longer ``text`` as paragraphs; lines that begin with a dash or an asterisk become a list."""
    blocks = []
    for block in _BLANK_LINE.split(text.strip()):
        lines = [line for line in _LINE.split(block) if plain(line)]
        if lines and all(_BULLET.match(line) for line in lines):
            blocks.append("\n".join(f"- {markdown_text(_BULLET.sub('', line, count=1))}" for line in lines))
        elif lines:
            blocks.append(markdown_text(block))
    return Escaped("\n\n".join(blocks))
