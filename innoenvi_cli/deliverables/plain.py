"""Plain data: what templates get, and what the digest of a deliverable is taken of."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from innoenvi_cli.model.base import Record, Translated

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.words import Words

Plain: TypeAlias = "str | int | float | bool | list[Any] | dict[str, Any] | None"
Row: TypeAlias = "dict[str, Any]"


def plain_record(record: Record, words: Words) -> Row:
    """Return ``record`` as plain data by the keys of its file: texts in one language, days as ISO text."""
    fields = type(record).model_fields
    return {info.alias or name: plain_value(getattr(record, name), words) for name, info in fields.items()}


def plain_value(value: object, words: Words) -> Plain:
    """Return ``value`` of a record as plain data.

    Raises:
        TypeError: it is of a type that records do not have.
    """
    plain: Plain
    match value:
        case None | str() | bool() | int() | float():
            plain = value
        case Translated():
            plain = words.text(value)
        case Record():
            plain = plain_record(value, words)
        case date():
            plain = value.isoformat()
        case Decimal():
            plain = plain_number(value)
        case tuple() | list():
            plain = [plain_value(item, words) for item in value]
        case dict():
            plain = {str(key): plain_value(item, words) for key, item in value.items()}
        case _:
            raise TypeError(type(value).__name__)
    return plain


def plain_number(value: Decimal | float | None, *, decimals: int = 6) -> int | float | None:
    """Return a figure for a workbook: whole where it is whole; spreadsheets compute in floats anyway."""
    if value is None:
        return None
    rounded = round(float(value), decimals)
    return int(rounded) if rounded == int(rounded) else rounded


def refuse_objects(value: object, path: str = "context") -> None:
    """Make sure that a template gets nothing but plain data: methods of objects are how sandboxes are left.

    Raises:
        TypeError: there is something else at the path that it names.
    """
    if value is None or type(value) in {str, int, float, bool}:
        return
    if type(value) is list:
        for index, item in enumerate(value):
            refuse_objects(item, f"{path}[{index}]")
    elif type(value) is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise TypeError(f"{path}: {type(key).__name__}")
            refuse_objects(item, f"{path}.{key}")
    else:
        raise TypeError(f"{path}: {type(value).__name__}")


def digest_of(context: Row) -> str:
    """Return the digest of what is rendered: blake2b of its canonical JSON, 32 hexadecimal digits."""
    canonical = json.dumps(context, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
