"""``innoenvi money``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


@pytest.fixture(autouse=True)
def _sample(innoenvi: CommandLine) -> None:
    innoenvi.folder = Path(str(samples_folder())) / "innoenvi"


def test_what_was_spent_of_municipal_money_in_a_year_with_the_actions_behind_it(innoenvi: CommandLine) -> None:
    answer = innoenvi("money", "vesihuolto", "--year", "2025", "--source", "municipal")
    assert (answer.code, answer.err) == (0, "")
    first, *rest = answer.out.splitlines()
    assert first == "vesihuolto, 2025, municipal: spent 12,000.00 of 12,000.00 EUR, as of 15 June 2026"
    start = "The actions behind it: "
    behind = [line.removeprefix(start) for line in rest if line.startswith(start)]
    assert [line.partition(": ")[0].rpartition(", ")[::2] for line in behind] == [
        ("Survey of the demand for maintenance in the Baltic countries and Poland", "salaries"),
        ("Model maintenance contract and sharing of responsibility", "purchased services"),
        ("", "total"),
    ]
    assert [line.partition(": ")[2] for line in behind] == [
        "budget 3,500.00; actual 3,500.00; difference 0.00; spent 100%",
        "budget 8,500.00; actual 8,500.00; difference 0.00; spent 100%",
        "budget 12,000.00; actual 12,000.00; difference 0.00; spent 100%",
    ]


def test_json_adds_up(innoenvi: CommandLine) -> None:
    data = innoenvi("money", "--format", "json").data
    for part in ("by_year", "by_source", "by_cost_type", "by_minicluster", "by_target", "actions"):
        assert round(sum(row["actual"] for row in data[part]), 2) == data["total"]["actual"]
    spent = sum(row["actual"] for row in data["reporting_periods"]) + data["actual_without_period"]
    assert round(spent, 2) == data["total"]["actual"]
    assert (data["currency"], data["years"], data["de_minimis"]["ceiling"]) == ("EUR", [2025, 2026], 300000)
    assert [row["state"] for row in data["reporting_periods"]][-2:] == ["running", "to_come"]


def test_a_year_without_money_is_answered_with_those_that_have_some(innoenvi: CommandLine) -> None:
    answer = innoenvi("money", "--year", "2031")
    assert (answer.code, answer.out) == (0, "nothing is recorded for 2031; there is money in 2025, 2026\n")
    answer = innoenvi("--lang", "fi", "money", "jatehuolto", "--source", "eu_state")
    assert answer.out == (
        "tällaista ei ole kirjattu; rahaa on lähteistä: kunta, yksityinen, luontoissuoritus,"
        " kustannuslajeihin: palkat, ostopalvelut\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--year", "25"), "--year: '25' is not a year"),
        (("--source", "municipl"), "did you mean 'municipal'?"),
        (("--cost-type", "wages"), "salaries, purchased_services, travel, flat_rate, other"),
    ],
)
def test_what_there_is_to_ask_for(innoenvi: CommandLine, arguments: tuple[str, ...], says: str) -> None:
    answer = innoenvi("money", *arguments)
    assert answer.code == 2
    assert says in answer.err


def test_an_unknown_minicluster(innoenvi: CommandLine) -> None:
    answer = innoenvi("money", "vesihuolo")
    assert answer.code == 4
    assert "vesihuolto" in answer.err


def test_de_minimis_aid_grant_by_grant(innoenvi: CommandLine) -> None:
    answer = innoenvi("money", "vesihuolto", "--de-minimis")
    assert answer.code == 0
    assert "Purolinna Automaatio Oy: granted 41,000.00; room left 259,000.00" in answer.out
    assert "Ahjolammen" not in answer.out
    assert "note: ceiling 300,000.00 EUR over any three years, Regulation (EU) 2023/2831" in answer.out
    data = innoenvi("money", "vesihuolto", "--format", "json").data
    told = {member for party in data["de_minimis"]["undertakings"] for member in party["members"]}
    assert "vesihuolto/purolinna-automaatio" in told
    assert {member.partition("/")[0] for member in told} == {"vesihuolto"}
    earlier = innoenvi("money", "--de-minimis", "--as-of", "2025-04-28")
    assert earlier.out.startswith("no de minimis aid has been granted")


def test_a_terminal_draws_tables(innoenvi: CommandLine) -> None:
    answer = innoenvi("money", "vesihuolto", terminal=True)
    assert "Funding shares" in answer.out
    assert "−806.00" in answer.out
    assert "innoenvi money --de-minimis" in answer.err


def test_a_narrow_terminal_breaks_no_word(innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = innoenvi("--color", "never", "--lang", "fi", "money", terminal=True).out.splitlines()
    there = lines.index(" luontoissuoritus")
    figures = lines[there + 1].replace("\N{NO-BREAK SPACE}", " ")
    assert figures.startswith("   budjetti: 28 500,00; toteuma: 19 100,00; ero: 9 400,00;")
    assert [line for line in lines if len(line) > 60] == []
