"""The JSON that scripts read: a versioned envelope around the data of one result."""

from __future__ import annotations

import json
from typing import Any, Final

from innoenvi_cli.reporting.cleaning import whole

SCHEMA_VERSION: Final = 1


def envelope(kind: str, data: dict[str, Any]) -> str:
    """Return ``{"schema_version": 1, "kind": …, "data": …}`` with sorted keys and a newline at the end."""
    return as_json({"schema_version": SCHEMA_VERSION, "kind": kind, "data": data})


def failure_envelope(code: str, message: str, hint: str) -> str:
    """Return the envelope of a failure in plain words."""
    return envelope("error", {"code": code, "message": message, "hint": hint})


def as_json(value: object) -> str:
    """Return ``value`` as JSON that any encoder can write, keys sorted."""
    return whole(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"
