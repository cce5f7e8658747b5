"""The workbook on traceability: what an auditor can follow, and what of it reaches whom."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.context.traceability import MOST_WAYS, combined
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from innoenvi_cli.model.programme import Audience

SHEETS = ["Traceability", "Targets and findings", "Evidence", "Decisions", "Orphans"]


@cache
def workbook(audience: Audience, minicluster: str = "vesihuolto") -> Workbook:
    found = render(
        samples_folder() / "innoenvi",
        miniclusters=(minicluster,),
        deliverables=("traceability",),
        audience=audience,
        languages=("en",),
        output="elsewhere",
        dry_run=True,
        environ={},
    )
    made = next(change.after for change in found.changes if "/traceability." in change.path)
    assert made is not None
    return load_workbook(io.BytesIO(made))


def table(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def everything(book: Workbook) -> str:
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def test_there_is_a_row_for_every_way_from_a_finding_to_a_trial() -> None:
    rows = [
        row for row in table(workbook("consultants"), "Traceability") if str(row["Target"]).startswith("Shared remote")
    ]
    ways = {(row["Finding"][:5], row["Action"][:5], (row["Trial"] or "")[:7]) for row in rows}

    assert ways == {
        (finding, action, trial)
        for finding in ("Every", "The s")
        for action, trial in (("Inter", "Battery"), ("Inter", "Shared "), ("Inter", ""))
    }
    assert {row["Choice"] for row in rows} == {"Chosen"}
    assert {row["Rank"] for row in rows} == {1}
    assert any("Joint offering" in str(row["Shows in the export concept"]) for row in rows)
    assert all(
        str(row["Records (innoenvi trace)"]).startswith("targets/yhteinen-etavalvonta; findings/") for row in rows
    )


def test_the_matrix_marks_the_findings_of_each_target() -> None:
    rows = table(workbook("consultants"), "Targets and findings")
    marked = {row["Record (innoenvi trace)"] for row in rows if row["Maintenance contract with one responsible party"]}

    assert marked == {"findings/yksi-vastuutaho", "findings/vastuunjako-avoin"}
    assert sum(row["Targets"] for row in rows) == sum(
        bool(row[name]) for row in rows for name in row if name not in {*FIXED, "In the SWOT"}
    )


FIXED = {"Finding", "Kind", "Targets", "Record (innoenvi trace)"}


def test_the_decisions_stand_in_the_order_of_their_days_with_what_they_decided_on() -> None:
    rows = table(workbook("consultants"), "Decisions")
    chosen = next(row for row in rows if row["Record (innoenvi trace)"] == "events/ydinryhma-5/3")

    assert [row["Day"] for row in rows] == sorted(row["Day"] for row in rows)
    assert {row["Kind"] for row in rows} == {"Meeting", "Gate"}
    assert "Maintenance contract with one responsible party: chosen" in chosen["Decided on"]
    assert chosen["Decision"].startswith("Shared remote monitoring and the maintenance contract were chosen.")
    assert sum(row["Kind"] == "Gate" for row in rows) == 6


def test_what_hangs_loose_is_named_and_the_consultants_are_told_what_to_do() -> None:
    rows = table(workbook("consultants", "energia"), "Orphans")
    missing = next(row for row in rows if row["Id"] == "targets/seurantapalvelu")

    assert missing["What is missing"] == "Chosen targets without an action"
    assert missing["What to do"] == "Plan an action and name the target in it"
    assert missing["Place"].startswith("energia/targets/seurantapalvelu.yaml:")
    assert "What to do" not in table(workbook("members", "energia"), "Orphans")[0]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_audience_gets_every_sheet_and_an_empty_one_says_why(audience: Audience) -> None:
    """To the public the cover says what is not shown."""
    book = workbook(audience)
    sheets = SHEETS[:1] if audience == "public" else SHEETS

    assert book.sheetnames[1 : len(sheets) + 1] == sheets
    for name in sheets:
        assert book[name].tables
        assert len(table(book, name)) > 0, name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_interviews_reach_no_further_than_they_permit(audience: Audience) -> None:
    told = everything(workbook(audience))

    # The second interview may be quoted to members, the seventh to nobody but the consultants.
    assert ("each with its own login" in told) == (audience in {"consultants", "core_group"})
    assert ("Leaks are now found only when the street is wet" in told) == (audience == "consultants")
    assert ("haastattelu-07" in told) == (audience == "consultants")
    assert ("Finding leaks would be a quick way" in told) == (audience != "public")
    assert ("Putkiniitty" in told) == (audience == "consultants")


def test_the_veto_is_told_to_the_core_group_alone() -> None:
    assert "veto resolved" in everything(workbook("core_group"))
    assert "veto resolved" not in everything(workbook("members"))


def test_more_ways_than_anybody_reads_stand_side_by_side_and_none_is_left_out() -> None:
    few = combined(("f-1", "f-2"), [("a-1", "t-1"), ("a-2", "")])
    findings = [f"f-{number}" for number in range(MOST_WAYS)]
    many = combined(findings, [("a-1", "t-1"), ("a-2", "")])

    assert len(few) == 4
    assert [finding for finding, _ in many] == findings
    assert [way for _, way in many[:3]] == [("a-1", "t-1"), ("a-2", ""), ("", "")]
