"""Data for funding applications: for each action that is not self-financed, what the form of a funder asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.context.aid import basis_text
from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.context.private_money import PRIVATE, WHY, discretion, is_secret
from innoenvi_cli.deliverables.suppression import SIGN
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.de_minimis import de_minimis
from innoenvi_cli.method.money import COST_TYPES, FUNDING_STATES, PUBLIC, ZERO, funding_state
from innoenvi_cli.method.organisations import single_undertakings
from innoenvi_cli.model.development import by_level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from innoenvi_cli.deliverables.context.private_money import Discretion
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.development import Action, Cost, Funding
    from innoenvi_cli.model.selection import Target

_OUTSIDE: Final = frozenset({"planned", "applied", "granted", "rejected"})


def context(material: Material) -> Row:
    """Return the data of the applications, the ones still to be decided first."""
    hidden = discretion(material)
    shown = material.shown.actions
    wanted = [action for action in material.view.actions if _is_applied_for(action) and action.id in shown]
    cards = [_card(material.shown.actions[action.id], hidden, material) for action in _in_order(wanted, material)]
    programme = material.programme
    principles = [material.text(text) for text in programme.horizontal_principles] if programme is not None else []
    packages = [material.text(each.name) for each in programme.work_packages] if programme is not None else []
    own = [
        material.action(action.id)
        for action in material.view.actions
        if action not in wanted and action.id in material.shown.actions
    ]
    return {
        "summary": section([card["line"] for card in cards], material.gap(N_("actions with outside funding"))),
        "cards": cards,
        "self_financed": own if material.sees("Action.funding") else [],
        "packages": section(packages, material.gap(N_("work packages"))),
        "principles": section(principles, material.gap(N_("horizontal principles"))),
        "note": material.words.say(WHY) if hidden.hides else "",
    }


def _is_applied_for(action: Action) -> bool:
    """Tell whether somebody else than the participants is asked to pay."""
    asked = any(line.state in _OUTSIDE and line.source != "in_kind" for line in action.funding)
    return asked or any(cost.source in PUBLIC for cost in action.budget)


def _in_order(actions: Iterable[Action], material: Material) -> list[Action]:
    rank = {state: place for place, state in enumerate(("applied", "planned", "granted", "rejected"))}

    def place(action: Action) -> tuple[Any, ...]:
        states = [funding_state(line, material.as_of) for line in action.funding]
        return (min((rank[state] for state in states if state in rank), default=9), str(action.start), action.id)

    return sorted(actions, key=place)


def _card(action: Action, hidden: Discretion, material: Material) -> Row:
    """The data of one application, in the order in which forms ask."""
    words = material.words
    target = material.shown.targets.get(action.target or "")
    secret = any(place[0] == action.id for place in hidden.cells)
    lines = is_secret(action, hidden, material)
    open_to = [line for line in action.funding if funding_state(line, material.as_of) != "rejected"]
    asked = sum((line.amount for line in open_to if line.source in PUBLIC), ZERO)
    whole = sum((cost.amount for cost in action.budget), ZERO)
    states = [words.heading("funding_state", state) for state in _states(action, material)]
    return {
        "line": {
            "action": words.text(action.name),
            "funders": list(dict.fromkeys(line.funder for line in open_to if line.source in PUBLIC)),
            "asked": words.money(asked) if asked else "",
            "whole": (SIGN if secret else words.money(whole)) if whole else "",
            "state": states,
        },
        "name": words.text(action.name),
        "basics": _basics(action, material),
        "applicants": section(_applicants(action, material), material.gap(N_("applicant"), "Action.responsible")),
        "need": _text(target.problem if target is not None else None, N_("need"), "Target.problem", material),
        "goal": _text(target.goal if target is not None else None, N_("goal"), "Target.goal", material),
        "measures": _text(action.description, N_("measures"), "Action.description", material),
        "outputs": section(
            [words.text(output) for output in action.outputs], material.gap(N_("outputs"), "Action.outputs")
        ),
        "groups": section(_target_group(action, material), material.gap(N_("target group"), "Action.participants")),
        "milestones": section(_milestones(action, material), material.gap(N_("milestones"), "Action.milestones")),
        "budget": _budget(action, material, secret=secret),
        "funding": section(
            [_funding(line, whole, material, secret=secret, lines=lines) for line in action.funding],
            material.gap(N_("funding"), "Action.funding"),
        ),
        "aid": basis_text(action, material),
        "recipients": _recipients(action, material),
        "indicators": section(
            _indicators(action, target, material), material.gap(N_("indicators"), "Target.indicator", "Outcome.target")
        ),
        "risks": section(_risks(action, material), material.gap(N_("risks"), "Action.risks")),
        "note": words.say(WHY) if lines else "",
    }


def _states(action: Action, material: Material) -> list[str]:
    found = {funding_state(line, material.as_of) for line in action.funding if line.source in PUBLIC}
    return [state for state in FUNDING_STATES if state in found]


def _text(text: Any, what: str, field: str, material: Material) -> str:
    return material.text(text) or material.gap(what, field)


def _basics(action: Action, material: Material) -> list[Row]:
    words, programme = material.words, material.programme
    lines: list[tuple[str, Any]] = [
        (N_("Title"), words.text(action.name)),
        (N_("Kind of action"), words.heading("action_type", action.type)),
        (N_("Development target"), material.target(action.target)),
        (N_("Minicluster"), material.name),
        (N_("Timetable"), words.period(action.start, action.end)),
        (N_("Contact"), action.responsible_person),
        (N_("Part of the programme"), words.text(programme.name) if programme is not None else ""),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _applicants(action: Action, material: Material) -> list[Row]:
    """The applicant, then the part implementers, each with its business id, size and place."""
    words = material.words
    rows = []
    for name in dict.fromkeys(filter(None, (action.responsible, *action.participants))):
        member = material.shown.members.get(name)
        size = member.size.size_class if member is not None and member.size is not None else None
        role = N_("applicant") if name == action.responsible else N_("part implementer")
        rows.append(
            {
                "name": material.member(name),
                "role": words.say(role),
                "business_id": (member.business_id or "") if member is not None else "",
                "kind": words.label("member_kind", member.kind) if member is not None else "",
                "size": words.label("size_class", size),
                "municipality": (member.municipality or "") if member is not None else "",
            }
        )
    return rows


def _target_group(action: Action, material: Material) -> list[str]:
    """The segments that the products of the participants serve: who gains by the action."""
    record = material.record
    if record is None:
        return []
    members = [found for name in action.participants if (found := material.shown.members.get(name)) is not None]
    groups = {part.group for member in members for part in member.contributions}
    served = {name for group in record.product_groups if group.id in groups for name in group.segments}
    return [
        ": ".join(filter(None, (material.text(each.name), ", ".join(map(material.text, each.customer_groups)))))
        for each in record.segments
        if each.id in served
    ]


def _milestones(action: Action, material: Material) -> list[Row]:
    return [
        {
            "name": material.text(milestone.name),
            "date": material.words.day(milestone.date),
            "done": material.words.day(milestone.done)
            if milestone.done is not None and milestone.done <= material.as_of
            else "",
        }
        for milestone in sorted(action.milestones, key=lambda found: found.date)
    ]


def _budget(action: Action, material: Material, *, secret: bool) -> Row:
    """Cost types down, years across, the sums of both; a cell that holds hidden private money is the sign."""
    words = material.words
    years = sorted({cost.year for cost in action.budget})
    types = [kind for kind in COST_TYPES if any(cost.cost_type == kind for cost in action.budget)]

    def cell(costs: Iterable[Cost]) -> str:
        held = list(costs)
        if secret and any(cost.source in PRIVATE for cost in held):
            return SIGN
        return words.money(sum((cost.amount for cost in held), ZERO)) if held else ""

    def line(name: str, costs: list[Cost]) -> Row:
        cells = {f"y{year}": cell(cost for cost in costs if cost.year == year) for year in years}
        return {"type": name, **cells, "total": cell(costs)}

    rows = [
        line(words.heading("cost_type", kind), [cost for cost in action.budget if cost.cost_type == kind])
        for kind in types
    ]
    if rows:
        rows.append(line(words.say(N_("Total")), list(action.budget)))
    figures = [f"y{year}" for year in years]
    heads = {"type": words.say(N_("Cost type"))} | dict(zip(figures, map(str, years), strict=True))
    return {
        "rows": rows,
        "columns": heads | {"total": words.say(N_("Total"))},
        "figures": [*figures, "total"],
        "empty": "" if rows else material.gap(N_("budget"), "Action.budget"),
    }


def _funding(line: Funding, whole: Decimal, material: Material, *, secret: bool, lines: bool) -> Row:
    words = material.words
    hide = lines and line.source in PRIVATE
    share = line.amount / whole if whole else None
    state = funding_state(line, material.as_of)
    day = line.decided if state in {"granted", "rejected"} else line.applied if state == "applied" else None
    told = words.heading("funding_state", state)
    return {
        "funder": line.funder,
        "source": words.heading("money_source", line.source),
        "instrument": words.text(line.instrument),
        "amount": SIGN if hide else words.money(line.amount),
        "share": SIGN if secret or hide else words.percent(share),
        "state": f"{told} {words.day(day)}" if day is not None else told,
    }


def _recipients(action: Action, material: Material) -> Row:
    """De minimis aid of this action by recipient, and the room that its single undertaking has left."""
    if action.aid is None or action.aid.basis != "de_minimis":
        return {"rows": [], "empty": ""}
    if not material.sees("Aid.recipients", "AidRecipient.amount"):
        return {"rows": [], "empty": material.gap(N_("de minimis aid by recipient"), "Aid.recipients")}
    words, project = material.words, material.facts.project
    found = de_minimis(project, material.as_of)
    parties = single_undertakings(project)
    by_members = {party.members: party for party in found.undertakings}
    rows = []
    for part in action.aid.recipients:
        party = by_members.get(parties.get((material.shown.id, part.member), ()))
        room = party.room if party is not None else found.ceiling
        rows.append(
            {
                "recipient": material.member(part.member),
                "amount": words.money(part.amount),
                "date": words.day(part.date),
                "granted": words.money(party.total) if party is not None else words.money(ZERO),
                "room": words.money(room),
            }
        )
    return {"rows": rows, "empty": "" if rows else material.gap(N_("de minimis aid by recipient"))}


def _indicators(action: Action, target: Target | None, material: Material) -> list[Row]:
    """The indicator of the target, and the outcomes that follow the action or the target."""
    words = material.words
    rows = []
    if target is not None and target.indicator is not None:
        own = target.indicator
        rows.append(
            {
                "name": words.text(own.name),
                "unit": words.text(own.unit),
                "baseline": words.number(own.baseline),
                "target": words.number(own.target),
                "by": words.day(own.by),
            }
        )
    taken = {row["name"].casefold() for row in rows}
    for outcome in material.shown.outcomes.values():
        follows = action.id in outcome.actions or (action.target is not None and outcome.target_id == action.target)
        name = words.text(outcome.name)
        if follows and name.casefold() not in taken:
            rows.append(
                {
                    "name": name,
                    "unit": words.text(outcome.unit),
                    "baseline": words.number(outcome.baseline),
                    "target": words.number(outcome.target),
                    "by": "",
                }
            )
    return rows


def _risks(action: Action, material: Material) -> list[Row]:
    return [
        {
            "risk": material.text(risk.risk),
            "level": risk.level,
            "response": material.text(risk.response),
            "owner": risk.owner or "",
        }
        for risk in by_level(action.risks)
    ]
