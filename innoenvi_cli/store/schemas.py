"""JSON Schemas (draft-07) of the record kinds, for editors: made from the record types, so that they cannot disagree.

An editor's YAML server sees ``012`` as a number and ``no`` perhaps as a truth value where our reader keeps the text;
so a text may be a number here, and a number a quoted text.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, message, translate
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.store.new_files import SCHEMA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.model.shapes import FieldShape, Shape

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_INTEGER: Final = r"^[-+]?[0-9]{1,15}$"
_NUMBER: Final = r"^[-+]?[0-9]{1,15}(\.[0-9]{1,6})?$"
_LOOK_LIKE_NUMBERS: Final = ("1", "12", "37.00", "1" * 20, "1.5")
_TRANSLATED: Final = "Translated"


def schema_texts() -> dict[str, str]:
    """Return every schema as text by its path in the programme."""
    schemas: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        schemas[kind.schema_name] = record_schema(kind)
        if not kind.single:
            schemas[list_schema_name(kind)] = list_schema(kind)
    return {f"{SCHEMA_FOLDER}/{name}": _text(schema) for name, schema in sorted(schemas.items())}


def list_schema_name(kind: Kind) -> str:
    """Return the name of the schema of a list file such as ``members.yaml``."""
    return f"{kind.plural.replace('-', '_')}.list.schema.json"


def editor_globs() -> dict[str, list[str]]:
    """Return which files each schema is for, as an editor's settings name them."""
    globs: dict[str, list[str]] = {}
    for kind in KINDS:
        scopes = ["/"] * kind.at_programme + ["/*/"] * kind.in_minicluster
        own = [f"{scope}{kind.file_name if kind.single else f'{kind.plural}/*.yaml'}" for scope in scopes]
        globs[f"{SCHEMA_FOLDER}/{kind.schema_name}"] = own
        if not kind.single:
            globs[f"{SCHEMA_FOLDER}/{list_schema_name(kind)}"] = [f"{scope}{kind.file_name}" for scope in scopes]
    return dict(sorted(globs.items()))


def record_schema(kind: Kind) -> dict[str, Any]:
    """Return the schema of a file that holds one record; its id may be left to the file's name."""
    body = _object(kind.model)
    if not kind.single and "required" in body:
        body["required"] = [key for key in body["required"] if key != "id"]
    if not body.get("required"):
        body.pop("required", None)
    return {"$schema": DRAFT, "title": _both(kind.label), **body, "definitions": _definitions([kind.model])}


def list_schema(kind: Kind) -> dict[str, Any]:
    """Return the schema of a file that holds the records of a kind as a list."""
    items = {"type": "array", "items": {"$ref": f"#/definitions/{kind.model.__name__}"}}
    return {
        "$schema": DRAFT,
        "title": _both(kind.label),
        "type": "object",
        "properties": {kind.plural: _described(items, N_("the records, one item each"))},
        "required": [kind.plural],
        "additionalProperties": False,
        "definitions": _definitions([kind.model], include_roots=True),
    }


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


# Definitions ---------------------------------------------------------------------------------------------------------


def _definitions(roots: list[type[BaseModel]], *, include_roots: bool = False) -> dict[str, Any]:
    """Return the schemas of all record types below ``roots``, by name, and of texts in two languages."""
    found: dict[str, type[BaseModel]] = {}
    waiting = list(roots)
    while waiting:
        model = waiting.pop()
        for field in fields_of(model):
            for inner in _models_in(field.shape):
                if inner.__name__ not in found:
                    found[inner.__name__] = inner
                    waiting.append(inner)
    if include_roots:
        found |= {model.__name__: model for model in roots}
    definitions = {name: _object(model) for name, model in sorted(found.items())}
    definitions[_TRANSLATED] = _translated()
    return definitions


def _models_in(shape: Shape) -> Iterator[type[BaseModel]]:
    if shape.model is not None:
        yield shape.model
    if shape.item is not None:
        yield from _models_in(shape.item)


def _object(model: type[BaseModel]) -> dict[str, Any]:
    fields = fields_of(model)
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {field.key: _property(field) for field in fields},
        "additionalProperties": False,
    }
    required = [field.key for field in fields if field.required]
    if required:
        schema["required"] = required
    return schema


def _property(field: FieldShape) -> dict[str, Any]:
    """Return the schema of a key; one that may be left out may also stand there without a value."""
    schema = _schema(field.shape)
    if not field.required:
        schema = _or_nothing(schema)
    return _described(schema, field.description)


def _described(schema: dict[str, Any], description: str) -> dict[str, Any]:
    if "$ref" in schema:  # draft-07 ignores what stands beside a reference
        schema = {"allOf": [schema]}
    return {"description": _both(description), **schema} if description else schema


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    if not schema:
        return schema
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _both(text: str) -> str:
    english, finnish = message(text).render("en"), translate(text, "fi")
    return english if english == finnish else f"{english} / {finnish}"


# Values --------------------------------------------------------------------------------------------------------------


def _schema(shape: Shape) -> dict[str, Any]:
    if shape.kind == "record" and shape.model is not None:
        return {"$ref": f"#/definitions/{shape.model.__name__}"}
    if shape.kind == "translated":
        return {"$ref": f"#/definitions/{_TRANSLATED}"}
    if shape.kind == "list" and shape.item is not None:
        limits = {} if shape.min_length is None else {"minItems": shape.min_length}
        return {"type": "array", "items": _schema(shape.item), **limits}
    if shape.kind == "mapping" and shape.item is not None:
        keys = (
            {} if shape.key is None or shape.key.pattern is None else {"propertyNames": {"pattern": shape.key.pattern}}
        )
        return {"type": "object", "additionalProperties": _schema(shape.item), **keys}
    if shape.kind == "anything":
        return {"type": "object"}
    return _scalar(shape)


def _scalar(shape: Shape) -> dict[str, Any]:
    if shape.kind == "choice":
        return {"enum": [*shape.choices, *(int(word) for word in shape.choices if word.isdigit())]}
    if shape.kind == "flag":
        return {"enum": [True, False, "true", "false"]}
    if shape.kind == "date":
        return {"type": "string", "format": "date", "pattern": _DATE}
    if shape.kind in {"integer", "number"}:
        limits = {"minimum": shape.minimum, "maximum": shape.maximum}
        pattern = _INTEGER if shape.kind == "integer" else _NUMBER
        return {"type": [shape.kind, "string"], "pattern": pattern, **_given(limits)}
    lengths = {"pattern": shape.pattern, "minLength": shape.min_length, "maxLength": shape.max_length}
    return {"type": _types_of_text(shape), **_given(lengths)}


def _types_of_text(shape: Shape) -> str | list[str]:
    if shape.pattern is None:
        return ["string", "number", "boolean"]
    looks_like_number = any(re.search(shape.pattern, text) for text in _LOOK_LIKE_NUMBERS)
    return ["string", "number"] if looks_like_number else "string"


def _given(limits: Mapping[str, float | str | None]) -> dict[str, Any]:
    """Return the limits there are, whole numbers as such."""
    return {
        name: int(limit) if isinstance(limit, float) and limit.is_integer() else limit
        for name, limit in limits.items()
        if limit is not None
    }


def _translated() -> dict[str, Any]:
    text = {"type": ["string", "number", "boolean", "null"]}
    languages = {"fi": _described(text, N_("in Finnish")), "en": _described(text, N_("in English"))}
    return {
        "anyOf": [
            {"type": ["string", "number", "boolean"]},
            {"type": "object", "properties": languages, "additionalProperties": False},
        ]
    }
