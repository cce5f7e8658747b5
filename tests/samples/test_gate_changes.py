"""What a programme changes in the gates takes effect, and what cannot be understood keeps the gate shut."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.method.phases import GATE_IDS
from innoenvi_cli.method.transition import Intention

if TYPE_CHECKING:
    from conftest import Bench

pytestmark = pytest.mark.usefixtures("without_deliverables")

OWN = {
    "metric": "actor_interviews",
    "compare": ">=",
    "threshold": "2",
    "severity": "must",
    "label": {"fi": "Muita on kuultu", "en": "Others were heard"},
    "hint": {"fi": "Haastattele.", "en": "Interview."},
}


def change(bench: Bench, gate: str, criterion: str, **keys: Any) -> None:
    """Write a change of a criterion into the programme, and leave no history that rests on the other gates."""
    bench.history()
    with bench.change("/innoenvi.yaml") as programme:
        programme.setdefault("gates", {})[gate] = {"criteria": {criterion: keys}}


def unmet(bench: Bench, gate: Any) -> list[str]:
    """Return the criteria that keep a gate shut on its day."""
    return [item.id for item in bench.judge(gate).unmet]


# What takes effect ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("threshold", "expected"), [("0.87", []), ("0.88", ["coverage"]), ("1", ["coverage"])])
def test_a_threshold_that_is_changed(bench: Bench, threshold: str, expected: list[str]) -> None:
    """Seven of eight companies were interviewed: 0.875."""
    change(bench, "analysis", "coverage", threshold=threshold)

    assert unmet(bench, "analysis") == expected
    assert str(bench.criterion("analysis", "coverage").threshold) == threshold


@pytest.mark.parametrize(("compare", "value", "met"), [("==", "3", True), ("==", "2", False), ("<=", "2", False)])
def test_a_comparison_that_is_changed(bench: Bench, compare: str, value: str, *, met: bool) -> None:
    """The minicluster has three product and service groups."""
    change(bench, "definition", "product_groups", compare=compare, threshold=value)

    assert bench.criterion("definition", "product_groups").met == met


def test_a_must_that_only_warns_opens_the_gate(bench: Bench) -> None:
    change(bench, "analysis", "permissions", severity="should")
    with bench.change("interviews/haastattelu-02.yaml") as interview:
        del interview["permissions"]["quote"]

    assert not bench.criterion("analysis", "permissions").met
    assert unmet(bench, "analysis") == []


def test_a_should_that_becomes_a_must_shuts_it(bench: Bench) -> None:
    change(bench, "definition", "eccp_size", severity="must")

    assert unmet(bench, "definition") == ["eccp_size"]


def test_a_criterion_that_is_switched_off_is_not_asked(bench: Bench) -> None:
    change(bench, "definition", "coordinator", off="true")
    with bench.change("minicluster.yaml") as minicluster:
        del minicluster["coordinator"]

    answer = bench.judge("definition")

    assert "coordinator" not in [item.id for item in answer.criteria]
    assert answer.open


@pytest.mark.parametrize(("threshold", "expected"), [("3", []), ("4", ["others_heard"])])
def test_a_criterion_of_ones_own(bench: Bench, threshold: str, expected: list[str]) -> None:
    """The water utility, the research centre and the association were interviewed: three."""
    change(bench, "analysis", "others_heard", **{**OWN, "threshold": threshold})

    criterion = bench.criterion("analysis", "others_heard")
    assert unmet(bench, "analysis") == expected
    assert (str(criterion.value), str(criterion.threshold), criterion.label.en) == ("3", threshold, "Others were heard")


def test_a_criterion_of_ones_own_is_kept_with_the_decision_and_watched(bench: Bench) -> None:
    change(bench, "definition", "others_informed", **{**OWN, "metric": "member_kinds"})
    bench.put(bench.log, None)
    entry = bench.advance(as_of=bench.dates["definition"]).entry
    assert entry is not None
    assert "member_kinds:members/kaislavirta" in entry.criteria["others_informed"].judged

    with bench.change("members/kaislavirta.yaml") as member:
        member["kind"] = "other"

    found = [dict(item.message.args)["criterion"] for item in bench.findings("IE501")]
    assert "others_informed" in found


def test_further_figures_must_hold_too(bench: Bench) -> None:
    change(bench, "analysis", "coverage", also=[{"metric": "actor_interviews", "compare": ">=", "threshold": "4"}])

    criterion = bench.criterion("analysis", "coverage")
    assert [(figure.metric, figure.met) for figure in criterion.figures] == [
        ("coverage", True),
        ("actor_interviews", False),
    ]
    assert unmet(bench, "analysis") == ["coverage"]


def test_another_metric_does_not_take_the_further_figures_of_the_old_one_along(bench: Bench) -> None:
    change(bench, "analysis", "coverage", metric="interviews", threshold="10")

    assert [figure.metric for figure in bench.criterion("analysis", "coverage").figures] == ["interviews"]


def test_the_other_gates_stay_as_they_are(bench: Bench) -> None:
    bench.history()
    before = {gate: [item.id for item in bench.judge(gate).criteria] for gate in GATE_IDS}
    change(bench, "analysis", "others_heard", **OWN)

    after = {gate: [item.id for item in bench.judge(gate).criteria] for gate in GATE_IDS}

    assert after == {**before, "analysis": [*before["analysis"], "others_heard"]}


def test_a_threshold_raised_after_the_gate_makes_it_suspect(bench: Bench) -> None:
    with bench.change("/innoenvi.yaml") as programme:
        programme["gates"] = {"analysis": {"criteria": {"coverage": {"threshold": "0.95"}}}}

    found = bench.findings("IE501")

    assert [(dict(item.message.args)["criterion"], item.record) for item in found] == [
        ("coverage", "members/kuparihaka-pumput")
    ]


# What fails closed ---------------------------------------------------------------------------------------------------

BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown metric": ({"analysis": {"criteria": {"coverage": {"metric": "coverag"}}}}, "IE504"),
    "an unknown metric of a further figure": (
        {"analysis": {"criteria": {"guide": {"also": [{"metric": "x", "compare": ">=", "threshold": "1"}]}}}},
        "IE504",
    ),
    "an unknown metric of a criterion that only informs": (
        {"analysis": {"criteria": {"own": {**OWN, "metric": "x", "severity": "info"}}}},
        "IE504",
    ),
    "a new criterion without a hint": (
        {"analysis": {"criteria": {"own": {key: value for key, value in OWN.items() if key != "hint"}}}},
        "IE505",
    ),
    "a criterion misspelt": ({"analysis": {"criteria": {"coverag": {"threshold": "0.1"}}}}, "IE505"),
    "a criterion of every gate switched off": ({"analysis": {"criteria": {"records": {"off": "true"}}}}, "IE506"),
    "a criterion of every gate made milder": (
        {"analysis": {"criteria": {"suspects": {"severity": "should"}}}},
        "IE506",
    ),
    "an unknown severity": ({"analysis": {"criteria": {"coverage": {"severity": "shoud"}}}}, "IE1"),
    "an unknown comparison": ({"analysis": {"criteria": {"coverage": {"compare": ">"}}}}, "IE1"),
    "a threshold that is no number": ({"analysis": {"criteria": {"coverage": {"threshold": "half"}}}}, "IE1"),
    "a threshold that is not finite": ({"analysis": {"criteria": {"coverage": {"threshold": ".nan"}}}}, "IE"),
    "an unknown key": ({"analysis": {"criteria": {"coverage": {"treshold": "0.1"}}}}, "IE1"),
    "an unknown gate": ({"analyysi": {"criteria": {}}}, "IE1"),
    "off in other words": ({"analysis": {"criteria": {"coverage": {"off": "yes"}}}}, "IE1"),
    "the criteria of every gate": ({"every_gate": {"criteria": {"records": {"off": "true"}}}}, "IE1"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_understood_keeps_the_gate_shut(bench: Bench, what: str) -> None:
    gates, code = BROKEN[what]
    bench.history(until="analysis")
    with bench.change("/innoenvi.yaml") as programme:
        programme["gates"] = gates
    before = bench.tree()
    day = bench.dates["analysis"]

    assert bench.findings(code)
    assert not bench.judge("analysis").open
    assert bench.advance(as_of=day).refused
    conditional = Intention("conditional", condition=("x", "hlo-01", date(2027, 1, 1)))
    assert bench.advance(conditional, as_of=day).refused
    assert bench.tree() == before


def test_a_programme_that_cannot_be_read_keeps_every_gate_shut(bench: Bench) -> None:
    bench.history()
    bench.put("innoenvi.yaml", "format: 1\nname: [\n")

    assert not any(bench.judge(gate).open for gate in GATE_IDS)
