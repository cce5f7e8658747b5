"""Joining what two people did: what git could not decide, and does not write into the file."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

UNDECIDED_RECORD = Rule(
    "IE070",
    Severity.ERROR,
    N_("record that is both changed and gone"),
    N_("an unresolved merge: {what}"),
    N_("keep it with git add {path}, or let it go with git rm {path}"),
    N_(
        "On one branch somebody changed the record, on the other somebody deleted, renamed or moved it. Git keeps what "
        "there is and writes no marker into the file, so that nothing of the doubt is seen in it. Until you say "
        "which is meant, nobody knows whether the record counts, and the gates stay shut.\n\n"
        "Wrong:\n"
        "CONFLICT (modify/delete): members/hydros-oy.yaml deleted in spring and modified in HEAD.\n"
        "(and nothing done about it)\n\n"
        "Right:\n"
        "git add energia/members/hydros-oy.yaml   (it stays, with the change)\n"
        "git rm energia/members/hydros-oy.yaml    (it goes)"
    ),
)
UNDECIDED_OUTPUT = Rule(
    "IE071",
    Severity.WARNING,
    N_("deliverable of an unresolved merge"),
    N_("git could not join two versions of this file"),
    N_("when the records are in order: innoenvi report (--deliverable if some are kept), then git add {path}"),
    N_(
        "Two branches made the same deliverable from different records. Git keeps one of the two versions, or both "
        "with markers between them; neither is made from the records as they are now. Resolve the records, then make "
        "the deliverables anew, before git add: nothing has to be chosen in them by hand. As long as git has both "
        "versions of the manifest, report knows what either branch has made, for each audience; once the manifest is "
        "added, a document of the other branch counts as edited by hand, and so does one that was added with markers "
        "in it. Where only some documents are kept, name them with --deliverable.\n\n"
        "Wrong:\n"
        "git add vesihuolto/deliverables   (not made anew, or with markers in it)\n\n"
        "Right:\n"
        "innoenvi report\n"
        "git add vesihuolto/deliverables"
    ),
)

RULES: Final = (
    UNDECIDED_RECORD,
    UNDECIDED_OUTPUT,
)
