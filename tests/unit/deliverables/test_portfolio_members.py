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
    assert found["All participating actors"] == ("15", "–"), "13 would tell that two belong together"
    for label in ("Others than companies", "Companies: large"):
        assert found[label] == ("–", "–")
    assert "Others: research body" not in found, "the only class of a hidden branch would tell who they are"
    assert found["Companies"] == ("–", "–"), "13 of 15 would tell that two are others"


def test_a_figure_is_not_shown_beside_one_that_hides_it() -> None:
    assert shown("members")["Companies: large"][0] == "–", "four places and a hidden number of groups"


def test_nobody_there() -> None:
    material = ProgrammeMaterial(Project(None, {}), (), date(2026, 6, 15), "members", Words("en"))
    assert member_rows(Census({}, {}), material) == []


PAIR = Census(
    places={
        ("companies", "small"): 9,
        ("companies", "medium"): 8,
        ("others", "research"): 5,
        ("others", "public"): 5,
    },
    groups={
        ("companies", "small"): 9,
        ("companies", "medium"): 4,
        ("others", "research"): 5,
        ("others", "public"): 4,
    },
)


AUDIENCES_WITHOUT_GROUPS: tuple[Audience, ...] = ("members", "public")


def of_pair(audience: Audience, organisations: int | None = None) -> dict[str, tuple[str, str]]:
    material = ProgrammeMaterial(Project(None, {}), (), date(2026, 6, 15), audience, Words("en"))
    rows = member_rows(PAIR, material, organisations=organisations)
    return {row["label"]: (row["places_text"], row["groups_text"]) for row in rows}


def test_that_one_takes_part_twice_is_not_told_by_the_difference() -> None:
    """Ten others in nine organisations: one of them is two. The companies are hidden with them, as the total tells."""
    for audience in AUDIENCES_WITHOUT_GROUPS:
        found = of_pair(audience)
        assert found["Others: public body"] == ("5", "–")
        assert found["Others than companies"] == ("10", "–")
        assert found["All participating actors"] == ("27", "22")
        assert found["Companies"] == ("17", "–")
        assert found["Companies: medium-sized"] == ("8", "–")
        assert found["Companies: small"] == ("9", "9"), "nobody there belongs together"
    assert of_pair("core_group")["Others: public body"] == ("5", "4")


def test_beside_the_number_of_organisations_two_that_belong_together_are_not_told_either() -> None:
    assert {groups for _, groups in of_pair("members", 24).values()} == {"–"}
    assert of_pair("members", 26)["All participating actors"] == ("27", "22")
    assert of_pair("core_group", 24)["All participating actors"] == ("27", "22")
