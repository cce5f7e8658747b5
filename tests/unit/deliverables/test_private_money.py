"""Who is independent of whom is told over the whole programme, before a sum of private money is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from innoenvi_cli.deliverables.context.private_money import discretion
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.project import Minicluster, Project

IDS = {"a": "1234567-1", "b": "2345678-0", "c": "0112038-9"}


def members(**fields: Any) -> dict[str, Member]:
    data = ({"id": name, "name": name, "kind": "company", "business_id": code, **fields} for name, code in IDS.items())
    return {found.id: found for found in map(Member.model_validate, data)}


@pytest.mark.parametrize(("group_elsewhere", "is_hidden"), [(None, False), ("g", True)])
def test_companies_of_a_group_that_another_minicluster_names_are_not_independent(
    group_elsewhere: str | None, *, is_hidden: bool
) -> None:
    budget = [{"year": "2026", "cost_type": "salaries", "source": "private", "amount": "3000"}]
    joint = Action.model_validate({"id": "joint", "name": "J", "participants": list(IDS), "budget": budget})
    cluster = Minicluster("m", members=members(), actions={"joint": joint})
    other = Minicluster("n", members=members(corporate_group=group_elsewhere))
    facts = Facts(Project(None, {"m": cluster, "n": other}), cluster, date(2026, 6, 15), ())
    assert discretion(Material(facts, "members", Words("en"))).total is is_hidden
