"""Every chosen target can be followed from what was said to what came of it, and no link goes missing unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.method import link_kinds as via
from innoenvi_cli.method.chains import chains, orphans
from innoenvi_cli.method.links import links_of
from innoenvi_cli.model.base import is_filled
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Bench

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.chains import Chain
    from innoenvi_cli.usecases.situation import Situation

RICH = "vesihuolto"
SAMPLE = samples_folder() / "innoenvi"
# The chain itself: excerpt → finding → target → score and decision → action → trial → section of the export concept.
# An outcome follows its target and its actions, so one of these links may go and the others still lead to it.
KINDS = (
    via.CITES,
    via.RESTS_ON,
    via.SCORED_BY,
    via.CHOSEN_BY,
    via.DECIDED_IN,
    via.SERVES,
    via.TRIES_OUT,
    via.SHOWS_IN,
)


@dataclass(frozen=True)
class Place:
    """Where a link of a chain is written: the file and the way to it."""

    file: str
    path: tuple[str | int, ...]

    def __str__(self) -> str:
        return f"{self.file}:{'.'.join(map(str, self.path))}"


def _selected() -> list[str]:
    """Return the miniclusters of the sample that have passed the choice of targets."""
    clusters = load(SAMPLE, None).project.miniclusters
    logs = {name: cluster.phases for name, cluster in clusters.items() if cluster.phases is not None}
    return [name for name, log in logs.items() if any(entry.gate == "selection" for entry in log.entries)]


def _chosen(situation: Situation) -> list[Chain]:
    return [chain for chain in chains(situation.view()) if chain.choice == "chosen"]


def _links() -> list[Place]:
    """Return every place of the rich sample where a link on the chain of a chosen target is written."""
    situation = assess(SAMPLE, RICH, environ={})
    on_chain: set[str] = set()
    for chain in _chosen(situation):
        on_chain |= {f"targets/{chain.target.id}", f"priorities/{chain.target.id}"}
        on_chain |= {*chain.findings, *chain.actions, *chain.trials, *chain.sections}
    trials = {name for name in on_chain if name.startswith("trials/")}
    found = links_of(situation.cluster, situation.loaded.project)
    wanted = (link for link in found if link.kind in KINDS and link.effect in on_chain)
    # What a trial cites is its report, beside the chain that leads to it.
    kept = (link for link in wanted if not (link.kind is via.CITES and link.effect in trials))
    return list(dict.fromkeys(Place(_file(link.holder), link.path) for link in kept))


def _file(holder: str) -> str:
    return f"{holder if '/' in holder else holder.replace('-', '_')}.yaml"


LINKS = _links()


@pytest.mark.parametrize("minicluster", _selected())
def test_every_chosen_target_leads_back_to_what_two_members_hold(minicluster: str) -> None:
    chosen = _chosen(assess(SAMPLE, minicluster, environ={}))

    assert chosen
    for chain in chosen:
        assert len(chain.members) > 1, chain.target.id
        assert chain.excerpts, chain.target.id
        assert chain.decided_in, chain.target.id


@pytest.mark.parametrize("minicluster", _selected())
def test_every_chosen_target_leads_to_an_action_and_a_trial_or_the_open_gate_4_says_what_is_missing(
    minicluster: str,
) -> None:
    situation = assess(SAMPLE, minicluster, environ={})
    planned = "planning" in situation.standing.passed
    loose = {orphan.record for orphan in orphans(situation.view()) if orphan.kind.startswith("chosen_without")}
    asked = {item.record for found in situation.answer("planning").criteria for item in found.evidence}

    for chain in _chosen(situation):
        target = f"targets/{chain.target.id}"
        complete = chain.actions and (chain.trials or is_filled(chain.target.trial_exemption))
        if complete:
            assert target not in loose
        else:
            assert not planned, target
            assert target in loose
            assert target in asked


def test_the_chains_of_the_rich_sample_have_links_of_every_kind() -> None:
    files = {place.file.partition("/")[0] for place in LINKS}

    assert files == {
        "findings", "targets", "scores", "priorities.yaml", "actions", "trials", "export_concept.yaml",
    }  # fmt: skip
    assert len(LINKS) > 50


@pytest.mark.parametrize("place", LINKS, ids=str)
def test_a_link_that_is_taken_away_is_missed(bench: Bench, before: frozenset[Any], place: Place) -> None:
    with bench.change(place.file) as data:
        _take_away(data, place.path)

    after = frozenset(map(_said, bench.look().findings))

    assert after - before


@pytest.fixture(scope="module")
def before(shared_bench: Bench) -> frozenset[Any]:
    return frozenset(map(_said, shared_bench.look().findings))


def _said(finding: Finding) -> tuple[object, ...]:
    """Return what a finding says, whichever line it says it of: taking a line away moves the others."""
    return (finding.code, finding.location.path, finding.record, finding.message)


def _take_away(data: Any, path: tuple[str | int, ...]) -> None:
    *above, last = path
    for step in above:
        data = data[step]
    del data[last]


def test_what_is_left_alone_raises_nothing(bench: Bench, before: frozenset[Any]) -> None:
    def rewritten() -> Iterator[str]:
        for place in LINKS[::10]:
            with bench.change(place.file):
                yield place.file

    assert list(rewritten())
    assert frozenset(map(_said, bench.look().findings)) == before
