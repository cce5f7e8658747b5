"""Paths and names that lead elsewhere: refused with a sentence and the way out, and nothing is touched.

They come as arguments of a command, in the manifest and in the links of a pull request, and in the index of git.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from effort import note, some

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED, UnsafePathError
from innoenvi_cli.store.loader import load
from innoenvi_cli.usecases.check_records import check_records

if TYPE_CHECKING:
    from collections.abc import Iterator

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


# A manifest from a pull request ---------------------------------------------------------------------------------------

SECRET = b"nobody's business, not even its first letter"
OUT = "/../../../../.."
# What a manifest may give as the id of the record that the minutes are about.
NO_RECORD = (
    "", ".", "..", "/", "\0", "a\0b", "\ud800", "a" * 41, "a" * 400, "a/" * 3_000, "A", "a--b", "a.b", "con", "null",
    "a\\b", "c:", "~", "-", "x y", "ä", "a\n", "\x1b]0;x\x07", "\u202e", f"x{OUT}/secret", "x/../kokous-1", "../minutes",
    "link", "x/link", "kokous-1.en.md/x", "puu/members/saha", ".git/config", "x\u2028y",
)  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A programme whose minutes are made, with folders that a path of a manifest may go through to a secret."""
    root = tmp_path / "hanke"
    shutil.copytree(BASE, root)
    assert said(root, "report", "puu", "--deliverable", "minutes")[0] == EXIT_OK
    members = root / "puu" / "deliverables" / "members"
    (members / "minutes.x").mkdir()
    (members / "minutes.x" / "link.en.md").symlink_to(tmp_path / "secret.en.md")
    (members / "minutes.link.en.md").symlink_to(tmp_path / "secret.en.md")
    (tmp_path / "secret.en.md").write_bytes(SECRET)
    return root


def said(root: Path, *arguments: str) -> tuple[int, str]:
    """Run a command; return its exit code and all that it said, none of it an escape sequence."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(["-C", str(root), "--lang", "en", *arguments])
    assert "\x1b" not in out.getvalue()
    return code, out.getvalue()


@contextlib.contextmanager
def listed(root: Path, key: str) -> Iterator[None]:
    """Let the manifest list the secret under ``key`` as long as this lasts."""
    path = root / "puu" / "deliverables" / "manifest.json"
    before = path.read_bytes()
    data: dict[str, Any] = json.loads(before)
    data["files"][key] = data["files"]["members/minutes.kokous-1.en.md"] | {
        "sha256": hashlib.sha256(SECRET).hexdigest()
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        yield
    finally:
        path.write_bytes(before)


def test_no_path_of_a_manifest_is_read_removed_or_stops_a_report(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = made.parent / "secret.en.md"
    opened: list[tuple[int, int]] = []
    real = os.read

    def watched(handle: int, most: int) -> bytes:
        found = os.fstat(handle)
        opened.append((found.st_dev, found.st_ino))
        return real(handle, most)

    monkeypatch.setattr(os, "read", watched)
    records = some(NO_RECORD, 20)
    for record in records:
        for command, codes in (
            (("report", "puu", "--check"), {EXIT_OK, EXIT_NO, EXIT_REFUSED}),
            (("report", "puu", "--deliverable", "minutes"), {EXIT_REFUSED if record == "link" else EXIT_OK}),
        ):
            with listed(made, f"members/minutes.{record}.en.md"):
                code, text = said(made, *command)
            assert code in codes, (record, command, text)
            assert "bug in innoenvi" not in text, (record, text)
            assert secret.read_bytes() == SECRET, record
    assert opened
    assert (secret.stat().st_dev, secret.stat().st_ino) not in opened
    note("paths of a manifest", tried=2 * len(records), read=0, removed=0)


def test_a_manifest_that_nobody_could_write_again_is_broken(made: Path) -> None:
    with listed(made, "members/minutes.\ud800.en.md"):
        code, text = said(made, "report", "puu", "--check")
    assert code == EXIT_REFUSED
    assert "puu/deliverables/manifest.json is broken" in text


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_what_the_system_keeps_back_is_named(made: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refusing(path: str | Path, flags: int, *rest: int, **named: int) -> int:
        if path == "manifest.json":
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)
    for command in (("report", "puu"), ("report", "puu", "--check")):
        code, text = said(made, *command)
        assert code == EXIT_REFUSED
        assert text.startswith("innoenvi: puu/deliverables/manifest.json cannot be read: ")


# Links that come with the index, and after the look at a folder --------------------------------------------------------


def test_no_conflict_marker_is_looked_for_behind_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "hanke"
    shutil.copytree(BASE, root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.yaml").write_text("a\nb\n<<<<<<< ours\n", encoding="utf-8")
    shutil.copy(tmp_path / "outside" / "x.yaml", root / "puu" / "x.yaml")
    (root / "linkki").symlink_to(tmp_path / "outside")
    (root / "puu" / "linkki.yaml").symlink_to(tmp_path / "outside" / "x.yaml")
    for command in (["init", "-q"], ["add", "innoenvi.yaml"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    made = subprocess.run(["git", "hash-object", "-w", "innoenvi.yaml"], cwd=root, check=True, capture_output=True)
    paths = ("linkki/x.yaml", "puu/linkki.yaml", "puu/x.yaml", "puu/nothing.yaml")
    stages = [f"100644 {made.stdout.decode().strip()} {stage}\t{path}\n" for path in paths for stage in (1, 2)]
    subprocess.run(["git", "update-index", "--index-info"], cwd=root, check=True, input="".join(stages).encode())
    found = {
        finding.location.path: finding.location.line
        for finding in check_records(root).findings
        if finding.location.path in paths and finding.code.startswith("IE07")
    }
    assert found == {"linkki/x.yaml": 1, "puu/linkki.yaml": 1, "puu/x.yaml": 3, "puu/nothing.yaml": 1}


@pytest.mark.parametrize("place", ["puu", "puu/members"])
def test_a_folder_that_becomes_a_link_while_it_is_looked_at_is_not_followed(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "hanke"
    shutil.copytree(BASE, root)
    shutil.copytree(root / "puu", tmp_path / "outside")
    for member in (tmp_path / "outside" / "members").iterdir():
        member.write_text("secret: secret\n", encoding="utf-8")
    target = tmp_path / "outside" / Path(place).relative_to("puu")
    real, swapped = os.scandir, list[int]()

    def swapping(folder: int | str) -> Iterator[os.DirEntry[str]]:
        found = real(folder)
        swapped.append(1)
        if len(swapped) == swap_at and not (root / place).is_symlink():
            (root / place).rename(tmp_path / "moved")
            (root / place).symlink_to(target)
        return found

    for swap_at in range(1, 12):
        swapped.clear()
        with monkeypatch.context() as patched, contextlib.suppress(UnsafePathError):
            patched.setattr(os, "scandir", swapping)
            loaded = load(root)
            assert "secret" not in repr(loaded.findings), swap_at
            assert not any("secret" in str(finding.message) for finding in loaded.findings)
        if (root / place).is_symlink():
            (root / place).unlink()
            (tmp_path / "moved").rename(root / place)
