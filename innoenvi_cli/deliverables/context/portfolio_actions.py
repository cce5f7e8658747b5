"""What is done and what is due in the whole programme: actions by type and state, tasks of the next sixty days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.audiences import visible
from innoenvi_cli.deliverables.context.task_rows import SEES_TASKS, open_task_rows
from innoenvi_cli.i18n import N_
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.meetings import Event

SOON: Final = timedelta(days=60)


def action_rows(actions: Mapping[tuple[str, str], int], material: ProgrammeMaterial) -> list[Row]:
    """Return how many actions there are by type, with a figure for each state and their sum."""
    if not material.sees("Action.history"):
        return []
    states = vocabulary_words("action_state")
    by_type = Counter({kind: 0 for kind, _ in actions})
    for (kind, _), count in actions.items():
        by_type[kind] += count
    return [
        {
            "type": material.words.heading("action_type", kind),
            **{state: actions.get((kind, state), 0) for state in states},
            "all": by_type[kind],
        }
        for kind in vocabulary_words("action_type")
        if by_type[kind]
    ]


def task_counts(material: ProgrammeMaterial, found: list[tuple[Material, list[Row]]]) -> list[Row]:
    """Return per minicluster how many tasks are open, late and due soon."""
    last = _last(material.as_of)
    return [
        {
            "minicluster": each.name,
            "open": len(rows),
            "overdue": sum(row["overdue"] for row in rows),
            "soon": sum(row["due_day"] is not None and not row["overdue"] and row["due_day"] <= last for row in rows),
        }
        for each, rows in found
        if rows
    ]


def open_by_minicluster(material: ProgrammeMaterial) -> list[tuple[Material, list[Row]]]:
    """Return the open tasks of each minicluster; those of the programme's own meetings are not theirs."""
    shared = {_name(event, material) for event in material.project.events.values()}
    return [
        (each, [row for row in open_task_rows(each) if not row["meeting"] or row["meeting"] not in shared])
        for each in material.clusters
    ]


def due_rows(material: ProgrammeMaterial, found: list[tuple[Material, list[Row]]]) -> list[Row]:
    """Return what is late or due within sixty days in all miniclusters and in the programme, the earliest first."""
    last = _last(material.as_of)
    rows = [{**row, "minicluster": each.name} for each, held in found for row in held]
    rows += [*_of_meetings(material), *_of_reports(material)]
    soon = [row for row in rows if row["due_day"] is not None and row["due_day"] <= last]
    return [
        {
            "minicluster": row["minicluster"],
            "task": row["task"],
            "origin": row["origin"],
            "responsible": row["responsible"],
            "due": row["due"],
            "due_day": row["due_day"],
            "state": material.words.say(N_("overdue")) if row["overdue"] else material.words.say(N_("due")),
        }
        for row in sorted(soon, key=lambda row: (row["due_day"], row["minicluster"], row["task"]))
    ]


def _last(day: date) -> str:
    return (day + min(SOON, date.max - day)).isoformat()


def _of_meetings(material: ProgrammeMaterial) -> Iterator[Row]:
    if not material.sees(*SEES_TASKS):
        return
    for found in material.project.events.values():
        event = visible(found, material.audience)
        for item, shown in zip(found.agenda, event.agenda, strict=True):
            done = item.done is not None and item.done <= material.as_of
            if event.date > material.as_of or done or item.due is None:
                continue
            text = material.words.text(shown.decision) or material.words.text(shown.title)
            place = material.words.say(N_("{meeting}, item {item}"), meeting=_name(event, material), item=item.item)
            yield _own(material, text, place, shown.responsible or "", item.due)


def _of_reports(material: ProgrammeMaterial) -> Iterator[Row]:
    """Yield the reports that the funder waits for."""
    programme = material.programme
    for period in programme.reporting_periods if programme is not None else ():
        if period.reported is None or period.reported > material.as_of:
            days = material.words.period(period.start, period.end)
            text = material.words.say(N_("Payment report of {days}"), days=days)
            yield _own(material, text, material.words.say(N_("Reporting to the funder")), "", period.due)


def _own(material: ProgrammeMaterial, task: str, origin: str, responsible: str, due: date) -> Row:
    overdue = due < material.as_of
    day = material.words.day(due)
    return {
        "minicluster": material.words.say(N_("The programme")),
        "task": task,
        "origin": origin,
        "responsible": responsible,
        "due": material.words.say(N_("{due} (overdue)"), due=day) if overdue else day,
        "due_day": due.isoformat(),
        "overdue": overdue,
    }


def _name(event: Event, material: ProgrammeMaterial) -> str:
    return f"{material.words.text(event.title)} ({material.words.day(event.date)})"
