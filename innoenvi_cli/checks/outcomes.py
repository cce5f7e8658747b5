"""The names behind each number: where an indicator counts names, its value is the number of different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import few, minicluster_scopes
from innoenvi_cli.method.outcomes import names_counted
from innoenvi_cli.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.follow_up import Outcome
    from innoenvi_cli.model.project import Minicluster, Project


def names_and_values(project: Project, as_of: date) -> Iterator[Finding]:
    """IE312: a value that counts names is not the number of different names behind it."""
    for scope in minicluster_scopes(project):
        cluster = project.miniclusters[scope.id]
        for outcome in cluster.outcomes.values():
            yield from few(_disagreeing(scope, cluster, outcome))


def _disagreeing(scope: Scope, cluster: Minicluster, outcome: Outcome) -> Iterator[Finding]:
    for index, value in enumerate(outcome.values):
        names = names_counted(outcome, value, cluster)
        if names is not None and outcome.counts is not None and names != value.value:
            yield scope.finding(
                rules.NAMES_AND_VALUE,
                f"outcomes/{outcome.id}",
                ("values", index, "value"),
                value=value.value,
                names=names,
                counts=label("counted", outcome.counts),
            )
