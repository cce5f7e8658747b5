"""Who sees what of the prioritisation: dissent for the core group, no means of a few raters for the members."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience


@cache
def made(minicluster: str, audience: Audience) -> dict[str, bytes]:
    found = render(
        samples_folder() / "innoenvi",
        miniclusters=(minicluster,),
        audience=audience,
        languages=("en",),
        output="elsewhere",
        everything=True,
        dry_run=True,
        environ={},
    )
    return {change.path.rsplit("/", 1)[1].split(".")[0]: change.after or b"" for change in found.changes}


def programme(minicluster: str, audience: Audience) -> str:
    return made(minicluster, audience)["development-programme"].decode()


def cells(minicluster: str, audience: Audience, sheet: str) -> list[object]:
    book = load_workbook(io.BytesIO(made(minicluster, audience)["priorities"]))
    return [cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None]


def test_the_core_group_is_shown_its_dissent() -> None:
    text = programme("vesihuolto", "core_group")
    assert "| Veto | Lähdevahti Mittaus Oy (hlo-15) | Maintenance contract with one responsible party |" in text
    assert "Need of the customer: 2 (hlo-15), 5 (hlo-11, hlo-18, hlo-19)" in text
    assert "6 of 6 core-group companies scored every target open to them." in text
    assert "Chosen ahead of the leakage solution although it narrowly came third." in text


def test_members_see_what_was_decided_but_not_who_scored_what() -> None:
    text = programme("vesihuolto", "members")
    assert "rank 3; mean 3.70, median 4.10, spread 2.80" in text
    assert "hlo-" not in text
    assert "6 of 6" not in text, "five of six would tell of the one"
    assert "direct link to the users of the meters" not in text
    assert "Not shown to this audience (members): scores, vetoes and interests by rater." in text


def test_means_of_fewer_than_five_raters_are_not_shown_to_members() -> None:
    """In the energy minicluster four raters scored every target."""
    assert "mean 4.07" in programme("energia", "core_group")
    text = programme("energia", "members")
    assert "- **Score:** rank 1\n" in text
    assert "Kendall" not in text
    assert "4.07" not in text
    shown = cells("energia", "members", "Summary")
    assert "Scores are not shown: they come from fewer than five raters." in shown
    assert not [value for value in shown if isinstance(value, float)]


def test_the_public_learns_nothing_of_the_choice() -> None:
    text = programme("vesihuolto", "public")
    assert "Shared remote monitoring" not in text
    assert "```mermaid" not in text


@pytest.mark.parametrize("minicluster", ["vesihuolto", "energia", "jatehuolto"])
def test_a_card_for_every_chosen_target(minicluster: str) -> None:
    text = programme(minicluster, "consultants")
    chosen = {"vesihuolto": 2, "energia": 2, "jatehuolto": 0}[minicluster]
    assert text.count("**Findings behind it**") == chosen
    assert text.count("\n### ") == chosen


def test_the_pair_that_fits_worst_is_named() -> None:
    shown = cells("energia", "core_group", "Weights")
    assert "'Effect on export' over 'Benefit to several members'" in shown
    assert "'Effect on export' over 'Benefit to several members'" not in cells("energia", "members", "Weights")
