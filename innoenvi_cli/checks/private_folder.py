"""The private folder: it must not be where records are."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import Scope
from innoenvi_cli.model.kinds import BY_PLURAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project

# What else of a programme belongs into git, or is git's own.
_OPEN: Final = frozenset({"deliverables", "templates", ".git", ".innoenvi"})
_KINDS: Final = frozenset(plural for plural, kind in BY_PLURAL.items() if kind.at_programme)


def private_among_records(project: Project, as_of: date) -> Iterator[Finding]:
    """IE055: the private folder is the programme itself, a minicluster, a folder of records or of deliverables.

    A folder that is named from elsewhere (``/srv/x``, ``../x``) is not judged here: that takes the disk.
    """
    if project.programme is None:
        return
    folder = project.programme.private_dir
    named = posixpath.normpath(folder.replace("\\", "/"))
    if named.startswith(("/", "..")):
        return
    if named == "." or is_among_records(named, project):
        scope = Scope("", project, project)
        yield scope.finding(rules.PRIVATE_AMONG_RECORDS, "innoenvi", ("private_dir",), folder=folder)


def is_among_records(inside: str, project: Project) -> bool:
    """Tell whether ``inside``, a path relative to the programme, is or lies in a place of records or deliverables."""
    first, *rest = PurePosixPath(inside).parts
    taken = {name.casefold() for name in (*project.names, *_KINDS, *_OPEN)}
    # The folder itself is not entered; where it holds a minicluster, that one counts as there but unread.
    return first.casefold() in taken or (not rest and f"miniclusters/{first}" in project.broken)
