"""The money of a programme as tables of words and figures: what a terminal draws and a pipe gets line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli.i18n import N_, format_date, message, verbatim
from innoenvi_cli.method.money import by_action, by_cost_type, by_minicluster, by_source, by_state, by_year, total
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.figures import figure, sum_of_money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.de_minimis import Grant, Undertaking
    from innoenvi_cli.method.money import Entry, Share, Sum
    from innoenvi_cli.usecases.sum_money import MoneyResult

    _Part: TypeAlias = tuple[str, str, Callable[[Any], str]]

_PERIOD_STATES: Final = {
    "to_come": N_("to come"),
    "running": N_("running"),
    "due": N_("to be reported"),
    "late": N_("late"),
    "submitted": N_("reported"),
}
_AMOUNTS: Final = (N_("budget"), N_("actual"), N_("difference"), N_("spent"))


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """Rows under headings; the first ``texts`` columns are words, the others figures. ``sums`` is the last row."""

    title: Message
    headings: tuple[Message, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1
    sums: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()


def money_tables(result: MoneyResult, language: Language) -> Iterator[MoneyTable]:
    """Yield what is asked: every table, or what stands behind one figure."""
    entries = result.entries
    if not entries:
        return
    asked = result.question
    if asked.year is None:
        yield _sums(N_("By year"), N_("year"), by_year(entries), entries, language, str)
    if asked.source is None:
        yield _sums(N_("By source"), N_("source"), by_source(entries), entries, language, _source(language))
    if asked.cost_type is None:
        words = _word("cost_type", language)
        yield _sums(N_("By cost type"), N_("cost type"), by_cost_type(entries), entries, language, words)
    if len(result.views) > 1:
        names = {view.cluster.id: view.cluster.id for view in result.views}
        rows = by_minicluster(entries)
        yield _sums(N_("By minicluster"), N_("minicluster"), rows, entries, language, names.__getitem__)
    yield _actions(result, entries, language)
    if asked.is_open:
        yield from _whole(result, language)


def _whole(result: MoneyResult, language: Language) -> Iterator[MoneyTable]:
    if result.shares:
        yield _shares(result, language)
    if result.funding:
        yield _funding(result, language)
    if any(row.budget is not None for row in result.allotments):
        yield _allotments(result, language)
    periods, unclear = result.reporting
    if periods:
        notes = []
        if unclear:
            notes.append(
                message(
                    N_(
                        "{amount} of actual costs name no reporting period and could be of several: add period: to"
                        " their lines"
                    ),
                    amount=sum_of_money(unclear, language),
                )
            )
        rows = tuple(
            (
                row.period.id,
                _span(row.period.start, row.period.end, language).render(language),
                format_date(row.period.due, language),
                message(_PERIOD_STATES[row.state]).render(language),
                sum_of_money(row.actual, language),
            )
            for row in periods
        )
        heads = (N_("period"), N_("time"), N_("report due"), N_("state"), N_("actual"))
        yield MoneyTable(message(N_("Reporting periods")), _heads(heads), rows, 4, notes=tuple(notes))


def _span(start: date, end: date, language: Language) -> Message:
    return message(N_("{start} – {end}"), start=format_date(start, language), end=format_date(end, language))


def _heads(texts: tuple[str, ...]) -> tuple[Message, ...]:
    return tuple(message(text) for text in texts)


def _word(vocabulary: str, language: Language) -> Callable[[str], str]:
    return lambda word: label(vocabulary, word).render(language)


def _source(language: Language) -> Callable[[str], str]:
    return _word("money_source", language)


def _amounts(found: Sum, language: Language) -> tuple[str, ...]:
    return (
        sum_of_money(found.budget, language),
        sum_of_money(found.actual, language),
        sum_of_money(found.difference, language),
        figure(found.used, language, is_ratio=True),
    )


def _sums(
    title: str,
    heading: str,
    sums: tuple[Sum, ...],
    entries: tuple[Entry, ...],
    language: Language,
    name: Callable[[str], str],
) -> MoneyTable:
    rows = tuple((name(found.key), *_amounts(found, language)) for found in sums)
    last = (message(N_("total")).render(language), *_amounts(total(entries), language)) if len(rows) > 1 else ()
    return MoneyTable(message(title), _heads((heading, *_AMOUNTS)), rows, sums=last)


def _actions(result: MoneyResult, entries: tuple[Entry, ...], language: Language) -> MoneyTable:
    """The actions behind the figures; where a part was asked of, line by line with what was not asked."""
    names = {
        f"{view.cluster.id}/{action.id}": in_language(action.name, language)
        for view in result.views
        for action in view.cluster.actions.values()
    }
    last = (message(N_("total")).render(language), *_amounts(total(entries), language))
    if result.question.is_open:
        rows = tuple((names[found.key], *_amounts(found, language)) for found in by_action(entries))
        return MoneyTable(message(N_("By action")), _heads((N_("action"), *_AMOUNTS)), rows, sums=last)
    parts = [part for part in _parts(language) if getattr(result.question, part[0]) is None]
    lines = []
    for found in by_action(entries):
        own = [entry for entry in entries if f"{entry.minicluster}/{entry.action}" == found.key]
        for key in dict.fromkeys(_key(entry, parts) for entry in own):
            held = total(entry for entry in own if _key(entry, parts) == key)
            words = (show(value) for (_, _, show), value in zip(parts, key, strict=True))
            lines.append((names[found.key], *words, *_amounts(held, language)))
    heads = (N_("action"), *(heading for _, heading, _ in parts), *_AMOUNTS)
    sums = (last[0], *("" for _ in parts), *last[1:])
    return MoneyTable(message(N_("The actions behind it")), _heads(heads), tuple(lines), 1 + len(parts), sums)


def _parts(language: Language) -> tuple[_Part, ...]:
    """What an entry is of: the field, its heading, how its value is said."""
    return (
        ("year", N_("year"), str),
        ("source", N_("source"), _source(language)),
        ("cost_type", N_("cost type"), _word("cost_type", language)),
    )


def _key(entry: Entry, parts: Sequence[_Part]) -> tuple[Any, ...]:
    return tuple(getattr(entry, field) for field, _, _ in parts)


def _shares(result: MoneyResult, language: Language) -> MoneyTable:
    decided = any(share.decided is not None for share in result.shares)
    heads = (N_("source"), *((N_("decided"),) if decided else ()), N_("budget"), N_("actual"), N_("departure"))
    return MoneyTable(
        message(N_("Funding shares")),
        _heads(heads),
        tuple(
            (
                _source(language)(share.source),
                *((figure(share.decided, language, is_ratio=True),) if decided else ()),
                figure(share.budgeted, language, is_ratio=True),
                figure(share.realised, language, is_ratio=True),
                points(share, language),
            )
            for share in result.shares
        ),
        notes=(
            message(
                N_("departure: the actual share less the {aim}, in percentage points"),
                aim=message(N_("decided one") if decided else N_("budgeted one")),
            ),
        ),
    )


def points(share: Share, language: Language) -> str:
    """Return how far the actual share is from the one aimed at, in percentage points with their sign."""
    if share.departure is None:
        return "-"
    value = round(share.departure * 100, 1)
    text = figure(abs(value), language)
    return text if not value else f"+{text}" if value > 0 else f"−{text}"


def _funding(result: MoneyResult, language: Language) -> MoneyTable:
    rows = tuple(
        (label("funding_state", state).render(language), str(lines), sum_of_money(amount, language))
        for state, amount, lines in by_state(result.funding)
    )
    return MoneyTable(message(N_("Funding by state")), _heads((N_("state"), N_("lines"), N_("amount"))), rows)


def _allotments(result: MoneyResult, language: Language) -> MoneyTable:
    whole = message(N_("programme")).render(language)
    rows = tuple(
        (
            row.key or whole,
            sum_of_money(row.budget, language),
            sum_of_money(row.parts, language),
            sum_of_money(row.left, language),
            sum_of_money(row.actual, language),
        )
        for row in result.allotments
    )
    heads = (N_("budget of"), N_("budget"), N_("given out"), N_("left to give out"), N_("actual"))
    notes = (
        (message(N_("the programme gives its budget out to the miniclusters, a minicluster to its actions")),)
        if result.is_whole
        else ()
    )
    return MoneyTable(message(N_("Budgets and their parts")), _heads(heads), rows, notes=notes)


def aid_tables(result: MoneyResult, language: Language) -> Iterator[MoneyTable]:
    """Yield the de minimis aid of the undertakings that take part in the miniclusters asked of."""
    found = result.de_minimis
    parties = found.undertakings
    if not parties:
        return
    window = _span(found.start, found.as_of, language)
    yield MoneyTable(
        message(N_("De minimis aid by single undertaking, {window}"), window=window),
        _heads((N_("undertaking"), N_("granted"), N_("room left"), N_("note"))),
        tuple(
            (
                ", ".join(party.names),
                sum_of_money(party.total, language),
                sum_of_money(party.room, language),
                _aid_note(party, language),
            )
            for party in parties
        ),
        notes=aid_notes(result, language),
    )
    rows = tuple(_grant(result, grant, language) for party in parties for grant in party.grants)
    heads = (N_("granted on"), N_("undertaking"), N_("minicluster"), N_("action"), N_("amount"))
    yield MoneyTable(message(N_("Grant by grant")), _heads(heads), rows, 4)


def aid_notes(result: MoneyResult, language: Language) -> tuple[Message, ...]:
    """Say what the figures of de minimis aid mean and what they cannot know."""
    ceiling = result.de_minimis.ceiling
    first = (
        message(
            N_("ceiling {ceiling} over any three years, Regulation (EU) 2023/2831"),
            ceiling=verbatim(f"{sum_of_money(ceiling, language)} {result.currency}"),
        )
        if ceiling is not None
        else message(
            N_(
                "no ceiling: that of the Regulation is in euros and the programme in {currency}; state"
                " de_minimis_ceiling in innoenvi.yaml"
            ),
            currency=result.currency,
        )
    )
    return (
        first,
        message(N_("only aid in these records is known: each undertaking declares what others have granted it")),
    )


def _aid_note(party: Undertaking, language: Language) -> str:
    if not party.excesses:
        return ""
    worst = max(party.excesses, key=lambda excess: excess.total)
    return message(
        N_("over the ceiling: {total} from {start} to {end}"),
        total=sum_of_money(worst.total, language),
        start=format_date(worst.start, language),
        end=format_date(worst.grant.date, language),
    ).render(language)


def _grant(result: MoneyResult, grant: Grant, language: Language) -> tuple[str, ...]:
    cluster = result.project.miniclusters[grant.minicluster]
    return (
        format_date(grant.date, language),
        cluster.members[grant.member].name,
        grant.minicluster,
        in_language(cluster.actions[grant.action].name, language),
        sum_of_money(grant.amount, language),
    )
