"""Read the programme's own templates and say what is wrong with them. None is run, trusted or not."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.proofing import template_faults
from innoenvi_cli.deliverables.template_files import LARGEST, TemplateFolder, UnsafeTemplateError, entries
from innoenvi_cli.errors import reason_of
from innoenvi_cli.findings import Location
from innoenvi_cli.resources import templates_folder
from innoenvi_cli.rules import UNREADABLE
from innoenvi_cli.rules.templates import UNSAFE_TEMPLATE, UNUSED_TEMPLATE
from innoenvi_cli.store.names import printable
from innoenvi_cli.store.reader import MAX_BYTES
from innoenvi_cli.text_distance import did_you_mean
from innoenvi_cli.usecases.specs import read_spec
from innoenvi_cli.usecases.templates import OWN_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.findings import Finding

_FOLDERS = ("markdown/", "workbooks/")


def check_templates(root: Path) -> list[Finding]:
    """Return what is wrong with the templates in the folder of the programme at ``root``."""
    folder = TemplateFolder(root / OWN_FOLDER, f"{OWN_FOLDER}/", own=True)
    try:
        if not stat.S_ISDIR(folder.path.lstat().st_mode):
            return [UNSAFE_TEMPLATE.at(Location(OWN_FOLDER), name=OWN_FOLDER)]
        own = list(entries(folder.path))
    except OSError as error:
        return [UNREADABLE.at(Location(OWN_FOLDER), reason=reason_of(error))]
    shipped = [entry.name for entry in entries(templates_folder())]
    known = frozenset({*shipped, *(entry.name for entry in own)})
    found: list[Finding] = []
    included: set[str] = set()
    for entry in own:
        faults, names = _faults(folder, entry.name, known, plain=entry.plain)
        found.extend(faults)
        included.update(names)
    for entry in own:
        if entry.plain and entry.name not in {*shipped, *included} and entry.name.startswith(_FOLDERS):
            place = Location(folder.shown + printable(entry.name))
            suggestion = did_you_mean(entry.name, shipped)
            found.append(UNUSED_TEMPLATE.at(place, name=printable(entry.name), suggestion=suggestion))
    return found


def _faults(
    folder: TemplateFolder, name: str, known: frozenset[str], *, plain: bool
) -> tuple[list[Finding], frozenset[str]]:
    is_spec = name.startswith("workbooks/") and name.endswith(".yaml")
    shown = folder.shown + printable(name)
    if not plain:
        return [UNSAFE_TEMPLATE.at(Location(shown), name=printable(name))], frozenset()
    if not is_spec and not name.endswith(".j2"):
        return [], frozenset()
    try:
        raw = folder.read(name, MAX_BYTES if is_spec else LARGEST)
    except UnsafeTemplateError:
        return [UNSAFE_TEMPLATE.at(Location(shown), name=printable(name))], frozenset()
    except OSError as error:
        return [UNREADABLE.at(Location(shown), reason=reason_of(error))], frozenset()
    if raw is None:  # taken away since it was listed
        return [], frozenset()
    if is_spec:
        return read_spec(raw, shown)[1], frozenset()
    return template_faults(raw, shown, known)
