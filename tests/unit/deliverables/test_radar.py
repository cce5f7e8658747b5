"""Radar pictures: what Mermaid's grammar takes, small enough, and left to the table where they would tell nothing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.mermaid_labels import LONGEST
from innoenvi_cli.deliverables.radar import MOST_CURVES, full_legend, radar_diagram

AXES = ["Lähtökohta", "Rakenne", "Tarjooma"]
LABEL = r'\["[^"\[\]{}|<>`\\]+"\]'


def test_ratings_against_a_model() -> None:
    curves = [{"label": "Malli", "values": [5, 3.5, 5]}, {"label": 'Arvio "13.5."', "values": [4, 3.25, 4.5]}]
    body = radar_diagram({"axes": AXES, "curves": curves}).split("radar-beta\n")[1]
    assert body.splitlines() == [
        '  axis a1["Lähtökohta"]',
        '  axis a2["Rakenne"]',
        '  axis a3["Tarjooma"]',
        '  curve c1["Malli"]{5, 3.5, 5}',
        '  curve c2["Arvio #34;13.5.#34;"]{4, 3.25, 4.5}',
        "  min 0",
        "  max 5",
        "  ticks 5",
        "  graticule polygon",
    ]


def test_two_axes_enclose_nothing() -> None:
    assert radar_diagram({"axes": AXES[:2], "curves": [{"label": "a", "values": [1, 2]}]}) == ""


def test_without_ratings_there_is_no_picture() -> None:
    assert radar_diagram({"axes": AXES, "curves": []}) == ""


def test_curves_that_cannot_be_told_apart_are_left_to_the_table() -> None:
    curves = [{"label": str(number), "values": [1, 2, 3]} for number in range(MOST_CURVES + 1)]
    assert radar_diagram({"axes": AXES, "curves": curves[:-1]})
    assert radar_diagram({"axes": AXES, "curves": curves}) == ""


def test_a_long_name_of_a_curve_is_numbered_and_stands_in_full_under_the_picture() -> None:
    names = ["Arvio 9.6.2026", "Tuote- ja palvelulähtöinen", "W" * 15]
    radar = {"axes": AXES, "curves": [{"label": name, "values": [1, 2, 3]} for name in names]}
    assert re.findall(r'curve c\d\["(.*?)"\]', radar_diagram(radar)) == [
        "Arvio 9.6.2026",
        "2: Tuote- ja…",
        "3: WWWWWWW…",
    ]
    assert full_legend(radar) == ["2: Tuote- ja palvelulähtöinen", "3: WWWWWWWWWWWWWWW"]


@given(
    st.lists(st.text(max_size=120), min_size=3, max_size=9),
    st.lists(st.text(max_size=120), min_size=1, max_size=MOST_CURVES),
)
def test_any_name_is_one_quoted_label(axes: list[str], names: list[str]) -> None:
    diagram = radar_diagram({"axes": axes, "curves": [{"label": name, "values": [1.5] * len(axes)} for name in names]})
    assert len(diagram) <= LONGEST
    for line in diagram.partition("radar-beta\n")[2].splitlines()[:-4]:
        assert re.fullmatch(rf"  axis a\d+{LABEL}|  curve c\d+{LABEL}\{{1\.5(, 1\.5)*\}}", line), line
