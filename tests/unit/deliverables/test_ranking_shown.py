"""The order of the targets: that of one rater is for nobody but those who see each score."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.deliverables.context import development_programme, priorities, traceability
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience


def material(minicluster: str, audience: Audience, *, raters: int | None = None) -> Material:
    project = load(samples_folder() / "innoenvi", frozenset({minicluster})).project
    cluster = project.miniclusters[minicluster]
    cluster = replace(cluster, scores=dict(list(cluster.scores.items())[:raters]))
    assert project.programme is not None
    as_of = project.programme.as_of
    assert as_of is not None
    return Material(Facts(project, cluster, as_of, ()), audience, Words("en"))


def ranks(made: Material) -> set[int | None]:
    found = priorities.context(made)
    return {row["rank"] for row in (*found["summary"], *found["matrix"])}


def test_before_the_choice_the_order_of_few_is_theirs() -> None:
    made = material("jatehuolto", "members")
    found = priorities.context(made)
    assert ranks(made) == {None}
    assert [row["target"] for row in found["summary"]] == sorted(row["target"] for row in found["summary"])
    assert found["sensitivity"] == []
    assert found["notes"]["sensitivity"] == found["notes"]["summary"][:1]
    assert ranks(material("jatehuolto", "core_group")) == {1, 2, 3}


@pytest.mark.parametrize(("raters", "told"), [(5, True), (2, False)])
def test_after_the_choice_that_of_several_is_known(raters: int, *, told: bool) -> None:
    """Of the first two sheets one is complete, of all five four."""
    made = material("energia", "members", raters=raters)
    assert len(made.facts.prioritisation.complete) == (4 if told else 1)
    assert (ranks(made) == {None}) is not told
    assert bool(priorities.context(made)["sensitivity"]) is told
    assert {row["rank"] is not None for row in traceability.context(made)["chains"] if row["rank"]} == (
        {True} if told else set()
    )


def test_the_programme_says_no_more_than_the_workbook() -> None:
    shown = str(development_programme.context(material("energia", "members", raters=2)))
    assert "rank 1" not in shown
    assert "rank 1" in str(development_programme.context(material("energia", "members")))
