"""Writes the text of new files: a record with what is known of it, or a starter that shows every key there is."""

from __future__ import annotations

import re
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, message, translate
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.store.plain_records import plain_record
from innoenvi_cli.store.scalars import can_be_block, is_misread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruamel.yaml import YAML

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.model.shapes import FieldShape, Shape

SCHEMA_FOLDER: Final = ".innoenvi/schemas"
_REQUIRED: Final = N_("required")
_NO_FOLDING: Final = 10**6
_UNSAFE_IN_COMMENTS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def schema_path(path: str, schema_name: str) -> str:
    """Return the way from the file at ``path`` (relative to the programme) to the schema ``schema_name``."""
    return "../" * path.count("/") + f"{SCHEMA_FOLDER}/{schema_name}"


def typed_values(model: type[Record], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of ``data`` by the types of their fields, in the order of the model.

    Raises:
        pydantic.ValidationError: ``data`` does not make a sound record.
    """
    record = model.model_validate(data)
    values = record.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    if model is Programme:
        values["format"] = int(values["format"])  # a word of the method, but nobody quotes it
    return values


def record_text(kind: Kind, data: Mapping[str, Any], *, schema_path: str) -> str:
    """Return the file of a new record: the schema's line, then what ``data`` holds in the order of the model.

    Raises:
        pydantic.ValidationError: ``data`` does not make a sound record.
    """
    return f"{_schema_line(schema_path)}\n{_dump(typed_values(kind.model, data))}"


def starter_text(kind: Kind, data: Mapping[str, Any], *, schema_path: str, language: Language) -> str:
    """Return a file that shows every key of ``kind``: those in ``data`` filled, the others as comments.

    What explains begins with ``##``; every other comment is YAML once its ``# `` is gone.
    Where ``data`` is empty, the first list stands there empty: a file of comments alone would hold no record.

    Raises:
        pydantic.ValidationError: ``data`` does not make a sound record.
    """
    values = typed_values(kind.model, data)
    fields = fields_of(kind.model)
    if not values:
        values = {next(field.key for field in fields if field.shape.kind == "list"): []}
    intro = message(
        N_("{label}: every key there is. Take the '#' away from what you fill in."),
        label=message(kind.label),
    ).render(language)
    lines = [_schema_line(schema_path), f"## {intro[:1].upper()}{intro[1:]}"]
    for field in fields:
        lines += ["", f"## {_said(field, language)}"]
        if field.key in values:
            lines += _dump({field.key: values[field.key]}).splitlines()
        else:
            lines += [f"# {line}" for line in _example(field, language)]
    return "\n".join(lines) + "\n"


def _schema_line(path: str) -> str:
    return f"# yaml-language-server: $schema={path}"


def _said(field: FieldShape, language: Language) -> str:
    said = _UNSAFE_IN_COMMENTS.sub(" ", translate(field.description, language))
    return f"{said} ({translate(_REQUIRED, language)})" if field.required else said


# Examples of keys ----------------------------------------------------------------------------------------------------


def _example(field: FieldShape, language: Language) -> Iterator[str]:
    """Yield the lines that show an empty ``field``; without their comment signs they are YAML."""
    yield from _example_of(field.key, field.shape, "", language)


def _example_of(key: str, shape: Shape, said: str, language: Language) -> Iterator[str]:
    behind = f"  # {said}" if said else ""
    if shape.kind == "list" and shape.item is not None and shape.item.kind == "record":
        yield f"{key}:{behind}"
        for index, line in enumerate(_inner(shape.item, language)):
            yield ("  - " if index == 0 else "    ") + line
    elif shape.kind == "list":
        yield f"{key}: []{behind}"
    elif shape.kind in {"mapping", "anything"}:
        yield f"{key}: {{}}{behind}"
    elif shape.kind == "record":
        yield f"{key}:{behind}"
        for line in _inner(shape, language):
            yield f"  {line}"
    elif shape.kind == "translated":
        yield f"{key}:{behind}"
        yield from ("  fi:", "  en:")
    else:
        yield f"{key}:{behind}"


def _inner(shape: Shape, language: Language) -> Iterator[str]:
    if shape.model is not None:
        for field in fields_of(shape.model):
            yield from _example_of(field.key, field.shape, _said(field, language), language)


# Writing with ruamel -------------------------------------------------------------------------------------------------


def _dump(values: Mapping[str, Any]) -> str:
    simple = plain_record(values)
    if simple is not None:
        return simple
    stream = StringIO()
    _writer().dump(_styled(values), stream)
    return stream.getvalue()


def _writer() -> YAML:
    from ruamel.yaml import YAML  # noqa: PLC0415 - a third of the start-up, and most commands write no new file

    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = _NO_FOLDING
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.representer.add_representer(Decimal, _represent_decimal)
    return writer


def _represent_decimal(representer: Any, value: Decimal) -> Any:
    text = format(value, "f")
    return representer.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _styled(value: Any) -> Any:
    """Return ``value`` with its texts marked by how they must be written."""
    from ruamel.yaml.scalarstring import (  # noqa: PLC0415 - as above
        DoubleQuotedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    if isinstance(value, dict):
        return {_styled(key): _styled(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_styled(item) for item in value]
    if not isinstance(value, str):
        return value
    if "\n" in value:
        return LiteralScalarString(value) if can_be_block(value) else DoubleQuotedScalarString(value)
    return SingleQuotedScalarString(value) if is_misread(value) else value
