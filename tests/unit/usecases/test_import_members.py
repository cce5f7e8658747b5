"""Registers become members: good rows are written, bad ones named, the same again changes nothing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from innoenvi_cli.errors import LockedError, RefusedError, UnknownNameError
from innoenvi_cli.findings import Severity
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.rules import BY_CODE, IMPORT_RULES, registers
from innoenvi_cli.store.writer import locked
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.import_members import import_members
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from innoenvi_cli.usecases.import_members import ImportResult

MINICLUSTER = """\
name: Vesihuolto
start: 2026-01-01
levels:
  - {id: rajapinta, name: {fi: Asiakasrajapinta, en: Customer interface}}
company_groups:
  - {id: mittaus, name: Mittaajat}
"""
# A member as somebody keeps it: with comments, quotes and an order of keys of its own.
HYDROS = """\
# Tarkistettu puhelimessa.
name:   "Hydros Oy"   # virallinen nimi
id: hydros-oy
kind: company
country: 'FI'
size: {year: 2024, headcount: 10-49}

roles:
- core      # ydinryhmässä
# loppu
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "ohjelma"
    write(folder / "innoenvi.yaml", "format: 1\nname: Koe\nas_of: 2026-06-15\n")
    write(folder / "vesi" / "minicluster.yaml", MINICLUSTER)
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def run(root: Path, text: str, *, dry_run: bool = False, **more: Any) -> ImportResult:
    file = write(root.parent / "rekisteri.csv", text)
    result = import_members(root, file, "vesi", dry_run=dry_run, environ={}, **more)
    assert len(result.created) + len(result.updated) + result.unchanged + len(result.rejected) == result.rows
    assert [finding for finding in check_records(root).findings if finding.severity is Severity.ERROR] == []
    return result


def member(root: Path, member_id: str) -> str:
    return (root / "vesi" / "members" / f"{member_id}.yaml").read_text(encoding="utf-8")


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def codes(result: ImportResult) -> list[tuple[int, str, str, str]]:
    return [(item.row, item.column, item.value, item.code) for item in result.rejected]


def test_a_row_becomes_a_file_with_what_it_says(root: Path) -> None:
    result = run(
        root,
        "Nimi;Laji;Maa;Y-tunnus;Kokoluokka;Vuosi;Taso;Yritysryhmät;Väri\n"
        "Lumivirta Oy;yritys;Suomi;0112038-9;pieni;2025;customer interface;mittaajat;sininen\n",
        mapping=(("Vuosi", "size.year"), ("Väri", "custom.vari")),
    )
    assert (result.created, result.rows, result.files) == (("lumivirta-oy",), 1, ("vesi/members/lumivirta-oy.yaml",))
    assert member(root, "lumivirta-oy") == (
        "# yaml-language-server: $schema=../../.innoenvi/schemas/member.schema.json\n"
        "id: lumivirta-oy\n"
        "name: Lumivirta Oy\n"
        "kind: company\n"
        "business_id: 0112038-9\n"
        "country: FI\n"
        "size:\n"
        "  size_class: small\n"
        "  year: 2025\n"
        "level: rajapinta\n"
        "company_groups:\n"
        "  - mittaus\n"
        "source: rekisteri.csv\n"
        "custom:\n"
        "  vari: sininen\n"
    )


def test_the_same_file_again_changes_nothing(root: Path) -> None:
    text = "Nimi;Maa;Kotisivu\nÖljy ja Vesi Oy;Viro;www.oljy.example\nNA;;\n北京;CN;\n3M Oy;US;\n"
    assert len(run(root, text).created) == 4
    before = files(root)
    again = run(root, text)
    assert (again.unchanged, again.created, again.updated, again.files, again.diff) == (4, (), (), (), "")
    assert files(root) == before


def test_a_changed_cell_changes_that_value_alone(root: Path) -> None:
    write(root / "vesi/members/hydros-oy.yaml", HYDROS)
    result = run(
        root, "Nimi;Maa;Henkilöstö;Lukujen vuosi;Roolit;Verkkosivu\nHydros Oy;SE;50-249;2025;core;https://h.example\n"
    )
    assert (result.updated, result.created) == (("hydros-oy",), ())
    assert member(root, "hydros-oy") == (
        HYDROS.replace("'FI'", "'SE'")
        .replace("{year: 2024, headcount: 10-49}", "{year: 2025, headcount: 50-249}")
        .replace("ydinryhmässä\n", "ydinryhmässä\nwebsite: https://h.example\n")
    )


def test_an_empty_cell_takes_nothing_away(root: Path) -> None:
    write(root / "vesi/members/hydros-oy.yaml", HYDROS)
    assert run(root, "Nimi;Maa;Laji;Roolit\nHydros Oy;;;\n").unchanged == 1


def test_figures_that_are_equal_are_no_change(root: Path) -> None:
    write(root / "vesi/members/a-oy.yaml", "name: A Oy\nexport: {share: 0.250, countries: [SE, EE]}\ntier: 1\n")
    assert run(root, "Nimi;Viennin osuus;Vientimaat;Porras\nA Oy;25 %;Viro, Ruotsi;1\n").unchanged == 1


def test_line_ends_and_the_byte_order_mark_of_a_changed_file_stay(root: Path) -> None:
    write(root / "vesi/members/a-oy.yaml", "\ufeffname: A Oy\r\ncountry: FI\r\n")
    assert run(root, "Nimi;Maa\nA Oy;SE\n").updated == ("a-oy",)
    assert (root / "vesi/members/a-oy.yaml").read_bytes() == "\ufeffname: A Oy\r\ncountry: SE\r\n".encode()


def test_members_in_a_list_file_are_changed_there(root: Path) -> None:
    text = "members:\n  # ensin\n  - id: a\n    name: A Oy\n    country: FI\n  - {id: b, name: B Oy, country: FI}\n"
    write(root / "vesi/members.yaml", text)
    result = run(root, "Nimi;Maa\nB Oy;SE\nA Oy;EE\nC Oy;NO\n")
    assert (result.updated, result.created) == (("a", "b"), ("c-oy",))
    expected = text.replace("country: FI\n  - {", "country: EE\n  - {").replace("country: FI}", "country: SE}")
    assert (root / "vesi/members.yaml").read_text(encoding="utf-8") == expected


# Bad rows ------------------------------------------------------------------------------------------------------------

BAD_ROWS = [
    ("IE601", "Nimi;Maa\n;FI\n", (2, "Nimi", "", "IE601")),
    ("IE602", "Nimi;Maa\nLumivirta Oy;Global\n", (2, "Maa", "Global", "IE602")),
    ("IE603", "Nimi;Laji\nLumivirta Oy;ystävä\n", (2, "Laji", "ystävä", "IE603")),
    ("IE606", "Nimi;Maa\nLumivirta Oy;FI\nLUMIVIRTA  oy;SE\n", (3, "", "", "IE606")),
    ("IE608", "Nimi;Maa\nLumivirta; Oy;FI\n", (2, "", "", "IE608")),
    ("IE647", "Nimi;Maa\nLumivirta Oy;FI\nNimi;Maa\n", (3, "", "", "IE647")),
    ("IE648", "Nimi;Henkilöstö\nLumivirta Oy;12\nYhteensä;12\n", (3, "Nimi", "Yhteensä", "IE648")),
    ("IE610", "Nimi;Maa\nLumivirta\N{ZERO WIDTH SPACE} Oy;FI\n", (2, "Nimi", "Lumivirta\N{ZERO WIDTH SPACE} Oy", "IE610")),
    ("IE302", "Nimi;Y-tunnus\nLumivirta Oy;0112038-1\n", (2, "Y-tunnus", "0112038-1", "IE302")),
    ("IE112", "Nimi;Verkkosivu\nLumivirta Oy;lumivirta\n", (2, "Verkkosivu", "lumivirta", "IE112")),
    ("IE203", "Nimi;Taso\nLumivirta Oy;kellari\n", (2, "Taso", "kellari", "IE203")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), BAD_ROWS, ids=[code for code, _, _ in BAD_ROWS])
def test_a_bad_row_is_named_and_the_good_one_beside_it_is_written(
    root: Path, code: str, text: str, expected: tuple[int, str, str, str]
) -> None:
    result = run(root, f"{text}Virta Oy\n")
    assert codes(result) == [expected]
    assert "virta-oy" in result.created
    (rejected,) = result.rejected
    for language in ("fi", "en"):
        assert "{" not in rejected.message.render(language) + rejected.hint.render(language)


def test_formulas_and_errors_of_a_workbook_are_named_with_sheet_and_cell(root: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Yritykset"
    for row in (["Nimi", "Maa", "Summa"], ["=A9", "FI", 1], ["Lumivirta Oy", "#REF!", 1], ["Virta Oy", "FI", "=1+1"]):
        sheet.append(row)
    book.save(root.parent / "r.xlsx")
    result = import_members(root, root.parent / "r.xlsx", "vesi", environ={})
    assert codes(result) == [(2, "Nimi", "=A9", "IE604"), (3, "Maa", "#REF!", "IE605")]
    assert result.rejected[0].message.render("en") == "cell A2 of the sheet 'Yritykset' holds a formula"
    assert (result.created, result.sheet) == (("virta-oy",), "Yritykset")


@pytest.mark.parametrize(
    "row",
    [
        "Yhteensä;;;12",
        "Yhteensä:;;;12",
        "SUMMA",
        "Total;;FI;",
        "Grand  total;;;",
        "Yht.;;;99",
        "Sub-total;;;x",
        "Totalt",
    ],
)
def test_a_row_of_sums_makes_no_member_and_says_so(root: Path, row: str) -> None:
    result = run(root, f"Nimi;Y-tunnus;Maa;Henkilöstö\nAlfa Oy;;FI;12\n{row}\n")
    assert (codes(result), result.created) == ([(3, "Nimi", row.split(";", maxsplit=1)[0], "IE648")], ("alfa-oy",))
    assert result.rejected[0].also == ()


@pytest.mark.parametrize(
    ("row", "made"),
    [
        ("Total;0112038-9;FI;", "total"),
        ("Summa Capital Oy;;FI;", "summa-capital-oy"),
        ("Yhteensä ry;;FI;", "yhteensa-ry"),
        ("Sumu;;FI;", "sumu"),
    ],
)
def test_an_organisation_that_is_called_like_a_sum_is_a_member(root: Path, row: str, made: str) -> None:
    assert run(root, f"Nimi;Y-tunnus;Maa;Henkilöstö\n{row}\n").created == (made,)


def test_a_row_of_sums_that_calculates_them_is_one(root: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nimi", "Henkilöstö"], ["Alfa Oy", 12], ["Yhteensä", "=SUM(B2:B2)"]):
        sheet.append(row)
    book.save(root.parent / "r.xlsx")
    result = import_members(root, root.parent / "r.xlsx", "vesi", environ={})
    assert (codes(result), result.created) == ([(3, "Nimi", "Yhteensä", "IE648")], ("alfa-oy",))


def test_every_code_of_import_is_reached() -> None:
    reached = {code for code, _, _ in BAD_ROWS} | {
        "IE604",
        "IE605",
        "IE607",
        "IE609",
        "IE644",
        "IE645",
        "IE646",
    }  # the latter in tests of their own, those of workbooks in tests/unit/exchange
    assert {rule.code for rule in registers.RULES} == {code for code in reached if code.startswith("IE6")}
    assert all(rule in BY_CODE.values() for rule in IMPORT_RULES)


def test_everything_wrong_with_a_row_is_said_at_once(root: Path) -> None:
    (rejected,) = run(root, "Nimi;Laji;Maa;Porras\nA Oy;ystävä;Global;12\n").rejected
    assert (rejected.column, [problem.column for problem in rejected.also]) == ("Laji", ["Maa"])


def test_a_bad_row_does_not_take_the_place_of_a_good_one(root: Path) -> None:
    result = run(root, "Nimi;Verkkosivu\nLumivirta Oy;ei ole\nLumivirta Oy;https://l.example\n")
    assert ([item.row for item in result.rejected], result.created) == ([2], ("lumivirta-oy",))


def test_a_row_that_repeats_a_rejected_one_is_rejected_too(root: Path) -> None:
    result = run(root, "Nimi;Y-tunnus\nLumivirta Oy;0112038-1\nLumivirta Oy;0112038-1\n")
    assert [(item.row, item.code) for item in result.rejected] == [(2, "IE302"), (3, "IE302")]


def test_texts_that_look_dangerous_stay_texts(root: Path) -> None:
    names = [
        "=1+1",
        "@ope",
        "{{ 7*7 }}",
        "null",
        "- a: b",
        "../../x",
        "::error::x",
        "yes",
        "'; rm -rf",
        "# a",
        "a: b #c",
    ]
    result = run(root, "Nimi\tMaa\n" + "".join(f"{name}\tFI\n" for name in names))
    assert result.rejected == ()
    held = {line for member_id in result.created for line in member(root, member_id).splitlines()[2:3]}
    assert len(held) == len(names)
    assert run(root, "Nimi\tMaa\n" + "".join(f"{name}\tFI\n" for name in names)).unchanged == len(names)
    assert all(path.startswith("vesi/members/") for path in result.files)


# Who is meant --------------------------------------------------------------------------------------------------------


def test_the_business_id_tells_who_is_meant_before_the_name(root: Path) -> None:
    write(root / "vesi/members/a.yaml", "name: Vanha Nimi Oy\nbusiness_id: 0112038-9\n")
    result = run(root, "Nimi;Y-tunnus\nUusi Nimi Oy;0112038-9\n")
    assert (result.updated, member(root, "a")) == (("a",), "name: Uusi Nimi Oy\nbusiness_id: 0112038-9\n")


def test_namesakes_with_business_ids_of_their_own_are_two(root: Path) -> None:
    text = "Nimi;Y-tunnus\nVirta Oy;0112038-9\nVirta Oy;2055160-0\n"
    result = run(root, text)
    assert result.created == ("virta-oy", "virta-oy-2")
    assert run(root, text).unchanged == 2
    assert "0112038-9" in member(root, "virta-oy")
    (rejected,) = run(root, "Nimi;Maa\nVirta Oy;FI\n").rejected
    assert rejected.code == "IE607"


def test_a_row_that_means_two_members_is_rejected(root: Path) -> None:
    write(root / "vesi/members/a.yaml", "name: A Oy\nbusiness_id: 0112038-9\n")
    write(root / "vesi/members/b.yaml", "name: B Oy\n")
    before = files(root)
    (rejected,) = run(root, "Nimi;Y-tunnus\nB Oy;0112038-9\n").rejected
    assert rejected.code == "IE607"
    assert rejected.message.render("en") == "the business id belongs to 'a' and the name to 'b'"
    assert files(root) == before


def test_a_member_renamed_by_hand_is_known_by_its_id(root: Path) -> None:
    run(root, "Nimi;Maa\nHydros Oy;FI\n")
    path = root / "vesi/members/hydros-oy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Hydros Oy", "Hydros"), encoding="utf-8")
    assert run(root, "Nimi;Maa\nHydros Oy;FI\n").updated == ("hydros-oy",)


def test_long_names_that_begin_alike_are_not_taken_for_one(root: Path) -> None:
    name = "Pohjoisen ympäristön tutkimuslaitoksen vesiosasto"
    assert run(root, f"Nimi\n{name} Oulu\n").created == ("pohjoisen-ympariston-tutkimuslaitoksen",)
    assert run(root, f"Nimi\n{name} Turku\n").created == ("pohjoisen-ympariston-tutkimuslaitoksen-2",)
    assert run(root, f"Nimi\n{name} Turku\n{name} Oulu\n").unchanged == 2


def test_ids_do_not_depend_on_the_order_of_the_rows(root: Path, tmp_path: Path) -> None:
    names = ["C Oy", "C++ Oy", "c# oy", "Ä Oy", "A Oy", "北京", "東京", "3M", "No", "no.", "Con"]
    rows = [f"{name};" for name in names] + ["Virta Oy;0112038-9", "Virta Oy;2055160-0", "Virta Oy;2055161-9"]
    run(root, "Nimi;Y-tunnus\n" + "\n".join(rows) + "\n")
    expected = files(root / "vesi/members")
    assert len(expected) == len(rows)
    for seed in range(5):
        other = tmp_path / str(seed) / "ohjelma"
        write(other / "innoenvi.yaml", "format: 1\nname: Koe\n")
        write(other / "vesi/minicluster.yaml", MINICLUSTER)
        run(other, "Nimi;Y-tunnus\n" + "\n".join(random.Random(seed).sample(rows, len(rows))) + "\n")
        assert files(other / "vesi/members") == expected


def test_ids_may_be_given(root: Path) -> None:
    text = "Id;Nimi\nhydros;Hydros Oy\nvirta;Virta Oy\n"
    assert run(root, text).created == ("hydros", "virta")
    assert run(root, text.replace("Hydros Oy", "Hydros Oyj")).updated == ("hydros",)


def test_repeated_rows(root: Path) -> None:
    result = run(root, "Nimi;Maa\nVirta Oy;FI\nvirta oy;\nVirta Oy;FI\nVirta Oy;SE\n")
    assert (result.created, result.unchanged) == (("virta-oy",), 2)
    assert [(item.row, item.code) for item in result.rejected] == [(5, "IE606")]


# History, languages, broken records ----------------------------------------------------------------------------------


def test_a_register_with_a_status_writes_history_once(root: Path) -> None:
    text = "Nimi;Tila;Pvm\nVirta Oy;Sitoutunut;14.5.2026\n"
    mapping = (("Tila", "history.status"), ("Pvm", "history.date"))
    run(root, text, mapping=mapping)
    assert "history:\n  - status: committed\n    date: 2026-05-14\n" in member(root, "virta-oy")
    assert run(root, text, mapping=mapping).unchanged == 1
    result = run(root, text.replace("Sitoutunut;14.5", "left;1.6"), mapping=mapping)
    assert result.updated == ("virta-oy",)
    assert member(root, "virta-oy").count("status:") == 2
    (rejected,) = run(root, "Nimi;Tila;Pvm\nUusi Oy;informed;\n", mapping=mapping).rejected
    assert rejected.code == "IE102"


def test_a_text_in_two_languages_is_not_lost(root: Path) -> None:
    write(root / "vesi/members/a.yaml", "name: A Oy\nsupport_role: {fi: Rahoittaa kokeilut, en: Finances trials}\n")
    assert run(root, "Nimi;Tukitehtävä\nA Oy;Rahoittaa kokeilut\n").unchanged == 1
    (rejected,) = run(root, "Nimi;Tukitehtävä\nA Oy;Antaa tiloja\n").rejected
    assert rejected.code == "IE609"


def test_a_broken_record_is_left_alone(root: Path) -> None:
    path = write(root / "vesi/members/hydros-oy.yaml", "name: Hydros Oy\n<<<<<<< HEAD\ncountry: FI\n")
    file = write(root.parent / "r.csv", "Nimi;Maa\nHydros Oy;SE\nVirta Oy;FI\n")
    result = import_members(root, file, "vesi", environ={})
    assert (codes(result), result.created) == ([(2, "", "", "IE609")], ("virta-oy",))
    assert path.read_text(encoding="utf-8") == "name: Hydros Oy\n<<<<<<< HEAD\ncountry: FI\n"


def test_a_broken_list_of_members_stops_the_import(root: Path) -> None:
    write(root / "vesi/members.yaml", "members: {\n")
    before = files(root)
    with pytest.raises(RefusedError, match="the members of 'vesi' cannot be read"):
        import_members(root, write(root.parent / "r.csv", "Nimi\nA\n"), "vesi", environ={})
    assert files(root) == before


def test_a_faulty_record_elsewhere_is_no_reason_to_reject_a_row(root: Path) -> None:
    write(root / "vesi/members/a.yaml", "name: A Oy\nbusiness_id: 0112038-1\n")
    file = write(root.parent / "r.csv", "Nimi;Maa\nA Oy;SE\nB Oy;FI\n")
    result = import_members(root, file, "vesi", environ={})
    assert (result.updated, result.created, result.rejected) == (("a",), ("b-oy",), ())


# The whole -----------------------------------------------------------------------------------------------------------


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path) -> None:
    write(root / "vesi/members/hydros-oy.yaml", HYDROS)
    text = "Nimi;Maa\nHydros Oy;SE\nVirta Oy;FI\nX;Global\n"
    before = files(root)
    planned = run(root, text, dry_run=True)
    assert files(root) == before
    done = run(root, text)
    assert (planned.created, planned.updated, planned.files, planned.diff) == (
        done.created,
        done.updated,
        done.files,
        done.diff,
    )
    assert "+++ b/vesi/members/virta-oy.yaml" in planned.diff
    assert "-country: 'FI'\n+country: 'SE'\n" in planned.diff


def test_a_thousand_rows(root: Path) -> None:
    text = "Nimi;Maa\n" + "".join(f"Yritys {number} Oy;FI\n" for number in range(1000))
    assert len(run(root, text).created) == 1000
    changed = text.replace("Yritys 500 Oy;FI", "Yritys 500 Oy;SE")
    result = run(root, changed)
    assert (result.updated, result.unchanged, result.files) == (
        ("yritys-500-oy",),
        999,
        ("vesi/members/yritys-500-oy.yaml",),
    )


def test_somebody_else_is_writing(root: Path) -> None:
    file = write(root.parent / "r.csv", "Nimi\nA\n")
    with locked(root), pytest.raises(LockedError):
        import_members(root, file, "vesi", environ={})


def test_unknown_minicluster(root: Path) -> None:
    with pytest.raises(UnknownNameError):
        import_members(root, write(root.parent / "r.csv", "Nimi\nA\n"), "vesj", environ={})


def test_a_folder_of_members_that_is_a_link_is_not_written_through(root: Path, tmp_path: Path) -> None:
    (tmp_path / "muualla").mkdir()
    (root / "vesi" / "members").symlink_to(tmp_path / "muualla")
    with pytest.raises(RefusedError):
        import_members(root, write(root.parent / "r.csv", "Nimi\nA\n"), "vesi", environ={})
    assert list((tmp_path / "muualla").iterdir()) == []


@pytest.mark.parametrize(
    ("language", "sheets"),
    [("fi", ("Toimijat", "Taustatiedot", "Koko ja vienti")), ("en", ("Members", "Background", "Size and export"))],
)
def test_the_member_register_is_read_back(tmp_path: Path, language: str, sheets: tuple[str, ...]) -> None:
    root = Path(shutil.copytree(samples_folder() / "innoenvi", tmp_path / "innoenvi"))
    render(root, miniclusters=("energia",), deliverables=("member-register",), audience="consultants")
    register = root / "energia/deliverables/consultants" / f"member-register.{language}.xlsx"
    members = len(list((root / "energia/members").glob("*.yaml")))
    for sheet in (None, *sheets):
        result = import_members(root, register, "energia", sheet=sheet, dry_run=True)
        assert (result.rejected, result.created, result.updated, result.unchanged) == ((), (), (), members)


def test_a_row_with_personal_data_is_rejected_and_not_repeated(root: Path) -> None:
    register = write(
        root.parent / "luettelo.csv",
        "nimi;maa;sähköposti;huomautus;yhteys;verkkosivu\n"
        "Aalto Oy;FI;aino@aalto.example;soita 040 123 4567;;\n"
        "Virta Oy;FI;;131052-308T;;\n"
        "Puro Oy;FI;;;Aino Aalto;\n"
        "Lampi Oy;FI;pekka@lampi.example;ks. info@lampi.example;hlo-07;https://lampi.example/0401234567\n",
    )
    mapping = (("huomautus", "note"), ("yhteys", "contacts"), ("verkkosivu", "website"))
    result = import_members(root, register, "vesi", mapping=mapping, environ={})
    assert [(row.row, row.column, row.value, row.code) for row in result.rejected] == [
        (2, "huomautus", "…", "IE310"),
        (3, "huomautus", "…", "IE310"),
        (4, "yhteys", "…", "IE111"),
    ]
    assert (result.created, result.left_out) == (("lampi-oy",), ("sähköposti",))
    written = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.yaml"))
    assert not any(secret in written for secret in ("040 123", "131052", "Aino", "pekka@"))
