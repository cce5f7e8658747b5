"""Shows the keys of a kind of record: what each means, which are needed, what stands in them, where the file lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, message, translate, verbatim
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.model.vocabulary import VOCABULARIES
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.model.shapes import FieldShape, Shape
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.addable_kinds import Addable

_INDENT: Final = "  "
_NAME: Final = "NAME"
_MANY_WORDS: Final = 30
"""More words than this (the countries) are not listed: the meaning of the key says where they come from."""
_FORMS: Final = {
    "translated": N_("a text, or texts under fi and en"),
    "date": N_("a date as YYYY-MM-DD"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "flag": N_("true or false"),
    "anything": N_("keys of your own"),
}
_MAKERS: Final = {
    "innoenvi": "innoenvi init",
    "minicluster": "innoenvi new MINICLUSTER",
    "phases": "innoenvi advance MINICLUSTER",
}


def show_keys(what: Addable, screen: Screen) -> None:
    """Write the keys of ``what``, those of its parts indented below theirs."""
    command = _command(what)
    rows = [
        row(message(N_("lies in")), *(_place(what, path) for path in _paths(what))),
        row(message(N_("made by")), command),
        *_rows(fields_of(what.model), "", screen.language, by_file=not what.kind.single),
    ]
    title = message(N_("{kind}: the keys of the record ({label})"), kind=what.word, label=message(what.label))
    show_sheet(screen, title, rows)


def keys_data(what: Addable, language: Language) -> dict[str, Any]:
    """Return what the JSON form says of ``what``; ``keys`` of a key are those of its parts."""
    return {
        "name": what.word,
        "label": translate(what.label, language),
        "files": list(_paths(what)),
        "list": what.list_key,
        "command": _command(what) or None,
        "keys": [
            _key_data(field, language, by_file=_is_by_file(field, by_file=not what.kind.single))
            for field in fields_of(what.model)
        ],
    }


def _paths(what: Addable) -> tuple[str, ...]:
    """Return where a record of the kind may lie: a file of its own, or a list file; at the programme where it can."""
    kind = what.kind
    own = (kind.file_name,) if kind.single else (f"{kind.plural}/ID.yaml", kind.file_name)
    scopes = ("MINICLUSTER/",) * kind.in_minicluster + ("",) * kind.at_programme
    return tuple(f"{scope}{path}" for scope in scopes for path in own)


def _place(what: Addable, path: str) -> Message:
    key = what.list_key or ("" if what.kind.single or path.endswith("/ID.yaml") else what.kind.plural)
    return message(N_("{path}, in the list {key}"), path=path, key=key) if key else verbatim(path)


def _command(what: Addable) -> str:
    if what.word in _MAKERS:
        return _MAKERS[what.word]
    return f"innoenvi add {what.word} MINICLUSTER" if what.kind.in_minicluster else ""


def _is_by_file(field: FieldShape, *, by_file: bool) -> bool:
    """Tell whether ``field`` is the id of a record that the name of a file of its own says already."""
    return by_file and field.key == "id"


# Rows of the sheet ---------------------------------------------------------------------------------------------------


def _rows(fields: Iterable[FieldShape], indent: str, language: Language, *, by_file: bool = False) -> Iterator[Row]:
    for field in fields:
        said, form = message(field.description), _form(field.shape, language)
        if _is_by_file(field, by_file=by_file):
            said = message(N_("{meaning} (required in a list; a file of its own is named by it)"), meaning=said)
        elif field.required:
            said = message(N_("{meaning} (required)"), meaning=said)
        text = message(N_("{meaning} — {form}"), meaning=said, form=form) if form is not None else said
        yield row(f"{indent}{field.key}", text)
        yield from _inside(field.shape, f"{indent}{_INDENT}", language)


def _inside(shape: Shape, indent: str, language: Language) -> Iterator[Row]:
    """Yield the rows of the parts of ``shape``; the first of a list's item stands behind the dash, as in YAML."""
    if shape.kind == "list" and shape.item is not None:
        for index, item in enumerate(_inside(shape.item, "", language)):
            yield row(f"{indent}{_INDENT if index else '- '}{item.label}", *item.texts)
    elif shape.kind == "mapping" and shape.item is not None:
        named = shape.key.reference if shape.key is not None else None
        name = message(N_("an id from {namespace}"), namespace=named) if named else message(N_("a name"))
        form = _form(shape.item, language)
        text = message(N_("{meaning} — {form}"), meaning=name, form=form) if form is not None else name
        yield row(f"{indent}{_NAME}", text)
        yield from _inside(shape.item, f"{indent}{_INDENT}", language)
    elif shape.model is not None:
        yield from _rows(fields_of(shape.model), indent, language)


def _form(shape: Shape, language: Language) -> Message | None:
    """Say what a value is; ``None`` for plain text and for a part with keys of its own."""
    if shape.kind == "choice":
        words = tuple(_word(word, said) for word, said in _labels(shape, language))
        return message(N_("one of: {words}"), words=words) if words else None
    if shape.reference is not None:
        return message(N_("an id from {namespace}"), namespace=shape.reference)
    if shape.kind == "list":
        item = _form(shape.item, language) if shape.item is not None else None
        return message(N_("a list: {form}"), form=item) if item is not None else message(N_("a list"))
    if shape.minimum is not None and shape.maximum is not None:
        return message(N_("a number from {low} to {high}"), low=f"{shape.minimum:g}", high=f"{shape.maximum:g}")
    return message(_FORMS[shape.kind]) if shape.kind in _FORMS else None


def _labels(shape: Shape, language: Language) -> list[tuple[str, str]]:
    """Return the words of a choice with what each is called, from the vocabulary that holds exactly these words."""
    if len(shape.choices) > _MANY_WORDS:
        return []
    held = next((words for words in VOCABULARIES.values() if tuple(words) == shape.choices), None)
    return [(word, held[word].render(language) if held is not None else word) for word in shape.choices]


def _word(word: str, said: str) -> Message:
    return verbatim(word) if said == word else message(N_("{word} ({label})"), word=word, label=said)


# JSON ----------------------------------------------------------------------------------------------------------------


def _key_data(field: FieldShape, language: Language, *, by_file: bool = False) -> dict[str, Any]:
    """Return a key; ``type`` is that of the value, or of each item where ``many`` says ``list`` or ``mapping``."""
    shape, many = field.shape, None
    if shape.kind in {"list", "mapping"} and shape.item is not None:
        many, shape = shape.kind, shape.item
    return {
        "key": field.key,
        "meaning": translate(field.description, language),
        "required": field.required and not by_file,
        "many": many,
        "type": shape.kind,
        "words": [{"word": word, "label": said} for word, said in _labels(shape, language)],
        "names": shape.reference,
        "keys": [_key_data(item, language) for item in (fields_of(shape.model) if shape.model is not None else ())],
    }
