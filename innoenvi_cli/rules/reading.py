"""Reading a file: what keeps it from being taken for a record at all."""

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
NOT_CHECKED_OUT = Rule(
    "IE030",
    Severity.ERROR,
    N_("records that are not checked out"),
    N_("git tracks records that are not on this disk: {count} in all, this one first"),
    N_("bring them back: git sparse-checkout disable"),
    N_(
        "The repository is checked out in part (git sparse-checkout, or a mark on single files), so that records are "
        "missing here that all others have. They are not deleted: git leaves them out. What was said without them "
        "would be wrong, so they count as records that cannot be read: what names them is no fault, the gates that "
        "they could touch stay shut, and nothing is decided, reviewed, imported or made of the rest. A minicluster "
        "whose records are all here, with those of the programme, can be worked on by its name.\n\n"
        "Wrong:\n"
        "git sparse-checkout set vesihuolto\n"
        "innoenvi check\n\n"
        "Right:\n"
        "git sparse-checkout disable\n"
        "innoenvi check"
    ),
)
TOO_LARGE = Rule(
    "IE003",
    Severity.ERROR,
    N_("file too large"),
    N_("the file has more than {limit} bytes"),
    N_("split it: one file per record"),
    N_(
        "A file of records may have one mebibyte (1,048,576 bytes). A larger one is most often something else "
        "that was saved under the wrong name, and it would slow every command down. Registers grow by files: "
        "one file per record, so that two people on two branches never collide. A register that must stay in "
        "one file may have up to four mebibytes, if innoenvi.yaml says so with register_mib: 4; no other file "
        "may.\n\n"
        "Wrong:\n"
        "members.yaml with 14,000 members\n\n"
        "Right:\n"
        "members/hydros-oy.yaml, members/vesitek-oy.yaml, …"
    ),
)
TOO_MANY_VALUES = Rule(
    "IE021",
    Severity.ERROR,
    N_("too many keys and values"),
    N_("the file has more than {limit} keys and values"),
    N_("split it: one file per record"),
    N_(
        "A file of records may have 80,000 keys, values, lists and mappings: more than fit into a mebibyte of "
        "records that people write. Very many very short ones are a slip of a program, or an attempt to "
        "exhaust the reader. Where innoenvi.yaml allows larger registers with register_mib:, they may have as "
        "many more. The position is where the limit was reached.\n\n"
        "Wrong:\n"
        "roles: [x, x, x, x, … a hundred thousand times]\n\n"
        "Right:\n"
        "roles: [lead]"
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
    N_("a symbolic link: it is not followed"),
    N_("put the file itself into the programme"),
    N_(
        "A symbolic link points somewhere else, perhaps out of the programme. It is not followed, so that "
        "nothing outside the programme is read or overwritten.\n\n"
        "Wrong:\n"
        "members/hydros-oy.yaml -> /home/anna/hydros-oy.yaml\n\n"
        "Right:\n"
        "members/hydros-oy.yaml, the file itself"
    ),
)
NOT_A_FILE = Rule(
    "IE027",
    Severity.ERROR,
    N_("not a plain file"),
    N_("{what} where a file of records belongs: it is not opened"),
    N_("put a plain file there, or take it away"),
    N_(
        "A pipe, a socket or a device has a name like a file, but reading it can last for ever or change "
        "something. A folder cannot be read as a record at all. Only plain files are opened.\n\n"
        "Wrong:\n"
        "members/hydros-oy.yaml, a pipe\n\n"
        "Right:\n"
        "members/hydros-oy.yaml, a file"
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

RULES: Final = (
    UNREADABLE,
    NOT_CHECKED_OUT,
    TOO_LARGE,
    TOO_MANY_VALUES,
    SYNTAX,
    NOT_A_MAPPING,
    SYMLINK,
    NOT_A_FILE,
    EMPTY_FILE,
)
