"""Says what a person sees of a value that openpyxl has read: no ``.0``, zeros in front, days by their year."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.tables import Fault

NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?\Z")
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_COLOUR: Final = re.compile(r"\[[^\]]*\]")
# Zeros for digits with signs between them, as in 0000000-0: an identifier that was entered as a number.
_ZEROS: Final = re.compile(r"0[-0 /.]*0\Z")
_EXACT: Final = 1e15
_LAST_DAY: Final = 2_958_466
_EPOCH_1904: Final = date(1904, 1, 1)
# Before the first of March 1900 programs do not agree on the day: some know a 29th of February of that year.
_FIRST_SURE_DAY: Final = 61
_HALF_A_SECOND: Final = timedelta(milliseconds=500)


def shown_value(value: object) -> str:
    """Return a text, a truth value or a day as people type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        moment = (value + _HALF_A_SECOND).replace(microsecond=0)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(sep=" ")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def shown_number(number: float, code: str, place: tuple[tuple[str, str], ...]) -> str | Fault:
    """Return the digits of a number that has the format ``code``; ``place`` is the cell and the sheet."""
    if abs(number) >= _EXACT:
        return Fault(rules.INEXACT_NUMBER, place, str(number))
    if number != int(number):
        return format(number, ".15g")
    whole = str(int(number))
    first = _COLOUR.sub("", code.partition(";")[0])
    zeros = _LITERAL.sub(lambda found: found[1] or found[2] or "", first)
    is_identifier = number >= 0 and _ZEROS.match(zeros) and "." not in _LITERAL.sub("", first)
    return _with_zeros(whole, zeros) if is_identifier else whole


def shown_day(value: object, text: str, place: tuple[tuple[str, str], ...], *, since_1904: bool) -> str | Fault:
    """Return the day, the time or the span that openpyxl makes of the number ``text``, if all programs agree on it."""
    number = float(text)
    is_sure = number < 1 or number >= _FIRST_SURE_DAY or since_1904 or isinstance(value, timedelta)
    if isinstance(value, str) or not (0 <= number < _LAST_DAY and is_sure):
        shown = format(number, ".15g")
        return Fault(rules.NO_DAY_IN_CELL, (*place, ("value", shown)), shown)
    return shown_value(datetime.combine(_EPOCH_1904, value) if since_1904 and isinstance(value, time) else value)


def _with_zeros(digits: str, pattern: str) -> str:
    """Put ``digits`` into the zeros of ``pattern`` from the right; what does not fit stands in front."""
    left = list(digits.rjust(pattern.count("0"), "0"))
    made: list[str] = [left.pop() if sign == "0" else sign for sign in reversed(pattern)]
    return "".join((*left, *reversed(made)))
