"""Figures and dates as a terminal shows them; documents have finer ones, which cost a library."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message, with_decimal_mark

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.answers import ThresholdResult

SIGNS: Final = {">=": "≥", "<=": "≤", "==": "="}


def figure(value: Decimal | None, language: Language, *, is_ratio: bool = False) -> str:
    """Return a figure with the decimal mark of ``language``; a ratio as per cent; ``-`` where there is none."""
    if value is None:
        return "-"
    number = value * 100 if is_ratio else value
    text = format(round(number, 1 if is_ratio else 3), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = with_decimal_mark(text, language)
    return f"{text} %" if is_ratio and language == "fi" else f"{text}%" if is_ratio else text


def needed(result: ThresholdResult, language: Language) -> str:
    """Return what a figure is held against: ``≥ 60%``."""
    return f"{SIGNS[result.compare]} {figure(result.threshold, language, is_ratio=result.is_ratio)}"


def measured(result: ThresholdResult, language: Language) -> Message:
    """Return a figure with its threshold in words."""
    value = figure(result.value, language, is_ratio=result.is_ratio)
    return message(
        N_("{title}: {value}, needed {needed}"), title=result.title, value=value, needed=needed(result, language)
    )


def as_number(value: Decimal | None) -> int | float | None:
    """Return a figure as JSON holds it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def sum_of_money(amount: Decimal | None, language: Language) -> str:
    """Return an amount to the cent, without its currency: ``12,500.50`` in English, ``12 500,50`` in Finnish."""
    if amount is None:
        return "-"
    text = format(round(amount, 2), ",.2f").replace("-", "−")
    return with_decimal_mark(text.replace(",", "\N{NO-BREAK SPACE}"), language) if language == "fi" else text


def fixed(value: float | None, language: Language, decimals: int = 2) -> str:
    """Return a figure with so many decimals; ``-`` where there is none."""
    return "-" if value is None else with_decimal_mark(f"{value:.{decimals}f}", language)


def whole_percent(ratio: float, language: Language) -> str:
    """Return a ratio as whole per cent."""
    return figure(Decimal(str(round(ratio, 2))), language, is_ratio=True)
