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
from innoenvi_cli.deliverables.context import definition_sheet, member_register, steering_brief
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.rendering import Renderer
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load
from innoenvi_cli.usecases.templates import Templates

if TYPE_CHECKING:
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
