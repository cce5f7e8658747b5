"""One door to the formats of CI systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.reporting.github import github
from innoenvi_cli.reporting.gitlab import gitlab
from innoenvi_cli.reporting.junit import junit
from innoenvi_cli.reporting.sarif import sarif

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.reporting.issues import CiFormat, Issue


def ci_document(
    issues: Iterable[Issue], form: CiFormat, *, language: Language, suite: str, strict: bool = False
) -> str:
    """Return ``issues`` in a CI format; ``suite`` names the command for JUnit."""
    match form:
        case "github":
            return github(issues)
        case "gitlab":
            return gitlab(issues)
        case "junit":
            return junit(issues, suite=suite, strict=strict)
        case "sarif":
            return sarif(issues, language)
