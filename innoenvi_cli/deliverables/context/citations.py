"""What the records say was decided at, or rests on, an item of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import joined, phase_name
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.model.base import Citation, Decided
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.phases import PhaseEntry


def recorded_on(event: Event, item: int, material: Material) -> list[str]:
    """Return what the records, as the audience sees them and as of the day, rest on ``item`` of ``event``."""

    def here(found: Decided | None) -> bool:
        return found is not None and found.event == event.id and found.item == item

    def cited(found: Iterable[Citation]) -> bool:
        return any(each.event == event.id and each.item == item for each in found)

    lines = [
        *(_gate(entry, material) for entry in _entries(material) if here(entry.meeting)),
        *_rules(material, here),
        *_choices(material, here),
        *_targets(material, here),
        *_vetoes(material, here),
        *_rests(material, cited),
    ]
    return list(dict.fromkeys(line for line in lines if line))


def _entries(material: Material) -> Iterable[PhaseEntry]:
    return material.facts.entries if material.sees("Phases.entries", "PhaseEntry.meeting") else ()


def _gate(entry: PhaseEntry, material: Material) -> str:
    if entry.decision is not None:
        what = material.words.label("decision", entry.decision)
    else:
        what = material.words.label("entry_kind", entry.kind)
    ending = material.words.label("ending", entry.ending)
    return material.words.say(
        N_("Gate decision, {phase}: {decision}"),
        phase=_lower(phase_name(entry.gate, material.words)),
        decision=joined((what, ending)),
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rules(material: Material, here: Callable[[Decided | None], bool]) -> Iterator[str]:
    rules = material.record.ground_rules if material.record is not None else None
    if rules is not None and here(rules.accepted):
        yield material.words.say(N_("Ground rules accepted: confidentiality and competition law"))
    programme = material.programme
    support = programme.support_organisation if programme is not None else None
    if support is not None and here(support.decision):
        yield material.words.say(N_("Support organisation: {host}"), host=support.host or "")


def _choices(material: Material, here: Callable[[Decided | None], bool]) -> Iterator[str]:
    priorities = material.shown.priorities
    if priorities is None:
        return
    if here(priorities.decision):
        for choice in priorities.choices:
            name = material.target(choice.target)
            if name:
                yield f"{material.words.heading('choice', choice.choice)}: {name}"
    programme = priorities.development_programme
    if programme is not None and here(programme.handled):
        yield material.words.say(N_("Strategy and development programme handled"))


def _targets(material: Material, here: Callable[[Decided | None], bool]) -> Iterator[str]:
    for target in material.shown.targets.values():
        if here(target.decision):
            yield material.words.say(N_("Fast-track target started: {target}"), target=material.text(target.name))
        closed = target.closed
        if closed is not None and here(closed.decision) and closed.date <= material.as_of:
            how = material.words.label("closure", closed.how)
            yield material.words.say(
                N_("Fast-track target {target}: {how}"), target=material.text(target.name), how=how
            )


def _vetoes(material: Material, here: Callable[[Decided | None], bool]) -> Iterator[str]:
    for score in material.shown.scores.values():
        for veto in score.vetoes:
            found = veto.resolved
            if found is not None and here(found.decision) and found.date <= material.as_of:
                yield material.words.say(
                    N_("Veto on {target} resolved: {how}"),
                    target=material.target(veto.target),
                    how=material.text(found.text),
                )


def _rests(material: Material, cited: Callable[[Iterable[Citation]], bool]) -> Iterator[str]:
    say = material.words.say
    for finding in material.shown.findings.values():
        if cited(finding.evidence):
            yield say(N_("Rests on this: finding “{statement}”"), statement=material.text(finding.statement))
    for trial in material.shown.trials.values():
        if cited(trial.evidence):
            yield say(N_("Rests on this: trial “{name}”"), name=material.text(trial.name))
    analysis, path = material.shown.analysis, material.shown.development_path
    for link in analysis.links if analysis is not None else ():
        if cited(link.evidence):
            yield say(
                N_("Rests on this: link of the value network {giver} → {taker}"),
                giver=material.member(link.source),
                taker=material.member(link.target),
            )
    if path is not None and any(cited(rating.evidence) for rating in path.ratings if rating.date <= material.as_of):
        yield say(N_("Rests on this: ratings of the development path"))
