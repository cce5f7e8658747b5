"""Sections of the Markdown deliverables: nothing twice, nothing empty, and the reason where something is missing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.programme import Audience


@cache
def made(name: str, audience: Audience, cluster: str = "", language: Language = "en") -> str:
    found = render(
        samples_folder() / "innoenvi",
        miniclusters=(cluster,) if cluster else (),
        deliverables=(name,),
        audience=audience,
        languages=(language,),
        output="elsewhere",
        dry_run=True,
        environ={},
    )
    return next(
        (change.after or b"").decode() for change in found.changes if change.path.endswith(f"{name}.{language}.md")
    )


def part(text: str, heading: str) -> str:
    """Return what stands below a heading of the second level."""
    _, _, below = text.partition(f"\n## {heading}\n")
    return re.split(r"\n(?:## |---\n)", below, maxsplit=1)[0].strip()


def test_each_competence_stands_in_one_table() -> None:
    held = part(made("analysis-report", "members", "vesihuolto"), "Competences and gaps")
    names = [line.split(" | ")[0] for line in held.splitlines() if line.startswith("| ") and "---" not in line]
    names = [name for name in names if name != "| Competence"]
    assert len(names) == 26
    assert len(set(names)) == 26


def test_candidate_targets_are_cards_with_their_findings() -> None:
    text = part(made("analysis-report", "members", "energia"), "Fast-track targets")
    assert text.startswith("### Joint model for waste-heat audits\n\n**Problem:** ")
    assert "**Benefit:** 4 / 5 · **Feasibility:** 5 / 5" in text
    assert "\n**Findings behind it**\n\n- " in text


def test_a_table_with_a_single_class_beside_the_total_is_left_out() -> None:
    text = made("analysis-report", "members", "energia")
    assert "Themes by" not in text
    assert "too few of them for the figures to be shown" in text


def test_without_ratings_there_is_no_round_to_speak_of() -> None:
    text = made("path-placement", "members", "ekotieto")
    assert part(text, "Change over time") == "Not yet recorded: ratings of the dimensions."


def test_why_the_nearest_model_is_undecided_follows_a_dash() -> None:
    text = made("path-placement", "members", "jatehuolto", "fi")
    assert "| Ei ratkennut – vielä arvioimatta: yhteinen tarjooma ja markkina; " in text


def test_what_a_minicluster_lacks_in_the_closing_report_is_one_sentence() -> None:
    text = part(made("closing-report", "members"), "Minicluster: Ecological environmental knowledge")
    lacking = (
        "Not yet recorded: goals of the chosen targets; actions; values of the indicators; budget and actual costs;"
        " lessons; what stays."
    )
    assert text.endswith(f"### Missing here\n\n{lacking}")


def test_large_sums_are_drawn_in_thousands() -> None:
    text = made("closing-report", "members")
    assert 'y-axis "Budget (bars), actual costs (line), thousands of EUR" 0 --> 307\n' in text


def test_a_sum_below_nought_has_a_minus_sign() -> None:
    text = made("closing-report", "members", language="fi")
    assert "| \N{MINUS SIGN}806\N{NO-BREAK SPACE}€ |" in text
    assert not re.search(r"\| -\d", text)


def test_the_public_is_told_of_trials_in_one_table() -> None:
    text = made("trial-report", "public", "vesihuolto")
    assert re.findall(r"\n## (.+)", text) == ["Summary", "Chosen targets without a trial"]
    assert "Not shown to this audience (public): what was tried and what came of it.\n" in text


@pytest.mark.parametrize("name", ["funding-application-data", "fast-track", "trial-report"])
def test_what_the_public_is_not_shown_is_not_said_to_be_missing(name: str) -> None:
    text = made(name, "public", "vesihuolto")
    assert "Not yet recorded" not in text
    assert "| – |" not in text


def test_the_brief_of_a_completed_cycle_waits_for_nothing() -> None:
    text = made("steering-brief", "members", "vesihuolto")
    assert part(text, "Missing before the next meeting") == "Nothing is missing: the development cycle is completed."


def test_members_of_an_organ_that_stay_unnamed_are_counted_once() -> None:
    text = made("definition-sheet", "members", "ekotieto")
    assert "| Luontotarkka Kartoitus Oy; 2 not named here |" in text
    assert "an actor not named here" not in text


def test_the_brief_fits_on_a_page() -> None:
    text = made("steering-brief", "consultants", "energia")
    assert part(text, "Where we stand").startswith("- **State:** Active · Phase 4: ")
    assert "|" not in text
    assert len(re.findall(r"\n- \*\*\d+ \w+ 2026:\*\* ", text)) == 4
    assert "\nand 6 more\n" in text
    assert len(text.splitlines()) < 55


def test_a_name_with_a_colon_follows_the_title_after_a_dash() -> None:
    minimal = samples_folder() / "minimal"
    found = render(minimal, deliverables=("definition-sheet",), languages=("en",), dry_run=True, environ={})
    assert (found.changes[0].after or b"").decode().startswith("# Definition sheet – Example minicluster: ")
    assert made("definition-sheet", "members", "energia").startswith("# Definition sheet: Energy")


def test_who_does_what_is_in_the_order_of_the_names() -> None:
    held = part(made("organisation-and-processes", "members", "energia", "fi"), "Kuka tekee mitäkin")
    assert held.startswith("| Toimija | Päättämässä |\n")
    assert held.index("Lehtorannan kaupunki") < held.index("Lähienergian Yhteistyöyhdistys ry")
