"""Levels, tiers, subnetworks and company groups with their figures; who gives what to the groups."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from innoenvi_cli.method.network import ties
from innoenvi_cli.method.network_parts import Narrowing, network_parts, part_ids, unplaced
from innoenvi_cli.method.offering import Giver, offering
from innoenvi_cli.method.phases import standing
from innoenvi_cli.method.view import View
from innoenvi_cli.model.analysis import Analysis
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project

DAY = date(2026, 6, 15)
COMMITTED = [{"status": "committed", "date": date(2026, 2, 1)}]
RECORD = MiniclusterRecord.model_validate(
    {
        "name": "Vesihuolto",
        "start": date(2026, 1, 1),
        "product_groups": [{"id": "pumput", "name": "Pumput"}, {"id": "putket", "name": "Putket"}],
        "levels": [{"id": "ylin", "name": "Ylin"}, {"id": "alin", "name": "Alin"}, {"id": "tyhja", "name": "Tyhjä"}],
        "subnetworks": [{"id": "huolto", "name": "Huolto"}],
    }
)


def view(links: list[tuple[str, str, str]], **members: dict[str, Any]) -> View:
    held = {
        name: Member.model_validate({"id": name, "name": name, "history": COMMITTED} | fields)
        for name, fields in members.items()
    }
    analysis = Analysis.model_validate(
        {
            "links": [
                {"from": source, "to": target, "deliverable": "apu", "state": state} for source, target, state in links
            ]
        }
    )
    cluster = Minicluster("vesi", RECORD, members=held, analysis=analysis)
    return View(Project(None, {"vesi": cluster}), cluster, as_of=DAY, standing=standing(cluster))


def test_links_inside_and_to_the_rest() -> None:
    seen = view(
        [("a", "b", "now"), ("b", "a", "now"), ("b", "c", "now"), ("a", "d", "needed")],
        a={"level": "ylin", "tier": 1},
        b={"level": "ylin", "tier": 2, "subnetworks": ["huolto"]},
        c={"level": "alin", "tier": 2},
        d={"level": "alin"},
        gone={"level": "alin", "history": [*COMMITTED, {"status": "left", "date": date(2026, 3, 1)}]},
    )
    parts = {(part.kind, part.id): part for part in network_parts(seen, ties(seen))}
    top = parts["level", "ylin"]
    assert (top.members, top.inside, top.outward, top.density, top.missing) == (("a", "b"), 1, 1, 1.0, 1)
    low = parts["level", "alin"]
    assert (low.members, low.inside, low.outward, low.density, low.missing) == (("c", "d"), 0, 1, 0.0, 1)
    empty = parts["level", "tyhja"]
    assert (empty.members, empty.density) == ((), None)
    assert parts["subnetwork", "huolto"].outward == 2
    assert part_ids(seen)["tier"] == ("1", "2")
    assert unplaced(seen, "tier") == ("d",)
    assert unplaced(seen, "company_group") == ()


@pytest.mark.parametrize(
    ("narrowing", "left"),
    [
        (Narrowing(), "abc"),
        (Narrowing(level="ylin"), "ab"),
        (Narrowing(level="ylin", tier=2), "b"),
        (Narrowing(subnetwork="huolto"), "bc"),
        (Narrowing(company_group="muu"), ""),
    ],
)
def test_narrowing_asks_for_everything_that_is_given(narrowing: Narrowing, left: str) -> None:
    seen = view(
        [],
        a={"level": "ylin", "tier": 1},
        b={"level": "ylin", "tier": 2, "subnetworks": ["huolto"]},
        c={"subnetworks": ["huolto"]},
    )
    assert "".join(member.id for member in seen.participating if narrowing.holds(member)) == left


def test_who_gives_what_and_what_nobody_does() -> None:
    gives = {"contributions": [{"group": "pumput", "kind": "produce"}, {"group": "pumput", "kind": "produce"}]}
    essential = {"contributions": [{"group": "pumput", "kind": "maintain", "essential": "true"}]}
    outsider = {"contributions": [{"group": "putket", "kind": "produce"}], "history": []}
    pumps, pipes = offering(view([], a=gives, b={**gives}, c=essential, out=outsider))
    assert pumps.givers["produce"] == (Giver("a", essential=False), Giver("b", essential=False))
    assert pumps.lacking == ("deliver",)
    assert pumps.on_one == (("maintain", "c"),)
    assert pumps.givers["maintain"] == (Giver("c", essential=True),)
    assert pipes.lacking == ("produce", "deliver", "maintain")
