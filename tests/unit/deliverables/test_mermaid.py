"""Diagrams stay small enough for every site, and no name becomes part of their grammar."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.mermaid import MOST_DIAGRAMS, MOST_EDGES, network_diagrams
from innoenvi_cli.deliverables.mermaid_labels import LONGEST


def network(names: list[str], pairs: list[tuple[int, int]]) -> dict[str, Any]:
    nodes = [{"id": f"m{index}", "label": name, "company": index % 2 == 0} for index, name in enumerate(names)]
    links = [
        {"number": number, "from": f"m{source}", "to": f"m{target}", "needed": number % 3 == 0}
        for number, (source, target) in enumerate(pairs, start=1)
    ]
    return {"nodes": nodes, "links": links}


def test_two_members() -> None:
    (diagram,) = network_diagrams(network(["Hydros Oy", 'A "B" | C'], [(0, 1), (1, 0), (0, 0)]))
    assert diagram.splitlines() == [
        "flowchart TB",
        '  n1["Hydros Oy"]',
        '  n2(["A #34;B#34; #124; C"])',
        "  n1 -->|1| n2",
        "  n2 -->|2| n1",
        "  n1 -.->|3| n1",
    ]


def test_no_links_no_diagram() -> None:
    assert network_diagrams(network(["a"], [])) == []


def test_many_links_are_spread_over_several_diagrams_and_none_is_lost() -> None:
    names = [f"Vesitekniikan ja ympäristöhuollon yritys numero {index} Oy" for index in range(60)]
    pairs = [(index % 60, (index * 7 + 1) % 60) for index in range(150)]
    diagrams = network_diagrams(network(names, pairs))
    assert 1 < len(diagrams) <= MOST_DIAGRAMS
    assert all(len(diagram) <= LONGEST for diagram in diagrams)
    assert [int(number) for diagram in diagrams for number in re.findall(r"\|(\d+)\|", diagram)] == list(range(1, 151))


def test_far_too_many_links_are_left_to_the_table() -> None:
    assert (
        network_diagrams(network([f"m{index}" for index in range(40)], [(i % 40, i % 39) for i in range(3000)])) == []
    )


@given(st.lists(st.text(max_size=200), min_size=2, max_size=5))
def test_any_name_is_one_quoted_label(names: list[str]) -> None:
    diagrams = network_diagrams(network(names, [(0, 1), (1, 0)]))
    for diagram in diagrams:
        assert len(diagram) <= LONGEST
        assert diagram.count("-->") + diagram.count("-.->") <= MOST_EDGES
        for line in diagram.splitlines()[1:]:
            assert re.fullmatch(
                r'  n\d+(\["[^"\[\]{}|<>`\\]+"\]|\(\["[^"\[\]{}|<>`\\]+"\]\))|  n\d+ (-->|-\.->)\|\d+\| n\d+',
                line,
            ), line
