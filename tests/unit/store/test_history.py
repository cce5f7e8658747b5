"""Where records can lie in a commit, and what is never asked of git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.store.history import Blob, commit_of, files_at, is_record_place, laid_out

if TYPE_CHECKING:
    from pathlib import Path

PLACES = [
    "innoenvi.yaml",
    "development_paths.yaml",
    "events/foorumi.yaml",
    "organs.yaml",
    "vesi/minicluster.yaml",
    "vesi/members.yaml",
    "vesi/members/hydros-oy.yaml",
    "vesi/phases.yaml",
]
NO_PLACES = [
    "",
    "..",
    "../innoenvi.yaml",
    "vesi/../innoenvi.yaml",
    "vesi/members/../x.yaml",
    "vesi/members/..yaml",
    "vesi/members/.x.yaml",
    "vesi/members/Hydros.yaml",
    "vesi/members/a/b.yaml",
    "vesi/members/x.yml",
    "vesi\n/members/x.yaml",
    "vesi/members/x.yaml\n",
    "/etc/passwd",
    "private/members/x.yaml",
    "private/people.yaml",
    "salaiset/members/x.yaml",
    "vesi/salaiset/members.yaml",
    "deliverables/members/x.yaml",
    "members/x.yaml",
    "vesi/innoenvi.yaml",
    "vesi/deliverables/members.yaml",
]


@pytest.mark.parametrize("path", PLACES)
def test_records_lie_where_the_loader_looks_for_them(path: str) -> None:
    assert is_record_place(path, frozenset({"private"}))


@pytest.mark.parametrize("path", NO_PLACES)
def test_nothing_else_is_a_place_of_records(path: str) -> None:
    assert not is_record_place(path, frozenset({"private", "salaiset", "vesi/salaiset"}))


def test_an_object_that_git_lacks_stands_as_something_unreadable(tmp_path: Path) -> None:
    (tmp_path / "innoenvi.yaml").write_text("format: 1\nname: Koe\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=n", "-c", "user.email=n@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    files = files_at(tmp_path, commit_of(tmp_path, "HEAD"))
    assert list(files) == ["innoenvi.yaml"]
    lost = Blob("0" * 39 + "1", 10, is_plain=True)
    with laid_out(tmp_path, {"organs.yaml": lost, **files}, frozenset()) as folder:
        assert (folder / "innoenvi.yaml").read_text(encoding="utf-8") == "format: 1\nname: Koe\n"
        assert not (folder / "organs.yaml").is_file()
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
