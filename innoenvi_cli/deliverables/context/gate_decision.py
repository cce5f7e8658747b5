"""Gate decision record: what was decided at the last gate, on what grounds, and what was waived before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import (
    WORST_SEVERITY,
    condition_rows,
    criterion_rows,
    figure,
    named_figure,
    outcome,
    phase_name,
    suspicion_rows,
)
from innoenvi_cli.deliverables.context.gate_figures import NOT_SHOWN, is_told
from innoenvi_cli.i18n import N_, counted, message

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.gates import Criterion
    from innoenvi_cli.model.phases import CriterionAnswer, PhaseEntry


def context(material: Material) -> Row:
    """Return what the record of the last decision shows, or what the gate asks where none has been made."""
    sees = material.sees("Phases.entries", "PhaseEntry.criteria")
    entries = material.facts.entries if sees else ()
    decisions = [entry for entry in entries if entry.decision is not None]
    last = decisions[-1] if decisions else None
    say = material.words.say
    return {
        "decision": _decision(last, material) if last is not None else [],
        "undecided": _undecided(material) if sees else material.gap(N_("decision"), "Phases.entries"),
        "note": material.text(last.note) if last is not None else "",
        "criteria": _criteria(last, material) if sees else [],
        "criteria_empty": material.gap(N_("criteria of the gate"), "PhaseEntry.criteria"),
        "waivers": _waivers(decisions, material),
        "waivers_empty": _none(N_("Nothing has been waived."), N_("waivers"), material),
        "conditions": condition_rows(material) if sees else [],
        "conditions_empty": _none(N_("No condition is open."), N_("conditions"), material),
        "suspects": suspicion_rows(material) if sees else [],
        "suspects_empty": _none(
            N_("No passed gate has to be looked at again."), N_("gates to look at again"), material
        ),
        "history": [_history(entry, material) for entry in entries],
        "history_empty": say(N_("No decision has been made yet."))
        if sees
        else material.gap(N_("decisions"), "Phases.entries"),
    }


def _none(nothing: str, what: str, material: Material) -> str:
    """Say that there is none only to those who would be told if there were one."""
    sees = material.sees("Phases.entries", "PhaseEntry.criteria")
    return material.words.say(nothing) if sees else material.gap(what, "Phases.entries")


def _undecided(material: Material) -> str:
    say = material.words.say
    answer = material.facts.answer
    phase = phase_name(material.facts.standing.phase, material.words)
    if answer.open:
        return say(N_("No decision has been made yet. The gate of {phase} is open."), phase=phase)
    return material.words.say(
        counted(
            "No decision has been made yet. The gate of {phase} is closed: one required criterion does not hold.",
            "No decision has been made yet. The gate of {phase} is closed: {count} required criteria do not hold.",
            len(answer.unmet),
            phase=phase,
        )
    )


def _decision(entry: PhaseEntry, material: Material) -> list[Row]:
    words = material.words
    lines = [
        (N_("Gate"), phase_name(entry.gate, words)),
        (N_("Decision"), words.heading("decision", entry.decision)),
        (N_("Date"), words.day(entry.date)),
        (
            N_("Meeting"),
            material.decided_in_full(entry.meeting)
            or material.gap(N_("the meeting that decided"), "PhaseEntry.meeting", "Decided.event"),
        ),
        (N_("Decided by"), entry.by if material.sees("PhaseEntry.by") else ""),
        (N_("Condition"), _condition(entry, material)),
        (N_("Next phase"), _next(entry, material)),
        (N_("Development cycle"), str(entry.cycle)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _condition(entry: PhaseEntry, material: Material) -> str:
    """Return the condition of a conditional decision with when it is due, and whose it is for those who may know."""
    found = entry.condition
    if found is None or not material.sees("PhaseEntry.condition", "Condition.text"):
        return ""
    text, due = material.text(found.text), material.words.day(found.due)
    if material.sees("Condition.owner"):
        return material.words.say(
            N_("{condition} (due {due}, owner {owner})"), condition=text, due=due, owner=found.owner
        )
    return material.words.say(N_("{condition} (due {due})"), condition=text, due=due)


def _next(entry: PhaseEntry, material: Material) -> str:
    if entry.ending is not None:
        return material.words.heading("ending", entry.ending)
    return phase_name(entry.to, material.words) if entry.to is not None else ""


def _criteria(entry: PhaseEntry | None, material: Material) -> list[Row]:
    if entry is None:
        return criterion_rows(material.facts.answer.criteria, material)
    known = {criterion.id: criterion for criterion in material.facts.book.gates.get(entry.gate, ())}
    waived = {waiver.criterion for waiver in entry.waivers}
    answers = sorted(entry.criteria.items(), key=lambda pair: (pair[1].met, WORST_SEVERITY.index(pair[1].severity)))
    return [_answer(name, answer, known.get(name), material, waived=name in waived) for name, answer in answers]


def _answer(name: str, answer: CriterionAnswer, known: Criterion | None, material: Material, *, waived: bool) -> Row:
    words = material.words
    metric = material.facts.metric(known.figures[0].metric) if known is not None else None
    is_ratio = metric is not None and metric.is_ratio
    compare = words.label("comparison", answer.compare)
    shown = _shown(answer.value, material, is_ratio=is_ratio)
    if metric is not None and not is_told(metric.name, _number(answer.value), material):
        shown = words.say(NOT_SHOWN)
    return {
        "label": words.text(known.label) if known is not None else name.replace("_", " "),
        "severity": words.heading("gate_severity", answer.severity),
        "figure": named_figure(message(metric.title), shown, words) if metric is not None else shown,
        "threshold": f"{compare} {_shown(answer.threshold, material, is_ratio=is_ratio)}",
        "met": outcome(words, met=answer.met, waived=waived),
    }


def _shown(value: str | None, material: Material, *, is_ratio: bool) -> str:
    """The log keeps figures as text; what is not a figure is shown as it stands."""
    if value is None:
        return figure(None, material.words, is_ratio=is_ratio)
    number = _number(value)
    return figure(number, material.words, is_ratio=is_ratio) if number is not None else value


def _number(value: str | None) -> Decimal | None:
    is_number = value is not None and value.lstrip("-").replace(".", "", 1).isdecimal()
    return Decimal(value) if value is not None and is_number else None


def _waivers(decisions: list[PhaseEntry], material: Material) -> list[Row]:
    """Every waiver of the cycle: a later decision rests on them too."""
    words = material.words
    rows: list[Row] = []
    for entry in decisions:
        labels = {criterion.id: criterion.label for criterion in material.facts.book.gates.get(entry.gate, ())}
        rows.extend(
            {
                "gate": phase_name(entry.gate, words),
                "criterion": words.text(labels.get(waiver.criterion, waiver.criterion.replace("_", " "))),
                "reason": words.text(waiver.reason),
                "by": waiver.by if material.sees("Waiver.by") else "",
                "date": words.day(entry.date),
            }
            for waiver in entry.waivers
        )
    return rows


def _history(entry: PhaseEntry, material: Material) -> Row:
    words = material.words
    if entry.decision is not None:
        what = words.heading("decision", entry.decision)
    elif entry.ending is not None:
        what = words.heading("ending", entry.ending)
    else:
        what = words.heading("entry_kind", entry.kind)
    return {
        "date": words.day(entry.date),
        "gate": phase_name(entry.gate, words),
        "decision": what,
        "cycle": str(entry.cycle),
        "meeting": material.decided(entry.meeting) if material.sees("PhaseEntry.meeting") else "",
        "condition": _condition(entry, material),
        "by": entry.by if material.sees("PhaseEntry.by") else "",
    }
