"""Metrics that stand in every gate: are the records sound, does every passed gate still stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import Clue
from innoenvi_cli.method.metrics.base import Metric, count, violations

if TYPE_CHECKING:
    from innoenvi_cli.method.answers import Measurement
    from innoenvi_cli.method.view import View


def record_errors(view: View) -> Measurement:
    """Count the errors that `check` finds in the programme and in this minicluster."""
    clues = (
        Clue(finding.record, (), finding.message, finding.location)
        for finding in view.findings
        if finding.severity is Severity.ERROR and finding.minicluster in {"", view.cluster.id}
    )
    return violations((), clues)


def suspect_gates(view: View) -> Measurement:
    """Count the passed gates that are suspect, and name what each no longer rests on."""
    note = N_("criterion {criterion} of gate {gate} rests on it")
    clues = (Clue(item.record, (), message(note, criterion=item.criterion, gate=item.gate)) for item in view.suspicious)
    return count(len({item.gate for item in view.suspicious}), (), clues)


METRICS: Final = (
    Metric("record_errors", N_("errors in the records"), record_errors, {}),
    Metric("suspect_gates", N_("passed gates that are suspect"), suspect_gates, {}),
)
