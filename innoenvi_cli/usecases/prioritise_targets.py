"""What the core group's scores say about the development targets, and who spoke against one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.gates import judge
from innoenvi_cli.method.prioritisation import complete_raters, impartial, prioritise
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.answers import CriterionResult
    from innoenvi_cli.method.prioritisation import Prioritisation
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import FindingRecord
    from innoenvi_cli.model.base import Decided, Text
    from innoenvi_cli.model.project import Minicluster
    from innoenvi_cli.model.selection import Target, TargetChoice
    from innoenvi_cli.usecases.situation import Situation

_QUORUM = "quorum"


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest or an abstention of a rater in a target."""

    rater: str
    member: str
    target: str
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Objection:
    """A veto; ``resolved`` is the day of its resolution, ``None`` where it stands on the day looked at."""

    rater: str
    member: str
    target: str
    reason: Text
    resolved: date | None = None
    resolution: Text | None = None
    decision: Decided | None = None


@dataclass(frozen=True, slots=True)
class LowScore:
    """A score below the middle of the scale."""

    rater: str
    member: str
    criterion: str
    score: int


@dataclass(frozen=True, slots=True)
class TargetCase:
    """Who spoke against a target and why: scores, and the findings behind it with those who do not hold them.

    ``scores`` are all scores by rater and criterion; ``low`` those below the middle of the scale, the lowest first;
    ``unscored`` the raters who left the target or a criterion of it out.
    """

    target: Target
    scores: Mapping[str, Mapping[str, int]]
    low: tuple[LowScore, ...]
    unscored: tuple[str, ...]
    findings: tuple[FindingRecord, ...]


@dataclass(frozen=True, slots=True)
class PrioritisationResult:
    """What the scores say on a day. ``gaps`` are the reasons why a figure is missing.

    ``choices`` are what was decided by the day, by target; ``raters`` maps a rater to the member represented.
    ``quorum`` is the gate's own criterion, ``None`` where the programme has switched it off.
    """

    cluster: Minicluster
    view: View
    found: Prioritisation
    quorum: CriterionResult | None
    choices: Mapping[str, TargetChoice]
    raters: Mapping[str, str]
    interests: tuple[Declared, ...]
    abstentions: tuple[Declared, ...]
    vetoes: tuple[Objection, ...]
    unanswered: tuple[str, ...]
    gaps: tuple[Message, ...]
    errors: int
    case: TargetCase | None = None

    @property
    def next_command(self) -> str:
        """The command that comes next: mend, complete, or hand out."""
        name = self.cluster.id
        if self.errors:
            return f"innoenvi check {name}"
        unexplained = [target for target in self.found.departures if not self.choices[target].reason]
        if self.gaps or unexplained:
            return f"innoenvi gate {name} --phase selection"
        return f"innoenvi report {name} --deliverable priorities"


def prioritise_targets(
    root: Path,
    minicluster: str,
    *,
    target: str | None = None,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> PrioritisationResult:
    """Prioritise the targets of ``minicluster``; with ``target``, find who spoke against it as well.

    Raises:
        UnknownNameError: there is no such minicluster or target.
        RefusedError: ``as_of`` is before the last decision.
    """
    situation = assess(root, minicluster, as_of=as_of, environ=environ)
    view, cluster = situation.view(), situation.cluster
    if target is not None and target not in cluster.targets:
        known = tuple(cluster.targets)
        raise UnknownNameError(message(N_("development target")), target, known, nearest(target, known))
    found = prioritise(view)
    return PrioritisationResult(
        cluster=cluster,
        view=view,
        found=found,
        quorum=_quorum(situation),
        choices=view.choices,
        raters={sheet.rater: sheet.member for sheet in view.scores},
        interests=tuple(
            Declared(sheet.rater, sheet.member, item.target, item.reason)
            for sheet in view.scores
            for item in sheet.interests or ()
        ),
        abstentions=tuple(
            Declared(sheet.rater, sheet.member, item.target, item.reason)
            for sheet in view.scores
            for item in sheet.abstentions
        ),
        vetoes=tuple(_vetoes(view)),
        unanswered=tuple(sheet.rater for sheet in view.scores if sheet.interests is None),
        gaps=tuple(_gaps(view, found)),
        errors=sum(
            finding.severity is Severity.ERROR and finding.minicluster in {"", minicluster}
            for finding in situation.findings
        ),
        case=_case(view, cluster.targets[target]) if target is not None else None,
    )


def _quorum(situation: Situation) -> CriterionResult | None:
    answer = judge(situation.view(), "selection", situation.book)
    return next((criterion for criterion in answer.criteria if criterion.id == _QUORUM), None)


def _vetoes(view: View) -> list[Objection]:
    found = []
    for sheet in view.scores:
        for veto in sheet.vetoes:
            who = (sheet.rater, sheet.member, veto.target, veto.reason)
            ended = veto.resolved if veto.resolved is not None and veto.resolved.date <= view.as_of else None
            found.append(Objection(*who, ended.date, ended.text, ended.decision) if ended else Objection(*who))
    return sorted(found, key=lambda item: (item.resolved is not None, item.target, item.rater))


def _gaps(view: View, found: Prioritisation) -> list[Message]:
    """Say what keeps figures from being computed, the first thing to be done first."""
    priorities, targets = view.cluster.priorities, view.cycle_targets
    gaps = []
    if not targets:
        gaps.append(message(N_("there is no development target to prioritise yet")))
    if priorities is None or not priorities.criteria:
        gaps.append(message(N_("there are no criteria yet: they stand in priorities.yaml")))
    elif found.weights is None:
        gaps.append(message(N_("the weights are not valid: they must add up to 1, or each pair be judged once")))
    if not view.scores:
        gaps.append(message(N_("nobody has scored yet in this cycle")))
    elif targets and priorities is not None and priorities.criteria:
        gaps += _incomplete(view)
    if targets and not (priorities is not None and view.was_decided_in_cycle(priorities.decision)):
        gaps.append(message(N_("the choice has not been decided at a meeting yet")))
    return gaps


def _incomplete(view: View) -> list[Message]:
    """Say so where nobody has scored everything; a rater who abstains is no gap in itself."""
    criteria = tuple(item.id for item in view.cluster.priorities.criteria) if view.cluster.priorities else ()
    targets = tuple(target.id for target in view.cycle_targets)
    complete = complete_raters(targets, impartial(view.scores), criteria)
    if len(complete) == 1:
        return [message(N_("only one rater has scored every target: the ranking is that rater's alone"))]
    if complete:
        return []
    return [message(N_("no rater has scored every target on every criterion, so nothing can be ranked"))]


def _case(view: View, target: Target) -> TargetCase:
    priorities = view.cluster.priorities
    criteria = tuple(criterion.id for criterion in priorities.criteria) if priorities is not None else ()
    middle = (priorities.scale.low + priorities.scale.high) / 2 if priorities is not None else 3
    given = {sheet.rater: sheet.scores.get(target.id, {}) for sheet in view.scores}
    low = [
        LowScore(sheet.rater, sheet.member, criterion, given[sheet.rater][criterion])
        for sheet in view.scores
        for criterion in criteria
        if given[sheet.rater].get(criterion, middle) < middle
    ]
    sums = {rater: sum(row.values()) for rater, row in given.items()}
    findings = (view.cluster.findings.get(name) for name in target.findings)
    return TargetCase(
        target,
        {rater: row for rater, row in given.items() if row},
        tuple(sorted(low, key=lambda item: (sums[item.rater], item.rater, item.score))),
        tuple(rater for rater, row in given.items() if not all(criterion in row for criterion in criteria)),
        tuple(finding for finding in findings if finding is not None),
    )
