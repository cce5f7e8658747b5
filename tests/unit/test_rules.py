from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.findings import Location
from innoenvi_cli.rules import BY_CODE, RULES, SUSPECT_GATE

if TYPE_CHECKING:
    from innoenvi_cli.findings import Rule


def test_codes_are_given_once_and_stand_in_order() -> None:
    codes = [rule.code for rule in RULES]

    assert codes == sorted(set(codes))
    assert list(BY_CODE) == codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_sentences_are_written_alike(rule: Rule) -> None:
    for text in (rule.title, rule.message, rule.hint):
        assert text == text.strip()
        assert not text.endswith(".")
        # Braces hold names of arguments and nothing else.
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))
    prose, wrong, right = rule.explanation.replace("\n\nRight:\n", "\n\nWrong:\n").split("\n\nWrong:\n")
    assert prose.endswith(".")
    assert wrong != right


def test_every_sentence_may_name_the_minicluster_and_the_record() -> None:
    found = SUSPECT_GATE.at(
        Location("puu/minicluster.yaml"),
        minicluster="puu",
        record="members/saha",
        gate="definition",
        date="2026-05-01",
        criterion="participants",
    )

    assert found.message.render("en").endswith("no longer rests on the same: members/saha")
    assert found.hint.render("en").endswith("innoenvi review puu --gate definition --by CODE")
