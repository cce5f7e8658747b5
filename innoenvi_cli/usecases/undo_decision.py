"""Take the last decision of a minicluster back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.suspicion import changed_since, standing_at, unread_since
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.phase_log import cut_last_entry, log_path
from innoenvi_cli.store.writer import apply_changes, locked
from innoenvi_cli.usecases.situation import assess, refuse_unread_log

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from innoenvi_cli.model.phases import PhaseEntry, PhaseId


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The decision that was taken back, and the phase the minicluster is in again."""

    root: Path
    minicluster: str
    entry: PhaseEntry
    phase: PhaseId
    files: tuple[str, ...]


def undo_decision(root: Path, minicluster: str, *, environ: Mapping[str, str] | None = None) -> UndoResult:
    """Cut the last decision or review of ``minicluster`` off.

    Raises:
        UnknownNameError: there is no such minicluster.
        RefusedError: there is no decision, a record it judged has changed since, or that or the decisions cannot be
            read.
    """
    with locked(root):
        situation = assess(root, minicluster, environ=environ)
        refuse_unread_log(situation)
        raw, phases = situation.raw_phases, situation.cluster.phases
        if raw is None or phases is None or not phases.entries:
            raise RefusedError(
                message(N_("'{minicluster}' has no decision to take back"), minicluster=minicluster),
                message(N_("look at its state with innoenvi status {minicluster}"), minicluster=minicluster),
            )
        entry = phases.entries[-1]
        changed = changed_since(situation.loaded.project, situation.cluster, entry)
        if changed:
            raise RefusedError(
                message(N_("records that the decision judged have changed since: {records}"), records=changed),
                message(
                    N_(
                        "the decision stays as the memory of what was judged; judge again with innoenvi review, or undo"
                        " the changes first"
                    )
                ),
            )
        unread = unread_since(situation.loaded.project, situation.cluster, entry)
        if unread:
            raise RefusedError(
                message(N_("records that the decision judged cannot be read now: {records}"), records=unread),
                message(N_("mend what innoenvi check reports")),
            )
        change = Change(log_path(minicluster), raw, cut_last_entry(raw))
        apply_changes(root, [change])
    before = standing_at(situation.cluster, entry)
    return UndoResult(root, minicluster, entry, before.phase, (change.path,))
