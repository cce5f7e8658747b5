"""Makes text harmless for the labels of Mermaid diagrams, and diagrams small enough for every site that draws them."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import plain
from innoenvi_cli.deliverables.text_width import width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST: Final = 1990
"""GitLab draws at most 2,000 characters."""
EMPTY: Final = "-"
"""Stands where nothing is left of a text: a label without any is an error to some of the grammars."""

# Every ASCII mark that is grammar, or Markdown or HTML, which flow charts make of their labels, and others where they
# could be: what begins a list, %% of a comment, & of an entity, www. of a link. A colon, unless it ends a word: behind
# "style" Mermaid would take the last semicolon away, and between two words it names an icon. ° and ¶ are what Mermaid
# writes its own codes with. Odd spaces would be taken for nothing at the ends. A flow chart takes any line that holds
# "direction LR" for that, even within quotation marks.
_ESCAPED: Final = re.compile(
    r"""["#$*<=>@\[\\\]^_`{|}~°¶]"""
    r"|[^\S ]"
    r"|^[-+]|^\d{1,9}[.)](?=\s|$)"
    r"|-(?=-)|(?<=-)-|%(?=%)|(?<=%)%"
    r"|&(?! )|:(?! |$)"
    r"|[wW]{3}\.|direction(?= [TBRL])"
)


def mermaid_label(text: str, longest: int, *, widest: float = inf) -> str:
    """Return ``text`` for a quoted label of any kind of diagram.

    A reader sees at most ``longest`` characters, no wider than ``widest`` digits where the diagram breaks no lines.
    What is shortened ends with an ellipsis, between words where it can. A character that Mermaid could take for
    something else is written as ``#`` code ``;``, once: the label is not to be escaped again.
    """
    whole = plain(text)
    return _ESCAPED.sub(_code, _shortened(whole, _room(whole, longest, widest))) or EMPTY


def first_fitting(draw: Callable[[int], str], lengths: Iterable[int]) -> str:
    """Return the diagram with the longest labels that every site draws, "" if none does.

    ``draw`` makes it with labels of at most so many characters; ``lengths`` are tried in their order.
    """
    return next((diagram for diagram in map(draw, lengths) if fits(diagram)), "")


def fits(diagram: str) -> bool:
    """Whether every site draws ``diagram``. A browser counts an emoji, and what else takes two units, twice."""
    return len(diagram.encode("utf-16-le")) // 2 <= LONGEST


def _room(text: str, longest: int, widest: float) -> int:
    """Return how many characters of a text there is room for."""
    if widest == inf or (len(text) <= longest and width(text) <= widest):
        return longest
    return max((many for many in range(1, longest + 1) if width(f"{text[: many - 1]}…") <= widest), default=1)


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    words = cut.rpartition(" ")[0] if text[longest - 1] != " " else cut
    return (words if len(words) > longest // 2 else cut).rstrip(" ,;:") + "…"


def _code(match: re.Match[str]) -> str:
    """Return what was found with its last character as a code."""
    found = match.group()
    return f"{found[:-1]}#{ord(found[-1])};"
