"""Gates are data: criteria name metrics, thresholds and severities. Judging is pure and fails closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import message
from innoenvi_cli.method.answers import ZERO, CriterionResult, Evidence, GateAnswer, Measurement, ThresholdResult
from innoenvi_cli.method.metrics import BY_NAME
from innoenvi_cli.method.phases import GATE_IDS
from innoenvi_cli.model.programme import Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from innoenvi_cli.findings import Location
    from innoenvi_cli.method.answers import Clue
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.phases import GateId
    from innoenvi_cli.model.programme import (
        Comparison,
        CriterionChange,
        GateChange,
        Gates,
        GateSeverity,
        ShippedGates,
    )
    from innoenvi_cli.model.project import Project

_NEEDED: Final = ("metric", "compare", "threshold", "severity", "label", "hint")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion ready to be judged; ``figures`` holds the main threshold first."""

    id: str
    figures: tuple[Threshold, ...]
    severity: GateSeverity
    label: Text
    hint: Text
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class GateProblem:
    """What is wrong in a programme's changes: keeps the gate shut and becomes a finding."""

    gate: GateId
    criterion: str
    kind: str
    detail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateBook:
    """The gates that are in force in a programme, and what is wrong with the changes it made."""

    gates: Mapping[GateId, tuple[Criterion, ...]]
    problems: tuple[GateProblem, ...] = ()


def gates_of(project: Project) -> GateBook:
    """Return the gates in force in ``project``; none, which keeps everything shut, where its changes are unreadable."""
    if project.gates is None:
        return GateBook({})
    changes = project.programme.gates if project.programme is not None else None
    return build_gates(project.gates, changes)


def build_gates(shipped: ShippedGates, changes: Gates | None) -> GateBook:
    """Return the shipped gates with a programme's ``changes``: thresholds, severities, switched off, added."""
    fixed = {name: _complete(name, change, fixed=True) for name, change in shipped.every_gate.criteria.items()}
    gates: dict[GateId, tuple[Criterion, ...]] = {}
    problems: list[GateProblem] = []
    for gate in GATE_IDS:
        own: GateChange | None = getattr(shipped, gate)
        merged = dict(own.criteria) if own is not None else {}
        changed: GateChange | None = getattr(changes, gate) if changes is not None else None
        for name, change in (changed.criteria if changed is not None else {}).items():
            if name in fixed:
                problems.append(GateProblem(gate, name, "fixed", ()))
                continue
            merged[name] = _merge(merged[name], change) if name in merged else change
        criteria: list[Criterion] = [criterion for criterion in fixed.values() if criterion is not None]
        for name, change in merged.items():
            if change.off:
                continue
            problem = _problem(gate, name, change)
            if problem is not None:
                problems.append(problem)
            criterion = _complete(name, change)
            if criterion is not None:
                criteria.append(criterion)
        gates[gate] = tuple(criteria)
    return GateBook(gates, tuple(problems))


def _merge(base: CriterionChange, change: CriterionChange) -> CriterionChange:
    given = {name: getattr(change, name) for name in change.model_fields_set}
    if "metric" in given and "also" not in given:
        given["also"] = None
    return base.model_copy(update=given)


def _problem(gate: GateId, name: str, change: CriterionChange) -> GateProblem | None:
    missing = tuple(key for key in _NEEDED if getattr(change, key) is None)
    if missing:
        return GateProblem(gate, name, "incomplete", missing)
    unknown = tuple(metric for metric in _metrics(change) if metric not in BY_NAME)
    return GateProblem(gate, name, "unknown-metric", unknown) if unknown else None


def _metrics(change: CriterionChange) -> tuple[str, ...]:
    main = (change.metric,) if change.metric is not None else ()
    return (*main, *(part.metric for part in change.also or ()))


def _complete(name: str, change: CriterionChange, *, fixed: bool = False) -> Criterion | None:
    if change.metric is None or change.compare is None or change.threshold is None or change.severity is None:
        return None
    main = Threshold(metric=change.metric, compare=change.compare, threshold=change.threshold)
    label, hint = change.label or name, change.hint or name
    return Criterion(name, (main, *(change.also or ())), change.severity, label, hint, fixed)


def judge(view: View, gate: GateId, book: GateBook) -> GateAnswer:
    """Return what ``gate`` answers: every criterion with its figures, its evidence, and what it rests on."""
    problems = [problem for problem in book.problems if problem.gate == gate]
    results = [_judge(view, criterion) for criterion in book.gates.get(gate, ())]
    results += [_shut(problem, view) for problem in problems]
    return GateAnswer(view.cluster.id, gate, view.standing.cycle, view.as_of, tuple(results))


def _shut(problem: GateProblem, view: View) -> CriterionResult:
    """A change that cannot be understood keeps the gate shut until it is mended."""
    metric = BY_NAME["record_errors"]
    place = view.project.origin("innoenvi").at("gates", problem.gate, "criteria", problem.criterion)
    figure = ThresholdResult(metric.name, message(metric.title), None, "<=", ZERO, is_ratio=False, met=False)
    evidence = (Evidence("innoenvi", place, None),)
    return CriterionResult(
        problem.criterion, "must", False, problem.criterion, problem.kind, (figure,), evidence, (), waivable=False
    )


def _judge(view: View, criterion: Criterion) -> CriterionResult:
    measured = [(figure, _measure(view, figure.metric)) for figure in criterion.figures]
    figures = tuple(_hold(figure, measurement) for figure, measurement in measured)
    clues: list[Clue] = []
    for figure, measurement in measured:
        if not _hold(figure, measurement).met:
            clues.extend(measurement.clues)
    return CriterionResult(
        id=criterion.id,
        severity=criterion.severity,
        met=all(figure.met for figure in figures),
        label=criterion.label,
        hint=named(criterion.hint, view.cluster.id),
        figures=figures,
        evidence=tuple(dict.fromkeys(_evidence(view, clue) for clue in clues)),
        judged=tuple(f"{figure.metric}:{address}" for figure, found in measured for address in found.judged),
        waivable=not criterion.fixed,
    )


def named(text: Text, minicluster: str) -> Text:
    """Return a hint with the minicluster's id in the commands it names, where it says ``{minicluster}``."""
    if isinstance(text, str):
        return text.replace("{minicluster}", minicluster)
    return text.model_copy(
        update={key: value.replace("{minicluster}", minicluster) for key, value in text if value is not None}
    )


def _measure(view: View, name: str) -> Measurement:
    metric = BY_NAME.get(name)
    return metric.measure(view) if metric is not None else Measurement(None)


def _hold(figure: Threshold, measurement: Measurement) -> ThresholdResult:
    metric = BY_NAME.get(figure.metric)
    title = message(metric.title) if metric is not None else message(figure.metric)
    return ThresholdResult(
        figure.metric,
        title,
        measurement.value,
        figure.compare,
        figure.threshold,
        is_ratio=metric is not None and metric.is_ratio,
        met=_meets(measurement.value, figure.compare, figure.threshold),
    )


def _meets(value: Decimal | None, compare: Comparison, threshold: Decimal) -> bool:
    if value is None:
        return False
    if compare == ">=":
        return value >= threshold
    if compare == "<=":
        return value <= threshold
    return value == threshold


def _evidence(view: View, clue: Clue) -> Evidence:
    return Evidence(clue.address, clue.location or locate(view, clue), clue.note)


def locate(view: View, clue: Clue) -> Location:
    """Return the file, line and column that a clue points to, in the minicluster or else in the programme."""
    origins = view.cluster.origins
    if clue.address in origins:
        return origins[clue.address].at(*clue.path)
    if clue.address in view.project.origins or clue.address == "innoenvi":
        return view.project.origin(clue.address).at(*clue.path)
    return view.cluster.origin(clue.address).location


def waive(answer: GateAnswer, waived: frozenset[str]) -> GateAnswer:
    """Return ``answer`` with the criteria in ``waived`` waived, where they may be."""
    return replace(
        answer,
        criteria=tuple(
            replace(criterion, waived=True)
            if criterion.id in waived and criterion.waivable and not criterion.met
            else criterion
            for criterion in answer.criteria
        ),
    )
