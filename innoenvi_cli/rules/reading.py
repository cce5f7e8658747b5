"""Reading a file: what makes it no YAML that innoenvi takes."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

UNREADABLE = Rule(
    "IE001",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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

RULES: Final = (
    UNREADABLE,
    NOT_UTF8,
    TOO_LARGE,
    SYNTAX,
    TOO_DEEP,
    ALIAS,
    TAG,
    DIRECTIVE,
    SECOND_DOCUMENT,
    DUPLICATE_KEY,
    TWIN_KEY,
    CONFLICT,
    TAB,
    CONTROL_CHARACTER,
    MERGE_KEY,
    NOT_A_MAPPING,
    SYMLINK,
    EMPTY_FILE,
    KEY_NOT_TEXT,
    WRONG_ENCODING,
)
