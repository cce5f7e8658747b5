"""Nobody sees more than the allow-list and an interviewee's permissions allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import BaseModel

from innoenvi_cli.deliverables.audience_fields import FIELDS
from innoenvi_cli.deliverables.audiences import (
    AUDIENCES,
    excerpts_reach,
    finding_reaches,
    may_see,
    name_reaches,
    visible,
)
from innoenvi_cli.model.analysis import FindingRecord, Interview
from innoenvi_cli.model.base import PERSON_PATTERN
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.shapes import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.model.programme import Audience


def models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from models(info.annotation)
    else:
        for argument in get_args(annotation):
            yield from models(argument)


ALL = {found.__name__: found for kind in KINDS for found in models(kind.model)}


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_field_of_every_record_has_been_decided_on(name: str) -> None:
    assert set(FIELDS.get(name, {})) == set(ALL[name].model_fields)


PERSONAL = {
    (found.__name__, field.key)
    for found in ALL.values()
    for field in fields_of(found)
    for shape in [field.shape.item or field.shape]
    if shape.pattern == PERSON_PATTERN
}


def test_codes_of_persons_reach_no_further_than_the_core_group() -> None:
    assert len(PERSONAL) > 15
    assert [place for place in sorted(PERSONAL) if may_see("members", *place)] == []


@pytest.mark.parametrize("field", ["note", "custom"])
def test_notes_and_what_programmes_keep_for_themselves_are_the_consultants_alone(field: str) -> None:
    wider = [name for name, fields in FIELDS.items() if field in fields and may_see("core_group", name, field)]
    # The note of a decision is for its readers: the command asks for it in these words.
    assert wider == (["PhaseEntry"] if field == "note" else [])


def test_a_field_nobody_decided_on_is_for_consultants_alone() -> None:
    assert may_see("consultants", "Member", "shoe_size")
    assert not may_see("core_group", "Member", "shoe_size")
    assert not may_see("core_group", "NoSuchRecord", "name")


MEMBER = Member.model_validate(
    {
        "id": "hydros",
        "name": "Hydros Oy",
        "contacts": ["hlo-07"],
        "size": {"size_class": "small", "turnover": "3 M€"},
        "history": [{"status": "committed", "date": "2025-01-01", "document": "VH-1"}],
        "contributions": [{"group": "g", "kind": "produce", "essential": "true"}],
        "note": "difficult people",
    }
)


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("consultants", (("hlo-07",), "3 M€", "VH-1", True, "difficult people")),
        ("core_group", (("hlo-07",), "3 M€", "VH-1", True, None)),
        ("members", ((), "3 M€", None, True, None)),
    ],
)
def test_a_member_for_each_audience(audience: Audience, expected: tuple[object, ...]) -> None:
    seen = visible(MEMBER, audience)
    assert seen.size is not None
    assert (
        seen.contacts,
        seen.size.turnover,
        seen.history[0].document,
        seen.contributions[0].essential,
        seen.note,
    ) == expected


def test_the_public_sees_no_economic_figures() -> None:
    seen = visible(MEMBER, "public")
    assert (seen.name, seen.size, seen.export, seen.history, seen.contributions[0].essential) == (
        "Hydros Oy",
        None,
        None,
        (),
        False,
    )


def interview(*, quote: bool | None, name: bool | None, confidentiality: str) -> Interview:
    permissions = {"quote": quote, "name": name, "record": True}
    data = {"id": "i", "member": "m", "date": "2025-01-01", "permissions": permissions}
    return Interview.model_validate(data | {"confidentiality": confidentiality})


@pytest.mark.parametrize(
    ("quote", "confidentiality", "reaches"),
    [
        (True, "public", ["consultants", "core_group", "members", "public"]),
        (True, "core_group", ["consultants", "core_group"]),
        (False, "public", ["consultants"]),
        (None, "public", ["consultants"]),
        (True, "consultants", ["consultants"]),
    ],
)
def test_excerpts_reach_no_further_than_their_permissions(
    quote: bool | None,  # noqa: FBT001 - the parameter of the case
    confidentiality: str,
    reaches: list[str],
) -> None:
    held = interview(quote=quote, name=True, confidentiality=confidentiality)
    assert [audience for audience in AUDIENCES if excerpts_reach(held, audience)] == reaches


@pytest.mark.parametrize(("name", "reaches"), [(True, ["consultants", "core_group"]), (False, ["consultants"])])
def test_names_stand_beside_words_only_when_allowed(
    name: bool,  # noqa: FBT001 - the parameter of the case
    reaches: list[str],
) -> None:
    held = interview(quote=True, name=name, confidentiality="core_group")
    assert [audience for audience in AUDIENCES if name_reaches(held, audience)] == reaches


def test_a_finding_on_one_confidential_interview_alone_stays_there() -> None:
    interviews = {"i": interview(quote=True, name=True, confidentiality="core_group")}
    evidence: list[dict[str, str]] = [{"interview": "i"}]
    finding = FindingRecord.model_validate({"id": "f", "statement": "s", "kind": "need", "evidence": evidence})
    assert finding_reaches(finding, interviews, "core_group")
    assert not finding_reaches(finding, interviews, "members")
    evidence.append({"document": "statistics"})
    wider = FindingRecord.model_validate({"id": "f", "statement": "s", "kind": "need", "evidence": evidence})
    assert finding_reaches(wider, interviews, "members")
