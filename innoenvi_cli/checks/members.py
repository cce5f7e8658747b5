"""What is said of and by members: who stands on which side of a finding, what a commitment rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import few, minicluster_scopes
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.project import Project

_SAME: Final = {
    "business_id": N_("the same business id"),
    "vat": N_("the same VAT number"),
    "lei": N_("the same LEI"),
    "name": N_("the same name"),
}


def organisations_twice(project: Project, as_of: date) -> Iterator[Finding]:
    """IE209: two members of a minicluster are the same organisation."""
    for scope in minicluster_scopes(project):
        first: dict[tuple[str, str], Member] = {}
        for member in project.miniclusters[scope.id].members.values():
            marks = tuple(_marks(member))
            known = [(mark[0], first[mark]) for mark in marks if mark in first]
            for key, earlier in known[:1]:
                if key == "name" and _are_two_in_the_register(member, earlier):
                    continue
                other = scope.place(f"members/{earlier.id}", (key,))
                yield rules.SAME_ORGANISATION.at(
                    scope.place(f"members/{member.id}", (key,)),
                    minicluster=scope.id,
                    record=f"members/{member.id}",
                    related=(other,),
                    name=member.name,
                    member=earlier.id,
                    other=str(other),
                    what=message(_SAME[key]),
                )
            for mark in marks:
                first.setdefault(mark, member)


def _are_two_in_the_register(one: Member, other: Member) -> bool:
    """Two companies may bear one name: the register tells them apart."""
    return None not in {one.business_id, other.business_id} and one.business_id != other.business_id


def _marks(member: Member) -> Iterator[tuple[str, str]]:
    """Yield what tells an organisation: a register's number, or else the name without its case and spaces."""
    if member.business_id:
        yield "business_id", member.business_id.casefold()
    if member.vat:
        yield "vat", member.vat.casefold()
    if member.lei:
        yield "lei", member.lei.casefold()
    yield "name", " ".join(member.name.casefold().split())


def members_on_both_sides(project: Project, as_of: date) -> Iterator[Finding]:
    """IE406: a member is both for and against a finding."""
    for scope in minicluster_scopes(project):
        for finding in project.miniclusters[scope.id].findings.values():
            holders = frozenset(finding.members_for)
            yield from few(
                scope.finding(rules.BOTH_SIDES, f"findings/{finding.id}", ("members_against", index), member=member)
                for index, member in enumerate(finding.members_against)
                if member in holders
            )


def commitments_without_document(project: Project, as_of: date) -> Iterator[Finding]:
    """IE407: a member is committed, and no paper says so."""
    for scope in minicluster_scopes(project):
        for member in project.miniclusters[scope.id].members.values():
            yield from few(
                scope.finding(
                    rules.COMMITMENT_WITHOUT_DOCUMENT, f"members/{member.id}", ("history", index), date=step.date
                )
                for index, step in enumerate(member.history)
                if step.status == "committed" and step.document is None
            )
