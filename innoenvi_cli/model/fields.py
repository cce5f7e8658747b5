"""What the types say about themselves: which fields name other records, which choices there are, how deep they go."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

from pydantic import BaseModel

from innoenvi_cli.model.base import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.project import Step

Path: TypeAlias = "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to find the references below a value: ``reference`` itself, in items, in values and keys, in fields."""

    reference: str | None = None
    items: _Plan | None = None
    keys: str | None = None
    fields: tuple[tuple[str, str, _Plan], ...] = ()


def references(record: Record) -> Iterator[tuple[Path, str, str]]:
    """Yield ``(path, namespace, id)`` for everything that ``record`` names; the path uses the file's own keys."""
    yield from _walk(record, plan_of(type(record)), ())


def is_key(model: type[Record], path: Path) -> bool:
    """Tell whether the reference at ``path`` is a key of a mapping, not a value."""
    plan = plan_of(model)
    for depth, step in enumerate(path, start=1):
        if plan is None:
            return False
        if plan.fields:
            plan = next((inner for _, key, inner in plan.fields if key == step), None)
        elif depth == len(path):
            return plan.keys is not None
        else:
            plan = plan.items
    return False


def key_of(model: type[BaseModel], name: str) -> str:
    """Return the key that the field ``name`` has in a file."""
    return model.model_fields[name].alias or name


def choices(annotation: object) -> tuple[str, ...]:
    """Return the words that a field admits, empty where it is free."""
    origin = get_origin(annotation)
    if origin is Literal:
        return tuple(str(value) for value in get_args(annotation))
    if origin in {Union, types.UnionType, Annotated, tuple}:
        for argument in get_args(annotation):
            if found := choices(argument):
                return found
    return ()


def _walk(value: Any, plan: _Plan | None, path: Path) -> Iterator[tuple[Path, str, str]]:
    if plan is None or value is None:
        return
    if plan.reference is not None:
        if isinstance(value, str):
            yield path, plan.reference, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if plan.keys is not None:
                yield (*path, key), plan.keys, key
            yield from _walk(item, plan.items, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, plan.items, (*path, index))
    elif isinstance(value, BaseModel):
        for name, key, inner in plan.fields:
            held = getattr(value, name)
            if held is not None and held != ():
                yield from _walk(held, inner, (*path, key))


@cache
def plan_of(model: type[BaseModel]) -> _Plan | None:
    """Return where the references of ``model`` are, or ``None`` where it has none."""
    fields: list[tuple[str, str, _Plan]] = []
    for name, info in model.model_fields.items():
        direct = next((item for item in info.metadata if isinstance(item, Reference)), None)
        plan = _Plan(reference=direct.namespace) if direct else _plan(info.annotation)
        if plan is not None:
            fields.append((name, info.alias or name, plan))
    return _Plan(fields=tuple(fields)) if fields else None


def _plan(annotation: object) -> _Plan | None:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        direct = next((item for item in arguments if isinstance(item, Reference)), None)
        return _Plan(reference=direct.namespace) if direct else _plan(arguments[0])
    if origin in {Union, types.UnionType}:
        return next((plan for plan in map(_plan, arguments) if plan is not None), None)
    if origin is tuple:
        inner = _plan(arguments[0])
        return _Plan(items=inner) if inner else None
    if origin is dict:
        key = _plan(arguments[0])
        inner = _plan(arguments[1])
        if key is None and inner is None:
            return None
        return _Plan(items=inner, keys=key.reference if key else None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return plan_of(annotation)
    return None
