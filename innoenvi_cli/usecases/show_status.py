"""Where each minicluster stands, and what its next gate still waits for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.checks import run_checks
from innoenvi_cli.findings import Severity
from innoenvi_cli.method.metrics.fast_track import is_closed
from innoenvi_cli.method.phases import CYCLE, standing
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.method.tasks import next_meetings, open_tasks
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import last_decision, load_chosen
from innoenvi_cli.usecases.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import GateAnswer, Standing, Suspicion
    from innoenvi_cli.method.tasks import Task
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.phases import GateId


@dataclass(frozen=True, slots=True)
class MiniclusterStatus:
    """Where one minicluster stands on ``as_of``.

    ``members`` counts all but prospects and those who left, ``interviews`` those held in this cycle, ``errors`` what
    keeps every gate shut. ``answer`` is that of the gate of the present phase, ``by`` the option that a decision
    needs where the programme names no contact. ``meeting`` is the next one recorded, ``tasks`` are those undone.
    Where the decisions cannot be read, ``standing`` is not known and the gate has no criteria.
    """

    id: str
    name: Text | None
    as_of: date
    standing: Standing
    answer: GateAnswer
    suspicions: tuple[Suspicion, ...]
    members: int
    interviews: int
    fast_open: int
    fast_closed: int
    errors: int
    by: str = ""
    meeting: Event | None = None
    tasks: tuple[Task, ...] = ()

    @property
    def gates_known(self) -> bool:
        """Tell whether anybody knows what the gate asks for: not where innoenvi.yaml, or the decisions, are broken."""
        return bool(self.answer.criteria)

    @property
    def overdue(self) -> int:
        """How many tasks are late."""
        return sum(task.is_overdue(self.as_of) for task in self.tasks)

    @property
    def due_by_meeting(self) -> int:
        """How many tasks are due by the next meeting."""
        if self.meeting is None:
            return 0
        return sum(task.due is not None and task.due <= self.meeting.date for task in self.tasks)

    @property
    def suspect_gates(self) -> tuple[GateId, ...]:
        """The passed gates that must be judged again, in the order of the phases."""
        return tuple(dict.fromkeys(item.gate for item in self.suspicions))

    @property
    def next_command(self) -> str:
        """The command that brings the minicluster on."""
        if self.errors:
            return f"innoenvi check {self.id}"
        if self.standing.state in {"completed", "stopped"}:
            return f"innoenvi advance {self.id} --new-cycle{self.by}"
        if self.suspicions:
            return f"innoenvi review {self.id} --gate {self.suspicions[0].gate} --by CODE"
        if not self.answer.open:
            return f"innoenvi gate {self.id}"
        ending = " --close" if self.standing.phase == CYCLE[-1] else ""
        return f"innoenvi advance {self.id}{ending}{self.by}"


@dataclass(frozen=True, slots=True)
class StatusResult:
    """The programme's name and the state of the miniclusters, by id."""

    root: Path
    programme: Text | None
    miniclusters: tuple[MiniclusterStatus, ...]


def show_status(
    root: Path,
    *,
    miniclusters: tuple[str, ...] = (),
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> StatusResult:
    """Look at ``miniclusters``, all when none is named.

    Raises:
        UnknownNameError: there is no such minicluster.
        RefusedError: ``as_of`` is before the last decision on one of them.
    """
    loaded = load_chosen(root, miniclusters)
    environment = os.environ if environ is None else environ
    suspicions = all_suspicions(loaded.project)
    found: dict[date, list[Finding]] = {}
    states = []
    if as_of is not None:  # refused with the day that suits all of them, not the first
        resolve_as_of(as_of, loaded.project, last=last_decision(loaded.project), environ=environment)
    for name in miniclusters or tuple(loaded.project.miniclusters):
        last = standing(loaded.project.miniclusters[name]).last_date
        day = resolve_as_of(as_of, loaded.project, last=last, environ=environment)
        if day not in found:
            found[day] = [*loaded.findings, *run_checks(loaded.project, day, suspicions)]
        concerning = tuple(item for item in found[day] if item.minicluster in {"", name})
        cluster = loaded.project.miniclusters[name]
        states.append(_status(Situation(loaded, cluster, day, concerning, suspicions[name])))
    programme = loaded.project.programme
    return StatusResult(root, programme.name if programme is not None else None, tuple(states))


def _status(situation: Situation) -> MiniclusterStatus:
    cluster, view = situation.cluster, situation.view()
    closed = sum(is_closed(view, target) for target in view.fast_targets)
    return MiniclusterStatus(
        id=cluster.id,
        name=cluster.record.name if cluster.record is not None else None,
        as_of=situation.as_of,
        standing=situation.standing,
        answer=(situation.answer if situation.standing.is_known else situation.unjudged)(situation.standing.phase),
        suspicions=situation.suspicions,
        members=len(view.counted),
        interviews=len(view.interviews),
        fast_open=len(view.fast_targets) - closed,
        fast_closed=closed,
        errors=sum(finding.severity is Severity.ERROR for finding in situation.findings),
        by=situation.by_option,
        meeting=next(iter(next_meetings(view)), None),
        tasks=open_tasks(view),
    )
