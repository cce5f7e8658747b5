"""What an audience is not shown, said once at the end of a document instead of in every section.

The public sees little of most deliverables: sections that would only say so are left out, and one sentence lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.suppression import SIGN
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.model.programme import Audience

NOT_SHOWN: Final = N_("Not shown to this audience ({audience}): {what}.")
_HEADING: Final = re.compile(r"(#{2,6}) ")
_LABEL: Final = re.compile(r"\*\*[^*]+\*\*")
_FENCE: Final = "```"
_RULE: Final = "\n---\n"
_BLANKS: Final = re.compile(r"\n{3,}")
_DEEPEST: Final = 7
_BETWEEN: Final = "; "


def not_shown(what: str, audience: Audience, words: Words) -> str:
    """Return the sentence that ``what`` is not shown."""
    return words.say(NOT_SHOWN, audience=words.label("audience", audience), what=what)


@dataclass(slots=True)
class _Section:
    """A heading with the lines down to the next one; ``level`` is 0 before the first."""

    level: int
    lines: list[str] = field(default_factory=list)
    is_filled: bool = False
    is_emptied: bool = False
    is_gone: bool = False


def gather_unshown(text: str, audience: Audience, words: Words) -> str:
    """Return Markdown without the sentences of `not_shown` and the sections that hold nothing else, but one at the end.

    In a table a sign stands in their place.
    """
    before, _, after = not_shown("\0", audience, words).partition("\0")
    sentence = re.compile(f"{re.escape(before)}([^|\\n]*?){re.escape(after)}")
    whole = re.compile(rf"(?:[-*] )?(?:\*\*[^*]+\*\* )?{sentence.pattern}")
    body, rule, foot = text.rpartition(_RULE)
    found: list[str] = []
    sections = [_Section(0)]
    fenced = False
    for line in (body or foot).split("\n"):
        fenced ^= line.startswith(_FENCE)
        if not fenced and (alone := whole.fullmatch(line)) is not None:
            found.append(alone[1])
            sections[-1].is_emptied = True
            continue
        if not fenced and (level := _level(line)):
            sections.append(_Section(level, [line]))
            continue
        if not fenced and line.startswith("|"):
            found += sentence.findall(line)
            line = sentence.sub(SIGN, line)  # noqa: PLW2901 - the line as it is kept
        sections[-1].lines.append(line)
        sections[-1].is_filled |= bool(line.strip())
    if not found:
        return text
    closing = not_shown(_BETWEEN.join(dict.fromkeys(found)), audience, words)
    kept = "\n".join(line for section in _without_empty(sections) for line in section.lines)
    return _BLANKS.sub("\n\n", f"{kept.rstrip()}\n\n{closing}\n") + (f"{rule}{foot}" if body else "")


def _without_empty(sections: list[_Section]) -> list[_Section]:
    """Leave out the sections in which a sentence was and nothing is left, nor in the sections below them."""
    for at in reversed(range(len(sections))):
        section = sections[at]
        below: list[_Section] = []
        for other in sections[at + 1 :]:
            if other.level <= section.level:
                break
            below.append(other)
        section.is_gone = (
            section.level > 0
            and not section.is_filled
            and (section.is_emptied or bool(below))
            and all(other.is_gone for other in below)
        )
    return [section for section in sections if not section.is_gone]


def _level(line: str) -> int:
    """The level of a heading; a line in bold stands below them all. 0 for other lines."""
    heading = _HEADING.match(line)
    if heading is not None:
        return len(heading[1])
    return _DEEPEST if _LABEL.fullmatch(line) else 0
