"""Every figure that a must of a gate asks for has a change of the rich sample that closes it, alone.

A new must without its change fails here, and so does a change that closes more than it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.method.gates import build_gates
from innoenvi_cli.method.phases import GATE_IDS
from innoenvi_cli.store.shipped import shipped_gates

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Bench

    from innoenvi_cli.method.answers import Evidence
    from innoenvi_cli.model.phases import GateId

PLACES = [
    (gate, criterion.id, figure.metric)
    for gate, criteria in build_gates(shipped_gates(), None).gates.items()
    for criterion in criteria
    if criterion.severity == "must"
    for figure in criterion.figures
    if (gate, figure.metric) != ("definition", "suspect_gates")  # no gate comes before the first one
]


@dataclass(frozen=True)
class Mutation:
    """A change and the evidence it must leave: the record, its file, and how the line begins that is pointed to.

    ``besides`` names the musts that cannot but close as well, each with its reason beside the change.
    """

    change: Callable[[Bench], None]
    record: str
    file: str
    line: str
    besides: frozenset[str] = frozenset()
    history: bool = False


MUTATIONS: dict[tuple[str, str, str], Mutation] = {}


def closes(
    place: str, record: str, line: str, *, file: str = "", besides: tuple[str, ...] = (), history: bool = False
) -> Callable[[Callable[[Bench], None]], Callable[[Bench], None]]:
    """Register a change under ``gate criterion metric``; ``file`` is that of the record unless said."""

    def register(change: Callable[[Bench], None]) -> Callable[[Bench], None]:
        gate, criterion, metric = place.split()
        own = f"vesihuolto/{record.replace('-', '_') if '/' not in record else record}.yaml"
        MUTATIONS[gate, criterion, metric] = Mutation(
            change, record, file or own, line, frozenset(besides), history=history
        )
        return change

    return register


def test_every_change_belongs_to_a_must() -> None:
    assert set(MUTATIONS) == set(PLACES)


@pytest.mark.parametrize("gate", GATE_IDS)
def test_the_gate_is_open_on_its_day_before_anything_is_changed(bench: Bench, gate: GateId) -> None:
    bench.history()

    assert [item.id for item in bench.judge(gate).unmet] == []


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_a_must_closes_alone_and_names_the_record(bench: Bench, place: tuple[GateId, str, str]) -> None:
    gate, criterion, metric = place
    mutation = MUTATIONS[place]
    if not mutation.history:
        bench.history()
    mutation.change(bench)

    last = bench.look().standing.last_date

    answer = bench.judge(gate, max(bench.dates[gate], last or bench.dates[gate]))

    assert {item.id for item in answer.unmet} == {criterion, *mutation.besides}
    closed = next(item for item in answer.unmet if item.id == criterion)
    assert [figure.metric for figure in closed.figures if not figure.met] == [metric]
    shown = [
        f"{item.location.path}: {_line(bench, item)}" for item in closed.evidence if item.record == mutation.record
    ]
    assert any(place.startswith(f"{mutation.file}: {mutation.line}") for place in shown), shown


def _line(bench: Bench, item: Evidence) -> str:
    return str(bench.line(item.location.path, item.location.line)).strip()


# Every gate ----------------------------------------------------------------------------------------------------------


def _unknown_member(bench: Bench) -> None:
    with bench.change("outcomes/vientiliikevaihto.yaml") as outcome:
        outcome["values"][-1]["names"] = ["tuntematon"]


def _answer_of_a_passed_gate(bench: Bench, *, gate: GateId) -> None:
    """Change what the first gate was passed on."""
    bench.history(until=gate)
    with bench.change("minicluster.yaml") as minicluster:
        minicluster["coordinator"]["organisation"] = "Etelärannan seutukehitys Oy"


for _gate in GATE_IDS:
    closes(f"{_gate} records record_errors", "outcomes/vientiliikevaihto", "- tuntematon")(_unknown_member)
    if _gate != "definition":
        closes(f"{_gate} suspects suspect_gates", "minicluster", "name:", history=True)(
            partial(_answer_of_a_passed_gate, gate=_gate)
        )


# Phase 1 -------------------------------------------------------------------------------------------------------------


@closes("definition product_groups product_groups", "minicluster", "product_groups:")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        minicluster["product_groups"] = []
    with bench.change("export_concept.yaml") as concept:
        for offering in concept["offerings"]:
            del offering["group"]
    for file in bench.files("members"):
        with bench.change(file) as member:
            if member.pop("contributions", None):
                member["support_role"] = "Tukee muita."


@closes("definition markets markets", "minicluster", "markets:")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        minicluster["markets"] = []
        for segment in minicluster["segments"]:
            del segment["market"]
    with bench.change("analysis.yaml") as analysis:
        del analysis["markets"]
    bench.delete("export_concept.yaml")


@closes("definition segments segments", "minicluster", "segments:")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        minicluster["segments"] = []
        for group in minicluster["product_groups"]:
            group["segments"] = []


@closes("definition segments segments_unserved", "minicluster", "- id: puolan-maaseutukunnat")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        for group in minicluster["product_groups"]:
            group["segments"] = [segment for segment in group["segments"] if segment != "puolan-maaseutukunnat"]


EARLY = ("kuparihaka-pumput", "putkiniitty", "salmenkylan-vesi", "vedenlahde-tutkimus", "vesipolku-suunnittelu")


@closes("definition participants participants", "members/putkiniitty", "- status:")
def _(bench: Bench) -> None:
    for name in EARLY:
        with bench.change(f"members/{name}.yaml") as member:
            member["history"] = [step for step in member["history"] if step["status"] == "prospect"]


# Three companies of three corporate groups that committed themselves take part, so that `committed` closes first.
@closes(
    "definition participants participant_groups", "members/purolinna-automaatio", "corporate", besides=("committed",)
)
def _(bench: Bench) -> None:
    for file in bench.files("members"):
        with bench.change(file) as member:
            member["corporate_group"] = "yhtyma"


@closes("definition committed committed", "members/kaislavirta", "- status:")
def _(bench: Bench) -> None:
    for file in bench.files("members"):
        with bench.change(file) as member:
            for step in member["history"]:
                if member["kind"] == "company" and step["status"] == "committed":
                    step["status"] = "interviewed"


@closes("definition member_role members_without_role", "members/harjusuodatin", "id:")
def _(bench: Bench) -> None:
    with bench.change("members/harjusuodatin.yaml") as member:
        del member["contributions"]


@closes("definition coordinator coordinator", "minicluster", "name:")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        del minicluster["coordinator"]


@closes("definition steering_group steering_group", "organs/johtoryhma", "- member:")
def _(bench: Bench) -> None:
    with bench.change("organs/johtoryhma.yaml") as organ:
        organ["members"][0]["role"] = "member"


@closes("definition core_group core_group", "organs/ydinryhma", "- member:")
def _(bench: Bench) -> None:
    with bench.change("organs/ydinryhma.yaml") as organ:
        del organ["members"][2:]


@closes(
    "definition info_seminar info_seminars", "events/infoseminaari-2024", "id:", file="events/infoseminaari-2024.yaml"
)
def _(bench: Bench) -> None:
    with bench.change("/events/infoseminaari-2024.yaml") as event:
        del event["attendance"]


@closes("definition scope_out scope_out", "minicluster", "name:")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        del minicluster["scope_out"]


@closes("definition privacy_notice privacy_notice", "innoenvi", "format:", file="innoenvi.yaml")
def _(bench: Bench) -> None:
    with bench.change("/innoenvi.yaml") as programme:
        del programme["privacy"]


# Phase 2 -------------------------------------------------------------------------------------------------------------


def _refuse(bench: Bench, *numbers: int) -> None:
    for number in numbers:
        with bench.change(f"interviews/haastattelu-{number:02}.yaml") as interview:
            interview["refused"] = "true"


@closes("analysis guide guide", "guide", "#", file="vesihuolto/minicluster.yaml")
def _(bench: Bench) -> None:
    bench.delete("guide.yaml")


@closes("analysis coverage coverage", "members/harjusuodatin", "id:")
def _(bench: Bench) -> None:
    _refuse(bench, 3, 4, 5)


@closes("analysis coverage interviews", "members/salmenkylan-vesi", "id:")
def _(bench: Bench) -> None:
    """Of six companies four are interviewed, and nobody else."""
    _refuse(bench, 5, 6, 7, 8, 9, 10)
    for name in ("kuparihaka-huolto", "putkiniitty"):
        with bench.change(f"members/{name}.yaml") as member:
            history = [step for step in member["history"] if step["status"] != "left"]
            member["history"] = [*history, {"status": "left", "date": "2024-11-15"}]


@closes("analysis core_coverage core_not_interviewed", "members/kuparihaka-pumput", "id:")
def _(bench: Bench) -> None:
    bench.delete("interviews/haastattelu-11.yaml")


@closes("analysis permissions permissions_unanswered", "interviews/haastattelu-02", "record:")
def _(bench: Bench) -> None:
    with bench.change("interviews/haastattelu-02.yaml") as interview:
        del interview["permissions"]["name"]


@closes("analysis evidence findings_without_evidence", "findings/kielitaito-ohut", "id:")
def _(bench: Bench) -> None:
    with bench.change("findings/kielitaito-ohut.yaml") as finding:
        del finding["evidence"]


@closes("analysis value_network network_links", "analysis", "links:")
def _(bench: Bench) -> None:
    with bench.change("analysis.yaml") as analysis:
        analysis["links"] = []


# A link to somebody who is not in the register is an error of the records as well.
@closes("analysis value_network links_unknown", "analysis", "- from: tuntematon", besides=("records",))
def _(bench: Bench) -> None:
    with bench.change("analysis.yaml") as analysis:
        analysis["links"][-1]["from"] = "tuntematon"


@closes("analysis strategy_draft strategy_draft", "minicluster", "name:")
def _(bench: Bench) -> None:
    with bench.change("minicluster.yaml") as minicluster:
        del minicluster["strategy_draft"]


@closes("analysis candidates candidates", "targets/yllapitosopimus", "findings:")
def _(bench: Bench) -> None:
    for file in bench.files("targets")[2:]:
        with bench.change(file) as target:
            target["findings"] = []


# Fast track ----------------------------------------------------------------------------------------------------------


@closes("fast_track decision fast_without_decision", "targets/hoitajakoulutus", "id:")
def _(bench: Bench) -> None:
    with bench.change("targets/hoitajakoulutus.yaml") as target:
        del target["financing"]


@closes("fast_track finding fast_without_finding", "targets/hoitajakoulutus", "findings:")
def _(bench: Bench) -> None:
    with bench.change("targets/hoitajakoulutus.yaml") as target:
        target["findings"] = []


@closes("fast_track owner fast_without_owner", "targets/hoitajakoulutus", "id:")
def _(bench: Bench) -> None:
    with bench.change("targets/hoitajakoulutus.yaml") as target:
        del target["owner"]


@closes("fast_track action fast_without_action", "targets/hoitajakoulutus", "id:")
def _(bench: Bench) -> None:
    with bench.change("actions/hoitajakoulutus-paketti.yaml") as action:
        del action["end"]


@closes("fast_track closure fast_closed_badly", "targets/hoitajakoulutus", "date:")
def _(bench: Bench) -> None:
    with bench.change("targets/hoitajakoulutus.yaml") as target:
        del target["lessons"]


# Phase 3 -------------------------------------------------------------------------------------------------------------


@closes("selection weights weights_valid", "priorities", "- id: vientivaikutus")
def _(bench: Bench) -> None:
    with bench.change("priorities.yaml") as priorities:
        del priorities["criteria"][0]["weight"]


@closes("selection quorum quorum", "members/purolinna-automaatio", "id:")
def _(bench: Bench) -> None:
    for rater in (13, 15, 18):
        bench.delete(f"scores/hlo-{rater}.yaml")


@closes("selection quorum raters", "members/harjusuodatin", "id:")
def _(bench: Bench) -> None:
    """Two of the three companies that make the core group have scored."""
    with bench.change("organs/ydinryhma.yaml") as organ:
        core = {"kaislavirta", "harjusuodatin", "vesipolku-suunnittelu"}
        organ["members"] = [seat for seat in organ["members"] if seat.get("member") in core]
    bench.delete("scores/hlo-18.yaml")


@closes("selection interests interests_unanswered", "scores/hlo-18", "id:")
def _(bench: Bench) -> None:
    with bench.change("scores/hlo-18.yaml") as sheet:
        del sheet["interests"]


@closes("selection scored complete_sheets", "scores/hlo-13", "yhteinen-etavalvonta:")
def _(bench: Bench) -> None:
    """Every target is scored by nearly everybody, and all but one leave another one out."""
    targets = ("yhteinen-etavalvonta", "yllapitosopimus", "vuotovesiratkaisu", "puolan-nayttolaitos")
    for rater, target in zip((11, 13, 15, 18), targets, strict=True):
        with bench.change(f"scores/hlo-{rater}.yaml") as sheet:
            del sheet["scores"][target]


@closes("selection veto vetoes_unresolved", "scores/hlo-15", "- target: yllapitosopimus")
def _(bench: Bench) -> None:
    with bench.change("scores/hlo-15.yaml") as sheet:
        del sheet["vetoes"][0]["resolved"]


@closes("selection chosen chosen", "priorities", "- target:")
def _(bench: Bench) -> None:
    with bench.change("priorities.yaml") as priorities:
        for choice in priorities["choices"]:
            choice["choice"] = "parked"


@closes("selection departures departures_unexplained", "priorities", "- target:")
def _(bench: Bench) -> None:
    with bench.change("priorities.yaml") as priorities:
        for choice in priorities["choices"]:
            del choice["reason"]


@closes("selection specified chosen_unspecified", "targets/yhteinen-etavalvonta", "id:")
def _(bench: Bench) -> None:
    with bench.change("targets/yhteinen-etavalvonta.yaml") as target:
        del target["indicator"]["baseline"]


@closes("selection programme programme_handled", "priorities", "summary:")
def _(bench: Bench) -> None:
    with bench.change("priorities.yaml") as priorities:
        del priorities["development_programme"]["handled"]


# Phase 4 -------------------------------------------------------------------------------------------------------------


@closes("planning actions chosen_without_action", "actions/yllapitosopimus-malli", "id:")
def _(bench: Bench) -> None:
    for name in ("yllapitosopimus-malli", "vientiponnistus-baltia", "baltian-huoltokysynta"):
        with bench.change(f"actions/{name}.yaml") as action:
            del action["participants"]


@closes("planning budgets budgets_unreconciled", "actions/yllapitosopimus-malli", "- source:")
def _(bench: Bench) -> None:
    with bench.change("actions/yllapitosopimus-malli.yaml") as action:
        action["funding"][0]["amount"] = "1.00"


@closes("planning aid_basis aid_unstated", "actions/baltian-huoltokysynta", "id:")
def _(bench: Bench) -> None:
    with bench.change("actions/baltian-huoltokysynta.yaml") as action:
        del action["aid"]


@closes("planning trial finished_trials", "trials/yllapidon-vuosikello", "id:")
def _(bench: Bench) -> None:
    for file in bench.files("trials"):
        with bench.change(file) as trial:
            del trial["decision"]


@closes("planning dependencies broken_dependencies", "actions/rahoitushakemus-pilotti", "- baltian-huoltokysynta")
def _(bench: Bench) -> None:
    with bench.change("actions/baltian-huoltokysynta.yaml") as action:
        action["history"].append({"state": "dropped", "date": "2025-12-01"})


# Phase 5 -------------------------------------------------------------------------------------------------------------


@closes("export_concept sections sections_missing", "export-concept", "targets:")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        del concept["sections"]["pricing"]["text"]


@closes("export_concept market_choice markets_scored", "export-concept", "- viro")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        del concept["market_choice"]["scores"][0]


@closes("export_concept providers offerings", "export-concept", "offerings:")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        concept["offerings"] = []


@closes("export_concept providers offerings_without_provider", "export-concept", "- id: etavalvontapalvelu")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        concept["offerings"][1]["providers"] = []


@closes("export_concept commitments committed_companies", "members/vesipolku-suunnittelu", "id:")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        for offering in concept["offerings"]:
            for provider in offering["providers"]:
                provider["essential"] = "false"
        del concept["commitments"][2:]


@closes("export_concept commitments essential_uncommitted", "export-concept", "- member: kaislavirta")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        del concept["commitments"][0]


@closes("export_concept carried_out export_steps", "export-concept", "steps:")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        concept["steps"] = []


@closes("export_concept organisation organisation", "export-concept", "sections:")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        del concept["organisation"]


@closes("export_concept processes processes", "processes/hairion-hoito", "steps:")
def _(bench: Bench) -> None:
    for file in bench.files("processes"):
        with bench.change(file) as process:
            process["steps"] = []


@closes("export_concept permanence permanence_missing", "export-concept", "operating_practices:")
def _(bench: Bench) -> None:
    with bench.change("export_concept.yaml") as concept:
        del concept["permanence"]["host"]


@closes("export_concept fast_track fast_open", "targets/referenssiaineisto", "id:")
def _(bench: Bench) -> None:
    with bench.change("targets/referenssiaineisto.yaml") as target:
        del target["closed"]
