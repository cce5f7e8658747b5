"""CSV as spreadsheet programs and people write it: cells stay text, rows keep their numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.exchange.delimited import read_delimited
from innoenvi_cli.exchange.tables import TableRefusedError

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), max_size=12)


def rows(raw: bytes) -> list[tuple[object, ...]]:
    return [(row.number, *row.cells) for row in read_delimited(raw, "r.csv").rows]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"nimi,maa\nA,FI\n", [(1, "nimi", "maa"), (2, "A", "FI")]),
        (b"nimi;maa\nA, B;FI\n", [(1, "nimi", "maa"), (2, "A, B", "FI")]),
        (b'"nimi";"a,\nb, c"\n"A";"1"\n', [(1, "nimi", "a,\nb, c"), (2, "A", "1")]),
        (b"nimi\tmaa\nA;B\tFI\n", [(1, "nimi", "maa"), (2, "A;B", "FI")]),
        (b"nimi|maa\nA|FI\n", [(1, "nimi", "maa"), (2, "A", "FI")]),
        (b"sep=;\nnimi;a,b\nA;c\n", [(2, "nimi", "a,b"), (3, "A", "c")]),
        (b"nimi\nA, B ja C Oy\n", [(1, "nimi"), (2, "A, B ja C Oy")]),
        (b'nimi,x\n"A, B\nC",1\n', [(1, "nimi", "x"), (2, "A, B\nC", "1")]),
        (b"nimi,x\r\nA,1\r\n", [(1, "nimi", "x"), (2, "A", "1")]),
        (b"nimi,x\rA,1\r", [(1, "nimi", "x"), (2, "A", "1")]),
        (b"nimi,x\n\n,,\n \nA,1", [(1, "nimi", "x"), (5, "A", "1")]),
        (b"nimi,x\nA,1,2,3,4\n", [(1, "nimi", "x"), (2, "A", "1", "2", "3", "4")]),
        (b"", []),
        (b"\n\n", []),
    ],
)
def test_separators_quotes_and_line_ends(raw: bytes, expected: list[tuple[object, ...]]) -> None:
    assert rows(raw) == expected


def test_a_first_row_that_is_longer_than_what_the_separator_is_told_by() -> None:
    headings = ["nimi", *(f'a "b", {"c" * 1_000}, {number}' for number in range(90))]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows([headings, ("A Oy", "x")])
    assert rows(stream.getvalue().encode())[0] == (1, *headings)


def test_cells_stay_text() -> None:
    raw = b"a,b,c,d,e,f\nNA,None,007,1.10,true,nan\n=1+1,@x,-5,1e5,null,2024-02-30\n"
    assert rows(raw)[1:] == [
        (2, "NA", "None", "007", "1.10", "true", "nan"),
        (3, "=1+1", "@x", "-5", "1e5", "null", "2024-02-30"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(encoding: str) -> None:
    bom = b"\xff\xfe" if encoding == "utf-16-le" else b""
    table = read_delimited(bom + "nimi;maa\nÖljy & Åtgärd Oy;FI\n".encode(encoding), "r.csv")
    assert [row.cells for row in table.rows] == [("nimi", "maa"), ("Öljy & Åtgärd Oy", "FI")]
    assert table.notes == ()


def test_windows_1252_is_read_and_said() -> None:
    table = read_delimited("nimi;maa\nÖljy – Oy;FI\n".encode("cp1252"), "r.csv")
    assert table.rows[1].cells == ("Öljy – Oy", "FI")
    (note,) = table.notes
    assert "byte 9" in note.render("en")
    assert "Windows-1252" in note.render("en")


@pytest.mark.parametrize(
    ("raw", "code", "reason"),
    [
        (b"a\x00b", "IE638", "it is no text: byte 1 is one that no text holds"),
        ("nimi;maa".encode("utf-16-le"), "IE637", "it looks like UTF-16, but does not say so (byte 1)"),
        ("nimi;maa".encode("utf-32-be"), "IE637", "it looks like UTF-32, but does not say so (byte 0)"),
        (b"\xff\xfe\x00\xd8", "IE637", "it is not the UTF-16 text that it says (byte 2)"),
        (b"nimi\n\x81\x8d\xff", "IE637", "it is neither UTF-8 nor Windows-1252 text (byte 5)"),
        ("nimi\nMäkelä Oy".encode("cp850"), "IE637", "it looks like MS-DOS 850, but does not say so (byte 6)"),
        ("nimi\nTyö Oy".encode("mac_roman"), "IE637", "it looks like Mac OS Roman, but does not say so (byte 7)"),
        ("nimi\nMäkelä Oy".encode("utf-7"), "IE637", "it looks like UTF-7, but does not say so (byte 6)"),
        ("nimi\nПромышленность".encode("cp1251"), "IE637", "read as Windows-1252 it has no words: Ïðîìûøëåííîñ (byte 5)"),
        (b'nimi,x\nA,1\nB,"2\nC,3\n', "IE639", "a quotation mark that is opened in row 3 is never closed"),
        (b'nimi,x\nA,1\nB,"2', "IE639", "a quotation mark that is opened in row 3 is never closed"),
        (b"nimi," * 150, "IE633", "row 1 has more than 100 columns"),
        (b"a,b\n" * 30 + b"c," * 150 + b"d", "IE633", "row 31 has more than 100 columns"),
        (b"nimi\n" + b"A\n" * 1210, "IE632", "row 1211 is further down than the 1200 rows that are read"),
        (b"a," * 1_000_000, "IE633", "row 1 has more than 100 columns"),
        (b"a,b\n" + b'"\n",' * 1_000_000, "IE633", "row 2 has more than 100 columns"),
    ],
    ids=[
        "nul", "utf-16", "utf-32", "half", "latin", "dos", "mac", "utf-7", "cyrillic", "quote", "last quote", "wide",
        "wide later", "long", "one line", "one endless row",
    ],
)  # fmt: skip
def test_what_is_not_read(raw: bytes, code: str, reason: str) -> None:
    with pytest.raises(TableRefusedError) as refused:
        read_delimited(raw, "r.csv")
    assert (refused.value.rule, refused.value.text.render("en")) == (code, f"r.csv was not read in: {reason}")


def test_a_hundred_columns_and_twelve_hundred_rows_are_read_whatever_is_empty_behind_them() -> None:
    assert len(rows(b"n" + b",n" * 99 + b"\n")[0]) == 101
    assert len(rows(b"nimi\n" + b"A\n" * 1200 + b"\n" * 200_000)) == 1201


def test_a_text_whose_letters_were_spoilt_before_is_read_with_a_note() -> None:
    table = read_delimited("nimi\nMäkelä Oy\n".encode().decode("cp1252").encode(), "r.csv")
    assert "spoilt before" in table.notes[0].render("en")


@pytest.mark.parametrize("place", [2, 500, 1199])
def test_no_cell_of_a_long_row_is_lost_wherever_it_stands(place: int) -> None:
    lines = [b"a,b"] * 1200
    lines[place - 1] = b"1,2,3,4,5"
    assert rows(b"\n".join(lines))[place - 1] == (place, "1", "2", "3", "4", "5")


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(";,\t|"))
def test_what_a_spreadsheet_writes_is_read_back(table: list[list[str]], separator: str) -> None:
    width = len(table[0])
    header = [f"otsikko {number}" for number in range(width)]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([header, *table])
    read = read_delimited(stream.getvalue().encode(), "r.csv").rows
    expected = {number: cells for number, cells in enumerate(table, start=2) if any(cell.strip() for cell in cells)}
    assert read[0].cells == tuple(header)
    assert {row.number: row.cells for row in read[1:]} == {n: _cut(cells) for n, cells in expected.items()}


def _cut(cells: list[str]) -> tuple[str, ...]:
    end = max(index for index, cell in enumerate(cells, start=1) if cell.strip())
    return tuple(cells[:end])


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        (b'nimi;kunta\n"Kivi" Oy;Oulu\n', 2),
        (b'sep=;\nnimi;kunta\nA;B\n"Kivi" Oy;Oulu\n', 4),
        (b'nimi;kunta\n"Kivi ""Oy""";Oulu\n', None),
        (b'nimi;kunta\nOy "Murske" Ab;Oulu\n', None),
        (b"nimi;kunta\n" + b"A;" + b"x" * 200_000 + b"\n", None),
    ],
)
def test_quotation_marks_that_are_left_out_are_told(raw: bytes, row: int | None) -> None:
    said = [note.render("en") for note in read_delimited(raw, "r.csv").notes]
    assert [f"from row {row} on" in text for text in said] == ([] if row is None else [True])
