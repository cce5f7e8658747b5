"""The code quality report of GitLab: one array; a fingerprint that does not move when lines do.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.reporting.envelope import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.reporting.issues import Issue

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(issues: Iterable[Issue]) -> str:
    """Return the report, without a byte order mark."""
    listed = list(issues)
    return as_json(
        [
            {
                "description": issue.text,
                "check_name": issue.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[issue.severity],
                "location": {"path": issue.path, "lines": {"begin": issue.line}},
            }
            for issue, fingerprint in zip(listed, fingerprints(listed), strict=True)
        ]
    )


def fingerprints(issues: Iterable[Issue]) -> list[str]:
    """Return one digest per issue, of code, path, record and message; equal ones are numbered in their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    digests = []
    for issue in issues:
        identity = (issue.code, issue.path, issue.record, issue.message)
        content = "\0".join((*identity, str(seen[identity])))
        seen[identity] += 1
        digests.append(sha256(content.encode("utf-8", "surrogateescape")).hexdigest())
    return digests
