"""Decisions at the gates of the rich sample: what each leads to, what is refused, what is written and what is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.errors import (
    QuestionUnansweredError,
    RefusedError,
    UnknownNameError,
    UsageError,
    WrongPhaseError,
)
from innoenvi_cli.method.phases import CYCLE
from innoenvi_cli.method.transition import Intention
from innoenvi_cli.usecases.advance_phase import AdvanceRequest, advance_phase
from innoenvi_cli.usecases.review_gate import review_gate
from innoenvi_cli.usecases.undo_decision import undo_decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Bench

    from innoenvi_cli.errors import InnoenviError
    from innoenvi_cli.model.phases import PhaseEntry, PhaseId

pytestmark = pytest.mark.usefixtures("without_deliverables")

RICH = "vesihuolto"
DUE = date(2025, 6, 1)
CONDITIONAL = Intention("conditional", condition=("Kirjataan luvat", "hlo-09", DUE))
CLOSE = Intention(ending="close")
ANEW = Intention(ending="new_cycle")


def entry_of(bench: Bench, intention: Intention | None = None, **options: Any) -> PhaseEntry:
    """Advance, and return what was decided."""
    result = bench.advance(intention, **options)
    entry: PhaseEntry | None = result.entry
    assert not result.refused
    assert entry is not None
    return entry


def close_the_gate(bench: Bench) -> None:
    """Leave a permission of an interview unanswered: the analysis is not through."""
    with bench.change("interviews/haastattelu-02.yaml") as interview:
        del interview["permissions"]["quote"]


# Where decisions lead ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("gate", "to"), list(pairwise(CYCLE)))
def test_go_leads_to_the_next_phase(bench: Bench, gate: PhaseId, to: PhaseId) -> None:
    bench.history(until=gate)

    entry = entry_of(bench, as_of=bench.dates[gate], by="hlo-02", from_phase=gate)

    assert (entry.decision, entry.gate, entry.to, entry.date, entry.by) == ("go", gate, to, bench.dates[gate], "hlo-02")
    assert bench.look().standing.phase == to
    assert gate in bench.look().standing.passed


def test_a_decision_keeps_what_it_rests_on_but_not_what_only_informs(bench: Bench) -> None:
    bench.history()

    criteria = entry_of(bench, as_of=bench.dates["definition"]).criteria

    assert criteria["markets"].value == "3"
    assert list(criteria["markets"].judged) == ["markets:minicluster"]
    assert criteria["eccp_size"].judged == {}


def test_go_at_a_closed_gate_changes_nothing(bench: Bench) -> None:
    bench.history(until="analysis")
    close_the_gate(bench)
    before = bench.tree()

    result = bench.advance(as_of=bench.dates["analysis"])

    assert result.refused
    assert result.entry is None
    assert result.answer is not None
    assert [item.id for item in result.answer.unmet] == ["permissions"]
    assert bench.tree() == before


def test_conditional_passes_a_closed_gate_and_keeps_what_it_answered(bench: Bench) -> None:
    bench.history(until="analysis")
    close_the_gate(bench)

    entry = entry_of(bench, CONDITIONAL, as_of=bench.dates["analysis"])

    assert entry.to == "selection"
    assert entry.condition is not None
    assert (entry.condition.text, entry.condition.owner, entry.condition.due) == ("Kirjataan luvat", "hlo-09", DUE)
    assert not entry.criteria["permissions"].met
    assert [item.gate for item in bench.look().standing.conditions] == ["analysis"]
    assert bench.findings("IE50", as_of=bench.dates["analysis"]) == []


def test_conditional_does_not_pass_on_broken_records(bench: Bench) -> None:
    bench.history(until="analysis")
    with bench.change("outcomes/vientiliikevaihto.yaml") as outcome:
        outcome["actions"] = ["olematon"]
    before = bench.tree()

    assert bench.advance(CONDITIONAL, as_of=bench.dates["analysis"]).refused
    assert bench.tree() == before


def test_recycle_leads_back_and_the_gates_behind_must_be_passed_again(bench: Bench) -> None:
    bench.history(passed="planning")

    entry = entry_of(bench, Intention("recycle", to_phase="selection"), as_of=date(2026, 1, 15))

    standing = bench.look().standing
    assert (entry.gate, entry.to) == ("export_concept", "selection")
    assert (standing.phase, standing.state, set(standing.passed)) == ("selection", "active", {"definition", "analysis"})


def test_recycle_without_a_phase_stays_in_the_present_one(bench: Bench) -> None:
    bench.history(until="planning")

    assert entry_of(bench, Intention("recycle"), as_of=bench.dates["planning"]).to == "planning"


def test_recycle_to_the_analysis_closes_the_fast_track(bench: Bench) -> None:
    bench.history(passed="fast_track")
    entry_of(bench, Intention("recycle", to_phase="analysis"), as_of=date(2026, 3, 2))

    assert set(bench.look().standing.passed) == {"definition"}
    with pytest.raises(WrongPhaseError):
        bench.advance(as_of=date(2026, 3, 2), from_phase="fast_track")


def test_recycle_asks_nothing_of_the_gate(bench: Bench) -> None:
    bench.history(until="analysis")
    close_the_gate(bench)

    assert entry_of(bench, Intention("recycle", to_phase="definition"), as_of=DUE).to == "definition"


def test_a_minicluster_on_hold_goes_on(bench: Bench) -> None:
    bench.history(until="planning")
    entry = entry_of(bench, Intention("hold", note="Odotetaan rahoitusta"), as_of=date(2025, 11, 3))
    assert (entry.to, bench.look().standing.state) == ("planning", "on_hold")

    assert entry_of(bench, as_of=bench.dates["planning"]).to == "export_concept"
    assert bench.look().standing.state == "active"


def test_a_stopped_minicluster_begins_anew_or_not_at_all(bench: Bench) -> None:
    bench.history(until="analysis")
    entry_of(bench, Intention("stop"), as_of=date(2024, 10, 1))
    assert bench.look().standing.state == "stopped"

    with pytest.raises(RefusedError, match="the minicluster is stopped"):
        bench.advance(as_of=date(2024, 12, 13))

    entry = entry_of(bench, ANEW, as_of=date(2025, 1, 8))
    standing = bench.look().standing
    assert (entry.to, standing.cycle, standing.cycle_start, standing.phase) == (
        "definition", 2, date(2025, 1, 8), "definition"
    )  # fmt: skip
    assert bench.findings("IE5") == []


# --from and the fast track -------------------------------------------------------------------------------------------


def test_from_names_the_present_phase_or_nothing_happens(bench: Bench) -> None:
    bench.history(until="selection")
    before = bench.tree()

    with pytest.raises(WrongPhaseError, match="in phase selection, not analysis") as caught:
        bench.advance(as_of=bench.dates["selection"], from_phase="analysis")

    assert caught.value.exit_code == 5
    assert bench.tree() == before


def test_from_a_phase_that_does_not_exist_is_answered_with_the_nearest(bench: Bench) -> None:
    with pytest.raises(UnknownNameError, match="no phase 'analysys'") as caught:
        bench.advance(from_phase="analysys")

    assert "did you mean 'analysis'?" in caught.value.hint.render("en")


def test_the_fast_track_is_closed_before_gate_two(bench: Bench) -> None:
    bench.history(until="analysis")

    with pytest.raises(WrongPhaseError):
        bench.advance(as_of=bench.dates["analysis"], from_phase="fast_track")


@pytest.mark.parametrize("until", ["selection", "planning", "export_concept"])
def test_the_fast_track_runs_beside_the_phases(bench: Bench, until: PhaseId) -> None:
    bench.put(bench.log, bench.logs[CYCLE.index(until)])

    entry = entry_of(bench, as_of=bench.dates["fast_track"], from_phase="fast-track")

    assert (entry.gate, entry.to) == ("fast_track", None)
    assert bench.look().standing.phase == until
    assert bench.findings("IE503") == []


def test_the_fast_track_ends_with_the_cycle(bench: Bench) -> None:
    with pytest.raises(RefusedError, match="the minicluster is completed"):
        bench.advance(as_of=date(2026, 6, 1), from_phase="fast_track")


# Waivers -------------------------------------------------------------------------------------------------------------


def test_a_waiver_passes_a_must_and_its_reason_is_kept(bench: Bench) -> None:
    bench.history(until="analysis")
    close_the_gate(bench)

    intention = Intention(waivers=(("permissions", "Lupa pyydetty, vastausta ei saatu"),))
    entry = entry_of(bench, intention, as_of=bench.dates["analysis"])

    assert [(item.criterion, item.reason, item.by) for item in entry.waivers] == [
        ("permissions", "Lupa pyydetty, vastausta ei saatu", "hlo-01")
    ]
    assert not entry.criteria["permissions"].met
    assert bench.findings("IE50") == []


def test_a_waiver_of_what_holds_is_not_kept_for_later(bench: Bench) -> None:
    bench.history(until="analysis")

    entry = entry_of(bench, Intention(waivers=(("permissions", "varalta"),)), as_of=bench.dates["analysis"])

    assert entry.waivers == ()


def test_a_waiver_stays_in_force_in_a_review(bench: Bench) -> None:
    bench.history(until="analysis")
    close_the_gate(bench)
    entry_of(bench, Intention(waivers=(("permissions", "Vastausta ei saatu"),)), as_of=bench.dates["analysis"])

    result = review_gate(bench.root, RICH, gate="analysis", by="hlo-02", environ={})

    assert result.files == (bench.log,)
    assert [item.criterion for item in bench.look().standing.passed["analysis"].waivers] == ["permissions"]


@pytest.mark.parametrize(
    ("waiver", "error", "text"),
    [
        (("permissions", "  "), UsageError, "the waiver of 'permissions' has no reason"),
        (("records", "kiire"), RefusedError, "'records' cannot be waived"),
        (("suspects", "kiire"), RefusedError, "'suspects' cannot be waived"),
        (("permission", "kiire"), UnknownNameError, "no criterion 'permission'"),
        (("quorum", "toisen portin"), UnknownNameError, "no criterion 'quorum'"),
    ],
)
def test_waivers_that_are_none(bench: Bench, waiver: tuple[str, str], error: type[InnoenviError], text: str) -> None:
    bench.history(until="analysis")
    close_the_gate(bench)
    before = bench.tree()

    with pytest.raises(error, match=text):
        bench.advance(Intention(waivers=(waiver,)), as_of=bench.dates["analysis"])

    assert bench.tree() == before


# Options that do not fit together ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("intention", "text"),
    [
        (Intention("conditional"), "needs a condition"),
        (Intention("go", condition=("x", "hlo-01", DUE)), "no other decision takes one"),
        (Intention("hold", condition=("x", "hlo-01", DUE)), "no other decision takes one"),
        (Intention("conditional", condition=("x", "hlo-01", date(2024, 12, 13))), "not after the decision"),
        (Intention("conditional", condition=("x", "Matti", DUE)), "person code of its owner"),
        (Intention("conditional", condition=(" ", "hlo-01", DUE)), "needs a text"),
        (Intention("go", to_phase="definition"), "--to belongs to --decision recycle"),
        (Intention("recycle", to_phase="planning"), "present phase or an earlier one"),
        (Intention("go", ending="close"), "belong to passing the last gate"),
        (Intention("go", ending="new_cycle"), "belong to passing the last gate"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_options_that_do_not_fit_together(bench: Bench, intention: Intention, text: str) -> None:
    bench.history(until="analysis")
    before = bench.tree()

    with pytest.raises(UsageError, match=text):
        bench.advance(intention, as_of=bench.dates["analysis"])

    assert bench.tree() == before


def test_the_phases_named_to_go_back_to_are_those_that_are_possible(bench: Bench) -> None:
    bench.history(until="analysis")

    with pytest.raises(UsageError) as refusal:
        bench.advance(Intention("recycle", to_phase="planning"), as_of=bench.dates["analysis"])

    assert refusal.value.hint is not None
    assert refusal.value.hint.render("en") == "choose --to among: definition, analysis"


def test_the_decider_is_a_code_or_the_contact_of_the_programme(bench: Bench) -> None:
    bench.history(until="analysis")
    day = bench.dates["analysis"]

    with pytest.raises(UsageError, match="'Matti Meikäläinen' is not a person code"):
        bench.advance(as_of=day, by="Matti Meikäläinen")
    assert entry_of(bench, as_of=day, by=None, dry_run=True).by == bench.data("innoenvi.yaml")["contact"]

    with bench.change("/innoenvi.yaml") as programme:
        del programme["contact"]
    with pytest.raises(QuestionUnansweredError, match="who decides"):
        bench.advance(as_of=day, by=None)


# The end of the cycle ------------------------------------------------------------------------------------------------


def test_the_last_gate_asks_how_to_go_on(bench: Bench) -> None:
    bench.history(until="export_concept")
    before = bench.tree()

    with pytest.raises(QuestionUnansweredError, match="close the minicluster, or begin a new cycle"):
        bench.advance(as_of=bench.dates["export_concept"])

    assert bench.tree() == before


def test_close_completes_the_minicluster(bench: Bench) -> None:
    bench.history(until="export_concept")

    entry = entry_of(bench, CLOSE, as_of=bench.dates["export_concept"])

    assert (entry.ending, entry.to, bench.look().standing.state) == ("close", "export_concept", "completed")
    with pytest.raises(RefusedError, match="the minicluster is completed"):
        bench.advance(CLOSE)


@pytest.mark.parametrize("decision", ["hold", "stop", "recycle"])
def test_only_passing_the_last_gate_ends_the_cycle(bench: Bench, decision: Any) -> None:
    bench.history(until="export_concept")

    with pytest.raises(UsageError, match="belong to passing the last gate"):
        bench.advance(Intention(decision, ending="close"), as_of=bench.dates["export_concept"])


@pytest.mark.parametrize("closed_first", [False, True])
def test_a_new_cycle_counts_from_its_own_first_day(bench: Bench, *, closed_first: bool) -> None:
    bench.history(until="export_concept")
    day = bench.dates["export_concept"]
    if closed_first:
        entry_of(bench, CLOSE, as_of=day)

    entry = entry_of(bench, ANEW, as_of=day)

    standing = bench.look().standing
    assert (entry.cycle, entry.to, entry.ending) == (1, "definition", "new_cycle")
    assert (standing.cycle, standing.phase, standing.state, standing.cycle_start) == (2, "definition", "active", day)
    assert standing.passed == {}
    assert bench.criterion("analysis", "coverage", day).value == 0
    assert bench.criterion("definition", "info_seminar", day).value == 0
    assert bench.criterion("selection", "chosen", day).value == 0
    assert bench.criterion("selection", "programme", day).value == 0
    assert bench.findings("IE5") == []


def test_a_new_cycle_does_not_begin_on_a_condition(bench: Bench) -> None:
    bench.history(until="export_concept")
    with pytest.raises(UsageError, match="cannot begin on a condition"):
        bench.advance(replace(CONDITIONAL, condition=("x", "hlo-01", date(2026, 12, 1)), ending="new_cycle"))

    bench.history(until="planning")
    entry_of(bench, replace(CONDITIONAL, condition=("x", "hlo-01", date(2026, 12, 1))), as_of=bench.dates["planning"])
    with pytest.raises(RefusedError, match="a condition of this cycle is still open: gate planning"):
        bench.advance(ANEW, as_of=bench.dates["export_concept"])


# Conditions ----------------------------------------------------------------------------------------------------------


def _passed_on_a_condition(bench: Bench) -> None:
    bench.history(until="analysis")
    entry_of(bench, CONDITIONAL, as_of=bench.dates["analysis"])


def test_an_overdue_condition_is_an_error_and_shuts_the_gates(bench: Bench) -> None:
    _passed_on_a_condition(bench)

    assert bench.findings("IE502", as_of=DUE) == []
    found = bench.findings("IE502", as_of=date(2025, 6, 2))

    assert [(item.severity, bench.line(item.location.path, item.location.line).strip()) for item in found] == [
        ("error", "due: 2025-06-01")
    ]
    unmet = bench.judge("selection", date(2025, 6, 2)).unmet
    assert [item.id for item in unmet] == ["records"]


def test_a_review_meets_a_condition(bench: Bench) -> None:
    _passed_on_a_condition(bench)

    review_gate(bench.root, RICH, by="hlo-01", as_of=date(2025, 5, 30), environ={})

    assert bench.look().standing.conditions == ()
    assert bench.findings("IE50", as_of=date(2025, 6, 2)) == []


def test_a_review_meets_a_condition_that_is_overdue(bench: Bench) -> None:
    _passed_on_a_condition(bench)

    answer = review_gate(bench.root, RICH, by="hlo-01", as_of=date(2025, 6, 2), environ={}).answer

    assert answer.open
    assert bench.look().standing.conditions == ()
    assert bench.findings("IE50", as_of=date(2025, 6, 2)) == []


def test_a_stopped_minicluster_owes_nothing(bench: Bench) -> None:
    _passed_on_a_condition(bench)
    entry_of(bench, Intention("stop"), as_of=date(2025, 5, 1))

    assert bench.findings("IE502", as_of=date(2025, 6, 2)) == []


# The day -------------------------------------------------------------------------------------------------------------


def _day(bench: Bench, as_of: date | None, environ: dict[str, str]) -> date:
    request = AdvanceRequest(RICH, Intention("hold"), by="hlo-01", as_of=as_of, dry_run=True)
    entry = advance_phase(bench.root, request, environ=environ).entry
    assert entry is not None
    return entry.date


def test_the_day_is_as_given_else_of_the_environment_else_of_the_programme(bench: Bench) -> None:
    bench.history(until="selection")
    epoch = {"SOURCE_DATE_EPOCH": "1743465600"}  # 2025-04-01 00:00 UTC

    assert _day(bench, date(2025, 5, 5), epoch) == date(2025, 5, 5)
    assert _day(bench, None, epoch) == date(2025, 4, 1)
    assert _day(bench, None, {}) == date(2026, 6, 15)


def test_the_day_is_never_before_the_last_decision(bench: Bench) -> None:
    bench.history(until="selection")
    before = bench.tree()

    with pytest.raises(RefusedError, match="2024-12-12 is before the last decision, 2024-12-13"):
        bench.advance(as_of=date(2024, 12, 12))
    assert _day(bench, None, {"SOURCE_DATE_EPOCH": "0"}) == date(2024, 12, 13)
    assert bench.tree() == before


@pytest.mark.parametrize("seconds", ["tomorrow", "1e9", "9" * 30])
def test_an_epoch_that_is_none_is_a_matter_of_usage(bench: Bench, seconds: str) -> None:
    bench.history(until="selection")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        _day(bench, None, {"SOURCE_DATE_EPOCH": seconds})


# What is written -----------------------------------------------------------------------------------------------------


def test_a_dry_run_changes_no_byte_and_shows_what_would_be(bench: Bench) -> None:
    bench.history(until="selection")
    before = bench.tree()

    planned = bench.advance(as_of=bench.dates["selection"], dry_run=True)

    assert bench.tree() == before
    assert planned.files == ()
    assert "+    gate: selection" in planned.diff
    done = bench.advance(as_of=bench.dates["selection"])
    assert (done.entry, done.diff, done.files) == (planned.entry, planned.diff, (bench.log,))


STEPS: list[Callable[[Bench], object]] = [
    lambda bench: bench.advance(Intention("hold", note='Tauko: "kesä" # ei vielä'), as_of=date(2025, 1, 7)),
    lambda bench: bench.advance(Intention("recycle", to_phase="analysis"), as_of=date(2025, 1, 8)),
    lambda bench: bench.advance(CONDITIONAL, as_of=date(2025, 1, 9)),
    lambda bench: review_gate(bench.root, RICH, by="hlo-01", as_of=date(2025, 1, 10), environ={}),
    lambda bench: bench.advance(as_of=date(2025, 3, 21)),
    lambda bench: bench.advance(as_of=date(2025, 9, 1), from_phase="fast_track"),
    lambda bench: bench.advance(Intention("stop"), as_of=date(2025, 9, 2)),
    lambda bench: bench.advance(ANEW, as_of=date(2025, 9, 3)),
]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_decisions_are_only_ever_appended(bench: Bench, newline: bytes) -> None:
    bench.history(until="selection")
    bench.put(bench.log, (bench.raw(bench.log) or b"").replace(b"\n", newline))
    logs = [bench.raw(bench.log) or b""]

    for step in STEPS:
        before = bench.tree()
        step(bench)
        after = bench.tree()
        logs.append(after.pop(bench.log))

        assert logs[-1].startswith(logs[-2])
        assert len(logs[-1]) > len(logs[-2])
        assert after == {path: content for path, content in before.items() if path != bench.log}
        assert logs[-1].count(newline) == logs[-1].count(b"\n")
    assert bench.findings("IE503") == []
    for before_it in reversed(logs[:-1]):
        undo_decision(bench.root, RICH)
        assert bench.raw(bench.log) == before_it


def test_a_log_without_a_last_newline_is_continued(bench: Bench) -> None:
    bench.history(until="selection")
    cut = (bench.raw(bench.log) or b"").rstrip(b"\n")
    bench.put(bench.log, cut)

    entry_of(bench, as_of=bench.dates["selection"])

    assert (bench.raw(bench.log) or b"").startswith(cut + b"\n  - kind: decision\n")


def test_the_meeting_that_decided_is_cited(bench: Bench) -> None:
    bench.history(until="selection")
    day = bench.dates["selection"]

    entry = entry_of(bench, Intention(meeting=("ydinryhma-5", 4)), as_of=day, dry_run=True)

    assert entry.meeting is not None
    assert (entry.meeting.organ, entry.meeting.event, entry.meeting.item) == ("ydinryhma", "ydinryhma-5", 4)
    for meeting in [("ydinryhma-55", 4), ("ydinryhma-5", 44), ("ydinryhma-8", 1), ("infoseminaari-2024", 1)]:
        with pytest.raises(UnknownNameError):
            bench.advance(Intention(meeting=meeting), as_of=day)


@pytest.mark.parametrize(
    ("text", "codepoint"),
    [("a\u202eb", "U+202E"), ("a\u2028b", "U+2028"), ("\x1b[31m", "U+001B"), ("\udcff", "U+DCFF")],
)
def test_a_note_that_no_file_may_hold_is_refused(bench: Bench, text: str, codepoint: str) -> None:
    bench.history(until="selection")
    before = bench.tree()

    with pytest.raises(RefusedError, match=re.escape(codepoint)):
        bench.advance(Intention("hold", note=text), as_of=bench.dates["selection"])

    assert bench.tree() == before


# A history that somebody wrote into ----------------------------------------------------------------------------------


def _edit(change: Callable[[list[Any]], object]) -> Callable[[Bench], None]:
    def edit(bench: Bench) -> None:
        log = bench.data(bench.log)
        change(log["entries"])
        bench.save(bench.log, log)

    return edit


FORGED: dict[str, tuple[Callable[[Bench], None], str]] = {
    "dated back": (_edit(lambda log: log[2].update(date="2024-01-01")), "dated before the decision before it"),
    "another cycle": (_edit(lambda log: log[1].update(cycle="2")), "belongs to cycle 2, the minicluster is in 1"),
    "a phase skipped": (_edit(lambda log: log[1].update(to="planning")), "does not lead where such a decision leads"),
    "a hold that leads on": (
        _edit(lambda log: log[1].update(decision="hold", to="selection")),
        "does not lead where such a decision leads",
    ),
    "a fast track that leads on": (
        _edit(lambda log: log[4].update(to="planning")),
        "does not lead where such a decision leads",
    ),
    "an end in the middle": (_edit(lambda log: log[1].update(ending="close")), "does not lead where such a decision"),
    "a last gate without an end": (_edit(lambda log: log[5].pop("ending")), "does not lead where such a decision"),
    "a decision taken out": (_edit(lambda log: log.pop(1)), "the minicluster was in phase analysis"),
    "a decision twice": (_edit(lambda log: log.insert(2, log[1])), "the minicluster was in phase"),
    "a closed gate": (_edit(lambda log: log[1]["criteria"]["coverage"].update(met="false")), "closed: coverage"),
    "a closed gate, waived though it cannot be": (
        _edit(
            lambda log: log[1].update(
                waivers=[{"criterion": "records", "reason": "x", "by": "hlo-01"}],
                criteria={**log[1]["criteria"], "records": {**log[1]["criteria"]["records"], "met": "false"}},
            )
        ),
        "the gate was closed: records",
    ),
    "a condition on broken records": (
        _edit(
            lambda log: log[1].update(
                decision="conditional",
                condition={"text": "x", "owner": "hlo-01", "due": "2027-01-01"},
                criteria={**log[1]["criteria"], "records": {**log[1]["criteria"]["records"], "met": "false"}},
            )
        ),
        "the gate was closed: records",
    ),
    "conditional without a condition": (
        _edit(lambda log: log[1].update(decision="conditional")),
        "condition and decision do not fit together",
    ),
    "no criteria": (_edit(lambda log: log[1].pop("criteria")), "says nothing about the criteria"),
    "the fast track too early": (_edit(lambda log: log.insert(1, {**log[4], "date": "2024-06-20"})), "not open yet"),
    "a review of nothing": (
        _edit(
            lambda log: log.insert(
                1, {"kind": "review", **{key: log[1][key] for key in ("cycle", "gate", "date", "by")}}
            )
        ),
        "reviews a gate that was not passed",
    ),
    "a decision after the end": (_edit(lambda log: log.append(log[5])), "had come to its end"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_decision_that_no_command_makes_is_found(bench: Bench, what: str) -> None:
    edit, reason = FORGED[what]
    edit(bench)

    found = bench.findings("IE0", "IE1", "IE503")

    assert [item.code for item in found] == ["IE503"] * len(found)
    assert reason in found[0].message.render("en")
    assert bench.line(found[0].location.path, found[0].location.line).startswith("- ")
    assert "records" in [item.id for item in bench.judge("export_concept", date(2026, 6, 15)).unmet]


BROKEN = {
    "not YAML": b"entries: [\n",
    "nothing": b"",
    "no entries": b"entries:\n",
    "another shape": b"entries: 7\n",
    "an unknown key": b"entries:\n  - {kind: decision, surprise: yes}\n",
    "a merge conflict": b"<<<<<<< HEAD\nentries: []\n=======\nentries: []\n>>>>>>> branch\n",
    "Latin-1": "entries: []  # ä\n".encode("latin-1"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_nothing_is_written_to_a_history_that_cannot_be_read(bench: Bench, what: str) -> None:
    bench.put(bench.log, BROKEN[what])

    for attempt in (
        lambda: bench.advance(as_of=date(2026, 6, 15)),
        lambda: bench.advance(Intention("hold"), as_of=date(2026, 6, 15)),
        lambda: undo_decision(bench.root, RICH),
        lambda: review_gate(bench.root, RICH, by="hlo-01", environ={}),
    ):
        with pytest.raises(RefusedError):
            attempt()

    assert bench.raw(bench.log) == BROKEN[what]
