"""The workbooks in a real spreadsheet program: they open, and it computes what they say."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from innoenvi_cli.deliverables.catalogue import DELIVERABLES, PROGRAMME_DELIVERABLES
from innoenvi_cli.i18n import LANGUAGES
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

# openpyxl does not know the data bars that LibreOffice saves.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")

RICH = "vesihuolto"
WORKBOOKS = sorted(
    {
        *(found.id for found in DELIVERABLES if found.form == "xlsx"),
        *(found.id for found in PROGRAMME_DELIVERABLES if found.form == "xlsx"),
    }
)
FILES = [f"{name}.{language}" for name in WORKBOOKS for language in sorted(LANGUAGES)]
TIMEOUT_IN_SECONDS = 180
FORMULA = re.compile(rb"(<c [^>]*>)(<f>[^<]*</f>)<v>[^<]*</v>")

Cell = tuple[str, str]


@pytest.fixture(scope="module")
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        reason = "LibreOffice (soffice) is not here, so NO SPREADSHEET PROGRAM has opened the workbooks"
        if os.environ.get("INNOENVI_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@cache
def workbooks() -> dict[str, bytes]:
    """Return the workbooks of the rich sample in both languages, as the core group gets them: it sees the formulas."""
    found = render(
        samples_folder() / "innoenvi",
        deliverables=WORKBOOKS,
        audience="core_group",
        languages=LANGUAGES,
        output="elsewhere",
        everything=True,
        dry_run=True,
        environ={},
    )
    wanted = (f"elsewhere/{RICH}/deliverables/", "elsewhere/deliverables/")
    return {
        change.path.rsplit("/", 1)[1].removesuffix(".xlsx"): change.after
        for change in found.changes
        if change.path.startswith(wanted) and change.path.endswith(".xlsx") and change.after is not None
    }


def without_results(content: bytes) -> bytes:
    """Take what the formulas come to out of a workbook, so that a program can show only what it computes itself."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, FORMULA.sub(rb"\1\2", source.read(name)))
    return target.getvalue()


def cells(content: bytes) -> dict[Cell, object]:
    """Return what the cells show, by sheet and place; figures to nine digits."""
    book = load_workbook(io.BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): round(cell.value, 9) if isinstance(cell.value, float) else cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def formulas(content: bytes) -> set[Cell]:
    book = load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.fixture(scope="module")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The workbooks, their results taken out, as LibreOffice has opened, computed and saved them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    sources = []
    for name, content in workbooks().items():
        source = folder / f"{name}.xlsx"
        source.write_bytes(without_results(content))
        sources.append(str(source))
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "saved"), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_IN_SECONDS)
    return {path.stem: path.read_bytes() for path in Path(folder / "saved").iterdir()}


def test_every_workbook_opens(saved: dict[str, bytes]) -> None:
    assert sorted(saved) == FILES


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_shows_what_the_workbook_says(name: str, saved: dict[str, bytes]) -> None:
    assert cells(saved[name]) == cells(workbooks()[name])


@pytest.mark.parametrize(("name", "sheet"), [("priorities.fi", "Painot"), ("priorities.en", "Weights")])
def test_the_weights_are_computed_and_not_only_shown(name: str, sheet: str, saved: dict[str, bytes]) -> None:
    live = formulas(workbooks()[name])
    shown = cells(saved[name])
    assert {where for where, _ in live} == {sheet}
    assert len(live) == 8  # score and rank of each of the four targets
    assert formulas(saved[name]) == live
    assert all(isinstance(shown[place], (int, float)) for place in live)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("priorities.")])
def test_other_workbooks_hold_values_alone(name: str) -> None:
    assert formulas(workbooks()[name]) == set()


@pytest.mark.parametrize("name", FILES)
def test_tables_have_names_and_ranges_that_programs_accept(name: str) -> None:
    book = load_workbook(io.BytesIO(workbooks()[name]))
    named = [(table.name, table.ref, sheet) for sheet in book.worksheets for table in sheet.tables.values()]
    assert len({title.casefold() for title, _, _ in named}) == len(named)
    for title, place, sheet in named:
        assert re.fullmatch(r"t_[A-Za-z0-9_]{1,250}", title)
        headings, *_ = sheet[place]
        assert all(isinstance(cell.value, str) for cell in headings)
        assert len({cell.value.casefold() for cell in headings}) == len(headings)
        assert [cell.value for cell in headings] == [column.name for column in sheet.tables[title].tableColumns]
