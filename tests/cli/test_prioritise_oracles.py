"""Published figures, reached by writing records and running the command: agreement, weights, consistency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

ANXIETY = {
    1: [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    2: [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    3: [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
}
"""R's package irr, data set ``anxiety``: three raters, twenty persons (rdocumentation.org, DescTools ``KendallW``)."""

DRINKS = {
    "coffee": {"wine": "9", "tea": "5", "beer": "2", "soda": "1", "milk": "1"},
    "tea": {"wine": "3"},
    "beer": {"wine": "9", "tea": "3", "milk": "1"},
    "soda": {"wine": "9", "tea": "4", "beer": "2", "milk": "2"},
    "milk": {"wine": "9", "tea": "3"},
    "water": {"coffee": "2", "wine": "9", "tea": "9", "beer": "3", "soda": "2", "milk": "3"},
}
"""Saaty's consumption of drinks, as AHPy gives it (github.com/PhilipGriffith/AHPy, README)."""


def write_core_group(innoenvi: CommandLine, raters: int) -> None:
    for number in range(1, raters + 1):
        member = f"""\
id: yritys-{number}
name: Yritys {number} Oy
kind: company
history:
  - {{status: committed, date: 2026-02-0{number}, document: SIT-{number}}}
"""
        innoenvi.write(**{f"vesi__members__yritys-{number}": member})
    seats = "".join(f"  - {{member: yritys-{number}, person: hlo-{number}}}\n" for number in range(1, raters + 1))
    innoenvi.write(vesi__organs__ydin=f"id: ydin\nkind: core_group\nname: Ydinryhmä\nmembers:\n{seats}")


def criteria(names: list[str], weight: str = "") -> str:
    lines = [f"  - {{id: {name}, name: {name}, definition: paljon{weight}}}\n" for name in names]
    return "criteria:\n" + "".join(lines)


@pytest.fixture
def anxiety(innoenvi: CommandLine) -> Any:
    """The twenty persons as targets, the three raters as a core group, one criterion, a scale from 1 to 6."""
    write_core_group(innoenvi, 3)
    innoenvi.write(vesi__priorities="scale: {low: 1, high: 6}\n" + criteria(["oire"], ", weight: 1"))
    names = [f"henkilo-{number:02}" for number in range(1, 21)]
    for name in names:
        innoenvi.write(**{f"vesi__targets__{name}": f"id: {name}\nname: {name}\n"})
    for rater, given in ANXIETY.items():
        scores = "".join(f"  {name}: {{oire: {score}}}\n" for name, score in zip(names, given, strict=True))
        head = f"id: hlo-{rater}\nrater: hlo-{rater}\nmember: yritys-{rater}\ndate: 2026-04-01\ninterests: []\n"
        innoenvi.write(**{f"vesi__scores__hlo-{rater}": f"{head}scores:\n{scores}"})
    answer = innoenvi("prioritise", "vesi", "--format", "json")
    assert (answer.code, answer.kind) == (0, "prioritise"), answer.err
    return answer.data


def test_the_records_can_express_the_oracle(anxiety: Any) -> None:
    assert anxiety["errors"] == 0
    assert len(anxiety["ranking"]) == 20
    assert (anxiety["quorum"]["scored"], anxiety["quorum"]["core_group"], anxiety["quorum"]["met"]) == (3, 3, True)


def test_agreement_is_that_of_irr(anxiety: Any) -> None:
    """Published: W 0.5397 corrected for ties, 0.5019 uncorrected, chi-squared 30.76 with 19 degrees of freedom."""
    agreement = anxiety["agreement"]
    assert agreement["kendalls_w"] == pytest.approx(0.5397, abs=5e-5)
    assert agreement["kendalls_w_uncorrected"] == pytest.approx(0.5019, abs=5e-5)
    assert agreement["chi_squared"] == pytest.approx(30.76, abs=5e-3)
    assert agreement["degrees_of_freedom"] == 19
    assert (agreement["raters"], agreement["targets"], agreement["corrected_for_ties"]) == (3, 20, True)


def test_persons_rank_by_their_mean(anxiety: Any) -> None:
    """The means of the columns of the published table: the fourth person leads with (4 + 6 + 4) / 3."""
    means = [sum(column) / 3 for column in zip(*ANXIETY.values(), strict=True)]
    assert anxiety["ranking"][0]["target"] == "henkilo-04"
    for entry in anxiety["ranking"]:
        mean = means[int(entry["target"][-2:]) - 1]
        assert entry["score"] == pytest.approx(mean, abs=1e-6)
        assert entry["rank"] == 1 + sum(other > mean + 1e-9 for other in means)


@pytest.fixture
def drinks(innoenvi: CommandLine) -> Any:
    """The drinks as criteria, judged by one rater; whichever of a pair weighs more stands first."""
    names = ["coffee", "wine", "tea", "beer", "soda", "milk", "water"]
    pairs = "".join(
        f"      - {{more: {more}, less: {less}, times: {times}}}\n"
        for more, others in DRINKS.items()
        for less, times in others.items()
    )
    innoenvi.write(vesi__priorities=f"{criteria(names)}pairwise:\n  - rater: hlo-1\n    judgements:\n{pairs}")
    answer = innoenvi("prioritise", "vesi", "--format", "json")
    assert answer.code == 0, answer.err
    assert answer.data["errors"] == 0
    return answer.data


@pytest.mark.parametrize(
    ("drink", "published"),
    [
        ("water", 0.327),
        ("soda", 0.190),
        ("coffee", 0.177),
        ("milk", 0.129),
        ("beer", 0.116),
        ("tea", 0.042),
        ("wine", 0.019),
    ],
)
def test_weights_of_the_drinks(drinks: Any, drink: str, published: float) -> None:
    """Published by the principal eigenvector, so the row geometric mean may differ in the third decimal."""
    weights = {item["criterion"]: item["weight"] for item in drinks["weights"]}
    assert weights[drink] == pytest.approx(published, abs=0.005)
    assert sum(weights.values()) == pytest.approx(1, abs=1e-5)
    assert drinks["method"]["weights"] == "pairwise"


def test_consistency_of_the_drinks(drinks: Any) -> None:
    """Published: 0.022 with Saaty's random index, 1.32 for seven."""
    (consistency,) = drinks["consistency"]
    assert consistency["ratio"] == pytest.approx(0.022, abs=5e-4)
    assert consistency["acceptable"]
    pair = consistency["worst_pair"]
    judged = float(DRINKS[pair["more"]][pair["less"]])
    assert pair["judged"] == judged
    weights = {item["criterion"]: item["weight"] for item in drinks["weights"]}
    assert pair["fitting"] == pytest.approx(weights[pair["more"]] / weights[pair["less"]], rel=1e-3)


def test_times_may_have_decimals(innoenvi: CommandLine) -> None:
    """Three perfectly consistent criteria: 2.5 × 1.2 = 3, so the weights are 3 : 1.2 : 1."""
    pairs = "\n".join(
        f"      - {{more: {more}, less: {less}, times: {times}}}"
        for more, less, times in (("a", "b", "2.5"), ("b", "c", "1.2"), ("a", "c", "3"))
    )
    innoenvi.write(
        vesi__priorities=f"{criteria(['a', 'b', 'c'])}pairwise:\n  - rater: hlo-1\n    judgements:\n{pairs}\n"
    )
    data = innoenvi("prioritise", "vesi", "--format", "json").data
    assert [item["weight"] for item in data["weights"]] == pytest.approx([3 / 5.2, 1.2 / 5.2, 1 / 5.2], abs=1e-5)
    assert data["consistency"][0]["ratio"] == pytest.approx(0, abs=1e-6)
