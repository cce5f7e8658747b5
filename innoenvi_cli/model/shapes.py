"""What the record types say about themselves, in plain terms: for schemas, starter files, imports and questions."""

from __future__ import annotations

import types
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo

from innoenvi_cli.model.base import Country, Reference, Translated
from innoenvi_cli.model.countries import COUNTRY_CODES

ShapeKind = Literal[
    "text", "translated", "choice", "date", "integer", "number", "flag", "list", "mapping", "record", "anything"
]
_SCALARS: Final[dict[object, ShapeKind]] = {
    str: "text",
    bool: "flag",
    int: "integer",
    Decimal: "number",
    date: "date",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must be.

    ``translated`` is one text or texts under ``fi`` and ``en``. ``choices`` are the words of a ``choice``;
    ``reference`` is the namespace that a text names something in. ``item`` is what a list or mapping holds, ``key``
    what a mapping's keys must be, ``model`` the type of a ``record``.
    """

    kind: ShapeKind
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    reference: str | None = None
    item: Shape | None = None
    key: Shape | None = None
    model: type[BaseModel] | None = None


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A key of a record: its shape, whether it must be there, and what it says, as a message in English."""

    key: str
    shape: Shape
    required: bool
    description: str


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldShape, ...]:
    """Return the keys of ``model`` in the order of its definition."""
    return tuple(
        FieldShape(
            info.alias or name, _with_metadata(_shape(info.annotation), info.metadata), info.is_required(), _said(info)
        )
        for name, info in model.model_fields.items()
    )


def shape_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Shape | None:
    """Return what stands at ``path`` (keys and list indexes) below ``model``, ``None`` where nothing can."""
    shape: Shape | None = Shape("record", model=model)
    for step in path:
        if shape is None:
            return None
        shape = _inside(shape, step)
    return shape


def keys_of(shape: Shape) -> tuple[str, ...]:
    """Return the keys that a value of ``shape`` can have, empty where it has none or any."""
    if shape.kind == "translated":
        return ("fi", "en")
    return tuple(field.key for field in fields_of(shape.model)) if shape.model is not None else ()


def _inside(shape: Shape, step: str | int) -> Shape | None:
    if shape.kind == "list":
        return shape.item if isinstance(step, int) else None
    if shape.kind == "record" and shape.model is not None:
        return next((field.shape for field in fields_of(shape.model) if field.key == step), None)
    if shape.kind == "translated":
        return Shape("text") if step in {"fi", "en"} else None
    if shape.kind == "anything":
        return shape
    return shape.item if shape.kind == "mapping" else None


def _said(info: FieldInfo) -> str:
    """Return the description: of the field, or of the type it is annotated with."""
    if info.description:
        return info.description
    return next((item.description for item in info.metadata if isinstance(item, FieldInfo) and item.description), "")


def _shape(annotation: Any) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in _SCALARS:
        return Shape(_SCALARS[annotation])
    if annotation == Country:
        return Shape("choice", choices=tuple(sorted(COUNTRY_CODES)))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("record", model=annotation)
    return _generic(origin, arguments)


def _generic(origin: Any, arguments: tuple[Any, ...]) -> Shape:
    if origin is Annotated:
        return _with_metadata(_shape(arguments[0]), arguments[1:])
    if origin is Literal:
        return Shape("choice", choices=tuple(str(word) for word in arguments))
    if origin in {Union, types.UnionType}:
        if Translated in arguments:
            return Shape("translated")
        return _shape(next(item for item in arguments if item is not type(None)))
    if origin is tuple:
        return Shape("list", item=_shape(arguments[0]))
    if origin is dict:
        return _mapping(*arguments)
    return Shape("anything")


def _mapping(key: Any, value: Any) -> Shape:
    item = _shape(value)
    return Shape("anything") if item.kind == "anything" else Shape("mapping", key=_shape(key), item=item)


def _with_metadata(shape: Shape, metadata: Any) -> Shape:
    for item in metadata:
        if isinstance(item, StringConstraints):
            shape = replace(
                shape,
                pattern=str(item.pattern) if item.pattern is not None else shape.pattern,
                min_length=item.min_length if item.min_length is not None else shape.min_length,
                max_length=item.max_length if item.max_length is not None else shape.max_length,
            )
        elif isinstance(item, FieldInfo):
            shape = _with_metadata(shape, item.metadata)
        elif isinstance(item, Reference):
            shape = replace(shape, reference=item.namespace)
        elif isinstance(item, WithJsonSchema) and isinstance(item.json_schema, dict) and "enum" in item.json_schema:
            shape = replace(shape, kind="choice", choices=tuple(item.json_schema["enum"]))
        else:
            shape = _with_limit(shape, item)
    return shape


def _with_limit(shape: Shape, item: object) -> Shape:
    if isinstance(item, Ge):
        return replace(shape, minimum=float(str(item.ge)))
    if isinstance(item, Le):
        return replace(shape, maximum=float(str(item.le)))
    if isinstance(item, MinLen):
        return replace(shape, min_length=item.min_length)
    if isinstance(item, MaxLen):
        return replace(shape, max_length=item.max_length)
    return shape
