"""Portfolio: all miniclusters of the programme side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import condition_rows, phase_name, suspicion_rows
from innoenvi_cli.deliverables.context.paths import path_columns, path_note, path_notes, path_rows
from innoenvi_cli.deliverables.context.portfolio_actions import action_rows, due_rows, open_by_minicluster, task_counts
from innoenvi_cli.deliverables.context.portfolio_members import (
    INNER,
    has_hidden,
    hides_branches,
    joint_figures,
    member_rows,
    told_by_minicluster,
    told_interviews,
)
from innoenvi_cli.deliverables.context.portfolio_money import money_context
from innoenvi_cli.deliverables.context.portfolio_paths import path_figures, rated_paths
from innoenvi_cli.deliverables.context.portfolio_reasons import reasons
from innoenvi_cli.deliverables.context.programme_organs import funders_groups, support_rows
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.suppression import NOTE, SIGN
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.phases import ENDED
from innoenvi_cli.method.portfolio import portfolio
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.portfolio import Portfolio, Position
    from innoenvi_cli.model.minicluster import Member

_FINEST: Final = 2
"""Depth of a single size or kind below the total and the two branches."""


def context(material: ProgrammeMaterial) -> Row:
    """Return what the portfolio shows, as text for Markdown and as figures for the workbook."""
    counted = {each.shown.id: _counted(each) for each in material.clusters}
    found = portfolio([(each.view, each.facts.position, counted[each.shown.id]) for each in material.clusters])
    money = money_context(material)
    shown = {
        **_side_by_side(material, found, counted),
        **money,
        **_paths(material),
        **_actions(material, found),
        **_organs(material),
        "facts": _facts(material),
        "targets": [row for each in material.clusters for row in _targets(each)],
        "missing": _missing(material),
        "open": _open(material),
        "sign": SIGN,
    }
    shown["totals"] |= {"sources": money["money_sums"], "money_rows": money["money_sums"]}
    empty = reasons(material, met=bool(shown["funders_meetings"]))
    return {**shown, "empty": empty, "notes": _notes(material, shown, empty)}


def _side_by_side(material: ProgrammeMaterial, found: Portfolio, counted: dict[str, tuple[Member, ...]]) -> Row:
    """Return the miniclusters, a row each, and who takes part in them: one count, told in one way everywhere."""
    by_id = {each.shown.id: each for each in material.clusters}
    joint = joint_figures(counted, found.census, material)
    told = told_by_minicluster(counted, joint)
    for key, held in told_interviews(found.positions, material).items():
        told[key]["interviews"] = held
    rows = [_row(position, by_id[position.minicluster], told[position.minicluster]) for position in found.positions]
    members = member_rows(found.census, material, joint, organisations=found.organisations)
    return {
        "summary": _summary(
            material,
            found,
            rows,
            total=told[""]["members"],
            groups=members[0]["groups"] if members else 0,
            tells_companies=not hides_branches(members),
        ),
        "miniclusters": rows,
        "totals": {"miniclusters": _totals(told[""])},
        "hidden_note": material.words.say(NOTE) if any(row["hides"] for row in rows) else "",
        "shared": _shared(material, found),
        "members": members,
        "member_sums": [row for row in members if row["level"] < _FINEST],
        "member_classes": [row for row in members if row["level"] == _FINEST],
        "members_note": " ".join(members_notes(material, hidden=has_hidden(members))),
    }


def _shared(material: ProgrammeMaterial, found: Portfolio) -> list[Row]:
    """Return the actors of several miniclusters, where the audience may know that."""
    if not material.sees("Member.history"):
        return []
    names = {each.shown.id: each.name for each in material.clusters}
    return [
        {"name": each.name, "count": len(each.miniclusters), "miniclusters": [names[key] for key in each.miniclusters]}
        for each in found.shared
    ]


def _paths(material: ProgrammeMaterial) -> Row:
    rows = [row for each in material.clusters for row in path_rows(each)]
    rated = enumerate(rated_paths(rows, material))
    return {
        "paths": rows,
        "path_models": path_columns(material),
        "path_radar": path_figures(material, rows),
        "path_curves": [{"id": f"p{index}", "name": row["minicluster"]} for index, row in rated],
        "path_note": path_note(material),
    }


def _actions(material: ProgrammeMaterial, found: Portfolio) -> Row:
    words = material.words
    states = {state: words.heading("action_state", state) for state in vocabulary_words("action_state")}
    tasks = open_by_minicluster(material)
    rows = action_rows(found.actions, material)
    return {
        "actions": rows,
        "action_total": _action_total(rows, material),
        "action_columns": {"type": words.say(N_("Type")), **states, "all": words.say(N_("In all"))},
        "action_states": [{"id": state, "name": name} for state, name in states.items()],
        "due": due_rows(material, tasks),
        "task_counts": task_counts(material, tasks),
    }


def _organs(material: ProgrammeMaterial) -> Row:
    groups = funders_groups(material)
    return {
        "support": support_rows(material.programme, material.clusters[0] if material.clusters else None),
        "funders_groups": groups,
        "funders_facts": [row for group in groups for row in group["facts"]],
        "funders_decisions": [row for group in groups for row in group["decisions"]],
        "funders_meetings": [row for group in groups for row in group["meetings"]],
    }


def _notes(material: ProgrammeMaterial, shown: Row, empty: Row) -> Row:
    """Return the lines below each table of the workbook: why it is empty, else what to know of its figures."""
    hidden, groups = shown["hidden_note"], bool(shown["funders_groups"])
    below = {
        "miniclusters": [hidden] if hidden else [],
        "money_rows": shown["money_notes"],
        "paths": path_notes(material),
        "path_radar": path_notes(material)[1:],
        "member_classes": members_notes(material, hidden=has_hidden(shown["members"])),
    }
    # The table that decides whether there is something to show, and the reason that stands where there is nothing.
    why = {
        "miniclusters": ("miniclusters", "miniclusters"),
        "shared": ("shared", "shared"),
        "sources": ("sources", "money"),
        "money_rows": ("sources", "money"),
        "targets": ("targets", "targets"),
        "paths": ("paths", "paths"),
        "path_radar": ("paths", "paths"),
        "missing": ("missing", "missing"),
        "open": ("open", "open"),
        "member_sums": ("members", "members"),
        "member_classes": ("members", "members"),
        "actions": ("actions", "actions"),
        "task_counts": ("task_counts", "tasks"),
        "due": ("due", "due"),
        "support": ("support", "support"),
        "funders_facts": ("funders_groups", "funders_groups"),
        "funders_decisions": ("funders_decisions", "decisions" if groups else "funders_groups"),
        "funders_meetings": ("funders_meetings", "meetings" if groups else "funders_groups"),
    }
    return {table: below.get(table, []) if shown[rows] else [empty[reason]] for table, (rows, reason) in why.items()}


def _counted(material: Material) -> tuple[Member, ...]:
    """Return the members that are counted, with all that counting needs: those whom the audience is told of."""
    return tuple(material.facts.cluster.members[member.id] for member in material.taking_part)


def _with_companies(members: int | None, companies: int | None) -> str:
    """Return how many take part with the companies among them in brackets, one sign where neither is told."""
    return SIGN if members is None is companies else f"{_told(members)} ({_told(companies)})"


def _row(found: Position, material: Material, told: dict[str, int | None]) -> Row:
    words, judged = material.words, material.sees("PhaseEntry.criteria")
    return {
        "id": found.minicluster,
        "name": material.name,
        "phase": phase_name(found.phase, words),
        "cycle": found.cycle,
        "state": found.state,
        "state_label": words.heading("state", found.state),
        "gate": words.say(N_("{met} of {total}"), met=found.gate_met, total=found.gate_total) if judged else "",
        "gate_share": plain_number(found.gate_met / found.gate_total, decimals=4)
        if judged and found.gate_total
        else None,
        "members": found.members if material.audience in INNER else None,
        "participating": told["members"],
        "companies": told["companies"],
        "groups": told["groups"],
        "groups_text": _told(told["groups"]),
        "hides": None in told.values(),
        "taking_part": _with_companies(told["members"], told["companies"]),
        "interviews": told["interviews"],
        "interviews_text": _told(told["interviews"]),
        "targets": found.targets,
        "chosen": found.chosen,
        "fast": words.say(
            N_("{closed} of {total} closed"), closed=found.fast_closed, total=found.fast_closed + found.fast_open
        )
        if found.fast_closed + found.fast_open
        else "",
        "actions": found.actions,
        "actions_done": found.actions_done,
        "trials": found.trials_finished,
        "conditions": found.conditions,
        "suspects": found.suspects,
    }


def _summary(
    material: ProgrammeMaterial,
    found: Portfolio,
    rows: list[Row],
    *,
    total: int | None,
    groups: int | None,
    tells_companies: bool,
) -> str:
    words, all_told = material.words, material.audience in INNER
    wanted = N_(
        "Miniclusters: {miniclusters}. Actors in them: {members}, of whom interviewed or committed:"
        " {participating}. Organisations taking part, each counted once: {organisations}, of which companies:"
        " {companies}; corporate groups, each counted once: {groups}."
        " Development cycles completed: {completed}."
    )
    fewer = N_(
        "Miniclusters: {miniclusters}. Actors taking part in them: {participating}. Organisations taking part, each"
        " counted once: {organisations}, of which companies: {companies}; corporate groups, each counted once:"
        " {groups}. Development cycles completed: {completed}."
    )
    return words.say(
        wanted if all_told else fewer,
        miniclusters=len(rows),
        members=sum(row["members"] or 0 for row in rows),
        participating=_told(total),
        organisations=found.organisations if total is not None else SIGN,
        companies=found.companies if tells_companies else SIGN,
        groups=_told(groups),
        completed=sum(row["state"] == "completed" for row in rows),
    )


def _told(count: int | None) -> str:
    return SIGN if count is None else str(count)


def _totals(told: dict[str, int | None]) -> Row:
    """Return the sums that stand below the columns in which figures are hidden."""
    return {
        column: SIGN if count is None else count
        for column, count in (
            ("participating", told["members"]),
            ("companies", told["companies"]),
            ("interviews", told["interviews"]),
        )
    }


def members_notes(material: ProgrammeMaterial, *, hidden: bool) -> list[str]:
    """Say which count is which, and what the sign of a hidden figure means."""
    notes = [
        N_("Plainly: each actor of each minicluster."),
        N_("Once: a corporate group counts once over all miniclusters, as a company of its largest size."),
    ]
    return [material.words.say(note) for note in [*notes, NOTE][: 3 if hidden else 2]]


def _action_total(rows: list[Row], material: ProgrammeMaterial) -> Row:
    keys = (*vocabulary_words("action_state"), "all")
    return {"type": material.words.say(N_("Total")), **{key: sum(row[key] for row in rows) for key in keys}}


def _facts(material: ProgrammeMaterial) -> list[Row]:
    words, programme = material.words, material.programme
    if programme is None:
        return []
    lead = [each.name for each in programme.implementers if each.role == "lead"]
    part = [each.name for each in programme.implementers if each.role == "part"]
    period = words.period(programme.period.start, programme.period.end) if programme.period is not None else ""
    shares = [
        f"{words.label('money_source', each.source)} {words.percent(each.share)}" for each in programme.funding_shares
    ]
    lines = [
        (N_("Period"), period),
        (N_("Lead implementer"), ", ".join(lead)),
        (N_("Part implementers"), ", ".join(part)),
        (N_("Funder"), programme.funder or ""),
        (N_("Project code"), programme.project_code or ""),
        (N_("Regions"), ", ".join(words.text(region.name) or region.code for region in programme.regions)),
        (N_("Budget"), words.money(programme.budget)),
        (N_("Funding shares"), ", ".join(shares)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _targets(material: Material) -> list[Row]:
    if not material.sees("Target.goal"):
        return []
    rows: list[Row] = []
    for target in material.view.chosen_targets:
        actions = [action for action in material.view.actions if action.target == target.id]
        done = sum(material.view.action_state(action) == "done" for action in actions)
        rows.append(
            {
                "minicluster": material.name,
                "target": material.target(target.id),
                "goal": material.text(material.shown.targets[target.id].goal),
                "owner": material.member(target.owner),
                "actions": material.words.say(N_("{done} of {total} done"), done=done, total=len(actions))
                if actions
                else "",
            }
        )
    return rows


def _missing(material: ProgrammeMaterial) -> list[Row]:
    """Return what the gate of each minicluster still waits for; where the cycle has ended, nobody waits."""
    return [
        {
            "minicluster": each.name,
            "gate": phase_name(each.facts.standing.phase, each.words),
            "what": [each.words.text(found.label) for found in each.facts.answer.unmet],
            "count": len(each.facts.answer.unmet),
        }
        for each in material.clusters
        if each.sees("PhaseEntry.criteria") and each.facts.standing.state not in ENDED and each.facts.answer.unmet
    ]


def _open(material: ProgrammeMaterial) -> list[Row]:
    rows: list[Row] = []
    for each in material.clusters:
        if not each.sees("PhaseEntry.criteria"):
            continue
        say = each.words.say
        rows.extend(
            {"minicluster": each.name, "kind": say(N_("Condition")), "what": row["text"], "due": row["due"]}
            for row in condition_rows(each)
        )
        rows.extend(
            {
                "minicluster": each.name,
                "kind": say(N_("Gate to look at again")),
                "what": f"{row['gate']}: {row['criterion']}",
                "due": "",
            }
            for row in suspicion_rows(each)
        )
    return rows
