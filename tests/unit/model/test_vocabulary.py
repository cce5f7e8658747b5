"""Every word of the record format has a label in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from innoenvi_cli.i18n import LANGUAGES, translate
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.model.phases import GateId, PhaseId
from innoenvi_cli.model.vocabulary import VOCABULARIES, label, words

if TYPE_CHECKING:
    from collections.abc import Iterator


def literals(annotation: object, seen: set[type]) -> Iterator[frozenset[str]]:
    if get_origin(annotation) is Literal:
        yield frozenset(get_args(annotation))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for info in annotation.model_fields.values():
                yield from literals(info.annotation, seen)
    else:
        for argument in get_args(annotation):
            yield from literals(argument, seen)


SAME_IN_BOTH = {"idea"}
ALL = sorted({found for kind in KINDS for found in literals(kind.model, set())}, key=sorted)


@pytest.mark.parametrize("choices", ALL, ids=lambda choices: "-".join(sorted(choices)))
def test_every_choice_of_a_field_has_labels(choices: frozenset[str]) -> None:
    assert any(choices <= set(labels) for labels in VOCABULARIES.values())


def test_the_walk_finds_the_choices() -> None:
    assert frozenset(get_args(GateId)) in ALL
    assert frozenset(get_args(PhaseId)) <= set(words("phase"))
    assert len(ALL) > 25


@pytest.mark.parametrize("name", VOCABULARIES)
def test_labels_are_told_apart_by_their_vocabulary_and_differ_within_it(name: str) -> None:
    labels = VOCABULARIES[name]
    assert {found.context for found in labels.values()} == {name}
    for language in LANGUAGES:
        shown = [found.render(language) for found in labels.values()]
        assert len(set(shown)) == len(shown)
        assert all(shown)


@pytest.mark.parametrize("name", sorted(set(VOCABULARIES) - {"format", "region_scheme", "industry_revision"}))
def test_every_label_is_translated(name: str) -> None:
    for word, found in VOCABULARIES[name].items():
        translated = translate(found.text, "fi", context=name)
        assert translated != found.text or word in SAME_IN_BOTH, f"{name} {word}"


def test_finnish_and_english() -> None:
    assert label("member_kind", "company").render("en") == "company"
    assert label("member_kind", "company").render("fi") == "yritys"
    assert label("action_type", "joint_export_effort").render("fi") == "yhteinen vientiponnistus"
    assert label("provenance", "own survey").render("fi") == "own survey"
