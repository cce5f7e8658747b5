"""A new programme is sound at once, and nothing that stood in its folder is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import AlreadyExistsError, CannotWriteError, UnknownNameError, UnsafePathError
from innoenvi_cli.resources import sample_names, samples_folder, templates_folder
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.create_programme import create_programme

if TYPE_CHECKING:
    from pathlib import Path


def bytes_below(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_new_programme_has_no_finding_and_keeps_people_out_of_git(tmp_path: Path, language: str) -> None:
    root = tmp_path / "deep" / "Uusi hanke"
    created = create_programme(root, language="fi" if language == "fi" else "en")
    assert check_records(root).findings == ()
    files = bytes_below(root)
    assert set(files) == set(created.written)
    assert "\nname: Uusi hanke\n" in files["innoenvi.yaml"].decode()
    assert "\nformat: 1\n" in files["innoenvi.yaml"].decode()
    assert "private/" in files[".gitignore"].decode().splitlines()
    assert "*.yaml text eol=lf" in files[".gitattributes"].decode().splitlines()
    settings = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert {path.removeprefix("./") for path in settings} == {path for path in files if path.startswith(".innoenvi/")}


def test_a_folder_with_files_keeps_them_and_gets_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"*.log\r\nprivate/")
    (tmp_path / ".editorconfig").write_bytes(b"mine")
    (tmp_path / "notes.txt").write_bytes(b"mine too")
    created = create_programme(tmp_path)
    assert (tmp_path / ".gitignore").read_bytes() == b"*.log\r\nprivate/\r\n.innoenvi-*.tmp\r\n"
    assert (tmp_path / ".editorconfig").read_bytes() == b"mine"
    assert (tmp_path / "notes.txt").read_bytes() == b"mine too"
    assert created.kept == (".editorconfig",)


def test_a_programme_is_not_made_twice(tmp_path: Path) -> None:
    create_programme(tmp_path)
    before = bytes_below(tmp_path)
    with pytest.raises(AlreadyExistsError, match=r"innoenvi\.yaml exists already"):
        create_programme(tmp_path)
    assert bytes_below(tmp_path) == before


def test_a_dry_run_writes_nothing_and_shows_everything(tmp_path: Path) -> None:
    created = create_programme(tmp_path / "new", dry_run=True)
    assert not (tmp_path / "new").exists()
    assert "+++ b/innoenvi.yaml" in created.diff
    assert created.written == create_programme(tmp_path / "new").written


@pytest.mark.parametrize("sample", sample_names())
def test_a_sample_is_copied_whole(tmp_path: Path, sample: str) -> None:
    root = tmp_path / "copy"
    create_programme(root, sample=sample)
    copied = bytes_below(root)
    original = bytes_below(samples_folder() / sample)
    assert {path: copied[path] for path in original} == original
    assert {".gitignore", ".innoenvi/schemas/member.schema.json"} <= set(copied)


def test_a_file_in_the_way_of_a_sample_stops_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"mine")
    with pytest.raises(AlreadyExistsError, match=r"README\.md"):
        create_programme(tmp_path, sample="minimal")
    assert bytes_below(tmp_path) == {"README.md": b"mine"}


def test_an_unknown_sample_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        create_programme(tmp_path / "new", sample="minimum")
    assert "did you mean 'minimal'" in caught.value.hint.render("en")
    assert not (tmp_path / "new").exists()


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    root = tmp_path / "new"
    root.mkdir()
    (root / ".gitignore").symlink_to(outside)
    with pytest.raises(UnsafePathError):
        create_programme(root)
    assert outside.read_bytes() == b"mine"
    assert [path.name for path in root.iterdir()] == [".gitignore"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(CannotWriteError):
        create_programme(tmp_path / "taken")


def test_what_ships_is_found() -> None:
    assert {"innoenvi", "minimal"} <= set(sample_names())
    assert templates_folder().is_dir()
