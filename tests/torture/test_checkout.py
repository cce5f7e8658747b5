"""Git leaves records out of the checkout: nothing false is said or done for want of them, and a whole one costs nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from effort import FULL, note, some
from programmes import DAY, OTHER, PUU, quietly, small_programme

from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED, RefusedError
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store import repository
from innoenvi_cli.store.loader import load
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.loading import refuse_partial

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAMPLE: Final = samples_folder() / "innoenvi"
FEW: Final = 24


def git(root: Path, *arguments: str) -> bytes:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    return subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True).stdout


@pytest.fixture(autouse=True)
def _plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


def tracked(root: Path) -> Path:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "-m", "x")
    return root


def findings(root: Path, *miniclusters: str) -> set[str]:
    found = check_records(root, miniclusters=miniclusters, environ={"INNOENVI_AS_OF": DAY}).findings
    return {f"{finding.code} {finding.location}" for finding in found}


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def records(root: Path) -> list[str]:
    return sorted(path for path in contents(root) if path.endswith(".yaml") and path != "innoenvi.yaml")


@pytest.mark.parametrize("sample", [*(["innoenvi"] if FULL else []), "small"])
def test_no_record_that_is_left_out_makes_a_false_finding(sample: str, tmp_path: Path) -> None:
    """Each record is left out once, alone; all that the check says more is that."""
    root = tmp_path / "hanke"
    if sample == "small":
        small_programme(root)
    else:
        shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("deliverables", "private"))
    tracked(root)
    before = findings(root)
    tried = some(records(root), FEW)
    false: list[str] = []
    for path in tried:
        git(root, "update-index", "--skip-worktree", path)
        content = (root / path).read_bytes()
        (root / path).unlink()
        after = findings(root)
        if f"IE030 {path}:1:1" not in after or len(after - before) != 1:
            false.append(f"{path}: {sorted(after - before)}")
        with pytest.raises(RefusedError, match=f"{path} is not checked out"):
            refuse_partial(load(root))
        (root / path).write_bytes(content)
        git(root, "update-index", "--no-skip-worktree", path)
    note("records left out", records=len(tried), false_findings=len(false))
    assert false == []
    assert findings(root) == before


# How git leaves them out ---------------------------------------------------------------------------------------------


def by_folders(root: Path) -> Path:
    git(root, "sparse-checkout", "set", "--cone", OTHER)
    return root


def by_patterns(root: Path) -> Path:
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/puu/members/", "!/puu/minicluster.yaml")
    return root


def with_a_sparse_index(root: Path) -> Path:
    git(root, "sparse-checkout", "set", "--cone", "--sparse-index", OTHER)
    return root


def with_a_split_index(root: Path) -> Path:
    git(root, "sparse-checkout", "set", "--cone", OTHER)
    git(root, "update-index", "--split-index")
    return root


def with_a_split_index_that_holds_no_mark(root: Path) -> Path:
    """The marks may be in the shared part alone, and what changes since in the index itself."""
    git(root, "sparse-checkout", "set", "--cone", OTHER)
    git(root, "-c", "splitIndex.maxPercentChange=100", "update-index", "--split-index")
    (root / "uusi.txt").write_text("x", encoding="utf-8")
    git(root, "-c", "splitIndex.maxPercentChange=100", "add", "uusi.txt")
    return root


def with_a_later_index(root: Path) -> Path:
    git(root, "update-index", "--index-version", "4")
    return by_folders(root)


def in_a_worktree(root: Path) -> Path:
    place = root.parent / "toinen"
    git(root, "worktree", "add", "-q", str(place))
    return by_folders(place)


def in_a_submodule(root: Path) -> Path:
    top = root.parent / "top"
    top.mkdir()
    git(top, "init", "-q")
    git(top, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(root), "hanke")
    return by_folders(top / "hanke")


def below_the_top(root: Path) -> Path:
    shutil.rmtree(root / ".git")
    top = root.parent / "top"
    top.mkdir()
    root.rename(top / "hanke")
    tracked(top)
    git(top, "sparse-checkout", "set", "--cone", f"hanke/{OTHER}")
    return top / "hanke"


def marked_by_hand(root: Path) -> Path:
    paths = [path for path in records(root) if path.startswith((f"{PUU}/", "events/"))]
    git(root, "update-index", "--skip-worktree", *paths)
    for path in paths:
        (root / path).unlink()
    return root


WRITING: Final = [
    ["advance", PUU, "--by", "hlo-01", "--decision", "hold", "--note", "x", "--yes"],
    ["review", PUU, "--by", "hlo-01"], ["review", PUU, "--gate", "definition", "--by", "hlo-01"], ["undo", PUU],
    ["report"], ["report", PUU], ["report", "--check"], ["import", "members", "../r.csv", PUU],
    ["add", "member", PUU, "--set", "name=A Oy", "--set", "kind=company"], ["diff", "--since", "HEAD"],
]  # fmt: skip


@pytest.mark.parametrize(
    "leave_out",
    [
        by_folders, by_patterns, with_a_sparse_index, with_a_split_index, with_a_split_index_that_holds_no_mark,
        with_a_later_index, in_a_worktree, in_a_submodule, below_the_top, marked_by_hand,
    ],
)  # fmt: skip
def test_however_git_leaves_records_out_nothing_is_decided_or_made_without_them(
    leave_out: Callable[[Path], Path], tmp_path: Path
) -> None:
    root = tracked(small_programme(tmp_path / "hanke"))
    whole = findings(root)
    root = leave_out(root)
    (root.parent / "r.csv").write_text("nimi;laji;maa\nEnsimmäinen Oy;yritys;FI\n", encoding="utf-8")
    absent = [path for path in git(root, "ls-files").decode().split() if not (root / path).exists()]
    first = min(path for path in absent if path.endswith(".yaml"))
    assert findings(root) - whole == {f"IE030 {first}:1:1"}
    before = contents(root)
    refused = 0
    for command in WRITING:
        code, _ = quietly(root, *command)
        assert code == EXIT_REFUSED, command
        refused += 1
    assert quietly(root, "new", PUU)[0] == EXIT_REFUSED, "it exists for all others"
    for command in (["gate", PUU], ["gate", PUU, "--phase", "definition"], ["check"], ["check", PUU]):
        assert quietly(root, *command)[0] == EXIT_NO, command
    assert contents(root) == before
    note(f"left out: {leave_out.__name__}", records=len(absent), commands_refused=refused, false_findings=0)


def test_a_minicluster_that_is_here_as_a_whole_can_be_worked_on(tmp_path: Path) -> None:
    root = tracked(small_programme(tmp_path / "hanke"))
    git(root, "sparse-checkout", "set", "--no-cone", "/*", f"!/{PUU}/")
    assert not (root / PUU).exists()
    assert findings(root, OTHER) == set()
    assert quietly(root, "report", OTHER)[0] == EXIT_OK
    assert quietly(root, "add", "member", OTHER, "--set", "name=A Oy", "--set", "kind=company")[0] == EXIT_OK
    assert quietly(root, "check")[0] == EXIT_NO


def test_the_way_out_that_the_finding_names_is_one(tmp_path: Path) -> None:
    for leave_out in (by_folders, by_patterns, marked_by_hand):
        root = tracked(small_programme(tmp_path / leave_out.__name__))
        before, whole = contents(root), findings(root)
        leave_out(root)
        assert any(found.startswith("IE030") for found in findings(root))
        git(root, "sparse-checkout", "disable")
        assert contents(root) == before
        assert findings(root) == whole


def test_what_is_deleted_or_not_yet_added_is_no_such_thing(tmp_path: Path) -> None:
    root = tracked(small_programme(tmp_path / "hanke"))
    (root / "puu/members/sahayhtio.yaml").unlink()
    assert not any(found.startswith("IE030") for found in findings(root))
    git(root, "add", "-A")
    git(root, "update-index", "--index-version", "4")
    git(root, "update-index", "--skip-worktree", "puu/members/talotehdas.yaml")  # marked, and here all the same
    assert not any(found.startswith("IE030") for found in findings(root))


# What it costs -------------------------------------------------------------------------------------------------------


def test_a_whole_checkout_is_read_without_asking_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question costs some milliseconds of every command. The check puts three, where the private folder exists."""
    root = tracked(small_programme(tmp_path / "hanke"))
    (root / ".gitignore").write_text("private/\n", encoding="utf-8")
    (root / "private").mkdir()
    asked: list[str] = []

    def counted(at: Path, *arguments: str, given: bytes | None = None, may_be_none: bool = False) -> bytes | None:
        asked.append(arguments[0])
        return ask(at, *arguments, given=given, may_be_none=may_be_none)

    ask = repository.ask_git
    for module in ("repository", "checkout", "unmerged"):
        monkeypatch.setattr(f"innoenvi_cli.store.{module}.ask_git", counted)
    load(root)
    assert asked == []
    findings(root)
    assert sorted(asked) == ["check-ignore", "ls-files", "ls-files"]
    by_folders(root)
    asked.clear()
    load(root)
    assert asked == ["ls-files"]
