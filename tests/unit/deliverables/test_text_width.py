"""Columns and heights of rows are made for the letters that stand in them."""

from __future__ import annotations

import pytest

from innoenvi_cli.deliverables.text_width import line_width, lines_of, width, word_width


def test_digits_are_the_measure() -> None:
    assert width("0123456789") == pytest.approx(10, rel=0.03)


def test_narrow_letters_take_less_and_bold_ones_more() -> None:
    assert width("illi") < width("0000") < width("WWMM")
    assert width("vesihuolto") < width("vesihuolto", bold=True)
    assert width("äö") == width("ao")


@pytest.mark.parametrize(
    ("text", "column", "lines"),
    [
        ("", 10, 1),
        ("one two", 10, 1),
        ("one two three four", 10, 2),
        ("one\n\ntwo", 10, 3),
        ("pk-yritysryhmälähtöinen", 20, 2),
        ("0" * 40, 12, 4),
    ],
)
def test_lines_that_a_text_takes(text: str, column: float, lines: int) -> None:
    assert lines_of(text, column) == lines


def test_a_column_as_wide_as_a_line_holds_it() -> None:
    text = "Laitoshoitajien koulutuspaketin teko ja koekäyttö"
    assert lines_of(text, line_width(text)) == 1
    assert lines_of(text, word_width(text)) > 1
