"""How wide a text is in Arial, in widths of a digit: what the width of a spreadsheet's column is measured in.

The widths of letters are those that Arial shares with Helvetica and Liberation Sans, so that columns and heights of
rows come out alike wherever the workbook is opened.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

PADDING: Final = 1.7
"""What the edges and the indent of a cell take of its column."""
_DIGIT: Final = 556
_USUAL: Final = 600
_FULL: Final = 1000
_MARGIN: Final = 1.02
"""Programs fit letters to the dots of a screen, which makes some of them a little wider."""
_BREAKS: Final = re.compile(r"(?<=[-/])")
"""Where programs break a word."""
_REGULAR: Final = {
    222: "`ijl'’‘",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0·",
    333: '()-r"',
    389: "*{}^•",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–€§●",
    584: "+<=>~×±",
    611: "FTZø",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQØ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1015: "@",
}
_BOLD: Final = {
    278: " ',./I\\`ijl|\u00a0·’‘",
    333: "!()-:;[]ft",
    389: "*r{}•",
    500: 'z"',
    556: "#$0123456789J_aceksvxy–€§●",
    584: "+<=>^~×±",
    611: "?FLTZbdghnopquø",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQwØ",
    833: "M",
    889: "%mæ",
    944: "W",
    975: "@",
}


@cache
def _table(*, bold: bool) -> dict[str, int]:
    return {letter: width for width, letters in (_BOLD if bold else _REGULAR).items() for letter in letters}


@cache
def _letter(letter: str, *, bold: bool) -> int:
    found = _table(bold=bold)
    if letter in found:
        return found[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if base in found:
        return found[base]
    return _FULL if unicodedata.east_asian_width(letter) in {"W", "F"} or letter in "—…Æ" else _USUAL


def width(text: str, *, bold: bool = False) -> float:
    """Return how wide a line of text is."""
    return _MARGIN * sum(_letter(letter, bold=bold) for letter in text) / _DIGIT


def line_width(text: str, *, bold: bool = False) -> float:
    """Return how wide a column must be for no line of ``text`` to be wrapped."""
    return max(width(line, bold=bold) for line in text.split("\n")) + PADDING


def word_width(text: str, *, bold: bool = False) -> float:
    """Return how wide a column must be for the longest word of ``text`` to stay in one piece."""
    return max((width(part, bold=bold) for word in text.split() for part in _BREAKS.split(word)), default=0) + PADDING


def lines_of(text: str, column: float, *, bold: bool = False) -> int:
    """Return how many lines ``text`` takes in a column so wide; words are not broken unless they must be."""
    room = max(column - PADDING, 1.0)
    space = width(" ", bold=bold)
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            for number, part in enumerate(_BREAKS.split(word)):
                length = width(part, bold=bold)
                before = space if used and number == 0 else 0.0
                if used and used + before + length > room:
                    lines, used, before = lines + 1, 0.0, 0.0
                lines += int(max(length - 0.01, 0) // room)
                used += before + length
    return lines
