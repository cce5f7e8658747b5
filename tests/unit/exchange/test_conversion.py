"""Cells of registers as values of records."""

from __future__ import annotations

import pytest

from innoenvi_cli.exchange.conversion import Converter
from innoenvi_cli.exchange.fields import field_called
from innoenvi_cli.exchange.tables import Fault
from innoenvi_cli.i18n import country_codes, three_letter_countries
from innoenvi_cli.model.characters import HIDDEN

NAMES = {
    "levels": {"asiakkaan rajapinta": "rajapinta"},
    "company_groups": {"mittaajat": "mittaus", "vesi, jäte ja energia": "vesi"},
}


def value(key: str, cell: str) -> object:
    field = field_called(key)
    assert field is not None
    found = Converter(NAMES).value(field, cell)
    return found.rule.code if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    ("key", "cell", "expected"),
    [
        ("name", "  Hydros \n Oy\t", "Hydros Oy"),
        ("name", "Hydros\N{NO-BREAK SPACE}Oy", "Hydros Oy"),
        ("name", " \n ", None),
        ("name", "NA", "NA"),
        ("name", " - ", None),
        ("name", "–", None),
        ("name", "N/A", None),
        ("name", "#N/A", None),
        ("name", "-a-", "-a-"),
        ("municipality", "—", None),
        ("export.countries", "Ruotsi/Norja, -", ["SE", "NO"]),
        ("export.countries", "Ruotsi, Norja; Viro", ["SE", "NO", "EE"]),
        ("export.countries", "-", None),
        ("company_groups", "Vesi, jäte ja energia; Mittaajat", ["vesi", "mittaus"]),
        ("name", "Hydros\N{ZERO WIDTH SPACE} Oy", "IE610"),
        ("name", "\N{RIGHT-TO-LEFT OVERRIDE}yO", "IE610"),
        ("name", "x" * 32_768, "IE114"),
        ("country", "Norway ", "NO"),
        ("country", "norja", "NO"),
        ("country", "fi", "FI"),
        ("country", "UK", "GB"),
        ("country", "USA", "US"),
        ("country", "Czech Republic", "CZ"),
        ("country", "FIN", "FI"),
        ("country", "deu", "DE"),
        ("country", "XKX", "IE602"),
        ("country", "SUN", "IE602"),  # no one country any more
        ("country", "QUU", "IE602"),  # the European Union
        ("export.countries", "EST, SWE", ["EE", "SE"]),
        ("country", "Global", "IE602"),
        ("country", "EU", "IE602"),
        ("export.countries", "Viro; Ruotsi\nEE", ["EE", "SE"]),
        ("kind", "Yritys", "company"),
        ("kind", "for-profit", "company"),
        ("kind", "government agency", "public"),
        ("kind", "academia", "research"),
        ("kind", "non-profit", "association"),
        ("kind", "community", "other"),
        ("kind", "Tutkimuslaitos", "research"),
        ("kind", "ammattikorkeakoulu", "education"),
        ("kind", "yrtys", "IE603"),
        ("size.size_class", "Pieni", "small"),
        ("size.size_class", "medium-sized", "medium"),
        ("roles", "Kärkiyritys, core", ["lead", "core"]),
        ("size.year", " 2 025 ", "2025"),
        ("export.share", "0,25", "0.25"),
        ("export.share", "25 %", "0.25"),
        ("export.share", "7,5 %", "0.075"),
        ("export.share", "100%", "1.00"),
        ("history.date", "14.5.2024", "2024-05-14"),
        ("history.date", "2024-05-14", "2024-05-14"),
        ("website", "www.hydros.example", "https://www.hydros.example"),
        ("website", "http://hydros.example", "http://hydros.example"),
        ("level", "Asiakkaan  rajapinta", "rajapinta"),
        ("company_groups", "Mittaajat, muut", ["mittaus", "muut"]),
        ("corporate_group", "Öljy-konserni Oyj", "oljy-konserni-oyj"),
        ("note", "Rivi 1\r\n  rivi 2 ", "Rivi 1\nrivi 2"),
        ("custom.vari", " sininen ", "sininen"),
    ],
)
def test_cells_become_values(key: str, cell: str, expected: object) -> None:
    assert value(key, cell) == expected


def test_a_word_that_is_nearly_right_is_suggested() -> None:
    field = field_called("kind")
    assert field is not None
    fault = Converter().value(field, "compny")
    assert isinstance(fault, Fault)
    assert "did you mean 'company'?" in dict(fault.args)["suggestion"].render("en")


@pytest.mark.parametrize(
    ("cell", "fi", "en"),
    [("Findland", " (tarkoititko 'Suomi'?)", " (did you mean 'Finland'?)"), ("Xyzzy", "", "")],
)
def test_a_country_that_is_nearly_right_is_suggested_in_the_language_of_the_reader(cell: str, fi: str, en: str) -> None:
    field = field_called("country")
    assert field is not None
    fault = Converter().value(field, cell)
    assert isinstance(fault, Fault)
    suggestion = dict(fault.args)["suggestion"]
    assert (suggestion.render("fi"), suggestion.render("en")) == (fi, en)


def test_every_country_is_known_by_its_three_letters() -> None:
    assert set(three_letter_countries().values()) == country_codes()


def test_what_a_record_may_not_hold_does_not_come_in() -> None:
    refused = [code for code in range(0x110000) if HIDDEN.match(chr(code)) and not chr(code).isspace()]

    assert len(refused) > 2_200, "surrogates alone are 2,048"
    assert {value("name", f"a{chr(code)}b") for code in refused} == {"IE610"}
