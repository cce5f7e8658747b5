"""Edits a value in the text of a YAML file and leaves every other byte as it was.

The text is spliced at the places the parser names, and then parsed again: unless exactly the intended value differs,
the edit is refused. Comments, quotes, indents, newlines and the order of keys are people's and stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.store.edits import Editor, LayoutError, spliced
from innoenvi_cli.store.nodes import parse
from innoenvi_cli.store.reader import read
from innoenvi_cli.store.registers import REGISTER_MEBIBYTES
from innoenvi_cli.store.rendering import on_one_line, plain_data

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.store.reader import Document
    from innoenvi_cli.store.scalars import Value

Path: TypeAlias = "tuple[str | int, ...]"
_ABSENT: Final = object()
_BOM: Final = "\ufeff"


class SpliceError(RefusedError):
    """A text cannot be edited without touching more than was asked for."""

    code = "cannot-edit"

    def __init__(self, file: str, reason: Message) -> None:
        super().__init__(
            message(N_("{file} cannot be edited safely: {reason}"), file=file, reason=reason),
            message(N_("make the change by hand; nothing was written")),
        )


def set_value(text: str, path: Path, value: Value, *, file: str = "-") -> str:
    """Return ``text`` with ``value`` at ``path`` (keys and list indexes), in the quotes that stood there.

    A missing key goes behind its last sibling, missing mappings on the way are made. ``file`` names the text in errors.

    Raises:
        SpliceError: the text is not sound, or more than the value would change.
    """
    return _edited(text, path, value, file, append=False)


def append_item(text: str, path: Path, item: Value, *, file: str = "-") -> str:
    """Return ``text`` with ``item`` behind the last item of the list at ``path``, which is made where it is missing.

    Raises:
        SpliceError: as ``set_value``, or ``path`` holds something else than a list.
    """
    return _edited(text, path, item, file, append=True)


def _edited(text: str, path: Path, value: Value, file: str, *, append: bool) -> str:
    bom, body, data = _sound(text, file)
    if not path:
        raise SpliceError(file, message(N_("no key was given")))
    wanted = plain_data(value)
    present = _value_at(data, path)
    if append:
        if present is not _ABSENT and not isinstance(present, list):
            raise SpliceError(file, message(N_("'{key}' is not a list"), key=_shown(path)))
        path = (*path, len(present) if isinstance(present, list) else 0)
    elif present is not _ABSENT and present == wanted:
        return text
    if wanted is None:
        raise SpliceError(file, message(N_("'{key}' would be without a value"), key=_shown(path)))
    expected = _with(data, path, wanted, file)
    editor, root = Editor(body), parse(body)
    try:
        after = spliced(body, editor.put(root, path, value))
        if _read(after, file).data != expected:  # a block text can swallow the comment behind it: then on one line
            after = spliced(body, editor.put(root, path, on_one_line(value)))
    except LayoutError as error:
        raise SpliceError(file, error.reason) from None
    return bom + _verified(after, expected, file)


# The data before and after -------------------------------------------------------------------------------------------


def _sound(text: str, file: str) -> tuple[str, str, Any]:
    """Return the byte order mark, the text without it, and what the text says."""
    body = text.removeprefix(_BOM)
    document = _read(body, file)
    if document.findings:
        raise SpliceError(file, document.findings[0].message)
    if document.data is not None and not isinstance(document.data, (dict, list)):
        raise SpliceError(file, message(N_("it holds no keys")))
    return text[: len(text) - len(body)], body, document.data


def _verified(text: str, expected: object, file: str) -> str:
    document = _read(text, file)
    if document.findings:
        raise SpliceError(file, document.findings[0].message)
    if document.data != expected:
        raise SpliceError(file, message(N_("the file is laid out so that more than this value would change")))
    return text


def _read(text: str, file: str) -> Document:
    """Read what is edited: whoever had it read before knows how large it may be."""
    return read(text, file, mebibytes=REGISTER_MEBIBYTES)


def _value_at(data: Any, path: Path) -> Any:
    for step in path:
        is_there = step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        if not is_there:
            return _ABSENT
        data = data[step]
    return data


def _with(data: Any, path: Path, wanted: Any, file: str) -> Any:
    """Return a copy of ``data`` with ``wanted`` at ``path``; only the way to it is copied."""
    if not path:
        return wanted
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = [] if data is None else data
        if not isinstance(items, list) or step > len(items) or step < 0:
            raise SpliceError(file, message(N_("there is no item {number} in the list"), number=step))
        inner = _with(items[step] if step < len(items) else None, rest, wanted, file)
        return [*items[:step], inner, *items[step + 1 :]]
    mapping = {} if data is None else data
    if not isinstance(mapping, dict):
        raise SpliceError(file, message(N_("'{key}' stands below something that has no keys"), key=step))
    return {**mapping, step: _with(mapping.get(step), rest, wanted, file)}


def _shown(path: Path) -> str:
    return ".".join(str(step) for step in path)
