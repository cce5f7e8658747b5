"""Brief for the steering group: one page on where the minicluster stands and what the next meeting needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import (
    condition_rows,
    joined,
    meeting_name,
    missing_rows,
    phase_name,
    suspicion_rows,
    taking_part,
)
from innoenvi_cli.deliverables.context.task_rows import SEES_TASKS, open_task_rows
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.tasks import next_meetings

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row

MOST: Final = 5
MOST_TASKS: Final = 4
"""Lines of a list on one page; how many more there are is said."""


def context(material: Material) -> Row:
    """Return what the brief shows."""
    missing = missing_rows(material) if material.sees("PhaseEntry.criteria") else []
    tasks = open_task_rows(material, "meeting", "milestone", "action")
    suspects = suspicion_rows(material) if material.sees("PhaseEntry.criteria") else []
    conditions = condition_rows(material) if material.sees("PhaseEntry.condition") else []
    return {
        "state": _state(material),
        "next": _next(material),
        "later": _later(material),
        "before": _before(tasks, material),
        "missing": _cut(
            missing,
            N_("Nothing is missing: the development cycle is completed.")
            if material.facts.standing.state == "completed"
            else N_("Nothing is missing: the gate of the present phase holds."),
            material,
        ),
        "tasks": _cut(tasks, N_("Nothing is undone."), material, most=MOST_TASKS),
        "suspects": _cut(suspects, N_("No passed gate has to be looked at again."), material),
        "conditions": _cut(conditions, N_("No condition is open."), material),
        "sees": material.sees("PhaseEntry.criteria", *SEES_TASKS),
        "hidden": material.gap(N_("gates and tasks"), "PhaseEntry.criteria"),
    }


def _cut(rows: list[Row], nothing: str, material: Material, *, most: int = MOST) -> Row:
    more = len(rows) - most
    return {
        "rows": rows[:most],
        "more": material.words.say(counted("and one more", "and {count} more", more)) if more > 0 else "",
        "empty": "" if rows else material.words.say(nothing),
    }


def _state(material: Material) -> list[Row]:
    words, facts, view = material.words, material.facts, material.view
    musts = facts.answer.musts
    met = sum(criterion.met for criterion in musts)
    targets = words.say(
        N_("{cycle} in the cycle ({chosen} chosen), {fast} on the fast track"),
        cycle=len(view.cycle_targets),
        chosen=len(view.chosen_ids),
        fast=len(view.fast_targets),
    )
    lines = [
        (
            N_("State"),
            f"{words.heading('state', facts.standing.state)} · {phase_name(facts.standing.phase, words)}",
        ),
        (
            N_("Gate"),
            words.say(N_("{met} of {total} required criteria hold"), met=met, total=len(musts))
            if material.sees("PhaseEntry.criteria")
            else "",
        ),
        (N_("Actors"), _actors(material)),
        (N_("Interviews"), str(len(view.interviews))),
        (N_("Development targets"), targets),
        (N_("Actions"), _actions(material)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _actors(material: Material) -> str:
    """How many actors there are; those that have only heard of it are counted for the inner circles alone."""
    view = material.view
    if material.audience not in {"consultants", "core_group"}:
        return capitalised(taking_part(material))
    return material.words.say(
        N_("{members}, of whom interviewed or committed {participating} (companies {companies})"),
        members=len(view.counted),
        participating=len(view.participating),
        companies=len(view.companies),
    )


def _actions(material: Material) -> str:
    counts: dict[str, int] = {}
    for action in material.view.actions:
        state = material.view.action_state(action)
        counts[state] = counts.get(state, 0) + 1
    order = ("running", "planned", "done")
    parts = [f"{material.words.label('action_state', state)} {counts[state]}" for state in order if state in counts]
    return capitalised(", ".join(parts))


def _next(material: Material) -> str:
    """The next meeting, how far off it is, and its agenda."""
    coming = next_meetings(material.view)
    words = material.words
    if not coming:
        return words.say(N_("No coming meeting is recorded."))
    event = material.events[coming[0].id]
    when = words.say(counted("in one day", "in {count} days", (event.date - material.as_of).days))
    parts = [f"{meeting_name(event, material)}, {when}", words.text(event.place)]
    items = "; ".join(f"{item.item}. {words.text(item.title)}" for item in event.agenda)
    agenda = words.say(N_("Agenda: {items}."), items=items) if items else ""
    if not items and material.sees("Event.agenda"):
        agenda = words.say(N_("No agenda is recorded."))
    return joined((f"{joined(parts)}.", agenda), between=" ")


def _later(material: Material) -> str:
    """The two meetings after the next."""
    coming = [meeting_name(material.events[event.id], material) for event in next_meetings(material.view)[1:3]]
    return "; ".join(coming)


def _before(tasks: list[Row], material: Material) -> str:
    """Say how many of the tasks are due by the next meeting."""
    coming = next_meetings(material.view)
    if not coming or not tasks:
        return ""
    last = coming[0].date.isoformat()
    due = sum(row["due_day"] is not None and row["due_day"] <= last for row in tasks)
    if not due:
        return material.words.say(N_("Nothing is due by the next meeting."))
    late = sum(row["overdue"] for row in tasks)
    say = material.words.say
    told = say(counted("One task is due by the next meeting.", "{count} tasks are due by the next meeting.", due))
    overdue = say(counted("One of them is overdue.", "{count} of them are overdue.", late)) if late else ""
    return joined((told, overdue), between=" ")
