"""Paths and names that lead elsewhere: refused with a sentence and the way out, and nothing is touched."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from pathlib import Path

import pytest
from effort import note, some

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_REFUSED

BASE = Path(__file__).parent.parent / "cases" / "base"
LONG, ENDLESS = "a" * 300, "a/" * 3_000
NO_MINICLUSTER = (
    "../x",
    "..",
    ".",
    "/etc",
    "puu/members",
    "./puu",
    "puu/",
    "~",
    "a\\b",
    "C:\\x",
    "PUU",
    "",
    LONG,
    "a\x1bb",
)
NO_NAME = (*NO_MINICLUSTER, "docs", "private", "con", "null", "-", "a--b", "1a", "ä", ".git", "git~1", "a" * 41)
NO_FOLDER = (
    "..", "../../x", "/tmp", "puu/../../x", "~", "~/x", "~anna", "a\\b", "C:x", "C:\\x", "\\\\s\\x", ".git", ".git/x",
    ".GIT/hooks", "git~1/x", "leads-out", "leads-out/x", "innoenvi.yaml", "pipe", LONG, ENDLESS,
)  # fmt: skip
COMMANDS = (
    *[(command, name) for command in ("check", "status", "report", "network", "prioritise", "trace", "interviews")
      for name in NO_MINICLUSTER],
    *[("gate", name) for name in NO_MINICLUSTER],
    *[("advance", name, "--yes", "--by", "hlo-1") for name in NO_MINICLUSTER],
    *[("undo", name) for name in NO_MINICLUSTER],
    *[("review", name, "--by", "hlo-1") for name in NO_MINICLUSTER],
    *[("add", "member", name, "--set", "name=A") for name in NO_MINICLUSTER],
    *[("new", "--", name) for name in NO_NAME],
    *[("report", "--output", name) for name in NO_FOLDER],
    *[("init", "uusi", "--sample", name) for name in ("../x", "/etc", "..", "innoenvi/..", LONG)],
    *[("init", name) for name in ("leads-out", "leads-nowhere", "innoenvi.yaml", "pipe", "/dev/null", ".", LONG)],
    *[("demo", "--keep", name) for name in ("leads-out", "leads-nowhere", "innoenvi.yaml", "pipe", "puu", LONG)],
    *[("-C", name, "check") for name in ("..", "no-such", "innoenvi.yaml", "pipe", "leads-nowhere", LONG, ENDLESS)],
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with links, a pipe and a folder beside it that nobody may touch."""
    folder = tmp_path_factory.mktemp("paths")
    shutil.copytree(BASE, folder / "hanke")
    (folder / "beside").mkdir()
    (folder / "beside" / "x.txt").write_text("nobody's business", encoding="utf-8")
    (folder / "hanke" / "leads-out").symlink_to(folder / "beside")
    (folder / "hanke" / "leads-nowhere").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "hanke" / "pipe")
    return folder / "hanke"


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    seen = {path: path.lstat() for path in sorted(folder.rglob("*"))}
    return {str(path): (found.st_mode, found.st_size, found.st_mtime_ns) for path, found in seen.items()}


def test_paths_that_lead_elsewhere_are_refused(root: Path) -> None:
    before = state(root.parent)
    for arguments in some(COMMANDS, 100):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--lang", "en", *arguments])
        said = err.getvalue()
        assert code == EXIT_REFUSED, (arguments, code, out.getvalue()[:300], said)
        lines = said.strip("\n").split("\n")
        assert lines[0].startswith("innoenvi: "), (arguments, said)
        assert lines[1].startswith("  → "), (arguments, said)
        assert len(lines) == 2, (arguments, said)
        assert "\x1b" not in said, (arguments, said)
        assert state(root.parent) == before, arguments
    note("paths that lead elsewhere", commands=len(some(COMMANDS, 100)), refused=len(some(COMMANDS, 100)))
