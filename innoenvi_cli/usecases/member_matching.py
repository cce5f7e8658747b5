"""Finds out which member each row of a register means: one that exists, a new one, or one that another row means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from innoenvi_cli import rules
from innoenvi_cli.exchange.conversion import folded
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from innoenvi_cli.exchange.member_rows import MemberRow
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.minicluster import Member


# A row is looked for among so many rows that mean its member; one that repeats none of them says something else.
_MOST_NAMESAKES: Final = 100


@dataclass(slots=True)
class Matches:
    """What the rows mean: ``known`` by the ids of members, ``new`` ones, what is wrong.

    ``repeats`` are rows that say nothing else than the row beside them.
    """

    known: dict[str, MemberRow] = field(default_factory=dict)
    new: list[MemberRow] = field(default_factory=list)
    repeats: list[tuple[MemberRow, MemberRow]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def match_rows(rows: Sequence[MemberRow], members: Mapping[str, Member], broken: frozenset[str]) -> Matches:
    """Match ``rows`` with ``members`` by id, business id and name, then by the id that the name gives.

    ``broken`` holds the ids of records that exist and cannot be read. The order of the rows matters only where two of
    them mean one member: the first one is taken.
    """
    matching = _Matching(members, broken)
    open_rows = [row for row in matching.first_rows(rows) if matching.exact(row)]
    for row in sorted(open_rows, key=lambda row: (folded(row.given("name")), row.number)):
        matching.by_slug(row)
    return matching.matches


class _Matching:
    """The members by what rows may know of them, and what the rows mean so far."""

    def __init__(self, members: Mapping[str, Member], broken: frozenset[str]) -> None:
        self.members = members
        self.broken = broken
        self.matches = Matches()
        self.by_business_id = {member.business_id: member for member in members.values() if member.business_id}
        self.by_name: defaultdict[str, list[Member]] = defaultdict(list)
        self.without_business_id: defaultdict[str, list[Member]] = defaultdict(list)
        for member in members.values():
            self.by_name[folded(member.name)].append(member)
            if not member.business_id:
                self.without_business_id[folded(member.name)].append(member)

    # Rows among each other

    def first_rows(self, rows: Sequence[MemberRow]) -> list[MemberRow]:
        """Return the rows that mean no member of a row before them."""
        seen: defaultdict[_Trace, list[MemberRow]] = defaultdict(list)
        found: list[MemberRow] = []
        for row in rows:
            before = [other for trace in _may_have_left(row) for other in seen[trace]]
            if before:
                self._repeat(row, before[:_MOST_NAMESAKES])
                continue
            found.append(row)
            for trace in _leaves(row):
                seen[trace].append(row)
        return found

    def _repeat(self, row: MemberRow, before: Sequence[MemberRow]) -> None:
        repeated = next((other for other in before if _says_no_more(row, other)), None)
        if repeated is not None:
            self.matches.repeats.append((row, repeated))
            return
        first = before[0]
        place = row.origin.location
        self.matches.findings.append(rules.MEMBER_TWICE.at(place, row=first.number, name=first.given("name")))

    # Rows and members

    def exact(self, row: MemberRow) -> bool:
        """Look for the member that the row names; return whether that is still open."""
        found, problem = self._named(row)
        if problem is not None:
            self.matches.findings.append(problem)
        elif found is not None and found.id in self.matches.known:
            self._repeat(row, [self.matches.known[found.id]])
        elif found is not None:
            self.matches.known[found.id] = row
        return found is None and problem is None

    def _named(self, row: MemberRow) -> tuple[Member | None, Finding | None]:
        given_id, business_id = row.given("id"), row.given("business_id")
        by_id, by_business_id = self.members.get(given_id), self.by_business_id.get(business_id)
        if by_business_id is not None and given_id and by_business_id.id != given_id:
            return None, _two(row, _BUSINESS_ID, by_business_id.id, _ID, given_id)
        found = by_id or by_business_id
        name = folded(row.given("name"))
        namesakes = self._namesakes(name, given_id, business_id)
        if found is None:
            if len(namesakes) > 1:
                return None, _two(row, _NAME, namesakes[0].id, _NAME, namesakes[1].id)
            return next(iter(namesakes), None), None
        other = next((member for member in namesakes if member is not found), None)
        if other is not None and folded(found.name) != name:
            return None, _two(row, _ID if by_id else _BUSINESS_ID, found.id, _NAME, other.id)
        return found, None

    def _namesakes(self, name: str, given_id: str, business_id: str) -> list[Member]:
        """Return the members of that name, one or two, that a row can mean whose id and business id nobody has."""
        if given_id:
            return []
        return (self.without_business_id if business_id else self.by_name)[name][:2]

    def by_slug(self, row: MemberRow) -> None:
        """Take the member whose id the name of the row gives, if that can be the same; else the row is a new member."""
        slug = row.given("id") or slug_of(row.given("name"))
        if slug in self.broken:
            reason = message(N_("its file has errors"))
            self.matches.findings.append(rules.RECORD_NOT_EDITABLE.at(row.origin.location, id=slug, reason=reason))
            return
        member = self.members.get(slug)
        if member is None or slug in self.matches.known or not _may_be(row, member) or _is_cut(row.given("name")):
            self.matches.new.append(row)
        else:
            self.matches.known[slug] = row


# What a row is known by: a field and its value, and whether the row has an id and a business id as well. Two rows mean
# one member by what both of them give, ids before business ids before names; the traces of others that a row looks for
# are those of rows that mean the same, so that a thousand namesakes are not compared one by one.
_Trace: TypeAlias = "tuple[str, str, bool, bool]"


def _leaves(row: MemberRow) -> list[_Trace]:
    """Return the traces by which later rows find ``row``."""
    has_id, has_business_id = bool(row.given("id")), bool(row.given("business_id"))
    traces = [(key, row.given(key), has_id, has_business_id) for key in ("id", "business_id") if row.given(key)]
    return [*traces, ("name", folded(row.given("name")), has_id, has_business_id)]


def _may_have_left(row: MemberRow) -> Iterator[_Trace]:
    """Yield the traces of rows that mean the same member as ``row``."""
    given_id, business_id = row.given("id"), row.given("business_id")
    others_with_id = (False,) if given_id else (False, True)
    if given_id:
        yield from (("id", given_id, True, has_business_id) for has_business_id in (False, True))
    if business_id:
        yield from (("business_id", business_id, has_id, True) for has_id in others_with_id)
    for has_id in others_with_id:
        for has_business_id in (False,) if business_id else (False, True):
            yield "name", folded(row.given("name")), has_id, has_business_id


def _says_no_more(row: MemberRow, other: MemberRow) -> bool:
    """Tell whether everything that ``row`` gives stands in ``other`` as well; how the name is spelt does not count."""
    if folded(row.given("name")) != folded(other.given("name")) or not set(row.paths) <= set(other.paths):
        return False
    return all(row.value(path) == other.value(path) for path in row.paths if path != ("name",))


def _may_be(row: MemberRow, member: Member) -> bool:
    """Tell whether ids and business ids allow that the row means the member."""
    if row.given("id") and row.given("id") != member.id:
        return False
    return not (row.given("business_id") and member.business_id and row.given("business_id") != member.business_id)


def _is_cut(name: str) -> bool:
    """Tell whether the id of ``name`` was cut, so that other names give the same one."""
    return slug_of(f"{name} x") == slug_of(name)


_ID = message(N_("the id"))
_BUSINESS_ID = message(N_("the business id"))
_NAME = message(N_("the name"))


def _two(row: MemberRow, first: Message, one: str, second: Message, other: str) -> Finding:
    return rules.TWO_MEMBERS_MEANT.at(row.origin.location, first=first, one=one, second=second, other=other)
