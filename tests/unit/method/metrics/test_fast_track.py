from __future__ import annotations

from datetime import date

import pytest

from innoenvi_cli.method.metrics.fast_track import add_months


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 3, 15), date(2024, 9, 15)),
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2024, 12, 31), date(2025, 6, 30)),
        (date(9999, 9, 1), date(9999, 12, 31)),
    ],
)
def test_six_months_later(day: date, later: date) -> None:
    assert add_months(day, 6) == later
