from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from pathlib import Path

ROLES = "lead, core, supplier, customer, expert, support, authority, financier"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        # A text may be one string or two languages; each half is complained of once, in its own words.
        ("minicluster.yaml", "name: {fi: [A]}\nstart: 2026-01-12\n", ["1:12 'fi' must be a text"]),
        ("minicluster.yaml", "name: {fi: A, se: B}\nstart: 2026-01-12\n", ["1:15 unknown key 'se'"]),
        ("minicluster.yaml", "name: A\nstart: [x]\n", ["2:8 'start' must be a date"]),
        ("minicluster.yaml", "name: A\nstart: 2026-01-12\nbudget: {a: 1}\n", ["3:9 'budget' must be a number"]),
        (
            "minicluster.yaml",
            "name: A\nstart: 2026-01-12\nmarkets:\n  - {id: viro, contry: EE}\n",
            ["4:16 unknown key 'contry' (did you mean 'country'?)"],
        ),
        ("members/saha.yaml", "name: A\nroles: [[lead]]\n", [f"2:9 '[…]' is not one of: {ROLES}"]),
        ("members/saha.yaml", "name: A\ntier: 10\n", ["2:7 10 is not at most 9"]),
        ("members/saha.yaml", "name: A\nsize: {year: 1776}\n", ["2:14 1776 is not at least 1900"]),
        ("members/saha.yaml", f"name: {'a' * 401}\n", ["1:7 a text of 401 characters where at most 400 are allowed"]),
        ("members/saha.yaml", f"name: A\nwebsite: {'x' * 100}\n",
         [f"2:10 '{'x' * 80}…' does not have the form of a web address (https://…)"]),
        ("members/saha.yaml", f"name: A\nlevel: {'a' * 41}\n", ["2:8 an id of 41 characters where at most 40 are allowed"]),
        ("analysis.yaml", "links:\n  - {from: a, too: b, deliverable: c}\n",
         ["2:5 the key 'to' is missing", "2:15 unknown key 'too' (did you mean 'to'?)"]),
        ("scores/hlo-01.yaml", "rater: hlo-01\nmember: a\ndate: 2026-01-12\nscores: {a: {b: x}, C: {d: 1}}\n",
         ["4:17 'x' is not a whole number", "4:21 'C' is not an id"]),
        # A no-break space looks like a space; what is near would look the same.
        ("members/saha.yaml", "name:\n\u00a0\u00a0fi: A\n",
         ["1:1 the key 'name' is missing", "2:1 unknown key '\u00a0\u00a0fi'"]),
        ("members/saha.yaml", "name: A\nkind\u00a0: company\n", ["2:1 unknown key 'kind\u00a0'"]),
    ],
)  # fmt: skip
def test_each_fault_is_said_once_where_it_stands(tmp_path: Path, path: str, text: str, expected: list[str]) -> None:
    (tmp_path / "innoenvi.yaml").write_text("format: 1\nname: Hanke\n")
    (tmp_path / "puu").mkdir()
    (tmp_path / "puu/minicluster.yaml").write_text("name: A\nstart: 2026-01-12\n")
    (tmp_path / "puu" / path).parent.mkdir(exist_ok=True)
    (tmp_path / "puu" / path).write_text(text)

    found = sorted(load(tmp_path).findings, key=lambda finding: finding.sort_key())

    assert [
        f"{finding.location.line}:{finding.location.column} {finding.message.render('en')}" for finding in found
    ] == expected


ODD = "a no-break space (U+00A0) stands in it: type a plain space over it, or take it away"
COLON = "a space belongs behind the colon of a key: 'fi: …'"
HYPHEN = "an item of a list begins with a hyphen and a space: '- …'"


@pytest.mark.parametrize(
    ("path", "text", "hint"),
    [
        ("members/saha.yaml", "name: A\nkind\u00a0: company\n", ODD),
        ("members/saha.yaml", "name: A\nkind: company\u00a0\n", ODD),
        ("members/saha.yaml", "name: A\ncountry: FI\u00a0\n", ODD),
        ("members/saha.yaml", "name: A\ncontributions:\n  - {group: a\u00a0b, kind: produce}\n", ODD),
        ("members/saha.yaml", "name: A\nroles:\n  -\u00a0lead\n", ODD),
        ("minicluster.yaml", "name: A\nstart: 2026-01-12\u00a0\n", ODD),
        ("scores/hlo-01.yaml", "rater: hlo-01\nmember: a\ndate: 2026-01-12\nscores: {a\u00a0: {b: 1}}\n", ODD),
        ("members/saha.yaml", "name:\u00a0A\n", ODD),
        ("members/saha.yaml", "name: A\nroles:\n  -lead\n", HYPHEN),
        ("members/saha.yaml", "name: A\nsize:\n  fi:1\n", COLON),
        ("members/saha.yaml", "fi:A\n", COLON),
        ("members.yaml", "members\u00a0: [a]\n", ODD),
        # A number has no spaces at all, and is shown one of its own kind.
        ("minicluster.yaml", "name: A\nstart: 2026-01-12\nbudget: 12\u00a0500\n",
         "write digits with a full stop for decimals, without spaces or units: 12500.50"),
        ("members/saha.yaml", "name: A\nsize: {year: 2 023}\n",
         "write digits alone, without decimals, spaces or units: 2023"),
        # What is wrong here is something else.
        ("members/saha.yaml", "name: A\nkind: x:y\n", "choose one of them"),
    ],
)  # fmt: skip
def test_the_way_out_names_the_slip(tmp_path: Path, path: str, text: str, hint: str) -> None:
    (tmp_path / "innoenvi.yaml").write_text("format: 1\nname: Hanke\n")
    (tmp_path / "puu").mkdir()
    (tmp_path / "puu/minicluster.yaml").write_text("name: A\nstart: 2026-01-12\n")
    (tmp_path / "puu" / path).parent.mkdir(exist_ok=True)
    (tmp_path / "puu" / path).write_text(text, encoding="utf-8")

    assert [finding.hint.render("en") for finding in load(tmp_path).findings] == [hint]
