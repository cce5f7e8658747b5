"""A person code in a sentence goes no further than the codes themselves."""

from __future__ import annotations

from innoenvi_cli.deliverables.person_codes import prefixes, without_codes
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.meetings import Event, Organ
from innoenvi_cli.model.project import Minicluster, Project
from innoenvi_cli.model.selection import Target


def test_codes_in_texts_are_replaced_and_what_only_looks_like_one_stays() -> None:
    context = {
        "text": "hlo-12 and hlo-3: see VH-2025, iso-9001, xhlo-1, hlo-12-a",
        "rows": [{"hlo-12": "(hlo-12)", "n": 3}],
    }
    assert without_codes(context, frozenset({"hlo"}), "(a person)") == {
        "text": "(a person) and (a person): see VH-2025, iso-9001, xhlo-1, hlo-12-a",
        "rows": [{"hlo-12": "((a person))", "n": 3}],
    }


def test_what_codes_begin_with_comes_from_the_records() -> None:
    organ = Organ.model_validate({"id": "o", "kind": "core_group", "name": "O", "members": [{"person": "hlo-1"}]})
    event = Event.model_validate(
        {
            "id": "e",
            "kind": "meeting",
            "title": "E",
            "date": "2026-01-01",
            "agenda": [{"item": "1", "title": "t", "responsible": "kons-2"}],
        }
    )
    cluster = Minicluster("vesi", events={"e": event})
    project = Project(None, {"vesi": cluster}, organs={"o": organ})
    assert prefixes(project) == {"hlo", "kons"}
    assert prefixes(Project(None, {})) == frozenset()


def test_a_code_counts_wherever_a_record_may_hold_one() -> None:
    target = Target.model_validate({"id": "t", "name": "T", "owner_person": "vast-3"})
    risk = {"risk": "r", "owner": "riski-4"}
    action = Action.model_validate({"id": "kokous-1", "name": "A", "type": "training", "risks": [risk]})
    cluster = Minicluster("vesi", targets={"t": target}, actions={"kokous-1": action})
    assert prefixes(Project(None, {"vesi": cluster})) == {"vast", "riski"}


def test_without_a_known_beginning_nothing_is_replaced() -> None:
    assert without_codes({"text": "iso-9001"}, frozenset(), "x") == {"text": "iso-9001"}
