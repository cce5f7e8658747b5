"""What a shell is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer

from innoenvi_cli.cli.application import application
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.cli.completion import (
    complete_code,
    complete_meeting,
    complete_minicluster,
    complete_phase,
    complete_target,
)
from innoenvi_cli.cli.session import GlobalOptions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "innoenvi.yaml").write_text("format: 1\n", encoding="utf-8")
    for name in ("vesi", "valo", "ilma"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "minicluster.yaml").write_text("name: x\n", encoding="utf-8")
    (tmp_path / "vesi" / "trials").mkdir()
    (tmp_path / "vesi" / "trials" / "koe.yaml").write_text("id: koe\n", encoding="utf-8")
    for file in ("events/foorumi", "vesi/events/johtoryhma-1", "valo/targets/koulutus"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / f"{file}.yaml").write_text("id: [\n", encoding="utf-8")
    (tmp_path / "vanha").mkdir()
    monkeypatch.chdir(tmp_path / "ilma")
    return tmp_path


def context(*folders: str) -> typer.Context:
    options = GlobalOptions("en", folders=list(folders))
    return typer.Context(application("en"), obj=options)


def test_targets_of_the_minicluster_that_was_named(folder: Path) -> None:
    (folder / "vesi" / "targets").mkdir()
    for name in ("valvomo", "vuodot", "huolto"):
        (folder / "vesi" / "targets" / f"{name}.yaml").write_text("id: [\n", encoding="utf-8")
    ctx = context("..")
    ctx.params = {"minicluster": "vesi"}
    assert complete_target(ctx, "v") == ["valvomo", "vuodot"]
    for minicluster in ("..", "ilma", "", None):
        ctx.params = {"minicluster": minicluster}
        assert complete_target(ctx, "") == []


def test_miniclusters(folder: Path) -> None:
    assert complete_minicluster(context(), "v") == ["valo", "vesi"]
    assert complete_minicluster(context(".."), "i") == ["ilma"]


@pytest.mark.parametrize("name", ["$(id)", "a b", "v\n", "\x1b[2J", "vesi'", "Vesi", "v;id", "-v", "vesi-", "v:e"])
def test_what_is_no_id_is_not_offered(name: str, folder: Path) -> None:
    """The script of zsh evaluates what it is given."""
    (folder / name).mkdir()
    (folder / name / "minicluster.yaml").write_text("name: x\n", encoding="utf-8")
    (folder / "events" / f"{name}.yaml").write_text("id: x\n", encoding="utf-8")
    assert complete_minicluster(context(".."), "") == ["ilma", "valo", "vesi"]
    assert complete_meeting(context(".."), "") == ["events/foorumi"]


def test_a_folder_that_has_gone_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert complete_minicluster(context(), "") == []


def test_no_programme_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert complete_minicluster(context(), "") == []


def test_phases_and_codes() -> None:
    assert complete_phase("") == ["definition", "analysis", "fast_track", "selection", "planning", "export_concept"]
    assert complete_phase("exp") == ["export_concept"]
    assert complete_code("ie203") == [("IE203", "refers to nothing")]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("innoenvi che", ["check"]),
        ("innoenvi check v", ["valo", "vesi"]),
        ("innoenvi gate vesi --phase sel", ["selection"]),
        ("innoenvi check --format sa", ["sarif"]),
        ("innoenvi trace vesi tr", ["trials/"]),
        ("innoenvi trace vesi trials/k", ["trials/koe"]),
        ("innoenvi trace vesi ../", []),
        ("innoenvi prioritise valo --target k", ["koulutus"]),
        ("innoenvi prioritise --target k", []),
        ("innoenvi diff vesi --since events/j", ["events/johtoryhma-1"]),
        ("innoenvi diff vesi --since events/", ["events/foorumi", "events/johtoryhma-1"]),
        ("innoenvi diff --since ev", ["events/foorumi"]),
    ],
)
def test_in_bash(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, offered: list[str]
) -> None:
    monkeypatch.setenv("_INNOENVI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    with pytest.raises(SystemExit):
        run([])
    assert capsys.readouterr().out.split() == offered
