"""Reads who the person codes stand for. The private folder's own door: only editions that stay in it come through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from innoenvi_cli.errors import CannotReadError, RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import is_person_code
from innoenvi_cli.model.people import Erasure, People, Person
from innoenvi_cli.store.near_names import PEOPLE_FILE
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.reader import decode, read

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message


class PeopleUnreadableError(RefusedError):
    """The people's file is missing or wrong. Nothing of what stands in it is repeated."""

    code = "people-unreadable"

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(
            message(N_("{path} cannot be read: {reason}"), path=path, reason=reason),
            message(N_("make or mend it: below people: a name for each person code; without --names it is not needed")),
        )


def read_people(folder: Path, *, shown: str) -> People:
    """Return the people of the private ``folder``, which messages call ``shown``.

    Raises:
        PeopleUnreadableError: the file is missing or wrong.
        UnsafePathError: it is a link or not a plain file.
    """
    path = f"{shown}/{PEOPLE_FILE}"
    try:
        raw = read_plain(folder, PEOPLE_FILE)
    except CannotReadError as error:
        raise PeopleUnreadableError(path, error.reason) from None
    text, fault = decode(raw, path)
    if fault is not None:
        raise PeopleUnreadableError(path, _place(fault))
    document = read(text, path)
    if document.findings:
        raise PeopleUnreadableError(path, _place(document.findings[0]))
    try:
        return People.model_validate(document.data)
    except ValidationError as error:
        where = error.errors(include_url=False, include_input=False)[0]["loc"]
        raise PeopleUnreadableError(path, message(N_("something is wrong at '{key}'"), key=_safe(where))) from None


def _safe(where: tuple[int | str, ...]) -> str:
    """Return the place of a fault by the keys of the format and by codes; any other key may be a name."""
    known = {*People.model_fields, *Person.model_fields, *Erasure.model_fields}
    shown = [str(step) if step in known or is_person_code(str(step)) else "…" for step in where]
    return ".".join(shown)


def _place(finding: Finding) -> Message:
    """Say where and by which code; the sentence of a finding may quote the line."""
    return message(N_("line {line}: {code}"), line=finding.location.line, code=finding.code)
