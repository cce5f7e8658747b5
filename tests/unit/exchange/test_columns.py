"""Columns find their fields by what they are called in Finnish and English, or as the user says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import UnknownNameError, UsageError
from innoenvi_cli.exchange.columns import check_mapping, lay_out
from innoenvi_cli.exchange.fields import guessed_field, member_fields
from innoenvi_cli.exchange.tables import Row, Table, TableRefusedError

if TYPE_CHECKING:
    from innoenvi_cli.exchange.columns import Layout


def layout(*rows: tuple[str, ...], mapping: tuple[tuple[str, str], ...] = ()) -> Layout:
    table = Table("r.csv", tuple(Row(number, cells) for number, cells in enumerate(rows, start=1)))
    return lay_out(table, mapping)


def fields(found: Layout) -> list[tuple[str, str]]:
    return [(column.heading, column.field.key) for column in found.columns]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Nimi", "name"),
        ("Yrityksen nimi", "name"),
        ("Company name", "name"),
        ("organization_name", "name"),
        ("Toimija", "name"),
        ("Y-tunnus", "business_id"),
        ("Business ID", "business_id"),
        ("MAA", "country"),
        ("Verkkosivusto:", "website"),
        ("Kotikunta", "municipality"),
        ("Kokoluokka", "size.size_class"),
        ("size.size_class", "size.size_class"),
        ("Henkilöstö", "size.headcount"),
        ("legal name", "name"),
        ("virallinen nimi", "name"),
        ("Väri", None),
        ("Päivämäärä", None),
        ("", None),
    ],
)
def test_headings_that_are_understood(heading: str, key: str | None) -> None:
    field = guessed_field(heading)
    assert (field.key if field is not None else None) == key


def test_every_field_is_known_by_its_own_key() -> None:
    guessable = [key for key in member_fields() if not key.startswith(("history", "region"))]
    assert {key: getattr(guessed_field(key), "key", None) for key in guessable} == {key: key for key in guessable}


def test_what_the_user_says_goes_before_what_headings_say() -> None:
    found = layout(
        ("Nimi", "Alias", "Maa", "Väri"),
        ("A", "B", "FI", "sininen"),
        mapping=(("alias", "name"), ("Väri", "custom.vari"), ("Maa", "")),
    )
    assert fields(found) == [("Alias", "name"), ("Väri", "custom.vari")]
    assert found.left_out == ("Nimi", "Maa")


def test_the_header_may_stand_below_a_title() -> None:
    found = layout(("Toimijarekisteri 2026",), ("Nimi", "Maa"), ("A", "FI"))
    assert [row.number for row in found.rows] == [3]


def test_columns_that_number_rows_are_no_ids() -> None:
    assert fields(layout(("Id", "Nimi"), ("17", "A"))) == [("Nimi", "name")]
    assert fields(layout(("Id", "Nimi"), ("a-oy", "A"))) == [("Id", "id"), ("Nimi", "name")]


def test_industry_codes_need_their_revision() -> None:
    assert fields(layout(("Nimi", "Toimialakoodi"), ("A", "37.00"))) == [("Nimi", "name")]
    both = layout(("Nimi", "Toimialakoodi", "Luokitus"), ("A", "37.00", "tol-2008"))
    assert [key for _, key in fields(both)] == ["name", "industry.code", "industry.revision"]


@pytest.mark.parametrize(
    ("mapping", "suggestion"), [((("Nim", "name"),), "did you mean 'Nimi'?"), ((("zzz", "name"),), "there are: Nimi")]
)
def test_a_column_that_is_not_there(mapping: tuple[tuple[str, str], ...], suggestion: str) -> None:
    with pytest.raises(UnknownNameError) as unknown:
        layout(("Nimi", "Maa"), ("A", "FI"), mapping=mapping)
    assert suggestion in unknown.value.hint.render("en")


def test_a_field_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError) as unknown:
        check_mapping((("Maa", "contry"),))
    assert "did you mean 'country'?" in unknown.value.hint.render("en")
    with pytest.raises(UnknownNameError):
        check_mapping((("Maa", "contributions"),))


@pytest.mark.parametrize(
    ("mapping", "typed"),
    [
        ((("Maa", "country"), ("maa", "name")), "maa"),
        ((("Maa", "country"), ("Valtio", "country")), "country"),
        ((("organization_name", "name"), ("Maa", "country"), ("organization_name", "note")), "organization_name"),
    ],
)
def test_a_mapping_that_contradicts_itself_is_quoted_as_typed(mapping: tuple[tuple[str, str], ...], typed: str) -> None:
    with pytest.raises(UsageError, match=f"'{typed}' stands in --map twice"):
        check_mapping(mapping)


def test_two_columns_of_one_name() -> None:
    with pytest.raises(UsageError, match="two columns are called 'X'"):
        layout(("Nimi", "X", "X"), ("A", "1", "2"), mapping=(("X", "note"),))


def test_tables_without_rows_or_names() -> None:
    with pytest.raises(TableRefusedError, match="it holds no row"):
        layout()
    with pytest.raises(TableRefusedError) as refused:
        layout(("Väri", "Maa"), ("sininen", "FI"))
    assert refused.value.hint.render("en") == "say which: --map COLUMN=name. There are: Väri, Maa"


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        (
            [("Alfa Oy", "Lahti"), ("Beta Oy", "Kotka")],
            "the first row is taken for headings: where it is the first member, put headings such as name above it; else say which column holds the names: --map COLUMN=name. There are: Alfa Oy, Lahti",
        ),
        ([("tekijä", "maa"), ("Beta Oy", "FI")], "say which: --map COLUMN=name. There are: tekijä, maa"),
    ],
)  # fmt: skip
def test_a_row_of_which_nothing_is_understood_may_be_no_heading(rows: list[tuple[str, ...]], hint: str) -> None:
    with pytest.raises(TableRefusedError) as caught:
        layout(*rows)
    assert (caught.value.rule, caught.value.hint.render("en")) == ("IE641", hint)
