"""Workbooks for the public: no empty sheets, and said once what is not shown."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.model.programme import Audience

Sheets = dict[str, list[list[str]]]
SENTENCE = "Not shown to this audience"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheets]:
    root = tmp_path_factory.mktemp("public") / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    made = render(root, miniclusters=("vesihuolto",), audience="public", languages=("en",), everything=True, environ={})
    whole = render(root, audience="public", languages=("en",), deliverables=("indicators", "portfolio"), environ={})
    paths = [item.path for item in (*made.written, *whole.written) if item.path.endswith(".xlsx")]
    return {path.rsplit("/", 1)[-1].split(".")[0]: _sheets(root / path) for path in paths}


def _sheets(path: Path) -> Sheets:
    book = load_workbook(io.BytesIO(path.read_bytes()))
    return {
        sheet.title: [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    }


def test_no_sheet_says_that_it_is_not_shown(books: dict[str, Sheets]) -> None:
    assert len(books) > 5
    for name, sheets in books.items():
        said = [(title, row) for title, rows in sheets.items() for row in rows if SENTENCE in " ".join(row)]
        assert not said, name


def test_the_cover_says_it_once(books: dict[str, Sheets]) -> None:
    lines = {name: [row for row in sheets["Cover"] if row[:1] == ["Not shown"]] for name, sheets in books.items()}
    assert lines["priorities"][0][1].startswith("Ranking and choices; ")
    assert all(len(found) <= 1 for found in lines.values())


def test_a_workbook_of_which_nothing_is_shown_has_a_cover_alone(books: dict[str, Sheets]) -> None:
    assert list(books["priorities"]) == ["Cover"]
    assert ["Legend"] not in books["priorities"]["Cover"]


def test_what_is_shown_stays(books: dict[str, Sheets]) -> None:
    register = books["member-register"]
    assert {"Members", "Background", "Contributions", "Overview"} < set(register)
    assert "Size and export" not in register, "the names stand on the sheet of the members"
    about = [row[0] for row in register["Cover"] if row]
    assert "Size and export" not in about
    assert "Members" in about


@pytest.mark.parametrize("audience", ["core_group", "members", "public"])
def test_addresses_of_records_are_for_those_who_keep_them(tmp_path: Path, audience: Audience) -> None:
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    made = render(root, miniclusters=("vesihuolto",), audience=audience, deliverables=("traceability",), environ={})
    for item in made.written:
        text = str(_sheets(root / item.path))
        assert "targets/yhteinen-etavalvonta" not in text
        assert "interviews/" not in text
