"""Findings about what git could not join; where it wrote markers into a record, the reader finds them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import MANIFEST_NAME
from innoenvi_cli.rules import UNDECIDED_OUTPUT, UNDECIDED_RECORD
from innoenvi_cli.store.names import printable
from innoenvi_cli.store.unmerged import marker_line, unmerged_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.unmerged import Unmerged

_OUTPUTS: Final = "deliverables"
_GONE_THERE: Final = N_("this branch changed the file, the other deleted or renamed it")
_GONE_HERE: Final = N_("this branch deleted or renamed the file, the other changed it")
_GONE: Final = N_("both branches renamed the file, each otherwise")


def undecided(root: Path, project: Project) -> Iterator[Finding]:
    """IE070, IE071: records and deliverables of the programme at ``root`` that wait for somebody to decide."""
    open_ones = tuple(unmerged_files(root))
    yield from _added_with_markers(root, project, frozenset(file.path for file in open_ones))
    for file in open_ones:
        parts = file.path.split("/")
        path, line = printable(file.path), max(file.marker_line, 1)
        quoted = shlex.quote(path)
        if _OUTPUTS in parts[:2]:
            yield UNDECIDED_OUTPUT.at(Location(path, line), path=quoted)
        elif file.path.endswith((".yaml", ".yml")) and not (file.here and file.there):
            minicluster = parts[0] if parts[0] in project.names else ""
            what = message(_fate(file))
            yield UNDECIDED_RECORD.at(Location(path, line), minicluster=minicluster, what=what, path=quoted)


def _added_with_markers(root: Path, project: Project, told: frozenset[str]) -> Iterator[Finding]:
    """Yield the manifests that somebody added to git with its markers in them: git takes the merge for done."""
    for folder in (_OUTPUTS, *(f"{name}/{_OUTPUTS}" for name in project.miniclusters)):
        path = f"{folder}/{MANIFEST_NAME}"
        line = marker_line(root, path) if path not in told else 0
        if line:
            hint = message(
                N_(
                    "innoenvi report --force makes the documents anew, once for every --audience, then git add {folder}"
                ),
                folder=shlex.quote(folder),
            )
            yield UNDECIDED_OUTPUT.at(Location(path, line), hint=hint, path=shlex.quote(path))


def _fate(file: Unmerged) -> str:
    if file.here:
        return _GONE_THERE
    return _GONE_HERE if file.there else _GONE
