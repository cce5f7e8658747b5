"""Schemas are brought to those of this version, and only where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.usecases.create_programme import create_programme
from innoenvi_cli.usecases.write_schemas import write_schemas

if TYPE_CHECKING:
    from pathlib import Path


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    create_programme(tmp_path)
    old = tmp_path / ".innoenvi" / "schemas" / "member.schema.json"
    current = old.read_bytes()
    old.write_bytes(b"{}\n")
    path = ".innoenvi/schemas/member.schema.json"
    assert write_schemas(tmp_path, dry_run=True).written == (path,)
    assert old.read_bytes() == b"{}\n"
    assert write_schemas(tmp_path).written == (path,)
    assert old.read_bytes() == current
    again = write_schemas(tmp_path)
    assert again.written == ()
    assert path in again.unchanged
