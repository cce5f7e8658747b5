"""The packages that have to be installed, and which versions of them are."""

from __future__ import annotations

import importlib.metadata
from typing import Final

PACKAGES: Final = (
    "typer", "click", "rich", "pydantic", "pyyaml", "ruamel.yaml", "jinja2", "xlsxwriter", "networkx", "babel",
    "python-stdnum", "openpyxl", "pandas",
)  # fmt: skip


def installed_version(package: str) -> str | None:
    """Return the version of an installed package, ``None`` where there is none."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
