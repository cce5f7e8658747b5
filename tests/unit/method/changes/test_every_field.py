"""Whatever field of whatever record changes, exactly one change is told, in both languages."""

from __future__ import annotations

import copy
import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.i18n import LANGUAGES
from innoenvi_cli.method.changes.base import EVENTS
from innoenvi_cli.method.changes.differences import ORDERED
from innoenvi_cli.method.changes.matching import ABOUT
from innoenvi_cli.method.changes.telling import changes_between
from innoenvi_cli.model.field_labels import FIELD_LABELS, ITEM_LABELS
from innoenvi_cli.model.kinds import BY_SINGULAR, KINDS, address
from innoenvi_cli.model.project import Minicluster, Origin, Project, field_of
from innoenvi_cli.model.shapes import Shape, fields_of
from innoenvi_cli.model.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel

    from innoenvi_cli.method.changes.base import Change
    from innoenvi_cli.model.kinds import Kind

Way = tuple[str | int, ...]
MANY_WORDS = 30


def a_text(shape: Shape, number: int) -> str:
    """Return one of several texts that ``shape`` admits."""
    if shape.pattern is None:
        return f"arvo {number} on tämä"
    made = (
        f"kohta-{number}",
        f"hlo-{number}",
        f"kohta_{number}",
        f"https://esimerkki.fi/{number}",
        ("fi", "sv", "en", "et")[number % 4],
        ("37.00", "38.11", "39.00", "36.00")[number % 4],
        ("EUR", "SEK", "NOK", "DKK")[number % 4],
        f"{number:018d}00",
    )
    return next(text for text in made if re.search(shape.pattern, text))


def a_value(shape: Shape, number: int) -> Any:  # noqa: PLR0911 - one return for each shape
    """Return a value of ``shape`` as a file holds it, with every key there is; another number is another value."""
    match shape.kind:
        case "text":
            return a_text(shape, number)
        case "translated":
            return {"fi": f"teksti {number} suomeksi", "en": f"text {number} in English"}
        case "choice":
            return shape.choices[number % len(shape.choices)]
        case "date":
            return f"2026-01-{number % 28 + 1:02d}"
        case "integer" | "number":
            low = int(shape.minimum or 0)
            high = int(shape.maximum) if shape.maximum is not None else low + 1000
            return str(low + number % (high - low + 1))
        case "flag":
            return "true" if number % 2 else "false"
        case "anything":
            return {"oma": {"avain": f"arvo {number}"}}
        case "list":
            assert shape.item is not None
            return [a_value(shape.item, number + step) for step in (0, 1, 2)]
        case "mapping":
            assert shape.key is not None
            assert shape.item is not None
            return {a_text(shape.key, number + step): a_value(shape.item, number + step) for step in (0, 1)}
        case "record":
            assert shape.model is not None
            return {
                field.key: a_value(field.shape, number + 3 * index)
                for index, field in enumerate(fields_of(shape.model))
            }


def another(shape: Shape, value: Any) -> Any:
    """Return another value of ``shape`` than ``value``."""
    return next(made for number in range(27, 60) if (made := a_value(shape, number)) != value)


def whole(kind: Kind) -> dict[str, Any]:
    """Return a record of ``kind`` with every key there is."""
    return {**a_value(Shape("record", model=kind.model), 1), **({} if kind.single else {"id": "tunnus"})}


def values(data: Any, shape: Shape, way: Way = ()) -> Iterator[tuple[Way, Shape]]:
    """Yield the way to every value below ``data``, lists and records among them."""
    yield way, shape
    if shape.kind == "list":
        assert shape.item is not None
        for index, item in enumerate(data):
            yield from values(item, shape.item, (*way, index))
    elif shape.kind == "mapping":
        assert shape.item is not None
        for key, item in data.items():
            yield from values(item, shape.item, (*way, key))
    elif shape.model is not None:
        for field in fields_of(shape.model):
            yield from values(data[field.key], field.shape, (*way, field.key))


def at(data: Any, way: Way) -> Any:
    for step in way:
        data = data[step]
    return data


def changed(data: dict[str, Any], way: Way, change: Callable[[Any], Any]) -> dict[str, Any]:
    """Return ``data`` with another value at ``way``."""
    made = copy.deepcopy(data)
    at(made, way[:-1])[way[-1]] = change(at(data, way))
    return made


def project(kind: Kind, *records: dict[str, Any]) -> Project:
    made = [kind.model.model_validate(record) for record in records]
    held: Any = made[0] if kind.single and made else None if kind.single else {item.id: item for item in made}  # type: ignore[attr-defined]
    name = field_of(kind.singular)
    if kind.in_minicluster:
        return Project(None, {"vesi": Minicluster("vesi", **{name: held})})
    if kind.singular == "innoenvi":
        return Project(held, {})
    origins = {address(kind, ""): Origin(kind.file_name, 1, 1, None)} if made else {}
    return Project(None, {}, path_models=held, origins=origins)


def told(kind: Kind, before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Change]:
    """Return the changes, having looked at what every one of them says."""
    sides = (project(kind, *([record] if record is not None else [])) for record in (before, after))
    changes = changes_between(*sides)
    for change in changes:
        assert change.event in EVENTS
        for language in LANGUAGES:
            assert "{" not in change.text.render(language)
        assert re.search(r"\b(added|removed|changed|none|order)\b", change.text.render("fi")) is None
    return changes


def owner_of(kind: Kind, way: Way) -> tuple[str, str]:
    """Return the type and the field that the value at ``way`` belongs to."""
    shape = Shape("record", model=kind.model)
    owner = ("", "")
    for step in way:
        if shape.model is not None:
            owner = (shape.model.__name__, str(step))
            shape = next(field.shape for field in fields_of(shape.model) if field.key == step)
        else:
            assert shape.item is not None
            shape = shape.item
    return owner


def facts(kind: Kind, way: Way) -> int:
    """Return how many facts another value at ``way`` is: two where it makes another item, one gone and one come."""
    model, key = owner_of(kind, way)
    return 2 if key in ABOUT.get(model, ()) else 1


EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.singular)


def is_leaf(shape: Shape) -> bool:
    return shape.kind not in {"list", "mapping", "record", "anything"}


@EACH
def test_another_value_of_one_field_is_one_change(kind: Kind) -> None:
    data = whole(kind)
    wrong = {}
    for way, shape in values(data, Shape("record", model=kind.model)):
        if (
            way in {(), ("id",)}
            or not is_leaf(shape)
            or len(shape.choices) == 1
            or (isinstance(way[-1], int) and shape.kind != "translated")
        ):
            continue
        found = told(kind, data, changed(data, way, partial(another, shape)))
        model, key = owner_of(kind, way)
        attribute = {"from": "source", "to": "target"}.get(key, key)
        expected = 2 if attribute in ABOUT.get(model, ()) else 1
        if len(found) != expected:
            wrong[way] = [change.text.render("en") for change in found]
    assert wrong == {}


@EACH
def test_a_text_changed_in_one_language_is_one_change(kind: Kind) -> None:
    data = whole(kind)
    for way, shape in values(data, Shape("record", model=kind.model)):
        if shape.kind == "translated":
            for language in LANGUAGES:
                found = told(kind, data, changed(data, (*way, language), lambda _: "uusi"))
                assert len(found) == 1, way


@EACH
def test_a_field_left_out_is_one_change(kind: Kind) -> None:
    data = whole(kind)
    wrong = {}
    for way, shape in values(data, Shape("record", model=kind.model)):
        if not way or isinstance(way[-1], int) or shape.kind in {"list", "mapping"}:
            continue
        without = copy.deepcopy(data)
        del at(without, way[:-1])[way[-1]]
        try:
            found = told(kind, data, without)
        except ValueError:  # the field must be there
            continue
        before, after = (kind.model.model_validate(record) for record in (data, without))
        if before != after and len(found) != facts(kind, way) and not has_default(kind, way):
            wrong[way] = [change.text.render("en") for change in found]
    assert wrong == {}


def has_default(kind: Kind, way: Way) -> bool:
    """Tell whether a part that is left out is still there, with the defaults of its fields; each of them is a fact."""
    model, key = owner_of(kind, way)
    part = next((item for item in all_models() if item.__name__ == model), None)
    assert part is not None
    found = next((info for name, info in part.model_fields.items() if (info.alias or name) == key), None)
    return found is not None and found.default_factory is not None


def all_models() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()

    def walk(shape: Shape) -> None:
        if shape.item is not None:
            walk(shape.item)
        if shape.model is not None and shape.model not in found:
            found.add(shape.model)
            for field in fields_of(shape.model):
                walk(field.shape)

    for kind in KINDS:
        walk(Shape("record", model=kind.model))
    return found


@EACH
def test_an_item_put_in_between_or_taken_away_is_one_change(kind: Kind) -> None:
    data = whole(kind)
    wrong = {}
    for way, shape in values(data, Shape("record", model=kind.model)):
        if (
            shape.kind != "list"
            or at(data, way)[0] == at(data, way)[1]
            or (shape.item and len(shape.item.choices) == 2)
        ):
            continue
        fewer = changed(data, way, lambda items: [items[0], *items[2:]])
        for before, after in ((data, fewer), (fewer, data)):
            found = told(kind, before, after)
            if len(found) != 1:
                wrong[way] = [change.text.render("en") for change in found]
    assert wrong == {}


@EACH
def test_a_record_that_came_or_went_is_one_change(kind: Kind) -> None:
    data = whole(kind)
    assert told(kind, data, data) == []
    came, went = ([change.event for change in told(kind, *pair)] for pair in ((None, data), (data, None)))
    if kind.written_by_tool:  # a log: each of its entries is the fact
        assert (len(came), went) == (len(data["entries"]), ["gate_decision_undone"] * len(data["entries"]))
    else:
        assert came in (["record_added"], ["member_joined"])
        assert went == ["record_removed"]


def test_every_field_has_a_name_and_every_choice_its_words() -> None:
    fields = [(model.__name__, field) for model in all_models() for field in fields_of(model)]
    assert [(model, field.key) for model, field in fields if not names(model, field.key, FIELD_LABELS)] == []
    several = [(model, field.key) for model, field in fields if has_named_items(field.shape)]
    assert [pair for pair in several if not names(*pair, ITEM_LABELS)] == []
    known = {tuple(words) for words in VOCABULARIES.values()}
    assert [
        (model, field.key)
        for model, field in fields
        if field.shape.choices and len(field.shape.choices) < MANY_WORDS and field.shape.choices not in known
    ] == []


def names(model: str, key: str, labels: dict[str, Any]) -> bool:
    return f"{model}.{key}" in labels or key in labels


def has_named_items(shape: Shape) -> bool:
    item = shape.item
    return item is not None and (shape.kind == "mapping" or item.kind in {"record", "translated"})


@given(data=st.data())
def test_changes_of_several_fields_are_told_one_by_one(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    record = whole(kind)
    leaves: dict[str | int, list[tuple[Way, Shape]]] = {}
    for way, shape in values(record, Shape("record", model=kind.model)):
        if way not in {(), ("id",)} and is_leaf(shape) and len(shape.choices) != 1 and not isinstance(way[-1], int):
            leaves.setdefault(way[0], []).append((way, shape))
    keys = data.draw(st.lists(st.sampled_from(sorted(leaves, key=str)), unique=True, max_size=6))
    after, expected = record, 0
    for key in keys:
        way, shape = data.draw(st.sampled_from(leaves[key]))
        after = changed(after, way, partial(another, shape))
        expected += facts(kind, way)
    assert len(told(kind, record, after)) == expected
    assert len(told(kind, after, record)) == expected


ORDERED_LISTS = {key for _, key in ORDERED}


@given(data=st.data())
def test_another_order_is_no_change_where_order_says_nothing(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    record = whole(kind)
    ways = [
        way
        for way, shape in values(record, Shape("record", model=kind.model))
        if shape.kind == "list" and way[-1] not in ORDERED_LISTS
    ]
    after = {key: record[key] for key in data.draw(st.permutations(list(record)))}
    for way in ways:
        after = changed(after, way, lambda items: data.draw(st.permutations(items)))
    assert told(kind, record, after) == []


def test_another_order_of_steps_is_one_change() -> None:
    kind = BY_SINGULAR["process"]
    record = whole(kind)
    (change,) = told(kind, record, {**record, "steps": record["steps"][::-1]})
    assert (change.event, change.text.render("en")) == (
        "order_changed",
        "process “text 4 in English”, steps: order changed",
    )
