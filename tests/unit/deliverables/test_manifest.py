"""The manifest of the deliverables: what a file from a pull request may say."""

from __future__ import annotations

import pytest

from innoenvi_cli.deliverables.manifest import parse_manifest


def manifest(day: str) -> bytes:
    keys = ("deliverable", "language", "audience", "digest", "sha256", "tool")
    values = ", ".join(f'"{key}": "x"' for key in keys)
    return f'{{"schema_version": 1, "files": {{"a.md": {{{values}, "as_of": "{day}"}}}}}}'.encode()


@pytest.mark.parametrize("day", ["1900-01-01", "2026-06-15", "2200-12-31"])
def test_a_day_of_our_time(day: str) -> None:
    entries = parse_manifest(manifest(day))
    assert entries is not None
    assert entries["a.md"].as_of.isoformat() == day


@pytest.mark.parametrize("day", ["1899-12-31", "2201-01-01", "9999-12-31", "0001-01-01", "2026-02-30", "x"])
def test_a_day_that_is_none_of_ours_makes_it_no_manifest(day: str) -> None:
    assert parse_manifest(manifest(day)) is None
