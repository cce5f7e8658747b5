"""``innoenvi network``: the figures against a published example, and what a consultant reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

# Krackhardt's kite, named as in D. Krackhardt, "Assessing the Political Landscape: Structure, Cognition, and Power in
# Organizations", Administrative Science Quarterly 35(2), 1990, 342-369.
KITE = {
    "andre": "beverley carol diane fernando",
    "beverley": "diane ed garth",
    "carol": "diane fernando",
    "diane": "ed fernando garth",
    "ed": "garth",
    "fernando": "garth heather",
    "garth": "heather",
    "heather": "ike",
    "ike": "jane",
}
PEOPLE = ("andre", "beverley", "carol", "diane", "ed", "fernando", "garth", "heather", "ike", "jane")
DEGREES = (4, 4, 3, 6, 3, 5, 5, 3, 2, 1)
BETWEENNESS = (0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0)

MEMBER = """\
id: {id}
name: {name}
kind: company
history: [{{status: committed, date: 2026-02-01, document: S-1}}]
"""


def member(name: str, more: str = "") -> str:
    return MEMBER.format(id=name, name=name.title()) + more


def links(pairs: dict[str, str], state: str = "now") -> str:
    return "".join(
        f"  - {{from: {source}, to: {target}, deliverable: apu, state: {state}}}\n"
        for source, targets in pairs.items()
        for target in targets.split()
    )


def figures(data: Any, key: str) -> list[float]:
    found = {node["id"]: node[key] for node in data["nodes"]}
    return [found[name] for name in PEOPLE]


def test_the_kite_has_the_published_figures(innoenvi: CommandLine) -> None:
    """Degree and normalised betweenness of Krackhardt's kite.

    The figures are printed at
    https://networkx.org/documentation/networkx-2.5/auto_examples/algorithms/plot_krackhardt_centrality.html (degree
    centrality times the nine others gives the degree); what the graph is at
    https://search.r-project.org/CRAN/refmans/igraphdata/html/kite.html.
    """
    innoenvi.write(**{f"vesi__members__{name}": member(name) for name in PEOPLE})
    innoenvi.write(vesi__analysis=f"links:\n{links(KITE)}")
    answer = innoenvi("network", "vesi", "--format", "json")
    assert (answer.code, answer.kind, answer.err) == (0, "network", "")
    data = answer.data
    assert figures(data, "degree") == list(DEGREES)
    assert figures(data, "betweenness") == pytest.approx(BETWEENNESS, abs=0.0005)
    assert data["density"] == pytest.approx(18 / 45)
    assert (data["components"], data["isolated"], data["missing"]) == (1, [], [])
    assert data["brokers"] == ["heather", "ike"]
    assert data["projection"] == "undirected"
    assert len(data["links"]) == 18
    assert sum(figures(data, "in_degree")) == sum(figures(data, "out_degree")) == 18


@pytest.fixture
def small(innoenvi: CommandLine) -> CommandLine:
    """Four members on two levels; Dora only considers to join."""
    have = "competences:\n  - {name: {fi: Hitsaus, en: Welding}, state: have}\n"
    want = "competences:\n  - {name: ' HITSAUS. ', state: want}\n  - {name: Vienti Latviaan, state: want}\n"
    gives = "contributions:\n  - {group: pumput, kind: produce, essential: true}\n"
    innoenvi.write(
        vesi__minicluster="""\
name: {fi: Vesihuolto, en: Water supply}
start: 2026-01-01
product_groups:
  - {id: pumput, name: {fi: Pumput, en: Pumps}}
levels:
  - {id: paataso, name: {fi: Päätaso, en: Main level}}
  - {id: tukitaso, name: {fi: Tukitaso, en: Support level}}
subnetworks:
  - {id: huolto, name: {fi: Huoltoverkosto, en: Service network}}
""",
        vesi__members__anna=member("anna", f"level: paataso\ntier: 1\n{have}{gives}"),
        vesi__members__bert=member("bert", f"level: paataso\ntier: 2\nsubnetworks: [huolto]\n{want}"),
        vesi__members__cora=member("cora", "level: tukitaso\nsubnetworks: [huolto]\n"),
        vesi__members__dora="id: dora\nname: Dora\n"
        "history: [{status: prospect, date: 2026-02-01}]\n"
        "competences: [{name: Vienti Latviaan, state: have}]\n",
        vesi__analysis=f"links:\n{links({'bert': 'cora'})}{links({'anna': 'bert cora'}, 'needed')}",
    )
    return innoenvi


def test_what_a_pipe_gets(small: CommandLine) -> None:
    answer = small("network", "vesi")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "vesi: 3 actors, one pair joined, density 33.3%, 2 separate parts, as of 2026-06-15"
    assert "missing: Anna → Bert: apu" in lines
    assert "level: Main level: 2 actors, 0 pairs joined inside, 1 to others, density 0%, 2 links missing" in lines
    assert "producing: Pumps: Anna (essential)" in lines
    assert "maintaining: Pumps: nobody" in lines
    assert "match: Welding: Anna has it, Bert wants it (the link is needed)" in lines
    assert "gap: Vienti Latviaan: wanted by Bert" in lines
    assert answer.err.endswith("→ next: innoenvi report vesi --deliverable analysis-report\n")


def test_a_terminal_in_finnish_shows_names_and_no_ids(small: CommandLine) -> None:
    answer = small("--lang", "fi", "network", "vesi", terminal=True)
    assert answer.code == 0
    for shown in ("Vesihuolto", "Päätaso", "Huoltoverkosto", "ylläpito", "ei kukaan", "yhteyttä tarvitaan"):
        assert shown in answer.out
    for hidden in ("paataso", "pumput", "produce", "huolto\n"):
        assert hidden not in answer.out


def test_narrowed_to_the_members_that_fulfil_everything(small: CommandLine) -> None:
    data = small("network", "vesi", "--subnetwork", "huolto", "--format", "json").data
    assert [node["id"] for node in data["nodes"]] == ["bert", "cora"]
    assert (data["density"], data["outward"], data["missing"]) == (1, 0, [])
    assert data["narrowed"] == {"level": None, "tier": None, "subnetwork": "huolto", "company_group": None}
    both = small("network", "vesi", "--subnetwork", "huolto", "--level", "paataso", "--format", "json").data
    assert [node["id"] for node in both["nodes"]] == ["bert"]
    assert both["outward"] == 1
    assert both["groups"][0]["lacking"] == ["produce", "deliver", "maintain"]
    assert [part["id"] for part in both["parts"]] == ["paataso", "tukitaso", "1", "2", "huolto"]


def test_a_part_may_be_called_by_its_name(small: CommandLine) -> None:
    data = small("network", "vesi", "--level", "main LEVEL", "--format", "json").data
    assert data["narrowed"]["level"] == "paataso"


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--level", "paatasso", "no level 'paatasso'\n  → did you mean 'paataso'?"),
        ("--subnetwork", "huoltto", "no subnetwork 'huoltto'\n  → did you mean 'huolto'?"),
        ("--company-group", "x", "no company group 'x'\n  → there is none yet"),
        ("--tier", "7", "no tier '7'\n  → there are: 1, 2"),
    ],
)
def test_an_unknown_part_is_refused(small: CommandLine, option: str, value: str, says: str) -> None:
    answer = small("network", "vesi", option, value)
    assert answer.code == 4
    assert says in answer.err


@pytest.mark.parametrize("text", ["hitsaus", "HITSÄUS", "welding", "weld"])
def test_who_has_a_competence_and_who_wants_it(small: CommandLine, text: str) -> None:
    answer = small("network", "vesi", "--competence", text)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "have: Welding: Anna",
        "want: Welding: Bert",
        "match: Welding: Anna has it, Bert wants it (the link is needed)",
    ]


def test_a_competence_that_only_an_outsider_has(small: CommandLine) -> None:
    out = small("network", "vesi", "--competence", "latvia").out
    assert "gap: Vienti Latviaan: wanted by Bert" in out
    assert "takes no part (prospect), but has it: Vienti Latviaan: Dora" in out
    data = small("network", "vesi", "--competence", "latvia", "--format", "json").data["competence"]
    assert data["register"] == [{"member": "dora", "status": "prospect", "competence": "Vienti Latviaan"}]


def test_a_competence_that_nobody_has_or_wants(small: CommandLine) -> None:
    answer = small("network", "vesi", "--competence", "hitaus")
    assert answer.code == 0
    assert answer.out == ("nobody has or wants a competence with 'hitaus' in its name (did you mean 'hitsaus'?)\n")
    assert small("network", "vesi", "--competence", " - ").code == 2


def test_a_minicluster_with_nothing_in_it(innoenvi: CommandLine) -> None:
    answer = innoenvi("network", "vesi")
    assert answer.code == 0
    headline = "vesi: 0 actors, 0 pairs joined, density 0%, 0 separate parts, as of 2026-06-15"
    assert answer.out.splitlines() == [headline, "Nobody takes part yet."]
    assert answer.err == "→ next: innoenvi add member vesi\n"
    assert "Nobody takes part yet." in innoenvi("network", "vesi", terminal=True).out


def test_a_narrow_terminal_leaves_figures_out_rather_than_cutting_words(
    small: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    out = small("--color", "never", "network", "vesi", terminal=True).out
    assert "Delivers to" not in out
    assert "Main level" in out
    assert [line for line in out.splitlines() if len(line) > 50] == []
    monkeypatch.setenv("COLUMNS", "80")
    assert "Delivers to" in small("network", "vesi", terminal=True).out


def test_names_of_members_are_no_markup(small: CommandLine) -> None:
    small.write(vesi__members__evil=member("evil").replace("name: Evil", "name: '[bold]Evil[/bold]'"))
    for terminal in (False, True):
        assert "[bold]Evil[/bold]" in small("network", "vesi", terminal=terminal).out
