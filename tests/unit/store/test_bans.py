"""Every ban and limit on what a file may hold, with its code: no two share one, and each has its place."""

from __future__ import annotations

import pytest

from innoenvi_cli.findings import Location
from innoenvi_cli.rules import BY_CODE
from innoenvi_cli.store.names import minicluster_name_fault, name_fault
from innoenvi_cli.store.reader import decode, read

BANS = {
    "bytes that are no UTF-8 (Latin-1)": (b"name: \xe4", "f:1:7", "IE002"),
    "size": (b"#" * ((1 << 20) + 1), "f:1:1", "IE003"),
    "what is no YAML": (b"a: [", "f:1:4", "IE004"),
    "depth": (b"a: " + b"[" * 30, "f:1:23", "IE005"),
    "aliases": (b"a: *x", "f:1:4", "IE006"),
    "tags": (b"a: !x b", "f:1:4", "IE007"),
    "directives": (b"# c\n%YAML 1.1\n---\na: 1", "f:2:1", "IE008"),
    "second documents": (b"a: 1\n---\nb: 1", "f:2:1", "IE009"),
    "duplicate keys": (b"a: 1\na: 2", "f:2:1", "IE010"),
    "keys that differ in case": (b"a: 1\nA: 2", "f:2:1", "IE011"),
    "conflict markers": (b"a: 1\n<<<<<<< HEAD", "f:2:1", "IE012"),
    "tabs": (b"a:\t1", "f:1:3", "IE013"),
    "control characters": (b"a: b\x07", "f:1:5", "IE014"),
    "merge keys": (b"a:\n  <<: b", "f:2:3", "IE015"),
    "keys that are no words": (b"? [a]\n: 1", "f:1:3", "IE019"),
    "UTF-16": ("a: 1".encode("utf-16"), "f:1:1", "IE020"),
    "number of keys and values": (b"a: [" + b"x," * 80_000 + b"]", "f:1:159993", "IE021"),
    "anchors": (b"a: &x b", "f:1:4", "IE022"),
    "bidirectional characters": ("a: b\u202e".encode(), "f:1:5", "IE023"),
    "lone surrogates": (rb'a: "b\ud83d"', "f:1:6", "IE024"),
    "other invisible characters": ("a: b\u200b".encode(), "f:1:5", "IE025"),
    "codes that are no characters": ("a: b\ufdd0".encode(), "f:1:5", "IE026"),
    "keys that differ in composition": ("ä: 1\na\u0308: 2".encode(), "f:2:1", "IE028"),
}
NAMES = {
    "shape": ("A b", "IE052"),
    "more than forty characters": ("a" * 41, "IE056"),
    "a word of YAML": ("null", "IE057"),
    "a word of Windows": ("com1", "IE057"),
    "a folder with another use": ("docs", "IE058"),
}


@pytest.mark.parametrize("ban", BANS)
def test_a_ban_has_its_code_and_place(ban: str) -> None:
    raw, place, code = BANS[ban]
    text, problem = decode(raw, "f")
    found = (problem,) if problem is not None else read(text, "f").findings

    assert [(str(finding.location), finding.code) for finding in found] == [(place, code)]


def test_no_two_bans_share_a_code() -> None:
    codes = [code for _, _, code in BANS.values()]

    assert sorted(codes) == sorted(set(codes))
    assert all("Wrong:" in BY_CODE[code].explanation for code in codes)


@pytest.mark.parametrize("ban", NAMES)
def test_a_name_is_refused_by_the_rule_that_it_breaks(ban: str) -> None:
    name, code = NAMES[ban]
    fault = minicluster_name_fault(name)

    assert fault is not None
    assert fault.at(Location("f")).code == code
    assert name_fault("a-1") is None
