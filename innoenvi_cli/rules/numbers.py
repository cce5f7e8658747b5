"""Numbers: what cannot be calculated with, or not by every program alike."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

NOT_A_NUMBER = Rule(
    "IE106",
    Severity.ERROR,
    N_("not a number"),
    N_("'{value}' is not {expected}"),
    N_("write digits with a full stop for decimals, without spaces or units: 12500.50"),
    N_(
        "A number is written with digits alone, with a full stop before decimals. A comma, a space or a "
        "unit makes it a text, and money is calculated to the cent. Whole numbers have no decimals.\n\n"
        "Wrong:\n"
        "amount: 12 500,50 €\n\n"
        "Right:\n"
        "amount: 12500.50"
    ),
)
NOT_FINITE = Rule(
    "IE107",
    Severity.ERROR,
    N_("no finite number"),
    N_("'{value}' is no number one can calculate with"),
    N_("write a number, or take the key away"),
    N_(
        "Not-a-number and infinity come out of spreadsheets and programs when something went wrong. No "
        "sum can be made with them.\n\n"
        "Wrong:\n"
        "amount: .nan\n\n"
        "Right:\n"
        "amount: 12500.50"
    ),
)
HUGE_NUMBER = Rule(
    "IE108",
    Severity.ERROR,
    N_("number too large"),
    N_("the number has {digits} digits, at most 15 are read"),
    N_("correct it; write ids and telephone numbers as text in a field for text"),
    N_(
        "More than 15 digits cannot be told apart reliably by the programs that read the workbooks. Such "
        "a figure is a slip, or an account or telephone number in the wrong field.\n\n"
        "Wrong:\n"
        "amount: 12500000000000000000\n\n"
        "Right:\n"
        "amount: 12500"
    ),
)
OUT_OF_RANGE = Rule(
    "IE113",
    Severity.ERROR,
    N_("out of range"),
    N_("{value} is not {expected}"),
    N_("correct the figure"),
    N_(
        "The figure lies outside what it can mean. Shares lie between 0 and 1, ratings between 1 and 5, "
        "amounts are not negative.\n\n"
        "Wrong:\n"
        "share: 45\n\n"
        "Right:\n"
        "share: 0.45"
    ),
)
TOO_FINE = Rule(
    "IE119",
    Severity.ERROR,
    N_("too many decimals"),
    N_("the number has {digits} decimals, at most {limit} are read"),
    N_("round it; money needs two decimals, a share four"),
    N_(
        "More than six decimals say nothing about money, shares or ratings. They come out of spreadsheets, "
        "where a third is written as 0.333333333333333.\n\n"
        "Wrong:\n"
        "share: 0.3333333333\n\n"
        "Right:\n"
        "share: 0.3333"
    ),
)
EXPONENT = Rule(
    "IE120",
    Severity.ERROR,
    N_("number with an exponent"),
    N_("'{value}' is written with an exponent"),
    N_("write the digits out: 12500 and not 1.25e4"),
    N_(
        "1e3 is a thousand to a program, a text to another, and few people read it at a glance; 1e999 is "
        "infinity to most programs. Spreadsheets write large numbers so when the column is too narrow.\n\n"
        "Wrong:\n"
        "amount: 1.25e4\n\n"
        "Right:\n"
        "amount: 12500"
    ),
)

RULES: Final = (
    NOT_A_NUMBER,
    NOT_FINITE,
    HUGE_NUMBER,
    OUT_OF_RANGE,
    TOO_FINE,
    EXPONENT,
)
