"""De minimis aid of each single undertaking over any three years: Regulation (EU) 2023/2831, Article 3(2).

What counts is the aid granted in the three years up to and including the day of a new grant, by the date of granting.
Companies of one corporate group are one single undertaking (Article 2(2)), wherever in the programme they take part.
Only aid that stands in the records is known here: an undertaking declares by itself what others have granted it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.method.organisations import single_undertakings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from innoenvi_cli.model.project import Project

DEFAULT_CEILING: Final = Decimal(300000)
"""Euros; a programme in another currency states its own ceiling."""
YEARS: Final = 3
_EURO: Final = "EUR"


@dataclass(frozen=True, slots=True)
class Grant:
    """De minimis aid granted to a member for an action: ``index`` is its place among the recipients."""

    minicluster: str
    action: str
    index: int
    member: str
    amount: Decimal
    date: date


@dataclass(frozen=True, slots=True)
class Excess:
    """The day of a grant on which the aid of the three years up to it goes over the ceiling; ``grant`` is the last."""

    grant: Grant
    start: date
    total: Decimal


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A single undertaking on a day.

    ``members`` are ``(minicluster, member)`` of all its companies in the programme, ``names`` their names. ``total``
    is the aid of the window up to the day and ``room`` what could still be granted on it, ``None`` without a ceiling.
    """

    names: tuple[str, ...]
    corporate_group: str
    members: tuple[tuple[str, str], ...]
    grants: tuple[Grant, ...]
    total: Decimal
    room: Decimal | None
    excesses: tuple[Excess, ...]


@dataclass(frozen=True, slots=True)
class DeMinimis:
    """The aid of all undertakings on a day. ``ceiling`` is ``None`` where a programme that is not in euros states none.

    ``start`` is the first day of the window that ends on ``as_of``.
    """

    as_of: date
    start: date
    ceiling: Decimal | None
    undertakings: tuple[Undertaking, ...]


def de_minimis(project: Project, as_of: date, miniclusters: Collection[str] | None = None) -> DeMinimis:
    """Return the de minimis aid granted up to ``as_of``, undertakings with the least room left first.

    With ``miniclusters`` those undertakings alone that take part in one of them; aid granted in another minicluster
    counts against the same ceiling.
    """
    ceiling = ceiling_of(project)
    grants = [grant for grant in granted(project) if grant.date <= as_of]
    parties = single_undertakings(project)
    held: dict[tuple[tuple[str, str], ...], list[Grant]] = {}
    for grant in grants:
        party = parties[grant.minicluster, grant.member]
        if miniclusters is None or any(minicluster in miniclusters for minicluster, _ in party):
            held.setdefault(party, []).append(grant)
    found = [_undertaking(project, members, own, ceiling, as_of) for members, own in held.items()]
    return DeMinimis(
        as_of,
        window_start(as_of),
        ceiling,
        tuple(sorted(found, key=lambda party: (-party.total, party.names, party.members))),
    )


def ceiling_of(project: Project) -> Decimal | None:
    """Return the ceiling of the programme: its own, or that of the Regulation where its currency is the euro."""
    programme = project.programme
    if programme is None or programme.currency == _EURO:
        own = programme.de_minimis_ceiling if programme is not None else None
        return own if own is not None else DEFAULT_CEILING
    return programme.de_minimis_ceiling


def granted(project: Project) -> Iterator[Grant]:
    """Yield every grant of de minimis aid in the records to a member that there is."""
    for cluster in project.miniclusters.values():
        for action in cluster.actions.values():
            if action.aid is None or action.aid.basis != "de_minimis":
                continue
            for index, part in enumerate(action.aid.recipients):
                if part.member in cluster.members:
                    yield Grant(cluster.id, action.id, index, part.member, part.amount, part.date)


def window_start(end: date) -> date:
    """Return the first of the three years that end with the day ``end``: the day after the same day three years ago."""
    try:
        same_day = end.replace(year=end.year - YEARS)
    except ValueError:  # the 29th of February, or a day before the calendar begins
        same_day = date(end.year - YEARS, 2, 28) if end.year > YEARS else date.min
    return same_day + timedelta(days=1) if same_day > date.min else same_day


def _undertaking(
    project: Project,
    members: tuple[tuple[str, str], ...],
    grants: Iterable[Grant],
    ceiling: Decimal | None,
    as_of: date,
) -> Undertaking:
    own = tuple(sorted(grants, key=lambda grant: (grant.date, grant.minicluster, grant.action, grant.index)))
    records = [project.miniclusters[minicluster].members[member] for minicluster, member in members]
    now = in_window(own, as_of)
    return Undertaking(
        names=tuple(dict.fromkeys(record.name for record in records)),
        corporate_group=next((record.corporate_group for record in records if record.corporate_group), ""),
        members=members,
        grants=own,
        total=now,
        room=max(ceiling - now, Decimal(0)) if ceiling is not None else None,
        excesses=tuple(_excesses(own, ceiling)) if ceiling is not None else (),
    )


def _excesses(grants: tuple[Grant, ...], ceiling: Decimal) -> Iterator[Excess]:
    """Walk through the grants, the oldest first, with the sum of the three years up to each of them."""
    oldest, reached = 0, Decimal(0)
    for index, grant in enumerate(grants):
        reached += grant.amount
        start = window_start(grant.date)
        while grants[oldest].date < start:
            reached -= grants[oldest].amount
            oldest += 1
        last_of_day = index + 1 == len(grants) or grants[index + 1].date != grant.date
        if last_of_day and reached > ceiling:
            yield Excess(grant, start, reached)


def in_window(grants: Iterable[Grant], end: date) -> Decimal:
    """Return what was granted in the three years that end with the day ``end``."""
    start = window_start(end)
    return sum((grant.amount for grant in grants if start <= grant.date <= end), Decimal(0))
