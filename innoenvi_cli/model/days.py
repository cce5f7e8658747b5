"""Which days a programme can have to do with. Light: the command line asks this before it loads anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200


def is_of_our_time(day: date) -> bool:
    """Tell whether a programme can have to do with ``day``: what lies further off is a slip of the pen."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
