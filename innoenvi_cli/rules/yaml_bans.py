"""What YAML allows and records do not: it would hide, lose or multiply what somebody wrote."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

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
    N_("alias"),
    N_("aliases ('{text}') are not allowed"),
    N_("write the value out where it belongs, or quote it if it is text that begins with *"),
    N_(
        "YAML can name a value with & and repeat it with *. Nobody sees what such a record says without "
        "looking elsewhere, and nested repetitions can grow without limit. A text that begins with * needs "
        "quotes.\n\n"
        "Wrong:\n"
        "vision: *short\n\n"
        "Right:\n"
        "vision: Clean water"
    ),
)
ANCHOR = Rule(
    "IE022",
    Severity.ERROR,
    N_("anchor"),
    N_("anchors ('{text}') are not allowed"),
    N_("take it away, or quote the value if it is text that begins with &"),
    N_(
        "YAML can give a value a name with &, to be repeated elsewhere by an alias. Aliases are refused, so the "
        "name has no use. More often a text was meant that begins with &: it needs quotes, or its first word "
        "is silently lost.\n\n"
        "Wrong:\n"
        "name: &Co Consulting\n\n"
        "Right:\n"
        'name: "&Co Consulting"'
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
    N_("keys that differ in case"),
    N_("the key '{key}' differs from '{other}' on line {line} only in capital letters"),
    N_("keep one spelling"),
    N_(
        "Two keys differ only in capital and small letters. One of them is meant, and nobody can say which.\n\n"
        "Wrong:\n"
        "name: Hydros Oy\n"
        "Name: Hydros Vesi Oy\n\n"
        "Right:\n"
        "name: Hydros Vesi Oy"
    ),
)
COMPOSED_TWIN_KEY = Rule(
    "IE028",
    Severity.ERROR,
    N_("keys composed differently"),
    N_("the key '{key}' looks like the one on line {line}, but its accents are composed otherwise"),
    N_("keep one of the two, typed on the keyboard: ä as one character"),
    N_(
        "An accented letter can be one character, or a plain letter followed by its accent: some programs, "
        "macOS above all, write ä as an a and two dots. Both look the same on the screen, but they are two "
        "keys, and one of them is meant.\n\n"
        "Wrong:\n"
        "custom:\n"
        "  määrä: 1\n"
        "  ma<U+0308>a<U+0308>ra<U+0308>: 2\n\n"
        "Right:\n"
        "custom:\n"
        "  määrä: 2"
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

RULES: Final = (
    TOO_DEEP,
    ALIAS,
    ANCHOR,
    TAG,
    DIRECTIVE,
    SECOND_DOCUMENT,
    DUPLICATE_KEY,
    TWIN_KEY,
    COMPOSED_TWIN_KEY,
    CONFLICT,
    TAB,
    MERGE_KEY,
    KEY_NOT_TEXT,
)
