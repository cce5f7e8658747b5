"""Figures of the interviews: no number tells of one or two that were not interviewed, refused or said something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.deliverables.context.finding_themes import themes_context
from innoenvi_cli.deliverables.context.interview_material import material_context
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.head import head
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.analysis import Codebook, FindingRecord, Interview
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.model.programme import Audience

DAY = date(2026, 6, 15)
CODES = [
    {"id": "offering", "name": "Offering"},
    {"id": "modules", "name": "Modules", "parent": "offering"},
    {"id": "service", "name": "Service", "parent": "offering"},
    {"id": "leaks", "name": "Leaks", "parent": "offering"},
]
OPEN = {"record": True, "quote": True, "name": True}


def material(audience: Audience, *, asked: int, refused: int = 0, spoke: Mapping[str, int] | None = None) -> Material:
    """Seven committed companies, the first ``asked`` of them interviewed; so many of them spoke of each code."""
    members, interviews = {}, {}
    for number in range(7):
        name = f"m{number}"
        history = [{"status": "committed", "date": "2026-01-10"}]
        members[name] = Member.model_validate({"id": name, "name": name, "kind": "company", "history": history})
        held: dict[str, Any] = {"id": name, "member": name, "date": "2026-02-01", "permissions": OPEN}
        if number < asked:
            codes = [code for code, count in (spoke or {}).items() if number < count]
            held |= {"excerpts": [{"id": code, "paraphrase": "x", "codes": [code]} for code in codes]}
        elif number < asked + refused:
            held |= {"refused": True}
        else:
            continue
        interviews[name] = Interview.model_validate(held)
    finding = FindingRecord.model_validate(
        {"id": "f", "statement": "x", "kind": "need", "evidence": [{"interview": "m0"}], "members_for": ["m0", "m1"]}
    )
    cluster = Minicluster(
        "vesi",
        record=MiniclusterRecord.model_validate({"name": "Vesi", "start": "2026-01-01"}),
        members=members,
        interviews=interviews,
        findings={"f": finding},
        codebook=Codebook.model_validate({"codes": CODES}),
    )
    return Material(Facts(Project(None, {"vesi": cluster}), cluster, DAY, ()), audience, Words("en"))


@pytest.mark.parametrize("audience", ["core_group", "members"])
@pytest.mark.parametrize(("asked", "told"), [(7, True), (6, False), (5, False), (4, True), (2, False)])
def test_coverage_is_told_where_neither_part_is_small(audience: Audience, asked: int, *, told: bool) -> None:
    assert bool(material_context(material(audience, asked=asked))["coverage"]) is told
    assert material_context(material("consultants", asked=asked))["coverage"]


@pytest.mark.parametrize("audience", ["core_group", "members"])
def test_a_refusal_is_counted_nowhere(audience: Audience) -> None:
    made = material(audience, asked=5, refused=1)
    assert "interviews 5" in head(made, "x", ("interviews",))["records"]
    assert "interviews 6" in head(material("consultants", asked=5, refused=1), "x", ("interviews",))["records"]


def shown_codes(audience: Audience, spoke: Mapping[str, int]) -> dict[str, str]:
    rows = material_context(material(audience, asked=7, spoke=spoke))["codes"]["rows"]
    return {row["name"].removeprefix("· "): row["members"] for row in rows}


def test_beside_a_code_of_few_another_one_is_hidden() -> None:
    spoke = {"modules": 3, "service": 5, "leaks": 1}
    assert shown_codes("members", spoke) == {"Offering": "5", "Modules": "–", "Service": "5", "Leaks": "–"}
    assert shown_codes("consultants", spoke) == {"Offering": "5", "Modules": "3", "Service": "5", "Leaks": "1"}
    assert shown_codes("members", {"modules": 3, "service": 5, "leaks": 4})["Modules"] == "3"


def test_how_many_interviews_a_finding_rests_on_is_for_the_consultants() -> None:
    expected: dict[Audience, str] = {"members": "interviews", "consultants": "one interview"}
    for audience, told in expected.items():
        found = themes_context(material(audience, asked=7))
        texts = [row["rests_on"] for theme in found["themes"]["rows"] for row in theme["findings"]]
        assert texts == [told]
