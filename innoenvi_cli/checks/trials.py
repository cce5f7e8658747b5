"""What a trial belongs to: without an action or a target nothing leads back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import few, minicluster_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Project


def trials_without_action(project: Project, as_of: date) -> Iterator[Finding]:
    """IE210: a trial names neither an action nor a target."""
    for scope in minicluster_scopes(project):
        yield from few(
            scope.finding(rules.TRIAL_WITHOUT_ACTION, f"trials/{trial.id}")
            for trial in project.miniclusters[scope.id].trials.values()
            if trial.action is None and trial.target is None
        )
