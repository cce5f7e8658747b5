"""Promises: where they stand, when they are undone, late, or done lately; and the next meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from innoenvi_cli.method.answers import OpenCondition, Standing
from innoenvi_cli.method.tasks import done_lately, next_meetings, open_tasks
from innoenvi_cli.method.view import View
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.phases import Condition
from innoenvi_cli.model.project import Minicluster, Project

DAY = date(2026, 6, 15)


def meeting(event_id: str, day: str, *items: dict[str, str], **fields: Any) -> Event:
    agenda = [{"item": str(number), "title": "t", **item} for number, item in enumerate(items, start=1)]
    held = {"id": event_id, "kind": "meeting", "title": event_id, "date": day, "agenda": agenda}
    return Event.model_validate(held | fields)


def view(*events: Event, shared: tuple[Event, ...] = (), **records: Any) -> View:
    cluster = Minicluster("vesi", events={event.id: event for event in events}, **records)
    condition = Condition.model_validate({"text": "sign", "owner": "hlo-01", "due": "2026-06-20"})
    standing = Standing(
        1, date(2026, 1, 1), "planning", "active", None, conditions=(OpenCondition("selection", 0, condition),)
    )
    project = Project(None, {"vesi": cluster}, events={event.id: event for event in shared})
    return View(project, cluster, as_of=DAY, standing=standing)


def test_tasks_of_meetings_and_conditions_the_earliest_due_first() -> None:
    seen = view(
        meeting(
            "m1",
            "2026-05-01",
            {"decision": "later", "due": "2026-07-01", "responsible": "hlo-02"},
            {"decision": "late", "due": "2026-06-14"},
            {"decision": "no task"},
            {"decision": "done", "due": "2026-06-01", "done": "2026-06-15"},
            {"decision": "not done yet on the day", "due": "2026-06-15", "done": "2026-06-16"},
            {"title": "title stands in", "responsible": "hlo-03"},
        ),
        meeting("m2", "2026-06-16", {"decision": "of tomorrow", "due": "2026-06-14"}),
    )
    assert [(task.text, task.person, task.is_overdue(DAY)) for task in open_tasks(seen)] == [
        ("late", None, True),
        ("not done yet on the day", None, False),
        ("sign", "hlo-01", False),
        ("later", "hlo-02", False),
        ("title stands in", "hlo-03", False),
    ]
    assert [task.text for task in done_lately(seen)] == ["done"]


def action(**fields: Any) -> dict[str, Action]:
    held = {"id": "a", "name": "A", "responsible": "m", "responsible_person": "hlo-04", "end": "2026-06-10"}
    return {"a": Action.model_validate(held | fields)}


MILESTONES = [{"name": "reached", "date": "2026-05-01", "done": "2026-05-02"}, {"name": "ahead", "date": "2026-08-01"}]


@pytest.mark.parametrize(
    ("history", "undone", "done"),
    [
        ([], ["A", "ahead"], ["reached"]),
        ([{"state": "running", "date": "2026-02-01"}], ["A", "ahead"], ["reached"]),
        ([{"state": "done", "date": "2026-06-12"}], [], ["A", "reached"]),
        ([{"state": "done", "date": "2026-06-16"}], ["A", "ahead"], ["reached"]),
        ([{"state": "dropped", "date": "2026-06-12"}], [], []),
    ],
)
def test_tasks_of_actions(history: list[dict[str, str]], undone: list[str], done: list[str]) -> None:
    seen = view(actions=action(history=history, milestones=MILESTONES))
    assert [task.text for task in open_tasks(seen) if task.source != "condition"] == undone
    assert [task.text for task in done_lately(seen)] == done


def test_done_lately_is_within_ninety_days() -> None:
    done = [
        {"decision": day, "responsible": "hlo-01", "done": day} for day in ("2026-03-16", "2026-03-17", "2026-06-15")
    ]
    seen = view(meeting("m1", "2026-01-05", *done))
    assert [task.text for task in done_lately(seen)] == ["2026-06-15", "2026-03-17"]


def test_the_next_meetings_are_dated_after_the_day_and_attended() -> None:
    seen = view(
        meeting("today", "2026-06-15"),
        meeting("later", "2026-07-01"),
        shared=(
            meeting("forum", "2026-06-18", miniclusters=["vesi"]),
            meeting("of-others", "2026-06-17", miniclusters=["energia"]),
        ),
    )
    assert [event.id for event in next_meetings(seen)] == ["forum", "later"]
