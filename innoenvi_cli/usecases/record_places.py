"""Where a new record goes: a file of its own, the list file there is, a single file, or the minicluster's own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import ValidationError

from innoenvi_cli.errors import AlreadyExistsError, CannotReadError, RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.project import field_of
from innoenvi_cli.model.slugs import free_slug, slug_of
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.new_files import record_text, schema_path, starter_text, typed_values
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.presence import is_there
from innoenvi_cli.store.reader import decode, read
from innoenvi_cli.store.registers import register_mebibytes
from innoenvi_cli.store.splice import append_item, set_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.store.loader import Loaded
    from innoenvi_cli.usecases.addable_kinds import Addable

_NAMED_BY: Final = ("name", "title", "rater", "statement", "member", "country")
"""What an id is made of where none is given, the first that there is."""


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A place for new data. ``path`` is relative to the programme, ``before`` what the file holds now.

    ``whole`` is the record as it would be, ``given`` the part of it that is new. ``inside`` leads from the root of the
    file to the record in it.
    """

    kind: Addable
    form: Literal["file", "list", "single", "part"]
    path: str
    id: str
    before: bytes | None
    given: Mapping[str, Any]
    whole: dict[str, Any]
    inside: tuple[str | int, ...] = ()

    def change(self, language: Language) -> Change:
        """Return the change that puts sound data there.

        Raises:
            SpliceError: the file is laid out so that nothing can be added safely.
        """
        return Change(self.path, self.before, self._text(language).encode())

    def _text(self, language: Language) -> str:
        kind = self.kind.kind
        way = schema_path(self.path, kind.schema_name)
        if self.form == "file":
            return record_text(kind, self.whole, schema_path=way)
        if self.before is None:
            return starter_text(kind, self.whole, schema_path=way, language=language)
        text = self.before.decode()
        values = typed_values(self.kind.model, self.whole)
        if self.form == "single":
            for key in (key for key in values if key in self.given):
                text = set_value(text, (key,), values[key], file=self.path)
            return text
        return append_item(text, (self.kind.list_key or kind.plural,), values, file=self.path)


def place_for(loaded: Loaded, kind: Addable, minicluster: str, data: dict[str, Any]) -> RecordPlace:
    """Return the place of the record that ``data`` makes; an id that is not given is made of its name.

    Raises:
        AlreadyExistsError: there is a record of that id, or a key of a single file has a value already.
        RefusedError: the file it belongs into is broken, or no id can be made of the name.
    """
    prefix = f"{minicluster}/" if minicluster else ""
    if kind.is_single:
        return _single(loaded, kind, minicluster, f"{prefix}{kind.kind.file_name}", data)
    if kind.list_key is not None:
        return _part(loaded, kind, minicluster, kind.list_key, data)
    return _record(loaded, kind, minicluster, prefix, data)


def _record(loaded: Loaded, kind: Addable, minicluster: str, prefix: str, data: dict[str, Any]) -> RecordPlace:
    plural, list_path = kind.kind.plural, f"{prefix}{kind.kind.file_name}"
    folder = loaded.root / prefix / plural
    broken = loaded.project.miniclusters[minicluster].broken if minicluster else loaded.project.broken
    if f"{plural}/*" in broken:
        raise _broken(list_path)
    taken = _taken(loaded, kind, minicluster)
    if folder.is_dir() and not folder.is_symlink():
        taken |= {entry.name.removesuffix(".yaml") for entry in folder.iterdir()}
    record_id = _id(data, taken, f"{prefix}{plural}")
    _refuse_the_same(kind, _held(loaded, kind, minicluster), record_id, data, f"{prefix}{plural}")
    whole = {"id": record_id, **data} if record_id else data
    if is_there(loaded.root / list_path) and not is_there(folder):
        mebibytes = register_mebibytes(loaded.project.programme)
        before = _bytes(loaded, list_path, mebibytes)
        items = _data(list_path, before, mebibytes).get(plural)
        inside = (plural, len(items) if isinstance(items, list) else 0)
        return RecordPlace(kind, "list", list_path, record_id, before, data, whole, inside)
    path = f"{prefix}{plural}/{record_id}.yaml" if record_id else ""
    return RecordPlace(kind, "file", path, record_id, None, data, whole)


def _single(loaded: Loaded, kind: Addable, minicluster: str, path: str, data: dict[str, Any]) -> RecordPlace:
    if not is_there(loaded.root / path):
        return RecordPlace(kind, "single", path, "", None, data, data)
    if kind.kind.singular in loaded.project.miniclusters[minicluster].broken:
        raise _broken(path)
    before = _bytes(loaded, path)
    present = _data(path, before)
    filled = [key for key in data if present.get(key)]
    if filled or not data:
        raise AlreadyExistsError(f"{path}: {', '.join(filled)}" if filled else path)
    return RecordPlace(kind, "single", path, "", before, data, {**present, **data})


def _part(loaded: Loaded, kind: Addable, minicluster: str, key: str, data: dict[str, Any]) -> RecordPlace:
    record = loaded.project.miniclusters[minicluster].record
    path = f"{minicluster}/{kind.kind.file_name}"
    if record is None:
        raise _broken(path)
    taken = {part.id for part in getattr(record, key)}
    part_id = _id(data, taken, f"{path}: {key}")
    _refuse_the_same(kind, {part.id: part for part in getattr(record, key)}, part_id, data, f"{path}: {key}")
    whole = {"id": part_id, **data} if part_id else data
    return RecordPlace(kind, "part", path, part_id, _bytes(loaded, path), data, whole)


def _held(loaded: Loaded, kind: Addable, minicluster: str) -> Mapping[str, Record]:
    scope = loaded.project.miniclusters[minicluster] if minicluster else loaded.project
    held: Mapping[str, Record] = getattr(scope, field_of(kind.kind.singular))
    return held


def _refuse_the_same(
    kind: Addable, held: Mapping[str, Record], record_id: str, data: Mapping[str, Any], where: str
) -> None:
    """Refuse what is there already, word for word: the command was run twice, or killed when all was written.

    Raises:
        AlreadyExistsError: a record or part that says nothing else has the id that the name gives.
    """
    for other_id, other in held.items():
        if not record_id.startswith(other_id) or "id" in data:
            continue
        try:
            twin = kind.model.model_validate({"id": other_id, **data})
        except ValidationError:
            return
        if twin == other:
            raise AlreadyExistsError(f"{where}: {other_id}")


def _taken(loaded: Loaded, kind: Addable, minicluster: str) -> set[str]:
    """Return the ids that a new record of the kind must not have, broken records included."""
    project, plural = loaded.project, kind.kind.plural
    scopes: list[Any] = [project.miniclusters[minicluster]] if minicluster else list(project.miniclusters.values())
    if kind.kind.at_programme:
        scopes.append(project)
    found: set[str] = set()
    for scope in scopes:
        found |= set(getattr(scope, field_of(kind.kind.singular)))
        found |= {address.partition("/")[2] for address in scope.broken if address.startswith(f"{plural}/")}
    return found


def _id(data: Mapping[str, Any], taken: set[str], where: str) -> str:
    """Return the id given, or one made of the name; empty where there is no name either, which the model says."""
    given = data.get("id")
    if isinstance(given, str):
        if given in taken:
            raise AlreadyExistsError(f"{where}: {given}")
        return given
    for key in _NAMED_BY:
        name = _one_language(data.get(key))
        if name:
            slug = slug_of(name)
            if not slug:
                raise RefusedError(
                    message(N_("no id can be made of '{name}'"), name=name), message(N_("give one: --set id=…"))
                )
            return free_slug(slug, taken)
    return ""


def _one_language(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("fi") or value.get("en")
    return value if isinstance(value, str) else ""


def _bytes(loaded: Loaded, path: str, mebibytes: int = 1) -> bytes:
    try:
        return read_plain(loaded.root, path, mebibytes=mebibytes)
    except CannotReadError:
        raise _broken(path) from None


def _data(path: str, raw: bytes, mebibytes: int = 1) -> dict[str, Any]:
    text, problem = decode(raw, path, mebibytes=mebibytes)
    document = None if problem is not None else read(text, path, mebibytes=mebibytes)
    if document is None or document.findings:
        raise _broken(path)
    return document.data if isinstance(document.data, dict) else {}


def _broken(path: str) -> RefusedError:
    return RefusedError(
        message(N_("{path} has errors, so that nothing can be added to it"), path=path),
        message(N_("mend it first: innoenvi check shows what is wrong")),
    )
