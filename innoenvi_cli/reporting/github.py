"""Annotations of GitHub Actions. GitHub shows ten per step, so the worst come first.

Format: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; the escaping is that of
``actions/toolkit``. Every line begins with ``::`` of ours, so no text of a record can begin one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.reporting.cleaning import visible
from innoenvi_cli.reporting.issues import worst_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.reporting.issues import Issue

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(issues: Iterable[Issue]) -> str:
    """Return one annotation per line."""
    return "".join(f"{_annotation(issue)}\n" for issue in worst_first(issues))


def _annotation(issue: Issue) -> str:
    properties = {
        "file": issue.path,
        "line": str(issue.line),
        "col": str(issue.column),
        "title": f"{issue.code} {issue.title}",
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[issue.severity]} {listed}::{_data(issue.text)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
