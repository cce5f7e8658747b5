"""The JSON that scripts read: a versioned envelope around the data of one result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.reporting.cleaning import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_VERSION: Final = 1


def envelope(kind: str, data: dict[str, Any]) -> str:
    """Return ``{"schema_version": 1, "kind": …, "data": …}`` with sorted keys and a newline at the end."""
    return as_json({"schema_version": SCHEMA_VERSION, "kind": kind, "data": data})


def failure_envelope(
    code: str, message: str, hint: str, *, rule: str = "", place: Mapping[str, object] | None = None
) -> str:
    """Return the envelope of a failure in plain words; ``rule`` is what it breaks, ``place`` where."""
    known = {"rule": rule, "place": dict(place or {})} if rule else {}
    return envelope("error", {"code": code, "message": message, "hint": hint, **known})


def as_json(value: object) -> str:
    r"""Return ``value`` as JSON that any encoder can write and any log can hold, keys sorted.

    What is hidden, and what a CI job would take for a command, is written as ``\u…``: whoever parses it has it back.
    """
    return escaped(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True), _escape) + "\n"


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1] if character > "\x7f" else f"\\u{ord(character):04x}"
