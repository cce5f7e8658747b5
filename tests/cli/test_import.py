"""``innoenvi import``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

REGISTER = """\
Nimi;Laji;Väri
Hydros Oy;yritys;sininen
Virta Oy;yrtys;
Hydros Oy;yritys;
"""


@pytest.fixture
def register(innoenvi: CommandLine) -> CommandLine:
    """The command line where a register of three rows lies beside the programme; the second row is wrong."""
    (innoenvi.folder / "rekisteri.csv").write_text(REGISTER, encoding="utf-8")
    return innoenvi


def test_good_rows_are_written_and_bad_ones_named(register: CommandLine) -> None:
    answer = register("import", "members", "rekisteri.csv", "vesi")
    assert answer.code == 1
    first, *rest = answer.out.splitlines()
    assert first.startswith("rekisteri.csv:3:Laji: IE603 error: 'yrtys' is none of: company, research, ")
    assert rest == [
        "read in — rekisteri.csv into vesi, 3 rows",
        "columns: Nimi → name",
        "columns: Laji → kind",
        "not read: Väri",
        "created: 1: hydros-oy",
        "updated: 0",
        "unchanged: 1",
        "rejected: 1",
    ]
    assert answer.err == "→ mend the rejected rows and read the register in again; the others stay\n"
    assert (register.folder / "vesi/members/hydros-oy.yaml").is_file()
    assert register("check").code == 0


def test_every_row_is_in_exactly_one_of_the_four(register: CommandLine) -> None:
    answer = register("import", "members", "rekisteri.csv", "vesi", "--format", "json")
    assert (answer.code, answer.kind) == (1, "import")
    data = answer.data
    assert (data["file"], data["rows"], data["created"], data["updated"]) == ("rekisteri.csv", 3, ["hydros-oy"], [])
    assert len(data["created"]) + len(data["updated"]) + data["unchanged"] + len(data["rejected"]) == data["rows"]
    (rejected,) = data["rejected"]
    assert {key: rejected[key] for key in ("row", "column", "value", "code")} == {
        "row": 3,
        "column": "Laji",
        "value": "yrtys",
        "code": "IE603",
    }


def test_a_dry_run_writes_nothing(register: CommandLine) -> None:
    answer = register("import", "members", "rekisteri.csv", "vesi", "-n", "--diff")
    assert "would be read in — rekisteri.csv into vesi, 3 rows" in answer.out
    assert "+name: Hydros Oy" in answer.out
    assert not (register.folder / "vesi/members").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "would be read in — yksi.csv into vesi, 1 row"),
        ("fi", "luettaisiin — yksi.csv: 1 rivi miniklusteriin vesi"),
    ],
)
def test_one_row_is_no_rows(innoenvi: CommandLine, language: str, said: str) -> None:
    (innoenvi.folder / "yksi.csv").write_text("Nimi\nHydros Oy\n", encoding="utf-8")
    answer = innoenvi("--lang", language, "import", "members", "yksi.csv", "vesi", "-n")
    assert answer.out.splitlines()[0] == said


def test_columns_are_named_where_their_headings_say_nothing(innoenvi: CommandLine) -> None:
    (innoenvi.folder / "r.csv").write_text("A=B,C\nHydros Oy,company\n", encoding="utf-8")
    answer = innoenvi("import", "members", "r.csv", "vesi", "--map", "A=B=name", "--map", "C=kind", "--format", "json")
    assert (answer.code, answer.data["created"]) == (0, ["hydros-oy"])
    assert answer.data["columns"] == [{"column": "A=B", "field": "name"}, {"column": "C", "field": "kind"}]


def test_on_a_terminal(register: CommandLine) -> None:
    answer = register("import", "members", "rekisteri.csv", "vesi", "--color", "never", terminal=True)
    assert answer.out.splitlines()[:2] == [
        "Rejected",
        " row 3  Virta Oy │ »yrtys«",
    ]
    assert (
        answer.out.splitlines()[2].strip().startswith("Laji: 'yrtys' is none of: company, research, education, public,")
    )
    assert " created    1: hydros-oy" in answer.out.splitlines()


def test_a_file_that_is_refused_is_named_with_its_rule_its_place_and_the_way_out(register: CommandLine) -> None:
    (register.folder / "rekisteri.csv").write_text('Nimi;Maa\nA Oy;FI\n"B Oy;FI\n', encoding="utf-8")
    answer = register("import", "members", "rekisteri.csv", "vesi")
    assert answer.code == 4
    assert answer.err.splitlines() == [
        "innoenvi: IE639 rekisteri.csv was not read in: a quotation mark that is opened in row 3 is never closed",
        '  → write the missing mark; a mark inside a text is doubled: "Oy ""Vesi"""',
        "  → more: innoenvi explain IE639",
    ]
    data = register("import", "members", "rekisteri.csv", "vesi", "--format", "json").data
    assert (data["code"], data["rule"]) == ("table-refused", "IE639")
    assert data["place"] == {"file": "rekisteri.csv", "row": 3}


@pytest.mark.parametrize("name", ["131052-308T", "matti.meikalainen@posti.fi", "matti_meikalainen@posti.fi_ym"])
def test_a_file_named_after_a_person_is_refused(register: CommandLine, name: str) -> None:
    (register.folder / "rekisteri.csv").rename(register.folder / f"{name}.csv")
    answer = register("import", "members", f"{name}.csv", "vesi")
    assert answer.code == 4
    assert "rename the file" in answer.err
    assert name not in answer.err
    assert not (register.folder / "vesi/members").exists()


@pytest.mark.parametrize("name", ["rekisteri 2026-01-15", "jasenet_20260115", "Toimijat (3)"])
def test_a_file_may_be_named_after_a_day(register: CommandLine, name: str) -> None:
    (register.folder / "rekisteri.csv").rename(register.folder / f"{name}.csv")
    assert register("import", "members", f"{name}.csv", "vesi").code != 4


def test_the_source_is_composed_as_our_names_are(register: CommandLine) -> None:
    (register.folder / "rekisteri.csv").rename(register.folder / "ja\u0308senet.csv")
    register("import", "members", "ja\u0308senet.csv", "vesi")
    texts = [path.read_text(encoding="utf-8") for path in (register.folder / "vesi/members").iterdir()]
    assert texts
    assert all("source: j\u00e4senet.csv\n" in text for text in texts)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["membrs", "rekisteri.csv", "vesi"], 4, "did you mean 'members'?"),
        (["members", "nowhere.csv", "vesi"], 4, "there is no file nowhere.csv"),
        (["members", ".", "vesi"], 4, "IE642 . was not read in: it is not a plain file"),
        (["members", "/", "vesi"], 4, "IE642 / was not read in: it is not a plain file"),
        (["members", "rekisteri.csv", "vesy"], 4, "did you mean 'vesi'?"),
        (["members", "rekisteri.csv", "vesi", "--map", "Nimi"], 2, "'Nimi' is not COLUMN=FIELD"),
        (["members", "rekisteri.csv", "vesi", "--map", "Nimi=nme"], 4, "did you mean 'name'?"),
    ],
)
def test_what_is_refused(register: CommandLine, arguments: list[str], code: int, text: str) -> None:
    answer = register("import", *arguments)
    assert answer.code == code
    assert text in answer.err
    assert not (register.folder / "vesi/members").exists()
