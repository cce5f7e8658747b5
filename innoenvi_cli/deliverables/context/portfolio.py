"""Portfolio: all miniclusters of the programme side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import condition_rows, phase_name, suspicion_rows
from innoenvi_cli.deliverables.context.paths import path_columns, path_note, path_rows
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.portfolio import portfolio

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.portfolio import Position


def context(material: ProgrammeMaterial) -> Row:
    """Return what the portfolio shows, as text for Markdown and as figures for the workbook."""
    standings = [
        (each.view, each.facts.answer, len({item.gate for item in each.facts.suspicions})) for each in material.clusters
    ]
    found = portfolio(standings)
    by_id = {each.shown.id: each for each in material.clusters}
    miniclusters = [_row(position, by_id[position.minicluster]) for position in found.positions]
    names = {key: each.name for key, each in by_id.items()}
    shared = [
        {"name": each.name, "count": len(each.miniclusters), "miniclusters": [names[key] for key in each.miniclusters]}
        for each in (found.shared if _sees(material, "Member.history") else ())
    ]
    say = material.words.say
    empty = {
        "miniclusters": say(N_("The programme has no minicluster yet.")),
        "shared": _none(N_("No organisation takes part in several miniclusters."), "Member.history", material),
        "money": _none(N_("No action has a budget yet."), "Action.budget", material),
        "targets": _none(N_("No development target has been chosen yet."), "Target.goal", material),
        "paths": _none(N_("No minicluster has been rated or placed yet."), "DevelopmentPath.placements", material),
        "open": _none(N_("Nothing is open in any minicluster."), "PhaseEntry.criteria", material),
    }
    targets = [row for each in material.clusters for row in _targets(each)]
    paths = [row for each in material.clusters for row in path_rows(each)]
    sources = _sources(material, found.sources)
    return {
        "summary": _summary(material, found.organisations, found.companies, miniclusters),
        "facts": _facts(material),
        "miniclusters": miniclusters,
        "shared": shared,
        "sources": sources,
        "money": [_money(row, material) for row in miniclusters] if sources else [],
        "money_rows": [row for row in miniclusters if row["budget"] or row["actual"]],
        "total": _total(miniclusters, material),
        "targets": targets,
        "paths": paths,
        "path_models": path_columns(material),
        "path_note": path_note(material),
        "open": _open(material),
        "empty": empty,
        "notes": {
            "miniclusters": [] if miniclusters else [empty["miniclusters"]],
            "shared": [] if shared else [empty["shared"]],
            "sources": [] if sources else [empty["money"]],
            "money_rows": [],
            "targets": [] if targets else [empty["targets"]],
            "paths": [path_note(material)] if paths else [empty["paths"]],
            "open": [],
        },
    }


def _sees(material: ProgrammeMaterial, field: str) -> bool:
    return all(each.sees(field) for each in material.clusters)


def _none(nothing: str, field: str, material: ProgrammeMaterial) -> str:
    """Say that there is none only to those who would be told if there were one."""
    words = material.words
    if _sees(material, field):
        return words.say(nothing)
    return words.say(
        N_("Not shown to this audience ({audience})."), audience=words.label("audience", material.audience)
    )


def _row(found: Position, material: Material) -> Row:
    words = material.words
    return {
        "id": found.minicluster,
        "name": material.name,
        "phase": phase_name(found.phase, words),
        "cycle": found.cycle,
        "state": found.state,
        "state_label": words.heading("state", found.state),
        "gate": words.say(N_("{met} of {total}"), met=found.gate_met, total=found.gate_total),
        "gate_share": plain_number(found.gate_met / found.gate_total, decimals=4) if found.gate_total else None,
        "members": found.members,
        "participating": found.participating,
        "companies": found.companies,
        "taking_part": f"{found.participating} ({found.companies})",
        "interviews": found.interviews,
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
        "budget": plain_number(found.budget, decimals=2) if material.sees("Action.budget") else None,
        "actual": plain_number(found.actual, decimals=2) if material.sees("Action.actual") else None,
        "conditions": found.conditions,
        "suspects": found.suspects,
    }


def _summary(material: ProgrammeMaterial, organisations: int, companies: int, rows: list[Row]) -> str:
    words = material.words
    passed = sum(row["state"] == "completed" for row in rows)
    return words.say(
        N_(
            "Miniclusters: {miniclusters}. Actors in them: {members}, of whom interviewed or committed:"
            " {participating}. Organisations taking part, each counted once: {organisations}, of which companies:"
            " {companies}."
            " Development cycles completed: {completed}."
        ),
        miniclusters=len(rows),
        members=sum(row["members"] for row in rows),
        participating=sum(row["participating"] for row in rows),
        organisations=organisations,
        companies=companies,
        completed=passed,
    )


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


def _sources(material: ProgrammeMaterial, sources: tuple[tuple[str, Decimal, Decimal], ...]) -> list[Row]:
    if not _sees(material, "Action.budget"):
        return []
    return [
        {"source": source, "budget": plain_number(budget, decimals=2), "actual": plain_number(actual, decimals=2)}
        for source, budget, actual in sources
        if budget or actual
    ]


def _money(row: Row, material: ProgrammeMaterial) -> Row:
    budget, actual = Decimal(str(row["budget"] or 0)), Decimal(str(row["actual"] or 0))
    return {
        "name": row["name"],
        "budget": material.words.money(budget),
        "actual": material.words.money(actual),
        "spent": material.words.percent(actual / budget) if budget else "",
    }


def _total(rows: list[Row], material: ProgrammeMaterial) -> Row:
    budget = sum((Decimal(str(row["budget"] or 0)) for row in rows), Decimal(0))
    actual = sum((Decimal(str(row["actual"] or 0)) for row in rows), Decimal(0))
    return {
        "name": material.words.say(N_("Total")),
        "budget": material.words.money(budget),
        "actual": material.words.money(actual),
        "spent": material.words.percent(actual / budget) if budget else "",
    }


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
        rows.extend(
            {
                "minicluster": each.name,
                "kind": say(N_("Missing at the gate")),
                "what": each.words.text(found.label),
                "due": "",
            }
            for found in each.facts.answer.unmet
        )
    return rows
