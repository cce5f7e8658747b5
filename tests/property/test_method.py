"""Whatever the scores and the records are: figures depend on what they say, not on names and order; gates fail closed."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innoenvi_cli.findings import Finding, Location, Severity
from innoenvi_cli.i18n import message
from innoenvi_cli.method.concordance import kendalls_w
from innoenvi_cli.method.gates import build_gates, judge, waive
from innoenvi_cli.method.metrics import METRICS
from innoenvi_cli.method.phases import GATE_IDS
from innoenvi_cli.method.prioritisation import rank, sensitivity, splits
from innoenvi_cli.model.programme import Gates
from innoenvi_cli.model.selection import Score
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.shipped import shipped_gates
from innoenvi_cli.usecases.situation import Situation, assess

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from innoenvi_cli.method.answers import GateAnswer

RICH = "vesihuolto"
LAST_DAY = date(2026, 5, 29)

# Scores --------------------------------------------------------------------------------------------------------------

CRITERIA = ("hyoty", "kustannus", "riski")
TARGETS = ("aita", "kaivo", "pumppu", "silta")
SHEETS = st.lists(
    st.dictionaries(st.sampled_from(TARGETS), st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 5))), max_size=5
)
WEIGHTS = st.lists(st.integers(1, 9), min_size=3, max_size=3)


def sheets_of(scores: list[dict[str, dict[str, int]]], names: Mapping[str, str]) -> list[Score]:
    return [
        Score.model_construct(
            id=f"hlo-{number}",
            rater=names.get(f"hlo-{number}", f"hlo-{number}"),
            member="kaislavirta",
            date=LAST_DAY,
            interests=(),
            scores={
                names.get(target, target): {names.get(key, key): value for key, value in row.items()}
                for target, row in rows.items()
            },
        )
        for number, rows in enumerate(scores)
    ]


def weights_of(parts: list[int], names: Mapping[str, str]) -> dict[str, float]:
    return {names.get(name, name): part / sum(parts) for name, part in zip(CRITERIA, parts, strict=True)}


@given(scores=SHEETS, parts=WEIGHTS, names=st.permutations([*TARGETS, *CRITERIA]))
def test_renaming_changes_no_figure(
    scores: list[dict[str, dict[str, int]]], parts: list[int], names: list[str]
) -> None:
    new = dict(zip([*TARGETS, *CRITERIA], names, strict=True)) | {"hlo-0": "zz-9", "hlo-1": "aa-1"}
    there, here = sheets_of(scores, new), sheets_of(scores, {})
    renamed = [new[target] for target in TARGETS]

    ranking = {entry.target: entry for entry in rank(renamed, there, weights_of(parts, new))}
    for entry in rank(TARGETS, here, weights_of(parts, {})):
        same = ranking[new[entry.target]]
        assert (same.rank, same.score, same.median, same.spread) == (
            entry.rank, entry.score, entry.median, entry.spread
        )  # fmt: skip

    changes = sensitivity(TARGETS, here, weights_of(parts, {}), places=2)
    assert [(item.kind, new.get(item.name, item.name), item.factor, item.chosen_changes) for item in changes] == [
        (item.kind, item.name, item.factor, item.chosen_changes)
        for item in sensitivity(renamed, there, weights_of(parts, new), places=2)
    ]
    assert {(new[item.target], new[item.criterion], item.low_score, item.high_score) for item in splits(here)} == {
        (item.target, item.criterion, item.low_score, item.high_score) for item in splits(there)
    }


@given(scores=SHEETS, parts=WEIGHTS, factor=st.integers(1, 7), data=st.data())
def test_neither_the_order_of_the_sheets_nor_the_scale_of_the_weights_changes_the_ranking(
    scores: list[dict[str, dict[str, int]]], parts: list[int], factor: int, data: st.DataObject
) -> None:
    sheets = sheets_of(scores, {})
    shuffled = data.draw(st.permutations(sheets))

    ranking = rank(TARGETS, sheets, weights_of(parts, {}))
    other = rank(TARGETS, shuffled, weights_of([part * factor for part in parts], {}))

    assert [(entry.target, entry.rank) for entry in other] == [(entry.target, entry.rank) for entry in ranking]


@given(scores=SHEETS, parts=WEIGHTS)
def test_a_rater_who_left_something_out_moves_no_mean(
    scores: list[dict[str, dict[str, int]]], parts: list[int]
) -> None:
    """A missing score is never a zero: without the incomplete sheets every mean is the same."""
    sheets = sheets_of(scores, {})
    whole = [sheet for sheet in sheets if all(set(sheet.scores.get(target, {})) == set(CRITERIA) for target in TARGETS)]

    ranking = rank(TARGETS, sheets, weights_of(parts, {}))

    assert [(entry.target, entry.rank, entry.score) for entry in ranking] == [
        (entry.target, entry.rank, entry.score) for entry in rank(TARGETS, whole, weights_of(parts, {}))
    ]


@given(
    st.integers(2, 6).flatmap(
        lambda size: st.lists(st.lists(st.integers(1, 5), min_size=size, max_size=size), min_size=2, max_size=6)
    )
)
def test_agreement_lies_between_nought_and_one(rows: list[list[float]]) -> None:
    w = kendalls_w(rows)

    assert w is None or -1e-9 <= w <= 1 + 1e-9
    assert (w is None) == all(len(set(row)) == 1 for row in rows)
    agreed = kendalls_w([rows[0]] * 3)
    assert agreed == (None if len(set(rows[0])) == 1 else pytest.approx(1))


# Gates ---------------------------------------------------------------------------------------------------------------


@cache
def rich() -> Situation:
    return assess(samples_folder() / "innoenvi", RICH, as_of=None, environ={})


def answer_of(gate: Any, findings: tuple[Finding, ...], gates: Gates | None = None) -> GateAnswer:
    """Judge a gate of the sample on its last day, with these findings and gate changes."""
    situation = replace(rich(), findings=findings, as_of=LAST_DAY)
    return judge(situation.view(), gate, build_gates(shipped_gates(), gates))


FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.just("IE203"),
        severity=st.sampled_from(Severity),
        location=st.builds(Location, path=st.just("vesihuolto/x.yaml"), line=st.integers(1, 9)),
        message=st.just(message("x")),
        hint=st.just(message("x")),
        minicluster=st.sampled_from(["", RICH, "energia"]),
        record=st.sampled_from(["", "members/kaislavirta", "members/tuntematon"]),
    ),
    max_size=4,
).map(tuple)
CHANGES = st.dictionaries(
    st.sampled_from([*build_gates(shipped_gates(), None).gates["analysis"]]).map(lambda criterion: criterion.id),
    st.fixed_dictionaries(
        {},
        optional={
            "metric": st.sampled_from([metric.name for metric in METRICS]) | st.just("tuntematon"),
            "compare": st.sampled_from([">=", "<=", "=="]),
            "threshold": st.integers(-1, 20).map(str),
            "severity": st.sampled_from(["must", "should", "info"]),
            "off": st.sampled_from(["true", "false"]),
        },
    ),
)


@settings(deadline=None, max_examples=60)
@given(gate=st.sampled_from(GATE_IDS), findings=FINDINGS)
def test_a_gate_is_shut_by_every_error_that_concerns_it_and_by_nothing_else_that_is_found(
    gate: str, findings: tuple[Finding, ...]
) -> None:
    without = answer_of(gate, ())
    concern = [item for item in findings if item.severity is Severity.ERROR and item.minicluster in {"", RICH}]

    answer = answer_of(gate, findings)

    assert answer.open == (without.open and not concern)
    assert waive(answer, frozenset(item.id for item in answer.criteria)).open == (not concern)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, before=FINDINGS, added=FINDINGS)
def test_a_closed_gate_never_opens_by_an_error(
    changes: dict[str, Any], before: tuple[Finding, ...], added: tuple[Finding, ...]
) -> None:
    gates = Gates.model_validate({"analysis": {"criteria": changes}})

    if not answer_of("analysis", before, gates).open:
        assert not answer_of("analysis", (*before, *added), gates).open


@settings(deadline=None, max_examples=60)
@given(changes=CHANGES)
def test_a_gate_with_a_change_that_nobody_understands_is_shut(changes: dict[str, Any]) -> None:
    gates = Gates.model_validate({"analysis": {"criteria": changes}})
    book = build_gates(shipped_gates(), gates)
    unknown = {
        name
        for name, change in changes.items()
        if name in {"records", "suspects"} or (change.get("metric") == "tuntematon" and change.get("off") != "true")
    }

    assert {problem.criterion for problem in book.problems} == unknown
    if unknown:
        assert not answer_of("analysis", (), gates).open


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_renaming_every_member_changes_no_figure_of_a_gate(tmp_path: Path, data: st.DataObject) -> None:
    names = sorted(rich().cluster.members)
    new = dict(zip(names, data.draw(st.permutations(names)), strict=True))
    folder = tmp_path / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(samples_folder() / "innoenvi", folder, ignore=shutil.ignore_patterns("deliverables", "private"))
    (folder / RICH / "phases.yaml").unlink()
    texts = {file: file.read_text(encoding="utf-8") for file in (folder / RICH).rglob("*.yaml")}
    word = re.compile(r"(?<![a-z0-9-])(" + "|".join(names) + r")(?![a-z0-9-])")
    for file, text in texts.items():
        file.unlink()
        texts[file] = word.sub(lambda match: new[match[1]], text)
    for file, text in texts.items():
        stem = new.get(file.stem, file.stem) if file.parent.name == "members" else file.stem
        file.with_name(f"{stem}.yaml").write_text(text, encoding="utf-8")

    assert _figures(folder) == _figures(samples_folder() / "innoenvi")


def _figures(root: Path) -> dict[tuple[str, str], Any]:
    """Return the figure of every criterion, without what the decisions of the sample say."""
    loaded = load(root, frozenset({RICH}))
    cluster = replace(loaded.project.miniclusters[RICH], phases=None)
    found: dict[tuple[str, str], Any] = {}
    for gate in GATE_IDS:
        answer = Situation(loaded, cluster, LAST_DAY, loaded.findings, ()).answer(gate)
        found |= {(gate, item.id): [(figure.value, figure.met) for figure in item.figures] for item in answer.criteria}
    return found
