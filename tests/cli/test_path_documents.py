"""The documents on development paths, on organisation and processes, and the programme's part of the portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

DIMENSIONS = ("driver", "structure", "offering", "coordination", "permanence")
MINICLUSTER = """\
name: {fi: Vesihuolto, en: Water supply}
start: 2026-01-01
company_groups:
  - {id: suppliers, name: {fi: Toimittajat, en: Suppliers}}
"""
PROCESS = """\
id: bid
name: {fi: Tarjous, en: Bid}
trigger: {fi: Pyyntö, en: A request}
steps:
  - {actor: m1, activity: {fi: Laskee, en: Calculates}, output: {fi: hinta, en: price}}
  - {activity: {fi: Lähettää, en: Sends}}
"""
OWN_MODELS = """\
provenance: Steering group, 2 March 2026
undecided_within: 0.2
paths:
  - {id: near, name: {fi: lähi, en: near}}
dimensions:
  - id: reach
    name: {fi: ulottuvuus, en: reach}
    low: {fi: lähellä, en: close by}
    high: {fi: kaukana, en: far away}
    ideal: {near: 1}
"""


def member(number: int) -> str:
    return f"""\
id: m{number}
name: Yritys {number} Oy
kind: company
company_groups: [suppliers]
history:
  - {{status: committed, date: 2026-01-15}}
"""


def ratings(group: str = "") -> str:
    of = f", company_group: {group}" if group else ""
    return "".join(
        f"  - {{dimension: {name}, value: {value}, date: 2026-05-01, rater: hlo-7{of}, reason: {{fi: Syy, en: Cause}}}}\n"
        for name, value in zip(DIMENSIONS, ("5", "3", "4", "4", "2"), strict=True)
    )


@pytest.fixture
def rated(innoenvi: CommandLine) -> CommandLine:
    placed = "placements:\n  - {path: product-service, date: 2026-05-02, reason: {fi: Peruste, en: Ground}}\n"
    innoenvi.write(
        vesi__minicluster=MINICLUSTER,
        vesi__development_path=f"ratings:\n{ratings()}{ratings('suppliers')}{placed}",
        vesi__processes__bid=PROCESS,
        **{f"vesi__members__m{number}": member(number) for number in (1, 2)},
    )
    return innoenvi


def document(innoenvi: CommandLine, deliverable: str, audience: str, minicluster: str = "vesi/") -> str:
    answer = innoenvi("--lang", "en", "report", "--deliverable", deliverable, "--audience", audience)
    assert answer.code == 0, answer.err
    path = innoenvi.folder / f"{minicluster}deliverables/{audience}/{deliverable}.en.md"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("deliverable", "folder"), [("path-placement", "vesi/"), ("path-comparison", "")])
def test_the_reconstruction_is_noted_until_the_programme_has_models_of_its_own(
    rated: CommandLine, deliverable: str, folder: str
) -> None:
    assert "are a reconstruction" in document(rated, deliverable, "members", folder)
    rating = "ratings:\n  - {dimension: reach, value: 4, date: 2026-05-01, rater: hlo-7}\n"
    rated.write(development_paths=OWN_MODELS, vesi__development_path=rating)
    own = document(rated, deliverable, "members", folder)
    assert "reconstruction" not in own
    assert "Dimensions and values of the models: Steering group, 2 March 2026." in own


def test_a_company_group_of_two_firms_is_told_to_consultants_alone(rated: CommandLine) -> None:
    assert "| Suppliers |" in document(rated, "path-placement", "consultants")
    text = document(rated, "path-placement", "core_group")
    assert "One company group is not shown: it has fewer than three companies." in text
    assert "Suppliers" not in text
    rated.write(vesi__members__m3=member(3))
    assert "| Suppliers |" in document(rated, "path-placement", "core_group")


def test_raters_are_for_those_who_may_know_them(rated: CommandLine) -> None:
    assert "Raters: hlo-7 5 ratings." in document(rated, "path-placement", "core_group")
    assert "hlo-7" not in document(rated, "path-placement", "members")


def test_the_public_is_told_why_it_is_shown_nothing(rated: CommandLine) -> None:
    text = document(rated, "path-placement", "public")
    assert "Not shown to this audience (public): " in text
    assert "ratings of the dimensions" in text
    assert "radar-beta" not in text
    assert "Ground" not in text


def test_the_radar_stands_beside_a_table_that_says_the_same(rated: CommandLine) -> None:
    text = document(rated, "path-placement", "members")
    assert '  curve c2["Rating 1 May 2026"]{5, 3, 4, 4, 2}' in text
    assert "| Permanence, commitment, learning | 2 | 4.5 | +2.5 |" in text


def test_a_process_with_what_it_still_lacks(rated: CommandLine) -> None:
    text = document(rated, "organisation-and-processes", "members")
    assert '  s1["Yritys 1 Oy:\nCalculates"]' in text
    assert "| Yritys 1 Oy | Bid: step 1 |\n" in text
    assert "| Bid | actor of step 2; inputs of steps 1, 2; output of step 2; its measure |" in text
    assert "## Organs\n\nNot yet recorded: organs." in text


def test_what_is_due_in_the_whole_programme(rated: CommandLine) -> None:
    rated.write(
        organs__fund="id: fund\nkind: funders_steering_group\nname: {fi: Ohjausryhmä, en: Funders}\n",
        events__fund_1="""\
id: fund-1
kind: meeting
title: {fi: Ensimmäinen kokous, en: First meeting}
organ: fund
date: 2026-05-20
agenda:
  - {item: 1, title: {fi: Raportti, en: Report}, decision: {fi: Tehdään, en: Write it}, due: 2026-08-14}
  - {item: 2, title: {fi: Muuta, en: Other}, decision: {fi: Myöhemmin, en: Later on}, due: 2026-08-15}
""",
        events__fund_2="""\
id: fund-2
kind: meeting
title: {fi: Toinen kokous, en: Second meeting}
organ: fund
date: 2026-09-20
""",
    )
    (rated.folder / "events/fund_1.yaml").rename(rated.folder / "events/fund-1.yaml")
    (rated.folder / "events/fund_2.yaml").rename(rated.folder / "events/fund-2.yaml")
    text = document(rated, "portfolio", "members", "")
    assert "| 14 August 2026 | The programme | Write it | First meeting (20 May 2026), item 1 |" in text
    due = text.partition("## Tasks due within sixty days")[2].partition("\n## ")[0]
    assert "Later on" not in due, "sixty days after 15 June are 14 August"
    assert "| Next meeting | Second meeting (20 September 2026) |" in text
    assert "The support organisation has not been decided on yet." in text


def test_no_sentence_tells_what_the_table_hides(rated: CommandLine) -> None:
    text = document(rated, "portfolio", "members", "")
    assert "Organisations taking part, each counted once: –, of which companies: –;" in text
    assert "Organisations taking part, each counted once: 2, of which companies: 2;" in document(
        rated, "portfolio", "consultants", ""
    )
