"""Workbooks made for a test, whole or damaged on purpose."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Sheets = Mapping[str, Sequence[Sequence[object]]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write the rows of sheets as a workbook; a text that begins with ``=`` becomes a formula."""

    def write(sheets: Sheets, name: str = "rekisteri.xlsx", hidden: tuple[str, ...] = ()) -> Path:
        book = Workbook()
        assert book.active is not None
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            sheet.sheet_state = "hidden" if title in hidden else "visible"
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def with_parts(tmp_path: Path, workbook: Callable[..., Path]) -> Callable[[dict[str, bytes]], Path]:
    """Write a sound workbook with some of its parts replaced or added."""

    def write(parts: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(workbook({"Taul1": [["nimi"], ["Hydros Oy"]]})) as whole:
            held = {name: whole.read(name) for name in whole.namelist()}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**held, **parts}.items():
                archive.writestr(name, content)
        path = tmp_path / "muutettu.xlsx"
        path.write_bytes(packed.getvalue())
        return path

    return write
