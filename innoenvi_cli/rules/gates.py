"""Gates and phases."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

SUSPECT_GATE = Rule(
    "IE501",
    Severity.WARNING,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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

RULES: Final = (
    SUSPECT_GATE,
    OVERDUE_CONDITION,
    PHASES_INCONSISTENT,
    UNKNOWN_METRIC,
    INCOMPLETE_CRITERION,
    FIXED_CRITERION,
)
