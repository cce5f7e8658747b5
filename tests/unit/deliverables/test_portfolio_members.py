"""Actors of the whole programme by kind and size: what is told to whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.portfolio_members import member_rows
from innoenvi_cli.deliverables.material import ProgrammeMaterial
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.method.portfolio import Census
from innoenvi_cli.model.project import Project

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience

CENSUS = Census(
    places={("companies", "small"): 6, ("companies", "large"): 4, ("companies", ""): 3, ("others", "research"): 2},
    groups={("companies", "small"): 6, ("companies", "large"): 2, ("companies", ""): 3, ("others", "research"): 2},
)


def shown(audience: Audience) -> dict[str, tuple[str, str]]:
    material = ProgrammeMaterial(Project(None, {}), (), date(2026, 6, 15), audience, Words("en"))
    return {row["label"]: (row["places_text"], row["groups_text"]) for row in member_rows(CENSUS, material)}


def test_consultants_see_every_figure() -> None:
    assert shown("consultants") == {
        "All participating actors": ("15", "13"),
        "Companies": ("13", "11"),
        "Companies: small": ("6", "6"),
        "Companies: large": ("4", "2"),
        "Companies: size not known": ("3", "3"),
        "Others than companies": ("2", "2"),
        "Others: research body": ("2", "2"),
    }


def test_members_are_told_the_total_and_nothing_that_tells_of_two_firms() -> None:
    found = shown("members")
    assert found["All participating actors"] == ("15", "13")
    for label in ("Others than companies", "Companies: large"):
        assert found[label] == ("–", "–")
    assert "Others: research body" not in found, "the only class of a hidden branch would tell who they are"
    assert found["Companies"] == ("–", "–"), "13 of 15 would tell that two are others"


def test_a_figure_is_not_shown_beside_one_that_hides_it() -> None:
    assert shown("members")["Companies: large"][0] == "–", "four places and a hidden number of groups"


def test_nobody_there() -> None:
    material = ProgrammeMaterial(Project(None, {}), (), date(2026, 6, 15), "members", Words("en"))
    assert member_rows(Census({}, {}), material) == []
