"""Indicators: progress in the direction of the target, the last value of a year, names counted once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from innoenvi_cli.method.answers import Standing
from innoenvi_cli.method.outcomes import indicator, names_counted, progress
from innoenvi_cli.method.view import View
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.follow_up import Outcome
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.project import Minicluster, Project

MEMBERS = {
    "saw": {"kind": "company", "corporate_group": "wood"},
    "house": {"kind": "company", "corporate_group": "wood"},
    "school": {"kind": "education"},
}


def cluster() -> Minicluster:
    members = {name: Member.model_validate({"id": name, "name": name} | fields) for name, fields in MEMBERS.items()}
    return Minicluster("m", members=members, actions={"a": Action.model_validate({"id": "a", "name": "A"})})


def outcome(*values: dict[str, Any], **fields: Any) -> Outcome:
    return Outcome.model_validate({"id": "o", "name": "O", "definition": "D", "values": list(values)} | fields)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "part"),
    [
        (0, 8, 2, "0.25"),
        (52, 24, 38, "0.5"),
        (52, 24, 52, "0"),
        (52, 24, 59, "-0.25"),
        (0, 4, 6, "1.5"),
        (5, 5, 5, None),
        (None, 5, 5, None),
        (5, None, 5, None),
        (5, 6, None, None),
    ],
)
def test_progress_goes_from_the_baseline_to_the_target(
    baseline: int | None, target: int | None, value: int | None, part: str | None
) -> None:
    held = [Decimal(number) if number is not None else None for number in (baseline, target, value)]
    assert progress(*held) == (Decimal(part) if part is not None else None)


def test_the_last_value_of_a_year_counts_and_a_later_one_is_not_known_yet() -> None:
    found = outcome(
        {"date": "2026-05-01", "value": "7"},
        {"date": "2025-12-31", "value": "3"},
        {"date": "2025-06-30", "value": "2"},
        {"date": "2026-07-01", "value": "9"},
        baseline="1",
        target="13",
    )
    seen = View(
        Project(None, {}),
        cluster(),
        as_of=date(2026, 6, 15),
        standing=Standing(1, date(2025, 1, 1), "planning", "active", None),
    )
    answer = indicator(seen, found)
    assert {year: value.value for year, value in answer.by_year.items()} == {2025: Decimal(3), 2026: Decimal(7)}
    assert answer.latest is not None
    assert (answer.latest.date, answer.progress) == (date(2026, 5, 1), Decimal("0.5"))
    assert indicator(seen, outcome()).latest is None


@pytest.mark.parametrize(
    ("counts", "names", "actions", "count"),
    [
        ("members", ["saw", "house", "school", "saw"], [], 3),
        ("companies", ["saw", "house", "school"], [], 2),
        ("corporate_groups", ["saw", "house", "school"], [], 2),
        ("actions", [], ["a", "a"], 1),
        ("members", ["saw", "unknown"], [], None),
        (None, ["saw"], [], None),
    ],
)
def test_names_are_counted_once(counts: str | None, names: list[str], actions: list[str], count: int | None) -> None:
    found = outcome(
        {"date": "2026-05-01", "value": "3", "names": names, "actions": actions},
        **({"counts": counts} if counts else {}),
    )
    assert names_counted(found, found.values[0], cluster()) == count
