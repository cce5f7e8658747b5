"""Pieces that several deliverables show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.phases import BY_ID, GATE_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.answers import CriterionResult, ThresholdResult
    from innoenvi_cli.model.development import Cost
    from innoenvi_cli.model.meetings import AgendaItem, Event, Organ
    from innoenvi_cli.model.phases import GateId

WORST_SEVERITY = ("must", "should", "info")


def section(rows: list[Row] | list[str], gap: str) -> Row:
    """Return a section of rows with the reason to print where there are none."""
    return {"rows": rows, "empty": "" if rows else gap}


def prose(text: str, gap: str) -> Row:
    """Return a section of text with the reason to print where there is none."""
    return {"text": text, "empty": "" if text else gap}


def phase_name(gate: GateId, words: Words) -> str:
    """Return ``Phase 2: analysis``."""
    return words.say(N_("Phase {number}: {title}"), number=BY_ID[gate].number, title=words.say(BY_ID[gate].title))


def figure(value: Decimal | None, words: Words, *, is_ratio: bool) -> str:
    """Return the figure of a criterion: a ratio as per cent."""
    if value is None:
        return words.say(N_("cannot be computed"))
    return words.percent(value) if is_ratio else words.number(value)


def threshold(held: ThresholdResult, words: Words) -> str:
    """Return what a figure is held against: ``at least 60%``."""
    compare = words.label("comparison", held.compare)
    return f"{compare} {figure(held.threshold, words, is_ratio=held.is_ratio)}"


def criterion_rows(criteria: Iterable[CriterionResult], material: Material) -> list[Row]:
    """Return what criteria answer now, the weightiest unmet first."""
    words = material.words
    ordered = sorted(criteria, key=lambda found: (found.met, WORST_SEVERITY.index(found.severity)))
    # The hints speak of files and keys: that is for those who keep the records.
    return [_criterion(found, words, with_hint=material.audience == "consultants") for found in ordered]


def _criterion(found: CriterionResult, words: Words, *, with_hint: bool) -> Row:
    """Show the figure that does not hold where there are several, else the main one."""
    told = next((held for held in found.figures if not held.met), found.figures[0])
    return {
        "label": words.text(found.label),
        "severity": words.heading("gate_severity", found.severity),
        "figure": named_figure(told.title, figure(told.value, words, is_ratio=told.is_ratio), words),
        "threshold": threshold(told, words),
        "met": outcome(words, met=found.met, waived=found.waived),
        "hint": words.text(found.hint) if with_hint else "",
    }


def named_figure(title: Message, shown: str, words: Words) -> str:
    """Return a figure with what it counts: ``interviews: 4``."""
    return f"{title.render(words.language)}: {shown}"


def outcome(words: Words, *, met: bool, waived: bool) -> str:
    """Return how a criterion came out."""
    if met:
        return words.say(N_("met"))
    return words.say(N_("waived")) if waived else words.say(N_("not met"))


def missing_rows(material: Material) -> list[Row]:
    """Return the criteria of the present phase's gate that do not hold yet, apart from those for information."""
    unmet = [found for found in material.facts.answer.criteria if not found.met and found.severity != "info"]
    return criterion_rows(unmet, material)


def open_tasks(material: Material) -> list[Row]:
    """Return what meetings have decided to be done and nobody has done by as-of, the earliest due first."""
    found: list[tuple[str, Row]] = []
    for event in material.events.values():
        if event.date > material.as_of:
            continue
        for item in event.agenda:
            if _is_open(item, material):
                due = item.due.isoformat() if item.due is not None else "9999"
                found.append((due + event.date.isoformat(), _task(event, item, material)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _is_open(item: AgendaItem, material: Material) -> bool:
    done = item.done is not None and item.done <= material.as_of
    return not done and (item.due is not None or bool(item.responsible))


def _task(event: Event, item: AgendaItem, material: Material) -> Row:
    words = material.words
    overdue = item.due is not None and item.due < material.as_of
    due = words.day(item.due)
    return {
        "task": words.text(item.decision) or words.text(item.title),
        "responsible": item.responsible or "",
        "due": words.say(N_("{due} (overdue)"), due=due) if overdue else due,
        "meeting": meeting_name(event, material),
        "overdue": overdue,
    }


def meeting_name(event: Event, material: Material) -> str:
    """Return what a meeting is called, with its day."""
    title = material.text(event.title)
    return f"{title} ({material.words.day(event.date)})"


def organ_rows(material: Material) -> list[Row]:
    """Return the minicluster's organs with their seats."""
    return [_organ(organ, material) for organ in material.shown.organs.values()]


def _organ(organ: Organ, material: Material) -> Row:
    words = material.words
    chairs, others = [], []
    for seat in organ.members:
        holder = material.member(seat.member) if seat.member is not None else seat.organisation or ""
        if seat.person:
            holder = f"{holder} ({seat.person})"
        if seat.role == "chair":
            chairs.append(holder)
        elif seat.role == "member":
            others.append(holder)
        else:
            others.append(f"{holder}, {words.label('organ_role', seat.role)}")
    return {
        "name": words.text(organ.name),
        "kind": words.heading("organ_kind", organ.kind),
        "work": [text for text in (words.text(organ.mandate), words.text(organ.rhythm)) if text],
        "chair": ", ".join(chairs),
        "members": others,
    }


def suspicion_rows(material: Material) -> list[Row]:
    """Return the passed gates that no longer rest on what they were judged on."""
    words = material.words
    labels = {
        (gate, criterion.id): criterion.label
        for gate in GATE_IDS
        for criterion in material.facts.book.gates.get(gate, ())
    }
    grouped: dict[tuple[GateId, str], int] = {}
    for found in material.facts.suspicions:
        key = (found.gate, found.criterion)
        grouped[key] = grouped.get(key, 0) + 1
    return [
        {
            "gate": phase_name(gate, words),
            "criterion": words.text(labels.get((gate, criterion), criterion)),
            "records": words.say(counted("one record changed", "{count} records changed", count)),
        }
        for (gate, criterion), count in grouped.items()
    ]


def condition_rows(material: Material) -> list[Row]:
    """Return the conditions of conditional decisions that are still open."""
    words = material.words
    rows: list[Row] = []
    for found in material.facts.standing.conditions:
        overdue = found.condition.due < material.as_of
        due = words.day(found.condition.due)
        rows.append(
            {
                "gate": phase_name(found.gate, words),
                "text": words.text(found.condition.text) if material.sees("Condition.text") else "",
                "owner": found.condition.owner if material.sees("Condition.owner") else "",
                "due": words.say(N_("{due} (overdue)"), due=due) if overdue else due,
            }
        )
    return rows


def costs(lines: Iterable[Cost]) -> Decimal | None:
    """Return the sum of cost lines, ``None`` where there are none."""
    amounts = [line.amount for line in lines]
    return sum(amounts[1:], amounts[0]) if amounts else None


def joined(parts: Iterable[str], *, between: str = ", ") -> str:
    """Return the parts that say something, joined."""
    return between.join(part for part in parts if part)
