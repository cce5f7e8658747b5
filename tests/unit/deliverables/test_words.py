"""A capital at the beginning, where the letter has one."""

from __future__ import annotations

import pytest

from innoenvi_cli.deliverables.words import capitalised, uncapitalised


@pytest.mark.parametrize(
    ("text", "shown"),
    [("äiti", "Äiti"), ("", ""), ("ßa", "ßa"), ("\ufb01a", "\ufb01a"), ("1 a", "1 a"), ("EU", "EU")],
)
def test_a_letter_without_a_capital_stays(text: str, shown: str) -> None:
    assert capitalised(text) == shown


@pytest.mark.parametrize(("text", "shown"), [("Äiti", "äiti"), ("EU", "EU"), ("\u0130a", "\u0130a"), ("", "")])
def test_a_letter_that_would_become_two_stays(text: str, shown: str) -> None:
    assert uncapitalised(text) == shown
