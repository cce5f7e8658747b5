"""Organisation and operating processes: who decides, who coordinates, how the work runs, what is not described yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import joined, meeting_name, named_figure, prose, threshold, unnamed_last
from innoenvi_cli.deliverables.context.programme_organs import support_rows
from innoenvi_cli.deliverables.context.undescribed import undescribed_rows
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.export_concept import Process, Step
    from innoenvi_cli.model.meetings import Organ, Seat


def context(material: Material) -> Row:
    """Return what the description shows."""
    concept, record = material.shown.export_concept, material.record
    organs = [_organ(organ, material) for organ in material.shown.organs.values()]
    processes = [_process(process, material) for process in _processes(material)]
    actors = _actors(material)
    return {
        "organisation": prose(
            material.text(concept.organisation if concept is not None else None),
            material.gap(N_("Description of the organisation"), "ExportConcept.organisation"),
        ),
        "operating_model": material.text(record.operating_model if record is not None else None),
        "organs": organs,
        "support": support_rows(material.programme, material),
        "coordination": _coordination(material),
        "agreements": _agreements(material),
        "rules": _rules(material),
        "processes": processes,
        "actors": actors,
        "undescribed": undescribed_rows(material),
        "empty": {
            "organs": material.gap(N_("Organs"), "Organ.name"),
            "coordination": material.gap(N_("Coordination and host"), "Coordinator.fte", "Permanence.host"),
            "agreements": material.gap(N_("Agreements and commitments"), "Commitment.member"),
            "rules": material.gap(
                N_("Decision rules and ground rules"), "Organ.mandate", "GroundRules.confidentiality"
            ),
            "processes": material.gap(N_("Operating processes"), "Process.name"),
            "actors": material.gap(N_("Who does what"), "Step.actor"),
            "undescribed": material.words.say(N_("Everything that belongs here has been described."))
            if material.sees("Process.name", "Organ.mandate")
            else material.gap(N_("What is not described yet"), "Process.name", "Organ.mandate"),
        },
    }


# Organs --------------------------------------------------------------------------------------------------------------


def _organ(organ: Organ, material: Material) -> Row:
    words = material.words
    held = sorted(
        (event for event in material.events.values() if event.organ == organ.id),
        key=lambda event: (event.date, event.id),
    )
    past = [event for event in held if event.date <= material.as_of]
    coming = [event for event in held if event.date > material.as_of]
    lines = [
        (N_("Task"), words.text(organ.mandate)),
        (N_("Rhythm"), words.text(organ.rhythm)),
        (N_("Meetings held"), str(len(past)) if past else words.say(N_("none yet"))),
        (N_("Latest meeting"), meeting_name(past[-1], material) if past else ""),
        (N_("Next meeting"), meeting_name(coming[0], material) if coming else ""),
    ]
    facts: list[Row] = [{"label": words.say(label), "text": text} for label, text in lines if text]
    seats = [_seat(seat, material) for seat in sorted(organ.members, key=lambda seat: _ORDER.index(seat.role))]
    if seats:
        facts.insert(1, {"label": words.say(N_("Members")), "text": unnamed_last(seats, material)})
    return {"name": words.text(organ.name), "kind": words.heading("organ_kind", organ.kind), "facts": facts}


_ORDER: Final = ("chair", "vice_chair", "member", "secretary")


def _seat(seat: Seat, material: Material) -> str:
    holder = material.member(seat.member) if seat.member is not None else seat.organisation or ""
    role = material.words.label("organ_role", seat.role) if seat.role != "member" else ""
    return joined([f"{holder} ({seat.person})" if seat.person else holder, role])


# Coordination, agreements, rules -------------------------------------------------------------------------------------


def _coordination(material: Material) -> list[Row]:
    words, record, concept = material.words, material.record, material.shown.export_concept
    found = record.coordinator if record is not None else None
    lasting = concept.permanence if concept is not None else None
    holder = ""
    if found is not None:
        holder = material.member(found.member) if found.member is not None else found.organisation or ""
        holder = f"{holder} ({found.person})" if holder and found.person else holder
    lines = [
        (N_("Coordinator"), holder),
        (
            N_("Working time of the coordinator"),
            words.say(N_("{fte} full-time equivalents"), fte=words.number(found.fte))
            if found is not None and found.fte is not None
            else "",
        ),
        (N_("Financing of the coordination"), words.text(found.financing) if found is not None else ""),
        (N_("Financed until"), words.day(found.financed_until) if found is not None else ""),
        (N_("Host after the programme"), material.text(lasting.host) if lasting is not None else ""),
        (
            N_("Operating practices that stay"),
            words.text(lasting.operating_practices) if lasting is not None else "",
        ),
        (N_("Followed up by"), _indicators(material)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _indicators(material: Material) -> str:
    concept = material.shown.export_concept
    wanted = concept.permanence.indicators if concept is not None and concept.permanence is not None else ()
    outcomes = material.shown.outcomes
    return "; ".join(material.text(outcomes[name].name) for name in wanted if name in outcomes)


def _agreements(material: Material) -> Row:
    words, concept = material.words, material.shown.export_concept
    section = concept.sections.organisation_and_agreements if concept is not None else None
    given = [held for held in (concept.commitments if concept is not None else ()) if held.date <= material.as_of]
    return {
        "text": words.text(section.text) if section is not None else "",
        "rows": [
            {
                "member": material.member(held.member),
                "content": words.text(held.content),
                "date": words.day(held.date),
                "document": material.text(held.document) if material.sees("Commitment.document") else "",
            }
            for held in sorted(given, key=lambda held: (held.date, held.member))
        ],
    }


# What a choice of targets asks, beside the figures of the quorum: said once, whatever a programme's thresholds are.
_DECISION_RULES: Final = {
    "interests": N_("Each rater declares interests; who has one abstains on that target."),
    "veto": N_("A veto on a target is resolved at a meeting before the target is chosen."),
}


def _decision_rules(material: Material) -> list[tuple[str, str]]:
    words = material.words
    lines = []
    for found in material.facts.answer_of("selection").criteria:
        if found.id == "quorum":
            figures = "; ".join(named_figure(held.title, threshold(held, words), words) for held in found.figures)
            lines.append((words.text(found.label), figures))
        elif found.id in _DECISION_RULES and found.severity == "must":
            lines.append((words.text(found.label), words.say(_DECISION_RULES[found.id])))
    return lines


def _rules(material: Material) -> list[Row]:
    """Return when a choice of targets holds, as the gate asks it, and the rules of working together."""
    words, record = material.words, material.record
    lines = _decision_rules(material)
    rules = record.ground_rules if record is not None else None
    if not material.sees("GroundRules.confidentiality"):
        return []
    if rules is not None:
        lines += [
            (words.say(N_("Confidentiality")), words.text(rules.confidentiality)),
            (words.say(N_("Competition law")), words.text(rules.competition_law)),
            (words.say(N_("Ground rules accepted")), material.decided_in_full(rules.accepted)),
        ]
    return [{"label": label, "text": text} for label, text in lines if text]


# Processes -----------------------------------------------------------------------------------------------------------


def _processes(material: Material) -> list[Process]:
    return list(material.shown.processes.values()) if material.sees("Process.name", "Process.steps") else []


def _process(process: Process, material: Material) -> Row:
    steps = [_step(number, step, material) for number, step in enumerate(process.steps, start=1)]
    return {
        "name": material.text(process.name),
        "trigger": material.text(process.trigger),
        "measure": material.text(process.measure),
        "steps": steps,
        "count": str(len(steps)),
        "actors": list(dict.fromkeys(step["actor"] for step in steps)),
        "empty": "" if steps else material.words.say(N_("The steps have not been described yet.")),
    }


def _step(number: int, step: Step, material: Material) -> Row:
    actor = _doer(step, material)
    return {
        "number": str(number),
        "actor": actor or material.words.say(N_("Actor not named")),
        "open": not actor,
        "activity": material.text(step.activity),
        "input": material.text(step.input),
        "output": material.text(step.output),
    }


def _doer(step: Step, material: Material) -> str:
    return material.member(step.actor) if step.actor is not None else capitalised(material.text(step.role))


# Who does what -------------------------------------------------------------------------------------------------------


def _actors(material: Material) -> list[Row]:
    """Return per actor what it decides, carries out in the processes and answers for in the offerings."""
    if not material.sees("Step.actor", "Process.name"):
        return []
    found: dict[str, Row] = {}
    for member in sorted(material.view.participating, key=lambda member: (member.name.casefold(), member.id)):
        if member.id in material.shown.members:
            found[f"m:{member.id}"] = _actor(member.name)
    roles: dict[str, Row] = {}
    for process in _processes(material):
        steps: dict[str, list[str]] = {}
        for number, step in enumerate(process.steps, start=1):
            key = f"m:{step.actor}" if step.actor is not None else f"r:{_doer(step, material)}"
            if key not in found and key not in roles and _doer(step, material):
                roles[key] = _actor(_doer(step, material))
            steps.setdefault(key, []).append(str(number))
        for key, numbers in steps.items():
            row = found.get(key) or roles.get(key)
            if row is not None:
                row["does"].append(_share(process, numbers, material))
    _decide(found, material)
    _answer(found, material)
    rows = [*found.values(), *roles.values()]
    return [row for row in rows if row["does"] or row["decides"] or row["provides"]]


def _actor(name: str) -> Row:
    return {"actor": name, "does": [], "decides": [], "provides": []}


def _share(process: Process, numbers: list[str], material: Material) -> str:
    steps = counted("step {numbers}", "steps {numbers}", len(numbers), numbers=", ".join(numbers))
    return f"{material.text(process.name)}: {material.words.say(steps)}"


def _decide(found: dict[str, Row], material: Material) -> None:
    words = material.words
    for organ in material.shown.organs.values():
        for seat in organ.members:
            row = found.get(f"m:{seat.member}")
            if row is not None:
                role = words.label("organ_role", seat.role) if seat.role != "member" else ""
                row["decides"].append(joined([words.text(organ.name), role]))


def _answer(found: dict[str, Row], material: Material) -> None:
    concept = material.shown.export_concept
    for offering in concept.offerings if concept is not None else ():
        for provider in offering.providers:
            row = found.get(f"m:{provider.member}")
            if row is not None:
                row["provides"].append(
                    joined([material.text(offering.name), material.text(provider.part)], between=": ")
                )
