"""De minimis aid: three years on a rolling basis, one undertaking however many companies and miniclusters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from innoenvi_cli.method.de_minimis import DEFAULT_CEILING, de_minimis, window_start
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.project import Minicluster, Project

DAY = date(2026, 6, 15)


def project(*grants: tuple[str, str, str, str], members: dict[str, dict[str, Any]], **programme: Any) -> Project:
    """``grants`` are (minicluster, member, amount, date); ``members`` holds further fields by ``minicluster/member``."""
    clusters = {}
    for name in ("m1", "m2"):
        recipients = [
            {"member": who, "amount": amount, "date": day} for where, who, amount, day in grants if where == name
        ]
        action = Action.model_validate(
            {"id": "a", "name": "A", "aid": {"basis": "de_minimis", "recipients": recipients}}
        )
        held = {
            key.partition("/")[2]: Member.model_validate(
                {"id": key.partition("/")[2], "name": key.partition("/")[2].title()} | fields
            )
            for key, fields in members.items()
            if key.startswith(f"{name}/")
        }
        clusters[name] = Minicluster(name, members=held, actions={"a": action})
    return Project(Programme.model_validate({"format": "1", "name": "P"} | programme), clusters)


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (date(2026, 6, 15), date(2023, 6, 16)),
        (date(2026, 1, 1), date(2023, 1, 2)),
        (date(2028, 2, 29), date(2025, 3, 1)),
        (date(2027, 2, 28), date(2024, 2, 29)),
    ],
)
def test_three_years_end_with_the_day(end: date, start: date) -> None:
    assert window_start(end) == start


def test_a_corporate_group_is_one_undertaking_over_all_miniclusters() -> None:
    found = de_minimis(
        project(
            ("m1", "pumps", "100000", "2025-05-01"),
            ("m2", "service", "50000", "2026-02-01"),
            ("m2", "other", "10", "2026-02-01"),
            members={
                "m1/pumps": {"corporate_group": "copper"},
                "m2/service": {"corporate_group": "copper"},
                "m2/other": {},
            },
        ),
        DAY,
    )
    assert [(party.names, party.total, party.room) for party in found.undertakings] == [
        (("Pumps", "Service"), Decimal(150000), Decimal(150000)),
        (("Other",), Decimal(10), Decimal(299990)),
    ]


def test_one_organisation_in_two_miniclusters_joins_the_groups_it_is_in() -> None:
    found = de_minimis(
        project(
            ("m1", "x", "1", "2026-01-01"),
            ("m2", "y", "2", "2026-01-01"),
            members={
                "m1/x": {"corporate_group": "g"},
                "m1/hub": {"corporate_group": "g", "business_id": "9900001-8"},
                "m2/hub": {"business_id": "9900001-8", "corporate_group": "h"},
                "m2/y": {"corporate_group": "h"},
            },
        ),
        DAY,
    )
    assert [party.total for party in found.undertakings] == [Decimal(3)]
    assert len(found.undertakings[0].members) == 4


@pytest.mark.parametrize(("first", "over"), [("2023-05-05", 0), ("2023-05-06", 1)])
def test_the_first_grant_counts_until_three_years_are_over(first: str, over: int) -> None:
    held = project(("m1", "x", "200000", first), ("m1", "x", "100001", "2026-05-05"), members={"m1/x": {}})
    (party,) = de_minimis(held, DAY).undertakings
    assert len(party.excesses) == over


def test_a_window_that_has_passed_is_still_over() -> None:
    held = project(("m1", "x", "200000", "2020-05-05"), ("m1", "x", "100001", "2021-05-05"), members={"m1/x": {}})
    (party,) = de_minimis(held, DAY).undertakings
    assert (party.total, party.room) == (Decimal(0), DEFAULT_CEILING)
    assert [(excess.start, excess.total) for excess in party.excesses] == [(date(2018, 5, 6), Decimal(300001))]


def test_grants_of_one_day_are_one_excess_and_a_later_grant_is_not_there_yet() -> None:
    held = project(
        ("m1", "x", "200000", "2026-05-05"),
        ("m1", "x", "200000", "2026-05-05"),
        ("m1", "x", "1", "2026-06-16"),
        members={"m1/x": {}},
    )
    (party,) = de_minimis(held, DAY).undertakings
    assert [excess.total for excess in party.excesses] == [Decimal(400000)]
    assert len(party.grants) == 2


def test_the_ceiling_is_data_and_without_one_nothing_is_judged_in_another_currency() -> None:
    grants = ("m1", "x", "500000", "2026-05-05")
    own = de_minimis(project(grants, members={"m1/x": {}}, de_minimis_ceiling="600000"), DAY)
    assert (own.ceiling, own.undertakings[0].room) == (Decimal(600000), Decimal(100000))
    other = de_minimis(project(grants, members={"m1/x": {}}, currency="SEK"), DAY)
    assert (other.ceiling, other.undertakings[0].room, other.undertakings[0].excesses) == (None, None, ())


def test_aid_on_another_basis_is_no_de_minimis_aid() -> None:
    held = project(("m1", "x", "5", "2026-05-05"), members={"m1/x": {}})
    aid = {"basis": "exemption", "article": "31", "recipients": [{"member": "x", "amount": "5", "date": "2026-05-05"}]}
    action = Action.model_validate({"id": "a", "name": "A", "aid": aid})
    cluster = Minicluster("m1", members=held.miniclusters["m1"].members, actions={"a": action})
    assert de_minimis(Project(held.programme, {"m1": cluster}), DAY).undertakings == ()
