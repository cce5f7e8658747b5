"""Minutes of one meeting: who was there, what was decided item by item, and what the records hold on its account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.citations import recorded_on
from innoenvi_cli.deliverables.context.common import joined, section
from innoenvi_cli.deliverables.suppression import PERSONS, figure
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.tasks import held_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.meetings import AgendaItem, Event, Organ


def records(material: Material) -> tuple[str, ...]:
    """Return the meetings held by as-of: those of an organ, and every other event with an agenda."""
    held = (event for event in held_events(material.view) if event.organ is not None or event.agenda)
    return tuple(event.id for event in sorted(held, key=lambda event: (event.date, event.id)))


def context(material: Material, record: str) -> Row:
    """Return what the minutes of the meeting ``record`` show."""
    event = material.events[record]
    organ = material.organs.get(event.organ) if event.organ is not None else None
    sees = material.sees("Event.present", "Event.excused")
    return {
        "name": material.text(event.title),
        "facts": _facts(event, organ, material),
        "attendance": _attendance(event, organ, material) if sees else [],
        "attendance_empty": material.gap(N_("those present"), "Event.present"),
        "agenda": section(
            [_item(event, item, material) for item in sorted(event.agenda, key=lambda item: item.item)],
            material.gap(N_("agenda and decisions"), "Event.agenda"),
        ),
        "attachments": section(
            [material.text(attachment) for attachment in event.attachments],
            material.words.say(N_("No attachments."))
            if material.sees("Event.attachments")
            else material.gap(N_("attachments"), "Event.attachments"),
        ),
        "approval": _approval(event, material),
    }


def _facts(event: Event, organ: Organ | None, material: Material) -> list[Row]:
    words = material.words
    lines = [
        (N_("Organ"), material.text(organ.name) if organ is not None else ""),
        (N_("Kind of event"), words.heading("event_kind", event.kind) if organ is None else ""),
        (N_("Number"), str(event.number) if event.number is not None else ""),
        (N_("Date"), words.day(event.date)),
        (N_("Place"), material.text(event.place)),
        (N_("Chair"), joined(_seats(organ, "chair", material))),
        (N_("Secretary"), joined(_seats(organ, "secretary", material))),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _seats(organ: Organ | None, role: str, material: Material) -> list[str]:
    """Return who holds a role, of an organ as it stands now: the organisation, and the code where it may be seen."""
    if organ is None:
        return []
    found = []
    for seat in organ.members:
        if seat.role == role:
            holder = material.member(seat.member) if seat.member is not None else seat.organisation or ""
            found.append(f"{holder} ({seat.person})" if seat.person and holder else holder or seat.person or "")
    return found


def _attendance(event: Event, organ: Organ | None, material: Material) -> list[Row]:
    words = material.words
    absent = [member for member in event.invited if member not in {*event.present, *event.excused}]
    persons = event.attendance
    if persons is not None and material.audience != "consultants":
        persons = figure(persons, threshold=PERSONS)
    lines: list[tuple[str, str | list[str]]] = [
        (N_("Present"), _holders(event.present, organ, material)),
        (N_("Excused"), _holders(event.excused, organ, material)),
        (N_("Invited but absent"), _holders(absent, organ, material) if event.present else []),
        (N_("Persons present"), str(persons) if persons is not None else ""),
        (N_("Quorum"), _quorum(event, organ, material)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _holders(member_ids: Iterable[str], organ: Organ | None, material: Material) -> list[str]:
    """Name members with the codes of their seats, those of ours who may not be named counted at the end."""
    codes: dict[str, list[str]] = {}
    for seat in organ.members if organ is not None else ():
        if seat.member is not None and seat.person:
            codes.setdefault(seat.member, []).append(seat.person)
    ids = list(dict.fromkeys(member_ids))
    known = [member for member in ids if member in material.shown.members]
    named = [
        f"{material.member(member)} ({', '.join(codes[member])})" if member in codes else material.member(member)
        for member in known
    ]
    return [*named, *material.members(member for member in ids if member not in material.shown.members)]


def _quorum(event: Event, organ: Organ | None, material: Material) -> str:
    """Tell how many companies of a core group were there, beside the share that the gate of the choice asks for."""
    if organ is None or organ.kind != "core_group" or not event.present:
        return ""
    words, known = material.words, material.facts.cluster.members
    seats = {seat.member for seat in organ.members if seat.member is not None}
    companies = {member for member in seats if member in known and known[member].kind == "company"}
    if not companies:
        return ""
    there = len(companies & set(event.present))
    told = words.say(
        N_("{there} of {total} companies of the core group ({share})"),
        there=there,
        total=len(companies),
        share=words.percent(there / len(companies)),
    )
    criterion = next((found for found in material.facts.book.gates.get("selection", ()) if found.id == "quorum"), None)
    limit = next((held for held in criterion.figures if held.metric == "quorum"), None) if criterion else None
    if limit is None:
        return told
    asked = words.say(N_("asked for at the choice of targets: {share}"), share=words.percent(limit.threshold))
    return f"{told}; {asked}"


def _item(event: Event, item: AgendaItem, material: Material) -> Row:
    words = material.words
    done = item.done if item.done is not None and item.done <= material.as_of else None
    overdue = done is None and item.due is not None and item.due < material.as_of
    due = words.day(item.due)
    # A seminar decides nothing, so nothing is amiss where it has not.
    none = words.say(N_("No decision is recorded.")) if event.organ is not None else ""
    facts = [
        (N_("Responsible"), item.responsible or ""),
        (N_("Due"), words.say(N_("{due} (overdue)"), due=due) if overdue else due),
        (N_("Done"), words.day(done)),
    ]
    return {
        "number": str(item.item),
        "title": words.text(item.title),
        "decision": words.text(item.decision) or none,
        "facts": [f"{words.say(label)}: {text}" for label, text in facts if text],
        "records": recorded_on(event, item.item, material),
    }


def _approval(event: Event, material: Material) -> str:
    words = material.words
    if not material.sees("Event.approved", "Approval.date"):
        return material.gap(N_("approval of the minutes"), "Event.approved")
    approved = event.approved
    if approved is None or approved.date > material.as_of:
        return words.say(N_("The minutes have not been approved yet.")) if event.organ is not None else ""
    if approved.by:
        return words.say(N_("Approved on {day} by {person}."), day=words.day(approved.date), person=approved.by)
    return words.say(N_("Approved on {day}."), day=words.day(approved.date))
