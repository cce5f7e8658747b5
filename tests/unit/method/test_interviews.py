"""Codes with counts, cross tables, coverage by size, who holds a finding."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.method.answers import Standing
from innoenvi_cli.method.interviews import Count, interview_material, tree
from innoenvi_cli.method.view import View
from innoenvi_cli.model.analysis import Code, Codebook, FindingRecord, Interview
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.project import Minicluster, Project

if TYPE_CHECKING:
    from innoenvi_cli.method.interviews import InterviewMaterial

START = date(2025, 1, 1)


def code(code_id: str, parent: str | None = None) -> Code:
    return Code.model_validate({"id": code_id, "name": code_id.title()} | ({"parent": parent} if parent else {}))


def member(member_id: str, size: str | None = None, **fields: Any) -> Member:
    history = [{"status": "committed", "date": "2025-02-01"}]
    held: dict[str, Any] = {"id": member_id, "name": member_id, "kind": "company", "history": history}
    return Member.model_validate(held | ({"size": {"size_class": size}} if size else {}) | fields)


def interview(interview_id: str, of: str, *excerpts: str, **fields: Any) -> Interview:
    """Make an interview; an excerpt is its codes, parted by blanks."""
    held = [
        {"id": f"e{number}", "paraphrase": "x", "codes": codes.split()}
        for number, codes in enumerate(excerpts, start=1)
    ]
    return Interview.model_validate({"id": interview_id, "member": of, "date": "2025-03-01", "excerpts": held} | fields)


def material(
    codes: list[Code], members: list[Member], interviews: list[Interview], *findings: FindingRecord
) -> InterviewMaterial:
    cluster = Minicluster(
        "vesi",
        members={found.id: found for found in members},
        interviews={found.id: found for found in interviews},
        codebook=Codebook(codes=tuple(codes)),
        findings={found.id: found for found in findings},
    )
    standing = Standing(1, START, "analysis", "active", None)
    return interview_material(View(Project(None, {}), cluster, as_of=date(2026, 1, 1), standing=standing))


TREE = [code("market"), code("buying", "market"), code("price", "buying"), code("skills")]


def test_an_excerpt_counts_once_for_each_code_above_it() -> None:
    found = material(
        TREE,
        [member("a"), member("b")],
        [interview("i1", "a", "buying price", "market"), interview("i2", "b", "price"), interview("i3", "b", "skills")],
    )
    figures = {
        each.id: (each.depth, each.own, each.excerpts, each.interviews, len(each.members)) for each in found.codes
    }
    assert figures == {
        "market": (0, 1, 3, 2, 2),
        "buying": (1, 1, 2, 2, 2),
        "price": (2, 2, 2, 2, 2),
        "skills": (0, 1, 1, 1, 1),
    }
    assert [each.id for each in found.roots] == ["market", "skills"]


def test_what_is_not_coded_and_what_no_excerpt_carries() -> None:
    found = material(TREE, [member("a")], [interview("i1", "a", "", "skills", "no-such-code")])
    assert [(passage.interview.id, passage.excerpt.id) for passage in found.uncoded] == [("i1", "e1")]
    assert [each.id for each in found.unused] == ["market", "buying", "price"]
    unknown = found.figures("no-such-code")
    assert unknown is not None
    assert (unknown.code, unknown.excerpts) == (None, 1)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([code("b", "a"), code("a")], [("a", 0), ("b", 1)]),
        ([code("a", "nowhere"), code("b", "a")], [("a", 0), ("b", 1)]),
        ([code("a", "b"), code("b", "a")], [("a", 0), ("b", 1)]),
        ([code("a", "a"), code("c", "a")], [("a", 0), ("c", 1)]),
        ([code("top"), code("x", "z"), code("y", "x"), code("z", "y")], [("top", 0), ("x", 0), ("y", 1), ("z", 2)]),
        ([code("a"), code("a", "b"), code("b")], [("a", 0), ("b", 0)]),
    ],
)
def test_a_codebook_with_circles_and_unknown_parents_is_a_tree_all_the_same(
    codes: list[Code], expected: list[tuple[str, int]]
) -> None:
    assert [(place.code.id, place.depth) for place in tree(codes)] == expected


def test_a_code_in_a_circle_counts_what_stands_below_it_and_no_more() -> None:
    found = material([code("a", "b"), code("b", "a")], [member("m")], [interview("i1", "m", "a", "b")])
    assert {each.id: each.excerpts for each in found.codes} == {"a": 2, "b": 1}


def test_a_deep_codebook_needs_no_recursion() -> None:
    codes = [code("c0"), *(code(f"c{depth}", f"c{depth - 1}") for depth in range(1, 3000))]
    found = material(codes, [member("m")], [interview("i1", "m", "c2999")])
    assert {each.excerpts for each in found.codes} == {1}
    assert found.codes[-1].depth == 2999


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])


@given(parents=st.dictionaries(NAMES, st.none() | NAMES), coded=st.lists(st.lists(NAMES, max_size=3), max_size=6))
def test_each_code_stands_in_the_tree_once_and_holds_what_its_children_hold(
    parents: dict[str, str | None], coded: list[list[str]]
) -> None:
    codes = [code(name, parent) for name, parent in parents.items()]
    found = material(codes, [member("m")], [interview("i1", "m", *(" ".join(each) for each in coded))])
    assert sorted(place.code.id for place in tree(codes)) == sorted(parents)
    held = {each.id: {passage.excerpt.id for passage in each.passages} for each in found.codes}
    for place in tree(codes):
        if place.above is not None:
            assert held[place.code.id] <= held[place.above]
    assert set().union(*held.values()) == {f"e{number}" for number, each in enumerate(coded, start=1) if each}


def test_codes_by_kind_tier_and_size() -> None:
    members = [member("a", "micro", tier="1"), member("b", "small", tier="2"), member("c", kind="research")]
    found = material(
        TREE,
        members,
        [interview("i1", "a", "price", "price"), interview("i2", "b", "market"), interview("i3", "c", "price")],
    )
    by_kind, by_tier, by_size = (found.tables[dimension] for dimension in ("kind", "tier", "size"))
    assert (by_kind.interviewed, by_kind.rows[0].cells) == (
        {"company": 2, "research": 1},
        {"company": Count(2, 3), "research": Count(1, 1)},
    )
    assert by_tier.interviewed == {"1": 1, "2": 1, "": 1}
    assert by_size.interviewed == {"micro": 1, "small": 1, "": 1}
    assert by_size.rows[2].cells == {"micro": Count(1, 2), "small": Count(0, 0), "": Count(1, 1)}
    assert by_size.rows[2].total == Count(2, 3)


def test_coverage_by_size_with_refusals() -> None:
    members = [
        member("a", "micro"),
        member("b", "micro"),
        member("c", "large"),
        member("d"),
        member("left", "micro", history=[{"status": "left", "date": "2025-02-01"}]),
        member("school", kind="education"),
    ]
    found = material(
        [],
        members,
        [
            interview("i1", "a"),
            interview("i2", "c", refused="true"),
            interview("i3", "left", refused="true"),
            interview("i4", "a", refused="true"),
            interview("i5", "b", date="2024-12-31"),
            interview("i6", "school"),
        ],
    )
    assert [(row.band, row.companies, row.interviewed, row.refused, row.unasked) for row in found.coverage] == [
        (None, 4, 1, 1, 2),
        ("micro", 2, 1, 0, 1),
        ("large", 1, 0, 1, 0),
        ("", 1, 0, 0, 1),
    ]
    assert found.coverage[0].ratio == 0.25
    assert found.refused_outside == 1


def test_nobody_takes_part() -> None:
    found = material([], [], [])
    assert [(row.companies, row.ratio) for row in found.coverage] == [(0, None)]


def test_who_holds_a_finding() -> None:
    finding = FindingRecord.model_validate(
        {
            "id": "f",
            "statement": "x",
            "kind": "need",
            "evidence": [{"interview": "i1", "excerpt": "e1"}, {"interview": "i2", "excerpt": "e1"}],
            "members_for": ["c"],
            "members_against": ["b"],
        }
    )
    found = material([], [member("a"), member("b")], [interview("i1", "a", ""), interview("i2", "b", "")], finding)
    assert [(each.members_for, each.members_against) for each in found.stances] == [(("a", "c"), ("b",))]
