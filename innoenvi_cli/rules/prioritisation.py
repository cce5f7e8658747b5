"""The method, where it does not wait for a gate."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

WEIGHTS_SUM = Rule(
    "IE401",
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.WARNING,
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
    Severity.ERROR,
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
    Severity.ERROR,
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
    Severity.WARNING,
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
    Severity.WARNING,
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
    Severity.WARNING,
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
    Severity.ERROR,
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
    Severity.ERROR,
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

PAIRWISE_CONTRADICTS = Rule(
    "IE412",
    Severity.WARNING,
    N_("pairwise judgements contradict"),
    N_(
        "the judgements of {rater} contradict each other (consistency ratio {ratio}, over {limit}): this one fits the"
        " others worst, they make it {fitting}"
    ),
    N_("go through the pair with the rater, or let it stand and say so at the meeting"),
    N_(
        "Who finds a twice as important as b and b twice as important as c should find a four times as "
        "important as c. The consistency ratio (Saaty) tells how far a rater is from that: up to 0.1 the "
        "judgements go together. Above it the weights are computed all the same, but say little. The "
        "judgement named is the one farthest from what the rater's other judgements come to.\n\n"
        "Wrong:\n"
        "a over b 3, b over c 3, c over a 3\n\n"
        "Right:\n"
        "a over b 3, b over c 3, a over c 9"
    ),
)

RULES: Final = (
    WEIGHTS_SUM,
    SCORE_OUT_OF_SCALE,
    INTERESTED_RATER,
    SCORED_FAST_TRACK,
    RATER_TWICE,
    BOTH_SIDES,
    COMMITMENT_WITHOUT_DOCUMENT,
    EVENT_OF_THE_FUTURE,
    OVERDUE_TASK,
    PAIRWISE_INCOMPLETE,
    SELF_JUDGEMENT,
    PAIRWISE_CONTRADICTS,
)
