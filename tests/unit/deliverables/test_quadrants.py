"""The quadrant chart stays small, every name is one quoted text, and names do not cover each other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.mermaid_labels import LONGEST
from innoenvi_cli.deliverables.quadrants import MOST_POINTS, quadrant_chart

POINT = re.compile(r'  "[^"]*": \[0\.\d\d, 0\.\d\d\]')


def chart(*points: tuple[str, float, float]) -> dict[str, Any]:
    return {
        "x": ["Vaikea", "Helppo"],
        "y": ["Pieni", "Suuri"],
        "quadrants": ["Ensin", "Edellytykset", "Myöhemmin", "Lisä"],
        "points": [
            {"number": number, "name": name, "x": x, "y": y} for number, (name, x, y) in enumerate(points, start=1)
        ],
    }


def labels(text: str) -> list[str]:
    return re.findall(r'^  "([^"]*)": \[', text, re.MULTILINE)


def test_every_text_is_quoted_because_the_grammar_knows_ascii_letters_alone() -> None:
    lines = quadrant_chart(chart(('Äänekäs "öljy" [A]', 4, 5))).splitlines()
    assert lines == [
        '%%{init: {"quadrantChart": {"chartWidth": 800, "chartHeight": 560}}}%%',
        "quadrantChart",
        '  x-axis "Vaikea" --> "Helppo"',
        '  y-axis "Pieni" --> "Suuri"',
        '  quadrant-1 "Ensin"',
        '  quadrant-2 "Edellytykset"',
        '  quadrant-3 "Myöhemmin"',
        '  quadrant-4 "Lisä"',
        '  "1 Äänekäs #34;öljy#34; #91;A#93;": [0.70, 0.90]',
    ]


@pytest.mark.parametrize(
    ("rating", "place"), [(1, "0.10"), (3, "0.42"), (3.5, "0.60"), (4, "0.70"), (5, "0.90"), (0, "0.10"), (9, "0.90")]
)
def test_the_middle_of_the_scale_lies_in_the_lower_half(rating: float, place: str) -> None:
    assert f'": [{place}, 0.90]' in quadrant_chart(chart(("a", rating, 5)))


def test_a_name_that_would_cover_another_is_left_to_the_table() -> None:
    near = quadrant_chart(
        chart(("Yhteinen etävalvonta kaikille", 4, 5), ("Yhden vastuun ylläpitosopimus kunnille", 5, 5))
    )
    assert labels(near) == ["1 Yhteinen etävalvonta kaikille", "2"]
    apart = quadrant_chart(chart(("Yhteinen etävalvonta kaikille", 4, 5), ("Yhden vastuun ylläpitosopimus", 3, 2)))
    assert labels(apart) == ["1 Yhteinen etävalvonta kaikille", "2 Yhden vastuun ylläpitosopimus"]


def test_targets_in_one_place_stand_there_together() -> None:
    assert labels(quadrant_chart(chart(("a", 4, 4), ("b", 4, 4), ("c", 1, 1)))) == ["1 a, 2 b", "3 c"]
    many = quadrant_chart(chart(*[("x" * 30, 4, 4)] * 4))
    assert labels(many) == ["1, 2, 3, 4"]


def test_nothing_and_too_much_are_left_to_the_table() -> None:
    assert quadrant_chart(chart()) == ""
    assert quadrant_chart(chart(*[("a", 1, 1)] * (MOST_POINTS + 1))) == ""


@given(
    st.lists(
        st.tuples(st.text(max_size=80), st.floats(1, 5, allow_nan=False), st.floats(1, 5, allow_nan=False)),
        max_size=MOST_POINTS,
    )
)
def test_any_name_is_one_quoted_text(points: list[tuple[str, float, float]]) -> None:
    text = quadrant_chart(chart(*points))
    assert len(text) <= LONGEST
    if text:
        assert all(POINT.fullmatch(line) for line in text.splitlines()[8:])
