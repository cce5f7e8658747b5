"""The private folder: it must not be where records are."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import Scope
from innoenvi_cli.model.kinds import BY_PLURAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project


def private_among_records(project: Project, as_of: date) -> Iterator[Finding]:
    """IE055: the private folder is the programme itself, a minicluster, or a folder of records."""
    if project.programme is None:
        return
    folder = project.programme.private_dir
    parts = PurePosixPath(folder.replace("\\", "/")).parts
    if not parts or parts[0] in {*project.names, *(kind for kind, known in BY_PLURAL.items() if known.at_programme)}:
        scope = Scope("", project, project)
        yield scope.finding(rules.PRIVATE_AMONG_RECORDS, "innoenvi", ("private_dir",), folder=folder)
