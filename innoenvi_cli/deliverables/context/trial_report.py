"""Trial report: what was tried, what came of it, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.base import Citation
    from innoenvi_cli.model.development import Trial


def context(material: Material) -> Row:
    """Return what the trial report shows."""
    trials = sorted(material.shown.trials.values(), key=lambda trial: (trial.start is None, trial.start, trial.id))
    sees = material.sees("Trial.hypothesis")
    hidden = material.gap(N_("what was tried and what came of it"), "Trial.hypothesis")
    cards = [_card(trial, material) for trial in trials]
    summary = [{key: card[key] for key in ("name", "target", "period", "outcome", "decision")} for card in cards]
    return {
        "summary": section(summary, material.gap(N_("trials"), "Trial.hypothesis")),
        "cards": cards if sees else [],
        "hidden": "" if sees or not cards else hidden,
        "untried": section(_untried(material), material.words.say(N_("Every chosen target has a trial."))),
        "has_chosen": bool(material.view.chosen_ids),
    }


def _card(trial: Trial, material: Material) -> Row:
    words = material.words
    target = material.view.trial_target(material.facts.cluster.trials[trial.id])
    return {
        "name": words.text(trial.name),
        "target": material.target(target),
        "action": material.action(trial.action),
        "period": words.period(trial.start, trial.end),
        "outcome": _outcome(trial, material),
        "decision": capitalised(words.label("trial_decision", trial.decision)),
        "hypothesis": _text(words.text(trial.hypothesis), N_("hypothesis"), "Trial.hypothesis", material),
        "setting": _text(words.text(trial.setting), N_("setting"), "Trial.setting", material),
        "participants": ", ".join(material.members(trial.participants)),
        "measures": section(
            [
                {
                    "name": words.text(measure.name),
                    "unit": words.text(measure.unit),
                    "before": words.number(measure.before),
                    "after": words.number(measure.after),
                }
                for measure in trial.measure
            ],
            material.gap(N_("measures"), "Trial.measure"),
        ),
        "result": _text(words.text(trial.result), N_("result"), "Trial.result", material),
        "lessons": _text(words.text(trial.lessons), N_("lessons"), "Trial.lessons", material),
        "evidence": _evidence(trial.evidence, material),
    }


def _text(text: str, what: str, field: str, material: Material) -> str:
    return text or material.gap(what, field)


def _outcome(trial: Trial, material: Material) -> str:
    say = material.words.say
    if not material.sees("Trial.end"):
        return ""
    if trial.end is None or trial.end > material.as_of:
        started = trial.start is not None and trial.start <= material.as_of
        return say(N_("Running")) if started else say(N_("Not started"))
    if trial.succeeded is None:
        return say(N_("Finished"))
    return say(N_("The hypothesis held")) if trial.succeeded else say(N_("The hypothesis did not hold"))


def _evidence(evidence: tuple[Citation, ...], material: Material) -> list[str]:
    lines: list[str] = []
    for item in evidence:
        event = material.events.get(item.event or "")
        if item.document is not None:
            lines.append(material.text(item.document))
        elif event is not None:
            title, day = material.text(event.title), material.words.day(event.date)
            lines.append(f"{title} ({day})")
    return lines


def _untried(material: Material) -> list[Row]:
    """The chosen targets without any trial, with the reason where one was given."""
    tried = {material.view.trial_target(trial) for trial in material.facts.cluster.trials.values()}
    rows: list[Row] = []
    for target in material.view.chosen_targets:
        if target.id not in tried:
            shown = material.shown.targets[target.id]
            reason = material.text(shown.trial_exemption) or material.gap(
                N_("reason why there is no trial"), "Target.trial_exemption"
            )
            rows.append({"target": material.text(shown.name), "reason": reason})
    return rows
