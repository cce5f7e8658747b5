"""What reaches the streams."""

from __future__ import annotations

import io
import json
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.i18n import message
from innoenvi_cli.method.answers import ThresholdResult
from innoenvi_cli.reporting import progress
from innoenvi_cli.reporting.cleaning import clean, escaped, fit, harmless, visible, whole
from innoenvi_cli.reporting.creation import show_diff
from innoenvi_cli.reporting.envelope import as_json
from innoenvi_cli.reporting.figures import as_number, figure, needed
from innoenvi_cli.reporting.screen import OutputError, Screen
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kaksi\r\nriviä\tja sarkain", "kaksi riviä ja sarkain"),
        ("\x1b[31mpunainen\x1b[0m", "[31mpunainen[0m"),
        ("oikea\u202evasen\u2066", "oikeavasen"),
        ("näkymätön\u200b\ufeff", "näkymätön"),
        ("\x9b31mC1", "31mC1"),
        ("puolikas \ud800", "puolikas "),
        ("[red]ei merkintää[/red]", "[red]ei merkintää[/red]"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    shown = clean(text)
    assert len(shown.splitlines()) <= 1
    assert clean(shown) == shown
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)


@given(st.text())
def test_visible_text_keeps_its_columns(text: str) -> None:
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("✓ käyttö → 3 ≥ 1", "utf-8", "✓ käyttö → 3 ≥ 1"),
        ("✓ käyttö → 3 ≥ 1", "latin-1", "+ käyttö -> 3 >= 1"),
        ("✓ käyttö", "ascii", "+ k?ytt?"),
    ],
)
def test_what_an_encoding_cannot_write_becomes_plainer(text: str, encoding: str, shown: str) -> None:
    assert fit(text, encoding) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\::error::x"),
        ("a\n \u00a0::error::x", "a\n \u00a0\\::error::x"),
        ("a ::error::x", "a ::error::x"),
        ("+::error::x", "+::error::x"),
        ("a ##[group]b", "a ##\\[group]b"),
        ("###[group]", "###\\[group]"),
        ("##vso[task.complete]", "##\\vso[task.complete]"),
        ("##teamcity[x]", "##\\teamcity[x]"),
        ("#\u200b#[group]", "##\\[group]"),
        ("## heading [x]", "## heading [x]"),
        ("\x1b[31mred\x1b[0m \x1b[2J\x1b]0;x\x07", "red [2J]0;x"),
        ("a\tb\r\nc\x85d", "a\tb\ncd"),
        ("\U000e0041\u00ad\ufe0f\u3164|", "|"),
    ],
)
def test_lines_of_output_are_obeyed_by_nothing(text: str, shown: str) -> None:
    assert harmless(text, colored=False) == shown


def test_colours_of_ours_stay_and_what_follows_them_begins_a_line_too() -> None:
    assert harmless("\x1b[1m::error::\x1b[0m \x1b[2Jx", colored=True) == "\x1b[1m\\::error::\x1b[0m [2Jx"


@given(st.text())
def test_json_holds_a_text_whole_and_a_log_nothing_it_obeys(text: str) -> None:
    written = as_json([text, f"##[group]{text}"])
    assert json.loads(written) == [whole(text), whole(f"##[group]{text}")]
    assert harmless(written, colored=False) == written


def test_what_is_hidden_is_escaped_in_documents_for_machines() -> None:
    assert escaped("<a>\u202e ##[x]\n</a>", lambda letter: f"&#{ord(letter)};") == "<a>&#8238; #&#35;[x]\n</a>"
    assert '"\\u202e\\udb40\\udc41 #\\u0023[x]"' in as_json("\u202e\U000e0041 ##[x]")


def test_no_invisible_letter_is_left() -> None:
    """Every control, format and separator character of Unicode, but the Arabic and Brahmi signs that are seen."""
    seen = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    left = [chr(code) for code in range(0x110000) if clean(chr(code)).strip()]
    odd = [letter for letter in left if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert [letter for letter in odd if letter not in seen and not "\U00013430" <= letter <= "\U0001345f"] == []


def test_a_line_of_a_difference_ends_where_the_line_of_the_file_does() -> None:
    shown = screen()
    show_diff("--- a\n+++ b\n+one\u2028::error::two\n ::error::three\n", shown)
    assert written(shown) == "--- a\n+++ b\n+one ::error::two\n \\::error::three\n"


def test_whole() -> None:
    assert whole("a\udc80b") == "a\ufffdb"


def screen(*, width: int = 80, terminal: bool = False, color: bool = False, language: Language = "en") -> Screen:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    return Screen(out, err, language, terminal=terminal, color=color, width=width)


def written(shown: Screen) -> str:
    raw = shown.out.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


def test_a_sheet_when_piped_and_on_a_terminal() -> None:
    rows = [row("name", "Oy \x1b[1m[b]Vesi"), row("empty", ""), row("note", "one", "two")]
    piped, laid_out = screen(), screen(terminal=True)
    show_sheet(piped, message("Title"), rows)
    show_sheet(laid_out, message("Title"), rows)
    assert written(piped) == "Title\nname: Oy [1m[b]Vesi\nnote: one\nnote: two\n"
    assert written(laid_out) == "Title\n name  Oy [1m[b]Vesi\n note  one\n       two\n"


def test_a_sheet_fits_a_narrow_terminal() -> None:
    shown = screen(terminal=True, width=40)
    show_sheet(shown, "", [row("a long label of many words", "words " * 30)])
    assert max(map(len, written(shown).splitlines())) <= 40


class Broken(io.TextIOWrapper):
    """A stream that nobody reads, or that is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.error = error
        self.broken = True

    def flush(self) -> None:
        if getattr(self, "broken", False):
            raise self.error


def test_a_reader_that_has_gone_ends_the_writing_not_the_command() -> None:
    shown = screen()
    shown.out = Broken(BrokenPipeError())
    shown.line("one")
    assert shown.reader_gone
    shown.machine("two")
    shown.out.broken = False


def test_a_full_disk_is_said() -> None:
    shown = screen()
    shown.out = Broken(OSError(28, "No space left on device"))
    with pytest.raises(OutputError):
        shown.line("one")
    shown.out.broken = False


@pytest.mark.parametrize(
    ("value", "is_ratio", "language", "text"),
    [
        ("3", False, "en", "3"),
        ("0.5000", False, "en", "0.5"),
        ("0.5397", False, "fi", "0,54"),
        ("0.625", True, "en", "62.5%"),
        ("0.6", True, "fi", "60 %"),
        ("1", True, "en", "100%"),
        ("1E+2", False, "en", "100"),
        (None, True, "en", "-"),
    ],
)
def test_figures(value: str | None, is_ratio: bool, language: Language, text: str) -> None:  # noqa: FBT001
    assert figure(Decimal(value) if value else None, language, is_ratio=is_ratio) == text


def test_what_a_figure_is_held_against() -> None:
    result = ThresholdResult("m", message("m"), None, ">=", Decimal("0.6"), is_ratio=True, met=False)
    assert needed(result, "en") == "≥ 60%"


@pytest.mark.parametrize(("value", "number"), [("3", 3), ("3.0", 3), ("0.25", 0.25), (None, None)])
def test_figures_in_json(value: str | None, number: float | None) -> None:
    assert as_number(Decimal(value) if value else None) == number


class Watched(io.StringIO):
    """A stderr that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("quiet", "patience", "drawn"), [(False, 0.0, True), (False, 60.0, False), (True, 0.0, False)])
def test_a_bar_appears_when_something_takes_long_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
    quiet: bool,  # noqa: FBT001
    patience: float,
    drawn: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    shown = screen()
    shown.err, shown.quiet = Watched(), quiet
    with progress.progress(shown, message("making")) as tick:
        tick(1, 4)
        during = shown.err.getvalue()
    assert (during == f"\rmaking {'█' * 6}{'░' * 18} 1/4") is drawn
    assert shown.err.getvalue().endswith("\r") is drawn


def test_no_bar_where_nobody_watches() -> None:
    shown = screen()
    with progress.progress(shown, message("making")) as tick:
        tick(1, 4)
    assert shown.err.tell() == 0


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("{{ head.titel }}", 9, ["  | {{ head.titel }}", "  |         ^"]),
        ("\t{{ \x1b[31mx }}", 5, ["  |  {{ \N{REPLACEMENT CHARACTER}[31mx }}", "  |     ^"]),
        ("a" * 100 + "B" + "c" * 100, 101, [f"  | …{'a' * 24}B{'c' * 49}", f"  | {' ' * 25}^"]),
        ("   ", 1, []),
        ("", 1, []),
        ("x", None, []),
    ],
)
def test_a_place_in_a_file_is_pointed_at(line: str, column: object, shown: list[str]) -> None:
    for err, expected in ((Watched(), shown), (io.StringIO(), [])):
        Screen(out=io.StringIO(), err=err, language="en").point(line, column)
        assert err.getvalue().splitlines() == expected
