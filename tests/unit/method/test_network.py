"""Figures of the value network, against the published example of centrality."""

from __future__ import annotations

import pytest

from innoenvi_cli.method.network import value_network
from innoenvi_cli.model.analysis import NetworkLink


def link(source: str, target: str, state: str = "now") -> NetworkLink:
    return NetworkLink.model_validate({"from": source, "to": target, "deliverable": "x", "state": state})


# Krackhardt's kite (1990): betweenness Heather 14, Fernando and Garth 8.33, Ike 8, Diane 3.67 of 36 pairs.
KITE = {
    "andre": ("beverley", "carol", "diane", "fernando"),
    "beverley": ("diane", "ed", "garth"),
    "carol": ("diane", "fernando"),
    "diane": ("ed", "fernando", "garth"),
    "ed": ("garth",),
    "fernando": ("garth", "heather"),
    "garth": ("heather",),
    "heather": ("ike",),
    "ike": ("jane",),
}
PEOPLE = sorted({*KITE, *(name for ends in KITE.values() for name in ends)})


@pytest.mark.parametrize(
    ("name", "betweenness", "degree"),
    [
        ("heather", 14 / 36, 3),
        ("fernando", 8.3333 / 36, 5),
        ("ike", 8 / 36, 2),
        ("diane", 3.6667 / 36, 6),
        ("jane", 0, 1),
    ],
)
def test_kite(name: str, betweenness: float, degree: int) -> None:
    links = [link(source, target) for source, targets in KITE.items() for target in targets]
    figures = value_network(links, dict.fromkeys(PEOPLE, ()))
    node = next(node for node in figures.nodes if node.id == name)
    assert node.betweenness == pytest.approx(betweenness, abs=1e-4)
    assert node.degree == degree
    assert figures.density == pytest.approx(18 / 45)
    assert figures.brokers == ("heather", "ike")
    assert figures.components == 1


def test_double_and_mutual_links_are_one_pair_but_stay_counted() -> None:
    figures = value_network([link("a", "b"), link("a", "b"), link("b", "a")], {"a": (), "b": ("north",)})
    assert figures.density == 1.0
    assert [(found.source, found.target, found.count) for found in figures.links] == [("a", "b", 2), ("b", "a", 1)]
    assert figures.nodes[1].subnetworks == ("north",)


def test_a_needed_link_is_missing_until_there_is_one() -> None:
    links = [link("a", "b"), link("a", "b", "needed"), link("b", "c", "needed")]
    figures = value_network(links, {"a": (), "b": (), "c": (), "d": ()})
    assert [(found.source, found.target) for found in figures.missing] == [("b", "c")]
    assert figures.isolated == ("d",)
    assert figures.components == 3


def test_links_to_others_than_participants_are_left_out() -> None:
    figures = value_network([link("a", "stranger")], {"a": (), "b": ()})
    assert figures.links == ()
    assert figures.isolated == ("a", "b")
    assert figures.density == 0


def test_nobody() -> None:
    assert value_network([], {}).nodes == ()
