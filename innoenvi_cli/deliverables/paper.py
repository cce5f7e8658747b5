"""How far the rows of a sheet fill the printed pages, so that a chart or a heading is not cut by the edge of one.

An estimate: printers differ, but a chart that is moved to a new page with some room to spare stays in one piece.
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
_FILLED: Final = (0.84, 0.92, 1.0)
"""Shares of a page's height that programs fill with rows: each way of printing is followed on its own."""
_TRIES: Final = 3


@dataclass(slots=True)
class Paper:
    """The pages of one sheet: ``page`` is the height of a page in points.

    ``heading`` is the height of what is repeated at the top of every page but the first; ``used`` is what stands on the
    present page, for each way of printing.
    """

    page: float
    heading: float = 0.0
    used: list[float] = field(default_factory=lambda: [0.0 for _ in _FILLED])

    def add(self, height: float) -> None:
        """Take ``height`` for the next row."""
        for way, share in enumerate(_FILLED):
            if self.used[way] + height > self.page * share:
                self.used[way] = self.heading
            self.used[way] += height

    def gap_before(self, height: float) -> float:
        """Return how much must be left empty so that ``height`` stays in one piece, and leave it; 0 if it cannot."""
        if self.heading + height > self.page * _FILLED[0]:
            return 0.0
        gap = 0.0
        for _ in range(_TRIES):
            cut = [self.page * share - self.used[way] for way, share in enumerate(_FILLED)]
            needed = max((left for left in cut if left < height), default=0.0)
            if needed <= 0:
                break
            gap += needed
            for way, left in enumerate(cut):
                self.used[way] = self.heading + needed - left if needed >= left else self.used[way] + needed
        return gap


def paper_for(widths: dict[int, float]) -> Paper:
    """Return the pages of a sheet with columns of ``widths`` letters, printed one page wide."""
    pixels = sum(_PIXELS_A_LETTER * width + _PIXELS_A_COLUMN for width in widths.values())
    scale = min(1.0, _WIDTH / (pixels * POINTS_A_PIXEL)) if pixels else 1.0
    return Paper(_HEIGHT / scale)
