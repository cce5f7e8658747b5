"""What is said of and by members: who stands on which side of a finding, what a commitment rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import few, minicluster_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project


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
