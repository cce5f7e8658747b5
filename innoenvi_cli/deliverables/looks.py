"""Fonts, colours and number formats of the workbooks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from innoenvi_cli.deliverables.words import Words

FONT: Final = "Arial"
FONT_SIZE: Final = 10
LINE_HEIGHT: Final = 13.5
"""Height of a line of text in points. Heights are set, because not every program makes room for wrapped text."""
_LETTERS_A_WIDTH: Final = 1.12
_BOLD: Final = 1.12
"""How much wider a bold letter is."""
_BREAKS: Final = re.compile(r"(?<=[-/])")
"""Where programs break a word."""
_INK: Final = "#1F2A37"
_RULE: Final = "#D9DEE3"
_FAINT: Final = "#5B6776"
_LEAF: Final = "#1E6B52"
_STYLES: Final = {
    "good": {"bg_color": "#D8F0E3", "font_color": "#11573D"},
    "warn": {"bg_color": "#FFF0CC", "font_color": "#7A4B00"},
    "bad": {"bg_color": "#FBDAD7", "font_color": "#8C1D18"},
    "muted": {"font_color": "#7B8794", "italic": True},
    "accent": {"bg_color": "#DCEBFA", "font_color": "#174A7C", "bold": True},
}
_ENTERED: Final = "#FFFBE6"
_SYMBOLS: Final = {"EUR": "€", "USD": "$", "GBP": "£"}


class Looks:
    """The formats of one workbook; the writer keeps each of them once."""

    def __init__(self, workbook: Workbook, words: Words) -> None:
        self._workbook = workbook
        self._words = words
        self._cells: dict[tuple[str, bool], Format] = {}
        self.title = self._format(bold=True, font_size=20, font_color=_LEAF, valign="vcenter")
        self.subtitle = self._format(font_size=12, font_color=_FAINT)
        self.section = self._format(bold=True, font_size=12, font_color=_LEAF)
        self.label = self._format(bold=True, valign="top", text_wrap=True)
        self.body = self._format(valign="top", text_wrap=True)
        self.listed = self._format()
        self.note = self._format(italic=True, font_color=_FAINT)
        scale = {"type": "3_color_scale", "mid_color": "#FFF6D9"}
        self.highlights: dict[str, dict[str, Any]] = {
            "scale": {**scale, "min_color": "#FBDAD7", "max_color": "#CDEBDC"},
            "scale-risk": {**scale, "min_color": "#CDEBDC", "max_color": "#FBDAD7"},
            "bars": {"type": "data_bar", "bar_color": "#8CC7AE"},
        }

    def _format(self, **properties: Any) -> Format:
        return self._workbook.add_format({"font_color": _INK, "font_name": FONT, "font_size": FONT_SIZE, **properties})

    def number_format(self, kind: str) -> str:
        """Return the number format of a kind of column, in the language of the workbook."""
        finnish = self._words.language == "fi"
        symbol = _SYMBOLS.get(self._words.currency, self._words.currency)
        return {
            "date": "d.m.yyyy" if finnish else "d mmm yyyy",
            "integer": "0",
            "number": "#,##0.00",
            "quantity": "[>=1000]#,##0;[<=-1000]-#,##0;General",
            "money": f'#,##0\u00a0"{symbol}"' if finnish else f'"{symbol}"#,##0',
            "percent": "0\u00a0%" if finnish else "0%",
        }.get(kind, "@")

    def cell(self, kind: str, *, entered: bool = False) -> Format:
        """Return the format of a cell; ``entered`` marks those that the reader is meant to change."""
        if (kind, entered) not in self._cells:
            properties: dict[str, Any] = {"num_format": self.number_format(kind), "valign": "top"}
            properties |= {"bottom": 1, "bottom_color": _RULE}
            if kind in {"text", "id"}:
                properties["text_wrap"] = True
            if kind in {"text", "id", "date"}:
                properties |= {"align": "left", "indent": 1}
            else:
                properties |= {"align": "right", "indent": 1}
            if entered:
                properties["bg_color"] = _ENTERED
            self._cells[kind, entered] = self._format(**properties)
        return self._cells[kind, entered]

    def header(self, *, numeric: bool) -> Format:
        """Return the format of a heading."""
        place: dict[str, Any] = {"align": "right", "indent": 1} if numeric else {"align": "left", "indent": 1}
        return self._format(bold=True, font_color="#FFFFFF", bg_color=_LEAF, text_wrap=True, valign="vcenter", **place)

    def total(self, kind: str) -> Format:
        """Return the format of a sum below a table."""
        place = "left" if kind == "text" else "right"
        return self._format(bold=True, top=1, num_format=self.number_format(kind), align=place, indent=1)

    def style(self, name: str) -> Format:
        """Return the format of a conditional style."""
        return self._workbook.add_format(_STYLES[name])


def lines_of(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column of ``width``; words are not broken unless they must be."""
    room = max(int(width * _LETTERS_A_WIDTH) - 2, 1)
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0
        for word in paragraph.split(" "):
            for number, part in enumerate(_BREAKS.split(word)):
                length, space = len(part), int(used > 0 and number == 0)
                if used and used + space + length > room:
                    lines, used, space = lines + 1, 0, 0
                lines += max(length - 1, 0) // room
                used += length + space
    return lines


def width_of(text: str, *, bold: bool = False) -> float:
    """Return how wide a column must be for the longest word of ``text`` to stay in one piece."""
    longest = max((len(part) for word in text.split() for part in _BREAKS.split(word)), default=0)
    return longest * (_BOLD if bold else 1) + 2
