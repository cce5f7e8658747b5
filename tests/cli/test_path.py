"""``innoenvi path``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

MINICLUSTER = """\
name: {fi: Vesihuolto, en: Water supply}
start: 2026-01-01
company_groups:
  - {id: suppliers, name: {fi: Toimittajat, en: Suppliers}}
"""
DIMENSIONS = ("driver", "structure", "offering", "coordination", "permanence")


def rating(dimension: str, value: str, *, rater: str = "hlo-1", date: str = "2026-05-01", group: str = "") -> str:
    member = f", company_group: {group}" if group else ""
    return f"  - {{dimension: {dimension}, value: {value}, date: {date}, rater: {rater}{member}}}\n"


def path(*values: str, placed: str = "", more: str = "") -> str:
    rated = "".join(rating(dimension, value) for dimension, value in zip(DIMENSIONS, values, strict=False))
    place = f"placements:\n  - {{path: {placed}, date: 2026-05-02, reason: {{fi: Syy, en: Cause}}}}\n" if placed else ""
    return f"ratings:\n{rated}{more}{place}"


def test_the_nearest_model_with_what_to_develop(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__development_path=path("5", "3", "4", "4", "2", placed="product-service"))
    answer = innoenvi("path", "vesi")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[:3] == [
        "vesi: nearest model: product- and service-based, distance 0.9",
        "vesi: placed on: product- and service-based, 2 May 2026: Cause",
        "vesi: distance to product- and service-based: 0.9",
    ]
    assert (
        "vesi: to develop, permanence, commitment, learning: from 2 to 4.5, towards: standing organisation,"
        " shared budget and R&D"
    ) in lines
    assert "vesi: raters: hlo-1 5 ratings" in lines
    assert lines[-1].endswith("are a reconstruction.")
    assert answer.err == "→ next: innoenvi report vesi --deliverable path-placement\n"


def test_in_finnish(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__development_path=path("5", "3", "4", "4", "2", placed="product-service"))
    out = innoenvi("--lang", "fi", "path", "vesi").out
    assert "vesi: lähin malli: tuote- ja palvelulähtöinen, etäisyys 0,9" in out
    assert "2 → 4,5, suuntana: pysyvä organisaatio, yhteinen talousarvio ja t&k" in out
    assert "rekonstruktio" in out


def test_a_placement_that_departs_from_the_nearest_model_says_so(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__development_path=path("5", "3.5", "5", "4.5", "4.5", placed="virtual-network"))
    out = innoenvi("path", "vesi").out
    assert "vesi: The placement departs from the nearest model, product- and service-based: its reason counts." in out
    assert (
        "beside the model, starting point: at 5 already past the model (3), which is nearer to: peers look for" in out
    )


def test_why_it_is_undecided(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__development_path=path("4", "4", "4", "4", "4"))
    answer = innoenvi("path", "vesi")
    assert answer.out.splitlines()[0] == (
        "vesi: nearest model: undecided: product- and service-based (0.7) and virtual-network (0.9) lie within 0.3 of"
        " one another"
    )
    assert answer.err == "→ next: write a placement with its reason into vesi/development_path.yaml\n"
    innoenvi.write(vesi__development_path=path("4", "4", "4"))
    answer = innoenvi("path", "vesi")
    assert "undecided: not rated yet: coordination and contracts; permanence, commitment, learning" in answer.out
    assert answer.err.startswith("→ next: rate in vesi/development_path.yaml: coordination and contracts; ")


def test_rounds(innoenvi: CommandLine) -> None:
    earlier = rating("driver", "2", rater="hlo-2", date="2026-01-15")
    innoenvi.write(vesi__development_path=path("5", "3", "4", "4", "2", more=earlier))
    rounds = [line for line in innoenvi("path", "vesi", "--over-time").out.splitlines() if ": round of " in line]
    assert rounds[0] == "vesi: round of 15 January 2026: starting point 2 (hlo-2); nearest: undecided"
    assert rounds[1].startswith("vesi: round of 1 May 2026: starting point 5; structure and composition 3; ")
    assert len(rounds) == 2
    assert "round of" not in innoenvi("path", "vesi").out


def test_company_groups(innoenvi: CommandLine) -> None:
    own = "".join(rating(name, "1.5", group="suppliers") for name in DIMENSIONS)
    innoenvi.write(vesi__minicluster=MINICLUSTER, vesi__development_path=path("5", "3", "4", "4", "2", more=own))
    whole = innoenvi("path", "vesi").out
    assert "vesi: company group Suppliers: nearest SME-group-based, distance 0.4; placed on not placed yet" in whole
    group = innoenvi("path", "--company-group", "suppliers").out
    assert group.startswith("vesi/suppliers: nearest model: SME-group-based, distance 0.4\n")
    refused = innoenvi("path", "vesi", "--company-group", "supplier")
    assert (refused.code, "did you mean 'suppliers'" in refused.err) == (4, True)


def test_json_holds_what_scripts_build_on(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__development_path=path("5", "3", "4", "4", "2", placed="product-service"))
    answer = innoenvi("path", "--format", "json")
    assert answer.kind == "path"
    (found,) = answer.data["miniclusters"]
    assert found["id"] == "vesi"
    assert found["ratings"] == {"driver": 5, "structure": 3, "offering": 4, "coordination": 4, "permanence": 2}
    assert found["distances"]["product-service"] == 0.9
    assert (found["nearest"], found["placement"], found["provenance"]) == (
        "product-service",
        "product-service",
        "reconstruction",
    )
    assert found["gaps"]["permanence"] == 2.5
    assert found["possibilities"][0]["dimension"] == "permanence"
    assert found["rounds"][0]["raters"] == ["hlo-1"]
    assert "reconstruction" in answer.data["note"]


def test_models_of_the_programme_take_the_note_of_the_reconstruction_away(innoenvi: CommandLine) -> None:
    innoenvi.write(
        development_paths="""\
provenance: Steering group, 2 March 2026
undecided_within: 0.2
paths:
  - {id: near, name: {fi: lähi, en: near}}
  - {id: far, name: {fi: kauko, en: far}}
dimensions:
  - id: reach
    name: {fi: ulottuvuus, en: reach}
    low: {fi: lähellä, en: close by}
    high: {fi: kaukana, en: far away}
    ideal: {near: 1, far: 5}
""",
        vesi__development_path="ratings:\n" + rating("reach", "4"),
    )
    answer = innoenvi("path", "vesi")
    assert "vesi: nearest model: far, distance 1" in answer.out
    assert "reconstruction" not in answer.out
    assert answer.out.endswith("Dimensions and values of the models: Steering group, 2 March 2026.\n")
    data = innoenvi("path", "--format", "json").data
    assert data["miniclusters"][0]["provenance"] == "Steering group, 2 March 2026"
    assert "reconstruction" not in data["note"]


def test_models_that_cannot_be_read_are_no_reason_to_use_others(innoenvi: CommandLine) -> None:
    innoenvi.write(development_paths="provenance: [\n")
    answer = innoenvi("path")
    assert (answer.code, answer.out) == (4, "")
    assert "the development path models cannot be read" in answer.err


def test_on_a_terminal_a_bar_shows_the_rating_and_the_model(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__development_path=path("5", "3", "4", "4", "2", placed="product-service"))
    out = innoenvi("--color", "never", "path", "vesi", "--over-time", terminal=True).out
    assert "structure and composition         ████████░│░░░░░░       3    3.5" in out
    assert "Ratings over time" in out
    assert "Development possibilities" in out
    plain = innoenvi("--color", "never", "path", "vesi", terminal=True, encoding="ascii").out
    assert "structure and composition         ########.|......       3    3.5" in plain


def test_nothing_there_yet(innoenvi: CommandLine) -> None:
    answer = innoenvi("path")
    assert answer.code == 0
    assert "vesi: nearest model: undecided: no dimension has been rated" in answer.out
    assert "→ next: rate in vesi/development_path.yaml: starting point; " in answer.err


@pytest.mark.parametrize("command", ["path", "status"])
def test_a_day_before_the_last_decision_is_refused_with_one_that_suits_every_minicluster(
    innoenvi: CommandLine, command: str
) -> None:
    innoenvi.folder = Path(str(samples_folder())) / "innoenvi"
    answer = innoenvi(command, "--as-of", "2020-01-01")
    assert (answer.code, answer.out) == (4, "")
    day = answer.err.partition("give --as-of ")[2][:10]
    assert innoenvi(command, "--as-of", day).code == 0
