"""Keys and values: what does not fit the type of its field. Numbers have their own file."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

UNKNOWN_KEY = Rule(
    "IE101",
    Severity.ERROR,
    N_("unknown key"),
    N_("unknown key '{key}'{suggestion}"),
    N_("correct it, take it away, or keep it under custom:"),
    N_(
        "The record has a key that its kind does not know. Often it is misspelt, and then the value "
        "would be missing without anybody noticing. What the programme wants to keep for itself stands "
        "under custom:.\n\n"
        "Wrong:\n"
        "contibutions: []\n"
        "favourite: yes\n\n"
        "Right:\n"
        "contributions: []\n"
        "custom:\n"
        "  favourite: yes"
    ),
)
MISSING_KEY = Rule(
    "IE102",
    Severity.ERROR,
    N_("key missing"),
    N_("the key '{key}' is missing"),
    N_("add '{key}:' with a value"),
    N_(
        "The record lacks a key that it cannot do without. A key with nothing behind the colon counts as "
        "missing.\n\n"
        "Wrong:\n"
        "id: hydros-oy\n"
        "name:\n\n"
        "Right:\n"
        "id: hydros-oy\n"
        "name: Hydros Oy"
    ),
)
WRONG_SHAPE = Rule(
    "IE103",
    Severity.ERROR,
    N_("wrong shape"),
    N_("'{key}' must be {expected}"),
    N_("innoenvi explain IE103 shows how lists and parts with keys of their own are written"),
    N_(
        "The value has another shape than the key asks for: a text where a list belongs, a list where one "
        "value belongs, or a text where a part with keys of its own belongs. With innoenvi add such a part is "
        "--set size.size_class=small.\n\n"
        "Wrong:\n"
        "roles: lead\n"
        "size: small\n\n"
        "Right:\n"
        "roles:\n"
        "  - lead\n"
        "size:\n"
        "  size_class: small"
    ),
)
NOT_A_DATE = Rule(
    "IE104",
    Severity.ERROR,
    N_("not a date"),
    N_("'{value}' is not a date"),
    N_("write year-month-day, for example 2026-03-09"),
    N_(
        "Dates are written year-month-day. 9.3.2026 is the ninth of March to some and the third of "
        "September to others.\n\n"
        "Wrong:\n"
        "date: 9.3.2026\n\n"
        "Right:\n"
        "date: 2026-03-09"
    ),
)
NO_SUCH_DAY = Rule(
    "IE105",
    Severity.ERROR,
    N_("day that does not exist"),
    N_("there is no day {value} in the calendar"),
    N_("correct the date"),
    N_(
        "The date has the right form, but the calendar has no such day.\n\n"
        "Wrong:\n"
        "date: 2026-02-30\n\n"
        "Right:\n"
        "date: 2026-02-28"
    ),
)
FAR_DAY = Rule(
    "IE123",
    Severity.ERROR,
    N_("date out of its time"),
    N_("{value} is not between the years 1900 and 2200"),
    N_("correct the year"),
    N_(
        "A programme has to do with days between 1900 and 2200. One that lies further off is a slip of the "
        "pen, and documents that show every year until then would never end.\n\n"
        "Wrong:\n"
        "date: 2926-03-09\n\n"
        "Right:\n"
        "date: 2026-03-09"
    ),
)
NOT_A_CHOICE = Rule(
    "IE109",
    Severity.ERROR,
    N_("not one of the words"),
    N_("'{value}' is not one of: {choices}{suggestion}"),
    N_("choose one of them"),
    N_(
        "The field admits a closed list of words, so that gates and reports can rely on them. The "
        "message names them all.\n\n"
        "Wrong:\n"
        "kind: firm\n\n"
        "Right:\n"
        "kind: company"
    ),
)
BAD_SLUG = Rule(
    "IE110",
    Severity.ERROR,
    N_("not an id"),
    N_("'{value}' is not an id"),
    N_("use small letters a-z, digits and single hyphens, beginning with a letter, at most 40 characters"),
    N_(
        "Ids are small letters a to z, digits and single hyphens, and begin with a letter. They hold for the "
        "whole life of the record and stand in file names; the name with capitals, ä and ö stands in "
        "name:.\n\n"
        "Wrong:\n"
        "member: Hydros Oy\n\n"
        "Right:\n"
        "member: hydros-oy"
    ),
)
BAD_PERSON_CODE = Rule(
    "IE111",
    Severity.ERROR,
    N_("not a person code"),
    N_("what stands here is not a person code"),
    N_("write a code such as hlo-07; the name belongs to the code in the private folder alone"),
    N_(
        "Records name persons by a code alone; the name that belongs to it stands in the private folder. "
        "So records can be shared and kept in git without personal data.\n\n"
        "Wrong:\n"
        "contacts: [Anna Virtanen]\n\n"
        "Right:\n"
        "contacts: [hlo-07]"
    ),
)
BAD_PATTERN = Rule(
    "IE112",
    Severity.ERROR,
    N_("wrong form"),
    N_("'{value}' does not have the form of {expected}"),
    N_("correct it; the form is described in innoenvi schema"),
    N_(
        "The value does not have the form that the field asks for: a web address without https://, a "
        "currency in small letters, a scheme that is not known.\n\n"
        "Wrong:\n"
        "website: www.hydros.fi\n\n"
        "Right:\n"
        "website: https://www.hydros.fi"
    ),
)
TOO_LONG = Rule(
    "IE114",
    Severity.ERROR,
    N_("too long or empty"),
    N_("a text of {length} characters where {expected} are allowed"),
    N_("shorten or fill it; long texts belong into a note or a description"),
    N_(
        "The field holds one line of at most 400 characters, and at least one. A longer text belongs "
        "into a note or a description; an empty one is left out together with its key.\n\n"
        "Wrong:\n"
        'place: ""\n\n'
        "Right:\n"
        "place: Lahti"
    ),
)
NOT_TRUE_OR_FALSE = Rule(
    "IE115",
    Severity.ERROR,
    N_("not true or false"),
    N_("'{value}' is not true or false"),
    N_("write true or false, without quotes"),
    N_(
        "A yes-or-no field is written true or false. Yes, no, on, kyllä and ei are texts, and guessing "
        "at permissions would be wrong.\n\n"
        "Wrong:\n"
        "quote: yes\n\n"
        "Right:\n"
        "quote: true"
    ),
)
EMPTY_ITEM = Rule(
    "IE116",
    Severity.ERROR,
    N_("empty item"),
    N_("an item of the list is empty"),
    N_("fill it or take the '-' away"),
    N_(
        "The list has a hyphen with nothing behind it. Perhaps the item is still to be written, perhaps "
        "it was deleted.\n\n"
        "Wrong:\n"
        "segments:\n"
        "  - developers\n"
        "  -\n\n"
        "Right:\n"
        "segments:\n"
        "  - developers"
    ),
)
UNKNOWN_FORMAT = Rule(
    "IE117",
    Severity.ERROR,
    N_("unknown format"),
    N_("format '{value}' is not known to this version of innoenvi"),
    N_("write format: 1, or use the version of innoenvi that the programme was made with"),
    N_(
        "format: says which version of the record format the programme is written in. This version of "
        "innoenvi knows format 1 and does not guess at others.\n\n"
        "Wrong:\n"
        "format: 2\n\n"
        "Right:\n"
        "format: 1"
    ),
)
UNKNOWN_COUNTRY = Rule(
    "IE118",
    Severity.ERROR,
    N_("unknown country"),
    N_("'{value}' is not a country code"),
    N_("write two capitals as in ISO 3166-1, for example FI, EE or PL"),
    N_(
        "Countries are written with the two capitals of ISO 3166-1. The code of the United Kingdom is "
        "GB, that of Greece GR; XK is accepted for Kosovo.\n\n"
        "Wrong:\n"
        "country: UK\n\n"
        "Right:\n"
        "country: GB"
    ),
)
LONG_SLUG = Rule(
    "IE121",
    Severity.ERROR,
    N_("id too long"),
    N_("an id of {length} characters where at most {limit} are allowed"),
    N_("shorten it; the full name stands in name:"),
    N_(
        "Ids have at most 40 characters: they become file names, keys and links. What is longer is most often "
        "a name or a sentence that slipped into a field for an id.\n\n"
        "Wrong:\n"
        "responsible: hydros-vesihuollon-ja-ymparistotekniikan-palvelut-oy\n\n"
        "Right:\n"
        "responsible: hydros-oy"
    ),
)
UNSAFE_FOLDER = Rule(
    "IE122",
    Severity.ERROR,
    N_("folder that is not one place"),
    N_("'{value}' does not name one place for everybody: {reason}"),
    N_("write a plain folder of the programme, such as private, or the full path of a protected drive"),
    N_(
        "The folder is either a plain one inside the programme, with / between its steps, or the full path of "
        "a drive (/mnt/ryhma/yksityinen, S:/yksityinen). '..' and '~' mean different places for different "
        "people and lead out of the programme unseen; a backslash is a separator on Windows alone.\n\n"
        "Wrong:\n"
        "private_dir: ../../yksityinen\n\n"
        "Right:\n"
        "private_dir: private"
    ),
)

RULES: Final = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_SHAPE,
    NOT_A_DATE,
    NO_SUCH_DAY,
    FAR_DAY,
    NOT_A_CHOICE,
    BAD_SLUG,
    BAD_PERSON_CODE,
    BAD_PATTERN,
    TOO_LONG,
    NOT_TRUE_OR_FALSE,
    EMPTY_ITEM,
    UNKNOWN_FORMAT,
    UNKNOWN_COUNTRY,
    LONG_SLUG,
    UNSAFE_FOLDER,
)
