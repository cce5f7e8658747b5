"""What CI systems are given, held against what they read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli import rules
from innoenvi_cli.findings import Location, Severity
from innoenvi_cli.reporting.ci import ci_document
from innoenvi_cli.reporting.github import github
from innoenvi_cli.reporting.gitlab import fingerprints, gitlab
from innoenvi_cli.reporting.issues import CI_FORMATS, Issue, below, issue_of, unfilled, worst_first
from innoenvi_cli.reporting.junit import junit
from innoenvi_cli.reporting.sarif import sarif

if TYPE_CHECKING:
    from innoenvi_cli.findings import Finding

HOSTILE = "100 %\r\n::error::x, y: [z](http://evil.example) <b> {0} \x1b[31m \u202e"


def issue(**changes: Any) -> Issue:
    parts: dict[str, Any] = {
        "code": "IE203",
        "group": "IE2xx",
        "title": "refers to nothing",
        "severity": Severity.ERROR,
        "path": "vesi/members/a.yaml",
        "line": 3,
        "column": 5,
        "message": "unknown member 'b'",
        "hint": "correct the id",
        "record": "members/a",
    }
    return Issue(**{**parts, **changes})


def test_a_github_annotation() -> None:
    assert github([issue()]) == (
        "::error file=vesi/members/a.yaml,line=3,col=5,title=IE203 refers to nothing"
        "::unknown member 'b' (correct the id)\n"
    )


def test_github_escapes_what_would_end_a_property_or_begin_a_command() -> None:
    text = github([issue(path="a,b:c%.yaml", message="50 %\n::set-output name=x::y", hint="", severity=Severity.INFO)])
    assert text == (
        "::notice file=a%2Cb%3Ac%25.yaml,line=3,col=5,title=IE203 refers to nothing::50 %25%0A::set-output name=x::y\n"
    )


def test_github_is_told_the_worst_first() -> None:
    light, heavy = issue(severity=Severity.WARNING, path="a.yaml"), issue(path="b.yaml")
    assert worst_first([light, heavy]) == [heavy, light]
    assert github([light, heavy]).startswith("::error file=b.yaml")


GITLAB_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_report() -> None:
    text = gitlab([issue(), issue(severity=Severity.WARNING), issue(severity=Severity.INFO, message="other")])
    report = json.loads(text)
    jsonschema.validate(report, GITLAB_SCHEMA)
    assert [item["severity"] for item in report] == ["major", "minor", "info"]
    assert not text.startswith("\ufeff")


def test_a_fingerprint_does_not_move_with_the_line_and_is_never_given_twice() -> None:
    (first,) = fingerprints([issue(line=3)])
    assert fingerprints([issue(line=99)]) == [first]
    assert fingerprints([issue(path="other.yaml")]) != [first]
    assert len(set(fingerprints([issue(), issue(line=9), issue(record="members/b")]))) == 3


def test_junit_has_one_case_per_file_and_group() -> None:
    issues = [
        issue(),
        issue(line=9),
        issue(code="IE308", group="IE3xx", severity=Severity.WARNING),
        issue(path="vesi/members/b.yaml"),
    ]
    suites = ET.fromstring(junit(issues, suite="check"))
    suite = suites[0]
    assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "2", "0")
    names = [case.get("name") for case in suite]
    assert names == ["vesi/members/a.yaml IE2xx", "vesi/members/a.yaml IE3xx", "vesi/members/b.yaml IE2xx"]
    failure = suite[0].find("failure")
    assert failure is not None
    assert failure.get("type") == "IE203"
    assert (failure.text or "").splitlines() == [
        "vesi/members/a.yaml:3:5: IE203 error: unknown member 'b' (correct the id)",
        "vesi/members/a.yaml:9:5: IE203 error: unknown member 'b' (correct the id)",
    ]
    assert suite[1].find("failure") is None


def test_junit_fails_warnings_only_when_strict() -> None:
    warning = issue(severity=Severity.WARNING)
    assert ET.fromstring(junit([warning], suite="check")).get("failures") == "0"
    assert ET.fromstring(junit([warning], suite="check", strict=True)).get("failures") == "1"


def test_junit_without_issues_is_one_passed_case() -> None:
    suites = ET.fromstring(junit([], suite="check"))
    assert (suites.get("tests"), suites.get("failures"), len(suites[0])) == ("1", "0", 1)


_MESSAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
# The part of the public SARIF 2.1.0 schema that these logs use, as strict as GitHub is about empty strings.
SARIF_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["$schema", "version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "version": {"type": "string", "minLength": 1},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "additionalProperties": False,
                                            "required": ["id", "shortDescription"],
                                            "properties": {
                                                "id": {"type": "string", "minLength": 1},
                                                "shortDescription": _MESSAGE,
                                                "help": _MESSAGE,
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message", "ruleId", "locations"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": _MESSAGE,
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "additionalProperties": False,
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": "^[A-Za-z0-9%._~/-]+$"}
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_sarif_log() -> None:
    log = json.loads(sarif([issue(), issue(code="quorum", title="Enough have scored", line=8)], "en"))
    jsonschema.validate(log, SARIF_SCHEMA)
    (run,) = log["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == ["IE203", "quorum"]
    assert described[0]["help"]["text"] == "correct the id, or add the record: innoenvi add"
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_without_issues() -> None:
    log = json.loads(sarif([], "en"))
    jsonschema.validate(log, SARIF_SCHEMA)
    assert log["runs"][0]["results"] == []


def test_sarif_reads_no_placeholder_and_no_link_in_a_message() -> None:
    log = json.loads(sarif([issue(message="{0} [text](http://evil.example)", hint="")], "en"))
    assert log["runs"][0]["results"][0]["message"]["text"] == "{{0}} [text] (http://evil.example)"


def test_a_path_becomes_a_uri() -> None:
    log = json.loads(sarif([issue(path="hanke å/a b.yaml")], "en"))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "hanke%20%C3%A5/a%20b.yaml"}


@pytest.mark.parametrize("form", CI_FORMATS)
def test_hostile_text_breaks_no_format(form: Any) -> None:
    place = Location("vesi/members/a.yaml", 1, 1)
    finding = rules.NOT_A_CHOICE.at(place, value=HOSTILE, choices="x", suggestion="", record=HOSTILE)
    text = ci_document([issue_of(finding, "en")], form, language="en", suite="check")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert all(not line.startswith("::") or line.startswith("::error file=") for line in text.splitlines())
    _parse(form, text)


@given(text=st.text(), path=st.text(min_size=1))
def test_any_text_breaks_no_format(text: str, path: str) -> None:
    given_issue = issue(message=text, hint=text, path=path, title=text, record=text)
    for form in CI_FORMATS:
        document = ci_document([given_issue], form, language="en", suite="check")
        document.encode("utf-8")
        _parse(form, document)


def _parse(form: str, text: str) -> None:
    if form == "junit":
        ET.fromstring(text)
    elif form == "github":
        assert len(text.splitlines()) == text.count("\n")
    else:
        json.loads(text)


def test_issues_below_a_folder_of_the_repository() -> None:
    assert [item.path for item in below("hanke/a", [issue()])] == ["hanke/a/vesi/members/a.yaml"]
    assert below("", [issue()]) == [issue()]


def test_a_finding_that_guesses_says_the_way_out_once() -> None:
    place = Location("a.yaml", 1, 1)
    guessing: Finding = rules.UNKNOWN_REFERENCE.at(place, kind="member", id="b", suggestion=" (did you mean 'c'?)")
    plain: Finding = rules.UNKNOWN_REFERENCE.at(place, kind="member", id="b", suggestion="")
    assert issue_of(guessing, "en").text == "unknown member 'b' (did you mean 'c'?)"
    assert issue_of(plain, "en").text == "unknown member 'b' (correct the id, or add the record: innoenvi add)"


def test_templates_of_messages_without_what_fills_them() -> None:
    assert unfilled("write {{a: b}} for {id}{suggestion}") == "write {a: b} for <id>"
