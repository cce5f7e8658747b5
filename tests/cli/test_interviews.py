"""``innoenvi interviews``."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.fixture
def rich(innoenvi: CommandLine, tmp_path: Path) -> CommandLine:
    innoenvi.folder = shutil.copytree(
        samples_folder() / "innoenvi", tmp_path / "rich", ignore=shutil.ignore_patterns("deliverables")
    )
    return innoenvi


def test_piped_the_cells_of_a_line_are_parted_by_tabs(rich: CommandLine) -> None:
    answer = rich("interviews", "vesihuolto")
    assert (answer.code, answer.err) == (0, "→ next: innoenvi report vesihuolto --deliverable analysis-report\n")
    lines = answer.out.splitlines()
    assert lines[-1] == "Every interview has excerpts, and every excerpt carries a code."
    assert lines[0] == "vesihuolto: 10 interviews, 6 of 7 companies, as of 15 June 2026"
    assert "medium-sized\t2\t1\t1\t0\t50%" in lines
    assert "markkina\tMarket\t10\t9\t9" in lines
    assert "markkina\t6 (6)\t1 (1)\t1 (2)\t1 (1)\t9 (10)" in lines


def test_the_excerpts_of_a_code_and_of_those_below_it(rich: CommandLine) -> None:
    answer = rich("interviews", "vesihuolto", "--code", "osaaminen", "--lang", "fi")
    lines = answer.out.splitlines()
    assert "hoitajien-taito\t  Laitoshoitajien osaaminen\t3\t3\t3" in lines
    assert lines[-1].startswith("1.10.2024\tRannikon Vesiosuuskuntien Yhteistyö ry\thaastattelu-10, e2\tHoitajille on ")
    assert "markkina" not in answer.out


def test_as_json(rich: CommandLine) -> None:
    answer = rich("interviews", "vesihuolto", "--by", "size", "--code", "rahoitus", "--format", "json")
    assert (answer.code, answer.kind) == (0, "interviews")
    data = answer.data
    assert data["coverage"][0] == {
        "band": "all",
        "companies": 7,
        "interviewed": 6,
        "refused": 1,
        "neither": 0,
        "ratio": 0.8571,
    }
    assert (data["by"], data["uncoded"], data["unused"]) == ("size", [], [])
    assert {"code": "rahoitus", "class": "small", "members": 1, "excerpts": 2} in data["cross"]
    assert [(item["record"], item["excerpt"]) for item in data["excerpts"]] == [
        ("interviews/haastattelu-05", "e1"),
        ("interviews/haastattelu-05", "e2"),
        ("interviews/haastattelu-10", "e1"),
    ]


def test_on_a_terminal(rich: CommandLine) -> None:
    answer = rich("--color", "never", "interviews", "vesihuolto", terminal=True)
    assert max(map(len, answer.out.splitlines())) <= 80
    assert " kieli-ja-kulttuuri    Language and ways of               2           2        2" in answer.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--code", "ostoprosesi"), "did you mean 'ostoprosessi'?"),
        (("--by", "colour"), "is not one of: kind, tier, size"),
    ],
)
def test_an_unknown_code_or_grouping(rich: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    answer = rich("interviews", "vesihuolto", *arguments)
    assert answer.code in {2, 4}
    assert (answer.out, said in answer.err) == ("", True)


def test_a_minicluster_without_interviews(innoenvi: CommandLine) -> None:
    answer = innoenvi("interviews", "vesi")
    assert answer.out.splitlines()[0] == "vesi: 0 interviews, 0 of 0 companies, as of 15 June 2026"
    assert answer.code == 0


def test_nothing_comes_from_the_private_folder(rich: CommandLine) -> None:
    (rich.folder / "private" / "people.yaml").write_bytes(b"\xff: broken")
    assert rich("interviews", "vesihuolto").code == 0


def test_what_is_still_to_be_coded_and_who_is_still_to_be_asked(rich: CommandLine) -> None:
    file = rich.folder / "jatehuolto" / "interviews" / "h4-tayttomerkki.yaml"
    head, _, _ = file.read_text("utf-8").partition("excerpts:")
    file.write_text(head, "utf-8")
    lines = rich("interviews", "jatehuolto").out.splitlines()
    there = lines.index("Companies neither interviewed nor refused")
    assert lines[there + 2] == "Linnanniemen Kiinteistöpalvelu Oy\tmedium-sized"
    there = lines.index("Interviews without an excerpt")
    assert lines[there + 2].endswith("\th4-tayttomerkki")
    data = rich("interviews", "jatehuolto", "--format", "json").data
    assert (data["without_excerpts"], data["uncoded"]) == (["h4-tayttomerkki"], [])
    assert data["not_interviewed"] == ["linnanniemen-kiinteistopalvelu"]


def test_nobody_interviewed_yet(innoenvi: CommandLine) -> None:
    answer = innoenvi("interviews", "vesi")
    assert answer.out.splitlines()[1:] == ["Nobody has been interviewed in this cycle yet."]
    assert answer.err == "→ next: innoenvi add interview vesi\n"


def test_a_narrow_terminal_stacks_the_table_rather_than_breaking_words(
    rich: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = rich("--color", "never", "--lang", "fi", "interviews", "vesihuolto", terminal=True).out.splitlines()
    there = lines.index(" keskisuuri")
    assert lines[there + 1].startswith("   yrityksiä: 2; haastateltu: 1; kieltäytynyt: 1;")
    monkeypatch.setenv("COLUMNS", "80")
    wide = rich("--color", "never", "--lang", "fi", "interviews", "vesihuolto", terminal=True).out
    assert "haastateltu  kieltäytynyt" in wide
