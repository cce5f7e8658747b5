"""Finds the parts of records that a rule is about, without looking where the types say that there are none."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from innoenvi_cli.model.base import Citation, Decided, Translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.fields import Path

Wanted: TypeAlias = Literal["sources", "texts"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to find the wanted parts below a value: the value itself, in its items or values, in its fields."""

    wanted: bool = False
    items: _Plan | None = None
    fields: tuple[tuple[str, str, _Plan], ...] = ()


def sources(record: Record) -> Iterator[tuple[Path, Citation | Decided]]:
    """Yield every citation and every place of a decision in ``record``, with its path."""
    yield from _walk(record, _plan_of(type(record), "sources"), ())


def texts(record: Record) -> Iterator[tuple[Path, str | Translated]]:
    """Yield every text in ``record`` that may be given in both languages, with its path."""
    yield from _walk(record, _plan_of(type(record), "texts"), ())


def _walk(value: Any, plan: _Plan | None, path: Path) -> Iterator[tuple[Path, Any]]:
    if plan is None:
        return
    if plan.wanted:
        yield path, value
    elif plan.items is None:
        for name, key, inner in plan.fields:
            held = getattr(value, name)
            if held is None or held == ():
                continue
            if inner.wanted:
                yield (*path, key), held
            else:
                yield from _walk(held, inner, (*path, key))
    else:
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk(item, plan.items, (*path, step))


@cache
def _plan_of(model: type[BaseModel], wanted: Wanted) -> _Plan | None:
    """Return where in ``model`` the wanted parts are, or ``None`` where it has none."""
    fields: list[tuple[str, str, _Plan]] = []
    for name, info in model.model_fields.items():
        key = info.alias or name
        plan = _plan(info.annotation, wanted)
        if plan is not None:
            fields.append((name, key, plan))
    return _Plan(fields=tuple(fields)) if fields else None


def _plan(annotation: object, wanted: Wanted) -> _Plan | None:
    if _is_wanted(annotation, wanted):
        return _Plan(wanted=True)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plan(arguments[0], wanted)
    if origin in {Union, types.UnionType}:
        return next((plan for item in arguments if (plan := _plan(item, wanted)) is not None), None)
    if origin in {tuple, dict}:
        inner = _plan(arguments[0 if origin is tuple else 1], wanted)
        return _Plan(items=inner) if inner else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _plan_of(annotation, wanted)
    return None


def _is_wanted(annotation: object, wanted: Wanted) -> bool:
    if wanted == "sources":
        return annotation in {Citation, Decided}
    return Translated in get_args(annotation)
