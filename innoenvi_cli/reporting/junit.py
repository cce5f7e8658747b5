"""JUnit XML: one case per file and group of rules, which fails when one of its problems does.

Format: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.reporting.cleaning import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.reporting.issues import Issue

# What XML 1.0 cannot hold even as a reference.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(issues: Iterable[Issue], *, suite: str, strict: bool = False) -> str:
    """Return the report. Errors fail their case, with ``strict`` warnings too; no issue at all is one passed case."""
    cases: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        cases.setdefault((issue.path, issue.group), []).append(issue)
    rendered = [_case(suite, path, group, held, strict=strict) for (path, group), held in sorted(cases.items())]
    failures = sum(failed for _, failed in rendered)
    if not rendered:
        rendered = [(f'    <testcase name={_attribute(suite)} classname="innoenvi"/>\n', False)]
    counts = f'tests="{len(rendered)}" failures="{failures}" errors="0" skipped="0"'
    body = "".join(text for text, _ in rendered)
    report = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="innoenvi" {counts}>\n'
        f"  <testsuite name={_attribute(suite)} {counts}>\n{body}  </testsuite>\n</testsuites>\n"
    )
    return escaped(report, lambda character: f"&#{ord(character)};")


def _case(suite: str, path: str, group: str, issues: list[Issue], *, strict: bool) -> tuple[str, bool]:
    failing = [issue for issue in issues if _fails(issue, strict=strict)]
    first = (failing or issues)[0]
    lines = "\n".join(issue.line_of_text for issue in issues)
    opening = (
        f"    <testcase name={_attribute(f'{path} {group}')} classname={_attribute(f'innoenvi.{suite}.{group}')}"
        f' file={_attribute(path)} line="{first.line}">\n'
    )
    if failing:
        kind = _attribute(first.code)
        inner = f"      <failure message={_attribute(first.message)} type={kind}>{_text(lines)}</failure>\n"
    else:
        inner = f"      <system-out>{_text(lines)}</system-out>\n"
    return f"{opening}{inner}    </testcase>\n", bool(failing)


def _fails(issue: Issue, *, strict: bool) -> bool:
    return issue.severity is Severity.ERROR or (strict and issue.severity is Severity.WARNING)


def _text(text: str) -> str:
    """Escape character data. The standard library's own escaping would import an HTTP client at start-up."""
    plain = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    shown = _text(text).replace('"', "&quot;")
    return '"' + shown.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
