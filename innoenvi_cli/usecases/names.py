"""Where editions with names go: into the private folder, and only where git cannot see it."""

from __future__ import annotations

import os
import posixpath
import stat
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import RefusedError, UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.programme import SEES_CODES
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.people import read_people
from innoenvi_cli.store.private_place import private_place
from innoenvi_cli.store.repository import tracked_files, would_take
from innoenvi_cli.usecases.made_files import Shelf
from innoenvi_cli.usecases.private_folder import lies_among_records, place_of, taken_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.changes import Change
    from innoenvi_cli.store.private_place import PrivatePlace

_STAGED: Final = ".innoenvi-0000000000000000.tmp"
"""What a file may be called until it is whole, and after a killed run."""


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
        RefusedError: nobody can say which folder is meant, it is where records are, is a link, or git has it, would
            take it or is silent.
        PeopleUnreadableError: the people's file is missing or wrong.
    """
    if project.programme is None:
        # What can be read of a broken record is enough to keep out of a folder, and not to write into one.
        raise RefusedError(
            message(N_("{path} is broken, so that nobody can say where names belong"), path=PROGRAMME_FILE),
            message(N_("see innoenvi check; mend it and run the command again")),
        )
    place = place_of(root, project)
    _refuse_open(place, project)
    if not project.programme.invented:
        _refuse_visible(root, place, project)
    people = read_people(place.path, shown=place.named.rstrip("/"))
    erased = {entry.code for entry in people.erased}
    known = {code: person for code, person in people.people.items() if code not in erased}
    if place.inside:
        return Shelf(root, f"{place.inside}/"), known
    return Shelf(place.path, shown=f"{place.path.as_posix()}/"), known


def refuse_taken(root: Path, project: Project, shelf: Shelf, changes: Sequence[Change]) -> None:
    """Make sure of the very files that are about to be written: a rule of git's may let one of them in.

    Raises:
        RefusedError: git would take one of them, or is silent.
    """
    place = place_of(root, project)
    paths = [change.path.removeprefix(shelf.prefix) for change in changes if change.after is not None]
    if not paths or (project.programme is not None and project.programme.invented):
        return
    aside = dict.fromkeys(f"{posixpath.dirname(path)}/{_STAGED}" for path in paths)
    taken, shown = would_take(root, place.path, (*paths, *aside)), shelf.shown or shelf.prefix
    if taken is None:
        raise _silent(place)
    if taken:
        raise RefusedError(
            message(N_("git does not ignore {path}, so that names would be committed"), path=f"{shown}{taken[0]}"),
            message(N_("let .gitignore end with the line {folder}/"), folder=place.named.rstrip("/")),
        )


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


def _refuse_visible(root: Path, place: PrivatePlace, project: Project) -> None:
    """Refuse a folder that git has, would take, or says nothing about."""
    folder = place.named.rstrip("/")
    tracked, taken = tracked_files(root, place.path), taken_folder(place, project)
    if tracked:
        raise _refusal(
            N_("git tracks files of {folder}/, so that names would be committed"),
            place,
            message(N_("see innoenvi check --select IE054: they have to leave git first")),
        )
    if taken:
        raise RefusedError(
            message(N_("git does not ignore {folder}/, so that names would be committed"), folder=taken),
            message(N_("let .gitignore end with the line {folder}/"), folder=folder),
        )
    if tracked is None or taken is None:
        raise _silent(place)


def _silent(place: PrivatePlace) -> RefusedError:
    return _refusal(
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
