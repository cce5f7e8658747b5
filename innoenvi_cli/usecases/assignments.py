"""What somebody gives for a record on the command line, as the data of a file: ``size.year=2025``, ``roles=core``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from innoenvi_cli.errors import UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.shapes import keys_of, shape_at
from innoenvi_cli.store.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.shapes import Shape

    Path = tuple[str | int, ...]


def data_of(model: type[Record], assignments: Iterable[str]) -> dict[str, Any]:
    """Return the data that ``key=value`` texts give for a ``model``.

    A key is a path of keys and, into lists, indexes from 0. A list takes one value, the key again for each further one,
    or all in brackets; a record takes braces, as in YAML. Keys that the model does not know stay in the data.

    Raises:
        UsageError: a text is no assignment, a value is given twice or is not YAML, an index leaves a gap.
    """
    data: dict[str, Any] = {}
    for assignment in assignments:
        key, sign, value = assignment.partition("=")
        if not sign or not key.strip():
            raise UsageError(
                message(N_("'{text}' is not key=value"), text=assignment),
                message(N_("write for example --set name='Hydros Oy' --set size.year=2025")),
            )
        if value.strip():
            path = _path(model, key.strip())
            _put(data, path, _value(shape_at(model, path), value.strip(), key), shape_at(model, path), key)
    return data


def _path(model: type[Record], key: str) -> Path:
    path: Path = ()
    for step in key.split("."):
        shape = shape_at(model, path)
        is_index = shape is not None and shape.kind == "list" and step.isascii() and step.isdigit()
        path = (*path, int(step) if is_index else step)
    return path


def _value(shape: Shape | None, text: str, key: str) -> Any:
    """Return ``text`` as data: text itself, or what brackets and braces hold where the field can hold that."""
    if shape is None or shape.kind in {"text", "choice", "date", "integer", "number", "flag"}:
        return text
    if shape.kind == "list" and not text.startswith("["):
        return [_value(shape.item, text, key)]
    if not text.startswith(("[", "{")):
        return text
    document = read(f"value: {text}\n", "--set")
    data = document.data.get("value") if isinstance(document.data, dict) else None
    if shape.kind == "translated" and not (isinstance(data, dict) and data and set(data) <= set(keys_of(shape))):
        return text
    if document.findings:
        raise UsageError(
            message(N_("the value of '{key}' is not YAML: {reason}"), key=key, reason=document.findings[0].message),
            message(N_("write lists as [a, b] and records as {key: value}")),
        )
    return data


def _put(data: dict[str, Any], path: Path, value: Any, shape: Shape | None, key: str) -> None:
    holder: Any = data
    for step, following in pairwise(path):
        holder = _step_into(holder, step, [] if isinstance(following, int) else {}, key)
    last = path[-1]
    present = _present(holder, last)
    if present is None:
        _step_into(holder, last, value, key)
    elif shape is not None and shape.kind == "list" and isinstance(present, list) and isinstance(value, list):
        present.extend(value)
    else:
        raise _twice(key)


def _present(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    return holder[step] if isinstance(step, int) and step < len(holder) else None


def _step_into(holder: Any, step: str | int, new: Any, key: str) -> Any:
    """Return what ``holder`` has at ``step``, putting ``new`` there first where it has nothing."""
    present = _present(holder, step)
    if present is not None:
        if not isinstance(present, (dict, list)):
            raise _twice(key)
        return present
    if isinstance(holder, dict):
        holder[step] = new
    elif step == len(holder):
        holder.append(new)
    else:
        raise UsageError(
            message(N_("'{key}' leaves a gap in the list"), key=key),
            message(N_("count the items from 0 and leave none out")),
        )
    return new


def _twice(key: str) -> UsageError:
    return UsageError(message(N_("'{key}' is given twice"), key=key), message(N_("give it once")))
