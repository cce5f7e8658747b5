"""Digests of the fields that a criterion was judged on: what makes a passed gate suspect when it changes."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from innoenvi_cli.model.base import Translated, in_language
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pydantic import BaseModel

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Record

DIGEST_BYTES = 8
ABSENT = "absent"


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
    kind, _, record_id = address.partition("/")
    if not record_id:
        name = "record" if kind == "minicluster" else BY_SINGULAR[kind].plural.replace("-", "_")
        found: Record | None = getattr(view.cluster, name)
        return found
    held: Mapping[str, Record] = getattr(view.cluster, BY_PLURAL[kind].plural)
    if record_id in held:
        return held[record_id]
    if kind in {"events", "organs"}:
        shared: Mapping[str, Record] = getattr(view.project, kind)
        return shared.get(record_id)
    return None


def _pick(record: Record, field: str, as_of: date) -> Any:
    present_only = field.endswith("?")
    return _follow(record, tuple(field.removesuffix("?").split(".")), as_of, present_only=present_only)


def _follow(value: Any, names: tuple[str, ...], as_of: date, *, present_only: bool) -> Any:
    """Return what stands at the end of ``names``: through lists item by item, after ``@`` only those dated by as-of."""
    if isinstance(value, tuple) and names:
        return [_follow(item, names, as_of, present_only=present_only) for item in value]
    if value is None or not names:
        return _is_set(value) if present_only else _plain(value)
    name = names[0].removesuffix("@")
    held = getattr(value, _attribute(value.__class__, name))
    if names[0].endswith("@"):
        held = tuple(item for item in held or () if item.date <= as_of)
    return _follow(held, names[1:], as_of, present_only=present_only)


@cache
def _attribute(model: type[BaseModel], key: str) -> str:
    return next((name for name, info in model.model_fields.items() if info.alias == key), key)


def _is_set(value: Any) -> bool:
    if isinstance(value, (str, Translated)):
        return bool(in_language(value, "fi"))
    if isinstance(value, tuple):
        return any(_is_set(item) for item in value)
    return value is not None


def _plain(value: Any) -> Any:
    """Return what the user set; defaults are left out, so that a new optional field changes no digest."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
