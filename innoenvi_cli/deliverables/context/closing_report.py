"""Closing report of the programme: what was to be done, what it cost, who paid, what came of it, what stays.

The facts are those that Finnish structural-fund closing reports ask for; every minicluster has a section of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.context.aid import aid_rows
from innoenvi_cli.deliverables.context.closing_minicluster import part_of
from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.context.private_money import (
    OPEN,
    PRIVATE,
    WHY,
    named_texts,
    programme_discretion,
    year_texts,
)
from innoenvi_cli.deliverables.context.programme_activity import activity_rows
from innoenvi_cli.deliverables.suppression import NOTE, SIGN
from innoenvi_cli.deliverables.words import uncapitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.money import (
    COST_TYPES,
    by_year,
    chosen,
    ledger,
    reconciliation,
    reporting,
    shares,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.deliverables.context.private_money import Discretion
    from innoenvi_cli.deliverables.material import ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.method.money import Entry, Reported

_PERIOD_STATES: Final = {
    "to_come": N_("To come"),
    "running": N_("Running"),
    "due": N_("To be reported"),
    "late": N_("Late"),
    "submitted": N_("Reported"),
}

_LARGE: Final = 10_000
"""Sums of this many units of the currency are drawn in thousands."""


def context(material: ProgrammeMaterial) -> Row:
    """Return what the closing report shows."""
    programme, words = material.programme, material.words
    counted_years, activity, _ = activity_rows(material)
    miniclusters = [part_of(each) for each in material.clusters]
    principles = [words.text(text) for text in programme.horizontal_principles] if programme is not None else []
    packages = [words.text(each.name) for each in programme.work_packages] if programme is not None else []
    return {
        "facts": _facts(material),
        "summary": _summary(material),
        "money": _money(material),
        "periods": _periods(material),
        "aid": _aid(material),
        "activity": [{**row, **{f"y{year}": row["by_year"][year] for year in counted_years}} for row in activity],
        "activity_columns": {"indicator": words.say(N_("Figure"))} | {f"y{year}": year for year in counted_years},
        "activity_figures": [f"y{year}" for year in counted_years],
        "activity_note": words.say(NOTE) if any(SIGN in row["by_year"].values() for row in activity) else "",
        "miniclusters": miniclusters,
        "packages": section(packages, material.gap(N_("work packages"))),
        "principles": section(principles, material.gap(N_("horizontal principles"))),
        "permanence": section(_permanence(material), material.gap(N_("support organisation"))),
        "publicity": section(_publicity(material), material.gap(N_("seminars and forums"))),
    }


def _facts(material: ProgrammeMaterial) -> Row:
    """Return the facts that are recorded, and the sentence that names those that are not."""
    words = material.words
    lines = _fact_lines(material)
    missing = [
        uncapitalised(words.say(label))
        for label, field, text in lines
        if not text and material.sees(f"Programme.{field}")
    ]
    if not lines:
        return {"rows": [], "empty": material.gap(N_("facts of the programme"))}
    return {
        "rows": [{"label": words.say(label), "text": text} for label, _, text in lines if text],
        "empty": words.say(N_("Not yet recorded: {what}."), what=", ".join(missing)) if missing else "",
    }


def _fact_lines(material: ProgrammeMaterial) -> list[tuple[str, str, Any]]:
    """Return label, field of the programme and text of every fact that a funder asks for."""
    words, programme = material.words, material.programme
    if programme is None:
        return []

    def named(role: str) -> list[str]:
        return [
            f"{each.name} ({each.business_id})" if each.business_id else each.name
            for each in programme.implementers
            if each.role == role
        ]

    period = words.period(programme.period.start, programme.period.end) if programme.period is not None else ""
    part: list[tuple[str, str, Any]] = (
        [(N_("Part implementers"), "implementers", found)] if (found := named("part")) else []
    )
    return [
        (N_("Name of the programme"), "name", words.text(programme.name)),
        (N_("Project code"), "project_code", programme.project_code),
        (N_("Funder"), "funder", programme.funder),
        (N_("Priority axis"), "priority_axis", words.text(programme.priority_axis)),
        (N_("Lead implementer"), "implementers", named("lead")),
        *part,
        (N_("Area"), "regions", ", ".join(words.text(region.name) or region.code for region in programme.regions)),
        (N_("Period"), "period", period),
        (N_("Cost model"), "cost_model", words.text(programme.cost_model)),
        (N_("Total budget"), "budget", words.money(programme.budget)),
        (N_("Currency"), "currency", programme.currency),
        (N_("Contact"), "contact", programme.contact),
    ]


def _summary(material: ProgrammeMaterial) -> str:
    words = material.words
    views = [each.view for each in material.clusters]
    done = sum(view.action_state(action) == "done" for view in views for action in view.actions)
    return words.say(
        N_(
            "Miniclusters: {miniclusters}, of which with a completed development cycle: {completed}."
            " Actions: {actions}, of which done: {done}. Trials finished: {trials}. Indicators followed: {indicators}."
        ),
        miniclusters=len(views),
        completed=sum(view.standing.state == "completed" for view in views),
        actions=sum(len(view.actions) for view in views),
        done=done,
        trials=sum(len(view.concluded_trials) for view in views),
        indicators=sum(len(each.shown.outcomes) for each in material.clusters),
    )


# Money --------------------------------------------------------------------------------------------------------------


def _money(material: ProgrammeMaterial) -> Row:
    """Budget against actual costs of all actions, by year, cost type, source and minicluster."""
    words = material.words
    told = material.sees("Action.budget", "Action.actual", "Cost.amount")
    entries = ledger([each.view for each in material.clusters]) if told else ()
    hidden = programme_discretion(material.clusters) if told else OPEN
    by_id = {each.shown.id: each for each in material.clusters}
    return {
        "empty": "" if entries else material.gap(N_("budget and actual costs"), "Action.budget"),
        "years": year_texts(entries, hidden, words),
        "types": [
            named_texts(words.heading("cost_type", kind), part, hidden=kind in hidden.cost_types, words=words)
            for kind in COST_TYPES
            if (part := chosen(entries, cost_type=kind))
        ],
        "miniclusters": [
            named_texts(by_id[name].name, part, hidden=name in hidden.rows, words=words)
            for name in by_id
            if (part := tuple(entry for entry in entries if entry.minicluster == name))
        ],
        "total": named_texts(words.say(N_("Total")), entries, hidden=hidden.total, words=words),
        "shares": _shares(material, entries, hidden),
        "allotments": _allotments(material) if told else [],
        "chart": _chart(entries, hidden, words) if told else {},
        "note": words.say(WHY) if hidden.hides else "",
    }


def _chart(entries: tuple[Entry, ...], hidden: Discretion, words: Words) -> Row:
    """Return budget and actual costs by year for a picture, nothing where a year is hidden.

    Large sums are drawn in thousands: the axis of the picture cannot part long figures.
    """
    years = by_year(entries)
    if len(years) < 2 or any(found.key in hidden.years for found in years):  # noqa: PLR2004 - one bar is no picture
        return {}
    is_large = max(max(found.budget, found.actual) for found in years) >= _LARGE
    unit = 1000 if is_large else 1
    axis = (
        N_("Budget (bars), actual costs (line), thousands of {currency}")
        if is_large
        else N_("Budget (bars), actual costs (line), {currency}")
    )
    return {
        "years": [found.key for found in years],
        "budget": [round(found.budget / unit) for found in years],
        "actual": [round(found.actual / unit) for found in years],
        "axis": words.say(axis, currency=words.currency),
    }


def _shares(material: ProgrammeMaterial, entries: tuple[Entry, ...], hidden: Discretion) -> list[Row]:
    programme, words = material.programme, material.words
    sums = {source: total(part) for source in _sources(entries) if (part := chosen(entries, source=source))}
    rows = []
    for share in shares(entries, programme.funding_shares if programme is not None else ()):
        secret = hidden.total or (hidden.hides and share.source in PRIVATE)
        amount = sums.get(share.source)
        rows.append(
            {
                "source": words.heading("money_source", share.source),
                "decided": words.percent(share.decided),
                "budgeted": SIGN if secret else words.percent(share.budgeted),
                "realised": SIGN if secret else words.percent(share.realised),
                "budget": SIGN if secret else words.money(amount.budget) if amount is not None else "",
                "actual": SIGN if secret else words.money(amount.actual) if amount is not None else "",
            }
        )
    return rows


def _sources(entries: Iterable[Entry]) -> set[str]:
    return {entry.source for entry in entries}


def _allotments(material: ProgrammeMaterial) -> list[Row]:
    """The budgets as decided: what is given out to the actions is told by the other tables."""
    words, programme = material.words, material.programme
    names = {each.shown.id: each.name for each in material.clusters}
    rows = []
    for found in reconciliation([each.view for each in material.clusters], programme):
        if found.budget is None and not found.parts:
            continue
        name = names.get(found.key) or words.say(N_("Programme, given out to the miniclusters"))
        is_programme = not found.key
        rows.append(
            {
                "name": name,
                "budget": words.money(found.budget),
                "parts": words.money(found.parts) if is_programme else "",
                "left": words.money(found.left) if is_programme else "",
            }
        )
    return rows


def _periods(material: ProgrammeMaterial) -> Row:
    if not material.sees("Programme.reporting_periods", "Cost.period"):
        return {"rows": [], "note": "", "empty": material.gap(N_("reporting periods"), "Programme.reporting_periods")}
    entries = ledger([each.view for each in material.clusters])
    rows, unclear = reporting(material.programme, entries, material.as_of)
    words = material.words
    note = words.say(
        N_("Actual costs that name no reporting period and could be of several: {amount}."), amount=words.money(unclear)
    )
    # The periods cut the years in other places: they are for those who are shown every cost anyway.
    told = material.audience == "consultants" or not programme_discretion(material.clusters).hides
    return {
        "rows": [_period(found, index, words, told=told) for index, found in enumerate(rows, start=1)],
        "note": note if unclear and told else "" if told else words.say(WHY),
        "empty": "" if rows else material.gap(N_("reporting periods")),
    }


def _period(found: Reported, number: int, words: Words, *, told: bool) -> Row:
    state = words.say(_PERIOD_STATES[found.state])
    late = words.say(counted("one day late", "{count} days late", found.days_late)) if found.days_late else ""
    return {
        "number": str(number),
        "time": words.period(found.period.start, found.period.end),
        "due": words.day(found.period.due),
        "state": f"{state} {words.day(found.period.reported)}" if found.state == "submitted" else state,
        "late": late,
        "actual": (words.money(found.actual) if told else SIGN) if found.actual else "",
    }


def _aid(material: ProgrammeMaterial) -> Row:
    found = aid_rows(material.clusters)
    return {"rows": found["parties"], "notes": found["notes"]}


# What stays and who heard of it -------------------------------------------------------------------------------------


def _permanence(material: ProgrammeMaterial) -> list[Row]:
    words = material.words
    support = material.programme.support_organisation if material.programme is not None else None
    if support is None:
        return []
    lines: list[tuple[str, Any]] = [
        (N_("Host of the support organisation"), support.host),
        (N_("Tasks"), [words.text(task) for task in support.tasks]),
        (N_("Financing"), words.text(support.financing)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _publicity(material: ProgrammeMaterial) -> list[Row]:
    """Seminars and forums held, those of several miniclusters once, the latest first."""
    words = material.words
    held: dict[tuple[str, str], Row] = {}
    for each in material.clusters:
        for event in each.events.values():
            if event.kind == "meeting" or event.date > material.as_of:
                continue
            own = event.id in each.shown.events
            key = (each.shown.id if own else "", event.id)
            told = each.sees("Event.attendance")
            held[key] = {
                "date": event.date.isoformat(),
                "day": words.day(event.date),
                "title": words.text(event.title),
                "kind": words.heading("event_kind", event.kind),
                "minicluster": each.name if own else words.say(N_("Programme")),
                "attendance": str(event.attendance) if told and event.attendance is not None else "",
            }
    return sorted(held.values(), key=lambda row: (row["date"], row["title"]), reverse=True)
