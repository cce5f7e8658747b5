"""Turns the number of a cell into what a person sees of it: dates by their format, zeros in front by theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.tables import Fault

_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?\Z")
# Formats that every spreadsheet program knows by number: days, hours, and days in the scripts of Asia.
_DAYS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETS: Final = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)
_DAY_SIGNS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# Zeros for digits with signs between them, as in 0000000-0: an identifier that was entered as a number.
_ZEROS: Final = re.compile(r"0[-0 /.]*0\Z")
_EXACT: Final = 1e15
_LAST_DAY: Final = 2_958_466
_EPOCH_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no zones
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
# Before the first of March 1900 programs do not agree on the day: some know a 29th of February of that year.
_FIRST_SURE_DAY: Final = 61


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers are shown: as days, as elapsed time, with the digits of ``zeros``, or as they are."""

    is_day: bool = False
    is_elapsed: bool = False
    zeros: str = ""


GENERAL: Final = NumberFormat()


def builtin_format(number: int) -> NumberFormat:
    """Return the format that has ``number`` in every workbook."""
    return NumberFormat(is_day=True) if number in _DAYS else GENERAL


def number_format(code: str) -> NumberFormat:
    """Return what the format ``code`` of a workbook does, as far as it changes more than signs and decimals."""
    first = code.partition(";")[0]
    plain = _LITERAL.sub("", _BRACKETS.sub("", first))
    if _DAY_SIGNS.search(plain) and plain.lower() != "general":
        return NumberFormat(is_day=True, is_elapsed=_ELAPSED.search(plain) is not None)
    digits = _LITERAL.sub(lambda found: found[1] or found[2] or "", _BRACKETS.sub("", first))
    is_identifier = _ZEROS.match(digits) and "." not in plain
    return NumberFormat(zeros=digits) if is_identifier else GENERAL


def shown_number(text: str, form: NumberFormat, place: tuple[tuple[str, str], ...], *, since_1904: bool) -> str | Fault:
    """Return what a person sees of the number ``text``, or why nobody can be sure; ``place`` is the cell and the sheet.

    Raises:
        ValueError: it is no number.
    """
    if not _NUMBER.match(text):
        raise ValueError(text)
    value = float(text)
    if form.is_day:
        return _day(value, place, since_1904=since_1904, elapsed=form.is_elapsed)
    if not value.is_integer():
        return Fault(rules.INEXACT_NUMBER, place, text) if abs(value) >= _EXACT else format(value, ".15g")
    if abs(value) >= _EXACT:
        return Fault(rules.INEXACT_NUMBER, place, text)
    whole = str(int(value))
    return _with_zeros(whole, form.zeros) if form.zeros and value >= 0 else whole


def _with_zeros(digits: str, pattern: str) -> str:
    """Put ``digits`` into the zeros of ``pattern`` from the right; what does not fit stands in front."""
    left = list(digits.rjust(pattern.count("0"), "0"))
    made: list[str] = [left.pop() if sign == "0" else sign for sign in reversed(pattern)]
    return "".join((*left, *reversed(made)))


def _day(value: float, place: tuple[tuple[str, str], ...], *, since_1904: bool, elapsed: bool) -> str | Fault:
    fault = Fault(rules.NO_DAY_IN_CELL, (*place, ("value", format(value, ".15g"))), format(value, ".15g"))
    if not 0 <= value < _LAST_DAY:
        return fault
    if elapsed:
        seconds = round(value * 86400)
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    moment = _EPOCH_1904 if since_1904 else _EPOCH_1900
    if value < 1 and not since_1904:
        return (moment + timedelta(seconds=round(value * 86400) % 86400)).time().isoformat()
    if not since_1904 and value < _FIRST_SURE_DAY:
        return fault
    try:
        moment += timedelta(days=int(value), seconds=round(value % 1 * 86400))
    except OverflowError:
        return fault
    is_whole = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if is_whole else moment.isoformat(sep=" ")
