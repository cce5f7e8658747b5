"""SARIF 2.1.0, as GitHub code scanning and editors read it.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/; paths are relative URIs from the root of the git repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from innoenvi_cli import __version__
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import translate
from innoenvi_cli.reporting.envelope import as_json
from innoenvi_cli.reporting.gitlab import fingerprints
from innoenvi_cli.reporting.issues import unfilled
from innoenvi_cli.rules import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.reporting.issues import Issue

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(issues: Iterable[Issue], language: Language) -> str:
    """Return the log of one run with ``issues`` as its results."""
    listed = list(issues)
    codes = sorted({issue.code for issue in listed})
    titles = {issue.code: issue.title for issue in listed}
    index = {code: position for position, code in enumerate(codes)}
    driver = {
        "name": "innoenvi",
        "version": __version__,
        "rules": [_rule(code, titles[code], language) for code in codes],
    }
    results = [
        _result(issue, index[issue.code], fingerprint)
        for issue, fingerprint in zip(listed, fingerprints(listed), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _message(text: str) -> str:
    """Escape what a message string would read as a placeholder ({0}) or a link ([text](target))."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _rule(code: str, title: str, language: Language) -> dict[str, Any]:
    known = BY_CODE.get(code)
    described: dict[str, Any] = {"id": code, "shortDescription": {"text": title or code}}
    if known is not None:
        described["help"] = {"text": unfilled(translate(known.hint, language))}
        described["defaultConfiguration"] = {"level": _LEVELS[known.severity]}
    return described


def _result(issue: Issue, index: int, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": issue.code,
        "ruleIndex": index,
        "level": _LEVELS[issue.severity],
        "message": {"text": _message(issue.text or issue.code)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(issue.path.encode("utf-8", "surrogateescape"))},
                    "region": {"startLine": issue.line, "startColumn": issue.column},
                }
            }
        ],
        "partialFingerprints": {"innoenvi/v1": fingerprint},
    }
