"""What keeps the private folder private: it lies where no records are, git holds none of it and would take none.

Nothing in the folder is looked at. Git is asked what it tracks and ignores; whether the folder is there at all is the
one question put to the disk.
"""

from __future__ import annotations

import os
import posixpath
import shlex
import stat
from itertools import islice
from typing import TYPE_CHECKING, Final

from innoenvi_cli.checks.private_folder import is_among_records
from innoenvi_cli.checks.scopes import MOST
from innoenvi_cli.deliverables.manifest import MANIFEST_NAME
from innoenvi_cli.deliverables.person_codes import SEES_CODES
from innoenvi_cli.findings import Location
from innoenvi_cli.rules import PRIVATE_AMONG_RECORDS, TRACKED_PRIVATE
from innoenvi_cli.rules.privacy import GIT_IS_SILENT, PRIVATE_NOT_IGNORED
from innoenvi_cli.store.names import printable
from innoenvi_cli.store.private_place import DEFAULT, private_place
from innoenvi_cli.store.repository import tracked_files, would_take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.private_place import PrivatePlace

# What stands there, and whatever else may. A rule may let git take one folder, or files of one kind.
_ANY: Final = ("people.yaml", "x")
_EDITIONS: Final = (MANIFEST_NAME, *(f"{audience}/x.{form}" for audience in SEES_CODES for form in ("md", "xlsx")))


def place_of(root: Path, project: Project) -> PrivatePlace:
    """Return the private folder of ``project``; where its record is broken, by what can be read of it."""
    return private_place(root, project.programme.private_dir if project.programme is not None else None)


def private_findings(root: Path, project: Project) -> Iterator[Finding]:
    """IE054, IE055, IE060, IE061: about the private folder of the programme at ``root``; one invented may be in git."""
    place = place_of(root, project)
    at = project.origin("innoenvi").at("private_dir")
    if project.programme is not None:
        if names_a_place_elsewhere(place.named) and lies_among_records(place, project):
            yield PRIVATE_AMONG_RECORDS.at(at, folder=place.named)
        if project.programme.invented:
            return
    if lies_among_records(place, project):
        return
    tracked = tracked_files(root, place.path, place.root.absolute() / DEFAULT)
    if tracked is None:
        yield GIT_IS_SILENT.at(at, folder=printable(place.named))
    for path in islice(tracked or (), MOST):
        shown = printable(path)
        yield TRACKED_PRIVATE.at(Location(shown), path=shlex.quote(shown))
    taken = taken_folder(place, project) if not tracked and _is_folder(place.path) else None
    if taken:
        yield PRIVATE_NOT_IGNORED.at(at, folder=printable(taken))


def taken_folder(place: PrivatePlace, project: Project) -> str | None:
    """Return the private folder, or the first one in it, of which git would take files; empty where it takes none.

    Asked are the places of the people and of editions with names. ``None`` where git should know and does not answer.
    """
    folders = ("deliverables", *(f"{name}/deliverables" for name in project.names))
    editions = (f"{folder}/{name}" for folder in folders for name in _EDITIONS)
    taken = would_take(place.root, place.path, (*_ANY, *editions))
    if not taken:
        return None if taken is None else ""
    return posixpath.join(place.named, posixpath.dirname(taken[0])).rstrip("/")


def lies_among_records(place: PrivatePlace, project: Project) -> bool:
    """Tell whether the private folder is where records or deliverables are, or the programme lies in it."""
    return place.holds_records or (place.inside != "" and is_among_records(place.inside, project))


def names_a_place_elsewhere(named: str) -> bool:
    """Tell whether only the disk says where the folder lies: the checks of the records leave such names alone."""
    return os.path.isabs(named) or os.path.normpath(named).startswith("..")  # noqa: PTH117 - a text of the records


def _is_folder(path: Path) -> bool:
    """Tell whether there is such a folder, be it behind a link: where that leads, there may be another repository."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False
