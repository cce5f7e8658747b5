"""Where editions with names go: into the private folder, and only where git cannot see it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.person_codes import SEES_CODES
from innoenvi_cli.errors import RefusedError, UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.store.people import read_people
from innoenvi_cli.store.private_place import private_place
from innoenvi_cli.store.repository import keeps_out, tracked_files
from innoenvi_cli.usecases.made_files import Shelf
from innoenvi_cli.usecases.private_folder import lies_among_records, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.private_place import PrivatePlace


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
    """Return where editions with names stand, and the people by their codes; who was erased is none of them.

    Raises:
        RefusedError: the private folder is where records are, is a link, or git has it, would take it or is silent.
        PeopleUnreadableError: the people's file is missing or wrong.
    """
    place = place_of(root, project)
    _refuse_open(place, project)
    if project.programme is None or not project.programme.invented:
        _refuse_visible(root, place)
    people = read_people(place.path, shown=place.named.rstrip("/"))
    erased = {entry.code for entry in people.erased}
    known = {code: person for code, person in people.people.items() if code not in erased}
    if place.inside:
        return Shelf(root, f"{place.inside}/"), known
    return Shelf(place.path, shown=f"{place.path.as_posix()}/"), known


def refuse_in_private(root: Path, shelf: Shelf, miniclusters: Iterable[str]) -> None:
    """Keep deliverables without names out of the private folder, where they would be looked for among those with names.

    Raises:
        RefusedError: one of their folders lies in it.
    """
    place = private_place(root)
    for name in miniclusters:
        if place.covers(shelf.folder(name)):
            raise RefusedError(
                message(N_("{folder} lies in the private folder"), folder=shelf.folder(name)),
                message(N_("put them elsewhere; editions with names go there by themselves: --names")),
            )


def _refuse_open(place: PrivatePlace, project: Project) -> None:
    """Refuse a folder that is for everybody's eyes, and a link, which may lead to one."""
    if lies_among_records(place, project):
        raise _refusal(
            N_("{folder} holds what belongs into git, so that names would be committed"),
            place,
            message(N_("name a folder of its own in innoenvi.yaml: private_dir: private")),
        )
    if place.inside and _goes_through_a_link(place):
        raise _refusal(
            N_("{folder} is a link, or lies behind one"),
            place,
            message(N_("name the place itself in innoenvi.yaml: private_dir: /path/of/the/folder")),
        )


def _refuse_visible(root: Path, place: PrivatePlace) -> None:
    """Refuse a folder that git has, would take, or says nothing about."""
    folder = place.named.rstrip("/")
    tracked, kept_out = tracked_files(root, place.path), keeps_out(root, place.path)
    if tracked:
        raise _refusal(
            N_("git tracks files of {folder}/, so that names would be committed"),
            place,
            message(N_("see innoenvi check --select IE054: they have to leave git first")),
        )
    if kept_out is False:
        raise _refusal(
            N_("git does not ignore {folder}/, so that names would be committed"),
            place,
            message(N_("add {folder}/ to .gitignore"), folder=folder),
        )
    if tracked is None or kept_out is None:
        raise _refusal(
            N_("git does not answer, so nobody can tell whether names in {folder}/ would be committed"),
            place,
            message(N_("see what git status says here, or let private_dir name a folder outside the repository")),
        )


def _refusal(text: str, place: PrivatePlace, hint: Message) -> RefusedError:
    return RefusedError(message(text, folder=place.named.rstrip("/")), hint)


def _goes_through_a_link(place: PrivatePlace) -> bool:
    step = place.root
    for part in place.inside.split("/"):
        step = step / part
        try:
            if stat.S_ISLNK(os.lstat(step).st_mode):
                return True
        except OSError:
            return False
    return False
