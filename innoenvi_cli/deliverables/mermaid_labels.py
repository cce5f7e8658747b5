"""Makes text harmless for the labels of Mermaid diagrams, and diagrams small enough for every site that draws them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST: Final = 1990
"""GitLab draws at most 2,000 characters."""
EMPTY: Final = "-"
"""Stands where nothing is left of a text: a label without any is an error to some of the grammars."""

# What is not escaped: letters, digits, spaces, and marks that are nothing to the grammars nor to the Markdown that flow
# charts make of their labels. There a full stop makes a list after a digit and a link after www, a hyphen a list unless
# it ends or parts a word, an underscore emphasis. A colon would end the escapes: behind the word "style" Mermaid takes
# the semicolon away from the last one.
_ESCAPED: Final = re.compile(r"[^\w .,/'’–—…-]|_|(?<![^\W_])[.-]|(?<=\d)\.(?=\s|$)|(?<=[wW]{3})\.", re.UNICODE)


def mermaid_label(text: str, longest: int) -> str:
    """Return ``text`` for a quoted label of any kind of diagram, of at most ``longest`` characters as a reader sees it.

    What is shortened ends with an ellipsis, between words where it can. A character that Mermaid could take for
    something else is written as ``#`` code ``;``, once: the label is not to be escaped again.
    """
    return _ESCAPED.sub(_code, _shortened(plain(text), longest)) or EMPTY


def first_fitting(draw: Callable[[int], str], lengths: Iterable[int]) -> str:
    """Return the diagram with the longest labels that every site draws, "" if none does.

    ``draw`` makes it with labels of at most so many characters; ``lengths`` are tried in their order.
    """
    return next((diagram for diagram in map(draw, lengths) if len(diagram) <= LONGEST), "")


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    words = cut.rpartition(" ")[0] if text[longest - 1] != " " else cut
    return (words if len(words) > longest // 2 else cut).rstrip(" ,;:") + "…"


def _code(match: re.Match[str]) -> str:
    return f"#{ord(match.group())};"
