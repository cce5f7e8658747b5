"""What keeps the private folder private: it lies where no records are, git holds none of it and would take none.

Nothing in the folder is looked at. Git is asked what it tracks and ignores, at once of names that lie elsewhere;
whether the folder is there at all is the one question put to the disk.
"""

from __future__ import annotations

import os
import posixpath
import re
import shlex
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from innoenvi_cli.checks.private_folder import is_among_records
from innoenvi_cli.checks.scopes import MOST
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import BY_PLURAL, MANIFEST_NAME
from innoenvi_cli.model.programme import SEES_CODES
from innoenvi_cli.rules import PRIVATE_AMONG_RECORDS, TRACKED_PRIVATE
from innoenvi_cli.rules.privacy import GIT_IS_SILENT, PRIVATE_NOT_IGNORED
from innoenvi_cli.store.names import printable
from innoenvi_cli.store.near_names import PEOPLE_FILE, names_people
from innoenvi_cli.store.presence import lies_really_in
from innoenvi_cli.store.private_place import DEFAULT, private_place
from innoenvi_cli.store.repository import tracked_files, would_take

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    strays = Strays(place, frozenset(project.names))
    tracked = tracked_files(root, place.path, place.root.absolute() / DEFAULT, globs=strays.globs, also=strays.has)
    if tracked is None:
        yield GIT_IS_SILENT.at(at, folder=printable(place.named))
    astray = frozenset(path for path in tracked or () if strays.has(path))
    for path in islice(tracked or (), MOST):
        yield _tracked(printable(path), printable(place.named.rstrip("/")), astray=path in astray)
    has_its_own = len(astray) < len(tracked or ())
    taken = taken_folder(place, project) if not has_its_own and _is_folder(place.path) else None
    if taken:
        yield PRIVATE_NOT_IGNORED.at(at, folder=printable(taken))


def taken_folder(place: PrivatePlace, project: Project) -> str | None:
    """Return the private folder, or the first one in it, of which git would take files; empty where it takes none.

    It is named as ``.gitignore`` has to name it: where a link leads elsewhere in the programme, by that place.
    Asked are the places of the people and of editions with names. ``None`` where git should know and does not answer.
    """
    folders = ("deliverables", *(f"{name}/deliverables" for name in project.names))
    editions = (f"{folder}/{name}" for folder in folders for name in _EDITIONS)
    taken = would_take(place.root, place.path, (*_ANY, *editions))
    if not taken:
        return None if taken is None else ""
    return posixpath.join(_behind_links(place), posixpath.dirname(taken[0])).rstrip("/")


def _behind_links(place: PrivatePlace) -> str:
    real, home = Path(os.path.realpath(place.path)), Path(os.path.realpath(place.root))
    return real.relative_to(home).as_posix() if real.is_relative_to(home) else place.named


def _tracked(path: str, folder: str, *, astray: bool) -> Finding:
    quoted = shlex.quote(path)
    if not astray:
        what = message(N_("a file of the private folder"))
        return TRACKED_PRIVATE.at(Location(path), what=what, path=quoted)
    hint = message(
        N_("git rm --cached {path}, move the file to {folder}/, and remove it from the history if it was pushed"),
        path=quoted,
        folder=folder,
    )
    what = message(N_("a file that belongs into the private folder"))
    return TRACKED_PRIVATE.at(Location(path), hint=hint, what=what, path=quoted)


@dataclass(frozen=True, slots=True)
class Strays:
    """Files that name people elsewhere than in ``place``, and what lies in folders of its name in ``miniclusters``."""

    place: PrivatePlace
    miniclusters: frozenset[str]

    @property
    def globs(self) -> tuple[str, ...]:
        """Patterns of git, relative to the programme, that leave out no such path, and few others in."""
        return ("**/*people*", *(f"**/{_escaped(name)}/**" for name in self.place.closed))

    def has(self, path: str) -> bool:
        """Tell whether ``path``, relative to the programme, is such a file; what is a record called people is none."""
        parts = path.split("/")
        if parts[0] == "..":
            return False
        if names_people(parts[-1]) and not self._is_record(parts):
            astray = not self.place.covers(path)
        else:
            astray = parts[0] in self.miniclusters and self.place.is_repeated_in(path)
        return astray and not lies_really_in(self.place.root / path, self.place.path)

    def _is_record(self, parts: list[str]) -> bool:
        *folders, name = parts
        kind = BY_PLURAL.get(folders[-1]) if folders and name == PEOPLE_FILE else None
        if kind is None:
            return False
        above = folders[:-1]
        return kind.at_programme if not above else above[0] in self.miniclusters and above[1:] == []


def _escaped(name: str) -> str:
    return re.sub(r"([*?\[\]\\])", r"\\\1", name)


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
