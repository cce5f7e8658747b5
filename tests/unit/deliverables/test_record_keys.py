"""Columns name their fields by the keys of the record's file; what no record has is said and never left out."""

from __future__ import annotations

from typing import Any

import pytest

from innoenvi_cli.deliverables.audience_fields import FIELDS
from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.proofing import spec_faults
from innoenvi_cli.deliverables.record_keys import missing_step
from innoenvi_cli.deliverables.rendering import hidden_columns
from innoenvi_cli.deliverables.spec import parse_spec


def workbook(record: str, *fields: str) -> dict[str, Any]:
    columns = [{"id": f"c{place}", "title": f"C{place}", "field": field} for place, field in enumerate(fields)]
    table = {"rows": "rows", "record": record, "columns": columns}
    return {"sheets": [{"id": "one", "name": "One", "about": "About", "tables": [table]}]}


@pytest.mark.parametrize(
    ("record", "field", "missing"),
    [
        ("Member", "name", None),
        ("Member", "size.year", None),
        ("Member", "custom.anything", None),
        ("NetworkLink", "from", None),
        ("NetworkLink", "source", "source"),  # as the field is called in the program and not in the file
        ("Outcome", "development_target", None),
        ("Member", "nmae", "nmae"),
        ("Member", "size.yera", "yera"),
        ("Member", "name.fi", "fi"),
        ("Target", "goal.fi", "fi"),  # the rows have one text, in the language of the workbook
        ("Membr", "name", None),  # that there is no such type is said of record:
    ],
)
def test_the_first_step_that_leads_nowhere_is_found(record: str, field: str, missing: str | None) -> None:
    found = missing_step(record, field)
    assert (found[0] if found is not None else None) == missing


@pytest.mark.parametrize("record", sorted(set(FIELDS) - {"Translated"}))
def test_the_keys_of_every_type_of_record_are_known(record: str) -> None:
    assert missing_step(record, "no-such-key") is not None


@pytest.mark.parametrize(
    ("field", "way_out"),
    [
        ("rolse", "the rows have no 'rolse' (did you mean 'roles'?)|correct field:; the shipped workbook"),
        ("committed", "the rows have no 'committed'|field: takes keys of the record; what the rows have besides is shown by value: row.committed"),
    ],
)  # fmt: skip
def test_a_key_that_no_record_has_is_said_with_the_way_out(field: str, way_out: str) -> None:
    (fault,) = spec_faults(parse_spec("own.yaml", workbook("Member", "name", field)))
    told = f"{fault.message.render('en')}|{fault.hint.render('en')}"
    assert told.startswith(way_out)


def test_columns_are_hidden_by_what_the_allow_list_says_of_their_field() -> None:
    spec = parse_spec("own.yaml", workbook("NetworkLink", "from", "to", "kind", "evidence"))
    hidden = {audience: hidden_columns(spec, audience).get("rows", []) for audience in AUDIENCES}
    assert hidden == {"consultants": [], "core_group": [], "members": ["c3"], "public": ["c0", "c1", "c2", "c3"]}
