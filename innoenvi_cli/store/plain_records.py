"""Writes simple records as YAML without the library that knows all of it: a register makes thousands of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.store.scalars import is_misread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Texts that stand as they are whatever follows them; a record with any other is left to the library.
_SIMPLE: Final = re.compile(
    r"(?:https?://)?[A-Za-zÀ-ÖØ-öø-ÿ](?:[0-9A-Za-zÀ-ÖØ-öø-ÿ'()./+&_-]| (?! |$))*\Z|[0-9]{7}-[0-9]\Z"
)
_WORD: Final = re.compile(r"[0-9A-Za-z.+_-]+\Z")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*\Z")


def plain_record(values: Mapping[str, Any]) -> str | None:
    """Return ``values`` as block YAML, the same that ruamel writes, or ``None`` where something in it is not simple."""
    lines: list[str] = []
    for line in _lines(values, ""):
        if line is None:
            return None
        lines.append(line)
    return "".join(lines)


def _lines(values: Mapping[str, Any], indent: str) -> Iterator[str | None]:
    for key, value in values.items():
        scalar = _scalar(value)
        if not _KEY.match(key) or is_misread(key):
            yield None
        elif scalar is not None:
            yield f"{indent}{key}: {scalar}\n"
        elif isinstance(value, dict) and value and not indent:
            yield f"{key}:\n"
            yield from _lines(value, "  ")
        elif isinstance(value, (list, tuple)) and value and not indent:
            items = [_scalar(item) for item in value]
            yield None if None in items else f"{key}:\n" + "".join(f"  - {item}\n" for item in items)
        else:
            yield None


def _scalar(value: object) -> str | None:
    if type(value) is str:
        if is_misread(value):
            return f"'{value}'" if _WORD.match(value) else None
        return value if _SIMPLE.match(value) else None
    if type(value) is int:
        return str(value)
    if type(value) is Decimal and value.is_finite():
        return format(value, "f")
    return None
