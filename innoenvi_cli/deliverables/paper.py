"""How far the rows of a sheet fill the printed pages: where a page must be turned so that nothing is torn apart.

Printers and programs differ in how much of a page they fill. The breaks between tables and charts are therefore set
in the workbook, and each way of printing is followed on its own between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

PAPER_A4: Final = 9
_WIDTH: Final = 842 - 2 * 0.5 * 72
"""Points between the margins of a landscape A4 that are half an inch wide."""
_HEIGHT: Final = 595 - 2 * 0.7 * 72
_PIXELS_A_LETTER: Final = 7.45
_PIXELS_A_COLUMN: Final = 5
POINTS_A_PIXEL: Final = 0.75
_FILLED: Final = (0.9, 0.95, 1.0)
"""Shares of a page's height that programs fill with rows."""
_LARGEST: Final = 1.6
_GROWTH: Final = 0.7
"""Pictures grow less than pages are narrowed, so that they do not fill them."""


@dataclass(slots=True)
class Paper:
    """The pages of one sheet: ``page`` is the height of a page in points, ``width`` that of the columns in pixels.

    ``repeated`` is the height of what is repeated at the top of every page but the first; ``used`` is what stands on
    the present page, for each way of printing; ``breaks`` are the rows that begin a page.
    """

    page: float
    width: float = 0.0
    repeated: float = 0.0
    used: list[float] = field(default_factory=lambda: [0.0 for _ in _FILLED])
    breaks: list[int] = field(default_factory=list)

    @property
    def room(self) -> float:
        """Return what fits on an empty page, however it is printed."""
        return self.page * _FILLED[0] - self.repeated

    @property
    def enlarged(self) -> float:
        """Return how much larger than on a screen a picture must be to be legible on the narrowed page."""
        return min(float(max(self.width * POINTS_A_PIXEL / _WIDTH, 1.0) ** _GROWTH), _LARGEST)

    def add(self, height: float) -> None:
        """Take ``height`` for the next row; a row that does not fit goes to the next page."""
        for way, share in enumerate(_FILLED):
            if self.used[way] + height > self.page * share:
                self.used[way] = self.repeated
            self.used[way] += height

    def keep(self, height: float, row: int) -> None:
        """Let ``row`` begin a new page unless ``height`` fits on the present one, however it is printed."""
        if any(self.used[way] + height > self.page * share for way, share in enumerate(_FILLED)):
            self.breaks.append(row)
            self.used = [self.repeated for _ in _FILLED]


def paper_for(widths: dict[int, float]) -> Paper:
    """Return the pages of a sheet with columns of ``widths`` letters, printed one page wide."""
    pixels = sum(_PIXELS_A_LETTER * width + _PIXELS_A_COLUMN for width in widths.values())
    scale = min(1.0, _WIDTH / (pixels * POINTS_A_PIXEL)) if pixels else 1.0
    return Paper(_HEIGHT / scale, pixels)
