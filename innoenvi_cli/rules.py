"""The closed list of what can be wrong in the records: one rule per code. ``explain`` prints it, the docs hold it."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# Reading a file ------------------------------------------------------------------------------------------------------

UNREADABLE = Rule(
    "IE001",
    _E,
    N_("file cannot be read"),
    N_("the file cannot be read: {reason}"),
    N_("make it readable, or take it away"),
    N_(
        "The file or folder is there, but the system does not let innoenvi read it: the permissions are "
        "missing, or the disk or network drive failed. Until it can be read nobody knows what stands in "
        "it, so every gate that it could touch stays shut.\n\n"
        "Wrong:\n"
        "-rw-------  root   hydros-oy.yaml   (you are somebody else)\n\n"
        "Right:\n"
        "-rw-r--r--  you    hydros-oy.yaml"
    ),
)
NOT_UTF8 = Rule(
    "IE002",
    _E,
    N_("not UTF-8"),
    N_("the file is not UTF-8 text (byte {offset})"),
    N_("save it as UTF-8; editors offer this under 'encoding'"),
    N_(
        "Records are text in UTF-8, on every computer alike. An editor that saves in an older encoding "
        "writes ä and ö as bytes that mean nothing in UTF-8, and guessing would spoil names. The "
        "position is that of the first such byte.\n\n"
        "Wrong:\n"
        "name: H\\xe4meen Sahat Oy      (saved as Latin-1)\n\n"
        "Right:\n"
        "name: Hämeen Sahat Oy         (saved as UTF-8)"
    ),
)
TOO_LARGE = Rule(
    "IE003",
    _E,
    N_("file too large"),
    N_("the file has more than {limit}"),
    N_("split it: one file per record"),
    N_(
        "A file of records may have one mebibyte (1,048,576 bytes) and about as many keys and values as fit "
        "into that, 80,000. A larger one is most often something else that was saved under the wrong name, "
        "and it would slow every command down. Registers grow by files: one file per record, so that two "
        "people on two branches never collide.\n\n"
        "Wrong:\n"
        "members.yaml with 4,000 members\n\n"
        "Right:\n"
        "members/hydros-oy.yaml, members/vesitek-oy.yaml, …"
    ),
)
SYNTAX = Rule(
    "IE004",
    _E,
    N_("not YAML"),
    N_("this is not YAML: {problem}"),
    N_("look at the quotes, colons and indents here and on the line before"),
    N_(
        "The file cannot be taken apart into keys and values. The usual causes are a colon inside a text "
        "without quotes, a quote or bracket that is never closed, and lines that are not indented alike. "
        "The place is where reading became impossible; the cause is often on the line before.\n\n"
        "Wrong:\n"
        "summary: Water: from the lake to the tap\n\n"
        "Right:\n"
        'summary: "Water: from the lake to the tap"'
    ),
)
TOO_DEEP = Rule(
    "IE005",
    _E,
    N_("nested too deeply"),
    N_("nested deeper than {limit} levels"),
    N_("records are flat: take the extra levels away"),
    N_(
        "Records are at most 20 levels deep, and those of the method need six. Deeper nesting is a slip "
        "of the indentation, or an attempt to exhaust the reader.\n\n"
        "Wrong:\n"
        "custom: [[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]\n\n"
        "Right:\n"
        "custom: []"
    ),
)
ALIAS = Rule(
    "IE006",
    _E,
    N_("alias or anchor"),
    N_("aliases and anchors ('{text}') are not allowed"),
    N_("write the value out where it belongs, or quote it if it is text that begins with & or *"),
    N_(
        "YAML can name a value with & and repeat it with *. Nobody sees what such a record says without "
        "looking elsewhere, and nested repetitions can grow without limit, so both are refused. A text "
        "that begins with & or * needs quotes.\n\n"
        "Wrong:\n"
        "summary: &short Clean water\n"
        "vision: *short\n\n"
        "Right:\n"
        "summary: Clean water\n"
        "vision: Clean water"
    ),
)
TAG = Rule(
    "IE007",
    _E,
    N_("tag"),
    N_("tags ('{text}') are not allowed"),
    N_("take the tag away, or quote the value if it is text that begins with !"),
    N_(
        "A tag (a word that begins with !) asks the reader to build a special kind of value, in some "
        "programs even to run something. Records are plain text, numbers, dates, lists and mappings, and "
        "need none.\n\n"
        "Wrong:\n"
        "name: !!str 007 Oy\n\n"
        "Right:\n"
        'name: "007 Oy"'
    ),
)
DIRECTIVE = Rule(
    "IE008",
    _E,
    N_("directive"),
    N_("directives (a line that begins with %) are not allowed"),
    N_("take the line away"),
    N_(
        "A line that begins with '%' changes how the rest of the file is read: under YAML 1.1 the word no "
        "becomes false and 010 becomes 8. Records are always read in the same way.\n\n"
        "Wrong:\n"
        "%YAML 1.1\n"
        "---\n"
        "id: hydros-oy\n\n"
        "Right:\n"
        "id: hydros-oy"
    ),
)
SECOND_DOCUMENT = Rule(
    "IE009",
    _E,
    N_("second document"),
    N_("a second document begins here"),
    N_("one file holds one document: move the rest to a file of its own"),
    N_(
        "A line of three hyphens begins a new document. One file holds one document; what came after it "
        "would be lost silently.\n\n"
        "Wrong:\n"
        "id: hydros-oy\n"
        "---\n"
        "id: vesitek-oy\n\n"
        "Right:\n"
        "members/hydros-oy.yaml:  id: hydros-oy\n"
        "members/vesitek-oy.yaml: id: vesitek-oy"
    ),
)
DUPLICATE_KEY = Rule(
    "IE010",
    _E,
    N_("key twice"),
    N_("the key '{key}' stands here for the second time, first on line {line}"),
    N_("keep one of the two; neither value was used"),
    N_(
        "A key stands once in a mapping. Most YAML readers keep the last value and forget the first "
        "without a word; innoenvi uses neither until you have chosen.\n\n"
        "Wrong:\n"
        "kind: company\n"
        "name: Hydros Oy\n"
        "kind: research\n\n"
        "Right:\n"
        "kind: company\n"
        "name: Hydros Oy"
    ),
)
TWIN_KEY = Rule(
    "IE011",
    _E,
    N_("keys that look alike"),
    N_("the key '{key}' differs from '{other}' on line {line} only in case or composition"),
    N_("keep one spelling"),
    N_(
        "Two keys differ only in capital letters, or in how an accented letter is composed: ä can be one "
        "character or an a followed by two dots. They look alike on the screen, and one of them is meant.\n\n"
        "Wrong:\n"
        "name: Hydros Oy\n"
        "Name: Hydros Vesi Oy\n\n"
        "Right:\n"
        "name: Hydros Vesi Oy"
    ),
)
CONFLICT = Rule(
    "IE012",
    _E,
    N_("unresolved merge"),
    N_("an unresolved merge: conflict marker '{marker}'"),
    N_("choose what stays, take the three marker lines away, then git add the file"),
    N_(
        "Git could not join two changes and left both in the file, between lines of <<<<<<<, ======= and "
        ">>>>>>>. Choose what is true, often both, and take the marker lines away. Markers inside a long "
        "text are found too: they would otherwise end up in a report.\n\n"
        "Wrong:\n"
        "<<<<<<< HEAD\n"
        "tier: 1\n"
        "=======\n"
        "tier: 2\n"
        ">>>>>>> spring\n\n"
        "Right:\n"
        "tier: 2"
    ),
)
TAB = Rule(
    "IE013",
    _E,
    N_("tab character"),
    N_("a tab character"),
    N_("use spaces; most editors can convert tabs"),
    N_(
        "YAML indents with spaces. A tab looks like some number of spaces, differently in every editor, "
        "so that what you see is not what is read.\n\n"
        "Wrong:\n"
        "agenda:\n"
        "<tab>- item: 1\n\n"
        "Right:\n"
        "agenda:\n"
        "  - item: 1"
    ),
)
CONTROL_CHARACTER = Rule(
    "IE014",
    _E,
    N_("invisible character"),
    N_("an invisible character, U+{codepoint}: {kind}"),
    N_("delete it; it can make a text read otherwise than it is"),
    N_(
        "The file holds a character that nobody sees. Some of them turn the direction of the text, so "
        "that a name reads otherwise than it is stored; others come along when text is copied from a web "
        "page or a PDF. They break searches and comparisons.\n\n"
        "Wrong:\n"
        "name: Hydros<U+200B> Oy\n\n"
        "Right:\n"
        "name: Hydros Oy"
    ),
)
MERGE_KEY = Rule(
    "IE015",
    _E,
    N_("merge key"),
    N_("merge keys (<<) are not allowed"),
    N_("write the keys out"),
    N_(
        "The key << copies the keys of another mapping into this one. Whoever reads the record does not "
        "see them, and nested copies can grow without limit.\n\n"
        "Wrong:\n"
        "<<: *defaults\n"
        "kind: company\n\n"
        "Right:\n"
        "country: FI\n"
        "kind: company"
    ),
)
NOT_A_MAPPING = Rule(
    "IE016",
    _E,
    N_("no keys at the top"),
    N_("a file of records begins with keys such as 'id:'"),
    N_("see innoenvi explain IE016, or make the record anew with innoenvi add"),
    N_(
        "A file of records begins with keys. A list or a bare text at the top belongs to no field.\n\n"
        "Wrong:\n"
        "- Hydros Oy\n"
        "- Vesitek Oy\n\n"
        "Right:\n"
        "members:\n"
        "  - id: hydros-oy\n"
        "    name: Hydros Oy"
    ),
)
SYMLINK = Rule(
    "IE017",
    _E,
    N_("symbolic link"),
    N_("a symbolic link, or not a plain file: it is not followed"),
    N_("put the file itself into the programme"),
    N_(
        "A symbolic link points somewhere else, perhaps out of the programme, and a device or pipe may "
        "never end. Neither is opened, so that nothing outside the programme is read or overwritten.\n\n"
        "Wrong:\n"
        "members/hydros-oy.yaml -> /home/anna/hydros-oy.yaml\n\n"
        "Right:\n"
        "members/hydros-oy.yaml, the file itself"
    ),
)
EMPTY_FILE = Rule(
    "IE018",
    _E,
    N_("empty file"),
    N_("the file holds no record"),
    N_("fill it or delete it"),
    N_(
        "The file is empty or holds comments alone. Perhaps it was never saved, or its content was "
        "deleted where the file should have been.\n\n"
        "Wrong:\n"
        "# to be written\n\n"
        "Right:\n"
        "id: hydros-oy\n"
        "name: Hydros Oy"
    ),
)
KEY_NOT_TEXT = Rule(
    "IE019",
    _E,
    N_("key is not a word"),
    N_("a key must be a word, not a list or a mapping"),
    N_("write 'key: value'"),
    N_(
        "YAML allows lists and mappings as keys; records do not. Most often a colon or a question mark "
        "slipped to the beginning of a line, or two braces stand where one is meant.\n\n"
        "Wrong:\n"
        "? [id, name]\n"
        ": hydros-oy\n\n"
        "Right:\n"
        "id: hydros-oy"
    ),
)
WRONG_ENCODING = Rule(
    "IE020",
    _E,
    N_("UTF-16 or UTF-32"),
    N_("the file is UTF-16 or UTF-32"),
    N_("save it as UTF-8; editors offer this under 'encoding'"),
    N_(
        "The file is saved as UTF-16 or UTF-32, as some Windows programs do when they say Unicode. "
        "Records are UTF-8: half of the bytes would be lost on other computers.\n\n"
        "Wrong:\n"
        "saved as 'Unicode' or 'UTF-16'\n\n"
        "Right:\n"
        "saved as 'UTF-8'"
    ),
)

# Files and names -----------------------------------------------------------------------------------------------------

UNKNOWN_FILE = Rule(
    "IE050",
    _E,
    N_("file of no known kind"),
    N_("no kind of record is called '{name}'"),
    N_("did you mean '{suggestion}'? See innoenvi schema for the kinds there are"),
    N_(
        "Every file of records has its place: one folder per kind in a minicluster, or a file with the "
        "name of the kind. A file with another name is read by nobody, and that would go unnoticed.\n\n"
        "Wrong:\n"
        "energia/member/hydros-oy.yaml\n\n"
        "Right:\n"
        "energia/members/hydros-oy.yaml"
    ),
)
WRONG_STEM = Rule(
    "IE051",
    _E,
    N_("id and file name differ"),
    N_("the id '{id}' is not the name of the file, '{stem}'"),
    N_("rename the file to {id}.yaml or write id: {stem}; an id that others refer to should stay"),
    N_(
        "The name of the file is the id of the record, so that everybody finds it, and so that two "
        "records cannot share an id. Other records refer to the id: if any do, rename the file and leave "
        "the id.\n\n"
        "Wrong:\n"
        "members/hydros.yaml:     id: hydros-oy\n\n"
        "Right:\n"
        "members/hydros-oy.yaml:  id: hydros-oy"
    ),
)
BAD_NAME = Rule(
    "IE052",
    _E,
    N_("name that cannot be used"),
    N_("'{name}' cannot be an id: {reason}"),
    N_("use small letters a-z, digits and single hyphens, beginning with a letter, at most 40 characters"),
    N_(
        "Ids and the names of miniclusters become file names, keys and links. They are small letters a "
        "to z, digits and single hyphens, begin with a letter and have at most 40 characters; words such "
        "as con, nul, yes or null mean something to Windows or to YAML. Names with ä and ö stand in "
        "name:.\n\n"
        "Wrong:\n"
        "members/Hydros_Oy.yaml\n\n"
        "Right:\n"
        "members/hydros-oy.yaml"
    ),
)
MISSING_FILE = Rule(
    "IE053",
    _E,
    N_("file missing"),
    N_("there is no {name}"),
    N_("make it with innoenvi init (programme) or innoenvi new (minicluster)"),
    N_(
        "A programme has innoenvi.yaml at its root, and each minicluster has minicluster.yaml in its "
        "folder. A folder with members but without that file is not read at all.\n\n"
        "Wrong:\n"
        "energia/members/hydros-oy.yaml\n\n"
        "Right:\n"
        "energia/minicluster.yaml\n"
        "energia/members/hydros-oy.yaml"
    ),
)
TRACKED_PRIVATE = Rule(
    "IE054",
    _E,
    N_("personal data in git"),
    N_("a file of the private folder is tracked by git"),
    N_("git rm --cached {path}, check .gitignore, and remove it from the history if it was pushed"),
    N_(
        "The private folder holds names, addresses and what people said word for word. Git keeps every "
        "version for ever and copies it to everybody who clones the repository: what was once committed "
        "is hard to take back.\n\n"
        "Wrong:\n"
        "git add -f private/people.yaml\n\n"
        "Right:\n"
        "private/ in .gitignore, the folder on a protected drive"
    ),
)

# Keys and values -----------------------------------------------------------------------------------------------------

UNKNOWN_KEY = Rule(
    "IE101",
    _E,
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
    _E,
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
    _E,
    N_("wrong shape"),
    N_("'{key}' must be {expected}"),
    N_("see the comment in a file made by innoenvi add, or innoenvi schema"),
    N_(
        "The value has another shape than the key asks for: a text where a list belongs, or a list where "
        "one value belongs.\n\n"
        "Wrong:\n"
        "roles: lead\n\n"
        "Right:\n"
        "roles:\n"
        "  - lead"
    ),
)
NOT_A_DATE = Rule(
    "IE104",
    _E,
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
    _E,
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
NOT_A_NUMBER = Rule(
    "IE106",
    _E,
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
    _E,
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
    _E,
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
NOT_A_CHOICE = Rule(
    "IE109",
    _E,
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
    _E,
    N_("not an id"),
    N_("'{value}' is not an id"),
    N_("use small letters a-z, digits and single hyphens, beginning with a letter, at most 40 characters"),
    N_(
        "Ids are small letters a to z, digits and single hyphens, begin with a letter and have at most "
        "40 characters. They hold for the whole life of the record and stand in file names; the name "
        "with capitals, ä and ö stands in name:.\n\n"
        "Wrong:\n"
        "member: Hydros Oy\n\n"
        "Right:\n"
        "member: hydros-oy"
    ),
)
BAD_PERSON_CODE = Rule(
    "IE111",
    _E,
    N_("not a person code"),
    N_("'{value}' is not a person code"),
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
    _E,
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
OUT_OF_RANGE = Rule(
    "IE113",
    _E,
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
TOO_LONG = Rule(
    "IE114",
    _E,
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
    _E,
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
    _E,
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
    _E,
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
    _E,
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

# Ids and references --------------------------------------------------------------------------------------------------

ID_TWICE = Rule(
    "IE201",
    _E,
    N_("id twice"),
    N_("the id '{id}' stands here and in {other}"),
    N_("give one of the two another id and correct what refers to it"),
    N_(
        "An id means one thing. Two records of one kind, two excerpts of one interview, two items with "
        "one number, or two choices for one target cannot be told apart by those who refer to them. The "
        "second one is left aside until it has an id of its own.\n\n"
        "Wrong:\n"
        "excerpts:\n"
        "  - id: e-01\n"
        "  - id: e-01\n\n"
        "Right:\n"
        "excerpts:\n"
        "  - id: e-01\n"
        "  - id: e-02"
    ),
)
ID_IN_BOTH_SCOPES = Rule(
    "IE202",
    _E,
    N_("id in the programme and the minicluster"),
    N_("the {kind} '{id}' exists in the programme and in the minicluster ({other})"),
    N_("rename the minicluster's own, so that a reference means one thing"),
    N_(
        "Organs and events live in a minicluster or in the programme, and both are found by id alone. If "
        "both have the id, a decision that names it could mean either.\n\n"
        "Wrong:\n"
        "events/kickoff.yaml and energia/events/kickoff.yaml\n\n"
        "Right:\n"
        "events/kickoff.yaml and energia/events/kickoff-energia.yaml"
    ),
)
UNKNOWN_REFERENCE = Rule(
    "IE203",
    _E,
    N_("refers to nothing"),
    N_("unknown {kind} '{id}'{suggestion}"),
    N_("correct the id, or add the record: innoenvi add"),
    N_(
        "The record names something that is not there: a member, a target, a market, a code. Usually the "
        "id is misspelt or the record has been renamed or removed. A record that exists but cannot be "
        "read is not reported here a second time.\n\n"
        "Wrong:\n"
        "present: [hydro-oy]\n\n"
        "Right:\n"
        "present: [hydros-oy]"
    ),
)
CIRCLE = Rule(
    "IE204",
    _E,
    N_("circle"),
    N_("a circle: {circle}"),
    N_("take one of these links away"),
    N_(
        "Actions wait for each other in a circle, so that none can begin; or codes stand below each "
        "other in a circle, so that none is the widest. The message shows the way round. Take away the "
        "link that is least true.\n\n"
        "Wrong:\n"
        "a: depends_on: [b]\n"
        "b: depends_on: [a]\n\n"
        "Right:\n"
        "a: depends_on: [b]\n"
        "b: (nothing)"
    ),
)
UNKNOWN_EXCERPT = Rule(
    "IE205",
    _E,
    N_("no such excerpt"),
    N_("interview '{interview}' has no excerpt '{excerpt}'{suggestion}"),
    N_("correct the id of the excerpt"),
    N_(
        "A finding cites a passage of an interview, and the interview has no passage with that id. "
        "Without it nobody can follow the statement back to what was said.\n\n"
        "Wrong:\n"
        "evidence:\n"
        "  - {interview: h-01, excerpt: e-9}\n\n"
        "Right:\n"
        "evidence:\n"
        "  - {interview: h-01, excerpt: e-09}"
    ),
)
UNKNOWN_ITEM = Rule(
    "IE206",
    _E,
    N_("no such item"),
    N_("the agenda of '{event}' has no item {item}"),
    N_("correct the number, or add the item to the event"),
    N_(
        "A decision or citation names an item that is not on the agenda of that meeting. Every decision "
        "must be found in the minutes.\n\n"
        "Wrong:\n"
        "decision: {organ: core-group, event: meeting-2, item: 7}\n\n"
        "Right:\n"
        "decision: {organ: core-group, event: meeting-2, item: 3}"
    ),
)
BAD_CITATION = Rule(
    "IE207",
    _E,
    N_("citation is incomplete"),
    N_("a citation names one of: interview with excerpt, event, document"),
    N_("write interview: with excerpt:, or event: (with item:), or document: with title and page"),
    N_(
        "A citation names one source, completely: an excerpt together with its interview, a meeting with "
        "or without the item, or a document with its page. Two sources are two citations.\n\n"
        "Wrong:\n"
        "evidence:\n"
        "  - {interview: h-01, document: Notes}\n\n"
        "Right:\n"
        "evidence:\n"
        "  - {interview: h-01, excerpt: e-01}\n"
        "  - {document: Notes}"
    ),
)
WRONG_ORGAN = Rule(
    "IE208",
    _E,
    N_("not that organ's meeting"),
    N_("'{event}' is not a meeting of '{organ}' but of {actual}"),
    N_("correct the organ or the event of the decision"),
    N_(
        "A decision cites the organ that made it and the meeting where it was made. The meeting named is "
        "one of another organ, or of none.\n\n"
        "Wrong:\n"
        "decision: {organ: core-group, event: steering-group-1, item: 2}\n\n"
        "Right:\n"
        "decision: {organ: core-group, event: core-group-1, item: 2}"
    ),
)

# Values against each other -------------------------------------------------------------------------------------------

DATES_OUT_OF_ORDER = Rule(
    "IE301",
    _E,
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
    _E,
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
    _E,
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
    _E,
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
    _E,
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
    _E,
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
    _W,
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
    _W,
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
    _W,
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
    _W,
    N_("personal data in a record"),
    N_("this looks like {what}"),
    N_("move it to the private folder and write a person code here"),
    N_(
        "The text seems to hold a personal identity code, somebody's e-mail address or a telephone "
        "number. Records are shared and stay in git for ever; personal data stands in the private folder "
        "and the record names a code. An address of an office, such as info@, is left alone.\n\n"
        "Wrong:\n"
        "note: Call Anna, 040 123 4567\n\n"
        "Right:\n"
        "note: Call hlo-07"
    ),
)

# The method, where it does not wait for a gate -----------------------------------------------------------------------

WEIGHTS_SUM = Rule(
    "IE401",
    _E,
    N_("weights do not add up"),
    N_("the weights add up to {sum}, not to 1"),
    N_("correct them, or weigh the criteria pairwise"),
    N_(
        "The weights of the criteria make a whole, 1, or the scores cannot be compared. A difference of "
        "at most 0.001 is taken for rounding. Nothing is said while some weights are still missing.\n\n"
        "Wrong:\n"
        "weights 0.5, 0.3 and 0.3\n\n"
        "Right:\n"
        "weights 0.5, 0.3 and 0.2"
    ),
)
SCORE_OUT_OF_SCALE = Rule(
    "IE402",
    _E,
    N_("score outside the scale"),
    N_("the score {value} is not between {low} and {high}"),
    N_("correct the score or the scale in priorities.yaml"),
    N_(
        "Every score lies on the scale of priorities.yaml, which is 1 to 5 unless it says otherwise.\n\n"
        "Wrong:\n"
        "scores:\n"
        "  joint-kiln: {benefit: 6}\n\n"
        "Right:\n"
        "scores:\n"
        "  joint-kiln: {benefit: 5}"
    ),
)
INTERESTED_RATER = Rule(
    "IE403",
    _E,
    N_("interested rater scored"),
    N_("the rater has declared an interest in '{target}' and has scored it"),
    N_("take the scores away and add the target to abstentions"),
    N_(
        "Who has an interest of their own in a target abstains on it. The rater has declared the "
        "interest and scored all the same, and the ranking would carry it.\n\n"
        "Wrong:\n"
        "interests: [{target: joint-kiln, reason: owner}]\n"
        "scores: {joint-kiln: {benefit: 5}}\n\n"
        "Right:\n"
        "interests: [{target: joint-kiln, reason: owner}]\n"
        "abstentions: [{target: joint-kiln}]"
    ),
)
SCORED_FAST_TRACK = Rule(
    "IE404",
    _W,
    N_("fast-track target scored"),
    N_("'{target}' is on the fast track and is not prioritised"),
    N_("take the scores away, or set track: cycle"),
    N_(
        "Targets on the fast track are carried out right after the analysis, beside the cycle, and do "
        "not take part in the ranking. The scores are not used.\n\n"
        "Wrong:\n"
        "targets/brochure.yaml: track: fast, and a score for it\n\n"
        "Right:\n"
        "track: cycle, or no score"
    ),
)
RATER_TWICE = Rule(
    "IE405",
    _E,
    N_("rater twice"),
    N_("the rater '{rater}' stands here and in {other}"),
    N_("keep one sheet per rater"),
    N_(
        "Each rater has one voice. Two score sheets or two sets of pairwise judgements of one rater "
        "would count double. Sheets dated before the present cycle began may stay.\n\n"
        "Wrong:\n"
        "scores/a.yaml: rater: hlo-01\n"
        "scores/b.yaml: rater: hlo-01\n\n"
        "Right:\n"
        "scores/hlo-01.yaml: rater: hlo-01"
    ),
)
BOTH_SIDES = Rule(
    "IE406",
    _E,
    N_("member for and against"),
    N_("the member '{member}' is both for and against"),
    N_("leave it on one side; write the reservation under dissent"),
    N_(
        "A member either holds a statement or does not. What it would put differently stands under "
        "dissent:.\n\n"
        "Wrong:\n"
        "members_for: [hydros-oy]\n"
        "members_against: [hydros-oy]\n\n"
        "Right:\n"
        "members_for: [hydros-oy]\n"
        "dissent: Hydros sees it in five years at the earliest."
    ),
)
COMMITMENT_WITHOUT_DOCUMENT = Rule(
    "IE407",
    _W,
    N_("commitment without a document"),
    N_("the commitment of {date} names no document"),
    N_("add document: with the reference of the signed paper"),
    N_(
        "A commitment counts from its date, and its reference shows where the signed paper is found. "
        "Without it nobody can prove it later.\n\n"
        "Wrong:\n"
        "{status: committed, date: 2026-03-01}\n\n"
        "Right:\n"
        "{status: committed, date: 2026-03-01, document: SIT-2026-01}"
    ),
)
EVENT_OF_THE_FUTURE = Rule(
    "IE408",
    _W,
    N_("date in the future"),
    N_("{what}: {date} is after the day of the check, {as_of}"),
    N_("correct the date; until that day it counts for nothing"),
    N_(
        "The record says that something has happened, on a day that is still to come. Most often the "
        "year is wrong. Planned meetings may lie ahead; one with people present, decisions or minutes "
        "may not.\n\n"
        "Wrong:\n"
        "date: 2062-04-15\n\n"
        "Right:\n"
        "date: 2026-04-15"
    ),
)
OVERDUE_TASK = Rule(
    "IE409",
    _W,
    N_("task overdue"),
    N_("item {item} was due on {due}"),
    N_("enter done: with the date, or agree on a new date at the next meeting"),
    N_(
        "A task was given at a meeting, its day has passed, and nothing says that it was done. The next "
        "meeting should see it.\n\n"
        "Wrong:\n"
        "{item: 3, due: 2026-05-15}\n\n"
        "Right:\n"
        "{item: 3, due: 2026-05-15, done: 2026-05-12}"
    ),
)
PAIRWISE_INCOMPLETE = Rule(
    "IE410",
    _E,
    N_("pairwise judgements incomplete"),
    N_("the pair {pair} is judged {count} times instead of once"),
    N_("each pair of criteria is judged once by each rater"),
    N_(
        "Pairwise weights need each pair of criteria judged once by each rater: with n criteria that is "
        "n × (n − 1) / 2 judgements. Of many missing pairs the first twenty are shown.\n\n"
        "Wrong:\n"
        "a over b, b over a   (a with c and b with c missing)\n\n"
        "Right:\n"
        "a over b, a over c, b over c"
    ),
)

SELF_JUDGEMENT = Rule(
    "IE411",
    _E,
    N_("criterion against itself"),
    N_("the criterion '{criterion}' is judged against itself"),
    N_("name two different criteria, or take the judgement away"),
    N_(
        "A criterion is as important as itself; the judgement says nothing. Another criterion was meant.\n\n"
        "Wrong:\n"
        "{more: benefit, less: benefit, times: 3}\n\n"
        "Right:\n"
        "{more: benefit, less: feasibility, times: 3}"
    ),
)

# Gates and phases ----------------------------------------------------------------------------------------------------

SUSPECT_GATE = Rule(
    "IE501",
    _W,
    N_("gate is suspect"),
    N_("gate {gate} was passed on {date}, and criterion {criterion} no longer rests on the same: {record}"),
    N_("look at the change, then judge again: innoenvi review {minicluster} --gate {gate} --by CODE"),
    N_(
        "A gate was passed on certain records, and one of those has changed since: the decision may no "
        "longer rest on what it was made on. Corrections of free texts do not count. Reviewing the gate "
        "judges it again and takes the new state for its ground; at the next gate a suspect one is a "
        "must.\n\n"
        "Wrong:\n"
        "a member leaves after gate 1 was passed\n\n"
        "Right:\n"
        "innoenvi review energia --gate definition --by hlo-01"
    ),
)
OVERDUE_CONDITION = Rule(
    "IE502",
    _E,
    N_("condition overdue"),
    N_("the condition of gate {gate} was due on {due}: {text}"),
    N_("meet it and judge again: innoenvi review {minicluster} --gate {gate} --by CODE"),
    N_(
        "The gate was passed on a condition with an owner and a day. The day has passed, and no review "
        "has found the condition met. A condition that nobody follows up would be a closed gate that was "
        "walked around.\n\n"
        "Wrong:\n"
        "due: 2026-05-31, today 2026-06-15\n\n"
        "Right:\n"
        "innoenvi review energia --gate definition --by hlo-01"
    ),
)
PHASES_INCONSISTENT = Rule(
    "IE503",
    _E,
    N_("phases out of order"),
    N_("the decision does not follow from the one before: {reason}"),
    N_("phases.yaml is written by innoenvi alone: restore it from git"),
    N_(
        "phases.yaml holds the decisions in the order they were made, and innoenvi alone writes it. A "
        "decision that does not follow from the one before was written or moved by hand, or two branches "
        "were joined.\n\n"
        "Wrong:\n"
        "a decision on phase 3 below one on phase 1\n\n"
        "Right:\n"
        "git checkout -- energia/phases.yaml"
    ),
)
UNKNOWN_METRIC = Rule(
    "IE504",
    _E,
    N_("unknown metric"),
    N_("unknown metric '{metric}'{suggestion}"),
    N_("criteria rest on the metrics that innoenvi knows: innoenvi explain metrics"),
    N_(
        "A criterion asks for a figure that innoenvi does not calculate. The gate stays shut, because "
        "nobody can say whether the criterion holds.\n\n"
        "Wrong:\n"
        "metric: participant\n\n"
        "Right:\n"
        "metric: participants"
    ),
)
INCOMPLETE_CRITERION = Rule(
    "IE505",
    _E,
    N_("incomplete criterion"),
    N_("the new criterion '{criterion}' lacks: {missing}"),
    N_("a criterion of your own needs metric, compare, threshold, severity, label and hint"),
    N_(
        "A criterion that the programme adds must say everything: what is measured, how it is compared "
        "with which threshold, how much it weighs, and both texts that people read. For a criterion that "
        "exists already the keys that change are enough.\n\n"
        "Wrong:\n"
        "own_criterion: {threshold: 3}\n\n"
        "Right:\n"
        'own_criterion: {metric: …, compare: ">=", threshold: 3, severity: should, label: …, hint: …}'
    ),
)
FIXED_CRITERION = Rule(
    "IE506",
    _E,
    N_("criterion cannot be changed"),
    N_("'{criterion}' stands in every gate and cannot be changed or switched off"),
    N_("take the change away; without it a gate could pass on broken records"),
    N_(
        "Some criteria stand in every gate: they keep it shut while records hold errors or an earlier "
        "gate is suspect. Switching them off would let a gate pass on records that nobody has understood.\n\n"
        "Wrong:\n"
        "records: {off: true}\n\n"
        "Right:\n"
        "correct the records"
    ),
)

# Rows of registers that are read in ----------------------------------------------------------------------------------

NAMELESS_ROW = Rule(
    "IE601",
    _E,
    N_("row without a name"),
    N_("the row has no name"),
    N_("fill in the name, or empty the whole row"),
    N_(
        "A member is known by its legal name, so a row of a register that names nobody cannot become a "
        "member. Rows without anything in them are passed over.\n\n"
        "Wrong:\n"
        "nimi;maa\n"
        ";FI\n\n"
        "Right:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI"
    ),
)
NOT_A_COUNTRY_NAME = Rule(
    "IE602",
    _E,
    N_("not a country"),
    N_("'{value}' is neither a country code nor the name of a country{suggestion}"),
    N_("write the code (FI) or the name in Finnish or English; where there is no one country, leave the cell empty"),
    N_(
        "Countries are kept as ISO 3166-1 codes. A register may have them as codes or as names in Finnish "
        "or English; areas such as Global, EU or Nordic countries are no countries.\n\n"
        "Wrong:\n"
        "Global\n\n"
        "Right:\n"
        "Norja"
    ),
)
NOT_A_WORD_OF_THE_FIELD = Rule(
    "IE603",
    _E,
    N_("word that the field does not know"),
    N_("'{value}' is none of: {choices}{suggestion}"),
    N_("write one of these words, or what it is called in Finnish or English, or leave the cell empty"),
    N_(
        "The field admits a few words only, because figures and gates rest on them. A register may have "
        "the words of the record format or what they are called in Finnish and English; common words of "
        "other registers, such as academia or non-profit, are understood as well.\n\n"
        "Wrong:\n"
        "laji: ystävä\n\n"
        "Right:\n"
        "laji: yhdistys"
    ),
)
FORMULA_IN_CELL = Rule(
    "IE604",
    _E,
    N_("formula where a value belongs"),
    N_("cell {cell} of the sheet '{sheet}' holds a formula"),
    N_("replace it by its value: copy the cell and paste the value only"),
    N_(
        "A formula is not what the sheet shows: its value was calculated by another program at another "
        "time, or never. Only values are read in.\n\n"
        "Wrong:\n"
        '=CONCAT(A2;" Oy")\n\n'
        "Right:\n"
        "Lumivirta Oy"
    ),
)
ERROR_IN_CELL = Rule(
    "IE605",
    _E,
    N_("error in a cell"),
    N_("cell {cell} of the sheet '{sheet}' holds the error {value}"),
    N_("mend the cell, or empty it"),
    N_(
        "The spreadsheet program could not calculate the cell, so nobody knows its value.\n\n"
        "Wrong:\n"
        "#REF!\n\n"
        "Right:\n"
        "Lumivirta Oy"
    ),
)
MEMBER_TWICE = Rule(
    "IE606",
    _E,
    N_("member twice in the register"),
    N_("the row names the same member as row {row}, '{name}', but says something else"),
    N_("keep one of the two rows; two organisations of one name need their business ids"),
    N_(
        "Two rows with one business id, or with one name and no business ids, are the same member. Where "
        "they differ nobody can tell which is right; the first one was taken. A row that only repeats "
        "another is passed over as unchanged.\n\n"
        "Wrong:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI\n"
        "Lumivirta Oy;SE\n\n"
        "Right:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI"
    ),
)
TWO_MEMBERS_MEANT = Rule(
    "IE607",
    _E,
    N_("row that means two members"),
    N_("{first} belongs to '{one}' and {second} to '{other}'"),
    N_("correct the row or the two records: one row means one member"),
    N_(
        "A row is matched with the members there are by its id, its business id and its name. Here two of "
        "these belong to different members, so that either could be changed by mistake.\n\n"
        "Wrong:\n"
        "nimi;y-tunnus\n"
        "Lumivirta Oy;<business id of another member>\n\n"
        "Right:\n"
        "the business id that Lumivirta Oy has in its record"
    ),
)
ROW_TOO_LONG = Rule(
    "IE608",
    _E,
    N_("row with too many cells"),
    N_("the row has {count} cells, the header only {expected}"),
    N_("put cells that hold the separator into quotes"),
    N_(
        "The row has more cells than there are columns. A text with the separator in it was probably not "
        "put into quotes, and then all cells behind it stand in the wrong column.\n\n"
        "Wrong:\n"
        "nimi,kunta\n"
        "Lumivirta, Oy,Lahti\n\n"
        "Right:\n"
        "nimi,kunta\n"
        '"Lumivirta, Oy",Lahti'
    ),
)
RECORD_NOT_EDITABLE = Rule(
    "IE609",
    _E,
    N_("record that cannot be changed"),
    N_("the record '{id}' cannot be changed: {reason}"),
    N_("mend the record first: innoenvi check {minicluster}"),
    N_(
        "The row belongs to a member that exists, and its file cannot be read, or is laid out so that more "
        "than the value would change. It is left as it is.\n\n"
        "Wrong:\n"
        "a member's file with an unresolved merge\n\n"
        "Right:\n"
        "the merge resolved, and the register read in again"
    ),
)
HIDDEN_IN_CELL = Rule(
    "IE610",
    _E,
    N_("invisible character in a cell"),
    N_("the cell holds an invisible character, U+{codepoint}"),
    N_("delete it, or type the text anew; it can make a text read otherwise than it is"),
    N_(
        "The text of the cell holds a character that nobody sees: a control character, or one that turns "
        "the direction of the text. It comes with texts that were copied from web pages, and records "
        "admit none. Line breaks and wide spaces in a cell become single spaces.\n\n"
        "Wrong:\n"
        "Lumivirta<U+200B> Oy\n\n"
        "Right:\n"
        "Lumivirta Oy"
    ),
)

RULES: Final[tuple[Rule, ...]] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
BY_CODE: Final = {rule.code: rule for rule in RULES}
# What `import` alone says, of rows of registers; no record can break these.
IMPORT_RULES: Final = tuple(rule for rule in RULES if rule.code.startswith("IE6"))
