"""Make the deliverables, or tell which of those on disk are stale."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.catalogue import IDS, PROGRAMME_DELIVERABLES, templates_of
from innoenvi_cli.deliverables.rendering import Renderer
from innoenvi_cli.errors import (
    CannotReadError,
    ChangedMeanwhileError,
    RefusedError,
    UnknownNameError,
    UnsafePathError,
)
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import MANIFEST_NAME
from innoenvi_cli.rules import UNREADABLE
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.outputs import inside_programme
from innoenvi_cli.store.phase_log import log_path
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.unmerged import unmerged_files, versions_of
from innoenvi_cli.store.writer import apply_changes, locked
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.editions import Asked, day_of, editions_of, editions_of_programme
from innoenvi_cli.usecases.loading import refuse_partial
from innoenvi_cli.usecases.made_files import Shelf, check_made, made_before, plan
from innoenvi_cli.usecases.names import private_shelf, reader_of_names, refuse_in_private, refuse_taken
from innoenvi_cli.usecases.press import Press
from innoenvi_cli.usecases.renewals import Ways, renewals
from innoenvi_cli.usecases.templates import Templates
from innoenvi_cli.usecases.unread_records import refuse_unknown, shortfall

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.store.loader import Loaded
    from innoenvi_cli.usecases.editions import Edition
    from innoenvi_cli.usecases.made_files import ReportResult


def render(  # noqa: PLR0913 - each is an option of the command
    root: Path,
    *,
    miniclusters: Sequence[str] = (),
    deliverables: Sequence[str] = (),
    audience: Audience | None = None,
    languages: Sequence[Language] = (),
    as_of: date | None = None,
    output: Path | str | None = None,
    everything: bool = False,
    check: bool = False,
    force: bool = False,
    names: bool = False,
    dry_run: bool = False,
    trust_templates: bool = False,
    environ: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> ReportResult:
    """Make deliverables of the programme at ``root``, or with ``check`` tell which are stale and write nothing.

    Without ``miniclusters`` all of them and the programme's own are meant. Without ``deliverables`` those of the phases
    that a minicluster has reached, or with ``everything`` all. Without ``audience`` and ``languages`` the programme's
    settings hold, and what has been made for other audiences or in other languages is made anew as well. With ``names``
    the people behind the person codes are named, and the files go to the private folder instead of ``output``. A check
    takes as-of, audience and language of each file from the manifest. ``progress`` is told how many of how many files
    are done.

    Raises:
        UnknownNameError: there is no such minicluster, deliverable or audience.
        RefusedError: the disk keeps a record back, the programme's own record or the decisions of a minicluster cannot
            be read, ``as_of`` is before the last decision, a template does not work, a deliverable was asked for by an
            audience that it is not made for, the people's file cannot be read or git would see it, the files would lie
            in the private folder without names, or a manifest that a check looks at is broken.
        UnsafePathError: ``output`` leaves the programme, or a link stands in the way.
        UnfinishedError: somebody else is writing.
    """
    _known(deliverables, IDS, N_("deliverable"))
    _known((audience,) if audience is not None else (), AUDIENCES, N_("audience"))
    shelf = Shelf(root, inside_programme(root, output))
    reader = reader_of_names(audience) if names else audience
    with_programme = not miniclusters or any(found.id in deliverables for found in PROGRAMME_DELIVERABLES)
    loaded = load(root, None if with_programme else frozenset(miniclusters))
    _known(miniclusters, loaded.miniclusters, N_("minicluster"))
    _refuse_unreadable(loaded.findings)
    refuse_partial(loaded)
    refuse_unknown(loaded)
    templates = Templates(root, trusted=trust_templates)
    people: Mapping[str, Person] = {}
    if names:
        shelf, people = private_shelf(root, loaded.project)
    else:
        refuse_in_private(root, shelf, (*(miniclusters or loaded.miniclusters), ""))
        shelf = _with_merge(shelf)
    press = Press(loaded, Renderer(templates.folders, templates.spec, people))
    chosen = tuple(miniclusters) or tuple(loaded.project.miniclusters)
    asked = Asked(deliverables, reader, languages, as_of, os.environ if environ is None else environ, everything)
    shelves = (*chosen, "") if with_programme else chosen
    if check:
        with templates.quoting():
            result = check_made(shelf, press, shelves, asked)
            ways = renewals(result, Ways(shelf, press, tuple(miniclusters), asked))
        looked_at = {file.deliverable for file in (*result.unchanged, *result.stale, *result.kept)}
        notes = (*shortfall(loaded), *templates.warnings(templates_of(looked_at)))
        return replace(result, renewals=ways, warnings=notes)
    wanted, gone = _wanted(shelf, press, shelves, asked)
    warnings = [*shortfall(loaded), *templates.warnings({item.deliverable.template for item in wanted})]
    rendered = []
    for done, item in enumerate(wanted):
        progress(done, len(wanted))
        with templates.quoting():
            rendered.append((item, press.render(item)))
    if dry_run:
        return plan(shelf, rendered, gone, warnings, force=force)
    with locked(shelf.root, private=names):
        _refuse_overtaken(root, loaded)
        result = plan(shelf, rendered, gone, warnings, force=force)
        if names:
            refuse_taken(root, loaded.project, shelf, result.changes)
        apply_changes(shelf.root, result.changes)
    return result


def _with_merge(shelf: Shelf) -> Shelf:
    """Return ``shelf`` with what git knows of an open merge."""
    files = tuple(unmerged_files(shelf.root))
    manifests = [file for file in files if file.path.rpartition("/")[2] == MANIFEST_NAME]
    return replace(
        shelf,
        unmerged={file.path: versions_of(shelf.root, file) for file in manifests},
        mixed=frozenset(file.path for file in files if file.marker_line),
    )


def _wanted(shelf: Shelf, press: Press, names: Sequence[str], asked: Asked) -> tuple[list[Edition], list[Edition]]:
    """Return what to make of what is asked for, also because it has been made before, and what is to go.

    So ``report`` leaves nothing behind that ``report --check`` with the same words calls stale. Nothing comes back that
    somebody took away: it goes from the manifest too, like what was made of a record that is gone.
    """
    wanted = [item for name in names if name for item in editions_of(press.project, name, asked, press.records)]
    if "" in names:
        wanted.extend(editions_of_programme(press.project, asked))
    made = {(item.minicluster, item.name) for item in wanted}
    gone: list[Edition] = []
    for item in made_before(shelf, names, asked):
        if (item.minicluster, item.name) in made:
            continue
        now = replace(item, as_of=day_of(press.project, item.minicluster, asked))
        is_on_disk = shelf.read(f"{shelf.folder(item.minicluster)}/{item.name}") is not None
        lives = is_on_disk and (not item.record or item.record in press.records(now))
        (wanted if lives else gone).append(now)
    return wanted, gone


def _refuse_unreadable(findings: Sequence[Finding]) -> None:
    """Make nothing while the disk keeps records back: unlike a broken record, one unread is missing without a trace."""
    unread = next((finding for finding in findings if finding.code == UNREADABLE.code), None)
    if unread is not None:
        raise RefusedError(
            message(N_("{path} cannot be read, so that documents would lack what it holds"), path=unread.location.path),
            message(N_("see innoenvi check; when the file can be read, run innoenvi report again")),
        )


def _refuse_overtaken(root: Path, loaded: Loaded) -> None:
    """Put nothing over the documents of a decision that somebody has made while these were rendered without it."""
    for name in loaded.project.miniclusters:
        try:
            present: bytes | None = read_plain(root, log_path(name))
        except (CannotReadError, UnsafePathError):
            present = None
        if present != loaded.phases.get(name):
            raise ChangedMeanwhileError(log_path(name))


def _known(names: Sequence[str], choices: Sequence[str], what: str) -> None:
    for name in names:
        if name not in choices:
            raise UnknownNameError(message(what), name, tuple(choices), nearest(name, choices))
