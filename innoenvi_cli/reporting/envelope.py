"""The JSON that scripts read: a versioned envelope around the data of one result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.reporting.cleaning import whole

if TYPE_CHECKING:
    from innoenvi_cli.errors import InnoenviError
    from innoenvi_cli.i18n import Language

SCHEMA_VERSION: Final = 1


def envelope(kind: str, data: dict[str, Any]) -> str:
    """Return ``{"schema_version": 1, "kind": …, "data": …}`` with sorted keys and a newline at the end."""
    return as_json({"schema_version": SCHEMA_VERSION, "kind": kind, "data": data})


def error_envelope(error: InnoenviError, language: Language) -> str:
    """Return the envelope of a command that could not go on."""
    return failure_envelope(error.code, error.text.render(language), error.hint.render(language))


def failure_envelope(code: str, message: str, hint: str) -> str:
    """Return the envelope of a failure in plain words."""
    return envelope("error", {"code": code, "message": message, "hint": hint})


def as_json(value: object) -> str:
    """Return ``value`` as JSON that any encoder can write, keys sorted."""
    return whole(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"
