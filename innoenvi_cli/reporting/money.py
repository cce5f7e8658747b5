"""Shows the money of a programme: tables on a terminal, a line per figure elsewhere, everything as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.method.money import (
    by_action,
    by_cost_type,
    by_minicluster,
    by_source,
    by_state,
    by_target,
    by_year,
    total,
)
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import as_number, sum_of_money
from innoenvi_cli.reporting.money_tables import aid_tables, money_tables

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.de_minimis import DeMinimis
    from innoenvi_cli.method.money import Entry, Sum
    from innoenvi_cli.model.development import Action
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.money_tables import MoneyTable
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.sum_money import MoneyResult


def report_money(result: MoneyResult, screen: Screen, form: Format, *, aid: bool = False) -> None:
    """Write ``result`` in ``form``; with ``aid`` people read of the de minimis aid instead of budgets and costs."""
    if form == "json":
        screen.machine(envelope("money", money_data(result, screen.language)))
        return
    tables = tuple((aid_tables if aid else money_tables)(result, screen.language))
    if not tables:
        screen.line(screen.say(nothing(result, aid=aid)))
        _warn(result, screen)
        if not aid and not result.years:
            screen.talk(message(N_("→ next: {command}"), command="innoenvi explain action"), "faint")
        return
    if screen.terminal:
        from innoenvi_cli.reporting.money_view import show_money_view  # noqa: PLC0415 - rich is for terminals

        show_money_view(headline(result, screen.language, aid=aid), tables, screen)
    else:
        screen.line(screen.say(headline(result, screen.language, aid=aid)))
        for table in tables:
            _lines(table, screen)
    _warn(result, screen)
    if not aid and result.question.is_open:
        screen.talk(message(N_("→ next: {command}"), command="innoenvi money --de-minimis"), "faint")


def _warn(result: MoneyResult, screen: Screen) -> None:
    """Say that figures may be missing where files could not be read."""
    if result.broken:
        screen.talk(
            counted(
                "the files read hold one error, so figures may be missing: innoenvi check",
                "the files read hold {count} errors, so figures may be missing: innoenvi check",
                result.broken,
            ),
            "warning",
        )


def headline(result: MoneyResult, language: Language, *, aid: bool = False) -> Message:
    """Say whose money this is, of what, in which currency and on which day; with one sum where only a part is asked."""
    asked = result.question
    whose = ", ".join(view.cluster.id for view in result.views)
    if result.is_whole and result.programme is not None:
        whose = in_language(result.programme.name, language)
    if aid or asked.is_open:
        return message(
            N_("{whose}: money in {currency}, as of {as_of}"),
            whose=whose,
            currency=result.currency,
            as_of=format_date(result.as_of, language),
        )
    parts = [
        str(asked.year) if asked.year is not None else "",
        label("money_source", asked.source).render(language) if asked.source is not None else "",
        label("cost_type", asked.cost_type).render(language) if asked.cost_type is not None else "",
    ]
    found = total(result.entries)
    return message(
        N_("{whose}, {what}: spent {actual} of {budget} {currency}, as of {as_of}"),
        whose=whose,
        what=", ".join(part for part in parts if part),
        actual=sum_of_money(found.actual, language),
        budget=sum_of_money(found.budget, language),
        currency=result.currency,
        as_of=format_date(result.as_of, language),
    )


def nothing(result: MoneyResult, *, aid: bool = False) -> Message:
    """Say that there is nothing to add up, and where there would be something."""
    if aid:
        return message(N_("no de minimis aid has been granted: aid: of an action with basis: de_minimis lists it"))
    if not result.years:
        return message(N_("no action has a budget or actual costs yet"))
    asked = result.question
    if asked.year is not None and asked.year not in result.years:
        return message(
            N_("nothing is recorded for {year}; there is money in {years}"),
            year=asked.year,
            years=", ".join(map(str, result.years)),
        )
    sources = tuple(label("money_source", found.key) for found in by_source(result.everything))
    kinds = tuple(label("cost_type", found.key) for found in by_cost_type(result.everything))
    return message(
        N_("nothing is recorded of that; there is money from {sources}, for {kinds}"), sources=sources, kinds=kinds
    )


def _lines(table: MoneyTable, screen: Screen) -> None:
    title = screen.say(table.title)
    heads = [screen.say(heading) for heading in table.headings]
    for row in (*table.rows, *((table.sums,) if table.sums else ())):
        words = ", ".join(text for text in row[: table.texts] if text)
        figures = [
            f"{head} {text}" for head, text in zip(heads[table.texts :], row[table.texts :], strict=True) if text
        ]
        screen.line(screen.say(f"{title}: {words}: {'; '.join(figures)}"))
    for note in table.notes:
        screen.line(screen.say(message(N_("note: {text}"), text=note)))


# JSON ---------------------------------------------------------------------------------------------------------------


def money_data(result: MoneyResult, language: Language) -> dict[str, Any]:
    """Return what ``money --format json`` holds: amounts in the currency, shares between 0 and 1."""
    entries = result.entries
    asked = result.question
    periods, unclear = result.reporting
    return {
        "as_of": result.as_of.isoformat(),
        "currency": result.currency,
        "miniclusters": [view.cluster.id for view in result.views],
        "asked": {"year": asked.year, "source": asked.source, "cost_type": asked.cost_type},
        "years": list(result.years),
        "errors": result.broken,
        "total": _sum(total(entries)),
        "by_year": [{"year": int(found.key), **_sum(found)} for found in by_year(entries)],
        "by_source": [{"source": found.key, **_sum(found)} for found in by_source(entries)],
        "by_cost_type": [{"cost_type": found.key, **_sum(found)} for found in by_cost_type(entries)],
        "by_minicluster": [{"minicluster": found.key, **_sum(found)} for found in by_minicluster(entries)],
        "by_target": [_part(found, "target") for found in by_target(entries)],
        "actions": _actions(result, language),
        "funding": [
            {
                "minicluster": line.minicluster,
                "action": line.action,
                "source": line.funding.source,
                "funder": line.funding.funder,
                "amount": as_number(line.funding.amount),
                "state": line.state,
            }
            for line in result.funding
        ],
        "funding_by_state": [
            {"state": state, "amount": as_number(amount), "lines": lines}
            for state, amount, lines in by_state(result.funding)
        ],
        "shares": [
            {
                "source": share.source,
                "decided": as_number(share.decided),
                "budgeted": as_number(share.budgeted),
                "realised": as_number(share.realised),
            }
            for share in result.shares
        ],
        "budgets": [
            {
                "minicluster": row.key,
                "budget": as_number(row.budget),
                "given_out": as_number(row.parts),
                "left": as_number(row.left),
                "actual": as_number(row.actual),
            }
            for row in result.allotments
        ],
        "reporting_periods": [
            {
                "id": row.period.id,
                "start": row.period.start.isoformat(),
                "end": row.period.end.isoformat(),
                "due": row.period.due.isoformat(),
                "state": row.state,
                "days_late": row.days_late,
                "actual": as_number(row.actual),
            }
            for row in periods
        ],
        "actual_without_period": as_number(unclear),
        "de_minimis": _aid(result.de_minimis),
    }


def _sum(found: Sum) -> dict[str, Any]:
    return {
        "budget": as_number(found.budget),
        "actual": as_number(found.actual),
        "difference": as_number(found.difference),
    }


def _part(found: Sum, kind: str) -> dict[str, Any]:
    minicluster, _, part = found.key.partition("/")
    return {"minicluster": minicluster, kind: part or None, **_sum(found)}


def _actions(result: MoneyResult, language: Language) -> list[dict[str, Any]]:
    lines: dict[str, list[dict[str, Any]]] = {}
    for entry in result.entries:
        lines.setdefault(f"{entry.minicluster}/{entry.action}", []).append(_entry(entry))
    return [
        {
            **_part(found, "action"),
            "name": in_language(_action(result, found.key).name, language),
            "lines": lines[found.key],
        }
        for found in by_action(result.entries)
    ]


def _action(result: MoneyResult, key: str) -> Action:
    minicluster, _, action = key.partition("/")
    return result.project.miniclusters[minicluster].actions[action]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "year": entry.year,
        "cost_type": entry.cost_type,
        "source": entry.source,
        "period": entry.period or None,
        "budget": as_number(entry.budget),
        "actual": as_number(entry.actual),
    }


def _aid(found: DeMinimis) -> dict[str, Any]:
    return {
        "ceiling": as_number(found.ceiling),
        "start": found.start.isoformat(),
        "end": found.as_of.isoformat(),
        "undertakings": [
            {
                "names": list(party.names),
                "corporate_group": party.corporate_group or None,
                "members": [f"{minicluster}/{member}" for minicluster, member in party.members],
                "granted": as_number(party.total),
                "room": as_number(party.room),
                "over": [
                    {
                        "start": excess.start.isoformat(),
                        "end": excess.grant.date.isoformat(),
                        "granted": as_number(excess.total),
                    }
                    for excess in party.excesses
                ],
                "grants": [
                    {
                        "minicluster": grant.minicluster,
                        "action": grant.action,
                        "member": grant.member,
                        "amount": as_number(grant.amount),
                        "date": grant.date.isoformat(),
                    }
                    for grant in party.grants
                ],
            }
            for party in found.undertakings
        ],
    }
