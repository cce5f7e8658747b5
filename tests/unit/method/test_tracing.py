"""Following links: both ways, through circles and past what is not there, always in the same order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.method.chains import chains, orphans, story_of
from innoenvi_cli.method.phases import standing
from innoenvi_cli.method.tracing import graph_of
from innoenvi_cli.method.view import View
from innoenvi_cli.model.analysis import Excerpt, FindingRecord, Interview
from innoenvi_cli.model.base import Citation, Decided
from innoenvi_cli.model.development import Action, Trial
from innoenvi_cli.model.export_concept import ExportConcept, Section, Sections
from innoenvi_cli.model.meetings import AgendaItem, Event, Organ, Seat
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project
from innoenvi_cli.model.selection import Criterion, Priorities, Score, Target, TargetChoice

if TYPE_CHECKING:
    from innoenvi_cli.method.tracing import Graph, Traced

DAY = date(2026, 3, 2)


def small(**changes: object) -> Minicluster:
    """One excerpt, one finding, one chosen target, one action with its trial, one section."""
    decided = Decided(organ="ydin", event="kokous", item=1)
    cited = Citation(interview="h-1", excerpt="e-1")
    criterion = Criterion(id="hyoty", name="Hyöty", definition="Paljon", weight="1")
    records: dict[str, object] = {
        "record": MiniclusterRecord(name="Puu", start=date(2026, 1, 1)),
        "members": {name: Member(id=name, name=name.title()) for name in ("saha", "talo")},
        "organs": {"ydin": Organ(id="ydin", kind="core_group", name="Ydin", members=(Seat(member="saha"),))},
        "events": {
            "kokous": Event(
                id="kokous", kind="meeting", title="Kokous", organ="ydin", date=DAY, present=("saha",),
                agenda=(AgendaItem(item=1, title="Valinta", decision="Valittiin kuivaamo"),),
            )
        },
        "interviews": {
            "h-1": Interview(id="h-1", member="saha", date=DAY, excerpts=(Excerpt(id="e-1", paraphrase="Kuivaus jumittaa"),))
        },
        "findings": {
            "pula": FindingRecord(id="pula", statement="Kuivaus", kind="need", evidence=(cited,), members_for=("talo",))
        },
        "targets": {"kuivaamo": Target(id="kuivaamo", name="Kuivaamo", findings=("pula",), owner="saha")},
        "priorities": Priorities(
            criteria=(criterion,), choices=(TargetChoice(target="kuivaamo", choice="chosen"),), decision=decided
        ),
        "scores": {
            "hlo-1": Score(
                id="hlo-1", rater="hlo-1", member="saha", date=DAY, interests=(), scores={"kuivaamo": {"hyoty": 5}}
            )
        },
        "actions": {"rakennus": Action(id="rakennus", name="Rakennus", target="kuivaamo")},
        "trials": {"koe": Trial(id="koe", name="Koe", action="rakennus")},
        "export_concept": ExportConcept(sections=Sections(pricing=Section(text="Hinta", trials=("koe",)))),
    }  # fmt: skip
    return Minicluster("puu", **{**records, **changes})  # type: ignore[arg-type]


def graph(cluster: Minicluster) -> Graph:
    return graph_of(Project(None, {cluster.id: cluster}), cluster)


def view(cluster: Minicluster) -> View:
    return View(Project(None, {cluster.id: cluster}), cluster, as_of=DAY, standing=standing(cluster))


def met(traced: tuple[Traced, ...]) -> dict[str, str]:
    return {item.record: item.via.id for item in traced}


def test_a_section_leads_back_to_what_was_said_and_decided() -> None:
    back = met(graph(small()).backward("export-concept/pricing"))

    chain = ["trials/koe", "actions/rakennus", "targets/kuivaamo", "findings/pula", "interviews/h-1/e-1"]
    assert [back[name] for name in chain] == ["shows_in", "tries_out", "serves", "rests_on", "cites"]
    assert {"interviews/h-1", "members/saha", "members/talo", "priorities/kuivaamo"} <= set(back)
    assert {"events/kokous/1", "events/kokous", "organs/ydin", "scores/hlo-1"} <= set(back)


def test_an_excerpt_leads_forward_to_the_section() -> None:
    forth = graph(small()).forward("interviews/h-1/e-1")

    assert [(item.record, item.origin, item.depth) for item in forth] == [
        ("findings/pula", "interviews/h-1/e-1", 1),
        ("targets/kuivaamo", "findings/pula", 2),
        ("actions/rakennus", "targets/kuivaamo", 3),
        ("trials/koe", "actions/rakennus", 4),
        ("export-concept/pricing", "trials/koe", 5),
    ]


def test_who_sits_and_who_was_present_is_told_of_the_record_asked_about_alone() -> None:
    found = graph(small())

    assert met(found.backward("organs/ydin")) == {"members/saha": "seated"}
    assert "present" in [item.via.id for item in found.backward("events/kokous")]
    assert "seated" not in [item.via.id for item in found.backward("targets/kuivaamo")]


def test_a_score_sheet_does_not_lead_everywhere_through_the_targets_it_scores() -> None:
    cluster = small(interviews={}, findings={}, targets={"kuivaamo": Target(id="kuivaamo", name="Kuivaamo")})
    forth = graph(cluster).forward("members/saha")
    scored = next(item for item in forth if item.via.id == "scored_by")

    assert scored.record == "targets/kuivaamo"
    assert [item.record for item in forth if item.origin == "targets/kuivaamo"] == []
    assert "actions/rakennus" in met(graph(cluster).forward("scores/hlo-1"))


def test_a_record_is_opened_once_where_it_stands_nearest_and_told_of_elsewhere() -> None:
    concept = ExportConcept(sections=Sections(pricing=Section(text="Hinta", trials=("koe",), targets=("kuivaamo",))))
    back = graph(small(export_concept=concept)).backward("export-concept/pricing")
    places = [(item.origin, item.depth, item.again) for item in back if item.record == "targets/kuivaamo"]

    assert sorted(places) == [("actions/rakennus", 3, True), ("export-concept/pricing", 1, False)]


def test_a_reference_to_nothing_ends_the_branch_and_says_so() -> None:
    cluster = small(targets={"kuivaamo": Target(id="kuivaamo", name="Kuivaamo", findings=("poissa",))})
    missing = next(item for item in graph(cluster).backward("targets/kuivaamo") if item.record == "findings/poissa")

    assert not missing.known
    assert all(item.known for item in graph(small()).backward("targets/kuivaamo"))


def test_the_export_concept_leads_back_through_its_sections() -> None:
    back = graph(small()).backward("export-concept")

    assert [(item.record, item.via.id) for item in back[:2]] == [
        ("export-concept/pricing", "part"),
        ("trials/koe", "shows_in"),
    ]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30))
def test_circles_end_and_the_trace_is_a_tree(pairs: list[tuple[int, int]]) -> None:
    needs = {name: sorted({f"t-{to}" for start, to in pairs if start == name}) for name in range(8)}
    actions = {f"t-{name}": Action(id=f"t-{name}", name="Toimi", depends_on=held) for name, held in needs.items()}
    found = graph(small(actions=actions))
    for start in actions:
        back = found.backward(f"actions/{start}")
        opened = {item.origin for item in back} - {f"actions/{start}"}

        for record in opened:
            assert [item.again for item in back if item.record == record].count(False) == 1
        assert len(back) <= len(pairs)
        _assert_tree(back, f"actions/{start}")


def _assert_tree(traced: tuple[Traced, ...], start: str) -> None:
    """Build the tree from who leads where and how deep it lies."""
    above = [start]
    for item in traced:
        del above[item.depth :]
        assert above[-1] == item.origin
        above.append(item.record)


def test_the_chain_of_a_target() -> None:
    (chain,) = chains(view(small()))

    assert (chain.choice, chain.rank, chain.decided_in) == ("chosen", 1, ("events/kokous/1",))
    assert (chain.excerpts, chain.members) == (("interviews/h-1/e-1",), ("members/saha", "members/talo"))
    assert (chain.actions, chain.trials) == (("actions/rakennus",), ("trials/koe",))
    assert chain.sections == ("export-concept/pricing",)
    assert orphans(view(small())) == ()


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"findings": {}, "targets": {}, "priorities": None, "scores": {}}, ["excerpts"]),
        ({"targets": {"kuivaamo": Target(id="kuivaamo", name="Kuivaamo")}}, ["findings", "targets"]),
        ({"actions": {}}, ["chosen_without_action", "chosen_without_trial"]),
        ({"trials": {}}, ["chosen_without_trial"]),
        (
            {"trials": {}, "targets": {"kuivaamo": Target(id="kuivaamo", name="K", findings=("pula",), trial_exemption="Ei")}},
            [],
        ),
        ({"actions": {"rakennus": Action(id="rakennus", name="R")}}, ["chosen_without_action", "chosen_without_trial", "actions"]),
        ({"trials": {"koe": Trial(id="koe", name="Koe")}}, ["chosen_without_trial", "trials"]),
        ({"export_concept": ExportConcept(sections=Sections(risks=Section(text="Riskit")))}, ["sections"]),
    ],
)  # fmt: skip
def test_what_hangs_outside_the_chain(changes: dict[str, object], kinds: list[str]) -> None:
    assert [orphan.kind for orphan in orphans(view(small(**changes)))] == kinds


def test_a_choice_is_told_with_its_decision_its_rank_and_who_spoke() -> None:
    story = story_of(view(small()), "kuivaamo")

    assert story is not None
    assert (story.text, story.ranked, story.raters, story.departs) == ("Valittiin kuivaamo", 1, 1, False)
    assert story_of(view(small(priorities=None)), "kuivaamo") is None
