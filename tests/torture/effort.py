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


def some(points: Sequence[T], few: int) -> Sequence[T]:
    """Return all ``points``, or about ``few`` of them spread evenly, the first and the last among them."""
    if FULL or len(points) <= few:
        return points
    step = (len(points) - 1) / (few - 1)
    return [points[round(index * step)] for index in range(few)]


def note(what: str, **figures: float | str) -> None:
    """Put figures into the file that ``INNOENVI_FIGURES`` names, a line each, for `make torture` to print."""
    path = os.environ.get("INNOENVI_FIGURES")
    if path:
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"what": what, **figures}, sort_keys=True) + "\n")
