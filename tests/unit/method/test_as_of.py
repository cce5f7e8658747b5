"""A figure is what it was on its day: later steps change neither it nor the digest of what it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from innoenvi_cli.method.answers import Standing
from innoenvi_cli.method.digests import digest_at
from innoenvi_cli.method.metrics import BY_NAME, METRICS
from innoenvi_cli.method.view import View
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR
from innoenvi_cli.model.project import Minicluster, Project, field_of

if TYPE_CHECKING:
    from pydantic import BaseModel

START, DAY, LATER = date(2024, 1, 1), date(2024, 6, 14), "2024-06-15"


def view_of(as_of: date = DAY, /, programme: dict[str, Any] | None = None, **records: Any) -> View:
    """Return a minicluster with these records: ``members=[…]`` for a kind with ids, ``minicluster={…}`` for others."""
    held: dict[str, Any] = {}
    for name, given in records.items():
        kind = BY_PLURAL.get(name) or BY_SINGULAR[name]
        if kind.single:
            held[field_of(kind.singular)] = kind.model.model_validate(given)
        else:
            held[field_of(kind.singular)] = {item["id"]: kind.model.model_validate(item) for item in given}
    cluster = Minicluster("puu", **held)
    model: Any = BY_SINGULAR["innoenvi"].model.model_validate({"format": "1", "name": "x", **(programme or {})})
    project = Project(model, {"puu": cluster})
    return View(project, cluster, as_of=as_of, standing=Standing(1, START, "definition", "active", None))


def member(name: str, *steps: tuple[str, str]) -> dict[str, Any]:
    history = [{"status": status, "date": day} for status, day in steps]
    return {"id": name, "name": name, "kind": "company", "history": history}


# Status --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ((), "prospect"),
        ((("informed", "2024-05-01"), ("committed", "2024-05-01")), "committed"),
        ((("committed", "2024-05-01"), ("left", "2024-05-01")), "left"),
        ((("committed", "2024-05-01"), ("left", "2024-06-15")), "committed"),
        ((("committed", "2024-06-14"), ("informed", "2024-05-01")), "committed"),
        ((("committed", "2024-06-15"),), "prospect"),
    ],
)
def test_a_member_is_what_its_last_step_by_the_day_says(steps: tuple[tuple[str, str], ...], status: str) -> None:
    """Of two steps on one day the one written further down is the last."""
    assert view_of(members=[member("a", *steps)]).statuses["a"] == status


@pytest.mark.parametrize(
    ("day", "refused", "status"),
    [
        ("2024-06-14", "false", "interviewed"),
        ("2024-06-15", "false", "informed"),
        ("2023-12-31", "false", "informed"),
        ("2024-06-14", "true", "informed"),
    ],
)
def test_an_interview_in_the_cycle_makes_its_member_take_part(day: str, refused: str, status: str) -> None:
    interview = {"id": "h-1", "member": "a", "date": day, "refused": refused}

    view = view_of(members=[member("a", ("informed", "2024-02-01"))], interviews=[interview])

    assert view.statuses["a"] == status


def test_an_interview_does_not_bring_back_who_left() -> None:
    interview = {"id": "h-1", "member": "a", "date": "2024-03-01"}

    view = view_of(members=[member("a", ("committed", "2024-02-01"), ("left", "2024-05-01"))], interviews=[interview])

    assert view.statuses["a"] == "left"


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), "planned"),
        ((("running", "2024-03-01"), ("dropped", "2024-03-01")), "dropped"),
        ((("running", "2024-03-01"), ("dropped", "2024-06-15")), "running"),
    ],
)
def test_an_action_is_what_its_last_step_by_the_day_says(steps: tuple[tuple[str, str], ...], state: str) -> None:
    history = [{"state": state, "date": day} for state, day in steps]
    view = view_of(actions=[{"id": "a", "name": "a", "history": history}])

    assert view.action_state(view.cluster.actions["a"]) == state
    assert bool(view.actions) == (state != "dropped")


def test_companies_of_one_corporate_group_count_once() -> None:
    together = [
        {**member(name, ("committed", "2024-05-01")), "corporate_group": "konserni"} for name in ("a", "b", "c")
    ]
    view = view_of(members=[*together, member("d", ("committed", "2024-05-01"))])

    measured = BY_NAME["committed"].measure(view)

    assert measured.value == 2
    assert [clue.address for clue in measured.clues] == ["members/b", "members/c"]


# Figures and digests -------------------------------------------------------------------------------------------------

FUNDING = {"source": "eu_state", "funder": "Rahasto", "amount": "1", "state": "planned"}
PERIOD = {"id": "j-1", "start": "2024-01-01", "end": "2024-03-31", "due": "2024-05-31"}
VETO = {"target": "aita", "reason": "x"}
RESOLVED = {"date": LATER, "text": "x", "decision": {"organ": "o", "event": "e", "item": "1"}}
CONCEPT = {"steps": [{"kind": "visit", "date": "2024-03-01", "description": "x"}]}


def action(**funding: str) -> dict[str, Any]:
    return {"actions": [{"id": "a", "name": "a", "funding": [{**FUNDING, **funding}]}]}


def score(veto: dict[str, Any]) -> dict[str, Any]:
    sheet = {"id": "hlo-1", "rater": "hlo-1", "member": "a", "date": "2024-05-01", "vetoes": [veto]}
    choice = {"choices": [{"target": "aita", "choice": "chosen"}], "decision": RESOLVED["decision"]}
    event = {"id": "e", "kind": "meeting", "title": "x", "date": "2024-05-02", "organ": "o"}
    return {"scores": [sheet], "priorities": choice, "events": [event]}


def interview(confirmation: dict[str, str] | None) -> dict[str, Any]:
    return {"interviews": [{"id": "h-1", "member": "a", "date": "2024-05-01", "confirmation": confirmation}]}


def target(closed: dict[str, str] | None) -> dict[str, Any]:
    return {"targets": [{"id": "aita", "name": "x", "track": "fast", "closed": closed}]}


def periods(*changes: dict[str, str]) -> dict[str, Any]:
    return {"programme": {"reporting_periods": [{**PERIOD, **change} for change in changes]}}


@pytest.mark.parametrize(
    ("metric", "address", "before", "after", "value"),
    [
        ("applications_missing", "actions/a", action(), action(state="applied", applied=LATER), 1),
        (
            "applications_missing",
            "actions/a",
            action(state="applied", applied="2024-05-02"),
            action(state="granted", applied="2024-05-02", decided=LATER),
            0,
        ),
        ("reports_overdue", "innoenvi", periods({}), periods({"reported": LATER}), 1),
        (
            "reports_overdue",
            "innoenvi",
            periods({"reported": "2024-05-30"}),
            periods({"reported": "2024-05-30"}, {"id": "j-2", "due": "2024-08-31"}),
            0,
        ),
        ("reports_overdue", "innoenvi", periods({"due": str(DAY)}), periods({"due": str(DAY)}), 0),
        ("vetoes_unresolved", "scores/hlo-1", score(VETO), score({**VETO, "resolved": RESOLVED}), 1),
        ("summaries_unconfirmed", "interviews/h-1", interview(None), interview({"sent": LATER}), 1),
        (
            "summaries_unconfirmed",
            "interviews/h-1",
            interview({"sent": "2024-05-31"}),
            interview({"sent": "2024-05-31", "confirmed": LATER}),
            0,
        ),
        ("fast_open", "targets/aita", target(None), target({"date": LATER, "how": "done"}), 1),
        (
            "export_steps",
            "export-concept",
            {"export-concept": CONCEPT},
            {"export-concept": {"steps": [*CONCEPT["steps"], {"kind": "fair", "date": LATER, "description": "x"}]}},
            1,
        ),
    ],
)
def test_what_comes_later_changes_neither_figure_nor_digest(
    metric: str, address: str, before: dict[str, Any], after: dict[str, Any], value: int
) -> None:
    first, second = view_of(DAY, **before), view_of(DAY, **after)
    reads = BY_NAME[metric].reads

    assert [BY_NAME[metric].measure(view).value for view in (first, second)] == [value, value]
    assert digest_at(first, address, reads) == digest_at(second, address, reads)
    tomorrow = view_of(date(2024, 6, 15), **after)
    assert digest_at(tomorrow, address, reads) != digest_at(first, address, reads) or value == 0


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_reads_fields_that_there_are(metric: Any) -> None:
    """A path that leads nowhere would stop every look at a gate."""
    for name, fields in metric.reads.items():
        kind = BY_PLURAL.get(name) or BY_SINGULAR[name]
        for field in fields:
            assert _leads_somewhere(kind.model, field.removesuffix("?").split(".")), (name, field)


def _leads_somewhere(model: type[BaseModel], steps: list[str]) -> bool:
    """Follow the field names through the JSON schema, which knows lists and parts."""
    schema = model.model_json_schema(by_alias=True)
    node: Any = schema
    for step in steps:
        name, dated, day = step.partition("@")
        if name not in (properties := _resolved(schema, node).get("properties", {})):
            return False
        node = properties[name]
        if (
            dated
            and "properties" in _resolved(schema, node)
            and (day or "date") not in _resolved(schema, node)["properties"]
        ):
            return False
    return True


def _resolved(schema: Any, node: Any) -> Any:
    while "properties" not in node:
        inner = [node.get("items"), *node.get("anyOf", ()), *node.get("allOf", ())]
        found = next((item for item in inner if item and ("$ref" in item or "items" in item or "anyOf" in item)), None)
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        elif found is not None:
            node = found
        else:
            return node
    return node
