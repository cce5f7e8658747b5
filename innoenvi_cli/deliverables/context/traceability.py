"""Traceability: every target with what it comes from and what came of it, the decisions, and what hangs loose."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.decision_rows import decision_rows
from innoenvi_cli.deliverables.context.prioritising import ranking_shown
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method import link_kinds as via
from innoenvi_cli.method.chains import ORPHANS, SECTIONS, chains, orphans
from innoenvi_cli.method.record_names import record_name
from innoenvi_cli.method.tracing import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.chains import Chain, Orphan
    from innoenvi_cli.method.tracing import Graph
    from innoenvi_cli.model.analysis import FindingRecord
    from innoenvi_cli.model.base import Citation

MOST_WAYS: Final = 1000
"""So many ways through one target at most: a reader filters them, and a file of them opens."""
_MARK: Final = "●"


def context(material: Material) -> Row:
    """Return what the workbook on traceability shows."""
    graph = graph_of(material.facts.project, material.shown)
    found = [chain for chain in chains(material.view, graph) if chain.target.id in material.shown.targets]
    paths = [row for chain in found for row in _paths(chain, graph, material)]
    findings = [_finding(finding, found, material) for finding in material.shown.findings.values()]
    evidence = [row for finding in material.shown.findings.values() for row in _evidence(finding, material)]
    decisions = decision_rows(graph, material)
    loose = _loose(graph, material)
    return {
        "chains": paths,
        "targets": [{"id": chain.target.id, "name": material.target(chain.target.id)} for chain in found],
        "matrix": findings,
        "evidence": evidence,
        "decisions": decisions,
        "orphans": [_orphan(orphan, graph, material) for orphan in loose],
        "notes": {
            "chains": _chains_note(paths, material),
            "matrix": [] if findings else [material.gap(N_("findings"), "FindingRecord.statement")],
            "evidence": [] if evidence else [material.gap(N_("evidence of the findings"), "FindingRecord.evidence")],
            "decisions": []
            if decisions
            else [material.gap(N_("decisions of meetings and gates"), "AgendaItem.decision")],
            "orphans": _orphans_note(loose, material),
        },
    }


def _chains_note(paths: list[Row], material: Material) -> list[str]:
    if not paths:
        return [material.gap(N_("development targets"))]
    fields = ("Target.findings", "Action.responsible", "Trial.action")
    return [] if material.sees(*fields) else [material.gap(N_("findings and trials behind the targets"), *fields)]


def _paths(chain: Chain, graph: Graph, material: Material) -> Iterator[Row]:
    """Yield a row for every way from a finding through the target to an action and its trial."""
    here = f"targets/{chain.target.id}"
    ways: list[tuple[str, str]] = []
    for action in chain.actions:
        ways += [(action, trial) for trial in graph.effects(action, via.TRIES_OUT)] or [(action, "")]
    ways += [("", trial) for trial in graph.effects(here, via.TRIES_OUT)]
    for finding, (action, trial) in combined(chain.findings or ("",), ways or [("", "")]):
        yield _path(chain, finding, action, trial, graph, material)


def combined(findings: Sequence[str], ways: Sequence[tuple[str, str]]) -> list[tuple[str, tuple[str, str]]]:
    """Return each finding with each way on from the target; side by side where that would make rows beyond counting."""
    if len(findings) * len(ways) <= MOST_WAYS:
        return list(product(findings, ways))
    rows = range(max(len(findings), len(ways)))
    return [(findings[row] if row < len(findings) else "", ways[row] if row < len(ways) else ("", "")) for row in rows]


def _path(chain: Chain, finding: str, action: str, trial: str, graph: Graph, material: Material) -> Row:
    here = f"targets/{chain.target.id}"
    ends = [name for name in (here, action, trial) if name]
    sections = {name for end in ends for name in graph.effects(end, via.SHOWS_IN)}
    outcomes = dict.fromkeys(
        name for end in ends for name in graph.effects(end, via.FOLLOWS, via.BEHIND) if name.startswith("outcomes/")
    )
    sees = material.sees("Priorities.choices")
    tried = material.shown.trials.get(trial.partition("/")[2])
    exempted = material.text(chain.target.trial_exemption) if material.sees("Target.trial_exemption") else ""
    return {
        "target": material.target(chain.target.id),
        "decision": _decided(chain, material),
        "rank": chain.rank if sees and ranking_shown(material) else None,
        "finding": _name(finding, material),
        "action": _name(action, material),
        "trial": _name(trial, material) or (material.words.say(_NO_TRIAL, reason=exempted) if exempted else ""),
        "trial_decision": tried.decision if tried is not None else None,
        "sections": [capitalised(_name(name, material)) for name in SECTIONS if name in sections],
        "outcomes": [_name(name, material) for name in outcomes],
        "ids": [name for name in (here, finding, action, trial) if name],
    }


_NO_TRIAL = N_("No trial: {reason}")


def _decided(chain: Chain, material: Material) -> str:
    """Return the choice on a target; one on the fast track was not chosen among others."""
    if chain.target.track == "fast":
        return material.words.heading("track", "fast")
    if not material.sees("Priorities.choices"):
        return ""
    if chain.choice is None:
        return capitalised(material.words.say(N_("not decided on")))
    return material.words.heading("choice", chain.choice)


def _name(address: str, material: Material) -> str:
    """Return what a record is called, from what the audience is shown of it."""
    return (
        record_name(material.facts.project, material.shown, address).render(material.words.language) if address else ""
    )


def _finding(finding: FindingRecord, found: list[Chain], material: Material) -> Row:
    here = f"findings/{finding.id}"
    marks = {chain.target.id: _MARK if here in chain.findings else "" for chain in found}
    swot = _swot(finding, material)
    return {
        "finding": material.text(finding.statement),
        "kind": finding.kind,
        "marks": marks,
        "swot": swot,
        "used": sum(bool(mark) for mark in marks.values()),
        "id": here,
    }


def _swot(finding: FindingRecord, material: Material) -> str:
    swot = material.shown.analysis.swot if material.shown.analysis is not None else None
    lines = [
        line for part in ("strengths", "weaknesses", "opportunities", "threats") for line in getattr(swot, part, ())
    ]
    return _MARK if any(finding.id in line.findings for line in lines) else ""


def _evidence(finding: FindingRecord, material: Material) -> Iterator[Row]:
    """Yield a row for every source of a finding; interviews that the audience is not told of make one row."""
    held = {
        "finding": material.text(finding.statement),
        "kind": finding.kind,
        "members_for": _holders(finding.members_for, material),
        "members_against": _holders(finding.members_against, material),
    }
    untold = False
    for cited in finding.evidence:
        source = _source(cited, material)
        if source is None:
            untold = True
        else:
            yield {**held, **source}
    if untold or not finding.evidence:
        why = N_("interviews that are not shown to this audience") if untold else N_("no source recorded")
        yield {**held, "source": capitalised(material.words.say(why)), "said": "", "ids": [f"findings/{finding.id}"]}


def _holders(member_ids: tuple[str, ...], material: Material) -> list[str]:
    """Return the names of those who hold a view; of how many are not named nobody is told."""
    known = material.shown.members
    named = [known[member].name for member in member_ids if member in known]
    if len(named) == len(member_ids):
        return named
    return [*named, material.words.say(N_("others not named here") if named else N_("not named here"))]


def _source(cited: Citation, material: Material) -> Row | None:
    """Return what is cited and what was said there, ``None`` where the audience is not told of it."""
    words = material.words
    if cited.document:
        return {
            "source": words.say(N_("Document: {document}"), document=words.text(cited.document)),
            "said": "",
            "ids": [],
        }
    if cited.event:
        event = material.events.get(cited.event)
        item = next((part for part in event.agenda if part.item == cited.item), None) if event is not None else None
        address = f"events/{cited.event}" if cited.item is None else f"events/{cited.event}/{cited.item}"
        said = (material.text(item.decision) or material.text(item.title)) if item is not None else ""
        return {"source": _name(address, material), "said": said, "ids": [address]}
    interview = material.shown.interviews.get(cited.interview or "")
    if interview is None:
        return None
    excerpt = next((part for part in interview.excerpts if part.id == cited.excerpt), None)
    source = words.say(
        N_("interview of {member}, {date}"), member=material.member(interview.member), date=words.day(interview.date)
    )
    if excerpt is None:
        return {"source": capitalised(source), "said": words.say(N_("not shown to this audience")), "ids": []}
    address = f"interviews/{interview.id}/{excerpt.id}"
    return {"source": capitalised(source), "said": material.text(excerpt.paraphrase), "ids": [address]}


def _loose(graph: Graph, material: Material) -> list[Orphan]:
    """Return what hangs outside the chain, where the audience is shown the record and the field that would tie it."""
    found = (orphan for orphan in orphans(material.view) if orphan.record in graph.addresses)
    return [orphan for orphan in found if material.sees(*_TIES[orphan.kind])]


_TIES = {
    "excerpts": ("Citation.interview", "Excerpt.paraphrase"),
    "findings": ("FindingRecord.statement", "Target.findings"),
    "targets": ("Target.findings",),
    "chosen_without_action": ("Priorities.choices",),
    "chosen_without_trial": ("Priorities.choices", "Trial.action"),
    "actions": ("Action.target",),
    "trials": ("Trial.action",),
    "sections": ("Section.trials",),
    "outcomes": ("Outcome.target_id",),
}


def _orphan(orphan: Orphan, graph: Graph, material: Material) -> Row:
    title, hint = ORPHANS[orphan.kind]
    say = material.words.say
    return {
        "kind": capitalised(say(message(title))),
        "name": capitalised(_name(orphan.record, material)),
        "to_do": capitalised(say(message(hint))),
        "id": orphan.record,
        "place": str(graph.location(orphan.record)),
    }


def _orphans_note(loose: list[Orphan], material: Material) -> list[str]:
    if loose:
        return []
    if not material.sees("Target.findings"):
        return [material.gap(N_("what hangs outside the chain"), "Target.findings")]
    return [material.words.say(N_("Nothing hangs outside the chain."))]
