"""``innoenvi trace``."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, CommandLine

TARGET = "targets/yllapitosopimus"


@pytest.fixture
def sample(innoenvi: CommandLine) -> CommandLine:
    """The command line in the rich sample, which it only reads."""
    innoenvi.folder = samples_folder() / "innoenvi"
    return innoenvi


@pytest.fixture
def copy(innoenvi: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line in a copy of the rich sample."""
    shutil.copytree(samples_folder() / "innoenvi", tmp_path / "copy", ignore=shutil.ignore_patterns("deliverables"))
    innoenvi.folder = tmp_path / "copy"
    return innoenvi


def test_why_a_target_was_chosen(sample: CommandLine) -> None:
    answer = sample("trace", "vesihuolto", TARGET)
    shown = answer.out.splitlines()

    assert answer.code == 0
    assert shown[0].startswith(f"{TARGET}: Maintenance contract with one responsible party (vesihuolto/targets/")
    story = shown[1 : shown.index("Why it is there")]
    assert story[0] == "choice: chosen"
    assert story[1].startswith("reason: Chosen ahead of the leakage solution although it narrowly came third.")
    assert story[2] == (
        "decided: Core group of water supply: 5th meeting of the core group, 14 March 2025, "
        "item 3: Choice of the development targets"
    )
    assert story[3].startswith("decision: Shared remote monitoring and the maintenance contract were chosen.")
    assert story[4:6] == [
        "ranking: rank 3 of 4, mean score 3.70 by 5 raters",
        "ranking: the choice departs from the ranking",
    ]
    assert any(line.startswith("abstentions: hlo-16 (Kuparihaka Pumput Oy): ") for line in story)
    assert any(line.startswith("vetoes: hlo-15 (Lähdevahti Mittaus Oy): ") for line in story)
    assert any(line.startswith("vetoes: resolved on 14 March 2025: ") for line in story)
    assert answer.err == f"→ who spoke for it and against it: innoenvi prioritise vesihuolto --target {TARGET[8:]}\n"


def test_every_line_of_a_trace_ends_with_the_place_where_the_link_is_written(sample: CommandLine) -> None:
    shown = sample("trace", "vesihuolto", TARGET).out.splitlines()
    start, turn = shown.index("Why it is there"), shown.index("What came of it")

    assert shown[start + 1].startswith("  rests on: A small utility would rather buy working water ")
    assert shown[start + 1].endswith("[findings/yksi-vastuutaho] (vesihuolto/targets/yllapitosopimus.yaml:16:5)")
    assert shown[start + 2].startswith("    cites: We want one number to call and one invoice.")
    assert all(line.endswith(")") and ".yaml:" in line for line in (*shown[start + 1 : turn], *shown[turn + 1 :]))
    assert any("is tried out in: Annual maintenance calendar" in line for line in shown[turn:])


def test_verbose_shows_texts_whole(sample: CommandLine) -> None:
    said = "English will do up to the contract, but commissioning calls for the local language."
    short = sample("trace", "vesihuolto", "findings/kielitaito-ohut").out
    whole = sample("trace", "vesihuolto", "findings/kielitaito-ohut", "-v").out

    assert f"{said} None of us speaks Polish or Latvian." in whole
    assert f"{said} None of us speaks Polish or Latvian." not in short
    assert " … [interviews/haastattelu-05/e3]" in short


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("target/yllapitosopimus", TARGET),
        ("vesihuolto/targets/yllapitosopimus.yaml", TARGET),
        ("interview/haastattelu-01/e2", "interviews/haastattelu-01/e2"),
        ("export_concept/pricing", "export-concept/pricing"),
        ("events/ydinryhma-5/3", "events/ydinryhma-5/3"),
        ("priorities/yllapitosopimus", "priorities/yllapitosopimus"),
        ("organ/ohjausryhma", "organs/ohjausryhma"),
        ("analysis", "analysis"),
        ("phases/3", "phases/3"),
    ],
)
def test_a_record_is_named_in_singular_or_plural_or_by_its_file(sample: CommandLine, asked: str, found: str) -> None:
    answer = sample("trace", "vesihuolto", asked, "--format", "json")
    assert (answer.code, answer.data["record"]) == (0, found)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("targets/yllapitosopimu", "did you mean 'targets/yllapitosopimus'?"),
        ("yllapitosopimus", "did you mean 'targets/yllapitosopimus'?"),
        ("interviews/haastattelu-01/e9", "There are: interviews/haastattelu-01/e1, interviews/haastattelu-01/e2, "),
        ("hattu/hattu", "there are: organs/…, "),
    ],
)
def test_an_unknown_record_is_refused_with_what_there_is(sample: CommandLine, asked: str, hint: str) -> None:
    answer = sample("trace", "vesihuolto", asked)
    assert answer.code == 4
    assert answer.err.startswith(f"innoenvi: no record '{asked}'\n")
    assert hint in answer.err


def test_trace_as_json(sample: CommandLine) -> None:
    answer = sample("trace", "vesihuolto", TARGET, "--format", "json")
    data = answer.data

    assert (answer.kind, answer.err) == ("trace", "")
    assert {"record", "backward", "forward", "orphans", "file", "line", "name", "choice"} <= set(data)
    assert "matrix" not in data
    first = data["backward"][0]
    assert {key: first[key] for key in ("record", "via", "from", "depth", "file", "line")} == {
        "record": "findings/yksi-vastuutaho",
        "via": "rests_on",
        "from": TARGET,
        "depth": 1,
        "file": "vesihuolto/targets/yllapitosopimus.yaml",
        "line": 16,
    }
    choice = data["choice"]
    assert (choice["choice"], choice["event"], choice["item"], choice["rank"]) == ("chosen", "ydinryhma-5", 3, 3)
    assert [veto["rater"] for veto in choice["vetoes"]] == ["hlo-15"]
    _assert_tree(answer)


def _assert_tree(answer: Answer) -> None:
    for direction in ("backward", "forward"):
        above = [answer.data["record"]]
        for item in answer.data[direction]:
            del above[item["depth"] :]
            assert above[-1] == item["from"]
            above.append(item["record"])


def test_without_a_record_every_target_has_its_chain_and_what_hangs_loose_is_told(sample: CommandLine) -> None:
    answer = sample("trace", "energia")
    shown = answer.out.splitlines()

    assert shown[1] == (
        "targets/seurantapalvelu: Joint energy monitoring service (chosen, rank 2): 6 excerpts, 2 findings, "
        "3 members behind them, one decision, 0 actions, 0 trials, 0 sections of the concept, 0 outcomes"
    )
    loose = next(line for line in shown if ": chosen targets without an action: " in line)
    assert loose.startswith("energia/targets/seurantapalvelu.yaml:3:1: ")
    assert loose.endswith("(plan an action and name the target in it)")
    assert answer.err == "→ next: innoenvi trace energia targets/hukkalampomoduuli\n"
    data = sample("trace", "energia", "--format", "json").data
    assert data["record"] is None
    assert [row["target"] for row in data["matrix"]][:2] == ["targets/hukkalampomoduuli", "targets/seurantapalvelu"]
    kinds = [item["kind"] for item in data["orphans"]]
    assert kinds == ["excerpts", "chosen_without_action", "chosen_without_trial"]


def test_a_minicluster_without_targets(innoenvi: CommandLine) -> None:
    answer = innoenvi("trace", "vesi")
    assert (answer.code, answer.out) == (0, "There are no development targets yet.\n")
    assert answer.err == "→ next: innoenvi add target vesi\n"
    assert innoenvi("trace", "vesi", "--format", "json").data["matrix"] == []


def test_a_broken_reference_is_told_and_does_not_stop_the_trace(copy: CommandLine) -> None:
    file = copy.folder / "vesihuolto" / f"{TARGET}.yaml"
    file.write_text(file.read_text("utf-8").replace("- yksi-vastuutaho", "- poissa"), "utf-8")

    shown = copy("trace", "vesihuolto", TARGET).out
    assert "  rests on: findings/poissa (there is no such record) (" in shown
    assert "  rests on: At plants with several suppliers " in shown
    assert "findings/poissa" in copy("trace", "vesihuolto", TARGET, terminal=True).out
    assert "the records hold errors, so links may be missing: innoenvi check" in copy("trace", "vesihuolto").err


def test_on_a_terminal_the_trace_is_a_tree(sample: CommandLine) -> None:
    shown = sample("trace", "vesihuolto", TARGET, "--color", "never", terminal=True).out

    assert "How it was decided\n" in shown
    assert "├── rests on: A small utility would rather" in shown
    assert "│   ├── cites: We want one number to call" in shown
    assert "vesihuolto/targets/yllapitosopimus.yaml:16" not in shown
    assert "vesihuolto/targets/yllapitosopimus.yaml:16" in sample(
        "trace", "vesihuolto", TARGET, "-v", terminal=True
    ).out.replace("\n", "")


def test_on_a_terminal_every_target_has_its_chain_on_a_line(sample: CommandLine) -> None:
    shown = sample("trace", "energia", "--color", "never", terminal=True).out

    assert "6 excerpts → 2 findings → 3 members behind them → one decision → 0 actions" in shown
    assert "Outside the chain\n" in shown
    assert "→ plan an action and name the target in it" in shown


def test_trace_in_finnish(sample: CommandLine) -> None:
    shown = sample("trace", "vesihuolto", TARGET, "--lang", "fi").out.splitlines()
    turn = shown.index("Mistä se juontuu")

    assert shown[1] == "valinta: valittu"
    assert "päätetty: Vesihuollon ydinryhmä: Ydinryhmän 5. kokous 14.3.2025, kohta 3: Kehityskohteiden valinta" in shown
    assert "sijoitus: sija 3/4, 5 arvioijan keskiarvo 3,70" in shown
    assert shown[turn + 1].startswith("  perustuu havaintoon: Pieni laitos ostaa mieluummin toimivan veden ")
