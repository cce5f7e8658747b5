"""Editors validate files with these schemas: they must accept what our reader accepts, and be schemas at all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from innoenvi_cli.model.kinds import BY_SINGULAR, KINDS
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.store.new_files import starter_text
from innoenvi_cli.store.schemas import editor_globs, list_schema, record_schema, schema_texts

if TYPE_CHECKING:
    from pydantic import BaseModel

    from innoenvi_cli.model.kinds import Kind

SAMPLES = Path(__file__).parents[3] / "sample_projects"


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2's core types, as an editor's server does: numbers, truth values, null; dates stay text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]  # the stub calls it an instance's


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|True|TRUE|false|False|FALSE)$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|Null|NULL|)$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[1-9][0-9]*$|^0$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), None)


def problems(schema: dict[str, Any], text: str) -> list[str]:
    data = yaml.load(text, EditorLoader)
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in Draft7Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("path", sorted(schema_texts()), ids=lambda path: path.rsplit("/", 1)[-1])
def test_every_schema_is_one(path: str) -> None:
    schema = json.loads(schema_texts()[path])
    Draft7Validator.check_schema(schema)
    for found in re.findall(r'"#/definitions/(\w+)"', schema_texts()[path]):
        assert found in schema["definitions"]


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_every_shipped_sample_validates_with_the_schema_that_its_first_line_names(path: Path) -> None:
    if path.parent.name == "private":
        return
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=((?:\.\./)*)\.innoenvi/schemas/(\S+)\n", text)
    assert named is not None
    programme = next(folder for folder in path.parents if (folder / "innoenvi.yaml").exists())
    assert named.group(1).count("../") == len(path.relative_to(programme).parts) - 1
    assert problems(json.loads(schema_texts()[f".innoenvi/schemas/{named.group(2)}"]), text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("member", "name: 012\nsize: {year: '2025', headcount: 12}\nexport: {share: 0.1}\ncountry: NO"),
        ("member", "id: x\nname: x\nkind:\nroles:\nnote: {fi: 12, en:}\ncustom: {any: [1, {x: y}]}"),
        ("innoenvi", "format: 1\nname: {fi: Hanke}\nas_of: 2026-01-01\nbudget: 1000000.50\ngates:\n"),
        ("innoenvi", "format: '1'\nname: x"),
        ("score", "rater: a-1\nmember: x\ndate: 2026-01-01\nscores: {kohde: {hyoty: 5}}"),
        ("minicluster", "name: x\nstart: 2026-01-01\nsegments: [{id: a, name: b, industry: {code: 37.00}}]"),
    ],
)
def test_what_our_reader_accepts_an_editor_accepts(kind: str, text: str) -> None:
    assert problems(record_schema(BY_SINGULAR[kind]), text) == []


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("member", "name: x\nkidn: company", ""),
        ("member", "kind: company", ""),
        ("member", "name: x\nkind: firm", "kind"),
        ("member", "name: x\nid: Hydros", "id"),
        ("member", "name: x\ntier: 12", "tier"),
        ("member", "name: x\nhistory: [{status: prospect, date: 1.2.2026}]", "history.0.date"),
        ("member", "name: x\nroles: core", "roles"),
        ("event", "kind: meeting\ntitle: {se: x}\ndate: 2026-01-01", "title"),
        ("score", "rater: a-1\nmember: x\ndate: 2026-01-01\nscores: {Kohde: {hyoty: 5}}", "scores"),
    ],
)
def test_what_our_reader_refuses_an_editor_marks(kind: str, text: str, key: str) -> None:
    assert [problem.split(":")[0] for problem in problems(record_schema(BY_SINGULAR[kind]), text)] == [key]


def test_a_list_file_has_a_schema_of_its_own_and_needs_ids() -> None:
    schema = list_schema(BY_SINGULAR["member"])
    assert problems(schema, "members:\n  - id: x\n    name: X\n") == []
    assert problems(schema, "members:\n  - name: X\n") == ["members.0: 'id' is a required property"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.singular in {"codebook", "analysis", "priorities"}])
def test_starters_validate(kind: Kind) -> None:
    assert problems(record_schema(kind), starter_text(kind, {}, schema_path="x", language="en")) == []


def test_descriptions_are_in_both_languages() -> None:
    name = record_schema(BY_SINGULAR["member"])["properties"]["name"]["description"]
    english, _, finnish = name.partition(" / ")
    assert english == "legal name"
    assert finnish == "virallinen nimi"


def test_no_two_record_types_share_a_name() -> None:
    seen: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [kind.model for kind in KINDS]
    while waiting:
        model = waiting.pop()
        if seen.setdefault(model.__name__, model) is not model:
            pytest.fail(f"two types are called {model.__name__}")
        for field in fields_of(model):
            shape = field.shape.item or field.shape
            if shape.model is not None and shape.model.__name__ not in seen:
                waiting.append(shape.model)


def test_editors_are_told_which_files_are_whose() -> None:
    globs = editor_globs()
    assert globs[".innoenvi/schemas/member.schema.json"] == ["/*/members/*.yaml"]
    assert globs[".innoenvi/schemas/events.list.schema.json"] == ["/events.yaml", "/*/events.yaml"]
    assert set(globs) == set(schema_texts())
