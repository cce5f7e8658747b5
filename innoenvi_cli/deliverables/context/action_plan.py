"""Action plan: what is done by whom and when, what it costs, who pays, what may go wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import costs
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.development import Action, Cost, Funding, Trial

_PRIVATE = ("private", "in_kind")


def context(material: Material) -> Row:
    """Return what the action plan shows."""
    actions = sorted(
        material.shown.actions.values(),
        key=lambda action: (action.start is None, action.start, material.action(action.id)),
    )
    numbers = {action.id: number for number, action in enumerate(actions, start=1)}
    budget = [row for action in actions for row in _budget(action, material)]
    funding = [_funding(action, line, material) for action in actions for line in action.funding]
    trials = [_trial(trial, material) for trial in _by_start(material.shown.trials.values())]
    risks = [row for action in actions for row in _risks(action, material)]
    return {
        "actions": [_action(action, numbers, material) for action in actions],
        "schedule": [_bar(action, numbers, material) for action in actions if action.start and action.end],
        "milestones": _milestones(actions, numbers, material),
        "budget": budget,
        "sources": _sources(actions, material),
        "funding": funding,
        "trials": trials,
        "risks": sorted(risks, key=lambda row: (-(row["level"] or 0), row["action"])),
        "notes": {
            "actions": [] if actions else [material.gap(N_("actions"))],
            "schedule": [] if actions else [material.gap(N_("actions with their dates"), "Action.start")],
            "milestones": [],
            "budget": [material.words.say(N_("Private includes contributions in kind."))]
            if budget
            else [material.gap(N_("budget"), "Action.budget")],
            "sources": [],
            "funding": [] if funding else [material.gap(N_("funding"), "Action.funding")],
            "trials": [] if trials else [material.gap(N_("trials"), "Trial.hypothesis")],
            "risks": [] if risks else [material.gap(N_("risks"), "Action.risks")],
        },
    }


def _by_start(trials: Iterable[Trial]) -> list[Trial]:
    return sorted(trials, key=lambda trial: (trial.start is None, trial.start, trial.id))


def _action(action: Action, numbers: dict[str, int], material: Material) -> Row:
    person = action.responsible_person
    responsible = material.member(action.responsible)
    return {
        "number": numbers[action.id],
        "target": material.target(action.target),
        "name": material.text(action.name),
        "type": action.type,
        "responsible": f"{responsible} ({person})" if person and responsible else responsible,
        "participants": material.members(action.participants),
        "start": action.start.isoformat() if action.start else None,
        "end": action.end.isoformat() if action.end else None,
        "state": material.view.action_state(material.facts.cluster.actions[action.id])
        if material.sees("Action.history")
        else None,
        "outputs": [material.text(output) for output in action.outputs],
    }


def _bar(action: Action, numbers: dict[str, int], material: Material) -> Row:
    assert action.start is not None
    assert action.end is not None
    return {
        "number": numbers[action.id],
        "name": material.text(action.name),
        "start": action.start.isoformat(),
        "end": action.end.isoformat(),
        "days": (action.end - action.start).days + 1,
        "after": [str(numbers[other]) for other in action.depends_on if other in numbers],
    }


def _milestones(actions: list[Action], numbers: dict[str, int], material: Material) -> list[Row]:
    rows = [
        {
            "number": numbers[action.id],
            "name": material.text(milestone.name),
            "date": milestone.date.isoformat(),
            "done": milestone.done.isoformat() if milestone.done and milestone.done <= material.as_of else None,
            "state": _milestone_state(
                milestone.done is not None and milestone.done <= material.as_of,
                milestone.date < material.as_of,
                material,
            ),
        }
        for action in actions
        for milestone in action.milestones
    ]
    return sorted(rows, key=lambda row: (str(row["date"]), str(row["name"])))


def _milestone_state(done: bool, past: bool, material: Material) -> str:  # noqa: FBT001 - two answers make the word
    if done:
        return material.words.say(N_("Reached"))
    return material.words.say(N_("Late")) if past else material.words.say(N_("To come"))


def _budget(action: Action, material: Material) -> list[Row]:
    """One line for each year and type of cost; what is spent on a line that was not budgeted stands there too."""
    lines: dict[tuple[int, str], tuple[list[Cost], list[Cost]]] = {}
    for side, held in enumerate((action.budget, action.actual)):
        for cost in held:
            lines.setdefault((cost.year, cost.cost_type), ([], []))[side].append(cost)
    rows: list[Row] = []
    for (year, kind), (planned, spent) in sorted(lines.items()):
        rows.append(
            {
                "action": material.text(action.name),
                "cost_type": kind,
                "year": year,
                **_amounts(planned, spent),
            }
        )
    return rows


def _amounts(planned: list[Cost], spent: list[Cost]) -> Row:
    """Return the budget by source, and what was spent of it."""
    budget, actual = costs(planned) or Decimal(0), costs(spent) or Decimal(0)
    return {
        "eu_state": _of(planned, ("eu_state",)),
        "municipal": _of(planned, ("municipal",)),
        "private": _of(planned, _PRIVATE),
        "budget": plain_number(budget, decimals=2),
        "actual": plain_number(actual, decimals=2),
        "difference": plain_number(budget - actual, decimals=2),
    }


def _of(lines: Iterable[Cost], sources: tuple[str, ...]) -> float | int | None:
    found = costs(line for line in lines if line.source in sources)
    return plain_number(found, decimals=2)


def _sources(actions: list[Action], material: Material) -> list[Row]:
    """Budget and actual costs of each year by source, in all actions together."""
    say = material.words.say
    years = sorted({cost.year for action in actions for cost in (*action.budget, *action.actual)})
    rows: list[Row] = []
    for year in years:
        planned = [cost for action in actions for cost in action.budget if cost.year == year]
        spent = [cost for action in actions for cost in action.actual if cost.year == year]
        rows.append(
            {
                "action": say(N_("All actions")),
                "cost_type": say(N_("All types")),
                "year": str(year),
                **_amounts(planned, spent),
            }
        )
    return rows


def _funding(action: Action, line: Funding, material: Material) -> Row:
    words = material.words
    what = words.text(line.instrument) or words.heading("money_source", line.source)
    parts = [what, material.text(action.name), words.money(line.amount)]
    if line.applied is not None:
        parts.append(words.say(N_("applied for {day}"), day=words.day(line.applied)))
    return {
        "funder": line.funder,
        "call": " – ".join(parts),
        "aid": _aid(action, line, material),
        "state": line.state,
        "decided": line.decided.isoformat() if line.decided and line.decided <= material.as_of else None,
    }


def _aid(action: Action, line: Funding, material: Material) -> str:
    if line.source in _PRIVATE:
        return capitalised(material.words.say(N_("not public money")))
    if action.aid is None:
        return material.gap(N_("aid basis"), "Action.aid")
    basis = material.words.heading("aid_basis", action.aid.basis)
    detail = action.aid.article or material.text(action.aid.reason)
    return f"{basis}: {detail}" if detail else basis


def _trial(trial: Trial, material: Material) -> Row:
    target = trial.target
    if trial.action is not None and trial.action in material.shown.actions:
        target = material.shown.actions[trial.action].target
    return {
        "name": material.text(trial.name),
        "action": material.action(trial.action),
        "target": material.target(target),
        "hypothesis": material.text(trial.hypothesis),
        "participants": material.members(trial.participants),
        "start": trial.start.isoformat() if trial.start else None,
        "end": trial.end.isoformat() if trial.end else None,
        "result": material.text(trial.result),
        "decision": trial.decision,
    }


def _risks(action: Action, material: Material) -> list[Row]:
    return [
        {
            "action": material.text(action.name),
            "risk": material.text(risk.risk),
            "likelihood": risk.likelihood,
            "impact": risk.impact,
            "level": risk.likelihood * risk.impact if risk.likelihood and risk.impact else None,
            "response": material.text(risk.response),
            "owner": risk.owner,
        }
        for risk in action.risks
    ]
