"""The people behind the person codes. They stand in the private folder alone; nothing that is committed reads them."""

from __future__ import annotations

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import Custom, Day, Line, Note, PersonCode, Record


class Person(Record):
    """A person: the organisation's data protection notice says why and how long the record is kept."""

    name: Line = Field(description=N_("name"))
    title: Line | None = Field(default=None, description=N_("title or task"))
    organisation: Line | None = Field(default=None, description=N_("the organisation"))
    email: Line | None = Field(default=None, description=N_("e-mail address"))
    phone: Line | None = Field(default=None, description=N_("telephone number"))
    consent: Line | None = Field(default=None, description=N_("basis of holding the data, with its date"))
    retention: Day | None = Field(default=None, description=N_("until when the data are kept"))
    note: Note = None
    custom: Custom = None


class Erasure(Record):
    """What was removed, and when: the code stays, the person behind it is gone."""

    code: PersonCode = Field(description=N_("person code"))
    date: Day = Field(description=N_("when the data were erased"))
    what: Line = Field(description=N_("what was erased"))


class People(Record):
    """The file ``people.yaml`` of the private folder."""

    people: dict[PersonCode, Person] = Field(default={}, description=N_("the people by their codes"))
    erased: tuple[Erasure, ...] = Field(default=(), description=N_("log of what was erased"))
    note: Note = None
    custom: Custom = None
