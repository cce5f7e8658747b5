"""What the description of the organisation and its processes still lacks, as a list to work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.export_concept import Process
    from innoenvi_cli.model.meetings import Organ


def undescribed_rows(material: Material) -> list[Row]:
    """Return what is missing, by what it is missing from; nothing for an audience that does not see what there is."""
    if not material.sees("Process.name", "Organ.mandate", "ExportConcept.organisation"):
        return []
    say = material.words.say
    found = [*_organs(material), *_organisation(material), *_processes(material), *_offerings(material)]
    return [
        {"where": where, "missing": [missing if isinstance(missing, str) else say(missing) for missing in several]}
        for where, several in found
        if several
    ]


def _organs(material: Material) -> Iterator[tuple[str, list[str | Message]]]:
    if not material.shown.organs:
        yield material.words.say(N_("Organs")), [material.words.say(N_("no organ"))]
    for organ in material.shown.organs.values():
        yield material.text(organ.name), [material.words.say(text) for text in _of_organ(organ)]


def _of_organ(organ: Organ) -> Iterator[str]:
    if not is_filled(organ.mandate):
        yield N_("task")
    if not is_filled(organ.rhythm):
        yield N_("rhythm of meetings")
    if not any(seat.role == "chair" for seat in organ.members):
        yield N_("chair")


def _organisation(material: Material) -> Iterator[tuple[str, list[str | Message]]]:
    concept, record = material.shown.export_concept, material.record
    lasting = concept.permanence if concept is not None else None
    found = record.coordinator if record is not None else None
    needs = [
        (N_("description of the organisation"), concept is not None and is_filled(concept.organisation)),
        (N_("coordinator"), found is not None and bool(found.member or found.organisation)),
        (N_("working time of the coordinator"), found is not None and found.fte is not None),
        (N_("financing of the coordination"), found is not None and is_filled(found.financing)),
        (N_("host after the programme"), lasting is not None and bool(lasting.host)),
        (N_("operating practices that stay"), lasting is not None and is_filled(lasting.operating_practices)),
        (N_("follow-up indicators"), lasting is not None and bool(lasting.indicators)),
        (N_("ground rules"), record is not None and record.ground_rules is not None),
    ]
    say = material.words.say
    yield say(N_("Organisation and permanence")), [say(text) for text, there in needs if not there]


def _processes(material: Material) -> Iterator[tuple[str, list[str | Message]]]:
    if not material.shown.processes:
        yield material.words.say(N_("Operating processes")), [material.words.say(N_("no process"))]
    for process in material.shown.processes.values():
        yield material.text(process.name), list(_of_process(process))


def _of_process(process: Process) -> Iterator[str | Message]:
    if not process.steps:
        yield message(N_("its steps"))
        return
    nobody = [str(number) for number, step in enumerate(process.steps, start=1) if not (step.actor or step.role)]
    inputs, outputs = _without(process, "input"), _without(process, "output")
    if nobody:
        yield counted("actor of step {numbers}", "actors of steps {numbers}", len(nobody), numbers=", ".join(nobody))
    if inputs:
        yield counted("input of step {numbers}", "inputs of steps {numbers}", len(inputs), numbers=", ".join(inputs))
    if outputs:
        yield counted(
            "output of step {numbers}", "outputs of steps {numbers}", len(outputs), numbers=", ".join(outputs)
        )
    if not is_filled(process.measure):
        yield message(N_("its measure"))


def _without(process: Process, field: str) -> list[str]:
    return [str(number) for number, step in enumerate(process.steps, start=1) if not is_filled(getattr(step, field))]


def _offerings(material: Material) -> Iterator[tuple[str, list[str | Message]]]:
    """Yield essential providers that have no part in any process: nobody knows what they do when work begins."""
    concept = material.shown.export_concept
    doing = {step.actor for process in material.shown.processes.values() for step in process.steps}
    for offering in concept.offerings if concept is not None else ():
        idle = [held.member for held in offering.providers if held.essential and held.member not in doing]
        if idle and material.shown.processes:
            names = ", ".join(material.members(idle))
            text = material.words.say(N_("part of an essential provider in the processes: {names}"), names=names)
            yield material.text(offering.name), [text]
