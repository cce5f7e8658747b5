from __future__ import annotations

import pytest

from innoenvi_cli.checks.registers import business_id_problem, is_industry_code, is_of_scheme


@pytest.mark.parametrize(
    ("code", "revision", "expected"),
    [
        ("37.00", "nace-2", True),
        ("3700", "nace-2", True),
        ("37", "nace-2", True),
        ("E", "nace-2", True),
        ("62.10", "nace-2", False),
        ("62.10", "nace-2.1", True),
        ("V", "nace-2", False),
        ("V", "nace-2.1", True),
        # The fifth digit is Finland's own and not looked up.
        ("71121", "tol-2008", True),
        ("71129", "tol-2008", True),
        ("71991", "tol-2008", False),
        ("62100", "tol-2025", True),
        ("71121", "nace-2", False),
    ],
)
def test_industry_codes_belong_to_their_revision(code: str, revision: str, *, expected: bool) -> None:
    assert is_industry_code(code, revision) is expected


@pytest.mark.parametrize("value", ["9900002-6", "9900003-4"])
def test_business_ids_with_the_right_check_digit(value: str) -> None:
    assert business_id_problem(value) is None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("9900002-7", "the check digit does not match"),
        ("99000026", "it is not seven digits, a hyphen and a check digit"),
        ("FI99000026", "it is not seven digits, a hyphen and a check digit"),
        (" 9900002-6", "it is not seven digits, a hyphen and a check digit"),
        ("9900002-6\n", "it is not seven digits, a hyphen and a check digit"),
    ],
)
def test_business_ids_that_no_register_holds(value: str, reason: str) -> None:
    problem = business_id_problem(value)

    assert problem is not None
    assert problem.render("en") == reason


@pytest.mark.parametrize(
    ("code", "schemes"),
    [
        ("FI-18", {"iso-3166-2"}),
        ("FI1B", {"nuts"}),
        ("FI1B1", {"nuts"}),
        ("01", {"national"}),
        ("Uusimaa", {"national"}),
        ("fi-18", {"national"}),
    ],
)
def test_a_region_code_has_the_form_of_one_scheme(code: str, schemes: set[str]) -> None:
    assert {scheme for scheme in ("iso-3166-2", "nuts", "national") if is_of_scheme(code, scheme)} == schemes
