"""What reaches the streams."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.i18n import message
from innoenvi_cli.method.answers import ThresholdResult
from innoenvi_cli.reporting import progress
from innoenvi_cli.reporting.cleaning import clean, fit, visible, whole
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
