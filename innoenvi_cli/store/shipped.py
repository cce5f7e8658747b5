"""Reads the data that comes with the package, by the same reader as a programme's records."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from innoenvi_cli.model.path_models import PathModels
from innoenvi_cli.model.programme import ShippedGates
from innoenvi_cli.store.reader import read

DATA: Final = Path(__file__).parent.parent / "data"


def shipped(name: str) -> Any:
    """Return the plain data of the shipped file ``name``; scalars are text."""
    document = read((DATA / name).read_text(encoding="utf-8"), name)
    if document.findings:  # pragma: no cover - the shipped files are tested
        raise ValueError(str(document.findings[0].location))
    return document.data


@cache
def shipped_path_models() -> PathModels:
    """Return the development path models that a programme uses unless it has a file of its own."""
    return PathModels.model_validate(shipped("development_paths.yaml"))


@cache
def shipped_gates() -> ShippedGates:
    """Return the gates as they ship, before a programme's changes."""
    return ShippedGates.model_validate(shipped("gates.yaml"))
