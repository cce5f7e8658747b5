"""Random memberships, published: nobody is counted who is not named, and what is not shown changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from innoenvi_cli.deliverables.catalogue import DELIVERABLES, Deliverable
from innoenvi_cli.deliverables.context import definition_sheet, member_register, portfolio, steering_brief
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
from innoenvi_cli.deliverables.rendering import Renderer
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load
from innoenvi_cli.usecases.templates import Templates

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Project

RICH = "vesihuolto"
AS_OF = date(2026, 6, 15)
KINDS = ("company", "research", "education", "public", "association")
STATUSES = ("prospect", "informed", "interviewed", "committed", "left")
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@cache
def sample() -> Project:
    return load(samples_folder() / "innoenvi", frozenset({RICH})).project


@cache
def renderer() -> Renderer:
    templates = Templates(samples_folder() / "innoenvi", trusted=False)
    return Renderer(templates.folders, templates.spec)


def member(number: int, kind: str, status: str, size: str) -> Member:
    data: dict[str, Any] = {"id": f"x{number}", "name": f"Toimija {number}", "kind": kind}
    data["history"] = [{"status": status, "date": "2024-04-01"}]
    return Member.model_validate(data | {"size": {"size_class": size}, "tier": "1"})


MEMBERS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(STATUSES), st.sampled_from(["micro", "small", "medium"])),
    max_size=12,
).map(lambda drawn: [member(number, *one) for number, one in enumerate(drawn)])


def material(members: list[Member], audience: Audience, *, keep: bool = False) -> Material:
    project = sample()
    cluster = project.miniclusters[RICH]
    known = dict(cluster.members) if keep else {}
    held = replace(cluster, members=known | {one.id: one for one in members})
    if not keep:
        held = replace(held, interviews={}, findings={})
    whole = replace(project, miniclusters={RICH: held})
    return Material(Facts(whole, held, AS_OF, ()), audience, Words("en"))


@given(MEMBERS)
@pytest.mark.parametrize("audience", ["core_group", "members", "public"])
@FEW
def test_who_is_counted_is_named(audience: Audience, members: list[Member]) -> None:
    """Every count of actors is that of the actors named in the same publication: no difference tells of others."""
    made = material(members, audience)
    sheet, brief, register = (part.context(made) for part in (definition_sheet, steering_brief, member_register))
    named = [row["kind"] for row in sheet["actors"]["rows"]]
    companies = named.count("Company")
    expected = f"{len(named)} actors take part, {companies} of them companies"
    facts = {row["label"]: row["text"] for row in (*sheet["facts"], *brief["state"])}
    if len(named) > 1 and companies != 1 and audience != "core_group":
        assert facts["Actors"] == expected
    kinds = {row["kind"]: int(row["count"]) for row in sheet["kinds"]}
    assert kinds == ({"All actors": len(named)} | {kind: named.count(kind) for kind in named} if named else {})
    listed = [row["kind"] for row in register["members"]]
    assert {row["kind"]: row["count"] for row in register["kinds"]} == {kind: listed.count(kind) for kind in listed}


@given(
    MEMBERS.map(lambda held: [one for one in held if one.history[0].status in {"prospect", "informed", "left"}]),
    st.sampled_from(["micro", "small", "medium", "large"]),
)
@pytest.mark.parametrize("audience", ["members", "public"])
@settings(max_examples=5, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_those_an_audience_is_not_told_of_change_nothing(audience: Audience, members: list[Member], size: str) -> None:
    """With actors that only were asked, and for the public with other sizes, every document stays as it is."""
    before, after = material([], audience, keep=True), material(members, audience, keep=True)
    if audience == "public":
        cluster = after.facts.cluster
        sized = {
            key: held.model_copy(update={"size": member(0, "company", "committed", size).size, "note": size})
            for key, held in cluster.members.items()
        }
        after = Material(Facts(after.facts.project, replace(cluster, members=sized), AS_OF, ()), audience, after.words)
    for deliverable in DELIVERABLES:
        if isinstance(deliverable, Deliverable) and deliverable.form == "md":
            one, other = (renderer().minicluster(deliverable, made).content.decode() for made in (before, after))
            assert one == other, deliverable.id


COMMITTED = st.lists(
    st.tuples(st.sampled_from(["company", "company", "research", "public"]), st.sampled_from(["micro", "small"])),
    max_size=7,
)
Known = dict[str, int | None]


def published(clusters: list[list[tuple[str, str]]], audience: Audience) -> Row:
    project = sample()
    empty = replace(project.miniclusters[RICH], interviews={}, findings={})
    miniclusters = {}
    for index, drawn in enumerate(clusters):
        held = [member(index * 100 + at, kind, "committed", size) for at, (kind, size) in enumerate(drawn)]
        miniclusters[f"m{index}"] = replace(empty, id=f"m{index}", members={one.id: one for one in held})
    whole = replace(project, miniclusters=miniclusters)
    materials = tuple(Material(Facts(whole, one, AS_OF, ()), audience, Words("en")) for one in miniclusters.values())
    return portfolio.context(ProgrammeMaterial(whole, materials, AS_OF, audience, Words("en")))


class Reader:
    """Knows the figures shown and the sums that they stand in, and narrows down what the hidden ones can be."""

    def __init__(self, shown: Known, sums: dict[str, list[str]], most: int) -> None:
        self.shown = shown
        self.sums = sums
        self.low = {name: value if value is not None else 0 for name, value in shown.items()}
        self.high = {name: value if value is not None else most for name, value in shown.items()}
        while self._narrow():
            pass

    def _narrow(self) -> bool:
        before = dict(self.low), dict(self.high)
        for whole, parts in self.sums.items():
            low, high = sum(self.low[part] for part in parts), sum(self.high[part] for part in parts)
            self.low[whole], self.high[whole] = max(self.low[whole], low), min(self.high[whole], high)
            for part in parts:
                self.high[part] = min(self.high[part], self.high[whole] - low + self.low[part])
                self.low[part] = max(self.low[part], self.low[whole] - high + self.high[part])
        return before != (self.low, self.high)


@given(st.lists(COMMITTED, min_size=2, max_size=3))
@pytest.mark.parametrize("audience", ["members", "public"])
@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_no_hidden_number_of_actors_can_be_worked_out(
    audience: Audience, clusters: list[list[tuple[str, str]]]
) -> None:
    found = published(clusters, audience)
    shown: Known = {}
    sums: dict[str, list[str]] = {"all": [], "companies": [], "others": []}
    for row in found["miniclusters"]:
        key = row["id"]
        shown |= {key: row["participating"], f"{key} companies": row["companies"], f"{key} others": None}
        sums[key] = [f"{key} companies", f"{key} others"]
        sums["all"].append(key)
        sums["companies"].append(f"{key} companies")
        sums["others"].append(f"{key} others")
    totals = found["totals"]["miniclusters"]
    tree = {row["label"]: row["places"] for row in found["members"]}
    for name, label, told in (
        ("all", "All participating actors", totals["participating"]),
        ("companies", "Companies", totals["companies"]),
        ("others", "Others than companies", None),
    ):
        known = [value for value in (told, tree.get(label)) if isinstance(value, int)]
        assert len(set(known)) < 2, f"two figures of {name}: {known}"
        shown[name] = known[0] if known else None
    shown |= {label: count for label, count in tree.items() if ": " in label}
    if any(label.startswith("Companies: ") for label in tree):
        sums["companies by size"] = [label for label in tree if label.startswith("Companies: ")]
    if any(label.startswith("Others: ") for label in tree):
        sums["others by kind"] = [label for label in tree if label.startswith("Others: ")]
    for name, same in (("companies by size", "companies"), ("others by kind", "others")):
        if name in sums:
            sums[same + " again"] = [name]
            shown |= {name: shown[same], same + " again": shown[same]}
    sums["all again"] = ["companies", "others"]
    shown["all again"] = shown["all"]
    reader = Reader(shown, sums, most=40)
    hidden = [name for name, value in shown.items() if value is None and not name.endswith(("again", "others"))]
    for name in hidden:
        assert reader.low[name] < reader.high[name], f"{name} must be {reader.low[name]}: {shown}"
        assert reader.high[name] >= 3, f"{name} is at most {reader.high[name]}: {shown}"
    for name in (key for key in shown if key.endswith(" others")):
        assert not 0 < reader.low[name] <= reader.high[name] < 3, f"{name} is small: {shown}"
