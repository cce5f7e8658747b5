"""Miniclusters side by side: what is counted once and what is added up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from innoenvi_cli.method.answers import GateAnswer, Standing
from innoenvi_cli.method.portfolio import portfolio, position
from innoenvi_cli.method.view import View
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project
from innoenvi_cli.model.selection import Target

if TYPE_CHECKING:
    from innoenvi_cli.method.portfolio import Position

DAY = date(2026, 6, 15)


def member(member_id: str, **fields: Any) -> Member:
    committed = [{"status": "committed", "date": "2026-01-01"}]
    return Member.model_validate({"id": member_id, "name": member_id, "kind": "company", "history": committed} | fields)


def view(name: str, members: list[Member], **records: Any) -> tuple[View, Position, tuple[Member, ...]]:
    record = MiniclusterRecord.model_validate({"name": name, "start": "2025-01-01"})
    cluster = Minicluster(name, record=record, members={found.id: found for found in members}, **records)
    standing = Standing(1, record.start, "analysis", "active", None)
    project = Project(None, {name: cluster})
    seen = View(project, cluster, as_of=DAY, standing=standing)
    return seen, position(seen, GateAnswer(name, "analysis", 1, DAY, ()), 2), seen.participating


def action(**fields: Any) -> dict[str, Action]:
    data = {"id": "a", "name": "A"}
    return {"a": Action.model_validate(data | fields)}


def test_an_organisation_counts_once_by_its_business_id() -> None:
    first = view("water", [member("hydros", business_id="1234567-1"), member("amk", kind="education")])
    second = view("waste", [member("hydros-oy", business_id="1234567-1"), member("left", history=[])])
    found = portfolio([first, second])
    assert [(shared.name, shared.miniclusters) for shared in found.shared] == [("hydros", ("water", "waste"))]
    assert (found.organisations, found.companies) == (2, 1)
    assert [each.members for each in found.positions] == [2, 1]


def test_a_fast_target_that_closes_later_is_open_today() -> None:
    targets = {
        name: Target.model_validate({"id": name, "name": name, "track": "fast", "closed": {"date": day, "how": "done"}})
        for name, day in (("done", "2026-06-15"), ("later", "2026-06-16"))
    }
    (found,) = portfolio([view("water", [], targets=targets)]).positions
    assert (found.fast_open, found.fast_closed, found.suspects) == (1, 1, 2)


def test_a_programme_without_miniclusters() -> None:
    assert portfolio([]).positions == ()


def test_informed_members_count_but_do_not_participate() -> None:
    informed = [{"status": "informed", "date": "2026-01-01"}]
    prospect = [{"status": "prospect", "date": "2026-01-01"}]
    members = [member("hydros"), member("aqua", history=informed), member("maybe", history=prospect)]
    water = view("water", members)
    found = portfolio([water])
    assert found.positions[0].members == 2
    assert sum(found.census.places.values()) == 1


def test_a_corporate_group_counts_once_over_all_miniclusters() -> None:
    small, large = {"size_class": "small", "year": "2025"}, {"size_class": "large", "year": "2025"}
    water = [
        member("pumps", corporate_group="copper", size=small),
        member("service", corporate_group="copper", size=large),
        member("alone", size=small),
        member("school", kind="education", corporate_group="copper"),
    ]
    waste = [member("pumps", business_id="1234567-1", corporate_group="copper", size=small), member("unsized")]
    found = portfolio([view("water", water), view("waste", waste)])
    assert found.census.places == {
        ("companies", "small"): 3,
        ("companies", "large"): 1,
        ("companies", ""): 1,
        ("others", "education"): 1,
    }
    assert found.census.groups == {("companies", "large"): 1, ("companies", "small"): 1, ("companies", ""): 1}


def test_a_group_that_one_minicluster_forgot_to_name_is_still_one() -> None:
    first = [member("pumps", business_id="1234567-1", corporate_group="copper"), member("x", corporate_group="copper")]
    second = [member("pumps-oy", business_id="1234567-1")]
    found = portfolio([view("water", first), view("waste", second)])
    assert sum(found.census.groups.values()) == 1


def test_actions_by_type_and_state_dropped_ones_too() -> None:
    dropped = [{"state": "dropped", "date": "2026-02-01"}]
    later = [{"state": "done", "date": "2026-06-16"}]
    first = view("water", [], actions=action(type="training", history=dropped))
    second = view("waste", [], actions=action(type="training", history=later))
    assert portfolio([first, second]).actions == {("training", "dropped"): 1, ("training", "planned"): 1}
