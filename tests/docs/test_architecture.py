"""The page on the house tells where each module of the method stands."""

from __future__ import annotations

import re
from pathlib import Path

import innoenvi_cli.method

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "architecture.md"
HELPERS = {"__init__", "answers", "joining"}
"""What modules hold for others of the room, and no rule of the method."""


def test_every_module_of_the_method_is_told_of() -> None:
    named = set(re.findall(r"`(\w+)[./`]", PAGE.read_text(encoding="utf-8")))
    folder = Path(innoenvi_cli.method.__file__ or "").parent
    modules = {path.stem for path in folder.iterdir() if path.suffix == ".py"}
    modules |= {path.name for path in folder.iterdir() if (path / "__init__.py").is_file()}
    assert not modules - named - HELPERS
