"""``innoenvi prioritise``: the ranking with its dissent, who spoke against a target, reasons where figures are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.resources import samples_folder
from tests.cli.conftest import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

RICH = "vesihuolto"
CRITERIA = "criteria:\n  - {id: hyoty, name: Hyöty, definition: paljon, weight: 1}\n"


@pytest.fixture
def rich(monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(monkeypatch, samples_folder() / "innoenvi")


def score(innoenvi: CommandLine, rater: int, scores: dict[str, int], more: str = "interests: []\n") -> None:
    lines = "".join(f"  {target}: {{hyoty: {value}}}\n" for target, value in scores.items())
    head = f"id: hlo-{rater}\nrater: hlo-{rater}\nmember: yritys-{rater}\ndate: 2026-04-01\n"
    innoenvi.write(**{f"vesi__scores__hlo-{rater}": f"{head}{more}scores:\n{lines}" if lines else f"{head}{more}"})


def core_group(innoenvi: CommandLine, *numbers: int) -> None:
    for number in numbers:
        history = f"history: [{{status: committed, date: 2026-02-01, document: SIT-{number}}}]\n"
        member = f"id: yritys-{number}\nname: Yritys {number} Oy\nkind: company\n{history}"
        innoenvi.write(**{f"vesi__members__yritys-{number}": member})
    seats = "".join(f"  - {{member: yritys-{number}, person: hlo-{number}}}\n" for number in numbers)
    innoenvi.write(vesi__organs__ydin=f"id: ydin\nkind: core_group\nname: Ydinryhmä\nmembers:\n{seats}")


def targets(innoenvi: CommandLine, *names: str) -> None:
    for name in names:
        innoenvi.write(**{f"vesi__targets__{name}": f"id: {name}\nname: Kohde {name}\n"})


def decide(innoenvi: CommandLine, choices: dict[str, str], criteria: str = CRITERIA) -> None:
    """Write the choice, decided at a meeting of the core group."""
    meeting = "id: ydin-1\nkind: meeting\norgan: ydin\ndate: 2026-05-01\ntitle: 1. kokous\n"
    innoenvi.write(vesi__events__ydin_1=meeting)
    (innoenvi.folder / "vesi/events/ydin_1.yaml").rename(innoenvi.folder / "vesi/events/ydin-1.yaml")
    lines = "".join(f"  - {{target: {name}, choice: {choice}}}\n" for name, choice in choices.items())
    decision = "decision: {organ: ydin, event: ydin-1, item: 1}\n"
    innoenvi.write(vesi__priorities=f"{criteria}choices:\n{lines}{decision}")


def data(innoenvi: CommandLine, *more: str) -> Any:
    answer = innoenvi("prioritise", "vesi", "--format", "json", *more)
    assert answer.code == 0, answer.err
    return answer.data


def test_the_text_shows_dissent_beside_the_means(rich: CommandLine) -> None:
    answer = rich("prioritise", RICH)

    assert answer.code == 0
    for line in (
        "1. Shared remote monitoring: 4.38 (median 4.45, spread 0.80), chosen",
        "3. Maintenance contract with one responsible party: 3.70 (median 4.10, spread 2.80), chosen",
        "- Quorum: met: 6 of 6 core-group companies scored every target open to them",
        "- Agreement: moderate: Kendall's W 0.65 (0 none, 1 full; 5 raters, 4 targets, corrected for ties)",
        "- Not counted in the mean: hlo-16 (Kuparihaka Pumput Oy): something was left unscored",
        "- Maintenance contract with one responsible party: Effect on export: 2 from hlo-15, 5 from hlo-11, hlo-19",
        "- By weight: no weight moved by 20% changes them",
        (
            "- By rater: without hlo-13 / without hlo-15: in Maintenance contract with one responsible party;"
            " out Leakage solution as an entry product"
        ),
    ):
        assert line in answer.out.splitlines()
    assert "Veto: hlo-15 (Lähdevahti Mittaus Oy)" in answer.out
    assert "resolved 14 March 2025: Direct sales of meters" in answer.out
    assert "rank 3, chosen: Chosen ahead of the leakage solution" in answer.out
    assert "p =" not in answer.out, "of a small group no probability is told"
    assert answer.err.splitlines()[-1] == f"→ next: innoenvi report {RICH} --deliverable priorities"


def test_who_spoke_against_a_target_and_why(rich: CommandLine) -> None:
    answer = rich("prioritise", RICH, "--target", "yllapitosopimus")

    lines = answer.out.splitlines()
    assert "- Rank: 3 of 4; mean 3.70, median 4.10, spread 2.80" in lines
    assert (
        "- hlo-15 (Lähdevahti Mittaus Oy): Effect on export 2; Need of the customer 2; Feasibility 2;"
        " Benefit of working together 2"
    ) in lines
    assert "- Left unscored: hlo-16 (Kuparihaka Pumput Oy)" in lines
    assert "- Against: Lähdevahti Mittaus Oy" in lines
    assert any(line.startswith("- Dissenting view: A supplier of measurement holds") for line in lines)
    assert any(line.startswith("- Interest: hlo-16 (Kuparihaka Pumput Oy): The sister company") for line in lines)
    assert "Shared remote monitoring" not in answer.out, "only this target was asked for"


def test_a_target_of_the_fast_track_and_one_that_there_is_not(rich: CommandLine) -> None:
    assert "- Rank: on the fast track, where targets are not prioritised" in (
        rich("prioritise", RICH, "--target", "hoitajakoulutus").out
    )
    answer = rich("prioritise", RICH, "--target", "yllapitosopimu")
    assert answer.code == 4
    assert "did you mean 'yllapitosopimus'?" in answer.err


def test_json_has_the_keys_that_scripts_rely_on(rich: CommandLine) -> None:
    found = rich("prioritise", RICH, "--format", "json", "--target", "yllapitosopimus").data

    assert {"ranking", "agreement", "weights", "consistency", "sensitivity", "quorum"} <= set(found)
    assert {"splits", "vetoes", "interests", "abstentions", "departures", "method"} <= set(found)
    assert {"target", "rank", "score", "median", "spread", "chosen"} <= set(found["ranking"][0])
    assert [item["target"] for item in found["departures"]] == ["vuotovesiratkaisu", "yllapitosopimus"]
    assert [item["change"] for item in found["sensitivity"] if item["chosen_changes"]] == [
        "without rater hlo-13",
        "without rater hlo-15",
    ]
    assert [item["rater"] for item in found["target"]["low_scores"]] == ["hlo-15"] * 4 + ["hlo-13"]
    assert found["target"]["findings"][0]["members_against"] == ["lahdevahti-mittaus"]


def test_in_finnish_no_english_is_left(rich: CommandLine) -> None:
    for more in ((), ("--target", "yllapitosopimus")):
        answer = rich("--lang", "fi", "prioritise", RICH, *more)
        words = set(answer.out.replace(":", " ").replace(",", " ").casefold().split())
        assert not words & {"the", "of", "and", "rank", "chosen", "from", "without", "met", "held", "veto:", "mean"}
    assert "3,70" in answer.out


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("width", [50, 80, 120])
@pytest.mark.parametrize("more", [(), ("--target", "yllapitosopimus")])
def test_on_a_terminal_it_fits_the_width(
    rich: CommandLine, monkeypatch: pytest.MonkeyPatch, width: int, language: str, more: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    answer = rich("--color", "never", "--lang", language, "prioritise", RICH, *more, terminal=True)

    figures = "3,70" if language == "fi" else "3.70"
    assert figures in answer.out
    assert max(len(line) for line in answer.out.splitlines()) <= width


def test_what_is_missing_is_said_and_nothing_breaks(innoenvi: CommandLine) -> None:
    assert data(innoenvi)["gaps"] == [
        "there is no development target to prioritise yet",
        "there are no criteria yet: they stand in priorities.yaml",
        "nobody has scored yet in this cycle",
    ]
    targets(innoenvi, "a", "b")
    core_group(innoenvi, 1, 2, 3)
    innoenvi.write(vesi__priorities=CRITERIA.replace("weight: 1", "weight: 0.4"))
    score(innoenvi, 1, {"a": 3, "b": 2})
    found = data(innoenvi)
    assert found["gaps"][0] == "the weights are not valid: they must add up to 1, or each pair be judged once"
    assert (found["errors"], found["next"]) == (1, "innoenvi check vesi")
    assert [entry["rank"] for entry in found["ranking"]] == [None, None]

    innoenvi.write(vesi__priorities=CRITERIA)
    found = data(innoenvi)
    assert found["gaps"][0] == "only one rater has scored every target: the ranking is that rater's alone"
    assert found["quorum"]["missing"] == ["yritys-2", "yritys-3"]
    assert [item["kind"] for item in found["sensitivity"]] == ["weight", "weight"], "nobody is left out of one"
    for form in ("text", "json"):
        for more in ((), ("--target", "a")):
            assert innoenvi("prioritise", "vesi", "--format", form, *more).code == 0


def test_a_broken_file_hides_nothing_of_the_others(innoenvi: CommandLine) -> None:
    targets(innoenvi, "a", "b")
    innoenvi.write(vesi__priorities=CRITERIA, vesi__scores__x="id: [\n")
    score(innoenvi, 1, {"a": 3, "b": 2})

    found = data(innoenvi)

    assert [entry["target"] for entry in found["ranking"]] == ["a", "b"]
    assert found["errors"] > 0


def test_a_score_against_a_declared_interest_does_not_count(innoenvi: CommandLine) -> None:
    targets(innoenvi, "a", "b")
    core_group(innoenvi, 1, 2)
    innoenvi.write(vesi__priorities=CRITERIA)
    score(innoenvi, 1, {"a": 5, "b": 1}, "interests: [{target: a, reason: oma tuote}]\n")
    score(innoenvi, 2, {"a": 2, "b": 4})

    found = data(innoenvi)

    assert [(entry["target"], entry["score"]) for entry in found["ranking"]] == [("b", 4), ("a", 2)]


@pytest.mark.parametrize(
    ("choices", "departing"),
    [
        ({"a": "chosen", "b": "chosen"}, []),
        ({"a": "chosen", "c": "chosen"}, []),
        ({"b": "chosen", "c": "chosen"}, ["a"]),
        ({"a": "chosen", "d": "chosen"}, ["d"]),
    ],
)
def test_among_equals_no_choice_departs_from_the_ranking(
    innoenvi: CommandLine, choices: dict[str, str], departing: list[str]
) -> None:
    """Ranks 1, 2, 2, 4: with two places, the ranking does not say which of the second ones comes in."""
    targets(innoenvi, "a", "b", "c", "d")
    core_group(innoenvi, 1, 2)
    decide(innoenvi, choices)
    for rater in (1, 2):
        score(innoenvi, rater, {"a": 5, "b": 4, "c": 4, "d": 1})

    assert [item["target"] for item in data(innoenvi)["departures"]] == departing


def test_raters_split_by_more_than_half_of_the_scale(innoenvi: CommandLine) -> None:
    """On a scale from 0 to 10, five points are no split and six are."""
    targets(innoenvi, "a", "b")
    innoenvi.write(vesi__priorities=f"scale: {{low: 0, high: 10}}\n{CRITERIA}")
    score(innoenvi, 1, {"a": 2, "b": 2})
    score(innoenvi, 2, {"a": 7, "b": 8})

    assert [item["target"] for item in data(innoenvi)["splits"]] == ["b"]


def test_nothing_is_said_from_the_private_folder(innoenvi: CommandLine, root: Path) -> None:
    targets(innoenvi, "a", "b")
    innoenvi.write(vesi__priorities=CRITERIA)
    score(innoenvi, 1, {"a": 3, "b": 2})
    (root / "private").mkdir()
    (root / "private" / "people.yaml").write_text("people:\n  hlo-1: {name: Salainen Nimi}\n", encoding="utf-8")

    for form in ("text", "json"):
        assert "Salainen" not in innoenvi("prioritise", "vesi", "--target", "a", "--format", form).out
