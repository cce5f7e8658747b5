"""What somebody meant to call a file: names that are nearly right, and would be read by nobody.

Editors and disks change names behind one's back: Notepad hangs ``.txt`` on, a copy becomes ``people (1).yaml``, a
phone begins every name with a capital letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.store.names import name_fault, printable
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from innoenvi_cli.i18n import Message

PEOPLE_FILE: Final = "people.yaml"
# The right ending with something behind it (.yaml.txt, .yaml.bak, .yaml~), or its letters in another order (.ymal).
_ENDING_AND_MORE: Final = re.compile(r"(?P<stem>.+?)\.ya?ml(?:[ ._~-]+|~?\.[a-z0-9]+~?)$", re.IGNORECASE)
_LETTERS_OF_IT: Final = re.compile(r"(?P<stem>.+)\.y[aml]{2,4}$", re.IGNORECASE)
_TEXT: Final = (".txt", ".text")
# What copies of the people's file are called by Windows, macOS, editors and git.
_PEOPLE: Final = re.compile(
    r"[.#]?(?:copy of |kopio )?people(?: ?-? ?(?:copy|kopio))?(?: ?\(\d+\)| \d+)?\.y[aml]{2,4}(?:\.[a-z0-9]+)?[~# ]*",
    re.IGNORECASE,
)


def is_yaml(name: str) -> bool:
    """Tell whether a file is called like one of YAML."""
    return name.lower().endswith((".yaml", ".yml"))


def meant_as_yaml(name: str, beside: Collection[str], *, bare: bool = False) -> str | None:
    """Return the name that ``name`` was meant to be, ending in ``.yaml``, or ``None`` where it is that or another file.

    ``beside`` are the names in the same folder: a backup of one of them is another file. Where all files are records,
    an id without an ending is one as well (``bare``).
    """
    if name.endswith(".yaml"):
        return None
    letters, more = _LETTERS_OF_IT.fullmatch(name), _ENDING_AND_MORE.fullmatch(name)
    found = letters or more
    if found is None:
        return f"{name}.yaml" if bare and name_fault(name) is None and f"{name}.yaml" not in beside else None
    meant = f"{found['stem']}.yaml"
    is_backup = letters is None and not name.lower().endswith(_TEXT)
    return None if is_backup and meant in beside else meant


def near_name(wanted: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that was meant to be ``wanted``, a file of YAML; ``None`` where none is near."""
    stem = wanted.removesuffix(".yaml")
    whole = {(meant_as_yaml(name, ()) or name).lower(): name for name in names if name != wanted}
    exact = whole.get(wanted) or whole.get(stem)
    if exact is not None:
        return exact
    like = [name.removesuffix(".yaml") for name in whole if name.endswith(".yaml") and len(name) < 2 * len(wanted)]
    found = nearest(stem, like, cutoff=0.85)
    return whole[f"{found}.yaml"] if found is not None else None


def names_people(name: str) -> bool:
    """Tell whether a file is called like the one that names people, or like a copy of it."""
    return _PEOPLE.fullmatch(name) is not None


def rename_hint(name: str, meant: str) -> Message:
    """Say that the file that is missed is there, called ``name``."""
    return message(N_("there is {name}: rename it to {meant}"), name=printable(name), meant=printable(meant))


def instead_hint(meant: str, present: Collection[str]) -> Message:
    """Say what to do with a file that was meant to be called ``meant``; ``present`` are the names beside it."""
    if meant in present:
        text = N_("only {meant}, which lies beside it, is read: bring over what this one has more, then delete it")
        return message(text, meant=printable(meant))
    return message(N_("rename it to {meant}: what does not end in .yaml is not read"), meant=printable(meant))
