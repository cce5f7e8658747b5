"""The phases of the development cycle, and where a minicluster stands in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import OpenCondition, Standing
from innoenvi_cli.model.phases import Phases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.phases import DecisionKind, Ending, GateId, PhaseEntry, PhaseId
    from innoenvi_cli.model.project import Minicluster


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with the deliverables that are made when its gate has been passed."""

    id: GateId
    number: str
    title: str
    deliverables: tuple[str, ...]


PHASES: Final[tuple[Phase, ...]] = (
    Phase(
        "definition",
        "1",
        N_("starting the cooperation and defining the minicluster"),
        ("definition-sheet", "member-register", "info-seminar-invitations"),
    ),
    Phase("analysis", "2", N_("analysis"), ("interview-summary", "analysis-report", "strategy-draft")),
    Phase("fast_track", "F", N_("carrying out the fast-track targets"), ("fast-track",)),
    Phase(
        "selection", "3", N_("choosing and specifying the development targets"), ("priorities", "development-programme")
    ),
    Phase(
        "planning",
        "4",
        N_("planning and trying out the development actions"),
        ("action-plan", "funding-application-data", "trial-report"),
    ),
    Phase(
        "export_concept",
        "5",
        N_("crystallising and carrying out the export concept"),
        ("export-concept", "organisation-and-processes", "path-placement", "commitments"),
    ),
)
GATE_IDS: Final = tuple(phase.id for phase in PHASES)
ALWAYS: Final = ("gate-decision", "steering-brief", "minutes", "open-tasks", "traceability")
BY_ID: Final = {phase.id: phase for phase in PHASES}
CYCLE: Final[tuple[PhaseId, ...]] = ("definition", "analysis", "selection", "planning", "export_concept")
PASSING: Final = frozenset({"go", "conditional"})
ENDED: Final = frozenset({"stopped", "completed"})
# The address of the decisions of a minicluster.
LOG: Final = "phases"


def phase_title(phase: GateId) -> Message:
    """Return the name of a phase."""
    return message(BY_ID[phase].title)


def next_phase(phase: PhaseId) -> PhaseId | None:
    """Return the phase after ``phase``, or ``None`` after the last."""
    index = CYCLE.index(phase) + 1
    return CYCLE[index] if index < len(CYCLE) else None


def standing(cluster: Minicluster) -> Standing:
    """Return where ``cluster`` stands after the decisions in its ``phases.yaml``; not known where that is broken."""
    start = cluster.record.start if cluster.record is not None else date.min
    return replace(replay(cluster.phases, start), is_known=LOG not in cluster.broken)


def standing_on(cluster: Minicluster, day: date) -> Standing:
    """Return where ``cluster`` stood at the end of ``day``: later decisions were not known yet."""
    made = cluster.phases.entries if cluster.phases is not None else ()
    start = cluster.record.start if cluster.record is not None else day
    known = Phases(entries=tuple(entry for entry in made if entry.date <= day))
    return replace(replay(known, start), is_known=LOG not in cluster.broken)


def replay(phases: Phases | None, start: date) -> Standing:
    """Return where the decisions lead from ``start``, the first day of the first cycle."""
    *_, last = standings(phases, start)
    return last


def standings(phases: Phases | None, start: date) -> Iterator[Standing]:
    """Yield where the minicluster stands before each decision, and where after the last one."""
    now = Standing(1, start, CYCLE[0], "active", None)
    yield now
    for index, entry in enumerate(phases.entries if phases is not None else ()):
        now = _after(now, index, entry)
        yield now


def _after(before: Standing, index: int, entry: PhaseEntry) -> Standing:
    if entry.kind == "review":
        passed = {**before.passed, entry.gate: entry}
        met = tuple(item for item in before.conditions if item.gate != entry.gate)
        return replace(before, last_date=entry.date, passed=passed, conditions=met)
    if entry.ending == "new_cycle":
        return Standing(before.cycle + 1, entry.date, CYCLE[0], "active", entry.date)
    moved = entry.to if entry.to is not None and entry.to != "fast_track" else None
    now = replace(before, last_date=entry.date, phase=moved or before.phase)
    if entry.decision in PASSING:
        return _passed(now, index, entry)
    if entry.decision == "recycle":
        return _back_behind(moved, now) if moved is not None else replace(now, state="active")
    if entry.decision == "hold":
        return replace(now, state="on_hold")
    return replace(now, state="stopped", conditions=()) if entry.decision == "stop" else now


def _passed(now: Standing, index: int, entry: PhaseEntry) -> Standing:
    conditions = {item.gate: item for item in now.conditions}
    if entry.condition is not None:
        conditions[entry.gate] = OpenCondition(entry.gate, index, entry.condition)
    return replace(
        now,
        state="completed" if entry.ending == "close" else "active",
        passed={**now.passed, entry.gate: entry},
        conditions=tuple(conditions.values()),
    )


def _back_behind(phase: PhaseId, now: Standing) -> Standing:
    """A gate that is gone back behind must be passed again; before gate 2 the fast track is closed again."""
    beside: tuple[GateId, ...] = ("fast_track",) if CYCLE.index(phase) <= CYCLE.index("analysis") else ()
    forgotten = (*CYCLE[CYCLE.index(phase) :], *beside)
    return replace(
        now,
        state="active",
        passed={gate: entry for gate, entry in now.passed.items() if gate not in forgotten},
        conditions=tuple(item for item in now.conditions if item.gate not in forgotten),
    )


def fast_track_is_open(state: Standing) -> bool:
    """Tell whether fast-track targets may be carried out: gate 2 has been passed and the cycle runs."""
    return "analysis" in state.passed


def destination(
    gate: GateId, present: PhaseId, *, decision: DecisionKind | None, asked: GateId | None, ending: Ending | None
) -> GateId | None:
    """Return the phase that a decision at ``gate`` leads to; ``asked`` is where a minicluster is sent back to."""
    if gate == "fast_track":
        return None
    if decision == "recycle":
        return asked if asked in CYCLE[: CYCLE.index(present) + 1] else present
    if decision not in PASSING:
        return present
    if gate == CYCLE[-1]:
        return CYCLE[0] if ending == "new_cycle" else CYCLE[-1]
    return next_phase(present)
