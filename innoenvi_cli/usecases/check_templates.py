"""Read the programme's own templates and say what is wrong with them. None is run, trusted or not."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.proofing import template_faults
from innoenvi_cli.deliverables.template_files import LARGEST, TemplateFolder, UnsafeTemplateError, entries
from innoenvi_cli.errors import reason_of
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.resources import templates_folder
from innoenvi_cli.rules import UNREADABLE
from innoenvi_cli.rules.templates import UNSAFE_TEMPLATE, UNUSED_TEMPLATE
from innoenvi_cli.store.files import MINICLUSTER_FILE
from innoenvi_cli.store.names import printable
from innoenvi_cli.store.reader import MAX_BYTES
from innoenvi_cli.text_distance import nearest, suggested
from innoenvi_cli.usecases.specs import read_spec
from innoenvi_cli.usecases.templates import OWN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from innoenvi_cli.findings import Finding

_FOLDERS: Final = ("markdown/", "workbooks/")
_SPECS: Final = frozenset({"yaml", "yml"})
_ENDINGS: Final = _SPECS | {"j2"}


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
        if entry.plain and entry.name not in {*shipped, *included} and _is_meant_as_one(entry.name):
            place = Location(folder.shown + printable(entry.name))
            suggestion = suggested(_meant(entry.name, shipped))
            found.append(UNUSED_TEMPLATE.at(place, name=printable(entry.name), suggestion=suggestion))
    return found


def misnamed_folder(name: str) -> Finding:
    """Return the finding for a folder ``name`` that is called like that of the templates but for its capitals."""
    hint = message(N_("call it {folder}: capitals count"), folder=OWN_FOLDER)
    return UNUSED_TEMPLATE.at(Location(name), name=name, suggestion=suggested(OWN_FOLDER), hint=hint)


def _is_meant_as_one(name: str) -> bool:
    """Tell a template from a note on templates, which may lie beside their folders, and from a minicluster (IE058)."""
    if name == MINICLUSTER_FILE:
        return False
    return name.startswith(_FOLDERS) or not _ENDINGS.isdisjoint(_file_name(name).split("."))


def _meant(name: str, shipped: Collection[str]) -> str | None:
    """Return the shipped template that ``name`` was meant to replace: the same kind of file, wherever it lies."""
    stem, *endings = _file_name(name).split(".")
    is_spec = not _SPECS.isdisjoint(endings)
    stems = {_file_name(other).split(".")[0]: other for other in shipped if other.endswith(".yaml") == is_spec}
    found = nearest(stem, stems)
    return stems[found] if found is not None else None


def _file_name(name: str) -> str:
    return name.rpartition("/")[2].casefold()


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
