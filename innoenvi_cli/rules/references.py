"""Ids and references: what names nothing, or two things."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

ID_TWICE = Rule(
    "IE201",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
SAME_ORGANISATION = Rule(
    "IE209",
    Severity.WARNING,
    N_("one organisation, two members"),
    N_("'{name}' is a member already, as '{member}' ({other}): {what}"),
    N_("keep one of the two and let the others refer to it; two companies of one group stay apart by corporate_group"),
    N_(
        "One organisation stands in the register once. As two members it is counted twice in every gate "
        "and figure, and what was said and promised is scattered over both. Told by the business id, "
        "the VAT number or the LEI, and else by the name.\n\n"
        "Wrong:\n"
        "members/hydros.yaml    name: Hydros Oy\n"
        "members/hydros-2.yaml  name: Hydros Oy\n\n"
        "Right:\n"
        "members/hydros.yaml    name: Hydros Oy"
    ),
)
TRIAL_WITHOUT_ACTION = Rule(
    "IE210",
    Severity.WARNING,
    N_("trial that belongs to nothing"),
    N_("the trial names neither the action it belongs to nor a target"),
    N_("name the action under action:, or the target under target: where there is no action"),
    N_(
        "A trial tries out what an action is about, and through it leads back to the target, the findings "
        "and the interviews. This one names neither an action nor a target, so nobody can tell why it was "
        "made, and the target counts as one without a trial.\n\n"
        "Wrong:\n"
        "id: control-room\n"
        "name: Control room\n\n"
        "Right:\n"
        "id: control-room\n"
        "name: Control room\n"
        "action: interface"
    ),
)

RULES: Final = (
    ID_TWICE,
    ID_IN_BOTH_SCOPES,
    UNKNOWN_REFERENCE,
    CIRCLE,
    UNKNOWN_EXCERPT,
    UNKNOWN_ITEM,
    BAD_CITATION,
    WRONG_ORGAN,
    SAME_ORGANISATION,
    TRIAL_WITHOUT_ACTION,
)
