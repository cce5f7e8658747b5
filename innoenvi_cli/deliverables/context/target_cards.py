"""A development target as a card: what it is for, what it rests on, who carries it, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.context.fast_track import action_state, indicator
from innoenvi_cli.deliverables.context.finding_themes import names
from innoenvi_cli.deliverables.context.prioritising import decided_choices, figures_shown, told_ranking
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.selection import Assessment, Target, TargetChoice


def target_card(target: Target, material: Material) -> Row:
    """Return the card of a chosen target."""
    words = material.words
    owner = material.member(target.owner)
    goal = words.text(target.goal)
    return {
        "name": words.text(target.name),
        "problem": words.text(target.problem) or material.gap(N_("problem"), "Target.problem"),
        "goal": goal or material.gap(N_("goal"), "Target.goal"),
        "goal_line": goal,
        "owner": f"{owner} ({target.owner_person})" if owner and target.owner_person else owner,
        "working_group": material.organ(target.working_group),
        "by": words.day(target.indicator.by) if target.indicator is not None else "",
        "facts": _facts(target, material),
        "findings": section(
            _findings(target, material), material.gap(N_("findings behind the target"), "Target.findings")
        ),
        "actions": section(_actions(target, material), material.gap(N_("actions of the target"), "Action.description")),
        "trials": _trials(target, material),
    }


def choice_reason(choice: TargetChoice | None, material: Material) -> str:
    """Return why a target was chosen, parked or rejected, or that no reason is recorded."""
    text = material.text(choice.reason) if choice is not None else ""
    return text or material.gap(N_("reason"), "TargetChoice.reason")


def _facts(target: Target, material: Material) -> list[Row]:
    words = material.words
    choice = decided_choices(material).get(target.id)
    owner = material.member(target.owner)
    owner = f"{owner} ({target.owner_person})" if owner and target.owner_person else owner
    lines = [
        (N_("Indicator"), indicator(target.indicator, material), "Target.indicator"),
        (N_("Benefit"), _assessment(target.benefit, material), "Target.benefit"),
        (N_("Feasibility"), _assessment(target.feasibility, material), "Target.feasibility"),
        (N_("Owner"), owner, "Target.owner"),
        (N_("Working group"), material.organ(target.working_group), "Target.working_group"),
        (N_("Score"), _score(target, material), ""),
        (N_("Reason for the choice"), choice_reason(choice, material), ""),
        (N_("Result so far"), _result(target, material), ""),
    ]
    rows = []
    for label, text, field in lines:
        shown = text or (material.gap(label, field) if field else "")
        if shown:
            rows.append({"label": words.say(label), "text": shown})
    return rows


def _assessment(found: Assessment | None, material: Material) -> str:
    if found is None:
        return ""
    reason = material.text(found.reason)
    return f"{material.words.number(found.rating)} / 5" + (f" – {reason}" if reason else "")


def _score(target: Target, material: Material) -> str:
    found = next((entry for entry in told_ranking(material) if entry.target == target.id), None)
    words = material.words
    if found is None or found.rank is None:
        return ""
    if not figures_shown(material):
        return words.say(N_("rank {rank}"), rank=found.rank)
    return words.say(
        N_("rank {rank}; mean {score}, median {median}, spread {spread}"),
        rank=found.rank,
        score=words.number(found.score, decimals=2),
        median=words.number(found.median, decimals=2),
        spread=words.number(found.spread, decimals=2),
    )


def _result(target: Target, material: Material) -> str:
    """Return what came of the target, once an action or a trial of it has been finished: the text has no date."""
    view = material.view
    done = any(action.target == target.id and view.action_state(action) == "done" for action in view.actions)
    tried = any(view.trial_target(trial) == target.id for trial in view.finished_trials)
    return material.text(target.result) if done or tried else ""


def _findings(target: Target, material: Material) -> list[Row]:
    rows: list[Row] = []
    for name in target.findings:
        shown = material.shown.findings.get(name)
        if shown is None:
            continue
        whole = material.facts.cluster.findings[name]
        rows.append(
            {
                "statement": material.text(shown.statement),
                "held_by": _held_by(whole.members_for, material),
                "against": names(whole.members_against, material),
                "dissent": material.text(shown.dissent) or _untold(name, material),
            }
        )
    return rows


def _held_by(members: tuple[str, ...], material: Material) -> str:
    """Return who holds a finding, with their number where not everybody is named: that is for the consultants."""
    told = names(members, material)
    named = all(member in material.shown.members for member in members)
    hidden = told != ", ".join(material.shown.members[member].name for member in members) if named else True
    if not members or not hidden or material.audience != "consultants":
        return told
    return f"{len(members)} ({told})"


def _untold(name: str, material: Material) -> str:
    if material.facts.cluster.findings[name].dissent is None:
        return ""
    return material.words.say(N_("Not shown: whoever holds it may not be named."))


def _actions(target: Target, material: Material) -> list[Row]:
    if not material.sees("Action.description"):
        return []
    planned = {action.id for action in material.view.actions}
    words = material.words
    return [
        {
            "name": words.text(action.name),
            "type": capitalised(words.label("action_type", action.type)),
            "responsible": material.member(action.responsible),
            "period": words.period(action.start, action.end),
            "state": action_state(action.id, material),
        }
        for action in sorted(
            material.shown.actions.values(), key=lambda action: (action.start is None, action.start, action.id)
        )
        if action.target == target.id and action.id in planned
    ]


def _trials(target: Target, material: Material) -> str:
    """Return the trials of the target with their decisions, or why there is none."""
    words = material.words
    if not material.sees("Trial.hypothesis"):
        return material.gap(N_("trials"), "Trial.hypothesis")
    found = []
    for trial in material.shown.trials.values():
        if material.view.trial_target(material.facts.cluster.trials[trial.id]) != target.id:
            continue
        period = words.period(trial.start, trial.end)
        ended = trial.end is not None and trial.end <= material.as_of
        decision = words.label("trial_decision", trial.decision) if ended else ""
        told = ", ".join(part for part in (period, decision) if part)
        found.append(f"{words.text(trial.name)} ({told})" if told else words.text(trial.name))
    return "; ".join(found) or material.text(target.trial_exemption) or material.gap(N_("trial"))
