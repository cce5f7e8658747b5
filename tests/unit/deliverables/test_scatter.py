"""Names beside the points of a chart stay legible, and each follows the cell it stands in."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.scatter import label_sides
from innoenvi_cli.deliverables.spec import parse_spec
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.deliverables.workbook import write_workbook

HEAD = {
    "title": "Title",
    "about": "About",
    "minicluster": "Minicluster",
    "programme": "Programme",
    "as_of": "15 June 2026",
    "as_of_iso": "2026-06-15",
    "audience": "members",
    "organisation": "Organisation",
    "made_by": "Made by innoenvi",
    "lines": [],
}
SPEC = {
    "sheets": [
        {
            "id": "one",
            "name": "One",
            "about": "About",
            "tables": [
                {
                    "rows": "rows",
                    "columns": [
                        {"id": "name", "title": "Name", "field": "name"},
                        {"id": "across", "title": "Feasibility", "field": "across", "format": "integer"},
                        {"id": "up", "title": "Benefit", "field": "up", "format": "integer"},
                        {"id": "choice", "title": "Choice", "field": "choice", "styles": {"chosen": "good"}},
                    ],
                }
            ],
            "charts": [
                {
                    "kind": "scatter",
                    "title": "Matrix",
                    "table": "rows",
                    "categories": "name",
                    "series": ["across", "up"],
                    "group": "choice",
                }
            ],
        }
    ]
}


def chart(rows: list[dict[str, object]]) -> str:
    data = {"head": HEAD, "rows": rows, "notes": {}, "hidden_columns": {}}
    content = write_workbook("x.yaml", parse_spec("x.yaml", SPEC), data, Words("en"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        return archive.read(names[0]).decode() if names else ""


def test_every_point_is_a_series_that_follows_its_cells() -> None:
    found = chart(
        [
            {"name": "=1+1", "across": 4, "up": 5, "choice": "chosen"},
            {"name": "Not rated", "across": None, "up": 2, "choice": None},
            {"name": "Other", "across": 2, "up": 3, "choice": "parked"},
        ]
    )
    assert re.findall(r"<c:f>([^<]*)</c:f>", found) == [
        "One!$A$2", "One!$B$2", "One!$C$2", "One!$A$4", "One!$B$4", "One!$C$4",
    ]  # fmt: skip
    assert found.count('<c:showSerName val="1"/>') == 2
    assert "1E6B52" in found, "the chosen one is green"
    assert 'crossesAt val="3' in found, "the axes part the four quadrants"


def test_without_any_figure_there_is_no_chart() -> None:
    assert not chart([])
    assert not chart([{"name": "a", "across": None, "up": None, "choice": None}])


@pytest.mark.parametrize(
    ("points", "sides"),
    [
        ([(4.0, 5.0, "Yhteinen etävalvonta")], ["right"]),
        ([(5.0, 5.0, "Yhteinen etävalvonta ja huolto")], ["left"]),
        ([(2.0, 3.0, "Näyttölaitos Puolaan")], ["above"]),
        ([(4.0, 4.0, "Yksi"), (4.0, 4.0, "Toinen"), (4.0, 4.0, "Kolmas")], ["right", "left", "above"]),
    ],
)
def test_names_keep_clear_of_edges_axes_and_each_other(
    points: list[tuple[float, float, str]], sides: list[str]
) -> None:
    assert label_sides(points) == sides


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.text(max_size=60)), max_size=12))
def test_every_point_gets_a_side(points: list[tuple[int, int, str]]) -> None:
    placed = [(float(x), float(y), name) for x, y, name in points]
    assert len(label_sides(placed)) == len(points)
    assert label_sides(placed) == label_sides(placed)
