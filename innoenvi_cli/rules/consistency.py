"""Values against each other, and texts."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

DATES_OUT_OF_ORDER = Rule(
    "IE301",
    Severity.ERROR,
    N_("dates out of order"),
    N_("{later_name} {later} is before {earlier_name} {earlier}"),
    N_("correct one of the two dates"),
    N_(
        "One of the two days comes before the other where it cannot: an end before its start, minutes "
        "approved before the meeting, a step of a history above an earlier one. Histories are written "
        "with the oldest step first.\n\n"
        "Wrong:\n"
        "start: 2026-05-01\n"
        "end: 2025-12-31\n\n"
        "Right:\n"
        "start: 2026-05-01\n"
        "end: 2026-12-31"
    ),
)
BAD_BUSINESS_ID = Rule(
    "IE302",
    Severity.ERROR,
    N_("business id is wrong"),
    N_("'{value}' is not a business id: {reason}"),
    N_("copy it again from the register (ytj.fi); a digit is probably wrong"),
    N_(
        "A Finnish business id has seven digits, a hyphen and a check digit that is calculated from the "
        "others. This one cannot be in any register.\n\n"
        "Wrong:\n"
        "business_id: 9900001-7\n\n"
        "Right:\n"
        "business_id: 9900001-8"
    ),
)
INDUSTRY_WITHOUT_REVISION = Rule(
    "IE303",
    Severity.ERROR,
    N_("industry code without revision"),
    N_("industry code {value} without its revision"),
    N_("add revision: nace-2, nace-2.1, tol-2008 or tol-2025; codes change meaning between them"),
    N_(
        "Industry codes change meaning between revisions: 38.21 and 38.31 stand for different things in "
        "NACE 2 and 2.1. A code without its revision cannot be compared with another.\n\n"
        "Wrong:\n"
        'industry: {code: "38.21"}\n\n'
        "Right:\n"
        'industry: {code: "38.21", revision: nace-2}'
    ),
)
UNKNOWN_INDUSTRY = Rule(
    "IE304",
    Severity.ERROR,
    N_("no such industry code"),
    N_("{revision} has no code {value}"),
    N_("look the code up in that revision"),
    N_(
        "The classification has no such code in the revision named. Perhaps the code belongs to another "
        "revision, or a digit is wrong. Of the Finnish codes (TOL) the first four digits are looked up, "
        "which are those of NACE.\n\n"
        "Wrong:\n"
        'industry: {code: "62.05", revision: nace-2}\n\n'
        "Right:\n"
        'industry: {code: "62.01", revision: nace-2}'
    ),
)
BUDGET_SUM = Rule(
    "IE305",
    Severity.ERROR,
    N_("budget does not add up"),
    N_("budget_total is {total}, the lines add up to {sum}"),
    N_("correct the total or the lines"),
    N_(
        "budget_total is there to catch slips: it must be the sum of the lines, to the cent.\n\n"
        "Wrong:\n"
        "budget_total: 10000.00   with lines of 7000.00 and 2000.00\n\n"
        "Right:\n"
        "budget_total: 9000.00"
    ),
)
SHARES_SUM = Rule(
    "IE306",
    Severity.ERROR,
    N_("shares do not add up"),
    N_("the funding shares add up to {sum}, not to 1"),
    N_("correct the shares"),
    N_(
        "The shares of those who pay for the programme make a whole, 1. A difference of at most 0.001 is "
        "taken for rounding.\n\n"
        "Wrong:\n"
        "eu_state 0.7 and private 0.2\n\n"
        "Right:\n"
        "eu_state 0.7 and private 0.3"
    ),
)
COUNTRY_AND_REGION = Rule(
    "IE307",
    Severity.WARNING,
    N_("region code of another scheme"),
    N_("'{code}' does not look like a code of the scheme {scheme}"),
    N_("the schemes give the same digits to different regions: check the code or the scheme"),
    N_(
        "Region schemes use the same digits for different regions: 01 is Uusimaa in the national scheme "
        "and Åland in ISO 3166-2. The code has the form of another scheme than the one named. ISO codes "
        "look like FI-18, NUTS codes like FI1B, and national codes like neither.\n\n"
        "Wrong:\n"
        "{scheme: national, code: FI-18}\n\n"
        "Right:\n"
        "{scheme: iso-3166-2, code: FI-18}"
    ),
)
SIZE_WITHOUT_YEAR = Rule(
    "IE308",
    Severity.WARNING,
    N_("figures without a year"),
    N_("the size has figures but no year"),
    N_("add year:, the figures age"),
    N_(
        "Headcount and turnover age, and decide whether a company counts as an SME. The year says how "
        "old they are.\n\n"
        "Wrong:\n"
        "size: {headcount: 10-49}\n\n"
        "Right:\n"
        "size: {headcount: 10-49, year: 2025}"
    ),
)
MISSING_LANGUAGE = Rule(
    "IE309",
    Severity.WARNING,
    N_("text missing in one language"),
    N_("the text is given in {given} but not in {missing}"),
    N_("add it, or the deliverable in {missing} shows the other language"),
    N_(
        "The programme makes its deliverables in several languages, and this text is given in one of "
        "them only. A text written as one string counts for all languages.\n\n"
        "Wrong:\n"
        "name: {fi: Vesiklusteri}\n\n"
        "Right:\n"
        "name: {fi: Vesiklusteri, en: Water minicluster}"
    ),
)
PERSONAL_DATA = Rule(
    "IE310",
    Severity.WARNING,
    N_("personal data in a record"),
    N_("this looks like {what}"),
    N_("move it to the private folder and write a person code here"),
    N_(
        "The file seems to hold a personal identity code, somebody's e-mail address or a telephone number: "
        "in a text, in custom:, in a comment, in an id or in its name. Records are shared and stay in git for "
        "ever; personal data stands in the private folder and the record names a code. What was found is "
        "not repeated here, the place is enough. An address of an office, such as info@, is left alone, and "
        "so is what the privacy notice in innoenvi.yaml tells everybody.\n\n"
        "Wrong:\n"
        "note: Call Anna, 040 123 4567\n\n"
        "Right:\n"
        "note: Call hlo-07"
    ),
)

RULES: Final = (
    DATES_OUT_OF_ORDER,
    BAD_BUSINESS_ID,
    INDUSTRY_WITHOUT_REVISION,
    UNKNOWN_INDUSTRY,
    BUDGET_SUM,
    SHARES_SUM,
    COUNTRY_AND_REGION,
    SIZE_WITHOUT_YEAR,
    MISSING_LANGUAGE,
    PERSONAL_DATA,
)
