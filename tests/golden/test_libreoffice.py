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
    """Return the workbooks of the rich sample as the core group gets them: the audience that sees the formulas."""
    found = render(
        samples_folder() / "innoenvi",
        audience="core_group",
        languages=("fi",),
        output="elsewhere",
        everything=True,
        dry_run=True,
        environ={},
    )
    wanted = (f"elsewhere/{RICH}/deliverables/", "elsewhere/deliverables/")
    return {
        change.path.rsplit("/", 1)[1].split(".", 1)[0]: change.after
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
    assert sorted(saved) == WORKBOOKS


@pytest.mark.parametrize("name", WORKBOOKS)
def test_libreoffice_shows_what_the_workbook_says(name: str, saved: dict[str, bytes]) -> None:
    assert cells(saved[name]) == cells(workbooks()[name])


def test_the_weights_are_computed_and_not_only_shown(saved: dict[str, bytes]) -> None:
    live = formulas(workbooks()["priorities"])
    shown = cells(saved["priorities"])
    assert {sheet for sheet, _ in live} == {"Painot"}
    assert len(live) == 8  # score and rank of each of the four targets
    assert formulas(saved["priorities"]) == live
    assert all(isinstance(shown[place], (int, float)) for place in live)
