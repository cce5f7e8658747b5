"""Action plan: what is done by whom and when, what it costs, who pays, what may go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.aid import aid_rows, basis_text
from innoenvi_cli.deliverables.context.private_money import OPEN, PRIVATE, WHY, amounts, discretion, is_secret, totals
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.suppression import SIGN
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.money import COST_TYPES, by_source, by_state, funding, funding_state, ledger, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.deliverables.context.private_money import Discretion
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.money import Entry, Sum
    from innoenvi_cli.model.development import Action, Funding, Trial


def context(material: Material) -> Row:
    """Return what the action plan shows."""
    actions = sorted(
        material.shown.actions.values(),
        key=lambda action: (action.start is None, action.start, material.action(action.id)),
    )
    numbers = {action.id: number for number, action in enumerate(actions, start=1)}
    milestones = _milestones(actions, numbers, material)
    entries = ledger([material.view]) if material.sees("Action.budget", "Cost.amount") else ()
    hidden = discretion(material) if entries else OPEN
    budget = _budget(entries, hidden, material)
    whole = amounts(entries, hidden=hidden.total)
    lines = [_funding(action, line, hidden, material) for action in actions for line in action.funding]
    aid = aid_rows([material])
    no_funding = [material.gap(N_("funding"), "Action.funding")]
    trials = [_trial(trial, material) for trial in _by_start(material.shown.trials.values())]
    schedule = [_bar(action, numbers, material) for action in actions if action.start and action.end]
    risks = [row for action in actions for row in _risks(action, material)]
    return {
        "actions": [_action(action, numbers, material) for action in actions],
        "schedule": schedule,
        "milestones": milestones,
        "budget": budget,
        "by_action": _by_action(actions, entries, hidden, material),
        "years": _years(entries, hidden, material),
        "cost_types": _cost_types(entries, hidden, material),
        "funding": lines,
        "sources": _sources(entries, hidden, material),
        "states": _states(material, hidden) if lines else [],
        "aid": aid["parties"],
        "grants": aid["grants"],
        "totals": dict.fromkeys(("budget", "by_action", "years", "cost_types"), totals(whole)),
        "trials": trials,
        "risks": sorted(risks, key=lambda row: (-(row["level"] or 0), row["action"])),
        "notes": {
            "actions": _action_notes(bool(actions), material),
            "schedule": [] if schedule else [material.gap(N_("actions with their dates"), "Action.start")],
            "milestones": [] if milestones else [material.gap(N_("milestones"), "Action.milestones")],
            **_money_notes(bool(entries), hidden, material),
            "funding": _secret_note(actions, hidden, material) if lines else no_funding,
            "states": [] if lines else no_funding,
            "aid": aid["notes"],
            "grants": [] if aid["grants"] else aid["notes"][:1],
            "trials": _trial_notes(bool(trials), material),
            "risks": [] if risks else [material.gap(N_("risks"), "Action.risks")],
        },
    }


def _action_notes(there: bool, material: Material) -> list[str]:  # noqa: FBT001 - are there actions
    """Return what stands below the actions: that there are none, or which columns are not shown."""
    if not there:
        return [material.gap(N_("actions"))]
    hidden = [] if material.sees("Action.start") else [N_("those responsible, dates, state and outputs of the actions")]
    return [material.gap(what, "Action.start") for what in hidden]


def _trial_notes(there: bool, material: Material) -> list[str]:  # noqa: FBT001 - are there trials
    """Return what stands below the trials: that there are none, or which columns are not shown."""
    if not there:
        return [material.gap(N_("trials"), "Trial.hypothesis")]
    hidden = [] if material.sees("Trial.result") else [N_("what was tried and what came of it")]
    return [material.gap(what, "Trial.result") for what in hidden]


def _money_notes(there: bool, hidden: Discretion, material: Material) -> dict[str, list[str]]:  # noqa: FBT001 - is there money
    """Return what stands below the tables of money: why one is empty, or what the sign in it stands for."""
    if not there:
        none = [material.gap(N_("budget"), "Action.budget")]
        return dict.fromkeys(("budget", "by_action", "years", "cost_types", "sources"), none)
    why = [material.words.say(WHY)]
    return {
        "budget": [material.words.say(N_("Private includes contributions in kind.")), *(why if hidden.hides else [])],
        "by_action": why if hidden.hides else [],
        "years": why if hidden.years or hidden.total else [],
        "cost_types": why if hidden.cost_types else [],
        "sources": why if hidden.total else [],
    }


def _secret_note(actions: list[Action], hidden: Discretion, material: Material) -> list[str]:
    if any(is_secret(action, hidden, material) for action in actions):
        return [material.words.say(N_("Not shown is what fewer than three independent companies may have paid."))]
    return []


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
        "after": [str(number) for number in sorted(numbers[other] for other in action.depends_on if other in numbers)],
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


def _budget(entries: tuple[Entry, ...], hidden: Discretion, material: Material) -> list[Row]:
    """One line for each action, year and cost type; what is spent on a line that was not budgeted stands there too."""
    lines: dict[tuple[str, int, str], list[Entry]] = {}
    for entry in entries:
        lines.setdefault((entry.action, entry.year, entry.cost_type), []).append(entry)
    order = {name: place for place, name in enumerate(COST_TYPES)}
    return [
        {
            "action": material.action(action),
            "cost_type": kind,
            "year": year,
            **amounts(held, hidden=(action, str(year)) in hidden.cells),
        }
        for (action, year, kind), held in sorted(
            lines.items(), key=lambda pair: (pair[0][1], material.action(pair[0][0]), order[pair[0][2]])
        )
    ]


def _years(entries: tuple[Entry, ...], hidden: Discretion, material: Material) -> list[Row]:
    """Budget and actual costs of each year in all actions together."""
    say = material.words.say
    return [
        {
            "action": say(N_("All actions")),
            "cost_type": say(N_("All types")),
            "year": str(year),
            **amounts([entry for entry in entries if entry.year == year], hidden=str(year) in hidden.years),
        }
        for year in sorted({entry.year for entry in entries})
    ]


def _cost_types(entries: tuple[Entry, ...], hidden: Discretion, material: Material) -> list[Row]:
    """Budget and actual costs of each cost type in all actions together."""
    say = material.words.say
    found = {entry.cost_type for entry in entries}
    return [
        {
            "action": say(N_("All actions")),
            "cost_type": kind,
            "year": say(N_("All years")),
            **amounts([entry for entry in entries if entry.cost_type == kind], hidden=kind in hidden.cost_types),
        }
        for kind in COST_TYPES
        if kind in found
    ]


def _by_action(actions: list[Action], entries: tuple[Entry, ...], hidden: Discretion, material: Material) -> list[Row]:
    """Budget and actual costs of each action in all years together."""
    say = material.words.say
    own = {action.id: [entry for entry in entries if entry.action == action.id] for action in actions}
    return [
        {
            "action": material.action(action.id),
            "cost_type": say(N_("All types")),
            "year": say(N_("All years")),
            **amounts(own[action.id], hidden=action.id in hidden.rows),
        }
        for action in actions
        if own[action.id]
    ]


def _sources(entries: tuple[Entry, ...], hidden: Discretion, material: Material) -> list[Row]:
    """Budget, actual costs and shares of each source; private money in one sum, for in kind may be one company's."""
    words = material.words
    whole = total(entries)
    merged = [found for found in by_source(entries) if material.audience == "consultants" or found.key not in PRIVATE]
    rows = [
        _source(words.heading("money_source", found.key), found, whole, material, hidden=hidden.total)
        for found in merged
    ]
    if len(merged) < len(by_source(entries)):
        name = words.say(N_("Private, with contributions in kind"))
        private = total(entry for entry in entries if entry.source in PRIVATE)
        row = _source(name, private, whole, material, hidden=hidden.total)
        rows.append({key: SIGN if hidden.total and key != "source" else value for key, value in row.items()})
    return rows


def _source(name: str, found: Sum, whole: Sum, material: Material, *, hidden: bool) -> Row:
    """A source with its shares; public money of a hidden whole has no share, which would tell the whole."""
    share = found.budget / whole.budget if whole.budget else None
    realised = found.actual / whole.actual if whole.actual else None
    return {
        "source": name,
        "budget": plain_number(found.budget, decimals=2),
        "budget_share": SIGN if hidden else plain_number(share, decimals=4),
        "actual": plain_number(found.actual, decimals=2) if material.sees("Action.actual") else None,
        "actual_share": SIGN if hidden else plain_number(realised, decimals=4),
    }


def _states(material: Material, hidden: Discretion) -> list[Row]:
    """The funding by state: how much is decided, applied for, planned; no sums of private money that is hidden."""
    lines = funding([material.view])
    return [
        {
            "state": state,
            "lines": count,
            "amount": SIGN
            if hidden.hides and any(line.funding.source in PRIVATE for line in lines if line.state == state)
            else plain_number(amount, decimals=2),
        }
        for state, amount, count in by_state(lines)
    ]


def _funding(action: Action, line: Funding, hidden: Discretion, material: Material) -> Row:
    words = material.words
    what = words.text(line.instrument) or words.heading("money_source", line.source)
    secret = line.source in PRIVATE and is_secret(action, hidden, material)
    amount = words.say(N_("amount not shown")) if secret else words.money(line.amount)
    parts = [what, material.text(action.name), amount]
    if line.applied is not None:
        parts.append(words.say(N_("applied for {day}"), day=words.day(line.applied)))
    return {
        "funder": line.funder,
        "call": " – ".join(parts),
        "aid": _aid(action, line, material),
        "state": funding_state(line, material.as_of),
        "decided": line.decided.isoformat() if line.decided and line.decided <= material.as_of else None,
    }


def _aid(action: Action, line: Funding, material: Material) -> str:
    if line.source in PRIVATE:
        return capitalised(material.words.say(N_("not public money")))
    return basis_text(action, material)


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
            "level": risk.level,
            "response": material.text(risk.response),
            "owner": risk.owner,
        }
        for risk in action.risks
    ]
