"""Fonts, colours and number formats of the workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from innoenvi_cli.deliverables.words import Words

FONT: Final = "Arial"
FONT_SIZE: Final = 10
LINE_HEIGHT: Final = 13.5
"""Height of a line of text in points. Heights are set, because not every program makes room for wrapped text."""
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
_LOCALES: Final = {"fi": "40B", "en": "809"}
"""Codes of the languages in number formats: months are named and figures are grouped as the workbook's readers do."""
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
        self.long_note = self._format(italic=True, font_color=_FAINT, text_wrap=True, valign="top")
        scale = {"type": "3_color_scale", "mid_color": "#FFF6D9"}
        self.highlights: dict[str, dict[str, Any]] = {
            "scale": {**scale, "min_color": "#FBDAD7", "max_color": "#CDEBDC"},
            "scale-risk": {**scale, "min_color": "#CDEBDC", "max_color": "#FBDAD7"},
            # Bars begin at nothing: where they begin at the lowest figure, that one looks like none.
            "bars": {"type": "data_bar", "bar_color": "#8CC7AE", "min_type": "num", "min_value": 0},
        }

    def _format(self, **properties: Any) -> Format:
        """Unless it says otherwise a format is one of texts, which stay what they are when somebody edits them."""
        common = {"font_color": _INK, "font_name": FONT, "font_size": FONT_SIZE, "num_format": "@"}
        return self._workbook.add_format(common | properties)

    def number_format(self, kind: str) -> str:
        """Return the number format of a kind of column, in the language of the workbook."""
        finnish = self._words.language == "fi"
        code = _LOCALES[self._words.language]
        own = f"[$-{code}]"
        symbol = _SYMBOLS.get(self._words.currency, self._words.currency)
        return {
            "date": "d.m.yyyy" if finnish else f"{own}d mmm yyyy",
            "integer": "0",
            "number": f"{own}#,##0.00",
            "quantity": f"[>=1000]{own}#,##0;[<=-1000]-{own}#,##0;General",
            "money": f'{own}#,##0\u00a0"{symbol}"' if finnish else f'{own}"{symbol}"#,##0',
            "percent": "0\u00a0%" if finnish else "0%",
        }.get(kind, "@")

    def axis_format(self, kinds: set[str]) -> str:
        """Return the number format of an axis along figures of ``kinds``."""
        if len(kinds) == 1:
            kind = next(iter(kinds))
            if kind in {"money", "percent"}:
                return self.number_format(kind)
        return "0" if kinds == {"integer"} else "General"

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
        # The button that filters a column covers the right end of the cell.
        place: dict[str, Any] = {"align": "right", "indent": 2} if numeric else {"align": "left", "indent": 1}
        return self._format(bold=True, font_color="#FFFFFF", bg_color=_LEAF, text_wrap=True, valign="vcenter", **place)

    def total(self, kind: str) -> Format:
        """Return the format of a sum below a table."""
        place = "left" if kind == "text" else "right"
        return self._format(bold=True, top=1, num_format=self.number_format(kind), align=place, indent=1)

    def style(self, name: str) -> Format:
        """Return the format of a conditional style."""
        return self._workbook.add_format(_STYLES[name])
