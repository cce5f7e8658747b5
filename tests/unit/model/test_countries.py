from __future__ import annotations

from innoenvi_cli.i18n import country_codes
from innoenvi_cli.model.countries import COUNTRY_CODES


def test_the_codes_that_records_admit_are_those_that_have_names() -> None:
    assert country_codes() == COUNTRY_CODES
