"""What somebody has promised to do, and the next meeting that will ask about it.

Promises stand in four places: decisions of meetings, conditions of gate decisions, milestones of actions, and the ends
of actions. What a gate still waits for is no promise, and comes from the gate itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.phases import GateId

Source = Literal["meeting", "condition", "milestone", "action"]
LATELY: Final = timedelta(days=90)
"""How long ago something may have been done and still be told as done lately."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done, or ``done`` on a day.

    ``record`` is the id of the meeting or action it stands in, or of the gate; ``item`` the item of a meeting's agenda.
    ``person`` is the code of who does it, ``member`` the member that answers for it.
    """

    source: Source
    text: Text
    record: str
    item: int | None = None
    person: str | None = None
    member: str | None = None
    due: date | None = None
    done: date | None = None

    def is_overdue(self, as_of: date) -> bool:
        """Tell whether it should have been done before ``as_of``."""
        return self.done is None and self.due is not None and self.due < as_of


def open_tasks(view: View) -> tuple[Task, ...]:
    """Return what is undone on the day of ``view``, the earliest due first, what has no day at the end."""
    undone = (task for task in _tasks(view) if task.done is None)
    return tuple(sorted(undone, key=lambda task: (task.due or date.max, task.source, task.record, task.item or 0)))


def done_lately(view: View) -> tuple[Task, ...]:
    """Return what was done within ``LATELY`` before the day of ``view``, the latest first."""
    first = view.as_of - LATELY if view.as_of - date.min > LATELY else date.min
    done = [task for task in _tasks(view) if task.done is not None and task.done >= first]
    return tuple(
        sorted(done, key=lambda task: (-(task.done or date.min).toordinal(), task.source, task.record, task.item or 0))
    )


def held_events(view: View) -> tuple[Event, ...]:
    """Return the events held by as-of, whatever the cycle: the minicluster's own and those that it attended."""
    return tuple(event for event in _events(view) if event.date <= view.as_of)


def next_meetings(view: View) -> tuple[Event, ...]:
    """Return the events dated after as-of, the earliest first."""
    coming = (event for event in _events(view) if event.date > view.as_of)
    return tuple(sorted(coming, key=lambda event: (event.date, event.id)))


def _events(view: View) -> tuple[Event, ...]:
    shared = (event for event in view.project.events.values() if view.cluster.id in event.miniclusters)
    return (*view.cluster.events.values(), *shared)


def _tasks(view: View) -> Iterator[Task]:
    yield from _of_meetings(view)
    for found in view.standing.conditions:
        gate: GateId = found.gate
        yield Task("condition", found.condition.text, gate, person=found.condition.owner, due=found.condition.due)
    yield from _of_actions(view)


def _of_meetings(view: View) -> Iterator[Task]:
    """A decision that names neither a day nor anybody is no task."""
    for event in held_events(view):
        for item in event.agenda:
            if item.due is None and item.responsible is None:
                continue
            text = item.decision if item.decision is not None and is_filled(item.decision) else item.title
            done = item.done if item.done is not None and item.done <= view.as_of else None
            yield Task("meeting", text, event.id, item.item, item.responsible, due=item.due, done=done)


def _of_actions(view: View) -> Iterator[Task]:
    for action in view.actions:
        person, member = action.responsible_person, action.responsible
        is_done = view.action_state(action) == "done"
        for milestone in action.milestones:
            done = milestone.done if milestone.done is not None and milestone.done <= view.as_of else None
            if done is not None or not is_done:
                yield Task(
                    "milestone", milestone.name, action.id, person=person, member=member, due=milestone.date, done=done
                )
        days = [step.date for step in action.history if step.state == "done" and step.date <= view.as_of]
        if action.end is not None or days:
            ended = max(days) if is_done and days else None
            yield Task("action", action.name, action.id, person=person, member=member, due=action.end, done=ended)
