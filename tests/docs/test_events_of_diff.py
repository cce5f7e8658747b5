"""The page on `innoenvi diff` names every event there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from innoenvi_cli.method.changes.base import EVENTS

PAGE = Path(__file__).parents[2] / "docs/how-to/see-what-changed.md"


def test_the_page_lists_the_events() -> None:
    rows = [line.split("|")[1] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert [word for row in rows for word in re.findall(r"`([a-z_]+)`", row)] == sorted(EVENTS, key=EVENTS.index)
