"""Digests of the fields that a criterion was judged on: what makes a passed gate suspect when it changes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from innoenvi_cli.method.metrics import BY_NAME
from innoenvi_cli.model.base import Translated, is_filled
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR
from innoenvi_cli.model.project import field_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Record

DIGEST_BYTES = 8
ABSENT = "absent"


def digests(view: View, judged: Iterable[str]) -> dict[str, str]:
    """Return the digest of each ``metric:address``, over the fields that the metric declares."""
    found = {}
    for key in judged:
        metric, _, address = key.partition(":")
        if metric in BY_NAME:
            found[key] = digest_at(view, address, BY_NAME[metric].reads)
    return found


def digest_at(view: View, address: str, reads: Mapping[str, tuple[str, ...]]) -> str:
    """Return the digest of the record at ``address``, over the fields that ``reads`` names for its kind."""
    record = record_at(view, address)
    if record is None:
        return ABSENT
    fields = reads.get(address.partition("/")[0], ())
    return digest_of(record, fields, view.as_of)


def digest_of(record: Record, fields: tuple[str, ...], as_of: date) -> str:
    """Return the digest of ``fields`` of ``record``: user-set values only, dated items only up to ``as_of``."""
    picked = {field: _pick(record, field, as_of) for field in fields}
    canonical = json.dumps(picked, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return blake2b(canonical.encode(), digest_size=DIGEST_BYTES).hexdigest()


def record_at(view: View, address: str) -> Record | None:
    """Return the record at ``address`` in the minicluster, or in the programme for events, organs and itself."""
    if address == "innoenvi":
        return view.project.programme
    name, _, record_id = address.partition("/")
    kind = BY_PLURAL.get(name) if record_id else BY_SINGULAR.get(name)
    if kind is None or not kind.in_minicluster or kind.single == bool(record_id):
        return None
    held = getattr(view.cluster, field_of(kind.singular))
    if kind.single:
        single: Record | None = held
        return single
    shared: Mapping[str, Record] = getattr(view.project, kind.plural) if kind.at_programme else {}
    found: Record | None = held.get(record_id) or shared.get(record_id)
    return found


def _pick(record: Record, field: str, as_of: date) -> Any:
    present_only = field.endswith("?")
    return _follow(record, tuple(field.removesuffix("?").split(".")), as_of, present_only=present_only)


def _follow(value: Any, names: tuple[str, ...], as_of: date, *, present_only: bool) -> Any:
    """Return what stands at the end of ``names``, through lists item by item; what ``@`` marks only as of the day."""
    if isinstance(value, tuple) and names:
        return [_follow(item, names, as_of, present_only=present_only) for item in value]
    if value is None or not names:
        return _is_set(value) if present_only else _plain(value)
    name, dated, day = names[0].partition("@")
    held = getattr(value, _attribute(value.__class__, name))
    if dated:
        held = _by(held, day or "date", as_of)
    return _follow(held, names[1:], as_of, present_only=present_only)


def _by(held: Any, day: str, as_of: date) -> Any:
    """Return what of ``held`` was there on the day: a date, a part with a date, the items of a list."""
    if isinstance(held, tuple):
        return tuple(item for item in held if getattr(item, day) <= as_of)
    if held is None:
        return None
    when = held if isinstance(held, date) else getattr(held, day)
    return held if when <= as_of else None


@cache
def _attribute(model: type[BaseModel], key: str) -> str:
    return next((name for name, info in model.model_fields.items() if info.alias == key), key)


def _is_set(value: Any) -> bool:
    if isinstance(value, (str, Translated)):
        return is_filled(value)
    if isinstance(value, tuple):
        return any(_is_set(item) for item in value)
    return value is not None


def _plain(value: Any) -> Any:
    """Return what the user set; defaults are left out, so that a new optional field changes no digest."""
    if hasattr(value, "model_dump"):
        return _plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value
