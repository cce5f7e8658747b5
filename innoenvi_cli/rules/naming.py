"""Files and names: what is called otherwise than the tool knows."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

UNKNOWN_FILE = Rule(
    "IE050",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
    N_("name that cannot be used"),
    N_("'{name}' cannot be an id: {reason}"),
    N_("use small letters a-z, digits and single hyphens, beginning with a letter, at most 40 characters"),
    N_(
        "Ids and the names of miniclusters become file names, keys and links. They are small letters a "
        "to z, digits and single hyphens, and begin with a letter, so that they are the same on every "
        "computer. Names with ä and ö stand in name:.\n\n"
        "Wrong:\n"
        "members/Hydros_Oy.yaml\n\n"
        "Right:\n"
        "members/hydros-oy.yaml"
    ),
)
LONG_NAME = Rule(
    "IE056",
    Severity.ERROR,
    N_("name too long"),
    N_("'{name}' cannot be an id: it has {length} characters, at most {limit} are allowed"),
    N_("shorten it; the full name stands in name:"),
    N_(
        "Ids and the names of miniclusters become file names and parts of file names. With at most 40 "
        "characters each, every path stays short enough for Windows, zip files and shared drives.\n\n"
        "Wrong:\n"
        "targets/yhteinen-vientitoimisto-saksan-ja-puolan-markkinoille.yaml\n\n"
        "Right:\n"
        "targets/yhteinen-vientitoimisto.yaml"
    ),
)
RESERVED_NAME = Rule(
    "IE057",
    Severity.ERROR,
    N_("word of YAML or Windows"),
    N_("'{name}' cannot be an id: {reason}"),
    N_("choose another word, for example with a hyphen and a second word behind it"),
    N_(
        "Some words mean something to YAML (null, true, false, yes, no, on, off, nan, inf) or are names of "
        "devices to Windows (con, prn, aux, nul, com0 to com9, lpt0 to lpt9). As ids they would be read as "
        "something else by other programs, or the file could not be made on another computer.\n\n"
        "Wrong:\n"
        "targets/con.yaml\n\n"
        "Right:\n"
        "targets/con-konsepti.yaml"
    ),
)
RESERVED_FOLDER = Rule(
    "IE058",
    Severity.ERROR,
    N_("folder with another use"),
    N_("'{name}' cannot be a minicluster: a folder of that name has another use"),
    N_("choose another name for the folder; the one that people read stands in name: and can stay"),
    N_(
        "Folders such as members, deliverables, private, templates and docs have their use in a programme, so "
        "no minicluster can be called like them. What lies there is not read as a minicluster.\n\n"
        "Wrong:\n"
        "docs/minicluster.yaml\n\n"
        "Right:\n"
        "dokumentointi/minicluster.yaml"
    ),
)
TWIN_NAME = Rule(
    "IE059",
    Severity.ERROR,
    N_("names that are one elsewhere"),
    N_("'{name}' and '{other}' are one and the same name on Windows and macOS"),
    N_("keep {other} and bring into it what the other one holds"),
    N_(
        "Two names differ only in capital letters, or in how an accented letter is composed. Here they are two "
        "files; on Windows and macOS one of them replaces the other when the programme is copied or cloned, "
        "and a record is lost.\n\n"
        "Wrong:\n"
        "members/Hydros-Oy.yaml\n"
        "members/hydros-oy.yaml\n\n"
        "Right:\n"
        "members/hydros-oy.yaml"
    ),
)
MISSING_FILE = Rule(
    "IE053",
    Severity.ERROR,
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
    Severity.ERROR,
    N_("personal data in git"),
    N_("{what} is tracked by git"),
    N_("git rm --cached {path}, check .gitignore, and remove it from the history if it was pushed"),
    N_(
        "The private folder holds names, addresses and what people said word for word. Git keeps every "
        "version for ever and copies it to everybody who clones the repository: what was once committed "
        "is hard to take back. A copy of people.yaml in another folder, and files of a folder private inside a "
        "minicluster, are told as well.\n\n"
        "Wrong:\n"
        "git add -f private/people.yaml\n\n"
        "Right:\n"
        "private/ in .gitignore, the folder on a protected drive"
    ),
)
PRIVATE_AMONG_RECORDS = Rule(
    "IE055",
    Severity.ERROR,
    N_("private folder among the records"),
    N_("the private folder '{folder}' holds records that belong into git"),
    N_("name a folder of its own, such as private, or a place outside the programme"),
    N_(
        "The private folder never goes into git, and records always do. A folder that is both would either "
        "lose the records or publish personal data.\n\n"
        "Wrong:\n"
        "private_dir: vesihuolto\n\n"
        "Right:\n"
        "private_dir: private"
    ),
)

RULES: Final = (
    UNKNOWN_FILE,
    WRONG_STEM,
    BAD_NAME,
    LONG_NAME,
    RESERVED_NAME,
    RESERVED_FOLDER,
    TWIN_NAME,
    MISSING_FILE,
    TRACKED_PRIVATE,
    PRIVATE_AMONG_RECORDS,
)
