"""How much is tried: everything with ``INNOENVI_TORTURE=1`` (make torture), else enough to notice what breaks."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
FULL = os.environ.get("INNOENVI_TORTURE") == "1"


def at_most(limit: float) -> float:
    """Return ``limit``, or five times as much where other work shares the machine: there only what runs away counts."""
    return limit if FULL else 5 * limit


def some(points: Sequence[T], few: int) -> Sequence[T]:
    """Return all ``points``, or about ``few`` of them spread evenly, the first and the last among them."""
    if FULL or len(points) <= few:
        return points
    step = (len(points) - 1) / (few - 1)
    return [points[round(index * step)] for index in range(few)]


def note(what: str, **figures: float) -> None:
    """Put figures into the file that ``INNOENVI_FIGURES`` names, a line each, for `make torture` to add up and show."""
    assert all(isinstance(value, (int, float)) for value in figures.values()), what
    path = os.environ.get("INNOENVI_FIGURES")
    if path:
        file = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0].rpartition("/")[2]
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"file": file, "what": what, **figures}) + "\n")
