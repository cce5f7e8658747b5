"""Make the decisions of a minicluster again, from its records: the same records must give the same history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.transition import Intention
from innoenvi_cli.model.base import in_language
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.phase_log import log_path
from innoenvi_cli.store.writer import apply_changes, locked
from innoenvi_cli.usecases.advance_phase import AdvanceRequest
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.model.phases import PhaseEntry


@dataclass(frozen=True, slots=True)
class History:
    """The decisions that were set aside, as requests to make them again, and the bytes that must come out."""

    minicluster: str
    requests: tuple[AdvanceRequest, ...]
    expected: bytes


def set_history_aside(root: Path, minicluster: str) -> History:
    """Delete ``phases.yaml`` of ``minicluster`` and return the requests that make it again.

    Raises:
        UnknownNameError: there is no such minicluster.
        RefusedError: it has no history, or one that holds reviews, which cannot be made again on the same records.
    """
    with locked(root):
        situation = assess(root, minicluster)
        raw, phases = situation.raw_phases, situation.cluster.phases
        if raw is None or phases is None or any(entry.kind == "review" for entry in phases.entries):
            raise RefusedError(
                message(N_("'{minicluster}' has no history that could be made again"), minicluster=minicluster),
                message(N_("choose a minicluster with decisions and without reviews")),
            )
        apply_changes(root, [Change(log_path(minicluster), raw, None)])
    return History(minicluster, tuple(request_of(minicluster, entry) for entry in phases.entries), raw)


def request_of(minicluster: str, entry: PhaseEntry) -> AdvanceRequest:
    """Return the request that makes ``entry``."""
    condition = entry.condition
    recycled = entry.to if entry.decision == "recycle" and entry.to != "fast_track" else None
    return AdvanceRequest(
        minicluster=minicluster,
        intention=Intention(
            decision=entry.decision or "go",
            meeting=(entry.meeting.event, entry.meeting.item) if entry.meeting else None,
            note=in_language(entry.note, "fi") or None,
            waivers=tuple((waiver.criterion, in_language(waiver.reason, "fi")) for waiver in entry.waivers),
            condition=(in_language(condition.text, "fi"), condition.owner, condition.due) if condition else None,
            to_phase=recycled,
            ending=entry.ending,
        ),
        by=entry.by,
        as_of=entry.date,
        from_phase=entry.gate,
    )
