"""The picture of budget and actual costs by year: whole figures, harmless words, and none where it could not be read."""

from __future__ import annotations

from innoenvi_cli.deliverables.year_chart import year_diagram


def chart(years: int) -> dict[str, list[object]]:
    return {
        "years": [str(2000 + year) for year in range(years)],
        "budget": [100] * years,
        "actual": [90 + year for year in range(years)],
    }


def test_bars_for_the_budget_and_a_line_for_the_actual_costs() -> None:
    lines = year_diagram(chart(2), 'Budget "and" actual', "EUR").splitlines()
    assert lines[1:] == [
        "xychart-beta",
        '  title "Budget #34;and#34; actual"',
        '  x-axis ["2000", "2001"]',
        '  y-axis "EUR" 0 --> 100',
        "  bar [100, 100]",
        "  line [90, 91]",
    ]


def test_more_years_than_can_be_named_are_left_to_the_table() -> None:
    assert year_diagram(chart(16), "T", "EUR") == ""
    assert year_diagram(chart(0), "T", "EUR") == ""
