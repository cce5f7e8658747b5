"""Where the programme is: found upwards from here, and seen from the root of its git repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from innoenvi_cli.errors import NoProgrammeError
from innoenvi_cli.store.files import PROGRAMME_FILE, find_programme
from innoenvi_cli.store.near_names import rename_hint
from innoenvi_cli.store.presence import is_surely_there
from innoenvi_cli.store.private_place import outside_private

# What an editor or a disk makes of the name. Each is asked for: without a programme no folder is looked through.
_NEARLY: Final = ("innoenvi.yml", "innoenvi.yaml.txt", "Innoenvi.yaml", "Innoenvi.yml", "Innoenvi.yaml.txt")


def programme_root() -> Path:
    """Return the folder of the programme that the present folder is in; what lies in a private folder is none.

    Raises:
        NoProgrammeError: there is none here or above.
    """
    here = Path.cwd()
    try:
        return outside_private(find_programme(here))
    except NoProgrammeError as error:
        near = next((name for name in _NEARLY if is_surely_there(here / name)), None)
        if near is not None:
            error.hint = rename_hint(near, PROGRAMME_FILE)
        raise


def git_prefix(root: Path) -> str:
    """Return the path of ``root`` below the root of its git repository, empty when it is that or there is none."""
    folder = root.absolute()
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / ".git"):
            relative = folder.relative_to(candidate).as_posix()
            return "" if relative == "." else relative
    return ""
