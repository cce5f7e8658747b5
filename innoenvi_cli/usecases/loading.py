"""What of a programme a use case reads: all of it, or the miniclusters that somebody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError, UnknownNameError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.phases import standing
from innoenvi_cli.rules import NOT_CHECKED_OUT
from innoenvi_cli.store.loader import load
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.loader import Loaded


def load_chosen(root: Path, miniclusters: tuple[str, ...], *, suspicious: bool = False) -> Loaded:
    """Read the programme at ``root`` with only ``miniclusters``, all when none is named.

    With ``suspicious`` the files that may hold personal data are kept as they were read.

    Raises:
        UnknownNameError: there is no such minicluster.
    """
    loaded = load(root, frozenset(miniclusters) if miniclusters else None, suspicious=suspicious)
    known = loaded.miniclusters
    for name in miniclusters:
        if name not in known:
            none = message(N_("there is none yet: innoenvi new MINICLUSTER makes one"))
            raise UnknownNameError(message(N_("minicluster")), name, known, nearest(name, known), none=none)
    return loaded


def refuse_partial(loaded: Loaded) -> None:
    """Decide, write and compare nothing while git has left records out of the checkout: for all others they are there.

    Raises:
        RefusedError: some of those that were to be read are not checked out.
    """
    absent = next((finding for finding in loaded.findings if finding.code == NOT_CHECKED_OUT.code), None)
    if absent is not None:
        raise RefusedError(
            message(N_("{path} is not checked out, so what it holds would be left out"), path=absent.location.path),
            message(N_("bring all records back with git sparse-checkout disable, and run the command again")),
        )


def last_decision(project: Project) -> date | None:
    """Return the date of the latest decision on any minicluster that was read."""
    dates = (standing(cluster).last_date for cluster in project.miniclusters.values())
    return max((day for day in dates if day is not None), default=None)
