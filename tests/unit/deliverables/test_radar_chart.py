"""The radar chart of a workbook: native, on the scale of the ratings, one line per series."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from innoenvi_cli.deliverables.spec import parse_spec
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.deliverables.workbook import write_workbook

SPEC: dict[str, Any] = {
    "sheets": [
        {
            "id": "ratings",
            "name": "Ratings",
            "about": "About",
            "tables": [
                {
                    "rows": "rows",
                    "columns": [
                        {"id": "dimension", "title": "Dimension", "field": "dimension"},
                        {"id": "ratings", "each": "curves", "value": "row.ratings[item.id]", "format": "number"},
                    ],
                }
            ],
            "charts": [
                {"kind": "radar", "title": "Radar", "table": "rows", "categories": "dimension", "series": ["ratings"]}
            ],
        }
    ]
}
HEAD = {
    "title": "Title", "about": "About", "minicluster": "", "programme": "P", "as_of": "15 June 2026",
    "as_of_iso": "2026-06-15", "audience": "members", "organisation": "O", "made_by": "M", "lines": [],
}  # fmt: skip


def chart_xml() -> str:
    data = {
        "head": HEAD,
        "hidden_columns": {},
        "notes": {"rows": []},
        "curves": [{"id": "a", "name": "Water"}, {"id": "b", "name": "Waste"}],
        "rows": [
            {"dimension": name, "ratings": {"a": value, "b": 5}}
            for name, value in (("One", 1), ("Two", 2.5), ("Three", 4))
        ],
    }
    content = write_workbook("test.yaml", parse_spec("test.yaml", SPEC), data, Words("en"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/charts/chart1.xml").decode()


def test_every_column_of_the_series_is_a_line() -> None:
    xml = chart_xml()
    assert "<c:radarChart>" in xml
    assert re.findall(r"<c:tx><c:strRef><c:f>([^<]+)</c:f>", xml) == ["Ratings!$B$1", "Ratings!$C$1"]
    assert re.findall(r"<c:val><c:numRef><c:f>([^<]+)</c:f>", xml) == ["Ratings!$B$2:$B$4", "Ratings!$C$2:$C$4"]


def test_the_scale_is_that_of_ratings_whatever_the_ratings_are() -> None:
    xml = chart_xml()
    assert '<c:max val="5"/><c:min val="0"/>' in xml
    assert '<c:majorUnit val="1"/>' in xml
