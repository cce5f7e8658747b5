"""Whatever is scored and weighed: names, order and scale of the weights change no figure; what is left out is no zero."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.method.prioritisation import agree, complete_raters, impartial, rank, sensitivity, splits
from innoenvi_cli.method.weighing import weigh
from innoenvi_cli.model.selection import Interest, Priorities, Score

CRITERIA = ("hyoty", "kustannus", "riski")
TARGETS = ("aita", "kaivo", "pumppu", "silta")
ROW = st.fixed_dictionaries({name: st.integers(1, 5) for name in CRITERIA})
FULL = st.fixed_dictionaries(dict.fromkeys(TARGETS, ROW))
PARTIAL = st.dictionaries(st.sampled_from(TARGETS), st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 5)))
WEIGHTS = st.lists(st.integers(1, 9), min_size=3, max_size=3)

Rows = dict[str, dict[str, int]]


def sheet(number: int, scores: Rows, interests: tuple[str, ...] = ()) -> Score:
    return Score.model_construct(
        id=f"hlo-{number}",
        rater=f"hlo-{number}",
        member="kaislavirta",
        date=date(2026, 1, 1),
        interests=tuple(Interest(target=target, reason="oma") for target in interests),
        scores=scores,
    )


def sheets_of(rows: list[Rows]) -> list[Score]:
    return [sheet(number, scores) for number, scores in enumerate(rows)]


def weights_of(parts: list[int], factor: float = 1) -> dict[str, float]:
    return {name: part * factor for name, part in zip(CRITERIA, parts, strict=True)}


def figures(sheets: list[Score], weights: dict[str, float]) -> Any:
    """Return every figure that does not name a rater."""
    ranking = rank(TARGETS, sheets, weights)
    agreement = agree(ranking, TARGETS, complete_raters(TARGETS, sheets, CRITERIA))
    return (
        [(entry.target, entry.rank, entry.score, entry.median, entry.spread) for entry in ranking],
        pytest.approx(agreement.w, abs=1e-9) if agreement.w is not None else None,
        {(change.kind, change.name, change.factor, change.enters, change.leaves)
         for change in sensitivity(TARGETS, sheets, weights, places=2)},
        {(item.target, item.criterion, item.low, item.high) for item in splits(sheets)},
    )  # fmt: skip


@given(
    rows=st.lists(PARTIAL | FULL, max_size=4),
    parts=WEIGHTS,
    factor=st.sampled_from([1e-9, 0.001, 1 / 3, 0.7, 7, 1e6]),
)
def test_weights_scaled_by_a_constant_change_no_rank_and_no_score(
    rows: list[Rows], parts: list[int], factor: float
) -> None:
    plain, scaled = (
        rank(TARGETS, sheets_of(rows), weights_of(parts)),
        rank(TARGETS, sheets_of(rows), weights_of(parts, factor)),
    )

    assert [(entry.target, entry.rank) for entry in scaled] == [(entry.target, entry.rank) for entry in plain]
    for entry, other in zip(plain, scaled, strict=True):
        assert other.score == (pytest.approx(entry.score, abs=1e-6) if entry.score is not None else None)
        assert entry.score is None or 1 <= entry.score <= 5, "scores stay on the scale of the raters"


@given(rows=st.lists(PARTIAL | FULL, max_size=5), parts=WEIGHTS, data=st.data())
def test_the_order_of_the_raters_changes_nothing(rows: list[Rows], parts: list[int], data: st.DataObject) -> None:
    sheets = sheets_of(rows)
    shuffled = data.draw(st.permutations(sheets))

    assert figures(list(shuffled), weights_of(parts)) == figures(sheets, weights_of(parts))


@given(rows=st.lists(FULL, min_size=1, max_size=4), parts=WEIGHTS, left=st.sampled_from(TARGETS), more=FULL)
def test_who_leaves_a_target_out_changes_it_as_no_zero_would(
    rows: list[Rows], parts: list[int], left: str, more: Rows
) -> None:
    sheets = sheets_of(rows)
    without = sheet(99, {target: row for target, row in more.items() if target != left})
    zero = sheet(99, more | {left: dict.fromkeys(CRITERIA, 0)})

    before = {entry.target: entry for entry in rank(TARGETS, sheets, weights_of(parts))}
    after = {entry.target: entry for entry in rank(TARGETS, [*sheets, without], weights_of(parts))}
    punished = {entry.target: entry for entry in rank(TARGETS, [*sheets, zero], weights_of(parts))}

    for target in TARGETS:
        same, other = before[target], after[target]
        assert (other.rank, other.score, other.median, other.spread) == (
            same.rank, same.score, same.median, same.spread
        )  # fmt: skip
        assert set(same.by_rater.items()) <= set(other.by_rater.items()), "the others' sums stay as they were"
    assert "hlo-99" not in after[left].by_rater
    assert punished[left].score < after[left].score  # type: ignore[operator]
    assert agree(tuple(after.values()), TARGETS, complete_raters(TARGETS, [*sheets, without], CRITERIA)) == agree(
        tuple(before.values()), TARGETS, complete_raters(TARGETS, sheets, CRITERIA)
    )


@given(rows=st.lists(FULL, min_size=1, max_size=3), parts=WEIGHTS, own=st.sampled_from(TARGETS), more=FULL)
def test_a_score_against_a_declared_interest_counts_for_nothing(
    rows: list[Rows], parts: list[int], own: str, more: Rows
) -> None:
    sheets = sheets_of(rows)
    interested, abstaining = sheet(99, more, (own,)), sheet(99, {key: more[key] for key in more if key != own}, (own,))

    assert list(impartial([*sheets, interested])) == [*sheets, abstaining]
    assert figures(list(impartial([*sheets, interested])), weights_of(parts)) == figures(
        [*sheets, abstaining], weights_of(parts)
    )


TIMES = st.sampled_from(["1", "1.5", "2", "3", "5.25", "9"])
PAIRS = [(a, b) for index, a in enumerate(CRITERIA) for b in CRITERIA[index + 1 :]]
JUDGED = st.lists(st.tuples(st.booleans(), TIMES), min_size=len(PAIRS), max_size=len(PAIRS))


def priorities(raters: list[list[tuple[bool, str]]], names: dict[str, str], order: list[int]) -> Priorities:
    def judgements(answers: list[tuple[bool, str]]) -> list[dict[str, str]]:
        given = [
            {"more": names[b if turned else a], "less": names[a if turned else b], "times": times}
            for (a, b), (turned, times) in zip(PAIRS, answers, strict=True)
        ]
        return [given[index] for index in order]

    return Priorities.model_validate(
        {
            "criteria": [{"id": names[name], "name": "x", "definition": "x"} for name in CRITERIA],
            "pairwise": [
                {"rater": f"hlo-{number}", "judgements": judgements(answers)} for number, answers in enumerate(raters)
            ],
        }
    )


@given(
    raters=st.lists(JUDGED, min_size=1, max_size=4),
    names=st.permutations(CRITERIA),
    order=st.permutations(range(len(PAIRS))),
)
def test_neither_names_nor_order_change_pairwise_weights(
    raters: list[list[tuple[bool, str]]], names: list[str], order: list[int]
) -> None:
    new = dict(zip(CRITERIA, names, strict=True))
    weights, consistency = weigh(priorities(raters, {name: name for name in CRITERIA}, list(range(len(PAIRS)))))
    others, again = weigh(priorities(raters[::-1], new, list(order)))

    assert weights is not None
    assert others is not None
    assert {new[name]: weight for name, weight in weights.items()} == pytest.approx(others, rel=1e-9)
    assert sum(weights.values()) == pytest.approx(1)
    assert [item.ratio for item in consistency] == pytest.approx([item.ratio for item in again[::-1]], abs=1e-9)
    for item in consistency:
        assert item.worst_pair is not None
        assert item.judged >= 1
