"""The deliverables of the rich sample, word for word: Markdown as it is, workbooks cell by cell."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.deliverables.catalogue import DELIVERABLES, PROGRAMME_DELIVERABLES
from innoenvi_cli.i18n import LANGUAGES
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.programme import Audience

HERE = Path(__file__).parent
RICH = "vesihuolto"
SHOWN: tuple[Audience, ...] = ("members", "core_group", "consultants")
FILES: dict[str, Audience] = {
    f"{found.id}.{found.form}": next(audience for audience in SHOWN if audience in found.audiences)
    for found in (*DELIVERABLES, *PROGRAMME_DELIVERABLES)
}
RECORDS = {"interview-summary": "haastattelu-01", "minutes": "ydinryhma-5"}


@cache
def rendered(language: Language, audience: Audience) -> dict[str, bytes]:
    found = render(
        samples_folder() / "innoenvi",
        audience=audience,
        languages=(language,),
        output="elsewhere",
        everything=True,
        dry_run=True,
        environ={},
    )
    wanted = (f"elsewhere/{RICH}/deliverables/{audience}/", f"elsewhere/deliverables/{audience}/")
    held: dict[str, bytes] = {}
    for change in found.changes:
        if not change.path.startswith(wanted) or change.after is None:
            continue
        deliverable, *record, _, form = change.path.rsplit("/", 1)[1].split(".")
        if not record or record == [RECORDS[deliverable]]:
            held[f"{deliverable}.{form}"] = change.after
    return held


def cells(content: bytes) -> str:
    """Return what the sheets of a workbook say, a row a line; a formula stands before what it shows."""
    lines = []
    formulas, values = (load_workbook(io.BytesIO(content), data_only=shown) for shown in (False, True))
    for sheet in formulas.worksheets:
        lines.append(f"=== {sheet.title} ({sheet.sheet_state})")
        for row in sheet.iter_rows():
            texts = []
            for cell in row:
                value = values[sheet.title][cell.coordinate].value
                text = "" if value is None else str(value).removesuffix(" 00:00:00").replace("\n", "⏎")
                texts.append(f"{cell.value} → {text}" if cell.data_type == "f" else text)
            lines.append(" | ".join(texts).rstrip(" |"))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_golden(name: str, language: Language, request: pytest.FixtureRequest) -> None:
    content = rendered(language, FILES[name])[name]
    compare(HERE / language / f"{name}{'.txt' if name.endswith('.xlsx') else ''}", content, request)


@pytest.mark.parametrize(
    "name", ["priorities.xlsx", "member-register.xlsx", "commitments.xlsx", "info-seminar-invitations.xlsx"]
)
def test_golden_for_the_core_group(name: str, request: pytest.FixtureRequest) -> None:
    compare(HERE / "fi" / f"core_group.{name}.txt", rendered("fi", "core_group")[name], request)


def compare(path: Path, content: bytes, request: pytest.FixtureRequest) -> None:
    text = content.decode() if path.suffix == ".md" else cells(content)
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{name}{'.txt' if name.endswith('.xlsx') else ''}" for name in FILES}
    for language in LANGUAGES:
        found = {path.name for path in (HERE / language).iterdir() if not path.name.startswith("core_group.")}
        assert found == expected
