"""Metrics of phase 4: actions, their money, and what was tried out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import ZERO, Measurement
from innoenvi_cli.method.metrics.base import MINICLUSTER, Metric, clue, count, violations
from innoenvi_cli.method.money import PUBLIC, period_state
from innoenvi_cli.method.view import independent
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.development import Action, Funding

COLLABORATION: Final = 3
"""So many independent companies at least make an action a collaboration."""


def _addresses(actions: Iterable[Action]) -> list[str]:
    return [f"actions/{action.id}" for action in actions]


def missing_plan(action: Action) -> tuple[str, ...]:
    """Return the keys that a planned action needs and this one lacks."""
    needs = {
        "type": action.type,
        "responsible": action.responsible,
        "participants": action.participants,
        "start": action.start,
        "end": action.end,
    }
    return tuple(key for key, value in needs.items() if not value)


def chosen_without_action(view: View) -> Measurement:
    """Count the chosen targets without an action that has type, responsible, participants and dates."""
    planned = {action.target for action in view.actions if not missing_plan(action)}
    clues = [
        clue(f"targets/{target.id}", note=message(N_("no complete action serves it")))
        for target in view.chosen_targets
        if target.id not in planned
    ]
    short = {name for item in clues if (name := item.address.split("/")[1])}
    clues += [
        clue(f"actions/{action.id}", note=message(N_("missing: {keys}"), keys=missing))
        for action in view.actions
        if action.target in short and (missing := missing_plan(action))
    ]
    serving = [action for action in view.actions if action.target in view.chosen_ids and not missing_plan(action)]
    judged = [*(f"targets/{target.id}" for target in view.chosen_targets), *_addresses(serving)]
    value = sum(target.id not in planned for target in view.chosen_targets)
    return Measurement(Decimal(value), tuple(judged), tuple(clues))


def by_source(action: Action) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Return budget and funding of an action by source, in the programme's currency."""
    budget: dict[str, Decimal] = {}
    for cost in action.budget:
        budget[cost.source] = budget.get(cost.source, ZERO) + cost.amount
    funding: dict[str, Decimal] = {}
    for part in action.funding:
        if part.state != "rejected":
            funding[part.source] = funding.get(part.source, ZERO) + part.amount
    return budget, funding


def budgets_unreconciled(view: View) -> Measurement:
    """Count the actions whose budget differs from their funding in any source, or that have no budget."""
    clues = []
    for action in view.actions:
        budget, funding = by_source(action)
        differing = tuple(
            sorted(source for source in {*budget, *funding} if budget.get(source, ZERO) != funding.get(source, ZERO))
        )
        if differing:
            note = message(N_("budget and funding differ in: {sources}"), sources=differing)
            clues.append(clue(f"actions/{action.id}", "funding", note=note))
    return violations(_addresses(view.actions), clues)


def is_publicly_funded(action: Action) -> bool:
    """Tell whether public money pays a part of an action."""
    return any(part.source in PUBLIC for part in action.funding) or any(cost.source in PUBLIC for cost in action.budget)


def aid_unstated(view: View) -> Measurement:
    """Count the publicly funded actions that do not state their state aid basis (with its article, if an exemption)."""
    funded = [action for action in view.actions if is_publicly_funded(action)]
    clues = (
        clue(f"actions/{action.id}", "aid", note=message(N_("none, de_minimis, or exemption with its article")))
        for action in funded
        if action.aid is None or (action.aid.basis == "exemption" and not action.aid.article)
    )
    return violations(_addresses(funded), clues)


def finished_trials(view: View) -> Measurement:
    """Count the trials that ended with result, lessons, and the decision to adopt, adapt or drop."""
    unfinished = [
        clue(f"trials/{trial.id}", note=message(N_("needs an end, result, lessons and a decision")))
        for trial in view.cluster.trials.values()
        if trial not in view.finished_trials
    ]
    if not view.cluster.trials:
        unfinished = [clue(MINICLUSTER, note=message(N_("no records in trials/")))]
    judged = [f"trials/{trial.id}" for trial in view.finished_trials]
    return count(len(view.finished_trials), judged, unfinished)


def broken_dependencies(view: View) -> Measurement:
    """Count the actions whose dependencies cannot hold: in a circle, or on an action that was dropped."""
    standing = {action.id: action for action in view.actions}
    links = {action.id: tuple(action.depends_on) for action in view.actions}
    clues = [
        clue(f"actions/{action.id}", "depends_on", note=message(N_("depends on itself through a circle")))
        for action in view.actions
        if _reaches(action.id, action.id, links)
    ]
    clues += [
        clue(f"actions/{action.id}", "depends_on", index, note=message(N_("'{id}' was dropped"), id=other))
        for action in view.actions
        for index, other in enumerate(action.depends_on)
        if other in view.cluster.actions and other not in standing
    ]
    return violations(_addresses(view.actions), clues)


def _reaches(start: str, goal: str, links: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(links.get(name, ()))
    return False


def chosen_without_trial(view: View) -> Measurement:
    """Count the chosen targets without a finished or running trial and without an exemption."""
    running = {
        view.trial_target(trial)
        for trial in view.cluster.trials.values()
        if view.counts(trial.start) or view.counts(trial.end)
    }
    clues = (
        clue(f"targets/{target.id}", note=message(N_("no trial, and no trial_exemption")))
        for target in view.chosen_targets
        if target.id not in running and not is_filled(target.trial_exemption)
    )
    return violations([f"targets/{target.id}" for target in view.chosen_targets], clues)


def forums(view: View) -> Measurement:
    """Count the development forums held in this cycle."""
    held = [event for event in view.events if event.kind == "development_forum"]
    return count(len(held), [f"events/{event.id}" for event in held])


def collaborations(view: View) -> Measurement:
    """Count the actions in which at least three independent companies take part."""
    companies = {member.id: member for member in view.companies}
    joint = [
        action
        for action in view.actions
        if independent(
            companies[name]
            for name in {*action.participants, action.responsible}
            if name is not None and name in companies
        )
        >= COLLABORATION
    ]
    return count(len(joint), _addresses(joint))


def applications_missing(view: View) -> Measurement:
    """Count the actions that are not self-financed and have a funding part that was never applied for."""
    clues = (
        clue(f"actions/{action.id}", "funding", index, note=message(N_("not applied for yet")))
        for action in view.actions
        for index, part in enumerate(action.funding)
        if part.source != "in_kind" and not _is_applied_for(view, part)
    )
    return violations(_addresses(view.actions), clues)


def _is_applied_for(view: View, part: Funding) -> bool:
    return part.state != "planned" and (part.applied is None or part.applied <= view.as_of)


def reports_overdue(view: View) -> Measurement:
    """Count the reporting periods whose report was due before as-of and was not given: on its day it is not late."""
    programme = view.project.programme
    clues = (
        clue("innoenvi", "reporting_periods", index)
        for index, period in enumerate(programme.reporting_periods if programme is not None else ())
        if period_state(period, view.as_of) == "late"
    )
    return violations(("innoenvi",), clues)


METRICS: Final = (
    Metric(
        "chosen_without_action",
        N_("chosen targets without a complete action"),
        chosen_without_action,
        {"actions": ("type", "target", "responsible", "participants", "start", "end")},
    ),
    Metric(
        "budgets_unreconciled",
        N_("actions whose budget and funding differ"),
        budgets_unreconciled,
        {"actions": ("budget.source", "budget.amount", "funding.source", "funding.amount")},
    ),
    Metric(
        "aid_unstated",
        N_("publicly funded actions without a state aid basis"),
        aid_unstated,
        {"actions": ("aid.basis", "aid.article", "funding.source")},
    ),
    Metric(
        "finished_trials",
        N_("finished trials"),
        finished_trials,
        {"trials": ("end", "result?", "lessons?", "decision")},
    ),
    Metric(
        "broken_dependencies",
        N_("actions whose dependencies cannot hold"),
        broken_dependencies,
        {"actions": ("depends_on",)},
    ),
    Metric(
        "chosen_without_trial",
        N_("chosen targets without a trial"),
        chosen_without_trial,
        {"targets": ("trial_exemption?",)},
    ),
    Metric("forums", N_("development forums held"), forums, {"events": ("kind", "date")}),
    Metric(
        "collaborations",
        N_("actions of three companies or more"),
        collaborations,
        {"actions": ("participants", "responsible")},
    ),
    Metric(
        "applications_missing",
        N_("funding not applied for"),
        applications_missing,
        {"actions": ("funding.source", "funding.applied@")},
    ),
    Metric(
        "reports_overdue",
        N_("overdue reports to the funder"),
        reports_overdue,
        {"innoenvi": ("reporting_periods@due.due", "reporting_periods@due.reported@")},
    ),
)
