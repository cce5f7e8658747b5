"""Where the shipped templates and samples lie: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent


def templates_folder() -> Path:
    """Return the folder of the shipped templates."""
    return _shipped("templates")


def samples_folder() -> Path:
    """Return the folder of the shipped sample programmes."""
    return _shipped("sample_projects")


def sample_names() -> tuple[str, ...]:
    """Return the names of the shipped sample programmes, sorted; empty where none is shipped."""
    folder = samples_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name for entry in folder.iterdir() if (entry / "innoenvi.yaml").is_file()))


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
