"""A minicluster's part of the closing report: goals, what was done, results with names, money, lessons, what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.context.common import phase_name
from innoenvi_cli.deliverables.context.indicators import indicator_rows
from innoenvi_cli.deliverables.context.private_money import WHY, discretion, named_texts, year_texts
from innoenvi_cli.deliverables.suppression import NOTE, SIGN
from innoenvi_cli.deliverables.words import uncapitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.money import ledger

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row

_SECTIONS: Final = (
    ("goals", N_("goals of the chosen targets"), ("Target.goal",)),
    ("actions", N_("actions"), ()),
    ("indicators", N_("values of the indicators"), ("Outcome.values",)),
    ("money", N_("budget and actual costs"), ("Action.budget",)),
    ("lessons", N_("lessons"), ("Trial.lessons", "Target.lessons")),
    ("permanence", N_("what stays"), ("ExportConcept.permanence",)),
)
"""The sections of a minicluster's part, what each holds in words, and the fields that it needs to be seen."""


def part_of(material: Material) -> Row:
    """Return the part of a minicluster; what it lacks is told in one list at its end."""
    words, record = material.words, material.record
    entries = ledger([material.view]) if material.sees("Action.budget", "Action.actual", "Cost.amount") else ()
    hidden = discretion(material)
    rows = indicator_rows(material)
    signs = [words.say(NOTE)] if any(row["latest"] == SIGN for row in rows) else []
    if rows and not material.sees("OutcomeValue.names"):
        signs.append(material.gap(N_("members behind the values"), "OutcomeValue.names"))
    part: Row = {
        "name": material.name,
        "summary": words.text(record.summary) if record is not None else "",
        "phase": phase_name(material.facts.standing.phase, words),
        "state": words.heading("state", material.facts.standing.state),
        "goals": {"rows": _goals(material)},
        "actions": {"rows": _actions(material)},
        "indicators": {"rows": [row for row in rows if row["latest_text"]]},
        "names": [
            {"indicator": row["indicator"], "value": row["latest_text"], "names": row["names"]}
            for row in rows
            if row["names"]
        ],
        "names_note": " ".join(signs),
        "money": {
            "rows": year_texts(entries, hidden, words),
            "total": named_texts(words.say(N_("Total")), entries, hidden=hidden.total, words=words),
            "empty": not entries,
            "note": words.say(WHY) if hidden.years or hidden.total else "",
        },
        "lessons": {"rows": _lessons(material)},
        "permanence": {"rows": _stays(material)},
    }
    return part | {"gaps": _gaps(part, material)}


def _gaps(part: Row, material: Material) -> list[str]:
    """Return one sentence for all that has not been recorded, then what the audience is not shown."""
    say = material.words.say
    lacking = [(what, fields) for key, what, fields in _SECTIONS if not part[key]["rows"]]
    unrecorded = [uncapitalised(say(what)) for what, fields in lacking if material.sees(*fields)]
    hidden = [material.gap(what, *fields) for what, fields in lacking if not material.sees(*fields)]
    told = [say(N_("Not yet recorded: {what}."), what="; ".join(unrecorded))] if unrecorded else []
    return [*told, *hidden]


def _goals(material: Material) -> list[Row]:
    if not material.sees("Target.goal"):
        return []
    wanted = [*material.view.chosen_targets, *material.view.fast_targets]
    return [
        {
            "target": material.text(target.name),
            "track": material.words.heading("track", target.track),
            "goal": material.text(target.goal),
            "result": material.text(target.result),
        }
        for target in wanted
        if target.id in material.shown.targets
    ]


def _actions(material: Material) -> list[Row]:
    rows = []
    for action in sorted(
        material.shown.actions.values(), key=lambda action: (action.start is None, action.start, action.id)
    ):
        state = material.view.action_state(material.facts.cluster.actions[action.id])
        rows.append(
            {
                "action": material.text(action.name),
                "type": material.words.heading("action_type", action.type),
                "time": material.words.period(action.start, action.end),
                "state": material.words.heading("action_state", state) if material.sees("Action.history") else "",
                "outputs": [material.text(output) for output in action.outputs],
            }
        )
    return rows


def _lessons(material: Material) -> list[Row]:
    trials = [(trial.name, trial.lessons, trial.end) for trial in material.shown.trials.values()]
    targets = [(target.name, target.lessons, None) for target in material.shown.targets.values()]
    return [
        {"from": material.text(name), "lesson": material.text(lessons)}
        for name, lessons, end in [*trials, *targets]
        if lessons and (end is None or end <= material.as_of)
    ]


def _stays(material: Material) -> list[Row]:
    concept, words = material.shown.export_concept, material.words
    lasting = concept.permanence if concept is not None else None
    if lasting is None:
        return []
    names = [words.text(found.name) for key in lasting.indicators if (found := material.shown.outcomes.get(key))]
    lines: list[tuple[str, Any]] = [
        (N_("Host"), words.text(lasting.host)),
        (N_("Operating practices that stay"), words.text(lasting.operating_practices)),
        (N_("Follow-up indicators"), names),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]
