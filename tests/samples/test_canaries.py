"""No word planted in a record is met by anybody whom the allow-list or an interviewee does not let meet it.

Every deliverable of the catalogue is made of a programme in which each text carries a word of its own (`canaries`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from canaries import NARROWNESS, RICH, SECRET, UNTOUCHED, WORD, build, lines_of, read_all

from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.catalogue import DELIVERABLES, IDS, RecordDeliverable
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from canaries import Aviary, Canary
    from pydantic import BaseModel

    from innoenvi_cli.model.analysis import FindingRecord, Interview
    from innoenvi_cli.model.programme import Audience


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory) -> Aviary:
    return build(tmp_path_factory.mktemp("aviary") / "innoenvi")


@pytest.fixture(scope="module")
def made(aviary: Aviary) -> dict[str, dict[str, str]]:
    """What can be read out of every deliverable, by audience and path."""
    return {audience: _made(aviary.root, audience) for audience in AUDIENCES}


def _made(root: Path, audience: Audience) -> dict[str, str]:
    render(root, audience=audience, languages=("fi", "en"), everything=True, environ={})
    return {
        path.relative_to(root).as_posix(): read_all(path)
        for path in sorted(root.rglob(f"deliverables/{audience}/*"))
        if path.is_file()
    }


def within(audience: str, widest: str) -> bool:
    return bool(NARROWNESS.index(audience) >= NARROWNESS.index(widest))


class Rules:
    """Who may meet a word: the allow-list, then what the people behind it have allowed."""

    def __init__(self, aviary: Aviary) -> None:
        self.cluster = aviary.cluster
        assert aviary.project.programme is not None
        as_of = aviary.project.programme.as_of
        assert as_of is not None
        view = Facts(aviary.project, aviary.cluster, as_of, ()).view
        self.shown_members = {
            "public": {member.id for member in view.committed},
            "members": {member.id for member in view.participating},
        }

    def allow(self, canary: Canary, audience: str) -> bool:
        kind, _, key = canary.address.partition("/")
        if audience == "consultants":
            return True
        if not within(audience, canary.listed_for):
            return False
        if kind == "members":
            return key in self.shown_members.get(audience, set(self.cluster.members))
        if kind == "interviews" and ("Interview", "excerpts") in canary.chain:
            return self._may_be_quoted(self.cluster.interviews[key], audience)
        if kind == "findings":
            finding = self.cluster.findings[key]
            silent = canary.chain[-1] == ("FindingRecord", "dissent") and self._silent(finding, audience)
            return self._is_heard(finding, audience) and not silent
        return True

    def _may_be_quoted(self, interview: Interview, audience: str) -> bool:
        return interview.permissions.quote is True and within(audience, interview.confidentiality)

    def unnamed(self, audience: str) -> set[str]:
        """The members that may not be named beside what was said in an interview."""
        return {
            interview.member
            for interview in self.cluster.interviews.values()
            if audience != "consultants"
            and not (interview.permissions.name is True and within(audience, interview.confidentiality))
        }

    def _silent(self, finding: FindingRecord, audience: str) -> bool:
        return bool(self.unnamed(audience) & {*finding.members_against})

    def _is_heard(self, finding: FindingRecord, audience: str) -> bool:
        if any(item.interview is None for item in finding.evidence) or not finding.evidence:
            return True
        return any(
            within(audience, self.cluster.interviews[item.interview or ""].confidentiality) for item in finding.evidence
        )


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nobody_meets_a_word_that_is_not_for_them(
    aviary: Aviary, made: dict[str, dict[str, str]], audience: Audience
) -> None:
    rules = Rules(aviary)
    leaks = sorted(
        {
            f"{path}: {canary.address} {'/'.join('.'.join(step) for step in canary.chain)}"
            for path, text in made[audience].items()
            for word in {found.casefold() for found in WORD.findall(text)}
            if not rules.allow(canary := aviary.canaries[word], audience)
        }
    )
    assert not leaks, "\n".join(leaks)


def test_every_deliverable_is_looked_into(made: dict[str, dict[str, str]]) -> None:
    consultants = {path.rsplit("/", 1)[-1].split(".")[0] for path in made["consultants"]}
    assert consultants - {"manifest"} == set(IDS)
    for audience in AUDIENCES:
        kept = {
            found.id
            for found in DELIVERABLES
            if isinstance(found, RecordDeliverable) and audience not in (found.audiences or AUDIENCES)
        }
        names = {path.rsplit("/", 1)[-1].split(".")[0] for path in made[audience]}
        assert set(IDS) - kept - names == set()


def test_the_words_are_met_by_those_they_are_for(aviary: Aviary, made: dict[str, dict[str, str]]) -> None:
    """The planting works: what is for all stands in what all get, and each circle learns more than the wider one."""
    met = {
        audience: {found.casefold() for text in made[audience].values() for found in WORD.findall(text)}
        for audience in AUDIENCES
    }
    assert len(met["consultants"]) > len(met["core_group"]) > len(met["members"]) > len(met["public"]) > 0
    told: tuple[tuple[Audience, tuple[str, str]], ...] = (
        ("public", ("Member", "name")),
        ("members", ("Excerpt", "paraphrase")),
        ("members", ("FindingRecord", "dissent")),
        ("core_group", ("Seat", "person")),
    )
    for audience, field in told:
        assert set(aviary.words_of(*field)) & met[audience], field


def test_every_text_of_every_kind_of_record_carries_a_word(aviary: Aviary) -> None:
    planted = {canary.chain[-1] for canary in aviary.canaries.values()}
    missing = {
        (model.__name__, name)
        for kind in KINDS
        for model, name in _texts(kind.model)
        if (model.__name__, name) not in planted
    }
    assert missing == UNTOUCHED


def _texts(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str]]:
    for shape, name in zip(fields_of(model), model.model_fields, strict=True):
        inner = shape.shape
        while inner.item is not None:
            inner = inner.item
        if inner.model is not None:
            yield from _texts(inner.model)
        elif inner.kind in {"text", "translated"} and not (inner.reference or inner.choices or inner.pattern):
            yield model, name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nobody_is_named_beside_words_that_may_not_be_theirs(
    aviary: Aviary, made: dict[str, dict[str, str]], audience: Audience
) -> None:
    """A member that may not be named stands in no paragraph, row or list item with what an interview says."""
    rules = Rules(aviary)
    names = {
        word
        for word, canary in aviary.words_of("Member", "name").items()
        if canary.address.partition("/")[2] in rules.unnamed(audience)
    }
    said = set(aviary.words_of("FindingRecord", "statement")) | set(aviary.words_of("Excerpt", "paraphrase"))
    leaks = {
        f"{path}: {line[:200]}"
        for path in made[audience]
        if not path.endswith(".json")
        for line in lines_of(aviary.root / path)
        for words in [{found.casefold() for found in WORD.findall(line)}]
        if words & names and words & said
    }
    assert not leaks


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_private_is_met_nowhere(aviary: Aviary, made: dict[str, dict[str, str]], audience: Audience) -> None:
    for path, text in made[audience].items():
        assert not SECRET.search(path.encode() + text.encode("utf-8", "replace")), path


def test_manifests_and_the_log_of_decisions_hold_digests_alone(aviary: Aviary, made: dict[str, dict[str, str]]) -> None:
    for audience in AUDIENCES:
        for path, text in made[audience].items():
            if path.endswith(".json"):
                assert not WORD.search(text), path
    for manifest in aviary.root.rglob("manifest.json"):
        assert not WORD.search(manifest.read_text(encoding="utf-8"))
    log = (aviary.root / RICH / "phases.yaml").read_text(encoding="utf-8")
    planted = {canary.word for canary in aviary.canaries.values() if canary.address == "phases"}
    assert {found.casefold() for found in WORD.findall(log)} == planted
