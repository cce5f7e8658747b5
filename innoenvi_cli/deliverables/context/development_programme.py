"""Development programme: the chosen targets as cards, what was left out and why, and where the core group disagreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import joined, prose, section
from innoenvi_cli.deliverables.context.prioritising import (
    agreement_line,
    decided_choices,
    figures_shown,
    matrix_rows,
    quorum_line,
    ranking_shown,
    told_ranking,
)
from innoenvi_cli.deliverables.context.target_cards import choice_reason, target_card
from innoenvi_cli.i18n import N_, counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.selection import Target

_MOST_SPLITS = 8


def context(material: Material) -> Row:
    """Return what the development programme shows."""
    choices = decided_choices(material)
    chosen = [material.shown.targets[name] for name in _ranked(material) if _is(name, "chosen", material)]
    gap = _choice_gap(material)
    return {
        "summary": _summary(material),
        "numbers": _numbers(material) if choices else "",
        "vision": material.text(material.record.vision) if material.record is not None else "",
        "strategy": prose(
            material.text(material.record.strategy_draft) if material.record is not None else "",
            material.gap(N_("draft of the strategy"), "MiniclusterRecord.strategy_draft"),
        ),
        "handling": section(_handling(material), material.gap(N_("handling by the core group"), "Priorities.decision")),
        "overview": section([_overview(target, material) for target in chosen], gap),
        "matrix": _matrix(material),
        "cards": [target_card(target, material) for target in chosen],
        "left": section(_left_out(material), _left_gap(material)),
        "agreement": agreement_line(material),
        "departures": _departures(material),
        "voices": _voices(material),
        "timetable": section(_timetable(chosen, material), _timetable_gap(material)),
    }


def _ranked(material: Material) -> list[str]:
    """Return the cycle's targets by rank, those without one last."""
    return [entry.target for entry in told_ranking(material) if entry.target in material.shown.targets]


def _is(target: str, choice: str, material: Material) -> bool:
    found = decided_choices(material).get(target)
    return found is not None and found.choice == choice


def _choice_gap(material: Material) -> str:
    return material.gap(N_("choice of the targets"), "Priorities.choices")


def _summary(material: Material) -> Row:
    priorities = material.shown.priorities
    programme = priorities.development_programme if priorities is not None else None
    text = material.text(programme.summary) if programme is not None else ""
    return prose(text, material.gap(N_("summary of the development programme"), "Priorities.development_programme"))


def _numbers(material: Material) -> str:
    choices = [found.choice for found in decided_choices(material).values()]
    words = material.words
    chosen, parked, rejected = (choices.count(choice) for choice in ("chosen", "parked", "rejected"))
    return words.say(
        N_("{chosen}; {parked} parked, {rejected} rejected."),
        chosen=counted("One development target was chosen", "{count} development targets were chosen", chosen),
        parked=parked,
        rejected=rejected,
    )


def _handling(material: Material) -> list[Row]:
    priorities, words = material.shown.priorities, material.words
    if priorities is None or not material.sees("Priorities.decision"):
        return []
    programme, view = priorities.development_programme, material.view
    handled = programme.handled if programme is not None else None
    weights = material.facts.prioritisation.weights or {}
    shares = [
        f"{material.text(criterion.name)} {words.percent(weights[criterion.id])}"
        for criterion in priorities.criteria
        if criterion.id in weights
    ]
    pairwise = bool(material.facts.prioritisation.consistency)
    how = N_("compared in pairs by the core group") if pairwise else N_("set by the core group")
    lines = [
        (
            N_("Targets chosen"),
            material.decided_in_full(priorities.decision) if view.was_decided_in_cycle(priorities.decision) else "",
        ),
        (
            N_("Strategy and programme handled"),
            material.decided_in_full(handled) if view.was_decided_in_cycle(handled) else "",
        ),
        (N_("Criteria and weights"), f"{joined(shares)} ({words.say(how)})" if shares else ""),
        (N_("Quorum"), joined(quorum_line(material))),
        (N_("Ranking"), _ranking_method(material)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _ranking_method(material: Material) -> str:
    raters = len(material.facts.prioritisation.complete)
    if not raters or not figures_shown(material):
        return ""
    text = N_("mean weighted sum of the {raters} raters who scored every target; a missing score is not a zero")
    return material.words.say(text, raters=raters)


def _overview(target: Target, material: Material) -> Row:
    card = target_card(target, material)
    return {key: card[key] for key in ("name", "goal_line", "owner", "working_group", "by")}


def _matrix(material: Material) -> Row:
    """Return the quadrant chart, with a table of the same figures for whoever cannot see it."""
    rows = matrix_rows(material)
    say, words = material.words.say, material.words
    plain = [
        {
            "number": str(number),
            "name": row["target"],
            "benefit": words.number(row["benefit"]),
            "feasibility": words.number(row["feasibility"]),
            "quadrant": row["quadrant"],
            "decision": words.heading("choice", row["decision"]),
        }
        for number, row in enumerate(rows, start=1)
    ]
    points = [
        {"number": number, "name": row["target"], "x": row["feasibility"], "y": row["benefit"]}
        for number, row in enumerate(rows, start=1)
        if None not in {row["feasibility"], row["benefit"]}
    ]
    return {
        "rows": plain,
        "empty": "" if plain else material.gap(N_("ratings of benefit and feasibility"), "Target.benefit"),
        "chart": {
            "x": [say(N_("Hard to carry out")), say(N_("Easy to carry out"))],
            "y": [say(N_("Small benefit")), say(N_("Great benefit"))],
            "quadrants": [
                say(N_("Carry out first")),
                say(N_("Clear the way first")),
                say(N_("Leave for later")),
                say(N_("Easy addition")),
            ],
            "points": points,
        },
    }


def _left_out(material: Material) -> list[Row]:
    words = material.words
    ranks = {entry.target: entry.rank for entry in told_ranking(material)}
    return [
        {
            "name": material.target(name),
            "decision": words.heading("choice", choice.choice),
            "rank": str(ranks.get(name) or ""),
            "reason": choice_reason(choice, material),
        }
        for wanted in ("parked", "rejected")
        for name, choice in decided_choices(material).items()
        if choice.choice == wanted
    ]


def _left_gap(material: Material) -> str:
    if not decided_choices(material):
        return _choice_gap(material)
    return material.words.say(N_("No target was parked or rejected."))


def _departures(material: Material) -> list[str]:
    choices, words = decided_choices(material), material.words
    ranks = {entry.target: entry.rank for entry in told_ranking(material)}
    return [
        words.say(
            N_("{target} (rank {rank}, {decision})"),
            target=material.target(name),
            rank=ranks[name],
            decision=words.label("choice", choices[name].choice)
            if name in choices
            else words.say(N_("nothing decided on it")),
        )
        for name in (material.facts.prioritisation.departures if choices and ranking_shown(material) else ())
    ]


def _voices(material: Material) -> Row:
    """Return vetoes, interests, abstentions and splits, to those who may see who scored what."""
    gap = material.gap(N_("scores, vetoes and interests by rater"), "Score.scores")
    if not material.shown.scores:
        return {"rows": [], "splits": [], "empty": gap}
    rows = list(_declared(material))
    nothing = "" if rows else material.words.say(N_("No vetoes, interests or abstentions."))
    return {"rows": rows, "splits": _splits(material), "empty": nothing}


def _declared(material: Material) -> Iterator[Row]:
    say, counted_sheets = material.words.say, {sheet.id for sheet in material.view.scores}
    sheets = [sheet for sheet in material.shown.scores.values() if sheet.id in counted_sheets]
    for sheet in sheets:
        who = f"{material.member(sheet.member)} ({sheet.rater})"
        for veto in sheet.vetoes:
            ended = say(N_("Not resolved."))
            if veto.resolved is not None and veto.resolved.date <= material.as_of:
                ended = f"{material.words.day(veto.resolved.date)}: {material.text(veto.resolved.text)}"
            yield _voice(N_("Veto"), who, veto.target, [material.text(veto.reason), ended], material)
    for sheet in sheets:
        who = f"{material.member(sheet.member)} ({sheet.rater})"
        for interest in sheet.interests or ():
            yield _voice(N_("Interest"), who, interest.target, [material.text(interest.reason)], material)
        for abstention in sheet.abstentions:
            yield _voice(N_("Abstention"), who, abstention.target, [material.text(abstention.reason)], material)


def _voice(kind: str, who: str, target: str, texts: list[str], material: Material) -> Row:
    said = [text for text in texts if text]
    return {"kind": material.words.say(kind), "who": who, "target": material.target(target), "text": said}


def _splits(material: Material) -> list[str]:
    priorities = material.shown.priorities
    criteria = {item.id: material.text(item.name) for item in (priorities.criteria if priorities is not None else ())}
    return [
        material.words.say(
            N_("{target}, {criterion}: {low} ({low_raters}), {high} ({high_raters})"),
            target=material.target(split.target),
            criterion=criteria.get(split.criterion, ""),
            low=split.low_score,
            low_raters=joined(split.low),
            high=split.high_score,
            high_raters=joined(split.high),
        )
        for split in material.facts.prioritisation.splits[:_MOST_SPLITS]
    ]


def _timetable(chosen: list[Target], material: Material) -> list[Row]:
    """Return what is planned for the chosen targets in the order of time: actions, trials, indicators to be reached."""
    found = [dated for target in chosen for dated in _dates(target, material)]
    return [row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1]["target"], pair[1]["what"]))]


def _dates(target: Target, material: Material) -> Iterator[tuple[date, Row]]:
    planned = {action.id for action in material.view.actions}
    for action in material.shown.actions.values():
        if action.target == target.id and action.start is not None and action.id in planned:
            yield action.start, _when(N_("Action"), action.name, action.start, action.end, target, material)
    for trial in material.shown.trials.values():
        serves = material.view.trial_target(material.facts.cluster.trials[trial.id]) == target.id
        if serves and trial.start is not None:
            yield trial.start, _when(N_("Trial"), trial.name, trial.start, trial.end, target, material)
    indicator = target.indicator
    if indicator is not None and indicator.by is not None:
        yield indicator.by, _when(N_("Indicator"), indicator.name, indicator.by, None, target, material)


def _when(kind: str, name: Text, start: date, end: date | None, target: Target, material: Material) -> Row:
    words = material.words
    return {
        "when": words.period(start, end) if end is not None else words.day(start),
        "kind": words.say(kind),
        "what": material.text(name),
        "target": material.text(target.name),
    }


def _timetable_gap(material: Material) -> str:
    return material.gap(N_("dates of actions, trials and indicators"), "Action.start", "Target.indicator")
