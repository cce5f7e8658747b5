"""What git is asked about a programme."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.store.repository import git_version, may_skip_files, tracked_files, would_take

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GIT_DIR", raising=False)
    monkeypatch.delenv("GIT_INDEX_FILE", raising=False)
    (tmp_path / "hanke å/private").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    return tmp_path / "hanke å"


def test_tracked_files_are_named_from_the_programme_down(repository: Path) -> None:
    (repository / "private/people.yaml").write_text("x", encoding="utf-8")
    (repository / "private/ä b.yaml").write_text("x", encoding="utf-8")
    (repository / "private-not.yaml").write_text("x", encoding="utf-8")
    assert tracked_files(repository, repository / "private") == ()
    git(repository, "add", ".")
    assert tracked_files(repository, repository / "private") == ("private/people.yaml", "private/ä b.yaml")


def test_a_folder_is_no_pattern(repository: Path) -> None:
    (repository / "private/people.yaml").write_text("x", encoding="utf-8")
    git(repository, "add", ".")
    assert tracked_files(repository, repository / "priv*") == ()
    assert tracked_files(repository, repository / ":(top)") == ()


def test_ignored(repository: Path) -> None:
    asked = ("b/c.md", "a.md")
    assert would_take(repository, repository / "private", asked) == asked
    (repository / ".gitignore").write_text("private/*\n!private/b\n", encoding="utf-8")
    assert would_take(repository, repository / "private", asked) == ("b/c.md",)
    (repository / ".gitignore").write_text("private/\n", encoding="utf-8")
    assert would_take(repository, repository / "private", asked) == ()


def test_outside_a_repository_git_holds_nothing(tmp_path: Path) -> None:
    assert tracked_files(tmp_path, tmp_path / "private") == ()
    assert would_take(tmp_path, tmp_path / "private", ("x",)) == ()


def test_no_program_of_the_repository_is_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n", encoding="utf-8")
    trap.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(trap))
    tracked_files(repository, repository / "private")
    would_take(repository, repository / "private", ("x",))
    assert not (tmp_path / "sprung").exists()


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert git_version() is not None
    monkeypatch.setenv("PATH", "")
    assert git_version() is None
    assert tracked_files(repository, repository / "private") is None, "nobody can tell"
    assert would_take(repository, repository / "private", ("x",)) is None


def test_whether_git_may_leave_files_out_is_told_from_its_index(repository: Path) -> None:
    top = repository.parent
    assert may_skip_files(repository) is False, "there is no index yet"
    (repository / "a.yaml").write_text("x", encoding="utf-8")
    git(repository, "add", ".")
    assert may_skip_files(repository) is False
    (top / ".git/sharedindex.0").touch()  # half of the index stands there: it may hold the marks
    assert may_skip_files(repository) is True
    (top / ".git/sharedindex.0").unlink()
    git(repository, "update-index", "--skip-worktree", "a.yaml")
    assert may_skip_files(repository) is True
    (top / ".git/index").unlink()
    (top / ".git/index").mkdir()
    assert may_skip_files(repository) is True, "git may know what to make of it"
    assert may_skip_files(top.parent) is False
