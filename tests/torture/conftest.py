"""``make torture`` tries every point; without it the tests try a few of them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

# The tests run against the installed package as well, where nothing beside them can be imported otherwise.
sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "samples"))

# Draws thousands of pictures in a browser, which only the full form needs.
collect_ignore = [] if os.environ.get("INNOENVI_TORTURE") == "1" else ["test_mermaid_drawn.py"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for programmes, in memory where the system has such a folder: a disk would have to sync them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "logs"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    memory = Path("/dev/shm")
    place = memory / f"innoenvi-torture-{os.getpid()}" if memory.is_dir() else tmp_path / "work"
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
