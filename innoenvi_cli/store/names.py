"""What the names of files, folders and records must be like, so that they are the same on every computer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli import rules
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import SLUG_MAX, folder_fault
from innoenvi_cli.model.kinds import RESERVED_FOLDERS, RESERVED_IDS, WINDOWS_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innoenvi_cli.findings import Finding, Rule

_SHOWN: Final = 80
FOLDER_FAULTS: Final = {
    "innoenvi_folder_up": N_("'..' leads out of the folder"),
    "innoenvi_folder_home": N_("'~' is another folder for everybody"),
    "innoenvi_folder_windows": N_("a backslash or a colon divides it on Windows alone"),
    "innoenvi_folder_git": N_("git keeps its own files there"),
    "innoenvi_folder_long": N_("it is too long"),
}


@dataclass(frozen=True, slots=True)
class NameFault:
    """Why a name cannot be an id: the rule that it breaks, and what the rule's sentence asks for besides the name."""

    rule: Rule
    name: str
    args: tuple[tuple[str, object], ...] = ()

    def at(self, place: Location, *, minicluster: str = "", record: str = "") -> Finding:
        """Return the finding at ``place``."""
        shown = self.name if len(self.name) <= _SHOWN else self.name[:_SHOWN] + "…"
        args: dict[str, Any] = dict(self.args)
        return self.rule.at(place, minicluster=minicluster, record=record, name=shown, **args)


def name_fault(name: str) -> NameFault | None:
    """Say why ``name`` cannot be an id, or return ``None`` when it can."""
    plain = all(
        character.isascii() and (character.islower() or character.isdigit() or character == "-") for character in name
    )
    if not name:
        return NameFault(rules.BAD_NAME, name, (("reason", message(N_("it is empty"))),))
    if not plain or not name[0].isalpha() or name.endswith("-") or "--" in name:
        reason = message(N_("it is not made of small letters, digits and single hyphens"))
        return NameFault(rules.BAD_NAME, name, (("reason", reason),))
    if len(name) > SLUG_MAX:
        return NameFault(rules.LONG_NAME, name, (("length", len(name)), ("limit", SLUG_MAX)))
    if name in RESERVED_IDS:
        windows = message(N_("Windows has a device of that name"))
        reason = windows if name in WINDOWS_NAMES else message(N_("the word has a meaning of its own in YAML"))
        return NameFault(rules.RESERVED_NAME, name, (("reason", reason),))
    return None


def minicluster_name_fault(name: str) -> NameFault | None:
    """Say why ``name`` cannot be a minicluster's id, or return ``None`` when it can."""
    if name in RESERVED_FOLDERS:
        return NameFault(rules.RESERVED_FOLDER, name)
    return name_fault(name)


def folder_refused(value: str) -> Finding | None:
    """Return the finding about a ``value`` that does not name one folder for everybody, ``None`` where it does."""
    fault = folder_fault(value)
    if fault is None:
        return None
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return rules.UNSAFE_FOLDER.at(Location("-"), value=shown, reason=message(FOLDER_FAULTS[fault]))


def by_folded_name(names: Iterable[str]) -> dict[str, list[str]]:
    """Return ``names`` by what is left of them where case and composition do not count."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_folded(name), []).append(name)
    return found


def twin_of(name: str, beside: Mapping[str, Sequence[str]]) -> str | None:
    """Return the one of ``beside`` (see ``by_folded_name``) that is the same as ``name`` on Windows and macOS.

    Of two such names the one that can be an id, or else the first, has no twin.
    """
    same = beside.get(_folded(name), ())
    keep = next((other for other in same if name_fault(other.partition(".")[0]) is None), same[0] if same else name)
    return None if keep == name else printable(keep)


def printable(name: str) -> str:
    """Return a file name as it can be shown: what is no text, or would break the line, becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in name)


def _folded(name: str) -> str:
    return (
        name.lower() if name.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    )
