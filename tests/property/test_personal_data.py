"""Identity codes are found whatever stands around them; business ids, sums and days never pass for personal data."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.checks.personal_data import (
    IDENTITY_CODE,
    looks_personal,
    may_hold_personal_data,
    personal_spots,
)

CONTROL = "0123456789ABCDEFHJKLMNPRSTUVWXY"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
SEPARATORS = {1800: "+", 1900: "-UVWXY", 2000: "ABCDEF"}
DAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31))


@st.composite
def identity_codes(draw: st.DrawFn) -> str:
    """Make a code by the rule itself: the rest of the nine digits by 31 tells the last character."""
    day = draw(DAYS)
    separator = draw(st.sampled_from(SEPARATORS[day.year // 100 * 100]))
    digits = f"{day:%d%m%y}{draw(st.integers(2, 999)):03d}"
    return f"{digits[:6]}{separator}{digits[6:]}{CONTROL[int(digits) % 31]}"


@st.composite
def business_ids(draw: st.DrawFn) -> str:
    digits = draw(st.text("0123456789", min_size=7, max_size=7))
    rest = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return f"{digits}-{0 if rest == 0 else 11 - rest if rest > 1 else 0}"


def around(side: int) -> st.SearchStrategy[str]:
    """Any text that does not go on with digits, or with a digest's worth of letters."""
    text = st.text(st.characters(codec="utf-8"), max_size=30)
    return text.filter(
        lambda held: not held[side : side + 1 or None].isnumeric() and not any(map(_is_plain, held.split()))
    )


def _is_plain(word: str) -> bool:
    return len(word) > 8 and word.isascii() and word.isalnum()


@given(identity_codes(), around(-1), around(0))
def test_an_identity_code_is_found_whatever_surrounds_it(code: str, before: str, after: str) -> None:
    text = f"{before}{code}{after}"
    assert may_hold_personal_data(text.encode())
    spots = [spot for spot in personal_spots(text) if spot.what == IDENTITY_CODE]
    assert code in [text[spot.start : spot.end] for spot in spots]


@given(identity_codes(), st.sampled_from(["–", " - ", "‑", "− "]))
def test_so_is_one_that_a_word_processor_has_been_at(code: str, dash: str) -> None:
    assert looks_personal(code.replace("-", dash)) == IDENTITY_CODE


@given(st.lists(business_ids(), min_size=1, max_size=4), st.sampled_from([", ", "; ", "\n- ", " ja ", " / ", "\n"]))
def test_business_ids_are_never_personal(ids: list[str], between: str) -> None:
    for text in (
        between.join(ids),
        f"Y-tunnus {between.join(ids)}.",
        between.join(f"FI{found[:7]}{found[8]}" for found in ids),
    ):
        assert looks_personal(text) is None, text


@given(st.lists(DAYS, min_size=1, max_size=3), st.sampled_from([" - ", "–", ", ", " / ", "/", "\n"]))
def test_days_are_never_personal(days: list[date], between: str) -> None:
    for form in ("{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}", "{0:%d.%m.%Y}"):
        text = between.join(form.format(day) for day in days)
        assert looks_personal(text) is None, text


@given(st.integers(0, 10**11), st.sampled_from([" €", " EUR", " kpl", " MWh", "€"]))
def test_sums_are_never_personal(amount: int, unit: str) -> None:
    for text in (f"{amount:,}".replace(",", " ") + unit, f"{amount}{unit}", f"+{amount:,}".replace(",", " ") + unit):
        assert looks_personal(text) is None, text


@given(st.text(st.sampled_from("0123456789 -+()/.@aAtÄä\n[]ABFUY–"), max_size=60))
def test_looking_twice_finds_nothing_more(text: str) -> None:
    """Spots lie in the text, do not overlap, and the quick look at the bytes passes over none."""
    spots = personal_spots(text)
    assert all(0 <= spot.start < spot.end <= len(text) for spot in spots)
    assert all(one.end <= other.start for one, other in pairwise(spots))
    if spots:
        assert may_hold_personal_data(text.encode())
