"""Every link between the records of a minicluster that a trace follows, with the place where it is written.

Beside records, what stands inside them can be an end of a link. Its address is that of the record, a slash and an id or
a number from 1: an excerpt (``interviews/ID/EXCERPT``), an item of an agenda (``events/ID/NUMBER``), a line of the SWOT
(``analysis/weaknesses/1``), a link of the value network (``analysis/links/1``), the choice on a target
(``priorities/TARGET``), a section, offering, commitment or step of the export concept (``export-concept/pricing``,
``export-concept/offerings/ID``, ``export-concept/commitments/1``), a rating of the development path
(``development-path/ratings/1``), a decision at a gate (``phases/1``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from innoenvi_cli.method import link_kinds as via
from innoenvi_cli.model.export_concept import Sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innoenvi_cli.method.link_kinds import LinkKind
    from innoenvi_cli.model.analysis import Analysis, FindingRecord, Interview
    from innoenvi_cli.model.base import Citation, Decided
    from innoenvi_cli.model.development import Action, Trial
    from innoenvi_cli.model.export_concept import ExportConcept, Process
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.follow_up import DevelopmentPath, Outcome
    from innoenvi_cli.model.meetings import Event, Organ
    from innoenvi_cli.model.phases import Phases
    from innoenvi_cli.model.project import Minicluster, Project
    from innoenvi_cli.model.selection import Priorities, Score, Target

QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")
COMMITMENTS_SECTION = "export-concept/commitments"
MEASURES_SECTION = "export-concept/measures"
PERMANENCE = "export-concept/permanence"

Inside: TypeAlias = "tuple[str, str, Path]"
"""An address with the record it stands in and the path there."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two addresses: ``effect`` is there because of ``cause``.

    It is written in the record ``holder`` at ``path``, by the keys of the file; ``key`` tells that a key says it there
    and not a value.
    """

    cause: str
    effect: str
    kind: LinkKind
    holder: str
    path: Path
    key: bool = False


def parts_of(cluster: Minicluster, project: Project) -> Iterator[Inside]:
    """Yield what stands inside records and has an address of its own."""
    for interview in cluster.interviews.values():
        for index, excerpt in enumerate(interview.excerpts):
            yield f"interviews/{interview.id}/{excerpt.id}", f"interviews/{interview.id}", ("excerpts", index)
    for event in (*project.events.values(), *cluster.events.values()):
        for index, item in enumerate(event.agenda):
            yield f"events/{event.id}/{item.item}", f"events/{event.id}", ("agenda", index)
    if cluster.analysis is not None:
        yield from _parts_of_analysis(cluster.analysis)
    if cluster.priorities is not None:
        for index, choice in enumerate(cluster.priorities.choices):
            yield f"priorities/{choice.target}", "priorities", ("choices", index)
    if cluster.export_concept is not None:
        yield from _parts_of_concept(cluster.export_concept)
    if cluster.development_path is not None:
        for index in range(len(cluster.development_path.ratings)):
            yield f"development-path/ratings/{index + 1}", "development-path", ("ratings", index)
    for index in range(len(cluster.phases.entries) if cluster.phases is not None else 0):
        yield f"phases/{index + 1}", "phases", ("entries", index)


def _parts_of_analysis(analysis: Analysis) -> Iterator[Inside]:
    for quadrant in QUADRANTS if analysis.swot is not None else ():
        for index in range(len(getattr(analysis.swot, quadrant))):
            yield f"analysis/{quadrant}/{index + 1}", "analysis", ("swot", quadrant, index)
    for index in range(len(analysis.links)):
        yield f"analysis/links/{index + 1}", "analysis", ("links", index)


def _parts_of_concept(concept: ExportConcept) -> Iterator[Inside]:
    for name in Sections.model_fields:
        if getattr(concept.sections, name) is not None:
            yield f"export-concept/{name}", "export-concept", ("sections", name)
    for index, offering in enumerate(concept.offerings):
        yield f"export-concept/offerings/{offering.id}", "export-concept", ("offerings", index)
    for index in range(len(concept.commitments)):
        yield f"export-concept/commitments/{index + 1}", "export-concept", ("commitments", index)
    for index in range(len(concept.steps)):
        yield f"export-concept/steps/{index + 1}", "export-concept", ("steps", index)
    if concept.permanence is not None:
        yield PERMANENCE, "export-concept", ("permanence",)


def links_of(cluster: Minicluster, project: Project) -> Iterator[Link]:
    """Yield every link of ``cluster`` and of the programme's events and organs, kind of record by kind of record."""
    organs, events = {**project.organs, **cluster.organs}, {**project.events, **cluster.events}
    yield from chain.from_iterable(map(_of_organ, organs.values()))
    yield from chain.from_iterable(map(_of_event, events.values()))
    yield from _of_definition(cluster, project)
    yield from chain.from_iterable(map(_of_interview, cluster.interviews.values()))
    yield from chain.from_iterable(map(_of_finding, cluster.findings.values()))
    yield from _of_analysis(cluster.analysis) if cluster.analysis is not None else ()
    yield from chain.from_iterable(map(_of_target, cluster.targets.values()))
    yield from _of_priorities(cluster.priorities) if cluster.priorities is not None else ()
    yield from chain.from_iterable(map(_of_score, cluster.scores.values()))
    yield from chain.from_iterable(map(_of_action, cluster.actions.values()))
    yield from chain.from_iterable(map(_of_trial, cluster.trials.values()))
    yield from _of_concept(cluster.export_concept) if cluster.export_concept is not None else ()
    yield from chain.from_iterable(map(_of_process, cluster.processes.values()))
    yield from _of_path(cluster.development_path) if cluster.development_path is not None else ()
    yield from chain.from_iterable(map(_of_outcome, cluster.outcomes.values()))
    yield from _of_phases(cluster.phases) if cluster.phases is not None else ()


def _of_organ(organ: Organ) -> Iterator[Link]:
    here = f"organs/{organ.id}"
    for index, seat in enumerate(organ.members):
        yield from _one("members", seat.member, here, via.SEATED, here, ("members", index, "member"))


def _of_event(event: Event) -> Iterator[Link]:
    here = f"events/{event.id}"
    yield from _one("organs", event.organ, here, via.MET, here, ("organ",))
    yield from _many("members", event.present, here, via.PRESENT, here, ("present",))
    for index, item in enumerate(event.agenda):
        yield Link(here, f"{here}/{item.item}", via.ON_AGENDA, here, ("agenda", index))


def _of_definition(cluster: Minicluster, project: Project) -> Iterator[Link]:
    record = cluster.record
    if record is not None and record.coordinator is not None:
        path: Path = ("coordinator", "member")
        yield from _one("members", record.coordinator.member, "minicluster", via.COORDINATED_BY, "minicluster", path)
    if record is not None and record.ground_rules is not None:
        path = ("ground_rules", "accepted")
        yield from _decided(record.ground_rules.accepted, "minicluster", "minicluster", path)
    support = project.programme.support_organisation if project.programme is not None else None
    if support is not None:
        yield from _decided(support.decision, "innoenvi", "innoenvi", ("support_organisation", "decision"))


def _of_interview(interview: Interview) -> Iterator[Link]:
    here = f"interviews/{interview.id}"
    yield from _one("members", interview.member, here, via.INTERVIEWED, here, ("member",))
    for index, excerpt in enumerate(interview.excerpts):
        yield Link(here, f"{here}/{excerpt.id}", via.SAID_IN, here, ("excerpts", index))


def _of_finding(finding: FindingRecord) -> Iterator[Link]:
    here = f"findings/{finding.id}"
    yield from _cited(finding.evidence, here, here, ("evidence",))
    yield from _many("members", finding.members_for, here, via.HELD_BY, here, ("members_for",))
    yield from _many("members", finding.members_against, here, via.OPPOSED_BY, here, ("members_against",))


def _of_analysis(analysis: Analysis) -> Iterator[Link]:
    for quadrant in QUADRANTS if analysis.swot is not None else ():
        for index, line in enumerate(getattr(analysis.swot, quadrant)):
            path: Path = ("swot", quadrant, index, "findings")
            yield from _many(
                "findings", line.findings, f"analysis/{quadrant}/{index + 1}", via.SUMS_UP, "analysis", path
            )
    for index, link in enumerate(analysis.links):
        here = f"analysis/links/{index + 1}"
        yield from _one("members", link.source, here, via.DELIVERED_BY, "analysis", ("links", index, "from"))
        yield from _one("members", link.target, here, via.RECEIVED_BY, "analysis", ("links", index, "to"))
        yield from _cited(link.evidence, here, "analysis", ("links", index, "evidence"))


def _of_target(target: Target) -> Iterator[Link]:
    here = f"targets/{target.id}"
    yield from _many("findings", target.findings, here, via.RESTS_ON, here, ("findings",))
    yield from _one("members", target.owner, here, via.OWNED_BY, here, ("owner",))
    yield from _one("organs", target.working_group, here, via.CARRIED_BY, here, ("working_group",))
    yield from _decided(target.decision, here, here, ("decision",))
    if target.closed is not None:
        yield from _decided(target.closed.decision, here, here, ("closed", "decision"), via.TRANSFERRED_IN)


def _of_priorities(priorities: Priorities) -> Iterator[Link]:
    for index, choice in enumerate(priorities.choices):
        here = f"priorities/{choice.target}"
        path: Path = ("choices", index, "target")
        yield Link(here, f"targets/{choice.target}", via.CHOSEN_BY, "priorities", path)
        yield from _decided(priorities.decision, here, "priorities", ("decision",))
    handling = priorities.development_programme
    if handling is not None:
        path = ("development_programme", "handled")
        yield from _decided(handling.handled, "priorities", "priorities", path, via.HANDLED_IN)


def _of_score(score: Score) -> Iterator[Link]:
    here = f"scores/{score.id}"
    yield from _one("members", score.member, here, via.REPRESENTS, here, ("member",))
    for target in score.scores:
        yield Link(here, f"targets/{target}", via.SCORED_BY, here, ("scores", target), key=True)
    for index, interest in enumerate(score.interests or ()):
        yield Link(here, f"targets/{interest.target}", via.INTERESTED, here, ("interests", index, "target"))
    for index, left in enumerate(score.abstentions):
        yield Link(here, f"targets/{left.target}", via.ABSTAINED, here, ("abstentions", index, "target"))
    for index, veto in enumerate(score.vetoes):
        target = f"targets/{veto.target}"
        yield Link(here, target, via.VETOED_BY, here, ("vetoes", index, "target"))
        if veto.resolved is not None:
            path: Path = ("vetoes", index, "resolved", "decision")
            yield from _decided(veto.resolved.decision, target, here, path, via.RESOLVED_IN)


def _of_action(action: Action) -> Iterator[Link]:
    here = f"actions/{action.id}"
    yield from _one("targets", action.target, here, via.SERVES, here, ("target",))
    yield from _many("actions", action.depends_on, here, via.DEPENDS_ON, here, ("depends_on",))
    yield from _one("members", action.responsible, here, via.CARRIED_OUT_BY, here, ("responsible",))
    yield from _many("members", action.participants, here, via.TAKES_PART, here, ("participants",))


def _of_trial(trial: Trial) -> Iterator[Link]:
    here = f"trials/{trial.id}"
    yield from _one("actions", trial.action, here, via.TRIES_OUT, here, ("action",))
    yield from _one("targets", trial.target, here, via.TRIES_OUT, here, ("target",))
    yield from _cited(trial.evidence, here, here, ("evidence",))
    yield from _many("members", trial.participants, here, via.TAKES_PART, here, ("participants",))


def _of_concept(concept: ExportConcept) -> Iterator[Link]:
    there = "export-concept"
    for name in Sections.model_fields:
        section = getattr(concept.sections, name)
        for kind in ("targets", "actions", "trials") if section is not None else ():
            path: Path = ("sections", name, kind)
            yield from _many(kind, getattr(section, kind), f"{there}/{name}", via.SHOWS_IN, there, path)
    for index, offering in enumerate(concept.offerings):
        for place, provider in enumerate(offering.providers):
            path = ("offerings", index, "providers", place, "member")
            offered = f"{there}/offerings/{offering.id}"
            yield from _one("members", provider.member, offered, via.PROVIDED_BY, there, path)
    for index, commitment in enumerate(concept.commitments):
        here = f"{there}/commitments/{index + 1}"
        yield from _one("members", commitment.member, here, via.COMMITTED, there, ("commitments", index, "member"))
        yield Link(here, COMMITMENTS_SECTION, via.GATHERS, there, ("commitments", index))
    for index, step in enumerate(concept.steps):
        path = ("steps", index, "members")
        yield from _many("members", step.members, f"{there}/steps/{index + 1}", via.TAKES_PART, there, path)
    if concept.permanence is not None:
        path = ("permanence", "indicators")
        yield from _many("outcomes", concept.permanence.indicators, PERMANENCE, via.MEASURED_BY, there, path)
        yield from _many("outcomes", concept.permanence.indicators, MEASURES_SECTION, via.MEASURED_BY, there, path)


def _of_process(process: Process) -> Iterator[Link]:
    here = f"processes/{process.id}"
    for index, step in enumerate(process.steps):
        yield from _one("members", step.actor, here, via.ACTS_IN, here, ("steps", index, "actor"))


def _of_path(development: DevelopmentPath) -> Iterator[Link]:
    there = "development-path"
    for index, rating in enumerate(development.ratings):
        yield from _cited(rating.evidence, f"{there}/ratings/{index + 1}", there, ("ratings", index, "evidence"))


def _of_outcome(outcome: Outcome) -> Iterator[Link]:
    here = f"outcomes/{outcome.id}"
    yield from _one("targets", outcome.target_id, here, via.FOLLOWS, here, ("development_target",))
    yield from _many("actions", outcome.actions, here, via.FOLLOWS, here, ("actions",))
    for index, value in enumerate(outcome.values):
        yield from _many("members", value.names, here, via.BEHIND, here, ("values", index, "names"))
        yield from _many("actions", value.actions, here, via.BEHIND, here, ("values", index, "actions"))


def _of_phases(phases: Phases) -> Iterator[Link]:
    for index, entry in enumerate(phases.entries):
        yield from _decided(entry.meeting, f"phases/{index + 1}", "phases", ("entries", index, "meeting"))


def _one(kind: str, named: str | None, effect: str, link: LinkKind, holder: str, path: Path) -> Iterator[Link]:
    """Yield the link to what a field names; a name that an audience is not shown is empty and no link."""
    if named:
        yield Link(f"{kind}/{named}", effect, link, holder, path)


def _many(kind: str, named: Iterable[str], effect: str, link: LinkKind, holder: str, path: Path) -> Iterator[Link]:
    for index, name in enumerate(named):
        yield from _one(kind, name, effect, link, holder, (*path, index))


def _cited(evidence: tuple[Citation, ...], effect: str, holder: str, path: Path) -> Iterator[Link]:
    """Yield the links to what is cited; a document is no record."""
    for index, cited in enumerate(evidence):
        if cited.interview:
            cause = (
                f"interviews/{cited.interview}/{cited.excerpt}" if cited.excerpt else f"interviews/{cited.interview}"
            )
            yield Link(cause, effect, via.CITES, holder, (*path, index))
        elif cited.event:
            cause = f"events/{cited.event}" if cited.item is None else f"events/{cited.event}/{cited.item}"
            yield Link(cause, effect, via.CITES, holder, (*path, index))


def _decided(
    decided: Decided | None, effect: str, holder: str, path: Path, kind: LinkKind = via.DECIDED_IN
) -> Iterator[Link]:
    if decided is not None and decided.event:
        yield Link(f"events/{decided.event}/{decided.item}", effect, kind, holder, path)
