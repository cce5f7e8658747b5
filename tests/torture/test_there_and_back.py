"""What is taken back leaves no trace, and what is done twice is done once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from cases import ADVANCE, BY_NAME, CONDITION, begin, differences
from effort import FULL, note
from faults import in_child, tree, warm_up

from innoenvi_cli.errors import EXIT_OK, EXIT_UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DECISIONS: tuple[tuple[str, ...], ...] = (
    ADVANCE,
    (*ADVANCE, "--decision", "hold", "--note", 'Rahoitus: "auki", #1'),
    (*ADVANCE, *CONDITION),
    (*ADVANCE, "--decision", "stop"),
    (*ADVANCE, "--decision", "recycle", "--to", "definition"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "logs"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    warm_up()
    place = tmp_path / "work"
    yield place
    shutil.rmtree(place, ignore_errors=True)


def innoenvi(folder: Path, *arguments: str) -> int:
    code: int = in_child(folder, ("-C", "hanke", *arguments))[0]
    return code


def records(folder: Path) -> dict[str, bytes | None]:
    return {name: held for name, held in tree(folder).items() if "/deliverables" not in name}


@pytest.mark.parametrize("decision", DECISIONS if FULL else DECISIONS[:2], ids=lambda words: words[-1])
def test_a_decision_taken_back_leaves_no_trace_in_the_records(folder: Path, decision: tuple[str, ...]) -> None:
    begin(BY_NAME["advance"], folder)
    before = records(folder)
    assert innoenvi(folder, *decision) == EXIT_OK
    assert records(folder) != before
    assert innoenvi(folder, "undo", "esimerkki") == EXIT_OK
    assert records(folder) == before
    note("decisions taken back", decisions=1, files=len(before), different=0)


def test_what_is_done_twice_is_done_once(folder: Path) -> None:
    begin(BY_NAME["advance"], folder)
    decision = (*ADVANCE, "--from", "definition")
    assert innoenvi(folder, *decision) == EXIT_OK
    once = tree(folder)
    assert innoenvi(folder, *decision) == EXIT_UNFINISHED
    assert differences(tree(folder), once) == []
    hold = (*ADVANCE, "--decision", "hold")
    assert innoenvi(folder, *hold) == EXIT_OK
    once = tree(folder)
    assert innoenvi(folder, *hold) == EXIT_OK
    assert differences(tree(folder), once) == []


def test_a_second_report_touches_nothing(folder: Path) -> None:
    begin(BY_NAME["report"], folder)
    assert innoenvi(folder, "report", "--all") == EXIT_OK
    once = {path: path.stat().st_ino for path in sorted(folder.rglob("*"))}
    assert innoenvi(folder, "report", "--all") == EXIT_OK
    assert {path: path.stat().st_ino for path in sorted(folder.rglob("*"))} == once
