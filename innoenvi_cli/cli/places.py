"""Where the programme is: found upwards from here, and seen from the root of its git repository."""

from __future__ import annotations

import os
from pathlib import Path

from innoenvi_cli.store.files import find_programme
from innoenvi_cli.store.private_place import outside_private


def programme_root() -> Path:
    """Return the folder of the programme that the present folder is in; what lies in a private folder is none.

    Raises:
        NoProgrammeError: there is none here or above.
    """
    return outside_private(find_programme(Path.cwd()))


def git_prefix(root: Path) -> str:
    """Return the path of ``root`` below the root of its git repository, empty when it is that or there is none."""
    folder = root.absolute()
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / ".git"):
            relative = folder.relative_to(candidate).as_posix()
            return "" if relative == "." else relative
    return ""
