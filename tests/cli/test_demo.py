"""``innoenvi demo``: the whole method, through the public commands."""

from __future__ import annotations

import shlex
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from innoenvi_cli.cli.public_commands import advance_arguments
from innoenvi_cli.model.phases import Condition, PhaseEntry, Waiver
from innoenvi_cli.usecases.replay_history import request_of

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import CommandLine

GATES = ["definition", "analysis", "selection", "planning", "fast_track", "export_concept"]


def test_the_demo(innoenvi: CommandLine, tmp_path: Path) -> None:
    innoenvi.folder = tmp_path
    answer = innoenvi("demo", "--keep", "koe ä")
    assert answer.code == 0, answer.err
    assert answer.err == ""
    lines = answer.out.splitlines()
    assert [line.split()[4] for line in lines if line.startswith("$ innoenvi gate ")] == ["--phase"] * 6
    assert sum(" musts met" in line for line in lines) == 6
    assert "✓ everything lies in koe ä" in lines
    for line in lines:
        if line.startswith("  → look at "):
            assert (tmp_path / "koe ä" / line.removeprefix("  → look at ")).is_file()
    tried = [line.removeprefix("  → try innoenvi ") for line in lines if line.startswith("  → try ")]
    assert [innoenvi(*shlex.split(command)).code for command in tried] == [1, 0, 0]
    innoenvi.folder = tmp_path / "koe ä"
    assert innoenvi("check").code == 0
    assert innoenvi("report", "--check").code == 0
    innoenvi.folder = tmp_path
    assert innoenvi("demo", "--keep", "koe ä").code == 4


def test_the_demo_as_json_in_a_folder_of_its_own(
    innoenvi: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    answer = innoenvi("demo", "--format", "json")
    assert (answer.code, answer.kind) == (0, "demo")
    assert [gate["phase"] for gate in answer.data["gates"]] == GATES
    assert all(gate["open"] for gate in answer.data["gates"])
    folder = Path(answer.data["folder"])
    assert folder.parent == tmp_path / "temporary"
    assert all((folder / path).is_file() for path in answer.data["deliverables"])
    assert any("portfolio" in path for path in answer.data["deliverables"])
    assert answer.data["totals"]["miniclusters"] == 6


def test_a_decision_as_the_arguments_that_make_it() -> None:
    entry = PhaseEntry.model_construct(
        kind="decision",
        cycle=1,
        gate="analysis",
        to="selection",
        decision="conditional",
        date=date(2026, 2, 3),
        by="hlo-01",
        meeting=None,
        note="-n on alku",
        ending=None,
        condition=Condition.model_validate({"text": "rajaus", "owner": "hlo-02", "due": "2026-09-01"}),
        waivers=(Waiver.model_validate({"criterion": "swot", "reason": "myöhemmin", "by": "hlo-01"}),),
    )
    assert advance_arguments(request_of("vesi", entry)) == (
        "advance", "vesi", "-y", "--from", "analysis", "--as-of", "2026-02-03", "--by", "hlo-01",
        "--decision", "conditional", "--note", "-n on alku", "--waive", "swot", "--reason", "myöhemmin",
        "--condition", "rajaus", "--owner", "hlo-02", "--due", "2026-09-01",
    )  # fmt: skip
