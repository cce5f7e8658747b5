"""The facts that matter to the method, each in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.method.changes.base import EVENTS
from innoenvi_cli.method.changes.telling import changes_between
from innoenvi_cli.model.kinds import BY_SINGULAR
from innoenvi_cli.model.project import Minicluster, Project, field_of
from innoenvi_cli.store.shipped import shipped_gates, shipped_path_models

if TYPE_CHECKING:
    from innoenvi_cli.method.changes.base import Change

HELD: dict[str, list[dict[str, Any]]] = {
    "minicluster": [{"name": "Vesi", "start": "2026-01-01", "company_groups": [{"id": "pumput", "name": "Pumput"}]}],
    "member": [{"id": "hydros", "name": "Hydros Oy"}, {"id": "vesi", "name": "Vesi Oy"}],
    "organ": [{"id": "ydin", "kind": "core_group", "name": "Ydinryhmä"}],
    "event": [{"id": "ydin-1", "kind": "meeting", "title": "1. kokous", "organ": "ydin", "date": "2026-02-02"}],
    "target": [{"id": "valvonta", "name": "Etävalvonta"}, {"id": "huolto", "name": "Huolto"}],
    "priorities": [{"criteria": [{"id": "vienti", "name": "Vienti", "definition": "x", "weight": "0.5"}]}],
    "score": [{"id": "hlo-07", "rater": "hlo-07", "member": "hydros", "date": "2026-02-01"}],
    "action": [{"id": "kartta", "name": "Kartoitus"}],
    "trial": [{"id": "koe", "name": "Koe"}],
    "export-concept": [{}],
    "process": [{"id": "tarjous", "name": "Tarjous", "trigger": "Pyyntö"}],
    "development-path": [{}],
    "outcome": [{"id": "vienti", "name": "Vienti", "definition": "x"}],
}
DECIDED = {"organ": "ydin", "event": "ydin-1", "item": "3"}
COST = {"year": "2026", "cost_type": "salaries", "source": "private"}
FUNDING = {"source": "private", "funder": "Hydros Oy", "amount": "5"}
VETO = {"target": "huolto", "reason": "Ei käy"}
ENTRY = {"kind": "decision", "cycle": "1", "gate": "analysis", "date": "2026-03-01", "by": "hlo-01"}
MILESTONE = {"name": "Puolivälissä", "date": "2026-05-05"}
ITEM = {"item": "3", "title": "Valinta"}


def project(**more: Any) -> Project:
    """Return a programme with one minicluster, one record of it with other fields."""
    singular, record = next(iter(more.items())) if more else ("", {})
    values: dict[str, Any] = {}
    for word, records in {**HELD, "phases": []}.items():
        kind = BY_SINGULAR[word]
        made = [
            kind.model.model_validate({**data, **(record if word == singular and index == 0 else {})})
            for index, data in enumerate(records or ([{}] if word == singular else []))
            if word != "phases"
        ]
        if word == "phases" and singular == "phases":
            made = [kind.model.model_validate(record)]
        held = (made[0] if made else None) if kind.single else {item.id: item for item in made}  # type: ignore[attr-defined]
        values[field_of(word)] = held
    return Project(
        None, {"vesi": Minicluster("vesi", **values)}, path_models=shipped_path_models(), gates=shipped_gates()
    )


def changes(kind: str, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    word = kind.replace("_", "-")
    return changes_between(project(**{word: before}), project(**{word: after}))


def history(*steps: dict[str, str]) -> dict[str, Any]:
    return {"history": list(steps)}


CASES: tuple[tuple[str, dict[str, Any], dict[str, Any], str, str, str], ...] = (
    (
        "member",
        {},
        history({"status": "committed", "date": "2025-01-14"}),
        "member_joined",
        "Hydros Oy joined as a member (committed 14 January 2025)",
        "Hydros Oy liittyi toimijaksi (sitoutui 14.1.2025)",
    ),
    (
        "member",
        {},
        history({"status": "informed", "date": "2025-01-14"}),
        "status_changed",
        "Hydros Oy: informed (14 January 2025)",
        "Hydros Oy: informoitu (14.1.2025)",
    ),
    (
        "member",
        {},
        {"name": "Hydros Group Oy"},
        "renamed",
        "member Hydros Oy, name: “Hydros Oy” → “Hydros Group Oy”",
        "toimija Hydros Oy, nimi: ”Hydros Oy” → ”Hydros Group Oy”",
    ),
    (
        "organ",
        {},
        {"members": [{"member": "vesi", "person": "hlo-03", "role": "chair"}]},
        "seat_taken",
        "Vesi Oy, hlo-03 has a seat in “Ydinryhmä” (chair)",
        "Vesi Oy, hlo-03: uusi paikka toimielimessä ”Ydinryhmä” (puheenjohtaja)",
    ),
    (
        "event",
        {},
        {"agenda": [{**ITEM, "decision": "Valitaan."}]},
        "decision_made",
        "event “1. kokous” (2 February 2026), item 3 decided: “Valitaan.”",
        "tapahtuma ”1. kokous” (2.2.2026), kohta 3, päätös: ”Valitaan.”",
    ),
    (
        "event",
        {"agenda": [ITEM]},
        {"agenda": [{**ITEM, "decision": "Valitaan."}]},
        "decision_made",
        "event “1. kokous” (2 February 2026), item 3 decided: “Valitaan.”",
        "tapahtuma ”1. kokous” (2.2.2026), kohta 3, päätös: ”Valitaan.”",
    ),
    (
        "event",
        {"agenda": [ITEM]},
        {"agenda": [{**ITEM, "done": "2026-03-03"}]},
        "decision_carried_out",
        "event “1. kokous” (2 February 2026), item 3 carried out (3 March 2026)",
        "tapahtuma ”1. kokous” (2.2.2026), kohta 3 toteutettu (3.3.2026)",
    ),
    (
        "event",
        {},
        {"approved": {"date": "2026-03-03", "by": "hlo-01"}},
        "minutes_approved",
        "minutes of event “1. kokous” (2 February 2026) approved by hlo-01 (3 March 2026)",
        "tapahtuma ”1. kokous” (2.2.2026): pöytäkirja hyväksytty, hyväksyjä hlo-01 (3.3.2026)",
    ),
    (
        "target",
        {},
        {"closed": {"date": "2026-03-03", "how": "done"}},
        "target_closed",
        "development target “Etävalvonta”: carried out (3 March 2026)",
        "kehityskohde ”Etävalvonta”: toteutettu (3.3.2026)",
    ),
    (
        "target",
        {},
        {"decision": DECIDED},
        "decision_made",
        "development target “Etävalvonta”: decided in “Ydinryhmä”, “1. kokous” (2 February 2026), item 3",
        "kehityskohde ”Etävalvonta”: päätetty, ”Ydinryhmä”, ”1. kokous” (2.2.2026), kohta 3",
    ),
    (
        "priorities",
        {},
        {"choices": [{"target": "huolto", "choice": "chosen"}]},
        "target_chosen",
        "target “Huolto” chosen",
        "kohde ”Huolto” valittu",
    ),
    (
        "priorities",
        {},
        {"choices": [{"target": "huolto", "choice": "parked"}]},
        "target_parked",
        "target “Huolto” parked",
        "kohde ”Huolto” siirretty myöhemmäksi",
    ),
    (
        "priorities",
        {"choices": [{"target": "huolto", "choice": "chosen"}]},
        {"choices": [{"target": "huolto", "choice": "rejected"}]},
        "target_rejected",
        "target “Huolto”: chosen → rejected",
        "kohde ”Huolto”: valittu → hylätty",
    ),
    (
        "priorities",
        {},
        {"criteria": [{"id": "vienti", "name": "Vienti", "definition": "x", "weight": "0.4"}]},
        "weight_changed",
        "weight of criterion “Vienti”: 0.5 → 0.4",
        "arviointiperusteen ”Vienti” paino: 0,5 → 0,4",
    ),
    (
        "score",
        {"scores": {"huolto": {"vienti": "3"}}},
        {"scores": {"huolto": {"vienti": "4"}}},
        "score_changed",
        "score of hlo-07 on target “Huolto”, criterion “Vienti”: 3 → 4",
        "arvioijan hlo-07 arvio kohteesta ”Huolto”, arviointiperuste ”Vienti”: 3 → 4",
    ),
    (
        "score",
        {},
        {"scores": {"huolto": {"vienti": "4"}}},
        "score_changed",
        "hlo-07 scored target “Huolto”, criterion “Vienti”: 4",
        "hlo-07 arvioi kohteen ”Huolto”, arviointiperuste ”Vienti”: 4",
    ),
    (
        "score",
        {"scores": {"huolto": {"vienti": "4"}}},
        {},
        "score_changed",
        "score of hlo-07 on target “Huolto”, criterion “Vienti” taken back: 4",
        "arvioijan hlo-07 arvio kohteesta ”Huolto” peruttu, arviointiperuste ”Vienti”: 4",
    ),
    (
        "score",
        {},
        {"interests": []},
        "interest_declared",
        "hlo-07 declared to have no interests",
        "hlo-07 ilmoitti, ettei ole esteellinen",
    ),
    (
        "score",
        {"interests": []},
        {"interests": [VETO]},
        "interest_declared",
        "hlo-07 declared an interest in target “Huolto”: “Ei käy”",
        "hlo-07 ilmoitti olevansa esteellinen kohteessa ”Huolto”: ”Ei käy”",
    ),
    (
        "score",
        {},
        {"abstentions": [VETO]},
        "abstained",
        "hlo-07 leaves target “Huolto” unscored",
        "hlo-07 jättää kohteen ”Huolto” arvioimatta",
    ),
    (
        "score",
        {},
        {"vetoes": [VETO]},
        "veto_raised",
        "hlo-07 vetoed target “Huolto”: “Ei käy”",
        "hlo-07 esitti veton kohteesta ”Huolto”: ”Ei käy”",
    ),
    (
        "score",
        {"vetoes": [VETO]},
        {},
        "veto_withdrawn",
        "hlo-07 withdrew the veto on target “Huolto”",
        "hlo-07 perui vetonsa kohteesta ”Huolto”",
    ),
    (
        "score",
        {"vetoes": [VETO]},
        {"vetoes": [{**VETO, "resolved": {"date": "2026-03-03", "text": "Sovittu"}}]},
        "veto_resolved",
        "veto of hlo-07 on target “Huolto” resolved (3 March 2026): “Sovittu”",
        "arvioijan hlo-07 veto kohteesta ”Huolto” ratkaistu (3.3.2026): ”Sovittu”",
    ),
    (
        "action",
        {},
        history({"state": "planned", "date": "2026-02-01"}),
        "action_planned",
        "action “Kartoitus” planned (1 February 2026)",
        "kehitystoimi ”Kartoitus” suunniteltu (1.2.2026)",
    ),
    (
        "action",
        {},
        history({"state": "running", "date": "2026-02-01"}),
        "action_started",
        "action “Kartoitus” started (1 February 2026)",
        "kehitystoimi ”Kartoitus” alkoi (1.2.2026)",
    ),
    (
        "action",
        {},
        history({"state": "done", "date": "2026-02-01"}),
        "action_done",
        "action “Kartoitus” done (1 February 2026)",
        "kehitystoimi ”Kartoitus” valmistui (1.2.2026)",
    ),
    (
        "action",
        {},
        history({"state": "dropped", "date": "2026-02-01"}),
        "action_dropped",
        "action “Kartoitus” dropped (1 February 2026)",
        "kehitystoimi ”Kartoitus” lopetettiin kesken (1.2.2026)",
    ),
    (
        "action",
        {"budget": [{**COST, "amount": "10000"}]},
        {"budget": [{**COST, "amount": "12000"}]},
        "amount_changed",
        "budget of action “Kartoitus”, 2026, salaries, private: €10,000 → €12,000",
        "kehitystoimi ”Kartoitus”, budjetti, 2026, palkat, yksityinen: 10 000 € → 12 000 €",
    ),
    (
        "action",
        {},
        {"actual": [{**COST, "amount": "99.5"}]},
        "amount_changed",
        "actual costs of action “Kartoitus”, 2026, salaries, private: €99.50 added",
        "kehitystoimi ”Kartoitus”, toteutuneet kustannukset, 2026, palkat, yksityinen: lisätty 99,50 €",
    ),
    (
        "action",
        {"milestones": [MILESTONE]},
        {"milestones": [{**MILESTONE, "done": "2026-05-04"}]},
        "milestone_reached",
        "action “Kartoitus”: milestone “Puolivälissä” reached (4 May 2026)",
        "kehitystoimi ”Kartoitus”: välitavoite ”Puolivälissä” saavutettu (4.5.2026)",
    ),
    (
        "action",
        {"funding": [{**FUNDING, "state": "applied"}]},
        {"funding": [{**FUNDING, "state": "granted"}]},
        "funding_changed",
        "funding of action “Kartoitus” by Hydros Oy: applied for → granted",
        "kehitystoimi ”Kartoitus”, rahoittaja Hydros Oy: haettu → myönnetty",
    ),
    (
        "trial",
        {},
        {"decision": "adopt"},
        "trial_decided",
        "decision on trial “Koe”: adopt",
        "kokeilu ”Koe”, päätös: otetaan käyttöön",
    ),
    (
        "export_concept",
        {},
        {
            "commitments": [
                {"member": "vesi", "date": "2026-06-01", "document": "S-1", "signatory": "hlo-03", "authority": "Yksin"}
            ]
        },
        "commitment_given",
        "Vesi Oy committed itself to the export concept (1 June 2026)",
        "Vesi Oy sitoutui vientikonseptiin (1.6.2026)",
    ),
    (
        "export_concept",
        {},
        {"steps": [{"kind": "fair", "date": "2026-06-01", "description": "Riiassa"}]},
        "export_step_carried_out",
        "export step carried out, trade fair (1 June 2026): “Riiassa”",
        "vientiaskel toteutettu, messut (1.6.2026): ”Riiassa”",
    ),
    (
        "export_concept",
        {},
        {"sections": {"pricing": {"text": "Kiinteä hinta"}}},
        "value_changed",
        "export concept, sections, pricing added: “Kiinteä hinta”",
        "vientikonsepti, luvut, hinnoittelu lisätty: ”Kiinteä hinta”",
    ),
    (
        "development_path",
        {},
        {"ratings": [{"dimension": "driver", "value": "2.5", "date": "2026-06-01", "rater": "hlo-02"}]},
        "rating_given",
        "hlo-02 rated dimension “starting point”: 2.5 (1 June 2026)",
        "hlo-02 arvioi ulottuvuuden ”lähtökohta”: 2,5 (1.6.2026)",
    ),
    (
        "development_path",
        {},
        {"placements": [{"path": "sme-group", "date": "2026-06-01", "reason": "x", "company_group": "pumput"}]},
        "placed_on_path",
        "company group “Pumput” placed on development path “SME-group-based” (1 June 2026)",
        "yritysryhmä ”Pumput” sijoitettu kehityspolulle ”pk-yritysryhmälähtöinen” (1.6.2026)",
    ),
    (
        "outcome",
        {},
        {"values": [{"date": "2026-06-30", "value": "1200"}]},
        "outcome_recorded",
        "outcome “Vienti”: 1,200 (30 June 2026)",
        "tulos ”Vienti”: 1 200 (30.6.2026)",
    ),
    (
        "phases",
        {"entries": []},
        {"entries": [{**ENTRY, "decision": "go"}]},
        "gate_passed",
        "gate “analysis” passed (1 March 2026)",
        "portti ”analyysi” läpäisty (1.3.2026)",
    ),
    (
        "phases",
        {"entries": []},
        {"entries": [{**ENTRY, "decision": "conditional"}]},
        "gate_passed",
        "gate “analysis” passed: go with a condition (1 March 2026)",
        "portti ”analyysi” läpäisty: edetään ehdoin (1.3.2026)",
    ),
    (
        "phases",
        {"entries": []},
        {"entries": [{**ENTRY, "decision": "hold"}]},
        "gate_decided",
        "gate “analysis”: hold (1 March 2026)",
        "portti ”analyysi”: keskeytetään (1.3.2026)",
    ),
    (
        "phases",
        {"entries": []},
        {"entries": [{**ENTRY, "kind": "review"}]},
        "gate_reviewed",
        "gate “analysis” judged again (1 March 2026)",
        "portti ”analyysi” arvioitu uudelleen (1.3.2026)",
    ),
    (
        "phases",
        {"entries": [{**ENTRY, "decision": "go"}]},
        {"entries": []},
        "gate_decision_undone",
        "gate “analysis”: decision of 1 March 2026 taken back",
        "portti ”analyysi”: päivän 1.3.2026 päätös peruttu",
    ),
    (
        "process",
        {},
        {"note": {"fi": "a", "en": "b"}},
        "text_changed",
        "process “Tarjous”, note added: “b”",
        "prosessi ”Tarjous”, huomautus lisätty: ”a”",
    ),
    (
        "process",
        {"note": "Rivi yksi\nja kaksi"},
        {"note": "Rivi yksi ja  kaksi"},
        "text_changed",
        "process “Tarjous”, note: only spaces or line breaks changed",
        "prosessi ”Tarjous”, huomautus: vain välit tai rivinvaihdot muuttuneet",
    ),
    (
        "process",
        {"note": {"fi": "a"}},
        {"note": {"fi": "a", "en": "b"}},
        "text_changed",
        "process “Tarjous”, note in English added: “b”",
        "prosessi ”Tarjous”, huomautus englanniksi lisätty: ”b”",
    ),
    (
        "process",
        {"note": {"fi": "a", "en": "b"}},
        {"note": {"fi": "a"}},
        "text_changed",
        "process “Tarjous”, note in English removed: “b”",
        "prosessi ”Tarjous”, huomautus englanniksi poistettu: ”b”",
    ),
    (
        "process",
        {"note": "a"},
        {"note": {"fi": "a", "en": "b"}},
        "text_changed",
        "process “Tarjous”, note in English: “a” → “b”",
        "prosessi ”Tarjous”, huomautus englanniksi: ”a” → ”b”",
    ),
    (
        "process",
        {"custom": {"crm": {"id": "12"}}},
        {"custom": {"crm": {"id": "13"}}},
        "value_changed",
        "process “Tarjous”, own data crm, own data id: 12 → 13",
        "prosessi ”Tarjous”, omat tiedot crm, omat tiedot id: 12 → 13",
    ),
    (
        "action",
        {"participants": ["hydros"]},
        {"participants": ["vesi"]},
        "items_changed",
        "action “Kartoitus”, participants: added Vesi Oy; removed Hydros Oy",
        "kehitystoimi ”Kartoitus”, osallistujat: lisätty Vesi Oy; poistettu Hydros Oy",
    ),
)


@pytest.mark.parametrize(
    ("kind", "before", "after", "event", "english", "finnish"),
    CASES,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fact_in_its_own_words(
    kind: str, before: dict[str, Any], after: dict[str, Any], event: str, english: str, finnish: str
) -> None:
    (change,) = changes(kind, before, after)
    said = [change.text.render(language).replace("\N{NO-BREAK SPACE}", " ") for language in ("en", "fi")]
    assert [change.event, *said] == [event, english, finnish]


def test_a_text_that_reads_the_same_in_both_languages_is_no_change() -> None:
    assert changes("process", {"note": "a"}, {"note": {"fi": "a", "en": "a"}}) == []
    assert changes("process", {"note": "a\n"}, {"note": "a"}) == []


def test_events_are_words_of_a_closed_list() -> None:
    assert len(set(EVENTS)) == len(EVENTS)
    assert {case[3] for case in CASES} <= set(EVENTS)
