"""What the commands print, and the logs they leave, hold nothing of the private folder; logs hold no record text either.

Commands are the consultants' tools: records may show in them. Only differences of deliverables keep to their audience.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from canaries import RICH, SECRET, WORD, Aviary, build, read_all

from innoenvi_cli.cli.application import COMMANDS
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.deliverables.audiences import AUDIENCES

if TYPE_CHECKING:
    from pathlib import Path

CSV = "name,kind,country\nUusi Yritys Oy,company,FI\n"
# What each command is tried with; a new command has to be added here.
TRIED: dict[str, list[list[str]]] = {
    "demo": [],  # shows a copy of the shipped sample
    "init": [["init", "{elsewhere}"]],
    "new": [["new", "uusi", "--dry-run"]],
    "add": [["add", "member", RICH, "--set", "name=Uusi Oy", "--set", "kind=company", "--dry-run"]],
    "import": [["import", "members", "{csv}", RICH, "--dry-run", "--diff"]],
    "check": [["check"], *(["check", "--format", form] for form in ("github", "gitlab", "junit", "sarif"))],
    "status": [["status"]],
    "gate": [["gate", RICH], ["gate", RICH, "--phase", "analysis"]],
    "advance": [["advance", RICH, "--dry-run", "--diff", "--yes", "--close", "--decision", "conditional"]],
    "review": [["review", RICH, "--gate", "analysis", "--by", "hlo-01"]],
    "undo": [["undo", RICH]],
    "path": [["path"], ["path", RICH, "--over-time"]],
    "network": [["network", RICH], ["network", RICH, "--competence", "kanari"]],
    "money": [["money"], ["money", "--de-minimis"]],
    "diff": [["diff", "--since", "HEAD"]],
    "report": [
        ["report", "--all", "--dry-run", "--diff"],
        ["report", "--names", "--deliverable", "definition-sheet"],
        ["report", "--names", "--deliverable", "definition-sheet", "--dry-run", "--diff"],
        ["report", "--all"],
        ["report", "--check"],
    ],
    "prioritise": [["prioritise", RICH]],
    "interviews": [["interviews", RICH], ["interviews", RICH, "--code", "ostoprosessi"]],
    "trace": [["trace", RICH], ["trace", RICH, "targets/yllapitosopimus"]],
    "schema": [["schema"]],
    "explain": [["explain", "member"]],
    "doctor": [["doctor"]],
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Aviary:
    """The planted programme in a repository, changed since its commit."""
    aviary = build(tmp_path_factory.mktemp("aviary") / "innoenvi")
    (aviary.root / ".gitignore").write_text("private/\n", encoding="utf-8")
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=aviary.root, check=True, capture_output=True)
    member = next((aviary.root / RICH / "members").glob("*.yaml"))
    member.write_text(member.read_text(encoding="utf-8") + "municipality: Toisaalla\n", encoding="utf-8")
    return aviary


@pytest.fixture
def aviary(planted: Aviary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Aviary:
    root = shutil.copytree(planted.root, tmp_path / "innoenvi")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "register.csv").write_text(CSV, encoding="utf-8")
    return Aviary(root, planted.canaries, planted.project)


def said(aviary: Aviary, arguments: list[str], monkeypatch: pytest.MonkeyPatch, *more: str) -> str:
    """What a command writes to both streams."""
    tmp = aviary.root.parent
    filled = [word.format(elsewhere=tmp / "toinen", csv=tmp / "register.csv") for word in arguments]
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        run(["-C", str(aviary.root), "--no-input", *more, *filled])
    return "".join(_text(stream) for stream in (out, err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def logs(aviary: Aviary) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (aviary.root.parent / "state").rglob("*.log"))


def test_every_command_is_tried() -> None:
    assert set(TRIED) == {entry.name for entry in COMMANDS}


@pytest.mark.parametrize("name", TRIED)
def test_no_command_tells_of_the_private_folder(name: str, aviary: Aviary, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in TRIED[name]:
        told = said(aviary, arguments, monkeypatch, "--debug", "--verbose", "--lang", "fi")
        if "--format" not in arguments:
            told += said(aviary, [*arguments, "--format", "json"], monkeypatch, "--debug", "--lang", "en")
        assert told
        assert not SECRET.search(told.encode()), arguments
        assert "Traceback" not in told
    assert not WORD.search(logs(aviary))
    assert not SECRET.search(logs(aviary).encode())


@pytest.mark.parametrize("place", ["render_deliverables.load", "render_deliverables.plan", "press.Facts"])
def test_a_crash_log_quotes_no_record(place: str, aviary: Aviary, monkeypatch: pytest.MonkeyPatch) -> None:
    word = next(iter(aviary.canaries))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"{word} salakan001") from ValueError(word, {"salakan002": word})

    monkeypatch.setattr(f"innoenvi_cli.usecases.{place}", fail)
    told, kept = said(aviary, ["report"], monkeypatch, "--debug"), logs(aviary)
    assert "RuntimeError" in kept
    assert "ValueError" in kept
    for text in (told, kept):
        assert not WORD.search(text)
        assert not SECRET.search(text.encode())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_names_stand_in_the_private_folder_alone(
    audience: str, aviary: Aviary, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path for path in aviary.root.rglob("*") if path.is_file()}
    told = said(
        aviary, ["report", RICH, "--names", "--deliverable", "definition-sheet", "--audience", audience], monkeypatch
    )
    made = {path for path in aviary.root.rglob("*") if path.is_file()} - before
    assert all(path.relative_to(aviary.root).parts[0] == "private" for path in made)
    assert bool(made) == (audience in {"consultants", "core_group"}), told
    assert any(SECRET.search(read_all(path).encode()) for path in made) == bool(made), "they do hold names"
