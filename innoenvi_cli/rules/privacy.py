"""The private folder and git: what is tracked already, and what the next ``git add`` would take."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

PRIVATE_NOT_IGNORED = Rule(
    "IE060",
    Severity.WARNING,
    N_("private folder that git would take"),
    N_("git does not ignore {folder}/: the next git add takes what is in it"),
    N_("add {folder}/ to .gitignore"),
    N_(
        "The private folder exists, lies in the repository, and no .gitignore names it. Nothing in it is tracked "
        "yet, but git add . would take it, and what was once committed is hard to take back. innoenvi init "
        "writes the line; perhaps somebody has taken it out, or the folder has another name.\n\n"
        "Wrong:\n"
        ".gitignore without the line private/\n\n"
        "Right:\n"
        ".gitignore with the line private/"
    ),
)
GIT_IS_SILENT = Rule(
    "IE061",
    Severity.WARNING,
    N_("git does not answer"),
    N_("nobody can tell whether git tracks files of {folder}/: git does not answer"),
    N_("see what git status says here; git may be missing, or the folder belong to somebody else"),
    N_(
        "The programme lies in a git repository, and check asks git whether it tracks files of the private "
        "folder. Git is not installed, refuses the repository (it belongs to another user), or its index is "
        "broken. So personal data may be tracked without anybody noticing.\n\n"
        "Wrong:\n"
        "fatal: detected dubious ownership in repository\n\n"
        "Right:\n"
        "git config --global --add safe.directory /path/of/the/programme"
    ),
)
PRIVATE_ELSEWHERE = Rule(
    "IE062",
    Severity.WARNING,
    N_("private folder in another place"),
    N_("'{name}' is not the private folder: that is {folder}/"),
    N_("move what is in it to {folder}/; the line in .gitignore may not cover it here"),
    N_(
        "There is one private folder: private/ beside innoenvi.yaml, or what private_dir names. Only of that one does "
        "check ask whether git leaves it out, and only from there does report --names take the names. A folder of the "
        "same name inside a minicluster looks as safe and is not.\n\n"
        "Wrong:\n"
        "energia/private/people.yaml\n\n"
        "Right:\n"
        "private/people.yaml"
    ),
)
NAMES_ELSEWHERE = Rule(
    "IE063",
    Severity.ERROR,
    N_("names outside the private folder"),
    N_("'{name}' is called like the file of names, and does not lie in {folder}/"),
    N_("if it names people, move it to {folder}/people.yaml; if not, give it another name"),
    N_(
        "The names behind the person codes stand in people.yaml of the private folder. Anywhere else git takes the "
        "file with the next git add, and report --names does not find it. What stands in the file is neither looked at "
        "nor shown: its name is enough to ask.\n\n"
        "Wrong:\n"
        "private-vanha/people.yaml\n\n"
        "Right:\n"
        "private/people.yaml"
    ),
)

RULES: Final = (PRIVATE_NOT_IGNORED, GIT_IS_SILENT, PRIVATE_ELSEWHERE, NAMES_ELSEWHERE)
