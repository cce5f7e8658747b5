"""Whether something stands at a path. Asking the disk has three answers: yes, no, and that it does not say.

``os.path.lexists`` takes the third for a no, and a record that the disk keeps back for one that was never written.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether anything stands at ``path``, be it a link that leads nowhere.

    Raises:
        OSError: the disk does not say.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def may_be_there(path: Path) -> bool:
    """Tell whether anything stands at ``path``, or could: for what is safe when it errs on that side."""
    try:
        return is_there(path)
    except (OSError, ValueError):
        return True


def lies_really_in(path: Path, folder: Path) -> bool:
    """Tell whether ``path`` is in ``folder`` once every link on both ways is followed; neither is opened."""
    try:
        return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))
    except (OSError, ValueError):  # no path at all for this system
        return False


def is_surely_there(path: Path) -> bool:
    """Tell whether something stands at ``path`` and the disk says so: for what would be wrong without."""
    try:
        return is_there(path)
    except (OSError, ValueError):
        return False
