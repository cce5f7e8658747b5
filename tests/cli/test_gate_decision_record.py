"""The record of a gate decision: where it was decided, what was waived before, what it depends on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

MEETING = "ydinryhma-7/1"
WAIVED = "The second target waits for its funding"
CONDITION = "The trial is brought to its end"


@pytest.fixture
def energia(innoenvi: CommandLine, tmp_path: Path) -> CommandLine:
    """The rich sample; the gate of the planning in ``energia`` is closed by two criteria."""
    shutil.copytree(samples_folder() / "innoenvi", tmp_path / "sample")
    innoenvi.folder = tmp_path / "sample"
    decided = ["advance", "energia", "-y", "--by", "hlo-61", "--as-of", "2026-06-15", "--meeting", MEETING]
    waivers = ["--waive", "actions", "--reason", WAIVED, "--waive", "trial", "--reason", "It begins in autumn"]
    assert innoenvi(*decided, *waivers).code == 0
    return innoenvi


def record(energia: CommandLine, audience: str) -> str:
    made = energia(
        *("--lang", "en", "report", "energia", "--deliverable", "gate-decision"),
        *("--audience", audience, "--as-of", "2026-06-21"),
    )
    assert made.code == 0
    return (energia.folder / f"energia/deliverables/{audience}/gate-decision.en.md").read_text(encoding="utf-8")


def conditional(energia: CommandLine) -> None:
    condition = ["--decision", "conditional", "--condition", CONDITION, "--owner", "hlo-62", "--due", "2026-09-30"]
    decided = ["advance", "energia", "-y", "--by", "hlo-61", "--as-of", "2026-06-20", "--close"]
    assert energia(*decided, *condition).code == 0


def test_the_meeting_is_named_with_its_item(energia: CommandLine) -> None:
    text = record(energia, "members")
    place = "Core group for energy management: 7th meeting of the core group 29 January 2026, item 1"
    assert f"| Meeting | {place}: Fast-track target: joint audit model |" in text


def test_a_later_record_shows_the_waivers_and_the_condition(energia: CommandLine) -> None:
    conditional(energia)
    text = record(energia, "members")
    assert "| Decision | Go with a condition |" in text
    assert "| Meeting | Not yet recorded: the meeting that decided. |" in text
    assert f"| Condition | {CONDITION} (due 30 September 2026) |" in text
    assert f"| Every chosen target has a planned action | {WAIVED} |" in text
    assert text.count("15 June 2026") == 3  # two waivers and the decision among the earlier ones


@pytest.mark.parametrize(
    ("audience", "told"), [("members", False), ("core_group", True), ("consultants", True), ("public", False)]
)
def test_only_those_who_may_are_told_who(energia: CommandLine, audience: str, *, told: bool) -> None:
    conditional(energia)
    text = record(energia, audience)
    assert ("hlo-62" in text) is told
    assert ("hlo-61" in text) is told
    assert (CONDITION in text) is (audience != "public")
