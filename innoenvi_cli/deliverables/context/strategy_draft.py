"""Strategy draft: what the core group reads before it handles the strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.analysis_report import target_row
from innoenvi_cli.deliverables.context.common import joined, prose, section
from innoenvi_cli.deliverables.context.contributions import contributions_context
from innoenvi_cli.deliverables.context.strategy_questions import open_questions
from innoenvi_cli.deliverables.context.weak_points import weak_points
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.selection import Indicator, Target

_QUADRANTS = (
    ("strengths", N_("Strengths")),
    ("weaknesses", N_("Weaknesses")),
    ("opportunities", N_("Opportunities")),
    ("threats", N_("Threats")),
)


def context(material: Material) -> Row:
    """Return what the strategy draft shows."""
    record, analysis = material.record, material.shown.analysis
    conclusions = [material.text(text) for text in analysis.conclusions] if analysis is not None else []

    def text_of(name: str, what: str) -> Row:
        found: Text | None = getattr(record, name) if record is not None else None
        return prose(material.text(found), material.gap(what, f"MiniclusterRecord.{name}"))

    return {
        "vision": text_of("vision", N_("vision")),
        "conclusions": section(conclusions, material.gap(N_("conclusions"), "Analysis.conclusions")),
        "swot": section(
            _swot(material), material.gap(N_("strengths, weaknesses, opportunities, threats"), "Analysis.swot")
        ),
        "markets": section(_markets(material), material.gap(N_("markets"))),
        "segments": section(_segments(material), material.gap(N_("customer segments"))),
        "offering": section(_offering(material), material.gap(N_("product and service groups"))),
        "contributions": contributions_context(material),
        "competence": text_of("competence_concentration", N_("competence and innovation concentration")),
        "competences": material.text(analysis.competence) if analysis is not None else "",
        "weak": weak_points(material),
        "strategy": text_of("strategy_draft", N_("draft of the strategy")),
        "business_concept": text_of("business_concept", N_("business concept")),
        "operating_model": text_of("operating_model", N_("operating model")),
        "steps": section(_steps(material), material.gap(N_("candidate targets"), "Target.problem")),
        "questions": open_questions(material),
        "handling": _handling(material),
    }


def _swot(material: Material) -> list[Row]:
    swot = material.shown.analysis.swot if material.shown.analysis is not None else None
    if swot is None:
        return []
    return [
        {"quadrant": material.words.say(title), "lines": [material.text(item.text) for item in getattr(swot, name)]}
        for name, title in _QUADRANTS
    ]


def _markets(material: Material) -> list[Row]:
    if material.record is None:
        return []
    analysis = material.shown.analysis
    known = {found.market: found for found in (analysis.markets if analysis is not None else ())}
    names = material.part_names("markets")
    rows: list[Row] = []
    for market in material.record.markets:
        found = known.get(market.id)
        rows.append(
            {
                "name": names[market.id],
                "description": "" if found else material.text(market.description),
                "size": material.text(found.size) if found else "",
                "trend": material.text(found.trend) if found else "",
                "competitors": material.text(found.competitors) if found else "",
                "conclusion": material.text(found.conclusion) if found else "",
            }
        )
    return rows


def _segments(material: Material) -> list[Row]:
    if material.record is None:
        return []
    return [
        {
            "name": material.text(segment.name),
            "market": material.part("markets", segment.market),
            "customers": [material.text(text) for text in segment.customer_groups],
            "needs": [material.text(text) for text in segment.needs],
            "groups": [
                material.text(group.name) for group in material.record.product_groups if segment.id in group.segments
            ],
        }
        for segment in material.record.segments
    ]


def _offering(material: Material) -> list[Row]:
    groups = material.record.product_groups if material.record is not None else ()
    return [{"name": material.text(group.name), "description": material.text(group.description)} for group in groups]


def _steps(material: Material) -> list[Row]:
    """The candidate targets as steps: what can be done at once first, then by benefit and feasibility."""
    if not material.sees("Target.problem"):
        return []
    known = {target.id for target in material.view.targets}
    targets = [target for target in material.shown.targets.values() if target.id in known]
    targets.sort(key=lambda target: (target.track != "fast", -_worth(target), material.text(target.name).casefold()))
    return [
        {
            "number": number,
            "track": _when(target, material),
            "indicator": _indicator(target.indicator, material),
            "owner": material.member(target.owner),
            **target_row(target, material),
        }
        for number, target in enumerate(targets, start=1)
    ]


def _when(target: Target, material: Material) -> str:
    """Say when a target's turn is: on the fast track at once, else as the core group has chosen, once it has."""
    words, priorities = material.words, material.shown.priorities
    if target.track == "fast":
        return words.say(N_("at once, beside the cycle"))
    if priorities is not None and material.view.was_decided_in_cycle(priorities.decision):
        choice = next((found.choice for found in priorities.choices if found.target == target.id), None)
        if choice is not None:
            return words.label("choice", choice)
    return words.say(N_("to be prioritised"))


def _worth(target: Target) -> float:
    ratings = (target.benefit, target.feasibility)
    return float(sum(found.rating for found in ratings if found is not None))


def _indicator(found: Indicator | None, material: Material) -> str:
    """Return the indicator with its way from the baseline to the goal."""
    if found is None:
        return ""
    words = material.words
    change = joined([words.number(found.baseline), words.number(found.target)], between=" → ")
    figure = joined([change, material.text(found.unit)], between=" ")
    due = words.say(N_("by {day}"), day=words.day(found.by)) if found.by is not None else ""
    return joined([f"{capitalised(material.text(found.name))}{':' if figure else ''}", figure, due], between=" ")


def _handling(material: Material) -> Row:
    """Where the core group has handled the strategy, or where it will."""
    priorities, words = material.shown.priorities, material.words
    found = priorities.development_programme if priorities is not None else None
    decided = found.handled if found is not None else None
    handled = decided is not None and material.view.was_decided_in_cycle(decided)
    event = material.events.get(decided.event) if handled and decided is not None else None
    decision = (
        next(
            (
                material.text(item.decision)
                for item in event.agenda
                if decided is not None and item.item == decided.item
            ),
            "",
        )
        if event is not None
        else ""
    )
    return {
        "handled": words.say(N_("Handled: {where}."), where=material.decided_in_full(decided)) if handled else "",
        "decision": decision,
        "programme": material.text(found.summary) if handled and found is not None else "",
        "coming": "" if handled else _coming(material),
        "group": _group(material),
    }


def _coming(material: Material) -> str:
    if not material.sees("Priorities.development_programme"):
        return material.gap(N_("handling of the strategy"), "Priorities.development_programme")
    say = material.words.say
    meeting = _next_meeting(material)
    if meeting is None:
        return say(
            N_("Not handled yet, and no meeting of the core group has been called. The gate of phase 3 asks for it.")
        )
    return say(
        N_("Not handled yet. Next meeting of the core group: {meeting}, {day}."),
        meeting=material.text(meeting.title),
        day=material.words.day(meeting.date),
    )


def _next_meeting(material: Material) -> Event | None:
    core = {organ.id for organ in material.view.core_groups}
    coming = [event for event in material.events.values() if event.organ in core and event.date > material.as_of]
    return min(coming, key=lambda event: (event.date, event.id)) if coming else None


def _group(material: Material) -> str:
    """Say who handles it: the companies of the core group."""
    names = sorted(material.members([member.id for member in material.view.core_companies]), key=str.casefold)
    if not names:
        return material.gap(N_("companies in the core group"))
    return material.words.say(
        counted(
            "The core group has one company: {names}.",
            "The core group has {count} companies: {names}.",
            len(material.view.core_companies),
            names=", ".join(names),
        )
    )
