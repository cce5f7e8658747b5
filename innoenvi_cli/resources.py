"""Where the templates and the sample programmes lie: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    shipped = _PACKAGE / "shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    """Return the folder of the shipped templates."""
    return _folder("templates")


def sample_projects() -> Path:
    """Return the folder of the shipped sample programmes."""
    return _folder("sample_projects")


def sample_names() -> tuple[str, ...]:
    """Return the names of the shipped sample programmes."""
    return tuple(sorted(path.parent.name for path in sample_projects().glob("*/innoenvi.yaml")))
