"""How contact persons are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innoenvi_cli.model.minicluster import Member


def shown_contacts(member: Member) -> list[str]:
    """Return the contact persons of a member as they are shown: by their codes, names stay in the private folder.

    ``member`` is as the audience sees it (`Material.shown`), so there is none where codes are not shown either.
    """
    return list(member.contacts)
