"""Budgets, costs and shares: exact, each counted once, and as of the day."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import innoenvi_cli
from innoenvi_cli.method import money
from innoenvi_cli.method.answers import Standing
from innoenvi_cli.method.view import View
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.minicluster import MiniclusterRecord
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.project import Minicluster, Project

DAY = date(2026, 6, 15)
PERIODS = [
    {"id": "p1", "start": "2025-01-01", "end": "2025-08-31", "due": "2025-10-31", "reported": "2025-11-03"},
    {"id": "p2", "start": "2025-09-01", "end": "2026-02-28", "due": "2026-04-30"},
    {"id": "p3", "start": "2026-03-01", "end": "2026-12-31", "due": "2027-02-26"},
]


def cost(year: int, source: str, amount: str, **fields: str) -> dict[str, str]:
    return {"year": str(year), "cost_type": "salaries", "source": source, "amount": amount} | fields


def view(*actions: dict[str, Any], as_of: date = DAY, budget: str | None = None, **programme: Any) -> View:
    data = {"format": "1", "name": "P", "reporting_periods": PERIODS}
    record = MiniclusterRecord.model_validate(
        {"name": "M", "start": "2025-01-01"} | ({"budget": budget} if budget else {})
    )
    held = {item["id"]: Action.model_validate({"name": item["id"]} | item) for item in actions}
    cluster = Minicluster("m", record=record, actions=held)
    project = Project(Programme.model_validate(data | programme), {"m": cluster})
    return View(project, cluster, as_of=as_of, standing=Standing(1, record.start, "planning", "active", None))


def sums(found: tuple[money.Sum, ...]) -> list[tuple[str, str, str]]:
    return [(each.key, str(each.budget), str(each.actual)) for each in found]


def test_budget_against_actual_by_year_source_and_action() -> None:
    seen = view(
        {"id": "a", "budget": [cost(2025, "municipal", "0.10"), cost(2026, "private", "0.20")]},
        {"id": "b", "budget": [cost(2025, "municipal", "7")], "actual": [cost(2025, "municipal", "7.30")]},
    )
    entries = money.ledger([seen])
    assert sums(money.by_year(entries)) == [("2025", "7.10", "7.30"), ("2026", "0.20", "0")]
    assert sums(money.by_source(entries)) == [("municipal", "7.10", "7.30"), ("private", "0.20", "0")]
    assert sums(money.by_action(entries)) == [("m/a", "0.30", "0"), ("m/b", "7", "7.30")]
    assert money.total(entries).difference == Decimal("0.00")
    municipal = money.chosen(entries, year=2025, source="municipal")
    assert [(entry.action, entry.actual) for entry in municipal] == [("a", Decimal(0)), ("b", Decimal("7.30"))]


def test_a_dropped_action_has_no_budget_but_what_was_spent_on_it_was_spent() -> None:
    dropped = [{"state": "dropped", "date": "2026-02-01"}]
    entries = money.ledger(
        [
            view(
                {
                    "id": "a",
                    "budget": [cost(2026, "private", "9")],
                    "actual": [cost(2026, "private", "4")],
                    "history": dropped,
                }
            )
        ]
    )
    assert (money.total(entries).budget, money.total(entries).actual) == (Decimal(0), Decimal(4))


@pytest.mark.parametrize(
    ("day", "spent"), [(date(2024, 12, 31), "0"), (date(2025, 12, 31), "9"), (date(2026, 2, 27), "9"), (DAY, "15")]
)
def test_what_comes_after_the_day_is_not_spent_yet(day: date, spent: str) -> None:
    actual = [
        cost(2025, "private", "5", period="p1"),
        cost(2025, "private", "4"),
        cost(2026, "private", "6", period="p3"),
    ]
    assert money.total(money.ledger([view({"id": "a", "actual": actual}, as_of=day)])).actual == Decimal(spent)


def test_shares_of_sources_that_should_pay_and_of_those_that_do() -> None:
    seen = view(
        {
            "id": "a",
            "budget": [cost(2026, "eu_state", "70"), cost(2026, "private", "30")],
            "actual": [cost(2026, "eu_state", "40"), cost(2026, "in_kind", "10")],
        },
        funding_shares=[{"source": "eu_state", "share": "0.6"}, {"source": "municipal", "share": "0.4"}],
    )
    assert seen.project.programme is not None
    found = money.shares(money.ledger([seen]), seen.project.programme.funding_shares)
    assert [(each.source, each.decided, each.budgeted, each.realised) for each in found] == [
        ("eu_state", Decimal("0.6"), Decimal("0.7"), Decimal("0.8")),
        ("municipal", Decimal("0.4"), Decimal(0), Decimal(0)),
        ("private", Decimal(0), Decimal("0.3"), Decimal(0)),
        ("in_kind", Decimal(0), Decimal(0), Decimal("0.2")),
    ]
    assert found[0].departure == Decimal("0.2")


def test_shares_of_nothing_are_unknown() -> None:
    assert money.shares(()) == ()
    found = money.shares(money.ledger([view({"id": "a", "budget": [cost(2026, "private", "5")]})]))
    assert [(each.budgeted, each.realised) for each in found] == [(Decimal(1), None)]


def test_reporting_periods_with_their_costs_and_states() -> None:
    actual = [
        cost(2025, "private", "10", period="p1"),
        cost(2025, "private", "20", period="p2"),
        cost(2026, "private", "5", period="p3"),
        cost(2026, "private", "7"),
    ]
    seen = view({"id": "a", "actual": actual})
    rows, unclear = money.reporting(seen.project.programme, money.ledger([seen]), DAY)
    assert [(row.period.id, row.state, row.days_late, str(row.actual)) for row in rows] == [
        ("p1", "submitted", 3, "10"),
        ("p2", "late", 46, "20"),
        ("p3", "running", 0, "5"),
    ]
    assert unclear == Decimal(7)
    assert [row.missing for row in rows] == [(), (2026,), (2026,)]


def test_a_cost_belongs_to_the_only_period_of_its_year() -> None:
    seen = view({"id": "a", "actual": [cost(2025, "private", "10")]}, reporting_periods=PERIODS[:1])
    rows, unclear = money.reporting(seen.project.programme, money.ledger([seen]), DAY)
    assert ([str(row.actual) for row in rows], unclear) == (["10"], Decimal(0))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 8, 31), "to_come"),
        (date(2025, 9, 1), "running"),
        (date(2026, 2, 28), "running"),
        (date(2026, 3, 1), "due"),
        (date(2026, 4, 30), "due"),
        (date(2026, 5, 1), "late"),
    ],
)
def test_the_state_of_a_reporting_period(day: date, state: str) -> None:
    programme = view().project.programme
    assert programme is not None
    assert money.period_state(programme.reporting_periods[1], day) == state


def test_a_decision_of_a_later_day_is_not_known_yet() -> None:
    line = {"source": "eu_state", "funder": "F", "amount": "5", "state": "granted"}
    action = {"id": "a", "funding": [line | {"applied": "2026-01-10", "decided": "2026-03-01"}]}
    states = [
        money.funding([view(action, as_of=day)])[0].state
        for day in (date(2026, 1, 9), date(2026, 2, 28), date(2026, 3, 1))
    ]
    assert states == ["planned", "applied", "granted"]
    assert money.by_state(money.funding([view(action)])) == (("granted", Decimal(5), 1),)


def test_budgets_and_what_they_are_divided_into() -> None:
    seen = view({"id": "a", "budget": [cost(2026, "private", "30")]}, budget="100")
    programme = Programme.model_validate({"format": "1", "name": "P", "budget": "90"})
    cluster, whole = money.reconciliation([seen], programme)
    assert (cluster.budget, cluster.parts, cluster.left) == (Decimal(100), Decimal(30), Decimal(70))
    assert (whole.budget, whole.parts, whole.left) == (Decimal(90), Decimal(100), Decimal(-10))


@pytest.mark.parametrize("module", ["money", "de_minimis"])
def test_money_is_never_binary(module: str) -> None:
    source = Path(innoenvi_cli.__file__).parent / "method" / f"{module}.py"
    tree = ast.parse(source.read_text(encoding="utf-8"))
    floats = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]
    assert (floats, names) == ([], [])
