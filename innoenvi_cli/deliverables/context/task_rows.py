"""Tasks in words, for the list of tasks, the brief for the steering group and the open issues of a definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import meeting_name, missing_rows, phase_name
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.phases import ENDED
from innoenvi_cli.method.tasks import open_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.tasks import Source, Task

# What an audience must see to be told of a task, and of whose it is.
_TOLD: Final[Mapping[Source, tuple[str, ...]]] = {
    "meeting": ("Event.agenda", "AgendaItem.decision", "AgendaItem.due"),
    "condition": ("PhaseEntry.condition", "Condition.text", "Condition.due"),
    "milestone": ("Action.milestones", "Milestone.name", "Milestone.date"),
    "action": ("Action.end", "Action.history"),
}
_PERSON: Final[Mapping[Source, str]] = {
    "meeting": "AgendaItem.responsible",
    "condition": "Condition.owner",
    "milestone": "Action.responsible_person",
    "action": "Action.responsible_person",
}
SEES_TASKS: Final = _TOLD["meeting"]


def task_rows(tasks: Iterable[Task], material: Material) -> list[Row]:
    """Return the tasks that the audience may be told of, as rows."""
    return [task_row(task, material) for task in tasks if material.sees(*_TOLD[task.source])]


def task_row(task: Task, material: Material) -> Row:
    """Return a task: what, from where, whose, until when, and how late it is."""
    words = material.words
    person = task.person if task.person is not None and material.sees(_PERSON[task.source]) else ""
    member = material.member(task.member) if task.member is not None and material.sees("Action.responsible") else ""
    overdue = task.is_overdue(material.as_of)
    due = words.day(task.due)
    return {
        "task": _text(task, material),
        "origin": _origin(task, material),
        "meeting": meeting_name(material.events[task.record], material) if task.source == "meeting" else "",
        "responsible": f"{member} ({person})" if member and person else member or person or "",
        "person": person or member,
        "due": words.say(N_("{due} (overdue)"), due=due) if overdue else due,
        "due_day": task.due.isoformat() if task.due is not None else None,
        "done_day": task.done.isoformat() if task.done is not None else None,
        "overdue": overdue,
        "late": (material.as_of - task.due).days if overdue and task.due is not None else None,
    }


def open_task_rows(material: Material, *sources: Source) -> list[Row]:
    """Return what is undone, the earliest due first; of ``sources`` alone where some are named."""
    found = open_tasks(material.view)
    return task_rows((task for task in found if not sources or task.source in sources), material)


def gate_rows(material: Material) -> list[Row]:
    """Return what the gate of the present phase still waits for; where the cycle has ended, nobody waits."""
    if material.facts.standing.state in ENDED or not material.sees("Phases.entries", "PhaseEntry.criteria"):
        return []
    return missing_rows(material)


def _text(task: Task, material: Material) -> str:
    if task.source == "action":
        return material.words.say(N_("Action finished: {action}"), action=material.text(task.text))
    return material.text(task.text)


def _origin(task: Task, material: Material) -> str:
    words = material.words
    if task.source == "meeting":
        event = material.events[task.record]
        return words.say(N_("{meeting}, item {item}"), meeting=meeting_name(event, material), item=task.item)
    if task.source == "condition":
        gates = {found.gate: phase_name(found.gate, words) for found in material.facts.standing.conditions}
        name = next(text for gate, text in gates.items() if gate == task.record)
        return words.say(N_("Condition of the gate: {phase}"), phase=name)
    if task.source == "action":
        return words.say(N_("End of an action"))
    return words.say(N_("Action: {action}"), action=material.action(task.record))
