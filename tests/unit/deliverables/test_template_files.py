"""Templates are read as plain files below their folder, whatever stands in their place or is put there meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from innoenvi_cli.deliverables import template_files
from innoenvi_cli.deliverables.template_files import TemplateFolder, UnsafeTemplateError, entries


@pytest.fixture
def folder(tmp_path: Path) -> TemplateFolder:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.j2").write_text("SECRET")
    (tmp_path / "templates" / "parts").mkdir(parents=True)
    (tmp_path / "templates" / "parts" / "a.j2").write_text("plain")
    return TemplateFolder(tmp_path / "templates", "templates/", own=True)


def test_a_plain_file_is_read(folder: TemplateFolder) -> None:
    assert folder.read("parts/a.j2") == b"plain"
    assert folder.read("parts/a.j2", largest=3) == b"plai", "one byte more tells that it is larger"
    assert folder.read("parts/b.j2") is None
    assert folder.read("other/a.j2") is None


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/etc/passwd", "../secret/a.j2", "parts/../../secret/a.j2", "parts//a.j2", "./parts/a.j2", "parts/",
     "parts\\a.j2", "C:a.j2", "parts/a.j2\0", "parts/a\n.j2", "parts/a.j2:stream"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: str, folder: TemplateFolder) -> None:
    with pytest.raises(UnsafeTemplateError):
        folder.read(name)


def test_capitals_count_on_every_system(folder: TemplateFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.read("Parts/a.j2") is None
    assert folder.read("parts/A.j2") is None
    mode = template_files._mode

    def indifferent(place: Any, part: str) -> int:
        return mode(place, part.lower())

    monkeypatch.setattr(template_files, "_mode", indifferent)
    assert folder.read("parts/A.j2") is None


@pytest.mark.parametrize("where", ["file", "folder", "root"])
def test_links_are_not_followed(where: str, folder: TemplateFolder, tmp_path: Path) -> None:
    path = {"file": folder.path / "parts" / "a.j2", "folder": folder.path / "parts", "root": folder.path}[where]
    target = tmp_path / "secret" / "a.j2" if where == "file" else tmp_path / "secret"
    path.rename(tmp_path / "away")
    path.symlink_to(target)
    with pytest.raises((UnsafeTemplateError, OSError)):
        folder.read("parts/a.j2" if where != "root" else "a.j2")


@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_what_is_swapped_while_it_is_read_is_not_followed(
    swapped: str, folder: TemplateFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = template_files._is_there

    def swapping(place: Any, part: str, expected: Any) -> bool:
        found = look(place, part, expected)
        if part == {"file": "a.j2", "folder": "parts"}[swapped]:
            path = folder.path / "parts" / ("a.j2" if swapped == "file" else "")
            target = tmp_path / "secret" / ("a.j2" if swapped == "file" else "")
            path.rename(tmp_path / "away")
            path.symlink_to(target)
        return found

    monkeypatch.setattr(template_files, "_is_there", swapping)
    with pytest.raises((UnsafeTemplateError, OSError)):
        folder.read("parts/a.j2")


def test_a_folder_swapped_after_it_was_opened_still_gives_its_own_file(
    folder: TemplateFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = template_files._is_there

    def swapping(place: Any, part: str, expected: Any) -> bool:
        if part == "a.j2":
            (folder.path / "parts").rename(tmp_path / "away")
            (folder.path / "parts").symlink_to(tmp_path / "secret")
        return look(place, part, expected)

    monkeypatch.setattr(template_files, "_is_there", swapping)
    assert folder.read("parts/a.j2") == b"plain"


def test_a_pipe_is_not_waited_for(folder: TemplateFolder) -> None:
    os.mkfifo(folder.path / "pipe.j2")
    with pytest.raises(UnsafeTemplateError):
        folder.read("pipe.j2")


def test_a_hard_link_is_the_file_itself(folder: TemplateFolder, tmp_path: Path) -> None:
    (folder.path / "hard.j2").hardlink_to(tmp_path / "secret" / "a.j2")
    assert folder.read("hard.j2") == b"SECRET"


def test_without_handles_links_are_refused_all_the_same(
    folder: TemplateFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_files, "_HANDLES", False)
    assert folder.read("parts/a.j2") == b"plain"
    assert folder.read("parts/b.j2") is None
    (folder.path / "link.j2").symlink_to(tmp_path / "secret" / "a.j2")
    (folder.path / "linked").symlink_to(tmp_path / "secret")
    for name in ("link.j2", "linked/a.j2"):
        with pytest.raises(UnsafeTemplateError):
            folder.read(name)


def test_no_handle_is_left_open(folder: TemplateFolder) -> None:
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    for name in ("parts/a.j2", "parts/b.j2", "x/y.j2"):
        folder.read(name)
    with pytest.raises(UnsafeTemplateError):
        folder.read("../x")
    after = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    assert after == before


def test_a_walk_follows_no_link_and_ends(folder: TemplateFolder, tmp_path: Path) -> None:
    (folder.path / "linked").symlink_to(tmp_path / "secret")
    (folder.path / ".hidden").write_text("x")
    (folder.path / "round").symlink_to(folder.path)
    found = [(entry.name, entry.plain) for entry in entries(folder.path)]
    assert found == [("linked", False), ("parts/a.j2", True), ("round", False)]
    for number in range(30):
        (folder.path / f"n{number}").write_text("x")
    assert len(list(entries(folder.path, most=10))) == 10
