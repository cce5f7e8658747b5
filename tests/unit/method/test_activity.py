"""What the records count by themselves, year by year: nobody twice, and as it was at the end of each year."""

from __future__ import annotations

from datetime import date
from typing import Any

from innoenvi_cli.method.activity import activity_by_year
from innoenvi_cli.model.development import Action, Trial
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.phases import PhaseEntry, Phases
from innoenvi_cli.model.project import Minicluster, Project


def member(name: str, *steps: tuple[str, str], **fields: Any) -> Member:
    history = [{"status": status, "date": day} for status, day in steps]
    return Member.model_validate({"id": name, "name": name, "kind": "company", "history": history} | fields)


def cluster(name: str, *members: Member, **records: Any) -> Minicluster:
    record = MiniclusterRecord.model_validate({"name": name, "start": "2024-01-01"})
    return Minicluster(name, record=record, members={found.id: found for found in members}, **records)


def counts(*clusters: Minicluster, events: dict[str, Event] | None = None) -> dict[tuple[str, int], int]:
    project = Project(None, {each.id: each for each in clusters}, events=events or {})
    found = activity_by_year(project, (2025, 2026), date(2026, 6, 15))
    return {(count.activity, count.year): count.value for count in found}


def test_who_changes_its_status_or_its_role_in_the_year_counts_once() -> None:
    steps = (("interviewed", "2025-02-01"), ("committed", "2025-08-01"), ("left", "2026-01-10"))
    found = counts(cluster("m", member("x", *steps)), cluster("n", member("x", *steps, kind="research")))
    assert (found["participating", 2025], found["participating", 2026]) == (1, 0)
    assert (found["committed", 2025], found["companies", 2025]) == (1, 1)


def test_a_corporate_group_counts_once_over_the_miniclusters() -> None:
    steps = (("committed", "2025-02-01"),)
    found = counts(
        cluster("m", member("a", *steps, corporate_group="g"), member("b", *steps, corporate_group="g")),
        cluster("n", member("c", *steps, corporate_group="g"), member("d", *steps)),
    )
    assert (found["companies", 2025], found["corporate_groups", 2025]) == (4, 2)


def test_a_collaboration_runs_from_its_start_to_its_end_and_needs_three_independent_companies() -> None:
    steps = (("committed", "2025-01-01"),)
    history = [{"state": "running", "date": "2025-03-01"}, {"state": "done", "date": "2025-11-01"}]
    data = {"id": "joint", "name": "J", "participants": ["a", "b", "c"], "history": history}
    joint = Action.model_validate(data)
    pair = Action.model_validate(data | {"id": "pair", "participants": ["a", "b", "twin"]})
    members = [member(name, *steps) for name in ("a", "c")]
    members += [member(name, *steps, corporate_group="g") for name in ("b", "twin")]
    found = counts(cluster("m", *members, actions={"joint": joint, "pair": pair}))
    assert (found["collaborations", 2025], found["collaborations", 2026]) == (1, 0)
    assert (found["actions_done", 2025], found["actions_done", 2026]) == (2, 0)


def test_an_event_of_the_programme_counts_once_and_meetings_of_organs_do_not() -> None:
    forum = Event.model_validate(
        {"id": "f", "kind": "development_forum", "title": "F", "date": "2025-05-05", "miniclusters": ["m", "n"]}
    )
    meeting = Event.model_validate({"id": "k", "kind": "meeting", "title": "K", "date": "2025-05-05"})
    found = counts(cluster("m", events={"k": meeting}), cluster("n"), events={"f": forum})
    assert (found["events", 2025], found["events", 2026]) == (1, 0)


def test_what_happened_before_a_new_cycle_began_counts_in_its_year() -> None:
    forum = Event.model_validate({"id": "f", "kind": "development_forum", "title": "F", "date": "2025-05-05"})
    done = {"result": "works", "lessons": "slow", "decision": "adopt"}
    trial = Trial.model_validate({"id": "t", "name": "T", "start": "2025-01-01", "end": "2025-05-31", **done})
    ended = {"kind": "decision", "cycle": "1", "gate": "export_concept", "to": "definition", "decision": "go"}
    entry = PhaseEntry.model_validate({**ended, "ending": "new_cycle", "date": "2025-09-01", "by": "hlo-01"})
    found = counts(cluster("m", events={"f": forum}, trials={"t": trial}, phases=Phases(entries=(entry,))))
    assert (found["events", 2025], found["trials", 2025], found["trials", 2026]) == (1, 1, 0)
