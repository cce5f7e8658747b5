"""Invitations to the info seminars: whom to invite, who was invited, who answered what, what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli.deliverables import suppression
from innoenvi_cli.deliverables.context.common import joined
from innoenvi_cli.deliverables.context.contacts import shown_contacts
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.minicluster import Member

Answer = Literal["present", "excused", "no_answer", "invited", "not_invited", "not_recorded"]
ANSWERS: Final[dict[Answer, str]] = {
    "present": N_("Present"),
    "excused": N_("Excused"),
    "no_answer": N_("No answer"),
    "invited": N_("Invited"),
    "not_invited": N_("Not invited yet"),
    "not_recorded": N_("Not recorded"),
}
"""What is known of an invitation. Not recorded: only the number of people at the seminar was written down."""

_FOLLOW_UPS: Final[dict[tuple[Answer, str], str]] = {
    ("present", "prospect"): N_("Agree on the interview"),
    ("present", "informed"): N_("Agree on the interview"),
    ("present", "interviewed"): N_("Ask for the commitment"),
    ("excused", "prospect"): N_("Send the material and agree on a talk"),
    ("excused", "informed"): N_("Send the material and agree on a talk"),
    ("excused", "interviewed"): N_("Ask for the commitment"),
    ("no_answer", "prospect"): N_("Call"),
    ("no_answer", "informed"): N_("Call"),
    ("no_answer", "interviewed"): N_("Ask for the commitment"),
    ("invited", "prospect"): N_("Remind before the seminar"),
    ("invited", "informed"): N_("Remind before the seminar"),
    ("not_invited", "prospect"): N_("Send the invitation"),
    ("not_invited", "informed"): N_("Agree on the interview"),
    ("not_recorded", "prospect"): N_("Send the invitation"),
    ("not_recorded", "informed"): N_("Agree on the interview"),
    ("not_recorded", "interviewed"): N_("Ask for the commitment"),
}
"""The next step by answer and present status; whoever has committed itself or left needs none."""

_PARTIAL: Final = N_(
    "Only actors that take part are listed: who was approached and has not joined is shown to the core group and the"
    " consultants alone."
)


@dataclass(frozen=True, slots=True)
class _Invitation:
    """A member and a seminar, ``None`` where it is on the list of none."""

    member: Member
    event: Event | None
    answer: Answer


def context(material: Material) -> Row:
    """Return what the workbook on the invitations shows."""
    seminars = _seminars(material)
    sees = material.sees("Event.invited", "Event.present", "Event.excused")
    invitations = list(_invitations(seminars, material)) if sees else []
    return {
        "invitations": [_row(found, material) for found in invitations],
        "seminars": [_seminar(event, invitations, material) for event in seminars],
        "summary": _summary(invitations, material),
        "names": {"answers": {answer: material.words.say(text) for answer, text in ANSWERS.items()}},
        "notes": {
            "invitations": _list_notes(seminars, invitations, material),
            "seminars": [] if seminars else [material.gap(N_("info seminars"))],
            "summary": _summary_notes(invitations, material),
        },
    }


def _seminars(material: Material) -> list[Event]:
    """Return the info seminars: those to come first, the next one at the top, then those held, the latest first."""
    found = sorted(
        (event for event in material.events.values() if event.kind == "info_seminar"),
        key=lambda event: (event.date, event.id),
    )
    coming = [event for event in found if event.date > material.as_of]
    return coming + [event for event in reversed(found) if event.date <= material.as_of]


def _has_lists(event: Event) -> bool:
    return bool(event.invited or event.present or event.excused)


def _invitations(seminars: list[Event], material: Material) -> Iterator[_Invitation]:
    """Yield who is on the list of each seminar, then the others of the register that may still be invited."""
    members = sorted(material.shown.members.values(), key=lambda member: (member.name.casefold(), member.id))
    listed: set[str] = set()
    for event in seminars:
        for member in members:
            answer = _answer(member, event, material)
            if answer is not None:
                listed.add(member.id)
                yield _Invitation(member, event, answer)
    unlisted = [event for event in seminars if event.date <= material.as_of and not _has_lists(event)]
    for member in members:
        if member.id in listed or material.view.statuses[member.id] == "left":
            continue
        attended = next((event for event in unlisted if _may_have_attended(member, event, material)), None)
        if attended is not None:
            yield _Invitation(member, attended, "not_recorded")
        else:
            yield _Invitation(member, None, "not_invited")


def _may_have_attended(member: Member, event: Event, material: Material) -> bool:
    """Whoever is still a prospect, or was met only after the seminar, was not there."""
    met = [step.date for step in material.facts.cluster.members[member.id].history]
    return material.view.statuses[member.id] != "prospect" and bool(met) and min(met) <= event.date


def _answer(member: Member, event: Event, material: Material) -> Answer | None:
    if member.id in event.present:
        return "present"
    if member.id in event.excused:
        return "excused"
    if member.id in event.invited:
        return "invited" if event.date > material.as_of else "no_answer"
    return None


def _row(found: _Invitation, material: Material) -> Row:
    words, member, event = material.words, found.member, found.event
    status = material.view.statuses[member.id]
    region = material.text(member.region.name) if member.region is not None else ""
    return {
        "seminar": material.text(event.title) if event is not None else "",
        "date": event.date.isoformat() if event is not None else None,
        "organisation": member.name,
        "kind": member.kind,
        "place": joined([member.municipality or "", region]),
        "wanted_for": _wanted_for(member, material),
        "contacts": shown_contacts(member, material.people),
        "status": status,
        "answer": found.answer,
        "follow_up": words.say(_FOLLOW_UPS.get((found.answer, status), "")),
        "own_notes": "",
    }


def _wanted_for(member: Member, material: Material) -> list[str]:
    """What the organisation is wanted for: its groups, else its support task, else its roles."""
    groups = material.part_names("product_groups")
    given = dict.fromkeys(groups[item.group] for item in member.contributions if item.group in groups)
    if given:
        return list(given)
    if member.support_role is not None:
        return [material.text(member.support_role)]
    roles = [capitalised(material.words.label("member_role", role)) for role in member.roles]
    return roles or [material.words.say(N_("Not yet defined"))]


def _seminar(event: Event, invitations: list[_Invitation], material: Material) -> Row:
    """The seminar with its figures; how many people came is a figure about persons."""
    answers = [found.answer for found in invitations if found.event is event]
    people = event.attendance
    if people is not None and material.audience != "consultants":
        people = suppression.figure(people, threshold=suppression.PERSONS)
    listed = _has_lists(event)
    held = event.date <= material.as_of
    return {
        "title": material.text(event.title),
        "date": event.date.isoformat(),
        "place": material.text(event.place),
        "whose": material.words.say(N_("Minicluster") if event.id in material.shown.events else N_("Whole programme")),
        "state": material.words.say(N_("Held") if held else N_("Coming")),
        "invited": len(answers) if listed else None,
        "present": answers.count("present") if listed and held else None,
        "excused": answers.count("excused") if listed and answers else None,
        "no_answer": answers.count("no_answer") if listed and held else None,
        "people": people,
    }


def _summary(invitations: list[_Invitation], material: Material) -> list[Row]:
    """Invitations by kind of organisation and answer; the list names each of them, so nothing more is told here."""
    rows: list[Row] = []
    for kind in (*vocabulary_words("member_kind"), None):
        answers = [found.answer for found in invitations if found.member.kind == kind]
        if answers:
            label = material.words.heading("member_kind", kind) or material.words.say(N_("Kind not known"))
            rows.append({"kind": label, "total": len(answers), **{key: answers.count(key) for key in ANSWERS}})
    return rows


def _summary_notes(invitations: list[_Invitation], material: Material) -> list[str]:
    if not invitations:
        return [material.gap(N_("invitations to info seminars"), "Event.invited")]
    return [material.words.say(_PARTIAL)] if material.audience == "members" else []


def _list_notes(seminars: list[Event], invitations: list[_Invitation], material: Material) -> list[str]:
    say = material.words.say
    if not material.sees("Event.invited"):
        return [material.gap(N_("invitations to info seminars"), "Event.invited")]
    notes: list[str] = []
    if material.audience == "members":
        notes.append(say(_PARTIAL))
    elif not invitations:
        notes.append(material.gap(N_("actors")))
    if not seminars:
        notes.append(say(N_("No info seminar has been called yet: the list says whom to invite.")))
    notes.extend(
        say(
            counted(
                "{seminar}: one person was present, but not recorded by organisation.",
                "{seminar}: {count} people were present, but not recorded by organisation.",
                event.attendance,
                seminar=material.text(event.title),
            )
        )
        for event in seminars
        if event.attendance is not None
        and not _has_lists(event)
        and (material.audience == "consultants" or event.attendance >= suppression.PERSONS)
    )
    return notes
