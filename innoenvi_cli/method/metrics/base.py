"""What a metric is: a named figure, how it is measured, and which fields of which records it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.method.answers import Clue, Measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.view import View


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that criteria can name.

    ``reads`` maps a kind of record (the plural, or the singular of a single one) to the fields the figure rests on, as
    dotted paths through lists and parts. A path that ends in ``?`` counts only as filled or not. What is marked ``@``
    counts only as it was on the day of the judgement: the items of a list and a part by their ``date`` or by the field
    named after the mark, a date by itself. A gate becomes suspect when one of them changes.
    """

    name: str
    title: str
    measure: Callable[[View], Measurement]
    reads: Mapping[str, tuple[str, ...]]
    is_ratio: bool = False


MINICLUSTER: Final = "minicluster"
HISTORY: Final = ("history@.status", "history@.date")


def count(number: int, judged: Iterable[str] = (), clues: Iterable[Clue] = ()) -> Measurement:
    """Return the measurement of something that is counted."""
    return Measurement(Decimal(number), tuple(judged), tuple(clues))


def violations(judged: Iterable[str], clues: Iterable[Clue]) -> Measurement:
    """Return the measurement of a rule that each record must keep: how many places break it."""
    found = tuple(clues)
    return Measurement(Decimal(len(found)), tuple(judged), found)


def share(part: int, whole: int, judged: Iterable[str] = (), clues: Iterable[Clue] = ()) -> Measurement:
    """Return a ratio between 0 and 1 to four decimals; ``None`` where there is nothing to divide by."""
    value = (Decimal(part) / Decimal(whole)).quantize(Decimal("0.0001")) if whole else None
    return Measurement(value, tuple(judged), tuple(clues))


def clue(address: str, *path: str | int, note: Message | None = None) -> Clue:
    """Return a clue at a place of a record."""
    return Clue(address, path, note)


def members(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of members."""
    return tuple(f"members/{member}" for member in sorted(ids))
