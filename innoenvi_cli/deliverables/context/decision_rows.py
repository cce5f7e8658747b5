"""Decisions in the order of their days: what meetings decided, on which records, and the decisions at the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import phase_name
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method import link_kinds as via
from innoenvi_cli.method.record_names import record_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.link_kinds import LinkKind
    from innoenvi_cli.method.tracing import Graph
    from innoenvi_cli.model.meetings import AgendaItem, Event
    from innoenvi_cli.model.phases import PhaseEntry

_WAYS = (
    (via.DECIDED_IN, "{name}"),
    (via.HANDLED_IN, N_("strategy and development programme handled")),
    (via.RESOLVED_IN, N_("{name}: veto resolved")),
    (via.TRANSFERRED_IN, N_("{name}: transferred to the action plan")),
)
_OF_RECORDS = {"minicluster": N_("ground rules"), "innoenvi": N_("support organisation")}


def decision_rows(graph: Graph, material: Material) -> list[Row]:
    """Return the decisions made by as-of that something rests on, the oldest first; gates stand among them."""
    rows = [*_of_meetings(graph, material), *_of_gates(material)]
    return sorted(rows, key=lambda row: (str(row["date"]), str(row["ids"]), str(row["what"])))


def _of_meetings(graph: Graph, material: Material) -> Iterator[Row]:
    if not material.sees("AgendaItem.decision"):
        return
    for event in material.events.values():
        for item in event.agenda if event.date <= material.as_of else ():
            address = f"events/{event.id}/{item.item}"
            about = [
                _about(name, kind, text, material) for kind, text in _WAYS for name in graph.effects(address, kind)
            ]
            told = [name for name in about if name]
            if told:
                yield _row(event, item, N_("meeting"), told, address, material)


def _about(address: str, kind: LinkKind, text: str, material: Material) -> str:
    """Return what was decided on; decisions at gates have rows of their own."""
    if address.startswith("phases/"):
        return ""
    words = material.words
    if address in _OF_RECORDS and kind is via.DECIDED_IN:
        return words.say(_OF_RECORDS[address])
    name = record_name(material.facts.project, material.shown, address).render(words.language)
    return name if kind is via.DECIDED_IN else words.say(text, name=name)


def _of_gates(material: Material) -> Iterator[Row]:
    if not material.sees("Phases.entries"):
        return
    for index, entry in enumerate(material.facts.entries, start=1):
        meeting = entry.meeting
        event = material.events.get(meeting.event) if meeting is not None else None
        item = next((part for part in event.agenda if meeting and part.item == meeting.item), None) if event else None
        row = _row(event, item, N_("gate"), [phase_name(entry.gate, material.words)], f"phases/{index}", material)
        yield row | {"date": entry.date.isoformat(), "outcome": _outcome(entry, material)}


def _outcome(entry: PhaseEntry, material: Material) -> str:
    words = material.words
    if entry.decision is None:
        return words.heading("entry_kind", entry.kind)
    labels = {criterion.id: words.text(criterion.label) for criterion in material.facts.book.gates.get(entry.gate, ())}
    waived = [labels.get(waiver.criterion, waiver.criterion) for waiver in entry.waivers]
    shown = words.heading("decision", entry.decision)
    return words.say(N_("{decision}; waived: {criteria}"), decision=shown, criteria=waived) if waived else shown


def _row(
    event: Event | None, item: AgendaItem | None, kind: str, about: list[str], address: str, material: Material
) -> Row:
    words = material.words
    return {
        "date": event.date.isoformat() if event is not None else None,
        "kind": capitalised(words.say(kind)),
        "organ": material.organ(event.organ) if event is not None else "",
        "meeting": material.text(event.title) if event is not None else "",
        "item": item.item if item is not None else None,
        "title": material.text(item.title) if item is not None else "",
        "outcome": material.text(item.decision) if item is not None else "",
        "what": [capitalised(name) for name in about],
        "ids": address,
    }
