"""What can be given on the command line for a record, and the data it stands for."""

from __future__ import annotations

from typing import Any

import pytest

from innoenvi_cli.errors import UsageError
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.selection import Score
from innoenvi_cli.usecases.assignments import data_of


@pytest.mark.parametrize(
    ("given", "data"),
    [
        (["name=Hydros = Oy", "size.year=2025"], {"name": "Hydros = Oy", "size": {"year": "2025"}}),
        (["name=[draft] {x}"], {"name": "[draft] {x}"}),
        (["roles=core"], {"roles": ["core"]}),
        (["roles=core", "roles=expert"], {"roles": ["core", "expert"]}),
        (["roles=[core, expert]", "roles=lead"], {"roles": ["core", "expert", "lead"]}),
        (["export.countries=NO"], {"export": {"countries": ["NO"]}}),
        (
            ["history.0.status=prospect", "history.0.date=2026-01-02", "history.1.status=left"],
            {"history": [{"status": "prospect", "date": "2026-01-02"}, {"status": "left"}]},
        ),
        (["history={status: prospect, date: 2026-01-02}"], {"history": [{"status": "prospect", "date": "2026-01-02"}]}),
        (["size={year: 2025}"], {"size": {"year": "2025"}}),
        (["note={fi: Hei, en: Hello}"], {"note": {"fi": "Hei", "en": "Hello"}}),
        (["note.fi=Hei"], {"note": {"fi": "Hei"}}),
        (["note={not a translation}"], {"note": "{not a translation}"}),
        (["custom.colour=green"], {"custom": {"colour": "green"}}),
        (["note="], {}),
        (["nmae=x", "size.yaer=1"], {"nmae": "x", "size": {"yaer": "1"}}),
    ],
)
def test_assignments_become_data(given: list[str], data: dict[str, Any]) -> None:
    assert data_of(Member, given) == data


def test_mappings_are_filled_by_key() -> None:
    assert data_of(Score, ["scores.kohde.hyoty=5", "scores.kohde.riski=2"]) == {
        "scores": {"kohde": {"hyoty": "5", "riski": "2"}}
    }


def test_texts_in_two_languages_inside_lists() -> None:
    given = ["agenda.0.item=1", "agenda.0.title={fi: Avaus, en: Opening}"]
    assert data_of(Event, given) == {"agenda": [{"item": "1", "title": {"fi": "Avaus", "en": "Opening"}}]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["name"], "'name' is not key=value"),
        (["=x"], "'=x' is not key=value"),
        (["name=a", "name=b"], "'name' is given twice"),
        (["history.1.status=left"], "leaves a gap"),
        (["size={year: 2025"], "is not YAML"),
        (["name=a", "name.fi=b"], "'name.fi' is given twice"),
    ],
)
def test_what_cannot_be_understood_is_said(given: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        data_of(Member, given)
