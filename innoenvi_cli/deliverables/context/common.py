"""Pieces that several deliverables show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.gate_figures import NOT_SHOWN, is_told
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
    from innoenvi_cli.model.meetings import Event, Organ
    from innoenvi_cli.model.phases import GateId

WORST_SEVERITY = ("must", "should", "info")
MOST_NAMED = 4


def section(rows: list[Row] | list[str], gap: str) -> Row:
    """Return a section of rows with the reason to print where there are none."""
    return {"rows": rows, "empty": "" if rows else gap}


def prose(text: str, gap: str) -> Row:
    """Return a section of text with the reason to print where there is none."""
    return {"text": text, "empty": "" if text else gap}


def phase_name(gate: GateId, words: Words) -> str:
    """Return ``Phase 2: analysis``."""
    return words.say(N_("Phase {number}: {title}"), number=BY_ID[gate].number, title=words.say(BY_ID[gate].title))


def taking_part(material: Material) -> str:
    """Return how many actors take part, the companies among them counted."""
    held = material.taking_part
    companies = counted(
        "one of them a company", "{count} of them companies", sum(member.kind == "company" for member in held)
    )
    return material.words.say(
        counted(
            "one actor takes part, {companies}",
            "{count} actors take part, {companies}",
            len(held),
            companies=material.words.say(companies),
        )
    )


def figure(value: Decimal | None, words: Words, *, is_ratio: bool) -> str:
    """Return the figure of a criterion: a ratio as per cent."""
    if value is None:
        return words.say(N_("cannot be computed"))
    return words.percent(value) if is_ratio else words.number(value)


def told_figure(metric: str, value: Decimal | None, material: Material) -> str:
    """Return the figure of a criterion, or that it is not shown where it would tell of single firms or persons."""
    known = material.facts.metric(metric)
    if not is_told(metric, value, material):
        return material.words.say(NOT_SHOWN)
    return figure(value, material.words, is_ratio=known is not None and known.is_ratio)


def threshold(held: ThresholdResult, words: Words) -> str:
    """Return what a figure is held against: ``at least 60%``."""
    compare = words.label("comparison", held.compare)
    return f"{compare} {figure(held.threshold, words, is_ratio=held.is_ratio)}"


def criterion_rows(criteria: Iterable[CriterionResult], material: Material) -> list[Row]:
    """Return what criteria answer now, the weightiest unmet first."""
    ordered = sorted(criteria, key=lambda found: (found.met, WORST_SEVERITY.index(found.severity)))
    return [_criterion(found, material) for found in ordered]


def _criterion(found: CriterionResult, material: Material) -> Row:
    """Show the figure that does not hold where there are several, else the main one."""
    words = material.words
    told = next((held for held in found.figures if not held.met), found.figures[0])
    return {
        "label": words.text(found.label),
        "severity": words.heading("gate_severity", found.severity),
        "figure": named_figure(told.title, told_figure(told.metric, told.value, material), words),
        "threshold": threshold(told, words),
        "met": outcome(words, met=found.met, waived=found.waived),
        # The hints speak of files and keys: that is for those who keep the records.
        "hint": words.text(found.hint) if material.audience == "consultants" else "",
        "about": joined(_concerned(found, material)) if not found.met else "",
    }


def _concerned(found: CriterionResult, material: Material) -> list[str]:
    """Name what a criterion waits for, of many the first; which members that are is for the consultants alone."""
    if material.audience not in {"consultants", "core_group"}:
        return []
    shown: list[str] = []
    for item in found.evidence:
        kind, _, record = item.record.partition("/")
        if kind == "targets":
            shown.append(material.target(record))
        elif kind == "actions":
            shown.append(material.action(record))
        elif kind == "members" and material.audience == "consultants":
            shown.append(material.member(record))
        elif kind == "interviews" and material.audience == "consultants":
            interview = material.shown.interviews.get(record)
            shown.append(material.member(interview.member) if interview is not None else "")
    unique = [name for name in dict.fromkeys(shown) if name]
    return [*unique[:MOST_NAMED], *(["…"] if len(unique) > MOST_NAMED else [])]


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
        "members": unnamed_last(others, material),
    }


def unnamed_last(holders: list[str], material: Material) -> list[str]:
    """Return holders of seats, those that stay unnamed counted at the end."""
    words = material.words
    nobody = words.say(N_("an actor not named here"))
    named = [holder for holder in holders if holder != nobody]
    unnamed = len(holders) - len(named)
    return [*named, words.say(counted("one not named here", "{count} not named here", unnamed))] if unnamed else named


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
