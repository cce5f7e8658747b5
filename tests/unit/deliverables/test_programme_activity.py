"""What the programme counts year by year: who is counted is named, and no two figures tell of one or two firms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.deliverables.context.programme_activity import activity_rows
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience

AS_OF = date(2026, 6, 15)


def member(number: int, *steps: tuple[str, str], group: str | None = None) -> Member:
    history = [{"status": status, "date": day} for status, day in steps]
    data: dict[str, Any] = {"id": f"x{number}", "name": f"Toimija {number}", "kind": "company", "history": history}
    return Member.model_validate(data | ({"corporate_group": group} if group else {}))


def made(
    members: list[Member], audience: Audience, start: date | None = None
) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str]]]:
    project = load(samples_folder() / "innoenvi", frozenset({"vesihuolto"})).project
    cluster = replace(
        project.miniclusters["vesihuolto"], members={one.id: one for one in members}, interviews={}, findings={}
    )
    if start is not None and cluster.record is not None:
        cluster = replace(cluster, record=cluster.record.model_copy(update={"start": start}))
    whole = replace(project, miniclusters={"vesihuolto": cluster})
    words = Words("en")
    parts = (Material(Facts(whole, cluster, AS_OF, ()), audience, words),)
    _, rows, behind = activity_rows(ProgrammeMaterial(whole, parts, AS_OF, audience, words))
    return {row["indicator"]: row["by_year"] for row in rows}, [(row["indicator"], row["name"]) for row in behind]


IN = ("committed", "2024-04-01")
MANY = [member(number, IN) for number in range(5)]


@pytest.mark.parametrize("audience", ["members", "public"])
def test_who_has_left_is_counted_in_no_year(audience: Audience) -> None:
    left = member(9, IN, ("left", "2025-02-01"))
    assert made([*MANY, left], audience) == made(MANY, audience)
    assert made([*MANY, left], "consultants")[0]["Committed organisations"] == {"2024": 6, "2025": 5, "2026": 5}


def test_the_public_is_not_told_of_one_that_does_not_take_part_for_good() -> None:
    asked = member(9, ("interviewed", "2024-05-01"))
    assert made([*MANY, asked], "public") == made(MANY, "public")


def test_two_that_joined_later_are_told_to_those_who_are_told_when_each_joined() -> None:
    later = [member(number, ("committed", "2026-02-01")) for number in (8, 9)]
    figures, _ = made([*MANY, *later], "public")
    assert figures["Committed organisations"] == {"2024": "–", "2025": "–", "2026": 7}
    figures, _ = made([*MANY, *later], "members")
    assert figures["Committed organisations"] == {"2024": 5, "2025": 5, "2026": 7}


def test_three_that_joined_later_are_told_to_all() -> None:
    later = [member(number, ("committed", "2026-02-01")) for number in (7, 8, 9)]
    assert made([*MANY, *later], "public")[0]["Committed organisations"] == {"2024": 5, "2025": 5, "2026": 8}


def test_which_companies_belong_together_is_not_for_the_members() -> None:
    pair = [member(number, IN, group="konserni") for number in (8, 9)]
    figures, behind = made([*MANY, *pair], "members")
    assert figures["Companies taking part"]["2026"] == 7
    assert figures["Independent companies taking part"]["2026"] == "–"
    assert not [name for indicator, name in behind if indicator == "Independent companies taking part"]
    figures, behind = made([*MANY, *pair], "core_group")
    assert figures["Independent companies taking part"]["2026"] == 6
    assert ("Independent companies taking part", "Toimija 8, Toimija 9") in behind


def test_those_that_belong_together_are_not_named_together_even_where_they_are_many() -> None:
    group = [member(number, IN, group="konserni") for number in range(6, 10)]
    figures, behind = made([*MANY, *group], "members")
    assert figures["Independent companies taking part"]["2026"] == 6
    assert not [name for _, name in behind if ", " in name]


def test_no_table_has_more_than_thirty_years() -> None:
    by_year = made(MANY, "members", start=date(1900, 1, 1))[0]["Committed organisations"]
    assert list(by_year) == [str(year) for year in range(1997, 2027)]
    assert list(by_year.values())[-4:] == [0, 5, 5, 5]
