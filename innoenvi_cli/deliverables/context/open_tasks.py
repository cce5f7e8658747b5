"""Open tasks: everything promised and undone, whose it is, what is late, and what the next gate still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import phase_name
from innoenvi_cli.deliverables.context.task_rows import SEES_TASKS, gate_rows, open_task_rows, task_rows
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.tasks import LATELY, done_lately

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row


def context(material: Material) -> Row:
    """Return what the list of tasks shows."""
    words = material.words
    rows = [_open(row, material) for row in open_task_rows(material)]
    rows += [_missing(row, material) for row in gate_rows(material)]
    numbered = [{"number": number, **row} for number, row in enumerate(rows, start=1)]
    done = task_rows(done_lately(material.view), material)
    sees = material.sees(*SEES_TASKS)
    hidden = material.gap(N_("tasks"), *SEES_TASKS)
    nobody = [] if any(row["person"] for row in numbered) else [_nobody(material)]
    return {
        "tasks": numbered,
        "persons": _persons(numbered),
        "by_person": sorted((row for row in numbered if row["person"]), key=lambda row: row["person"]),
        "done": done,
        "notes": {
            "tasks": [] if numbered else [words.say(N_("Nothing is undone.")) if sees else hidden],
            "persons": nobody,
            "by_person": nobody,
            "done": []
            if done
            else [words.say(N_("Nothing was finished in the last {days} days."), days=LATELY.days) if sees else hidden],
        },
    }


def _open(row: Row, material: Material) -> Row:
    state = N_("overdue") if row["overdue"] else N_("undone")
    return {**row, "state": capitalised(material.words.say(state)), "guide": ""}


def _missing(row: Row, material: Material) -> Row:
    """What a gate waits for has no day of its own: it is asked for when the gate is judged."""
    words = material.words
    now = words.say(N_("{figure}; required {threshold}"), figure=row["figure"], threshold=row["threshold"])
    return {
        "task": f"{row['label']} ({row['about']})" if row["about"] else row["label"],
        "origin": words.say(N_("Gate: {phase}"), phase=phase_name(material.facts.standing.phase, words)),
        "meeting": "",
        "responsible": "",
        "person": "",
        "due": "",
        "due_day": None,
        "done_day": None,
        "overdue": False,
        "late": None,
        "state": capitalised(words.say(N_("missing"))),
        "guide": capitalised(f"{now}. {row['hint']}" if row["hint"] else f"{now}."),
    }


def _persons(rows: list[Row]) -> list[Row]:
    """Return per responsible how much is theirs, how much of it late, and what comes first: ``rows`` are by due day."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["person"]:
            found.setdefault(row["person"], []).append(row)
    return [
        {
            "person": person,
            "open": len(held),
            "overdue": sum(row["overdue"] for row in held),
            "next": held[0]["task"],
            "first": held[0]["due_day"],
        }
        for person, held in sorted(found.items())
    ]


def _nobody(material: Material) -> str:
    if material.sees("AgendaItem.responsible"):
        return material.words.say(N_("Nobody is named for an undone task."))
    return material.gap(N_("those responsible"), "AgendaItem.responsible")
