"""Editions with names: in the private folder alone, and for those who see person codes."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.errors import RefusedError, UsageError
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.people import PeopleUnreadableError
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "people:\n  hlo-09:\n    name: Oiva <b>Koivulaakso</b>\n"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    (root / "private" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return root


def definition_sheet(root: Path) -> str:
    return (root / "vesihuolto/deliverables/core_group/definition-sheet.fi.md").read_text(encoding="utf-8")


def test_names_stand_in_the_place_of_codes_and_only_in_the_private_folder(programme: Path) -> None:
    chosen = {"miniclusters": ("vesihuolto",), "deliverables": ("definition-sheet",), "languages": ("fi",)}
    result = render(programme, names=True, environ={}, **chosen)  # type: ignore[arg-type]  # by name
    assert [file.path for file in result.written] == [
        "private/vesihuolto/deliverables/core_group/definition-sheet.fi.md"
    ]
    text = definition_sheet(programme / "private")
    assert "Oiva &lt;b&gt;Koivulaakso" in text
    assert "hlo-09" not in text
    assert "hlo-11" in text, "nobody is known by this code"
    assert "Sisältää nimiä" in text

    render(programme, audience="core_group", environ={}, **chosen)  # type: ignore[arg-type]  # by name
    assert "hlo-09" in definition_sheet(programme)
    assert "Koivulaakso" not in definition_sheet(programme)


def test_a_check_of_editions_with_names_sees_a_new_name(programme: Path) -> None:
    chosen = {"miniclusters": ("vesihuolto",), "deliverables": ("definition-sheet",), "languages": ("fi",)}
    render(programme, names=True, environ={}, **chosen)  # type: ignore[arg-type]  # by name
    assert not render(programme, names=True, check=True, environ={}).stale
    (programme / "private" / "people.yaml").write_text(PEOPLE.replace("Oiva", "Aino"), encoding="utf-8")
    assert len(render(programme, names=True, check=True, environ={}).stale) == 1


@pytest.mark.parametrize("audience", ["members", "public"])
def test_who_sees_no_codes_sees_no_names(audience: str, programme: Path) -> None:
    with pytest.raises(UsageError, match="names are not for"):
        render(programme, names=True, audience=audience, environ={})  # type: ignore[arg-type]  # a word of the option


@pytest.mark.parametrize(
    "text",
    [
        None,
        "people:\n  hlo-01:\n    nimi: Salainen Sukunimi\n",
        "people: Salainen Sukunimi\n",
        "people: &Salainen Sukunimi\n",
        "people:\n  Salainen Sukunimi:\n    name: x\n",
    ],
)
def test_what_is_wrong_with_the_file_of_the_people_is_said_without_repeating_it(
    text: str | None, programme: Path
) -> None:
    people = programme / "private" / "people.yaml"
    if text is None:
        people.unlink()
    else:
        people.write_text(text, encoding="utf-8")
    with pytest.raises(PeopleUnreadableError) as caught:
        render(programme, names=True, environ={})
    assert "private/people.yaml" in str(caught.value)
    assert "Salainen" not in str(caught.value)
    assert caught.value.hint.render("en").startswith("make or mend it: below people: a name for each person code")
    assert caught.value.hint.render("fi").startswith("luo tai korjaa tiedosto: avaimen people: alla on nimi kullekin ")


def test_names_are_not_put_where_git_sees_them(programme: Path) -> None:
    settings = programme / "innoenvi.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("invented: true\n", ""), encoding="utf-8")
    (programme / ".gitignore").unlink(missing_ok=True)
    subprocess.run(["git", "init", "-q"], cwd=programme, check=True)
    with pytest.raises(RefusedError, match="git does not ignore private/"):
        render(programme, names=True, environ={})
    (programme / ".gitignore").write_text("private/\n", encoding="utf-8")
    assert render(programme, miniclusters=("mittaus",), names=True, languages=("fi",), environ={}).written


def test_a_private_folder_elsewhere(programme: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    shutil.move(programme / "private", drive)
    settings = programme / "innoenvi.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("private_dir: private", f"private_dir: {drive.as_posix()}"), encoding="utf-8")
    result = render(
        programme,
        miniclusters=("mittaus",),
        deliverables=("steering-brief",),
        languages=("fi",),
        names=True,
        environ={},
    )
    path = drive / "mittaus/deliverables/core_group/steering-brief.fi.md"
    assert [file.path for file in result.written] == [path.as_posix()]
    assert path.is_file()
    assert not (programme / "private").exists()


def test_who_is_invited_can_be_reached(programme: Path) -> None:
    people = programme / "private" / "people.yaml"
    text = "people:\n  hlo-11:\n    name: Aino Vesi\n    email: aino@vesi.example\n    phone: '+358 40 1'\n"
    people.write_text(text, encoding="utf-8")
    chosen = {"miniclusters": ("vesihuolto",), "deliverables": ("info-seminar-invitations",), "languages": ("fi",)}
    (file,) = render(programme, names=True, environ={}, **chosen).written  # type: ignore[arg-type]  # by name
    book = load_workbook(programme / file.path)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert any("Aino Vesi, aino@vesi.example, +358 40 1" in cell for cell in cells)
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_every_edition_with_names_says_that_it_holds_them(programme: Path) -> None:
    result = render(programme, miniclusters=("vesihuolto",), everything=True, languages=("en",), names=True, environ={})
    texts = {file.deliverable: programme / file.path for file in result.written if file.path.endswith(".md")}
    silent = {
        name for name, path in texts.items() if "Holds names: for the private folder only" not in path.read_text()
    }
    assert len(texts) > 10
    assert silent == set()


def test_who_was_erased_is_never_shown_again(programme: Path) -> None:
    chosen = {"miniclusters": ("vesihuolto",), "deliverables": ("definition-sheet",), "languages": ("fi",)}
    render(programme, names=True, environ={}, **chosen)  # type: ignore[arg-type]  # by name
    assert "Koivulaakso" in definition_sheet(programme / "private")
    erased = f"{PEOPLE}erased:\n  - code: hlo-09\n    date: 2026-06-01\n    what: nimi\n"
    (programme / "private" / "people.yaml").write_text(erased, encoding="utf-8")
    assert render(programme, names=True, check=True, environ={}).stale
    render(programme, names=True, environ={}, **chosen)  # type: ignore[arg-type]  # by name
    text = definition_sheet(programme / "private")
    assert "Koivulaakso" not in text
    assert "hlo-09" in text


def test_the_manifest_of_editions_with_names_holds_none(programme: Path) -> None:
    render(programme, names=True, miniclusters=("vesihuolto",), languages=("fi",), environ={})
    manifest = (programme / "private/vesihuolto/deliverables/manifest.json").read_text(encoding="utf-8")
    assert "minutes" in manifest
    assert "Koivulaakso" not in manifest
    assert "Oiva" not in manifest
    assert all("Koivulaakso" not in path.as_posix() for path in programme.rglob("*"))


def named(programme: Path, folder: str) -> None:
    settings = programme / "innoenvi.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("private_dir: private", f"private_dir: {folder}"), encoding="utf-8")


@pytest.mark.parametrize("folder", [".", "deliverables", "vesihuolto/nimet", "events", "{root}", "{root}/vesihuolto"])
def test_names_are_not_put_among_what_is_for_everybody(folder: str, programme: Path) -> None:
    named(programme, folder.format(root=programme))
    with pytest.raises(RefusedError, match="holds what belongs into git"):
        render(programme, names=True, environ={})
    assert not list(programme.rglob("deliverables"))


@pytest.mark.parametrize("place", ["private", "kansio/nimet"])
def test_names_do_not_follow_a_link(place: str, programme: Path, tmp_path: Path) -> None:
    shutil.move(programme / "private", tmp_path / "muualla")
    link = programme / place.partition("/")[0]
    link.symlink_to(tmp_path / "muualla")
    (tmp_path / "muualla/nimet").mkdir()
    named(programme, place)
    with pytest.raises(RefusedError, match="is a link, or lies behind one"):
        render(programme, names=True, environ={})
    assert not list((tmp_path / "muualla").rglob("deliverables"))


@pytest.mark.parametrize("output", ["private", "./private/x", "PRIVATE", "vesihuolto/../private"])
def test_documents_without_names_do_not_go_among_those_with_names(output: str, programme: Path) -> None:
    with pytest.raises(RefusedError, match="lies in the private folder"):
        render(programme, output=output, environ={})
    assert not list(programme.rglob("deliverables"))
