"""The chain of each target, from excerpts to outcomes; what hangs outside the chains; why a target was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from innoenvi_cli.i18n import N_
from innoenvi_cli.method import link_kinds as via
from innoenvi_cli.method.links import COMMITMENTS_SECTION, MEASURES_SECTION
from innoenvi_cli.method.metrics.analysis import holders
from innoenvi_cli.method.prioritisation import departures, prioritise
from innoenvi_cli.method.tracing import graph_of
from innoenvi_cli.model.base import is_filled
from innoenvi_cli.model.export_concept import Sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.method.prioritisation import Ranked
    from innoenvi_cli.method.tracing import Graph
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Decided, Text
    from innoenvi_cli.model.selection import Choice, Target, TargetChoice, Veto

OrphanKind: TypeAlias = Literal[
    "excerpts",
    "findings",
    "targets",
    "chosen_without_action",
    "chosen_without_trial",
    "actions",
    "trials",
    "sections",
    "outcomes",
]
ORPHANS: Final[dict[OrphanKind, tuple[str, str]]] = {
    "excerpts": (
        N_("excerpts that no finding cites"),
        N_("cite it in the finding that it supports, or leave it: not everything said becomes a finding"),
    ),
    "findings": (
        N_("findings behind no target and no line of the SWOT"),
        N_("name it under findings: of a target or of a line of the SWOT, or say why it leads nowhere"),
    ),
    "targets": (N_("targets without findings"), N_("name under findings: what the target comes from")),
    "chosen_without_action": (
        N_("chosen targets without an action"),
        N_("plan an action and name the target in it"),
    ),
    "chosen_without_trial": (
        N_("chosen targets without a trial"),
        N_("plan a trial on one of its actions, or say under trial_exemption: why none is needed"),
    ),
    "actions": (N_("actions without a target"), N_("name under target: what the action serves")),
    "trials": (N_("trials without an action"), N_("name the action that the trial belongs to, or its target")),
    "sections": (
        N_("sections of the export concept that nothing supports"),
        N_("name the trials, actions or targets that the section rests on"),
    ),
    "outcomes": (
        N_("outcomes without a target"),
        N_("name under development_target: or actions: what the figure follows"),
    ),
}
"""What hangs outside the chain: the kinds with their titles and the way to mend each, in the order of the chain."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A record that the chain does not pass through though it should."""

    kind: OrphanKind
    record: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What leads to a target and what came of it; every field but ``target`` and the figures holds addresses.

    ``members`` are those that hold one of its findings, ``decided_in`` the items that settled it: the choice, or on
    the fast track its start and transfer. ``rank`` is ``None`` where it is not prioritised.
    """

    target: Target
    findings: tuple[str, ...]
    members: tuple[str, ...]
    excerpts: tuple[str, ...]
    rank: int | None
    score: float | None
    choice: Choice | None
    decided_in: tuple[str, ...]
    actions: tuple[str, ...]
    trials: tuple[str, ...]
    sections: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a rater declared about a target: the sheet's address, the rater's code, the reason."""

    sheet: str
    rater: str
    member: str
    reason: Text | None


@dataclass(frozen=True, slots=True)
class ChoiceStory:
    """Why a target was chosen, parked or rejected, as the records tell it.

    ``decision`` is where, ``text`` what the meeting decided there; ``ranked`` how many targets have a rank, ``raters``
    how many raters make the ranking; ``departs`` tells that the choice departs from the ranking.
    """

    choice: TargetChoice
    decision: Decided | None
    text: Text | None
    place: Ranked | None
    ranked: int
    raters: int
    departs: bool
    interests: tuple[Said, ...]
    abstentions: tuple[Said, ...]
    vetoes: tuple[tuple[Said, Veto], ...]


def chains(view: View, graph: Graph | None = None) -> tuple[Chain, ...]:
    """Return the chain of every target, the ranked ones first by their rank, then by their ids."""
    found = graph or graph_of(view.project, view.cluster)
    places = {entry.target: entry for entry in prioritise(view).ranking}
    rows = [_chain(view, found, target, places.get(target.id)) for target in view.targets]
    return tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.target.id)))


def _chain(view: View, graph: Graph, target: Target, place: Ranked | None) -> Chain:
    here = f"targets/{target.id}"
    choice = view.choices.get(target.id)
    findings = graph.causes(here, via.RESTS_ON)
    held = [view.cluster.findings[name.partition("/")[2]] for name in findings if name in graph.addresses]
    members = sorted({member for finding in held for member in holders(view, finding) if member})
    excerpts = [cause for name in findings for cause in graph.causes(name, via.CITES) if cause.count("/") > 1]
    settled = [*graph.causes(f"priorities/{target.id}", via.DECIDED_IN), *graph.causes(here, via.DECIDED_IN)]
    actions = graph.effects(here, via.SERVES)
    trials = [name for origin in (here, *actions) for name in graph.effects(origin, via.TRIES_OUT)]
    sections = {name for origin in (here, *actions, *trials) for name in graph.effects(origin, via.SHOWS_IN)}
    outcomes = [name for origin in (here, *actions) for name in graph.effects(origin, via.FOLLOWS, via.BEHIND)]
    return Chain(
        target=target,
        findings=findings,
        members=tuple(f"members/{member}" for member in members),
        excerpts=tuple(dict.fromkeys(name for name in excerpts if name.startswith("interviews/"))),
        rank=place.rank if place is not None else None,
        score=place.score if place is not None else None,
        choice=choice.choice if choice is not None else None,
        decided_in=tuple(dict.fromkeys((*settled, *graph.causes(here, via.TRANSFERRED_IN)))),
        actions=actions,
        trials=tuple(dict.fromkeys(trials)),
        sections=tuple(name for name in SECTIONS if name in sections),
        outcomes=tuple(dict.fromkeys(outcomes)),
    )


SECTIONS: Final = tuple(f"export-concept/{name}" for name in Sections.model_fields)


def orphans(view: View, graph: Graph | None = None) -> tuple[Orphan, ...]:
    """Return what hangs outside the chain, in its order."""
    found = graph or graph_of(view.project, view.cluster)
    return tuple(_orphans(view, found))


def _orphans(view: View, graph: Graph) -> Iterator[Orphan]:
    excerpts = (name for name in graph.addresses if name.startswith("interviews/") and name.count("/") > 1)
    findings = (f"findings/{name}" for name in view.cluster.findings)
    actions = (f"actions/{action.id}" for action in view.actions)
    yield from (Orphan("excerpts", name) for name in excerpts if not graph.effects(name, via.CITES))
    used = (via.RESTS_ON, via.SUMS_UP)
    yield from (Orphan("findings", name) for name in findings if not graph.effects(name, *used))
    targets = (f"targets/{target.id}" for target in view.targets)
    yield from (Orphan("targets", name) for name in targets if not graph.causes(name, via.RESTS_ON))
    yield from _chosen(view, graph)
    yield from (Orphan("actions", name) for name in actions if not graph.causes(name, via.SERVES))
    trials = (f"trials/{name}" for name in view.cluster.trials)
    yield from (Orphan("trials", name) for name in trials if not graph.causes(name, via.TRIES_OUT))
    yield from _sections(view, graph)
    for name in (f"outcomes/{name}" for name in view.cluster.outcomes):
        counted = any(cause.startswith("actions/") for cause in graph.causes(name, via.BEHIND))
        if not counted and not graph.causes(name, via.FOLLOWS):
            yield Orphan("outcomes", name)


def _chosen(view: View, graph: Graph) -> Iterator[Orphan]:
    """Chosen targets that nobody carries out or tries out; a dropped action carries nothing out."""
    standing = {f"actions/{action.id}" for action in view.actions}
    for target in view.chosen_targets:
        actions = [name for name in graph.effects(f"targets/{target.id}", via.SERVES) if name in standing]
        if not actions:
            yield Orphan("chosen_without_action", f"targets/{target.id}")
        tried = any(graph.effects(origin, via.TRIES_OUT) for origin in (f"targets/{target.id}", *actions))
        if not tried and not is_filled(target.trial_exemption):
            yield Orphan("chosen_without_trial", f"targets/{target.id}")


def _sections(view: View, graph: Graph) -> Iterator[Orphan]:
    """Sections with a text but without support; that on risks is supported by the list of risks beside it."""
    concept = view.cluster.export_concept
    if concept is None:
        return
    supported = {
        COMMITMENTS_SECTION: bool(graph.causes(COMMITMENTS_SECTION, via.GATHERS)),
        MEASURES_SECTION: bool(graph.causes(MEASURES_SECTION, via.MEASURED_BY)),
        "export-concept/risks": bool(concept.risks),
    }
    for address in SECTIONS:
        section = getattr(concept.sections, address.partition("/")[2])
        filled = section is not None and is_filled(section.text)
        if filled and not supported.get(address) and not graph.causes(address, via.SHOWS_IN):
            yield Orphan("sections", address)


def story_of(view: View, target_id: str) -> ChoiceStory | None:
    """Return why the target was chosen, parked or rejected; ``None`` where nothing was decided by as-of."""
    priorities, choice = view.cluster.priorities, view.choices.get(target_id)
    if priorities is None or choice is None:
        return None
    found = prioritise(view)
    return ChoiceStory(
        choice=choice,
        decision=priorities.decision,
        text=decision_text(view, priorities.decision),
        place=next((entry for entry in found.ranking if entry.target == target_id), None),
        ranked=sum(entry.rank is not None for entry in found.ranking),
        raters=len(found.complete),
        departs=target_id in departures(view),
        interests=tuple(_said(view, target_id, "interests")),
        abstentions=tuple(_said(view, target_id, "abstentions")),
        vetoes=tuple(
            (Said(f"scores/{sheet.id}", sheet.rater, sheet.member, veto.reason), veto)
            for sheet in view.scores
            for veto in sheet.vetoes
            if veto.target == target_id
        ),
    )


def decision_text(view: View, decided: Decided | None) -> Text | None:
    """Return what the meeting decided on the item."""
    event = view.event(decided.event) if decided is not None else None
    if decided is None or event is None:
        return None
    return next((item.decision or item.title for item in event.agenda if item.item == decided.item), None)


def _said(view: View, target_id: str, field: Literal["interests", "abstentions"]) -> Iterator[Said]:
    for sheet in view.scores:
        for item in getattr(sheet, field) or ():
            if item.target == target_id:
                yield Said(f"scores/{sheet.id}", sheet.rater, sheet.member, item.reason)
