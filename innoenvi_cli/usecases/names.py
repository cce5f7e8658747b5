"""Where editions with names go: into the private folder, and only where git cannot see it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.person_codes import SEES_CODES
from innoenvi_cli.errors import RefusedError, UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.store.people import read_people
from innoenvi_cli.store.repository import is_ignored
from innoenvi_cli.usecases.made_files import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Project


def reader_of_names(asked: Audience | None) -> Audience:
    """Return for whom an edition with names is made.

    Raises:
        UsageError: the audience asked for does not see person codes at all.
    """
    if asked is not None and asked not in SEES_CODES:
        raise UsageError(
            message(N_("names are not for the audience {audience}"), audience=label("audience", asked)),
            message(N_("use --audience core_group or --audience consultants, or leave --names out")),
        )
    return asked or SEES_CODES[0]


def private_shelf(root: Path, project: Project) -> tuple[Shelf, Mapping[str, Person]]:
    """Return where editions with names stand, and the people by their codes.

    Raises:
        RefusedError: git would see the private folder.
        PeopleUnreadableError: the people's file is missing or wrong.
    """
    programme = project.programme
    folder = programme.private_dir if programme is not None else "private"
    place = Path(os.path.normpath(root / folder))
    inside = place.is_relative_to(os.path.normpath(root))
    if inside and not (programme is not None and programme.invented) and is_ignored(root, f"{folder}/x") is False:
        raise RefusedError(
            message(N_("git does not ignore {folder}/, so that names would be committed"), folder=folder),
            message(N_("add {folder}/ to .gitignore"), folder=folder),
        )
    people = read_people(place, shown=folder).people
    if inside:
        return Shelf(root, f"{place.relative_to(os.path.normpath(root)).as_posix()}/"), people
    return Shelf(place, shown=f"{place.as_posix()}/"), people
