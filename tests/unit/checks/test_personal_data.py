from __future__ import annotations

import pytest

from innoenvi_cli.checks.personal_data import looks_personal

CODE = "a personal identity code"
MAIL = "somebody's e-mail address"
TELEPHONE = "a telephone number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tunnus 131052-308T.", CODE),
        # Separators that came into use in 2023.
        ("131052U308T", CODE),
        ("a code of the wrong check character: 131052-308U", None),
        ("part of a longer word: X131052-308T9", None),
        ("aino.aalto@yritys.example", MAIL),
        ("<aino@yritys.example>, info@yritys.example", MAIL),
        ("Info@yritys.example, kirjaamo@virasto.example", None),
        ("a price @ 5 euros", None),
        ("040 123 4567", TELEPHONE),
        ("040-1234567", TELEPHONE),
        ("0401234567", TELEPHONE),
        ("(09) 1234 567", TELEPHONE),
        ("+358 40 123 4567", TELEPHONE),
        ("+44 (0)20 7946 0958", TELEPHONE),
        ("020 1234567", TELEPHONE),
        ("1 020 000 000 €", None),
        ("12 000 000", None),
        ("+12 500 000 €", None),
        ("2024-2026", None),
        ("15.4.2026 klo 09.00-12.30", None),
        ("9900002-6", None),
        ("040/2026", None),
        ("blake2b 09f4 0401 99", None),
        ("", None),
    ],
)
def test_what_looks_personal(text: str, expected: str | None) -> None:
    assert looks_personal(text) == expected
