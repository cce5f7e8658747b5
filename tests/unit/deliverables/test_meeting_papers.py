"""Minutes, open tasks and the brief: what a meeting decided, what is undone, and who is told of it."""

from __future__ import annotations

import io
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.model.programme import Audience


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    return root


def made(
    root: Path, deliverable: str, audience: Audience, *, cluster: str = "vesihuolto", as_of: date | None = None
) -> dict[str, bytes]:
    """Render a deliverable in English; return the files by the name between the id and the language."""
    found = render(
        root,
        miniclusters=(cluster,),
        deliverables=(deliverable,),
        audience=audience,
        languages=("en",),
        as_of=as_of,
        dry_run=True,
        environ={},
    )
    names = {change.path.rsplit("/", 1)[1]: change.after for change in found.changes if change.after is not None}
    return {
        ".".join(name.split(".")[1:-2]): after for name, after in names.items() if name.startswith(f"{deliverable}.")
    }


def minutes(root: Path, meeting: str, audience: Audience, as_of: date | None = None) -> str:
    return made(root, "minutes", audience, as_of=as_of)[meeting].decode()


def rows(content: bytes, sheet: int) -> list[list[object]]:
    book = load_workbook(io.BytesIO(content))
    visible = [each for each in book.worksheets if each.sheet_state == "visible"]
    return [[cell.value for cell in row] for row in visible[sheet].iter_rows()]


def test_minutes_are_made_of_meetings_held_and_of_events_with_an_agenda(programme: Path) -> None:
    found = made(programme, "minutes", "members")
    assert "ydinryhma-7" in found
    assert "ydinryhma-8" not in found, "it is held in August 2026"
    assert "kehitysfoorumi-2026" in found, "a forum of the programme that the minicluster attended"
    assert "ohjausryhma-4" not in found, "the funder's steering group, which it did not attend"


def test_minutes_tell_what_the_records_hold_on_account_of_an_item(programme: Path) -> None:
    text = minutes(programme, "ydinryhma-5", "consultants")
    assert "- Gate decision, phase 3: choosing and specifying the development targets: go\n- Chosen: " in text
    assert text.count("- Strategy and development programme handled") == text.count("- Chosen: Shared remote") == 1
    assert "- Veto on Maintenance contract with one responsible party resolved: " in text
    assert "6 of 6 companies of the core group (100%); asked for at the choice of targets: 60%" in text


@pytest.mark.parametrize(
    ("audience", "shown", "hidden"),
    [
        ("consultants", ["hlo-11", "Veto on"], []),
        ("core_group", ["hlo-11", "Veto on"], []),
        ("members", ["Chosen: Shared remote monitoring", "Kuparihaka Pumput Oy"], ["hlo-", "Veto on"]),
        ("public", ["5th meeting", "Not shown to this audience"], ["hlo-", "Chosen", "Harjulaakso", "Kuparihaka"]),
    ],
)
def test_minutes_for_each_audience(programme: Path, audience: Audience, shown: list[str], hidden: list[str]) -> None:
    text = minutes(programme, "ydinryhma-5", audience)
    assert [word for word in shown if word not in text] == []
    assert [word for word in hidden if word in text] == []


def test_a_seminar_is_not_reproached_for_having_decided_nothing(programme: Path) -> None:
    text = minutes(programme, "kehitysfoorumi-2026", "members")
    assert "### 4. " in text
    assert "No decision is recorded." not in text
    assert "## Approval" not in text
    path = programme / "vesihuolto" / "events" / "ydinryhma-5.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("approved:\n  date: 2025-03-20\n  by: hlo-11\n", ""), "utf-8"
    )
    assert "The minutes have not been approved yet." in minutes(programme, "ydinryhma-5", "members")


def test_what_happened_after_the_day_is_not_in_the_minutes(programme: Path) -> None:
    # Item 2 of the seventh meeting was done, and its minutes approved, after the meeting.
    meeting = programme / "vesihuolto" / "events" / "ydinryhma-7.yaml"
    assert "date: 2026-04-22" in meeting.read_text(encoding="utf-8")
    held = programme / "vesihuolto" / "phases.yaml"
    held.unlink()
    text = minutes(programme, "ydinryhma-7", "members", as_of=date(2026, 4, 22))
    assert "Done:" not in text
    assert "The minutes have not been approved yet." in text
    assert "Approved on " in minutes(programme, "ydinryhma-7", "members", as_of=date(2026, 6, 15))


def test_open_tasks_name_what_is_late_and_what_the_gate_waits_for(programme: Path) -> None:
    content = made(programme, "open-tasks", "consultants", cluster="energia", as_of=date(2026, 8, 10))[""]
    head, *lines = rows(content, 1)
    assert head == [
        "No.", "Task", "From", "Responsible", "Due", "State", "Days late", "Where it stands and what to do",
    ]  # fmt: skip
    assert [line[0] for line in lines] == list(range(1, len(lines) + 1))
    states = [str(line[5]) for line in lines]
    assert states == sorted(states, key=["Overdue", "Undone", "Missing"].index)
    late = next(line for line in lines if line[1] == "Five audits made")
    assert late[5:7] == ["Overdue", 10]
    missing = [line for line in lines if line[5] == "Missing"]
    assert missing[0][1] == "Every chosen target has a planned action (Joint energy monitoring service)"
    assert str(missing[0][7]).endswith("exactly what the records ask for.") or "required at most 0" in str(
        missing[0][7]
    )


def test_tasks_by_person_are_for_those_who_know_the_codes(programme: Path) -> None:
    told = rows(made(programme, "open-tasks", "core_group", cluster="energia")[""], 2)
    assert told[0] == ["Responsible", "Next task", "Due", "Open", "Overdue"]
    assert {row[0] for row in told[1:5]} >= {"hlo-62", "hlo-66"}
    hidden = rows(made(programme, "open-tasks", "members", cluster="energia")[""], 2)
    assert not any(str(cell).startswith("hlo-") for row in hidden for cell in row)


def test_the_public_is_told_of_no_task(programme: Path) -> None:
    content = made(programme, "open-tasks", "public", cluster="energia")[""]
    assert len(load_workbook(io.BytesIO(content)).worksheets) == 1
    cover = rows(content, 0)
    assert ["Not shown", "Tasks; those responsible"] in cover
    assert not any("hlo-" in str(cell) for row in cover for cell in row)


def test_the_brief_names_the_next_meeting_and_what_is_due_by_it(programme: Path) -> None:
    text = made(programme, "steering-brief", "members")[""].decode()
    assert (
        "**Next meeting:** 8th meeting of the core group (27 August 2026), in 73 days, Remote meeting. Agenda: 1. "
        in text
    )
    assert "\n2 tasks are due by the next meeting.\n" in text
    for event in ("ydinryhma-8", "infoseminaari-2026"):
        (programme / "vesihuolto" / "events" / f"{event}.yaml").unlink()
    text = made(programme, "steering-brief", "members")[""].decode()
    assert "**Next meeting:** No coming meeting is recorded." in text
