"""Write the JSON schemas that editors check the records with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.outputs import read_output
from innoenvi_cli.store.schemas import schema_texts
from innoenvi_cli.store.writer import apply_changes, locked, unified_diff

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SchemasWritten:
    """Paths of the schemas, relative to the programme: those that were or would be written, and those as they were."""

    root: Path
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    dry_run: bool
    diff: str


def write_schemas(root: Path, *, dry_run: bool = False) -> SchemasWritten:
    """Bring the schemas of the programme at ``root`` to those of this version; with ``dry_run`` only say which differ.

    Raises:
        UnsafePathError: the folder of the schemas is a symbolic link.
        UnfinishedError: somebody else is writing.
    """
    if dry_run:
        return _result(root, _plan(root), dry_run=True)
    with locked(root):
        changes = _plan(root)
        apply_changes(root, changes)
    return _result(root, changes, dry_run=False)


def _plan(root: Path) -> list[Change]:
    changes: list[Change] = []
    for path, text in schema_texts().items():
        changes.append(Change(path, read_output(root, path), text.encode()))
    return changes


def _result(root: Path, changes: list[Change], *, dry_run: bool) -> SchemasWritten:
    return SchemasWritten(
        root=root,
        written=tuple(change.path for change in changes if change.before != change.after),
        unchanged=tuple(change.path for change in changes if change.before == change.after),
        dry_run=dry_run,
        diff=unified_diff(changes),
    )
