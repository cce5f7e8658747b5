"""``innoenvi advance``, ``undo``, ``review`` and ``report``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder, templates_folder

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


@pytest.fixture
def ready(innoenvi: CommandLine, passing: Path) -> CommandLine:
    """The command line in a programme whose minicluster ``esimerkki`` can pass gate 1."""
    innoenvi.folder = passing
    return innoenvi


def log(ready: CommandLine) -> Path:
    return ready.folder / "esimerkki/phases.yaml"


def test_a_closed_gate_refuses(innoenvi: CommandLine) -> None:
    answer = innoenvi("advance", "vesi", "-y")
    assert answer.code == 1
    assert answer.out.startswith("vesi: gate 1 (definition) is closed")
    assert answer.err.startswith("✗ the gate is closed; nothing was changed\n")
    assert "(--waive ID --reason TEXT)" in answer.err
    assert "(--decision conditional --condition TEXT --owner CODE --due DATE)" in answer.err
    assert not (innoenvi.folder / "vesi/phases.yaml").exists()
    as_json = innoenvi("advance", "vesi", "--format", "json")
    assert (as_json.code, as_json.kind, as_json.data["refused"], as_json.data["files"]) == (1, "advance", True, [])
    assert "scope_out" in {item["id"] for item in as_json.data["criteria"]}


def test_advance_undo_and_advance_again(ready: CommandLine) -> None:
    answer = ready("advance", "esimerkki", "-y", "--by", "hlo-01", "--note", "päätetty", "--format", "json")
    assert (answer.code, answer.kind) == (0, "advance")
    data = answer.data
    assert (data["minicluster"], data["from"], data["to"]) == ("esimerkki", "definition", "analysis")
    assert (data["decision"], data["by"], data["files"]) == ("go", "hlo-01", ["esimerkki/phases.yaml"])
    assert all((ready.folder / path).is_file() for path in data["deliverables"])
    assert data["deliverables"]
    first = log(ready).read_bytes()

    undone = ready("undo", "esimerkki", "--format", "json")
    assert (undone.code, undone.kind) == (0, "undo")
    assert (undone.data["gate"], undone.data["phase"]) == ("definition", "definition")
    assert not log(ready).exists()
    assert ready("undo", "esimerkki").code == 4

    assert ready("advance", "esimerkki", "-y", "--by", "hlo-01", "--note", "päätetty").code == 0
    assert log(ready).read_bytes() == first


def test_advance_in_words(ready: CommandLine) -> None:
    answer = ready("advance", "esimerkki", "-y", "--by", "hlo-07")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "esimerkki: go, 1 definition → 2 analysis"
    assert "by: hlo-07" in lines
    assert "written: esimerkki/phases.yaml" in lines
    assert answer.err == "→ next: innoenvi status esimerkki\n"


def test_a_dry_run_shows_the_change_and_writes_nothing(ready: CommandLine) -> None:
    answer = ready("advance", "esimerkki", "-n", "--diff", "--by", "hlo-01")
    assert answer.code == 0
    assert "+++ b/esimerkki/phases.yaml" in answer.out
    assert not log(ready).exists()
    assert not (ready.folder / "esimerkki/deliverables").exists()


def test_nobody_there_to_confirm(ready: CommandLine) -> None:
    answer = ready("advance", "esimerkki", "--by", "hlo-01")
    assert answer.code == 4
    assert answer.err.endswith("  → nobody is there to ask; run innoenvi advance esimerkki -y\n")
    assert not log(ready).exists()


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("maybe\nk\n", 0), ("n\n", 4), ("\n", 4), ("", 4)])
def test_somebody_confirms_or_not(ready: CommandLine, typed: str, code: int) -> None:
    answer = ready("advance", "esimerkki", "--by", "hlo-01", terminal=True, stdin=typed)
    assert answer.code == code
    assert "esimerkki: go, 1 definition → 2 analysis — decide so? [y/N]" in answer.err
    assert log(ready).exists() == (code == 0)


def test_from_another_phase(ready: CommandLine) -> None:
    answer = ready("advance", "esimerkki", "-y", "--from", "analysis", "--format", "json")
    assert (answer.code, answer.data["code"]) == (5, "wrong-phase")


def test_a_waiver_needs_its_reason(innoenvi: CommandLine) -> None:
    answer = innoenvi("advance", "vesi", "-y", "--waive", "scope_out")
    assert answer.code == 2
    assert "1 criterion is waived with 0 reasons" in answer.err


def test_waived_criteria_are_told(ready: CommandLine) -> None:
    path = ready.folder / "esimerkki/minicluster.yaml"
    path.write_text(re.sub(r"(?m)^scope_out:\n(  .*\n)+", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert ready("advance", "esimerkki", "-y", "--by", "hlo-01").code == 1
    waived = ["--waive", "scope_out", "--reason", "sovitaan syksyllä"]
    answer = ready("advance", "esimerkki", "-y", "--by", "hlo-01", *waived)
    assert answer.code == 0
    assert "waived: scope_out: sovitaan syksyllä (hlo-01)" in answer.out


def test_a_condition_has_three_parts(innoenvi: CommandLine) -> None:
    answer = innoenvi("advance", "vesi", "-y", "--decision", "conditional", "--condition", "rajaus")
    assert answer.code == 2
    whole = innoenvi(
        "advance", "vesi", "-y", "--decision", "conditional",
        "--condition", "rajaus", "--owner", "hlo-02", "--due", "2026-09-01",
    )  # fmt: skip
    assert whole.code == 0
    assert "condition: rajaus (hlo-02, due 1 September 2026)" in whole.out
    assert innoenvi("status").out.startswith("vesi: phase 2 analysis")
    terminal = innoenvi("status", "--color", "never", terminal=True)
    assert "condition of gate 1: rajaus (hlo-02, due 2026-09-01)" in terminal.out


def test_holding_needs_no_open_gate(innoenvi: CommandLine) -> None:
    assert innoenvi("advance", "vesi", "-y", "--decision", "hold").code == 0
    assert innoenvi("status", "--format", "json").data["miniclusters"][0]["state"] == "on_hold"


@pytest.mark.parametrize(
    "options",
    [
        ["--close", "--new-cycle"],
        ["--meeting", "johtoryhma"],
        ["--decision", "goo"],
        ["--to", "analysis"],
        ["--by", "Matti Meikäläinen"],
    ],
)
def test_options_that_do_not_fit(ready: CommandLine, options: list[str]) -> None:
    assert ready("advance", "esimerkki", "-y", *options).code == 2
    assert not log(ready).exists()


def test_a_changed_record_makes_the_gate_suspect_until_it_is_reviewed(ready: CommandLine) -> None:
    assert ready("advance", "esimerkki", "-y", "--by", "hlo-01").code == 0
    assert ready("review", "esimerkki").code == 4
    path = ready.folder / "esimerkki/minicluster.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "vision: Uusi suunta\n", encoding="utf-8")
    assert ready("status", "--format", "json").data["miniclusters"][0]["suspect"] == []

    path.write_text(text.replace("country: FI", "country: SE"), encoding="utf-8")
    status = ready("status", "--format", "json").data["miniclusters"][0]
    assert status["suspect"] == ["definition"]
    assert status["next"] == "innoenvi review esimerkki --gate definition --by CODE"
    assert "suspect" in ready("status", "--color", "never", terminal=True).out
    assert "IE501 warning" in ready("check").out
    assert ready("undo", "esimerkki").code == 4

    review = ready("review", "esimerkki", "--by", "hlo-02", "--format", "json")
    assert (review.code, review.kind) == (0, "review")
    assert review.data["files"] == ["esimerkki/phases.yaml"]
    decided = log(ready).read_bytes()
    again = ready("review", "esimerkki", "--gate", "definition", "--by", "hlo-02", "--format", "json")
    assert (again.code, again.data["files"]) == (0, [])
    assert log(ready).read_bytes() == decided
    assert ready("status", "--format", "json").data["miniclusters"][0]["suspect"] == []


def test_report_and_its_check(ready: CommandLine) -> None:
    made = ready("report", "esimerkki", "--format", "json")
    assert (made.code, made.kind) == (0, "report")
    first = made.data["written"][0]
    assert set(first) == {"path", "deliverable", "minicluster", "audience", "language", "sha256"}
    assert ready("report", "esimerkki", "--format", "json").data["written"] == []
    assert ready("report", "--check").code == 0

    path = ready.folder / "esimerkki/minicluster.yaml"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("summary: Aivan uusi tiivistelmä\n")
    stale = ready("report", "--check")
    assert stale.code == 1
    assert "stale error: the records or the tool have changed since it was made" in stale.out
    assert ready("report", "--check", "--format", "github").out.startswith("::error file=esimerkki/deliverables/")
    assert ready("report", "--check", "--format", "json").data["stale"]


def test_a_deliverable_edited_by_hand_is_kept(ready: CommandLine) -> None:
    ready("report", "esimerkki", "--deliverable", "definition-sheet", "--lang", "en")
    sheet = ready.folder / "esimerkki/deliverables/members/definition-sheet.en.md"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\nmine\n", encoding="utf-8")
    kept = ready("report", "esimerkki", "--deliverable", "definition-sheet", "--lang", "en")
    assert kept.code == 0
    assert "kept: esimerkki/deliverables/members/definition-sheet.en.md" in kept.out
    assert sheet.read_text(encoding="utf-8").endswith("mine\n")
    forced = ready("report", "esimerkki", "--deliverable", "definition-sheet", "--lang", "en", "--force", "--diff")
    assert "-mine" in forced.out
    assert not sheet.read_text(encoding="utf-8").endswith("mine\n")


def test_lang_chooses_the_language_of_deliverables_too(ready: CommandLine) -> None:
    both = ready("report", "esimerkki", "-n", "--format", "json").data["written"]
    english = ready("report", "esimerkki", "-n", "--format", "json", "--lang", "en").data["written"]
    assert {item["language"] for item in both} == {"fi", "en"}
    assert {item["language"] for item in english} == {"en"}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--format", "sarif"], 2),
        (["--check", "--diff"], 2),
        (["--deliverable", "portfolo"], 4),
        (["--audience", "everybody"], 2),
        (["--output", "../elsewhere"], 4),
    ],
)
def test_report_refuses(ready: CommandLine, options: list[str], code: int) -> None:
    assert ready("report", *options).code == code


@pytest.fixture
def finished(innoenvi: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line in the rich sample, where the last decision about ``vesihuolto`` has been taken back."""
    innoenvi.folder = Path(shutil.copytree(samples_folder() / "innoenvi", tmp_path / "sample"))
    assert innoenvi("undo", "vesihuolto").code == 0
    return innoenvi


def test_the_last_gate_asks_how_it_ends(finished: CommandLine) -> None:
    nobody = finished("advance", "vesihuolto")
    assert nobody.code == 4
    assert "  → add --close or --new-cycle\n" in nobody.err
    answer = finished("advance", "vesihuolto", terminal=True, stdin="3\nnew\n1\ny\n")
    assert answer.code == 0, answer.err
    assert "1  close  the cycle is closed" in answer.err
    assert answer.err.count("there is no '") == 2
    status = finished("status", "vesihuolto", "--format", "json").data["miniclusters"][0]
    assert (status["state"], status["next"]) == ("completed", "innoenvi advance vesihuolto --new-cycle")
    assert finished("advance", "vesihuolto", "-y", "--new-cycle").code == 0
    assert finished("status", "vesihuolto", "--format", "json").data["miniclusters"][0]["cycle"] == 2


def test_the_decision_stands_when_its_deliverables_cannot_be_made(finished: CommandLine) -> None:
    templates = finished.folder / "templates"
    templates.mkdir()
    shutil.copytree(templates_folder(), templates, dirs_exist_ok=True)
    for template in templates.rglob("export-concept*"):
        template.write_text("{{ nothing_of_that_name }}", encoding="utf-8")
    options = ["advance", "vesihuolto", "-y", "--close", "--trust-templates"]
    answer = finished(*options)
    assert answer.code == 5
    assert "the decision stands, but its deliverables could not be made" in answer.err
    assert "then run innoenvi report vesihuolto" in answer.err
    assert finished("status", "vesihuolto", "--format", "json").data["miniclusters"][0]["state"] == "completed"
    assert finished("undo", "vesihuolto").code == 0
    as_json = finished(*options, "--format", "json")
    assert (as_json.code, as_json.data["unfinished"]["code"]) == (5, "template")
    assert finished("report", "vesihuolto").code == 0


@pytest.mark.parametrize("ending", ["--close", "--new-cycle"])
def test_what_an_interrupted_decision_names_makes_its_deliverables(
    finished: CommandLine, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    options = ["advance", "vesihuolto", "-y", ending]
    whole = set(finished(*options, "--format", "json").data["deliverables"])
    assert finished("undo", "vesihuolto").code == 0
    shutil.rmtree(finished.folder / "vesihuolto/deliverables")
    with monkeypatch.context() as patch:
        patch.setattr("innoenvi_cli.usecases.advance_phase.render", interrupted)
        answer = finished(*options)
    assert answer.code == 130
    assert answer.err.splitlines()[-2:] == [
        "innoenvi: interrupted: the decision stands, its deliverables are not all made",
        "  → make them: innoenvi report vesihuolto",
    ]
    assert finished("report", "vesihuolto").code == 0
    assert {path for path in whole if not (finished.folder / path).exists()} == set()


def test_an_interrupted_command_that_decided_nothing_says_no_more(
    ready: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("innoenvi_cli.usecases.advance_phase.apply_changes", interrupted)
    answer = ready("advance", "esimerkki", "-y", "--by", "hlo-01")
    assert (answer.code, answer.err.splitlines()[-1]) == (130, "interrupted")
    assert not log(ready).exists()


def test_undo_says_that_the_deliverables_say_what_held_before(ready: CommandLine) -> None:
    assert ready("advance", "esimerkki", "-y", "--by", "hlo-01").code == 0
    assert "make them anew: innoenvi report esimerkki\n" in ready("undo", "esimerkki").err


def test_report_says_why_it_made_nothing(innoenvi: CommandLine) -> None:
    assert innoenvi("report", "--check").err.splitlines() == [
        "no deliverable has been made yet, so none is stale",
        "→ next: innoenvi report",
    ]
    nothing = innoenvi("report", "vesi", "--deliverable", "interview-summary")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err.startswith("there is nothing to make yet: the records that these are made of are not there\n")
    dry = innoenvi("report", "vesi", "--deliverable", "definition-sheet", "-n", "--lang", "fi")
    assert dry.err == "1 tuotettava\n"


@pytest.mark.parametrize("option", ["--note", "--condition"])
def test_texts_that_hold_personal_data_are_warned_about_before_they_are_committed(
    option: str, ready: CommandLine
) -> None:
    rest = ["--owner", "hlo-01", "--due", "2026-12-31", "--decision", "conditional"] if option == "--condition" else []
    arguments = ["advance", "esimerkki", "-y", "--by", "hlo-01", option, "Soita 040 123 4567", *rest]
    for more in (["--dry-run"], []):
        answer = ready(*arguments, *more)
        assert answer.code == 0
        assert "seem to hold a telephone number, and phases.yaml goes into git" in answer.err
        assert "040" not in answer.err
    found = [item for item in ready("check", "--format", "json").data["findings"] if item["code"] == "IE310"]
    assert [item["file"] for item in found] == ["esimerkki/phases.yaml"]
    assert ready("undo", "esimerkki").code == 0
    assert ready("check").code == 0
