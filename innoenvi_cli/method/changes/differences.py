"""The differences of two states of one record, field by field, generic over every type of record.

Ways of writing make none: records are compared as they were read, so the order of keys, quotes, comments and the file
that a record stands in do not count. Nor does the order of a list, unless it says something.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from innoenvi_cli.method.changes.matching import match, same_text
from innoenvi_cli.model.base import Citation, Decided, Industry, Region
from innoenvi_cli.model.shapes import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.shapes import Shape

Manner = Literal["added", "removed", "changed", "items", "order"]

WHOLE: Final = (Citation, Decided, Industry, Region)
"""Small records that mean one thing: a meeting's item, a passage, a code. They change as a whole."""
ORDERED: Final = frozenset(
    {
        ("Analysis", "conclusions"),
        ("Guide", "themes"),
        ("GuideTheme", "questions"),
        ("Phases", "entries"),
        ("Process", "steps"),
        ("Programme", "languages"),
    }
)
"""Lists whose order says something."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A step of the way to a value: the field ``key`` of ``model``, and which item of it where it holds several.

    ``item`` is the item of a list itself, as it was if it was there before; ``at`` is the key of a mapping.
    """

    model: type[BaseModel]
    key: str
    item: Any = None
    at: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the field as a whole is meant, not one item of it."""
        return self.item is None and self.at is None


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that differs. ``items`` is a list of words or references of which some came or went."""

    hops: tuple[Hop, ...]
    manner: Manner
    before: Any
    after: Any
    shape: Shape

    @property
    def last(self) -> Hop:
        """The field, or the item of a list, that differs."""
        return self.hops[-1]

    @property
    def place(self) -> tuple[str, str]:
        """The type and the key of the field that differs, or that the item belongs to."""
        return self.last.model.__name__, self.last.key


def differences(before: Record, after: Record) -> Iterator[Difference]:
    """Yield what differs between two states of a record, in the order of its fields."""
    yield from _fields(before, after, ())


def _fields(before: Any, after: Any, hops: tuple[Hop, ...]) -> Iterator[Difference]:
    model: type[BaseModel] = type(after)
    for name, field in zip(model.model_fields, fields_of(model), strict=True):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield from _value(was, now, field.shape, (*hops, Hop(model, field.key)))


def _value(was: Any, now: Any, shape: Shape, hops: tuple[Hop, ...]) -> Iterator[Difference]:
    if shape.kind == "list" and shape.item is not None:
        yield from _list(was, now, shape, hops)
    elif shape.kind == "mapping" and shape.item is not None:
        yield from _mapping(was or {}, now or {}, shape.item, hops)
    elif shape.kind == "anything":
        yield from _anything(was, now, shape, hops)
    elif was is None or now is None:
        yield Difference(hops, "added" if was is None else "removed", was, now, shape)
    elif shape.kind == "translated":
        if not same_text(was, now):
            yield Difference(hops, "changed", was, now, shape)
    elif shape.model is not None and not issubclass(shape.model, WHOLE):
        yield from _fields(was, now, hops)
    else:
        yield Difference(hops, "changed", was, now, shape)


def _list(was: Any, now: Any, shape: Shape, hops: tuple[Hop, ...]) -> Iterator[Difference]:
    item = shape.item
    assert item is not None
    if not was and not now:  # an answer that there is none, or its withdrawal
        yield Difference(hops, "added" if was is None else "removed", was, now, shape)
        return
    was, now = was or (), now or ()
    if item.kind not in {"record", "translated"}:
        if Counter(was) != Counter(now):
            yield Difference(hops, "items", was, now, shape)
        else:
            yield from _order(was, now, shape, hops)
        return
    matched = match(was, now)
    for old in matched.removed:
        yield Difference(_at(hops, old), "removed", old, None, item)
    for old, new in matched.changed:
        yield from _value(old, new, item, _at(hops, old))
    for new in matched.added:
        yield Difference(_at(hops, new), "added", None, new, item)
    if not matched.removed and not matched.added and not matched.changed:
        yield from _order(was, now, shape, hops)


def _order(was: Any, now: Any, shape: Shape, hops: tuple[Hop, ...]) -> Iterator[Difference]:
    difference = Difference(hops, "order", was, now, shape)
    if difference.place in ORDERED and tuple(was) != tuple(now):
        yield difference


def _mapping(was: dict[str, Any], now: dict[str, Any], item: Shape, hops: tuple[Hop, ...]) -> Iterator[Difference]:
    for key in dict.fromkeys([*was, *now]):
        old, new = was.get(key), now.get(key)
        if old != new:
            yield from _value(old, new, item, _under(hops, key))


def _anything(was: Any, now: Any, shape: Shape, hops: tuple[Hop, ...]) -> Iterator[Difference]:
    """Compare data of a programme's own: key by key where both are mappings, else as a whole."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*was, *now]):
            if was.get(key) != now.get(key) or (key in was) != (key in now):
                yield from _anything(was.get(key), now.get(key), shape, _under(hops, str(key)))
    elif was is None or now is None:
        yield Difference(hops, "added" if was is None else "removed", was, now, shape)
    else:
        yield Difference(hops, "changed", was, now, shape)


def _at(hops: tuple[Hop, ...], item: Any) -> tuple[Hop, ...]:
    return (*hops[:-1], Hop(hops[-1].model, hops[-1].key, item))


def _under(hops: tuple[Hop, ...], key: str) -> tuple[Hop, ...]:
    """Return the way to what ``key`` of a mapping holds; in a mapping of mappings the keys follow one another."""
    last = hops[-1]
    hop = Hop(last.model, last.key, at=key)
    return (*hops, hop) if last.at is not None else (*hops[:-1], hop)
