"""A minicluster with nothing in it: every section and every table of its documents says why it is empty."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.model.vocabulary import words
from innoenvi_cli.usecases.create_minicluster import create_minicluster
from innoenvi_cli.usecases.create_programme import create_programme
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.programme import Audience


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    root = tmp_path / "hanke"
    create_programme(root, name="Hanke")
    create_minicluster(root, "puu", environ={})
    return root


def made(root: Path, audience: Audience, language: Language) -> dict[str, bytes]:
    found = render(root, audience=audience, languages=(language,), everything=True, dry_run=True, environ={})
    return {change.path: change.after for change in found.changes if change.after is not None}


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("audience", words("audience"))
def test_nothing_is_empty_without_a_reason(programme: Path, audience: Audience, language: Language) -> None:
    files = made(programme, audience, language)
    assert len(files) > 20
    bare = []
    for path, content in files.items():
        if path.endswith(".md"):
            bare += [f"{path}: {title}" for title in _bare_sections(content.decode())]
        elif path.endswith(".xlsx"):
            bare += [f"{path}: {place}" for place in _bare_tables(content)]
    assert bare == []


def _bare_sections(text: str) -> list[str]:
    """Return headings with nothing below them, tables of headings alone, and brackets around nothing."""
    _, *parts = re.split(r"^(#+) (.*)$", text, flags=re.MULTILINE)
    levels, titles, bodies = parts[::3], parts[1::3], parts[2::3]
    following = (*levels[1:], "")
    found = [
        title
        for level, title, body, after in zip(levels, titles, bodies, following, strict=True)
        if not body.strip() and len(after) <= len(level)
    ]
    found += re.findall(r"^(\|.*\|\n\| -.*\|)\n(?!\|)", text, flags=re.MULTILINE)
    return found + re.findall(r"\(\)", text)


def _bare_tables(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    found = [str(cell.value) for row in visible[0].iter_rows() for cell in row if "()" in str(cell.value)]
    for sheet in visible[1:]:
        found += [f"{sheet.title} {table.ref}" for table in sheet.tables.values() if _is_bare(sheet, table.ref)]
    return found


def _is_bare(sheet: Worksheet, area: str) -> bool:
    """Tell whether a table holds no row and has no line below it that says why."""
    *_, last = re.findall(r"\d+", area)
    first = int(re.findall(r"\d+", area)[0])
    inside = [cell.value for row in sheet[area] for cell in row][len(sheet[area][0]) :]
    below = [sheet.cell(int(last) + more, 1).value for more in (1, 2)]
    return first < int(last) and not any(value is not None for value in inside) and not any(below)


def test_the_closing_report_names_the_facts_that_it_lacks(programme: Path) -> None:
    told = made(programme, "core_group", "fi")["deliverables/core_group/closing-report.fi.md"].decode()
    assert "Ei vielä kirjattu: hankekoodi, rahoittaja, toimintalinja, päätoteuttaja, alue" in told
    assert "kokonaisbudjetti, yhteyshenkilö.\n" in told
    public = made(programme, "public", "fi")["deliverables/public/closing-report.fi.md"].decode()
    assert "Ei vielä kirjattu: hankekoodi" in public
    assert "kokonaisbudjetti" not in public, "what this audience would not be shown is not told to be missing"
