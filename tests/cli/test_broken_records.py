"""What the commands say where records, the log of decisions or innoenvi.yaml are there and cannot be read."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.advance_phase import AdvanceRequest, advance_phase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandLine

NAME = "esimerkki"
LOG = f"{NAME}/phases.yaml"
# What hands and tools do to a file: each must leave the phase unknown.
DAMAGES: Final[dict[str, Callable[[str], str]]] = {
    "a date as people write it": lambda text: text.replace("date: 20", "date: 1.2.20", 1),
    "a tab": lambda text: text.replace("entries:\n", "entries:\n\t# \n", 1),
    "marks of a merge": lambda text: text.replace("entries:\n", "<<<<<<< HEAD\nentries:\n=======\n>>>>>>> x\n", 1),
    "a key twice": lambda text: f"{text}entries: []\n",
}


@pytest.fixture(scope="module")
def advanced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest sample, in phase 2, with the documents of phase 1."""
    root = shutil.copytree(samples_folder() / "minimal", tmp_path_factory.mktemp("advanced") / "minimal")
    result = advance_phase(root, AdvanceRequest(NAME, by="hlo-01"), environ={})
    assert result.report is not None
    return root


@pytest.fixture
def ready(innoenvi: CommandLine, advanced: Path, tmp_path: Path) -> CommandLine:
    innoenvi.folder = shutil.copytree(advanced, tmp_path / "copy")
    return innoenvi


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def damage(ready: CommandLine, path: str, how: str = "a tab") -> None:
    place = ready.folder / path
    text = place.read_text(encoding="utf-8")
    broken = DAMAGES[how](text) if path == LOG else f"{text}\tx: y\n"
    assert broken != text
    place.write_text(broken, encoding="utf-8")


def one_member(ready: CommandLine) -> str:
    """Return the path of a member that gate 1 was judged on."""
    text = (ready.folder / LOG).read_text(encoding="utf-8")
    return min(
        path.relative_to(ready.folder).as_posix()
        for path in (ready.folder / NAME / "members").glob("*.yaml")
        if f"participants:members/{path.stem}" in text
    )


# The log of decisions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", DAMAGES)
def test_without_the_log_nobody_is_told_a_phase(ready: CommandLine, how: str) -> None:
    damage(ready, LOG, how)
    status = ready("status")
    assert status.code == 0
    reason = "phase unknown: esimerkki/phases.yaml cannot be read; restore it from git"
    assert status.out == f"esimerkki: {reason} → innoenvi check esimerkki\n"
    data = ready("status", "--format", "json").data["miniclusters"][0]
    assert (data["phase"], data["cycle"], data["state"]) == (None, None, None)
    assert data["gate"] == {"open": False, "met": 0, "total": 0, "missing": []}
    assert data["next"] == "innoenvi check esimerkki"


def test_a_terminal_shows_neither_phase_nor_state(ready: CommandLine) -> None:
    damage(ready, LOG)
    shown = " ".join(ready("status", terminal=True).out.split())
    assert "unknown: esimerkki/phases.yaml cannot be read; restore it from git" in shown
    assert "active" not in shown
    assert "cycle" not in shown
    assert "█" not in shown


@pytest.mark.parametrize("phase", [None, "analysis"])
def test_every_gate_is_closed_for_that_one_reason(ready: CommandLine, phase: str | None) -> None:
    damage(ready, LOG, "a date as people write it")
    options = ("gate", NAME, *(("--phase", phase) if phase else ()))
    answer = ready(*options)
    assert answer.code == 1
    first, second = answer.out.splitlines()
    assert first == "esimerkki: phases.yaml cannot be read, so nobody knows the phase: every gate stays closed"
    assert second.startswith("esimerkki/phases.yaml:")
    assert " is not a date (restore it from git: " in second
    data = ready(*options, "--format", "json").data
    assert (data["phase"], data["cycle"], data["open"], data["criteria"]) == (phase, None, False, [])
    assert "phases.yaml cannot be read" in data["reason"]
    (issue,) = json.loads(ready(*options, "--format", "gitlab").out)
    assert issue["location"]["path"] == LOG


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize(
    "command",
    [
        ("undo", NAME),
        ("advance", NAME, "-y", "--by", "hlo-01"),
        ("advance", NAME, "-y", "--by", "hlo-01", "--decision", "hold"),
        ("review", NAME, "--by", "hlo-01"),
        ("review", NAME, "--gate", "definition", "--by", "hlo-01"),
    ],
    ids=" ".join,
)
def test_nothing_is_decided_or_taken_back(ready: CommandLine, command: tuple[str, ...], how: str) -> None:
    damage(ready, LOG, how)
    before = tree(ready.folder)
    answer = ready(*command)
    assert (answer.code, answer.out) == (4, "")
    assert "phases.yaml is not as innoenvi left it" in answer.err
    assert "restore it from git" in answer.err
    assert tree(ready.folder) == before


@pytest.mark.parametrize("options", [(), (NAME,), ("--all",), ("--check",), ("--force",), ("--dry-run",)], ids=" ".join)
@pytest.mark.parametrize(
    ("path", "unknown"), [(LOG, "nobody knows the phase"), ("innoenvi.yaml", "nobody knows the name")]
)
def test_no_document_says_what_nobody_knows(
    ready: CommandLine, options: tuple[str, ...], path: str, unknown: str
) -> None:
    """The documents of before stay, byte for byte."""
    damage(ready, path)
    before = tree(ready.folder)
    answer = ready("report", *options)
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.startswith(f"innoenvi: {path}:")
    assert "a tab character" in answer.err
    assert unknown in answer.err
    assert tree(ready.folder) == before
    assert any(name.endswith("manifest.json") for name in before)


def test_the_documents_of_another_minicluster_can_be_made(ready: CommandLine) -> None:
    shutil.copytree(
        ready.folder / NAME,
        ready.folder / "toinen",
        ignore=shutil.ignore_patterns("deliverables", "phases.yaml"),
    )
    damage(ready, LOG)
    assert ready("report", "toinen", "--deliverable", "definition-sheet").code == 0
    assert ready("report").code == 4
    assert ready("report", "--deliverable", "portfolio", "toinen").code == 4


# innoenvi.yaml -------------------------------------------------------------------------------------------------------


def test_without_the_programmes_record_no_gate_looks_green(ready: CommandLine) -> None:
    damage(ready, "innoenvi.yaml")
    piped = ready("status")
    assert piped.code == 0
    assert ", gates unknown: innoenvi.yaml cannot be read, " in piped.out
    assert "0/0" not in piped.out
    shown = ready("status", terminal=True).out
    assert "█" not in shown
    assert "0/0" not in shown
    assert "unknown: innoenvi.yaml cannot be read" in shown
    gate = ready("gate", NAME)
    assert gate.code == 1
    assert "0 of 0" not in gate.out
    shown = ready("gate", NAME, terminal=True).out
    assert "░ ?" in re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert ready("gate", NAME, "--format", "json").data["reason"].startswith("innoenvi.yaml cannot be read")


@pytest.mark.parametrize("waived", [(), ("--waive", "records", "--reason", "x"), ("--waive", "trial", "--reason", "x")])
def test_no_way_is_offered_past_gates_that_nobody_knows(ready: CommandLine, waived: tuple[str, ...]) -> None:
    damage(ready, "innoenvi.yaml")
    answer = ready("advance", NAME, "-y", "--by", "hlo-01", *waived)
    assert answer.code == 1
    assert answer.err == "✗ the gate is closed; nothing was changed\n→ mend what innoenvi check reports\n"


# Other records -------------------------------------------------------------------------------------------------------


def test_a_broken_record_is_told_once(ready: CommandLine) -> None:
    member = one_member(ready)
    damage(ready, member)
    checked = ready("check")
    assert [line.split(" ")[1] for line in checked.out.splitlines() if " error" in line] == ["IE013"]
    assert "IE501" not in checked.out
    gate = ready("gate", NAME, "--phase", "definition", "--format", "json").data
    shut = {item["id"]: item["evidence"] for item in gate["criteria"] if item["severity"] == "must" and not item["met"]}
    assert [place["file"] for place in shut["records"]] == [member]
    assert "suspects" not in shut
    assert not gate["open"]


@pytest.mark.parametrize("decision", [(), ("--decision", "conditional", "--condition", "x", "--owner", "hlo-01")])
def test_past_broken_records_there_is_no_other_way(ready: CommandLine, decision: tuple[str, ...]) -> None:
    damage(ready, one_member(ready))
    due = ("--due", "2099-01-01") if decision else ()
    answer = ready("advance", NAME, "-y", "--by", "hlo-01", *decision, *due)
    assert answer.code == 1
    assert answer.err == "✗ the gate is closed; nothing was changed\n→ mend what innoenvi check reports\n"


def test_past_suspect_gates_there_is_only_their_review(ready: CommandLine) -> None:
    member = ready.folder / one_member(ready)
    member.write_text(
        member.read_text(encoding="utf-8").replace("kind: company", "kind: association"), encoding="utf-8"
    )
    assert "IE501" in ready("check").out
    answer = ready("advance", NAME, "-y", "--by", "hlo-01")
    assert answer.err.splitlines()[1] == "→ judge the earlier gates again first: innoenvi review esimerkki"


def test_a_review_sends_nobody_to_undo_over_a_broken_record(ready: CommandLine) -> None:
    damage(ready, one_member(ready))
    answer = ready("review", NAME, "--gate", "definition", "--by", "hlo-01")
    assert answer.code == 1
    assert "undo" not in answer.err
    assert answer.err.endswith("→ mend what innoenvi check reports; perhaps no review is needed then\n")


def test_undo_is_offered_for_the_last_decision_alone(ready: CommandLine) -> None:
    path = ready.folder / NAME / "minicluster.yaml"
    before, _, after = path.read_text(encoding="utf-8").partition("scope_out:\n")
    path.write_text(before + after[after.index("coordinator:") :], encoding="utf-8")
    options = ("review", NAME, "--gate", "definition", "--by", "hlo-01")
    assert ready(*options).err.endswith("or take the decision back: innoenvi undo esimerkki\n")
    assert ready("advance", NAME, "-y", "--by", "hlo-01", "--decision", "hold").code == 0
    assert ready(*options).err.endswith("→ meet what is to be done, then review again\n")


def test_a_decision_is_not_taken_back_while_what_it_judged_cannot_be_read(ready: CommandLine) -> None:
    member = one_member(ready)
    damage(ready, member)
    before = tree(ready.folder)
    answer = ready("undo", NAME)
    assert answer.code == 4
    assert "cannot be read now: members/" in answer.err
    assert tree(ready.folder) == before


def test_a_trace_says_of_a_broken_record_that_it_cannot_be_read(ready: CommandLine) -> None:
    member = one_member(ready)
    damage(ready, member)
    address = member.removeprefix(f"{NAME}/").removesuffix(".yaml")
    for name in (address, member, address.replace("members/", "member/")):
        answer = ready("trace", NAME, name)
        assert answer.code == 4
        assert f"'{address}' cannot be read now: {member}:" in answer.err
        assert "did you mean" not in answer.err
    (ready.folder / NAME / "trials.yaml").write_text("trials:\n\t- id: koe\n", encoding="utf-8")
    assert (
        "'trials/koe' may stand in what cannot be read now: esimerkki/trials.yaml:2:1"
        in ready("trace", NAME, "trials/koe").err
    )


def test_documents_made_without_a_broken_record_say_so_on_the_way(ready: CommandLine) -> None:
    warning = "the files read hold one error, so documents may lack something: innoenvi check"
    options = ("report", NAME, "--deliverable", "definition-sheet")
    assert ready(*options, "--format", "json").data["warnings"] == []
    damage(ready, one_member(ready))
    assert ready(*options, "--dry-run", "--format", "json").data["warnings"] == [warning]
    assert ready(*options, "--check", "--format", "json").data["warnings"] == [warning]
    answer = ready(*options)
    assert answer.code == 0
    assert answer.err.splitlines()[0] == warning
