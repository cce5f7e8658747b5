"""Figures of the gates: nobody learns from them how few scored, or who was not interviewed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.deliverables.context import gate_decision, open_tasks, steering_brief
from innoenvi_cli.deliverables.context.gate_figures import is_told
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience


def material(minicluster: str, audience: Audience) -> Material:
    project = load(samples_folder() / "innoenvi", frozenset({minicluster})).project
    assert project.programme is not None
    as_of = project.programme.as_of
    assert as_of is not None
    return Material(Facts(project, project.miniclusters[minicluster], as_of, ()), audience, Words("en"))


def figures(rows: list[dict[str, str]]) -> dict[str, str]:
    return dict(row["figure"].rsplit(": ", 1) for row in rows)


SCORED = "share of the disinterested core-group companies that scored"
RATERS = "raters who scored every target"


def test_that_one_rater_scored_is_told_to_those_who_are_told_which() -> None:
    shown = {
        audience: figures(steering_brief.context(material("jatehuolto", audience))["missing"]["rows"])
        for audience in ("members", "core_group")
    }
    assert (shown["members"][SCORED], shown["members"][RATERS]) == ("not shown", "not shown")
    assert (shown["core_group"][SCORED], shown["core_group"][RATERS]) == ("25%", "1")


def test_what_was_decided_on_tells_no_more_than_the_analysis_report() -> None:
    members = figures(gate_decision.context(material("jatehuolto", "members"))["criteria"])
    assert members["share of participating companies interviewed"] == "not shown"
    assert members["interviews of other actors than companies"] == "not shown"
    assert members["lead and core-group companies without an interview"] == "0"
    assert members["links of the value network"] == "13"
    consultants = figures(gate_decision.context(material("jatehuolto", "consultants"))["criteria"])
    assert consultants["share of participating companies interviewed"] == "71%"
    energy = figures(gate_decision.context(material("energia", "members"))["criteria"])
    assert energy["agreement of the raters (Kendall's W)"] == "not shown", "there are four of them"


def test_the_tasks_tell_no_more() -> None:
    rows = str(open_tasks.context(material("jatehuolto", "members")))
    assert "25%" not in rows


@pytest.mark.parametrize(
    ("metric", "value", "told"),
    [
        ("raters", "2", False),
        ("raters", "3", True),
        ("raters", "0", True),
        ("complete_sheets", "4", False),
        ("complete_sheets", "5", True),
        ("coverage", "0.9", False),
        ("coverage", "1", True),
        ("participant_groups", "6", False),
        ("offerings", "1", True),
        ("unheard_of", "1", True),
    ],
)
def test_small_figures_are_not_told_to_members(metric: str, value: str, *, told: bool) -> None:
    assert is_told(metric, Decimal(value), material("vesihuolto", "members")) is told
    assert is_told(metric, Decimal(value), material("vesihuolto", "consultants"))
