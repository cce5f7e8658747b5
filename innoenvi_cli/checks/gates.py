"""Gates and decisions: suspect gates, overdue conditions, decisions out of order, changes that cannot be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import few
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.gates import gates_of
from innoenvi_cli.method.metrics import BY_NAME
from innoenvi_cli.method.phases import (
    CYCLE,
    ENDED,
    PASSING,
    destination,
    fast_track_is_open,
    phase_title,
    standing,
    standings,
)
from innoenvi_cli.model.base import in_both
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.answers import Standing, Suspicion
    from innoenvi_cli.method.gates import GateProblem
    from innoenvi_cli.model.phases import PhaseEntry, Phases
    from innoenvi_cli.model.project import Minicluster, Project


def gate_changes(project: Project, as_of: date) -> Iterator[Finding]:
    """Find changes of gates that cannot be understood; each keeps its gate shut."""
    yield from few(_gate_change(project, problem) for problem in gates_of(project).problems)


def _gate_change(project: Project, problem: GateProblem) -> Finding:
    origin = project.origin("innoenvi")
    steps = ("gates", problem.gate, "criteria", problem.criterion)
    if problem.kind == "fixed":
        return rules.FIXED_CRITERION.at(origin.key_at(*steps), record="innoenvi", criterion=problem.criterion)
    if problem.kind == "incomplete":
        place = origin.key_at(*steps)
        return rules.INCOMPLETE_CRITERION.at(
            place, record="innoenvi", criterion=problem.criterion, missing=problem.detail
        )
    name = problem.detail[0]
    return rules.UNKNOWN_METRIC.at(
        origin.at(*steps, "metric"), record="innoenvi", metric=name, suggestion=did_you_mean(name, BY_NAME)
    )


def suspect_gates(project: Project, suspicions: Mapping[str, tuple[Suspicion, ...]]) -> Iterator[Finding]:
    """Warn of passed gates that no longer rest on what they were judged on: ``suspicions`` by the miniclusters' ids."""
    for cluster in project.miniclusters.values():
        yield from _suspect(project, cluster, suspicions.get(cluster.id, ()))


def _suspect(project: Project, cluster: Minicluster, suspicions: tuple[Suspicion, ...]) -> Iterator[Finding]:
    for item in suspicions:
        own = item.record in cluster.origins or item.record not in project.origins
        origin = cluster.origin(item.record) if own else project.origin(item.record)
        yield rules.SUSPECT_GATE.at(
            origin.location,
            minicluster=cluster.id,
            record=item.record,
            gate=item.gate,
            date=item.passed,
            criterion=item.criterion,
        )


def overdue_conditions(project: Project, as_of: date) -> Iterator[Finding]:
    """Find conditions of conditional decisions that are overdue."""
    for cluster in project.miniclusters.values():
        origin = cluster.origin("phases")
        for item in standing(cluster).conditions:
            if item.condition.due < as_of:
                yield rules.OVERDUE_CONDITION.at(
                    origin.at("entries", item.entry, "condition", "due"),
                    minicluster=cluster.id,
                    record="phases",
                    gate=item.gate,
                    due=item.condition.due,
                    text=in_both(item.condition.text),
                )


def phases_in_order(project: Project, as_of: date) -> Iterator[Finding]:
    """Find decisions that do not follow from those before them: somebody wrote into the file."""
    fixed = frozenset(project.gates.every_gate.criteria) if project.gates is not None else frozenset[str]()
    for cluster in project.miniclusters.values():
        if cluster.phases is not None and cluster.record is not None:
            yield from few(_not_in_order(cluster, cluster.phases, cluster.record.start, fixed))


def _not_in_order(cluster: Minicluster, phases: Phases, start: date, fixed: frozenset[str]) -> Iterator[Finding]:
    for index, (entry, state) in enumerate(zip(phases.entries, standings(phases, start), strict=False)):
        reason = _out_of_turn(state, entry) or _not_decided_so(state, entry, fixed)
        if reason is not None:
            place = cluster.origin("phases").at("entries", index)
            yield rules.PHASES_INCONSISTENT.at(place, minicluster=cluster.id, record="phases", reason=reason)


def _out_of_turn(state: Standing, entry: PhaseEntry) -> Message | None:
    """Return why an entry could not come after those before it."""
    if state.last_date is not None and entry.date < state.last_date:
        return message(N_("it is dated before the decision before it"))
    if entry.cycle != state.cycle:
        return message(
            N_("it belongs to cycle {cycle}, the minicluster is in {present}"), cycle=entry.cycle, present=state.cycle
        )
    if entry.kind == "review":
        return None if entry.gate in state.passed else message(N_("it reviews a gate that was not passed"))
    if state.state in ENDED:
        return None if entry.ending == "new_cycle" else message(N_("the minicluster had come to its end"))
    if entry.gate == "fast_track":
        return None if fast_track_is_open(state) else message(N_("the fast track is not open yet"))
    if entry.gate != state.phase:
        return message(N_("the minicluster was in phase {phase}"), phase=phase_title(state.phase))
    return None


def _not_decided_so(state: Standing, entry: PhaseEntry, fixed: frozenset[str]) -> Message | None:
    """Return why a decision is none that the tool makes; ``fixed`` are the criteria that nobody can waive."""
    if entry.kind == "review" or state.state in ENDED:
        return None
    leads_to = destination(entry.gate, state.phase, decision=entry.decision, asked=entry.to, ending=entry.ending)
    ends = entry.decision in PASSING and entry.gate == CYCLE[-1]
    if entry.to != leads_to or ends != (entry.ending is not None):
        return message(N_("it does not lead where such a decision leads"))
    if entry.decision not in PASSING:
        return None
    if not entry.criteria:
        return message(N_("it says nothing about the criteria of the gate"))
    if (entry.condition is not None) != (entry.decision == "conditional"):
        return message(N_("condition and decision do not fit together"))
    shut = [name for name, answer in entry.criteria.items() if answer.severity == "must" and not answer.met]
    forgiven = {waiver.criterion for waiver in entry.waivers} - fixed
    if entry.decision == "conditional":
        forgiven |= {name for name in shut if name not in fixed}
    closed = tuple(name for name in shut if name not in forgiven)
    return message(N_("the gate was closed: {criteria}"), criteria=closed) if closed else None
