"""``innoenvi explain`` and ``innoenvi doctor``."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_a_code(innoenvi: CommandLine) -> None:
    answer = innoenvi("explain", "ie203")
    assert answer.code == 0
    assert answer.out.startswith("IE203: refers to nothing (error)\nsays: unknown <kind> '<id>'\n")
    assert "effect: keeps every gate of the minicluster closed" in answer.out


@pytest.mark.parametrize(
    ("code", "effect"),
    [
        ("IE648", "keeps the row out of the records; the other rows are read in, and no gate is kept closed"),
        ("IE641", "keeps the whole file out of the records; nothing is changed, and no gate is kept closed"),
    ],
)
def test_what_is_wrong_with_a_register_closes_no_gate(innoenvi: CommandLine, code: str, effect: str) -> None:
    assert f"\neffect: {effect}\n" in innoenvi("explain", code).out


def test_a_criterion_names_the_fields_that_make_it_suspect(innoenvi: CommandLine) -> None:
    answer = innoenvi("explain", "committed")
    assert answer.code == 0
    assert answer.out.startswith("committed: Independent companies have committed themselves with a date\n")
    assert "figures: independent companies with a dated commitment (committed) ≥ 3\n" in answer.out
    assert "judged on: members: " in answer.out
    assert "suspect: when one of these fields changes after the gate was passed" in answer.out


def test_the_gates_of_the_programme_are_explained_not_the_shipped_ones(innoenvi: CommandLine) -> None:
    with (innoenvi.folder / "innoenvi.yaml").open("a", encoding="utf-8") as stream:
        stream.write("gates: {definition: {criteria: {committed: {threshold: 7, severity: should}}}}\n")
    assert "(committed) ≥ 7" in innoenvi("explain", "committed").out
    assert (
        "gate 1, starting the cooperation and defining the minicluster: should" in innoenvi("explain", "committed").out
    )


def test_outside_a_programme_the_shipped_gates_are_explained(innoenvi: CommandLine, tmp_path: Path) -> None:
    innoenvi.folder = tmp_path
    assert "(committed) ≥ 3" in innoenvi("explain", "committed").out


def test_lists(innoenvi: CommandLine) -> None:
    assert "IE203: refers to nothing\n" in innoenvi("explain", "codes").out
    assert "committed: independent companies with a dated commitment\n" in innoenvi("explain", "metrics").out


def test_a_metric(innoenvi: CommandLine) -> None:
    assert innoenvi("explain", "sme_share", "--format", "json").data["criteria"][0]["metrics"][0]["ratio"] is True
    assert innoenvi("explain", "segments_unserved").out.startswith("metric segments_unserved: ")


@pytest.mark.parametrize(("word", "near"), [("quroum", "quorum"), ("IE2033", "IE203"), ("memebr", "member")])
def test_a_word_that_nobody_knows(innoenvi: CommandLine, word: str, near: str) -> None:
    answer = innoenvi("explain", word, "--format", "json")
    assert (answer.code, answer.data["code"]) == (4, "unknown-name")
    assert f"did you mean '{near}'?" in answer.data["hint"]


def test_a_kind_of_record(innoenvi: CommandLine) -> None:
    lines = innoenvi("explain", "members").out.splitlines()
    assert lines[0] == "member: the keys of the record (member)"
    assert "lies in: MINICLUSTER/members/ID.yaml" in lines
    assert "made by: innoenvi add member MINICLUSTER" in lines
    assert "name: legal name (required)" in lines
    at = lines.index("history: prospect, informed, interviewed, committed, left, each with its date — a list")
    assert lines[at + 2] == "    date: when (required) — a date as YYYY-MM-DD"
    assert any(line.startswith("  - group: ") and line.endswith(" — an id from product_groups") for line in lines)
    assert any("one of: company, research (research body)" in line for line in lines)


def test_a_kind_of_record_in_finnish(innoenvi: CommandLine) -> None:
    answer = innoenvi("--lang", "fi", "explain", "interview")
    assert "  record: " in answer.out
    assert "visit (käynti)" in answer.out


def test_every_kind_of_record_and_part_is_explained(innoenvi: CommandLine) -> None:
    for word in ("innoenvi", "phases", "development-paths", "minicluster", "organ", "finding", "export_concept"):
        assert innoenvi("explain", word).code == 0, word
    part = innoenvi("explain", "market", "--format", "json").data["records"][0]
    assert (part["files"], part["list"]) == (["MINICLUSTER/minicluster.yaml"], "markets")
    assert [key["key"] for key in part["keys"] if key["required"]] == ["id"]


def test_a_word_that_is_a_metric_and_a_kind_is_explained_as_both(innoenvi: CommandLine) -> None:
    answer = innoenvi("explain", "guide", "--format", "json")
    assert [item["id"] for item in answer.data["criteria"]] == ["guide"]
    assert [item["name"] for item in answer.data["records"]] == ["guide"]


def test_doctor(innoenvi: CommandLine) -> None:
    answer = innoenvi("doctor", "--format", "json")
    assert (answer.code, answer.kind) == (0, "doctor")
    states = {item["id"]: item["state"] for item in answer.data["checks"]}
    assert states["packages"] == states["libyaml"] == states["shipped"] == states["programme"] == "ok"
    assert states["private"] == "warning"


def test_doctor_tries_the_lock_and_leaves_all_as_it_is(innoenvi: CommandLine) -> None:
    left = innoenvi.folder / "vesi" / f".innoenvi-{16 * 'a'}.tmp"
    left.write_text("of a killed run", encoding="utf-8")
    assert "nobody else is writing" in innoenvi("doctor").out
    assert left.exists()


def test_doctor_sees_a_private_folder_that_git_would_take(innoenvi: CommandLine) -> None:
    subprocess.run(["git", "-C", str(innoenvi.folder), "init", "-q"], check=True, capture_output=True)
    assert "✗ private folder: git does not ignore private/\n" in innoenvi("doctor").out
    (innoenvi.folder / ".gitignore").write_text("private/\n", encoding="utf-8")
    assert "✓ private folder: private/ stays out of git\n" in innoenvi("doctor").out


def test_doctor_sees_broken_records_and_an_output_without_unicode(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="x: [\n")
    answer = innoenvi("doctor", encoding="ascii")
    assert "x programme: 3 files, 1 minicluster, 1 error of reading" in answer.out
    assert "! output: encoding ascii" in answer.out


@pytest.mark.parametrize(("language", "said"), [("en", "messages in en"), ("fi", "ilmoitusten kieli fi")])
def test_doctor_tells_the_language_that_it_speaks(innoenvi: CommandLine, language: str, said: str) -> None:
    assert said in innoenvi("--lang", language, "doctor").out


def test_doctor_without_a_programme(innoenvi: CommandLine, tmp_path: Path) -> None:
    innoenvi.folder = tmp_path
    assert "! programme: none here" in innoenvi("doctor").out
