"""Which members are one organisation, and which make one single undertaking, wherever in the programme they take part.

Within one minicluster a corporate group is what its members say (`method.view.corporate_group`). Over several, the same
company may stand under two ids, and name its group in one minicluster and forget it in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.method.joining import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.project import Project


def organisation(member: Member) -> str:
    """Return what tells an organisation apart over the miniclusters."""
    return member.business_id or member.vat or member.lei or member.name.casefold()


def undertakings(members: Sequence[Member]) -> list[list[int]]:
    """Return the indexes of the members that make one undertaking: one organisation, or of one corporate group."""
    return joined([_keys(member) for member in members])


def single_undertakings(project: Project) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Return for every ``(minicluster, member)`` all that make one undertaking with it, itself among them, sorted."""
    held = [(cluster.id, member) for cluster in project.miniclusters.values() for member in cluster.members.values()]
    parties = (
        tuple(sorted((held[index][0], held[index][1].id) for index in group))
        for group in undertakings([member for _, member in held])
    )
    return {place: party for party in parties for place in party}


def _keys(member: Member) -> tuple[str, ...]:
    own = f"organisation {organisation(member)}"
    return (own, f"group {member.corporate_group}") if member.corporate_group is not None else (own,)
