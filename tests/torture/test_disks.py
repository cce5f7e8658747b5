"""A full disk, a reader that leaves, an output that is full: the decision is whole, and what is written is whole."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cases import ADVANCE
from effort import FULL, note
from faults import LEFTOVER, tree

from innoenvi_cli.errors import EXIT_OK, EXIT_REFUSED, EXIT_UNFINISHED
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

    from faults import Files

SIZES = range(250, 20_000, 1250) if FULL else (5250,)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "logs"))
    return fresh(tmp_path / "hanke")


def fresh(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(samples_folder() / "minimal", root)
    return root


def innoenvi(root: Path, *arguments: str, out: int = subprocess.DEVNULL, most: int = 0) -> tuple[int, str]:
    """Run a command whose files may have ``most`` bytes; return how it ended and what it said."""

    def limit() -> None:
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    answer = subprocess.run(
        [sys.executable, "-m", "innoenvi_cli", "-C", str(root), "--lang", "en", *arguments],
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,
        check=False,
    )
    return answer.returncode, answer.stderr


def whole(root: Path) -> Files:
    assert innoenvi(root, *ADVANCE)[0] == EXIT_OK
    return tree(root)


def test_a_decision_is_whole_when_nobody_reads_what_is_said(root: Path) -> None:
    wanted = whole(root)
    fresh(root)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        code, said = innoenvi(root, *ADVANCE, out=writing)
    finally:
        os.close(writing)
    assert code == EXIT_OK
    assert "Broken" not in said
    assert "Traceback" not in said
    assert tree(root) == wanted


def test_a_decision_is_whole_when_its_output_finds_no_room(root: Path) -> None:
    wanted = whole(root)
    fresh(root)
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        code, said = innoenvi(root, *ADVANCE, out=full)
    finally:
        os.close(full)
    assert code == EXIT_UNFINISHED
    assert "innoenvi: the result could not be written out: No space left on device\n" in said
    assert tree(root) == wanted


@pytest.mark.parametrize("most", SIZES)
def test_files_that_may_not_grow_are_old_or_new(root: Path, most: int) -> None:
    before = tree(root)
    code, _ = innoenvi(root, "report", "--all", most=most)
    found = tree(root)
    assert code in {EXIT_OK, EXIT_REFUSED}
    assert [name for name in found if LEFTOVER.search(name)] == []
    if code == EXIT_REFUSED:
        assert found == before
    assert innoenvi(root, "report", "--all")[0] == EXIT_OK
    assert innoenvi(root, "report", "--check")[0] == EXIT_OK
    note("report where files may not grow", sizes=1, torn=0)


def mounted(place: Path, size: int) -> bool:
    """Mount a disk of ``size`` KiB at ``place``, where this user may."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "innoenvi", str(place)]
    return os.getuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("size", (80, 120, 160, 240, 320, 480, 640, 1200) if FULL else (160,))
def test_a_small_disk_that_fills_up(root: Path, tmp_path: Path, size: int) -> None:
    """Where no disk can be mounted, files that may not grow, above, are what stands for it."""
    disk = tmp_path / "disk"
    if not mounted(disk, size):
        return
    try:
        place = disk / "hanke"
        shutil.copytree(root, place)
        before = tree(place)
        code, _ = innoenvi(place, "report", "--all")
        assert code in {EXIT_OK, EXIT_REFUSED}
        if code == EXIT_REFUSED:
            assert tree(place) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    note("report on a small disk", disks=1, torn=0)
