"""What stands at the level of the programme: the support organisation of the cluster, the funder's steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import visible
from innoenvi_cli.deliverables.context.common import joined
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.model.meetings import Event, Organ, Seat
    from innoenvi_cli.model.programme import Programme


def support_rows(programme: Programme | None, material: Material | None) -> list[Row]:
    """Return tasks, host, financing and decision of the support organisation, as ``programme`` may be seen."""
    found = programme.support_organisation if programme is not None else None
    if found is None or material is None:
        return []
    words = material.words
    lines = [
        (N_("Host"), [found.host] if found.host else []),
        (N_("Tasks"), [words.text(task) for task in found.tasks]),
        (N_("Financing"), [words.text(found.financing)] if found.financing is not None else []),
        (N_("Decided"), [text for text in [material.decided_in_full(found.decision)] if text]),
    ]
    return [{"label": words.say(label), "text": texts} for label, texts in lines if texts]


def funders_groups(material: ProgrammeMaterial) -> list[Row]:
    """Return the funder's steering groups with seats, latest and next meeting and what the latest one decided."""
    project = material.project
    organs = [organ for organ in project.organs.values() if organ.kind == "funders_steering_group"]
    return [_group(visible(organ, material.audience), organ.id, material) for organ in organs]


def _group(organ: Organ, organ_id: str, material: ProgrammeMaterial) -> Row:
    words = material.words
    meetings = sorted(
        (visible(event, material.audience) for event in material.project.events.values() if event.organ == organ_id),
        key=lambda event: (event.date, event.id),
    )
    held = [event for event in meetings if event.date <= material.as_of]
    coming = [event for event in meetings if event.date > material.as_of]
    not_called = words.say(N_("not called yet"))
    lines = [
        (N_("Task"), [words.text(organ.mandate)]),
        (N_("Members"), [_seat(seat, words) for seat in organ.members]),
        (N_("Rhythm"), [words.text(organ.rhythm)]),
        (N_("Meetings held"), [str(len(held))]),
        (N_("Latest meeting"), [_meeting(held[-1], words) if held else words.say(N_("none yet"))]),
        (N_("Next meeting"), [_meeting(coming[0], words) if coming else not_called]),
    ]
    facts = [{"label": words.say(label), "text": text} for label, texts in lines if (text := [t for t in texts if t])]
    seen = material.sees("Event.agenda", "AgendaItem.decision")
    return {
        "name": words.text(organ.name),
        "facts": facts,
        "decisions": _decisions(held[-1], words) if held and seen else [],
        "meetings": [_meeting_row(event, words) for event in reversed(held)] if seen else [],
    }


def _seat(seat: Seat, words: Words) -> str:
    holder = seat.organisation or ""
    role = words.label("organ_role", seat.role) if seat.role != "member" else ""
    return joined([f"{holder} ({seat.person})" if holder and seat.person else holder, role])


def _meeting(event: Event, words: Words) -> str:
    return f"{words.text(event.title)} ({words.day(event.date)})"


def _meeting_row(event: Event, words: Words) -> Row:
    decided = sum(item.decision is not None for item in event.agenda)
    minutes = event.approved.date if event.approved is not None else None
    return {
        "meeting": words.text(event.title),
        "date": words.day(event.date),
        "attendance": words.number(event.attendance),
        "decisions": str(decided),
        "approved": words.day(minutes),
    }


def _decisions(event: Event, words: Words) -> list[Row]:
    return [
        {
            "item": str(item.item),
            "title": words.text(item.title),
            "decision": words.text(item.decision),
            "responsible": item.responsible or "",
            "due": words.day(item.due),
            "done": words.day(item.done),
        }
        for item in event.agenda
        if item.decision is not None
    ]
