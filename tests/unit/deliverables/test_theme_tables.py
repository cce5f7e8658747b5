"""Themes by kind, tier and size: small groups are put together, small counts left out, sums tell nothing of either."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.deliverables.context.theme_tables import theme_tables
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.analysis import Codebook, Interview
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience

DAY = date(2026, 6, 15)
TIERS = ["1"] * 5 + ["2"] * 4 + ["3"] + [""] * 2
"""Twelve members: eight companies, then four research bodies."""


def tables(audience: Audience, spoke: dict[str, list[int]]) -> dict[str, list[list[str]]]:
    """Return the tables by title; ``spoke`` tells which members spoke of which theme."""
    members, interviews = {}, {}
    for number, tier in enumerate(TIERS):
        name = f"m{number}"
        held = {"id": name, "name": name, "kind": "company" if number < 8 else "research"}
        members[name] = Member.model_validate(held | ({"tier": tier} if tier else {}))
        excerpts = [{"id": theme, "paraphrase": "x", "codes": [theme]} for theme in spoke if number in spoke[theme]]
        interviews[name] = Interview.model_validate(
            {"id": name, "member": name, "date": "2026-02-01", "excerpts": excerpts}
        )
    record = MiniclusterRecord.model_validate({"name": "Vesi", "start": "2026-01-01"})
    codebook = Codebook.model_validate({"codes": [{"id": theme, "name": theme} for theme in spoke]})
    cluster = Minicluster("vesi", record=record, members=members, interviews=interviews, codebook=codebook)
    facts = Facts(Project(None, {"vesi": cluster}), cluster, DAY, ())
    found = theme_tables(Material(facts, audience, Words("en")))
    return {
        table["title"]: [
            [*table["columns"].values()],
            *([row[key] for key in table["columns"]] for row in table["rows"]),
        ]
        for table in found["tables"]
    }


EVERYBODY = list(range(12))


def test_the_consultants_see_all_classes() -> None:
    found = tables("consultants", {"market": EVERYBODY, "skills": [0, 9]})
    assert found["Themes by tier of the network"] == [
        ["Theme", "Tier 1 (5)", "Tier 2 (4)", "Tier 3 (1)", "No tier (2)", "All (12)"],
        ["Market", "5 (5)", "4 (4)", "1 (1)", "2 (2)", "12 (12)"],
        ["Skills", "1 (1)", "0", "1 (1)", "0", "2 (2)"],
    ]
    assert found["Themes by kind of actor"][0] == ["Theme", "Company (8)", "Research body (4)", "All (12)"]


def test_others_see_classes_of_three_and_more() -> None:
    found = tables("members", {"market": EVERYBODY, "buying": [0, 1, 2, 5, 6, 7, 9, 10, 11], "skills": [0, 1, 2, 5]})
    assert found["Themes by tier of the network"] == [
        ["Theme", "Tier 1 (5)", "Tier 2 (4)", "Other tiers (3)", "All (12)"],
        ["Market", "5 (5)", "4 (4)", "3 (3)", "12 (12)"],
        ["Buying", "3 (3)", "3 (3)", "3 (3)", "9 (9)"],
        ["Skills", "–", "–", "0", "4 (4)"],
    ]
    assert found["Themes by kind of actor"][0] == ["Theme", "Company (8)", "Others (4)", "All (12)"]


def test_a_table_in_which_hardly_anything_could_be_told_is_left_out() -> None:
    found = tables("members", {"market": [0, 1, 2, 5], "skills": [0, 5, 9, 11]})
    assert "Themes by tier of the network" not in found


@pytest.mark.parametrize("audience", ["core_group", "members"])
@pytest.mark.parametrize("few", [[0], [0, 1], [0, 9]])
def test_what_one_or_two_spoke_of_is_not_told_by_a_difference_either(audience: Audience, few: list[int]) -> None:
    # All but ``few`` speak of the theme, or only they do: neither may be worked out from a row.
    for spoke in (few, [number for number in EVERYBODY if number not in few]):
        for rows in tables(audience, {"market": EVERYBODY, "theme": spoke}).values():
            *cells, total = rows[2][1:]
            counts = [int(cell.split(" ")[0]) for cell in cells if cell != "–"]
            assert not any(0 < count < 3 for count in counts)
            assert cells.count("–") != 1 or total == "–"


def test_the_public_sees_no_table() -> None:
    assert tables("public", {"market": EVERYBODY}) == {}
