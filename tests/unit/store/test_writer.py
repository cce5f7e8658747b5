"""What the one writer promises: old or new, never between; nothing overwritten that it did not see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import (
    AlreadyExistsError,
    CannotWriteError,
    ChangedMeanwhileError,
    HalfWrittenError,
    LockedError,
    UnsafePathError,
)
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.writer import apply_changes, locked, unified_diff

if TYPE_CHECKING:
    from pathlib import Path


def files_below(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_new_changed_and_deleted_files(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "gone.yaml").write_bytes(b"b: 2\n")
    apply_changes(
        tmp_path,
        [
            Change("energia/members/uusi.yaml", None, b"c: 3\n"),
            Change("old.yaml", b"a: 1\n", b"a: 2\r\n"),
            Change("gone.yaml", b"b: 2\n", None),
        ],
    )
    assert files_below(tmp_path) == {"energia/members/uusi.yaml": b"c: 3\n", "old.yaml": b"a: 2\r\n"}


@pytest.mark.parametrize(
    "path",
    ["/etc/x", "../x", "a/../../x", "a//b", "./a", "", "a/", "C:x", "a\\b", ".git/hooks/x", "a/.GIT/x", "a\nb"],
)
def test_paths_that_are_not_plain_are_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "programme"
    root.mkdir()
    with pytest.raises(UnsafePathError):
        apply_changes(root, [Change("fine.yaml", None, b"1"), Change(path, None, b"x")])
    assert files_below(tmp_path) == {}


@pytest.mark.parametrize("path", ["link/x.yaml", "link.yaml", "file.yaml/x", "folder"])
def test_links_and_things_in_the_way_are_refused(tmp_path: Path, path: str) -> None:
    root, outside = tmp_path / "programme", tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_bytes(b"secret")
    (root / "folder").mkdir(parents=True)
    (root / "file.yaml").write_bytes(b"file")
    (root / "link").symlink_to(outside)
    (root / "link.yaml").symlink_to(outside / "secret.yaml")
    with pytest.raises(UnsafePathError):
        apply_changes(root, [Change(path, None, b"x")])
    assert files_below(outside) == {"secret.yaml": b"secret"}


def test_a_file_that_shall_be_new_and_exists_stops_the_whole_set(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"mine")
    with pytest.raises(AlreadyExistsError):
        apply_changes(tmp_path, [Change("a.yaml", None, b"1"), Change("b.yaml", None, b"2")])
    assert files_below(tmp_path) == {"b.yaml": b"mine"}


@pytest.mark.parametrize("present", [b"edited by somebody", None])
def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path, present: bytes | None) -> None:
    if present is not None:
        (tmp_path / "b.yaml").write_bytes(present)
    with pytest.raises(ChangedMeanwhileError):
        apply_changes(tmp_path, [Change("a.yaml", None, b"1"), Change("b.yaml", b"as read", b"2")])
    assert files_below(tmp_path) == ({} if present is None else {"b.yaml": present})


def test_an_edit_between_guard_and_replace_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.yaml").write_bytes(b"as read")
    replace = os.replace

    def replace_and_edit(source: str, target: str, **folders: int) -> None:
        replace(source, target, **folders)
        (tmp_path / "b.yaml").write_bytes(b"edited just now")

    monkeypatch.setattr(os, "replace", replace_and_edit)
    (tmp_path / "a.yaml").write_bytes(b"0")
    with pytest.raises(ChangedMeanwhileError):
        apply_changes(tmp_path, [Change("a.yaml", b"0", b"1"), Change("b.yaml", b"as read", b"2")])
    assert files_below(tmp_path) == {"a.yaml": b"1", "b.yaml": b"edited just now"}


def test_a_full_disk_changes_nothing_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    synced: list[int] = []

    def full_at_the_second(handle: int) -> None:
        synced.append(handle)
        if len(synced) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(CannotWriteError, match="No space left"):
        apply_changes(tmp_path, [Change("a.yaml", b"old", b"new"), Change("new/deep/b.yaml", None, b"2")])
    assert files_below(tmp_path) == {"a.yaml": b"old"}
    assert not (tmp_path / "new").exists()


def test_a_disk_that_fails_half_way_says_so_and_running_again_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, calls = os.link, []

    def fail_at_the_second(source: str, target: str, **folders: int) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        link(source, target, **folders)  # type: ignore[arg-type]  # whatever it is called with

    monkeypatch.setattr(os, "link", fail_at_the_second)
    with pytest.raises(HalfWrittenError):
        apply_changes(tmp_path, [Change("a", None, b"1"), Change("b", None, b"2")])
    assert files_below(tmp_path) == {"a": b"1"}
    apply_changes(tmp_path, [Change("a", b"1", b"1"), Change("b", None, b"2")])
    assert files_below(tmp_path) == {"a": b"1", "b": b"2"}


def test_modes_of_old_and_new_files(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "old").chmod(0o640)
    before = os.umask(0o027)
    try:
        apply_changes(tmp_path, [Change("old", b"1", b"2"), Change("new", None, b"2")])
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("old", "new")] == [0o640, 0o640]


def test_leftovers_of_a_killed_run_go_and_files_of_people_stay(tmp_path: Path) -> None:
    (tmp_path / "energia" / "members").mkdir(parents=True)
    (tmp_path / "energia" / "members" / ".innoenvi-0123456789abcdef.tmp").write_bytes(b"half")
    (tmp_path / ".innoenvi-fedcba9876543210.tmp").write_bytes(b"half")
    (tmp_path / "energia" / "members" / ".innoenvi-notes.tmp").write_bytes(b"somebody's")
    (tmp_path / "toinen" / "deliverables" / "members").mkdir(parents=True)
    (tmp_path / "toinen" / "deliverables" / "members" / ".innoenvi-00000000000000ff.tmp").write_bytes(b"half")
    with locked(tmp_path):
        apply_changes(tmp_path, [Change("energia/phases.yaml", None, b"new")])
    assert files_below(tmp_path) == {
        "energia/phases.yaml": b"new",
        "energia/members/.innoenvi-notes.tmp": b"somebody's",
    }


def test_what_changes_nothing_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    os.utime(tmp_path / "a", (1, 1))
    apply_changes(tmp_path, [Change("a", b"1", b"1")])
    assert (tmp_path / "a").stat().st_mtime == 1


HOLD = "import sys,time,pathlib\nfrom innoenvi_cli.store.writer import locked\nwith locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"


def test_one_writer_at_a_time_and_a_killed_one_leaves_nothing(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), locked(tmp_path):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
        with locked(tmp_path):
            assert list(tmp_path.iterdir()) == []
    finally:
        other.kill()
        other.wait()
        assert other.stdout is not None
        other.stdout.close()


CRASH = """
import os, sys, pathlib
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.writer import apply_changes, locked

def die_at(number):
    count = 0
    def dying(real):
        def call(*args, **kwargs):
            nonlocal count
            count += 1
            if count == number:
                os._exit(9)
            return real(*args, **kwargs)
        return call
    for name in ("mkdir", "fsync", "replace", "link", "unlink", "fchmod"):
        setattr(os, name, dying(getattr(os, name)))

root = pathlib.Path(sys.argv[1])
for number in range(1, 100):
    child = os.fork()
    if child == 0:
        die_at(number)
        before = (root / "a.yaml").read_bytes()
        changes = [Change("a.yaml", before, b"new"), Change("deep/b.yaml", None, b"b"), Change("c.yaml", b"c", None)]
        with locked(root):
            apply_changes(root, changes)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = {name: (root / name).read_bytes() for name in ("a.yaml", "deep/b.yaml", "c.yaml") if (root / name).exists()}
    print(status, *(f"{name}={content.decode()}" for name, content in sorted(found.items())), flush=True)
    if status == 0:
        break
    for name in ("deep/b.yaml",):
        if (root / name).exists():
            os.unlink(root / name)
    (root / "a.yaml").write_bytes(b"old")
    (root / "c.yaml").write_bytes(b"c")
print("left:", *sorted(path.name for path in root.rglob("*.tmp")))
"""


def test_killed_anywhere_every_file_is_old_or_new_and_the_next_run_cleans_up(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "c.yaml").write_bytes(b"c")
    run = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], capture_output=True, text=True, check=True)
    *killed, done, left = run.stdout.splitlines()
    assert len(killed) > 8
    assert set(killed) <= {
        "9 a.yaml=old c.yaml=c",
        "9 a.yaml=new c.yaml=c",
        "9 a.yaml=new c.yaml=c deep/b.yaml=b",
        "9 a.yaml=new deep/b.yaml=b",
    }
    assert done == "0 a.yaml=new deep/b.yaml=b"
    assert left == "left:"


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 // 0
    with locked(tmp_path):
        pass


def test_the_diff_shows_new_changed_deleted_and_binary_files() -> None:
    changes = [
        Change("new.yaml", None, b"a: 1\n"),
        Change("same.yaml", b"x\n", b"x\n"),
        Change("b.yaml", b"a: 1\nb: 2", b"a: 1\nb: 3"),
        Change("book.xlsx", b"\xff\xfe", b"\xff\xfd"),
    ]
    assert unified_diff(changes) == (
        "--- /dev/null\n+++ b/new.yaml\n@@ -0,0 +1 @@\n+a: 1\n"
        "--- a/b.yaml\n+++ b/b.yaml\n@@ -1,2 +1,2 @@\n a: 1\n"
        "-b: 2\n\\ No newline at end of file\n+b: 3\n\\ No newline at end of file\n"
        "Binary files a/book.xlsx and b/book.xlsx differ\n"
    )
