"""Weights, ranking and agreement against published figures, and what a core group would notice if they were wrong."""

from __future__ import annotations

from typing import Any

import pytest

from innoenvi_cli.method.concordance import average_ranks, kendalls_w
from innoenvi_cli.method.prioritisation import complete_raters, rank, sensitivity, splits
from innoenvi_cli.method.weighing import consistency_ratio, geometric_mean_of, matrix, row_geometric_mean, weigh
from innoenvi_cli.model.selection import Judgement, Priorities, Score

# Agreement -----------------------------------------------------------------------------------------------------------

# R's irr and DescTools, data set `anxiety`: three raters, twenty persons, scores from 1 to 6.
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]


@pytest.mark.parametrize(("correct_ties", "expected"), [(True, 0.5397), (False, 0.5019)])
def test_kendalls_w_is_that_of_irr(*, correct_ties: bool, expected: float) -> None:
    w = kendalls_w(ANXIETY, correct_ties=correct_ties)

    assert w == pytest.approx(expected, abs=5e-5)


def test_kendalls_w_gives_the_chi_square_of_friedman() -> None:
    w = kendalls_w(ANXIETY)

    assert w is not None
    assert 3 * (20 - 1) * w == pytest.approx(30.76, abs=5e-3)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[1, 2, 3], [10, 20, 30], [2, 5, 9]], 1.0),
        ([[1, 2, 3], [3, 2, 1]], 0.0),
        ([[4, 4, 4], [2, 2, 2]], None),
        ([[1, 1, 2], [1, 1, 2]], 1.0),
    ],
)
def test_kendalls_w_at_its_ends(rows: list[list[float]], expected: float | None) -> None:
    assert kendalls_w(rows) == (pytest.approx(expected) if expected is not None else None)


def test_equal_values_share_the_mean_of_their_places() -> None:
    assert average_ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]


# Pairwise weights ----------------------------------------------------------------------------------------------------

# Saaty's consumption of drinks in the United States, as the README of AHPy gives it: 1 for "as much as".
DRINKS = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
TIMES = {
    "coffee": [("wine", 9), ("tea", 5), ("beer", 2), ("soda", 1), ("milk", 1)],
    "wine": [],
    "tea": [("wine", 3)],
    "beer": [("wine", 9), ("tea", 3), ("milk", 1)],
    "soda": [("wine", 9), ("tea", 4), ("beer", 2), ("milk", 2)],
    "milk": [("wine", 9), ("tea", 3)],
    "water": [("coffee", 2), ("wine", 9), ("tea", 9), ("beer", 3), ("soda", 2), ("milk", 3)],
}


def judged(pairs: dict[str, list[tuple[str, int]]]) -> list[Judgement]:
    """Return the judgements of ``{more: [(less, times)]}``."""
    found = [
        {"more": more, "less": less, "times": str(times)} for more, others in pairs.items() for less, times in others
    ]
    return [Judgement.model_validate(item) for item in found]


def drinks() -> list[list[float]]:
    rows = matrix(DRINKS, judged(TIMES))
    assert rows is not None
    return rows


@pytest.mark.parametrize(("drink", "weight"), [("water", 0.324), ("coffee", 0.179)])
def test_the_method_is_the_row_geometric_mean(drink: str, weight: float) -> None:
    weights = dict(zip(DRINKS, row_geometric_mean(drinks()), strict=True))

    assert weights[drink] == pytest.approx(weight, abs=5e-4)


def test_consistency_of_the_drinks() -> None:
    assert consistency_ratio(drinks()) == pytest.approx(0.022, abs=5e-4)


@pytest.mark.parametrize("size", [1, 2])
def test_two_criteria_cannot_contradict(size: int) -> None:
    assert consistency_ratio([[1.0, 5.0], [0.2, 1.0]][:size]) == 0


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ({"a": [("b", 2)]}, "c is not judged"),
        ({"a": [("b", 2), ("c", 3), ("b", 4)], "b": [("c", 2)]}, "a pair judged twice"),
        ({"a": [("b", 2), ("c", 3)], "b": [("c", 2), ("a", 2)]}, "a pair judged both ways"),
        ({"a": [("b", 2), ("c", 3)], "b": [("x", 2)]}, "an unknown criterion"),
        ({"a": [("a", 2), ("b", 2), ("c", 3)], "b": [("c", 2)]}, "a criterion against itself"),
    ],
)
def test_a_matrix_needs_every_pair_once(pairs: dict[str, list[tuple[str, int]]], why: str) -> None:
    assert matrix(("a", "b", "c"), judged(pairs)) is None, why


def test_a_group_is_the_geometric_mean_of_its_judgements() -> None:
    """One says twice, the other eight times: four times; who contradict each other agree on one."""
    assert geometric_mean_of([[[1, 2], [0.5, 1]], [[1, 8], [0.125, 1]]]) == [
        [1, pytest.approx(4)],
        [pytest.approx(0.25), 1],
    ]
    assert row_geometric_mean(geometric_mean_of([[[1, 5], [0.2, 1]], [[1, 0.2], [5, 1]]])) == pytest.approx([0.5, 0.5])


def priorities(*weights: str | None, pairwise: list[Any] | None = None) -> Priorities:
    """Return priorities with criteria a, b, c … of these weights."""
    criteria = [
        {"id": name, "name": name, "definition": "x"} | ({} if weight is None else {"weight": weight})
        for name, weight in zip("abcdefg", weights, strict=False)
    ]
    return Priorities.model_validate({"criteria": criteria, "pairwise": pairwise or []})


@pytest.mark.parametrize(
    ("pairs", "worst"),
    [
        # a is twice b, b twice c, c twice d; but d, that should be an eighth of a, is taken for its equal.
        ({"a": [("b", 2), ("c", 4), ("d", 1)], "b": [("c", 2), ("d", 4)], "c": [("d", 2)]}, ("a", "d")),
        # Of three, all pairs fit equally badly: the first is named.
        ({"a": [("b", 1), ("c", 2)], "c": [("b", 2)]}, ("a", "b")),
    ],
)
def test_the_worst_pair_is_named(pairs: dict[str, list[tuple[str, int]]], worst: tuple[str, str]) -> None:
    judgements = [item.model_dump(mode="json") for item in judged(pairs)]
    names = [None] * len({name for more, others in pairs.items() for name in (more, *(less for less, _ in others))})

    weights, consistency = weigh(priorities(*names, pairwise=[{"rater": "hlo-01", "judgements": judgements}]))

    assert weights is not None
    assert [(item.rater, item.worst_pair) for item in consistency] == [("hlo-01", worst)]
    assert consistency[0].ratio > 0.1


def test_one_rater_with_a_pair_missing_leaves_no_weights() -> None:
    sheets = [
        {"rater": "hlo-01", "judgements": [{"more": "a", "less": "b", "times": "2"}]},
        {"rater": "hlo-02", "judgements": []},
    ]
    assert weigh(priorities(None, None, pairwise=sheets)) == (None, ())


# Direct weights ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("0.5", "0.3", "0.2"), {"a": 0.5, "b": 0.3, "c": 0.2}),
        (("0.333", "0.333", "0.333"), {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}),
        (("0.5", "0.5", "0"), {"a": 0.5, "b": 0.5, "c": 0}),
        (("0.5", "0.3", "0.1"), None),
        (("0.5", "0.3", "0.202"), None),
        (("0.5", "0.5", None), None),
        ((), None),
    ],
)
def test_direct_weights_add_up_to_one_or_are_none(
    given: tuple[str | None, ...], expected: dict[str, float] | None
) -> None:
    weights, _ = weigh(priorities(*given))

    assert weights == (pytest.approx(expected) if expected is not None else None)


def test_without_priorities_there_are_no_weights() -> None:
    assert weigh(None) == (None, ())


# Ranking -------------------------------------------------------------------------------------------------------------


def sheet(rater: str, scores: dict[str, dict[str, int]]) -> Score:
    """Return the score sheet of one rater."""
    text = {target: {name: str(value) for name, value in row.items()} for target, row in scores.items()}
    data = {"id": rater, "rater": rater, "member": rater, "date": "2025-03-01", "interests": [], "scores": text}
    return Score.model_validate(data)


HALVES = {"a": 0.5, "b": 0.5}


def places(ranking: tuple[object, ...]) -> list[tuple[str, int | None]]:
    return [(entry.target, entry.rank) for entry in ranking]  # type: ignore[attr-defined]


def test_the_ranking_is_by_the_mean_of_the_weighted_sums() -> None:
    sheets = [
        sheet("hlo-1", {"x": {"a": 5, "b": 1}, "y": {"a": 2, "b": 2}}),
        sheet("hlo-2", {"x": {"a": 4, "b": 4}, "y": {"a": 5, "b": 1}}),
        sheet("hlo-3", {"x": {"a": 1, "b": 1}, "y": {"a": 1, "b": 3}}),
    ]

    x, y = rank(("x", "y"), sheets, HALVES)

    assert (x.target, x.rank, x.median, x.spread) == ("x", 1, 3, 3)
    assert (y.target, y.rank, y.median, y.spread) == ("y", 2, 2, 1)
    assert [x.score, y.score] == pytest.approx([8 / 3, 7 / 3])
    assert x.by_rater == {"hlo-1": 3, "hlo-2": 4, "hlo-3": 1}


def test_weights_decide() -> None:
    sheets = [sheet("hlo-1", {"x": {"a": 5, "b": 1}, "y": {"a": 1, "b": 4}})]

    assert places(rank(("x", "y"), sheets, {"a": 0.8, "b": 0.2})) == [("x", 1), ("y", 2)]
    assert places(rank(("x", "y"), sheets, {"a": 0.2, "b": 0.8})) == [("y", 1), ("x", 2)]


def test_ties_share_a_rank_and_the_next_one_is_left_out() -> None:
    """0.1 + 0.2 is not 0.3 in floating point; a tie is a tie all the same."""
    weights = {"a": 0.1, "b": 0.2, "c": 0.7}
    sheets = [
        sheet(
            "hlo-1",
            {
                "x": {"a": 3, "b": 3, "c": 1},
                "y": {"a": 5, "b": 2, "c": 1},
                "z": {"a": 1, "b": 1, "c": 1},
                "w": {"a": 5, "b": 5, "c": 5},
            },
        )
    ]

    assert places(rank(("x", "y", "z", "w"), sheets, weights)) == [("w", 1), ("x", 2), ("y", 2), ("z", 4)]


def test_a_missing_score_is_never_a_zero() -> None:
    """Who left one criterion of one target out counts for no mean; what this rater did score is shown."""
    whole = {"x": {"a": 4, "b": 4}, "y": {"a": 3, "b": 3}}
    sheets = [sheet("hlo-1", whole), sheet("hlo-2", {"x": {"a": 5, "b": 5}, "y": {"a": 1}})]

    x, y = rank(("x", "y"), sheets, HALVES)

    assert (x.score, y.score) == (4, 3)
    assert (x.by_rater, y.by_rater) == ({"hlo-1": 4, "hlo-2": 5}, {"hlo-1": 3})
    assert complete_raters(("x", "y"), sheets, ("a", "b")) == ("hlo-1",)


def test_without_a_complete_rater_nothing_is_ranked() -> None:
    sheets = [sheet("hlo-1", {"x": {"a": 4, "b": 4}}), sheet("hlo-2", {"y": {"a": 5, "b": 5}})]

    assert [(entry.rank, entry.score, entry.median, entry.spread) for entry in rank(("x", "y"), sheets, HALVES)] == [
        (None, None, None, None)
    ] * 2


@pytest.mark.parametrize(("targets", "weights"), [((), HALVES), (("x",), {})])
def test_nothing_to_rank(targets: tuple[str, ...], weights: dict[str, float]) -> None:
    assert [entry.rank for entry in rank(targets, [sheet("hlo-1", {"x": {"a": 1, "b": 1}})], weights)] in ([], [None])


# Sensitivity and dissent ---------------------------------------------------------------------------------------------


def test_sensitivity_says_which_weight_and_which_rater_decide() -> None:
    """x leads by a hair, thanks to criterion a and to the first rater."""
    weights = {"a": 0.5, "b": 0.5}
    sheets = [
        sheet("hlo-1", {"x": {"a": 5, "b": 3}, "y": {"a": 2, "b": 4}}),
        sheet("hlo-2", {"x": {"a": 5, "b": 1}, "y": {"a": 2, "b": 5}}),
    ]

    changes = sensitivity(("x", "y"), sheets, weights, places=1)

    assert {(change.kind, change.name, change.factor): change.chosen_changes for change in changes} == {
        ("weight", "a", 0.8): True,
        ("weight", "a", 1.2): False,
        ("weight", "b", 0.8): False,
        ("weight", "b", 1.2): True,
        ("rater", "hlo-1", None): True,
        ("rater", "hlo-2", None): False,
    }


def test_splits_name_who_gave_what_the_widest_first() -> None:
    sheets = [
        sheet("hlo-1", {"x": {"a": 1, "b": 3}, "y": {"a": 2}}),
        sheet("hlo-2", {"x": {"a": 5, "b": 3}, "y": {"a": 5}}),
        sheet("hlo-3", {"x": {"a": 5, "b": 4}}),
    ]

    found = splits(sheets)

    assert [(item.target, item.criterion, item.low, item.high, item.low_score, item.high_score) for item in found] == [
        ("x", "a", ("hlo-1",), ("hlo-2", "hlo-3"), 1, 5),
        ("y", "a", ("hlo-1",), ("hlo-2",), 2, 5),
    ]
