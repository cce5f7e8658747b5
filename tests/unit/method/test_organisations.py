"""A group that is named in one minicluster alone holds in all of them."""

from __future__ import annotations

from typing import Any

from innoenvi_cli.method.organisations import single_undertakings
from innoenvi_cli.method.portfolio import census
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.project import Minicluster, Project


def member(member_id: str, business_id: str, **fields: Any) -> Member:
    return Member.model_validate(
        {"id": member_id, "name": member_id, "kind": "company", "business_id": business_id, **fields}
    )


def test_an_organisation_that_names_two_groups_joins_them() -> None:
    here = [member("a", "1234567-1", corporate_group="g"), member("b", "2345678-0", corporate_group="g")]
    there = [member("a2", "1234567-1", corporate_group="h"), member("c", "0112038-9", corporate_group="h")]
    clusters = {
        name: Minicluster(name, members={each.id: each for each in members})
        for name, members in (("m", here), ("n", there))
    }
    party = (("m", "a"), ("m", "b"), ("n", "a2"), ("n", "c"))
    assert set(single_undertakings(Project(None, clusters)).values()) == {party}
    assert census([*here, *there]).groups == {("companies", ""): 1}
