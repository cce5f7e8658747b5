"""Fast-track targets: what was decided right after the analysis, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.selection import Indicator, Target


def context(material: Material) -> Row:
    """Return what the report on the fast track shows."""
    known = {target.id for target in material.view.fast_targets}
    targets = [target for target in material.shown.targets.values() if target.id in known]
    empty = material.words.say(N_("No target has been put on the fast track."))
    cards = [_card(target, material) for target in targets]
    sees = material.sees("Target.closed")
    summary = [
        {key: card[key] for key in ("name", "owner", "decision")} | {"state": card["state"] if sees else ""}
        for card in cards
    ]
    return {"summary": section(summary, empty), "cards": cards}


def _card(target: Target, material: Material) -> Row:
    words = material.words
    actions = [action for action in material.shown.actions.values() if action.target == target.id]
    findings = [
        words.text(material.shown.findings[name].statement)
        for name in target.findings
        if name in material.shown.findings
    ]
    owner = material.member(target.owner)
    return {
        "name": words.text(target.name),
        "state": _state(target, material),
        "owner": f"{owner} ({target.owner_person})" if owner and target.owner_person else owner,
        "decision": material.decided(target.decision),
        "problem": _or_gap(words.text(target.problem), N_("problem"), "Target.problem", material),
        "goal": _or_gap(words.text(target.goal), N_("goal"), "Target.goal", material),
        "indicator": indicator(target.indicator, material),
        "financing": words.text(target.financing),
        "findings": section(findings, material.gap(N_("findings behind the target"), "Target.findings")),
        "actions": section(
            [
                {
                    "name": words.text(action.name),
                    "type": capitalised(words.label("action_type", action.type)),
                    "responsible": material.member(action.responsible),
                    "period": words.period(action.start, action.end),
                    "state": action_state(action.id, material),
                }
                for action in actions
            ],
            material.gap(N_("actions of the target")),
        ),
        "result": _or_gap(words.text(target.result), N_("result"), "Target.result", material),
        "lessons": _or_gap(words.text(target.lessons), N_("lessons"), "Target.lessons", material),
        "closing": material.decided(target.closed.decision) if target.closed is not None else "",
    }


def action_state(action_id: str, material: Material) -> str:
    """Return the state of an action, to those who may see its history."""
    if not material.sees("Action.history"):
        return ""
    state = material.view.action_state(material.facts.cluster.actions[action_id])
    return capitalised(material.words.label("action_state", state))


def _or_gap(text: str, what: str, field: str, material: Material) -> str:
    return text or material.gap(what, field)


def _state(target: Target, material: Material) -> str:
    if not material.sees("Target.closed"):
        return material.gap(N_("state"), "Target.closed")
    closed = target.closed
    if closed is None or closed.date > material.as_of:
        return material.words.say(N_("Open"))
    how = capitalised(material.words.label("closure", closed.how))
    return f"{how} {material.words.day(closed.date)}"


def indicator(found: Indicator | None, material: Material) -> str:
    """Return an indicator with its baseline and target."""
    if found is None:
        return ""
    words = material.words
    unit = words.text(found.unit)
    figures = words.say(
        N_("from {baseline} to {target}"), baseline=words.number(found.baseline), target=words.number(found.target)
    )
    by = words.say(N_(" by {day}"), day=words.day(found.by)) if found.by is not None else ""
    return f"{words.text(found.name)}: {figures} {unit}".rstrip() + by
