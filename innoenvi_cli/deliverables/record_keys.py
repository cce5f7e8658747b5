"""What the rows of a table can be asked for where they are records: the keys of the record's file, parts included."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from innoenvi_cli.model.fields import key_of
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.model.shapes import Shape, fields_of, keys_of, shape_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel


def field_of(record: str, key: str) -> str:
    """Return the field of the type ``record`` that has ``key`` in a file: another word than the key for a few."""
    model = _types().get(record)
    names = model.model_fields if model is not None else ()
    return next((name for name in names if model is not None and key_of(model, name) == key), key)


def missing_step(record: str, path: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the first step of ``path``, such as ``size.year``, that records of the type ``record`` do not have.

    With it come the keys that there are in its place. ``None`` where there is such a path, or no such type.
    """
    model = _types().get(record)
    if model is None:
        return None
    held = Shape("record", model=model)
    steps = tuple(path.split("."))
    for depth, step in enumerate(steps, start=1):
        shape = shape_at(model, steps[:depth])
        if held.kind == "translated":  # of which the rows have the one text of their language
            return step, ()
        if shape is None:
            return step, keys_of(held)
        held = shape
    return None


@cache
def _types() -> Mapping[str, type[BaseModel]]:
    """Return the types of records and of their parts, by name."""
    return {found.__name__: found for kind in KINDS for found in _with_parts(kind.model)}


def _with_parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in fields_of(model):
        shape: Shape | None = field.shape
        while shape is not None:
            if shape.model is not None:
                yield from _with_parts(shape.model)
            shape = shape.item
