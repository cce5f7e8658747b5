"""Make a new minicluster: its folder, with files that show what can be recorded."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import AlreadyExistsError, RefusedError
from innoenvi_cli.findings import Location
from innoenvi_cli.model.kinds import BY_SINGULAR
from innoenvi_cli.store.files import MINICLUSTER_FILE
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.names import minicluster_name_fault
from innoenvi_cli.store.new_files import schema_path, starter_text
from innoenvi_cli.store.presence import is_there
from innoenvi_cli.store.writer import apply_changes, locked, new_file, unified_diff
from innoenvi_cli.usecases.as_of import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.changes import Change

# Files that may stand without content. The guide is added when it has a version.
_STARTERS: Final = ("codebook", "analysis", "priorities", "export-concept", "development-path")


@dataclass(frozen=True, slots=True)
class MiniclusterCreated:
    """What was made: paths relative to the programme, the first day of the development cycle."""

    root: Path
    minicluster: str
    name: str
    start: date
    written: tuple[str, ...]
    dry_run: bool
    diff: str


def create_minicluster(  # noqa: PLR0913 - what a minicluster begins with
    root: Path,
    minicluster: str,
    *,
    name: str | None = None,
    start: date | None = None,
    language: Language = "en",
    dry_run: bool = False,
    environ: Mapping[str, str] | None = None,
) -> MiniclusterCreated:
    """Make the folder ``minicluster``; ``start`` is the first day of its cycle, the as-of day when left out.

    Raises:
        RefusedError: the id cannot be one.
        AlreadyExistsError: there is such a minicluster, or one of its files.
    """
    fault = minicluster_name_fault(minicluster)
    if fault is not None:
        finding = fault.at(Location(minicluster))
        raise RefusedError(finding.message, finding.hint)
    shown = name or minicluster.replace("-", " ").capitalize()
    # All is asked under the lock, which also clears away what a run left behind that was killed at its very end.
    with nullcontext() if dry_run else locked(root):
        programme = _without(root, minicluster)
        day = start or _today(programme, environ)
        changes = _files(root, minicluster, shown, day, language)
        if not dry_run:
            apply_changes(root, changes)
    return MiniclusterCreated(
        root=root,
        minicluster=minicluster,
        name=shown,
        start=day,
        written=tuple(change.path for change in changes),
        dry_run=dry_run,
        diff=unified_diff(changes),
    )


def _without(root: Path, minicluster: str) -> Project:
    """Return the programme, which must not hold the minicluster yet, be it one that is not checked out."""
    known = load(root, frozenset())
    if minicluster in known.miniclusters or is_there(root / minicluster / MINICLUSTER_FILE):
        raise AlreadyExistsError(f"{minicluster}/{MINICLUSTER_FILE}")
    return known.project


def _today(programme: Project, environ: Mapping[str, str] | None) -> date:
    return resolve_as_of(None, programme, last=None, environ=os.environ if environ is None else environ)


def _files(root: Path, minicluster: str, name: str, start: date, language: Language) -> list[Change]:
    contents = {"minicluster": {"name": name, "start": start.isoformat()}}
    changes: list[Change] = []
    for word in (*_STARTERS, "minicluster"):  # the minicluster's own file last: with it, the minicluster is there
        kind = BY_SINGULAR[word]
        path = f"{minicluster}/{kind.file_name}"
        way = schema_path(path, kind.schema_name)
        text = starter_text(kind, contents.get(word, {}), schema_path=way, language=language)
        changes.append(new_file(root, path, text.encode()))
    return changes
