"""Who produces, delivers and maintains the product and service groups, and what nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.model.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innoenvi_cli.method.view import View


@dataclass(frozen=True, slots=True)
class Giver:
    """A member that contributes to a group; ``essential`` where nobody else in the minicluster can do it."""

    member: str
    essential: bool


@dataclass(frozen=True, slots=True)
class GroupGivers:
    """A product or service group with those who give to it, by the kind of contribution.

    ``givers`` has an entry for each of produce, deliver and maintain, in this order; the members in the order of
    their ids, each once.
    """

    group: str
    givers: Mapping[str, tuple[Giver, ...]]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The contributions that nobody gives."""
        return tuple(kind for kind, found in self.givers.items() if not found)

    @property
    def on_one(self) -> tuple[tuple[str, str], ...]:
        """The contributions that hang on a single member, as ``(kind, member)``."""
        return tuple((kind, found[0].member) for kind, found in self.givers.items() if len(found) == 1)


def offering(view: View, members: Iterable[str] | None = None) -> tuple[GroupGivers, ...]:
    """Return the product and service groups, in the order of the definition, with the participants that give to them.

    With ``members`` only these are looked at.
    A member that names one contribution to a group twice counts once, as essential if either line says so.
    """
    record = view.cluster.record
    if record is None:
        return ()
    chosen = view.participating_ids if members is None else frozenset(members)
    given: dict[tuple[str, str], dict[str, bool]] = {}
    for member in view.participating:
        for contribution in member.contributions if member.id in chosen else ():
            held = given.setdefault((contribution.group, contribution.kind), {})
            held[member.id] = held.get(member.id, False) or contribution.essential
    return tuple(
        GroupGivers(
            group.id,
            {
                kind: tuple(
                    Giver(member, essential) for member, essential in sorted(given.get((group.id, kind), {}).items())
                )
                for kind in words("contribution")
            },
        )
        for group in record.product_groups
    )
