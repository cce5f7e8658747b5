"""How contact persons are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.people import Person


def shown_contacts(member: Member, people: Mapping[str, Person]) -> list[str]:
    """Return the contact persons of a member as they are shown: by their codes.

    ``people`` is empty but in an edition with names, where codes become names later and addresses are added here.
    ``member`` is as the audience sees it (`Material.shown`), so there is none where codes are not shown either.
    """
    return [_reached(code, people.get(code)) for code in member.contacts]


def _reached(code: str, person: Person | None) -> str:
    ways = (person.email, person.phone) if person is not None else ()
    return ", ".join([code, *(way for way in ways if way)])
