"""Money adds up in whatever way it is grouped; de minimis windows agree with looking at every day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.method import money
from innoenvi_cli.method.de_minimis import de_minimis
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.project import Minicluster, Project

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)
ENTRIES = st.lists(
    st.builds(
        money.Entry,
        minicluster=st.sampled_from(("m", "n")),
        action=st.sampled_from(("a", "b", "c")),
        target=st.sampled_from(("", "t")),
        year=st.integers(2024, 2027),
        cost_type=st.sampled_from(money.COST_TYPES),
        source=st.sampled_from(money.SOURCES),
        period=st.sampled_from(("", "p1")),
        budget=AMOUNTS,
        actual=AMOUNTS,
    ),
    max_size=12,
)


@given(ENTRIES)
def test_sums_by_any_grouping_are_equal(entries: list[money.Entry]) -> None:
    whole = money.total(entries)
    for group in (
        money.by_year,
        money.by_source,
        money.by_cost_type,
        money.by_minicluster,
        money.by_action,
        money.by_target,
    ):
        parts = group(entries)
        assert sum((part.budget for part in parts), Decimal(0)) == whole.budget
        assert sum((part.actual for part in parts), Decimal(0)) == whole.actual
        assert sum((part.difference for part in parts), Decimal(0)) == whole.difference
        assert len({part.key for part in parts}) == len(parts)


@given(ENTRIES, st.integers(2024, 2027), st.sampled_from(money.SOURCES))
def test_a_question_is_answered_by_the_entries_behind_it(entries: list[money.Entry], year: int, source: str) -> None:
    found = money.chosen(entries, year=year, source=source)
    by_hand = [entry for entry in entries if (entry.year, entry.source) == (year, source)]
    assert list(found) == by_hand
    assert money.total(found) == money.total(by_hand)


GRANTS = st.lists(
    st.tuples(st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.integers(1, 200_000)), min_size=1, max_size=8
)


def three_years_before(day: date) -> date:
    """The same day three years ago, by counting years; the 29th of February is taken for the 28th."""
    return date(day.year - 3, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


@given(GRANTS)
def test_an_undertaking_is_over_on_the_days_on_which_a_walk_through_the_calendar_finds_it(
    grants: list[tuple[date, int]],
) -> None:
    as_of = date(2028, 1, 1)
    recipients = [{"member": "x", "amount": str(amount), "date": day.isoformat()} for day, amount in grants]
    action = Action.model_validate({"id": "a", "name": "A", "aid": {"basis": "de_minimis", "recipients": recipients}})
    member = Member.model_validate({"id": "x", "name": "X"})
    project = Project(None, {"m": Minicluster("m", members={"x": member}, actions={"a": action})})
    (party,) = de_minimis(project, as_of).undertakings
    limit = Decimal(300_000)
    expected = {}
    day = date(2019, 1, 1)
    while day <= as_of:
        total = sum(amount for when, amount in grants if three_years_before(day) < when <= day)
        if total > limit and any(when == day for when, _ in grants):
            expected[day] = Decimal(total)
        day += timedelta(days=1)
    assert {excess.grant.date: excess.total for excess in party.excesses} == expected
    assert party.total == sum(amount for when, amount in grants if three_years_before(as_of) < when <= as_of)
