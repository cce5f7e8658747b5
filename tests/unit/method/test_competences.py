"""Which competences are one and the same, what matches, what nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.method.competences import competences, having, normalised
from innoenvi_cli.model.minicluster import Member

if TYPE_CHECKING:
    from innoenvi_cli.model.base import Text


def member(name: str, *held: tuple[Any, str]) -> Member:
    return Member.model_validate(
        {"id": name, "name": name, "competences": [{"name": text, "state": state} for text, state in held]}
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Welding", "welding"),
        ("  Heat   pumps. ", "heat pumps"),
        ("Etä-diagnostiikka", "eta diagnostiikka"),
        ("CAFÉ (design)", "cafe design"),
    ],
)
def test_case_accents_punctuation_and_spaces_make_no_difference(text: str, same: str) -> None:
    assert normalised(text) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"fi": "Hitsaus", "en": "Welding"}, {"fi": "hitsaus"}),
        ({"fi": "Hitsaus", "en": "Welding"}, {"fi": "Hitsaaminen", "en": "WELDING"}),
        ({"fi": "Hitsaus", "en": "Welding"}, "welding"),
        ("Hitsaus", "hitsaus!"),
    ],
)
def test_the_same_in_one_language_is_the_same(one: Text, other: Text) -> None:
    (held,) = competences([member("a", (one, "have")), member("b", (other, "want"))])
    assert (held.name, held.matches, held.is_gap) == (held.name, (("a", "b"),), False)


def test_other_words_are_another_competence() -> None:
    found = competences([member("a", ("Hitsaus", "have")), member("b", ("Hitsauksen suunnittelu", "want"))])
    assert [held.matches for held in found] == [(), ()]
    assert [held.is_gap for held in found] == [False, True]


def test_sameness_goes_over_a_third() -> None:
    first, last = {"fi": "Hitsaus"}, {"en": "Welding"}
    (held,) = competences(
        [member("a", (first, "have")), member("b", (last, "want")), member("c", ({**first, **last}, "want"))]
    )
    assert held.matches == (("a", "b"), ("a", "c"))


def test_whoever_has_and_wants_it_is_no_match_of_itself() -> None:
    (held,) = competences([member("a", ("Hitsaus", "have"), ("Hitsaus", "want"))])
    assert held.matches == ()
    assert not held.is_gap


def test_a_part_of_the_name_in_either_language_finds_it() -> None:
    found = competences([member("a", ({"fi": "Etädiagnostiikka", "en": "Remote diagnostics"}, "have"))])
    for text in ("etadia", "DIAGNOSTICS", "remote dia"):
        assert having(found, text) == found
    assert having(found, "hitsaus") == ()
    assert having(found, "") == ()
