"""Somebody works against the writer: swaps folders for links, plants names, races; nothing outside may change."""

from __future__ import annotations

import contextlib
import os
import resource
import secrets
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import (
    AlreadyExistsError,
    CannotWriteError,
    ChangedMeanwhileError,
    InnoenviError,
    TooLargeError,
    UnsafePathError,
)
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.outputs import read_output
from innoenvi_cli.store.writer import apply_changes, locked, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "0123456789abcdef"
PLANTED = f".innoenvi-{NAME}.tmp"
IS_ROOT = hasattr(os, "getuid") and os.getuid() == 0
NOBODY = 65534


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "phases.yaml").write_bytes(b"theirs")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "programme"
    (folder / "energia").mkdir(parents=True)
    (folder / "energia" / "phases.yaml").write_bytes(b"old")
    return folder


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users may enter, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def swap(root: Path, outside: Path) -> None:
    if not (root / "energia").is_symlink():
        (root / "energia").rename(root / "moved")
        (root / "energia").symlink_to(outside)


def in_the_middle(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], object]) -> None:
    """Let somebody ``act`` right before the writer calls the function ``name``."""
    owner = secrets if name == "token_hex" else os
    real = getattr(owner, name)

    def call(*arguments: object, **named: object) -> object:
        act()
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, call)


@pytest.mark.parametrize("moment", ["token_hex", "fsync", "replace", "link", "unlink"])
@pytest.mark.parametrize(
    "change",
    [
        Change("energia/phases.yaml", b"old", b"new"),
        Change("energia/members/uusi.yaml", None, b"new"),
        Change("energia/phases.yaml", b"old", None),
    ],
    ids=["changed", "new", "gone"],
)
def test_a_folder_swapped_for_a_link_leads_nowhere(
    root: Path, outside: Path, change: Change, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_middle(monkeypatch, moment, lambda: swap(root, outside))
    with contextlib.suppress(UnsafePathError, CannotWriteError):
        apply_changes(root, [change])
    monkeypatch.undo()
    assert held(outside) == {"phases.yaml": b"theirs"}
    inside = root / "moved" if (root / "moved").exists() else root / "energia"
    assert held(inside).get("phases.yaml") in {b"old", b"new", None}


@pytest.mark.parametrize("kind", ["link", "fifo", "folder", "dangling"])
@pytest.mark.parametrize("moment", ["before", "meanwhile"])
def test_a_target_that_is_no_plain_file_is_refused(
    root: Path, outside: Path, kind: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = root / "energia" / "phases.yaml"

    def turn() -> None:
        target.unlink()
        if kind == "fifo":
            os.mkfifo(target)
        elif kind == "folder":
            target.mkdir()
        else:
            target.symlink_to(outside / ("phases.yaml" if kind == "link" else "nothing"))

    if moment == "before":
        turn()
    else:
        in_the_middle(monkeypatch, "token_hex", turn)
    with pytest.raises(UnsafePathError):
        apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    assert held(outside) == {"phases.yaml": b"theirs"}
    assert sorted(path.name for path in (root / "energia").iterdir()) == ["phases.yaml"]
    with pytest.raises(UnsafePathError):
        read_output(root, "energia/phases.yaml")


def test_the_other_name_of_a_file_keeps_what_it_says(root: Path, outside: Path) -> None:
    os.link(root / "energia" / "phases.yaml", outside / "twin.yaml")
    apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    assert held(outside)["twin.yaml"] == b"old"


def test_a_planted_temporary_name_is_not_written_through(
    root: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda _: NAME)
    (root / "energia" / PLANTED).symlink_to(outside / "phases.yaml")
    with pytest.raises(CannotWriteError):
        apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    assert held(outside) == {"phases.yaml": b"theirs"}
    with locked(root):
        apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    assert held(root) == {"energia/phases.yaml": b"new"}
    assert held(outside) == {"phases.yaml": b"theirs"}


def test_leftovers_go_everywhere_but_behind_links_and_in_git(root: Path, outside: Path) -> None:
    places = ["", "energia", "uusi/members", "shared/a/b/deliverables/members", ".innoenvi/schemas", ".hidden"]
    for place in (*places, ".git"):
        (root / place).mkdir(parents=True, exist_ok=True)
        (root / place / PLANTED).write_bytes(b"half")
    (outside / PLANTED).write_bytes(b"half")
    (root / "link").symlink_to(outside)
    with locked(root):
        pass
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob(PLANTED)) == [f".git/{PLANTED}"]
    assert (outside / PLANTED).exists()


@pytest.mark.parametrize("mark", ["innoenvi.yaml", "Innoenvi.yaml", ".git", ".git/HEAD", ".GIT"])
@pytest.mark.parametrize("place", ["arkisto", "arkisto/vanha"])
def test_what_another_writer_is_about_to_put_in_place_stays(root: Path, mark: str, place: str) -> None:
    theirs = root / place
    (theirs / "puu" / "members").mkdir(parents=True)
    (theirs / mark).parent.mkdir(exist_ok=True)
    (theirs / mark).write_bytes(b"")
    (theirs / PLANTED).write_bytes(b"half")
    (theirs / "puu" / "members" / PLANTED).write_bytes(b"half")
    (root / "energia" / PLANTED).write_bytes(b"half")
    with locked(root):
        pass
    assert sorted(path.relative_to(theirs).as_posix() for path in root.rglob(PLANTED)) == sorted(
        [PLANTED, f"puu/members/{PLANTED}"]
    )
    with locked(theirs):
        pass
    assert list(root.rglob(PLANTED)) == []


@pytest.mark.parametrize(
    ("present", "new"),
    [("energia/Uusi.yaml", "energia/uusi.yaml"), ("Vesi/x.yaml", "vesi/y.yaml"), ("a/pää.md", "a/pa\u0308a\u0308.md")],
)
def test_a_name_that_differs_by_case_or_form_alone_is_taken(root: Path, present: str, new: str) -> None:
    (root / present).parent.mkdir(exist_ok=True)
    (root / present).write_bytes(b"theirs")
    before = held(root)
    with pytest.raises(AlreadyExistsError):
        apply_changes(root, [Change("energia/other.yaml", None, b"1"), Change(new, None, b"2")])
    assert held(root) == before


def test_two_names_of_one_set_that_differ_by_case_alone_are_refused(root: Path) -> None:
    with pytest.raises(AlreadyExistsError):
        apply_changes(root, [Change("energia/A.yaml", None, b"1"), Change("energia/a.yaml", None, b"2")])
    assert held(root) == {"energia/phases.yaml": b"old"}


def test_a_file_made_at_the_last_moment_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_middle(monkeypatch, "link", lambda: (root / "energia" / "uusi.yaml").write_bytes(b"theirs"))
    with pytest.raises(AlreadyExistsError):
        apply_changes(root, [Change("energia/uusi.yaml", None, b"ours")])
    assert held(root) == {"energia/phases.yaml": b"old", "energia/uusi.yaml": b"theirs"}


def test_a_file_system_without_second_names_takes_new_files_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    apply_changes(root, [Change("energia/uusi.yaml", None, b"ours")])
    assert held(root) == {"energia/phases.yaml": b"old", "energia/uusi.yaml": b"ours"}


def test_a_second_change_set_sees_what_the_first_has_done(root: Path) -> None:
    apply_changes(root, [Change("energia/phases.yaml", b"old", b"one")])
    with pytest.raises(ChangedMeanwhileError):
        apply_changes(root, [Change("energia/phases.yaml", b"old", b"two")])
    assert held(root) == {"energia/phases.yaml": b"one"}


def test_a_file_of_a_terabyte_is_not_read(root: Path) -> None:
    os.truncate(root / "energia" / "phases.yaml", 1 << 40)
    with pytest.raises(TooLargeError):
        read_output(root, "energia/phases.yaml")
    with pytest.raises(ChangedMeanwhileError):
        apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])


def test_a_private_file_is_private_at_every_moment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = root / "energia" / "phases.yaml"
    target.chmod(0o600)
    seen: list[int] = []
    fsync = os.fsync

    def look(handle: int) -> None:
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in (root / "energia").glob(".innoenvi-*"))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", look)
    apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    assert set(seen) == {0o600}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o4750, 0o1640, 0o666, 0o400 if IS_ROOT else 0o600])
def test_the_mode_of_a_file_is_kept_whatever_the_umask(root: Path, mode: int) -> None:
    target = root / "energia" / "phases.yaml"
    target.chmod(mode)
    before = os.umask(0o077)
    try:
        apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a file away")
def test_a_run_as_root_leaves_a_file_to_its_owner(root: Path) -> None:
    target = root / "energia" / "phases.yaml"
    os.chown(target, NOBODY, NOBODY)
    target.chmod(0o640)
    apply_changes(root, [Change("energia/phases.yaml", b"old", b"new")])
    found = target.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (NOBODY, NOBODY, 0o640)


def in_child(act: Callable[[], object]) -> str:
    """Run ``act`` in a process of its own, as nobody where this one is root; return the error it raises, if any."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "-"
        try:
            if IS_ROOT:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            act()
        except InnoenviError as error:
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said


def programme_of(folder: Path, *, file_mode: int, folder_mode: int) -> Path:
    root = folder / "programme"
    root.mkdir()
    (root / "a.yaml").write_bytes(b"old")
    (root / "a.yaml").chmod(file_mode)
    if IS_ROOT:
        os.chown(root / "a.yaml", NOBODY, NOBODY)
        os.chown(root, NOBODY, NOBODY)
    root.chmod(folder_mode)
    return root


def write_two(root: Path, content: bytes = b"new") -> None:
    with locked(root):
        apply_changes(root, [Change("b.yaml", None, b"b"), Change("a.yaml", b"old", content)])


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555)], ids=["file", "folder"])
def test_what_is_read_only_is_refused_and_nothing_changes(shared: Path, file_mode: int, folder_mode: int) -> None:
    root = programme_of(shared, file_mode=file_mode, folder_mode=folder_mode)
    assert in_child(lambda: write_two(root)).startswith("CannotWriteError:")
    assert in_child(lambda: apply_changes(root, [Change("a.yaml", b"old", None)])).startswith("CannotWriteError:")
    assert held(root) == {"a.yaml": b"old"}
    root.chmod(0o755)


def test_a_file_that_may_be_written_only_in_part_changes_nothing(shared: Path) -> None:
    root = programme_of(shared, file_mode=0o644, folder_mode=0o755)

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        write_two(root, b"x" * 6000)

    assert in_child(full) == "CannotWriteError: a.yaml cannot be written: File too large"
    assert held(root) == {"a.yaml": b"old"}
    assert in_child(lambda: write_two(root)) == "-"
    assert held(root) == {"a.yaml": b"new", "b.yaml": b"b"}


def test_a_folder_made_for_what_fails_goes_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), made(tmp_path / "a" / "b" / "c"):
        _ = 1 // 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CannotWriteError), made(tmp_path / "a" / "x\0y" if os.name == "nt" else Path("/dev/null/x")):
        pass
