from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from innoenvi_cli.model.project import Project


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Project]:
    """Return a function that writes ``files`` and reads the programme they make; nothing may be broken in them."""

    def read_files(files: dict[str, str], *, only: frozenset[str] | None = None) -> Project:
        for path, text in ({"innoenvi.yaml": "format: 1\nname: Hanke\n"} | files).items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        loaded = load(tmp_path, only)
        assert loaded.findings == ()
        return loaded.project

    return read_files
