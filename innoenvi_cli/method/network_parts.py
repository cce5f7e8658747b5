"""Parts of the value network: its levels, tiers, subnetworks and company groups, and what joins them to the rest.

A part holds the participating members that say they belong to it. Pairs, density and links follow the conventions of
``method.network``: what exists now, undirected, several links between two members counted once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.method.network import Link, Ties
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.minicluster import Member

PartKind = Literal["level", "tier", "subnetwork", "company_group"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the network.

    ``id`` is that of the definition, for a tier its number. ``inside`` counts the pairs of its members that are joined
    now, ``outward`` the pairs of one of its members with one of the rest; ``density`` is ``inside`` by the possible
    pairs, ``None`` where there are fewer than two members. ``missing`` counts needed links of which there is none yet
    and that touch the part.
    """

    kind: PartKind
    id: str
    members: tuple[str, ...]
    inside: int
    outward: int
    density: float | None
    missing: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a network is narrowed to: the members that fulfil everything that is given."""

    level: str | None = None
    tier: int | None = None
    subnetwork: str | None = None
    company_group: str | None = None

    @property
    def is_given(self) -> bool:
        """Tell whether it narrows anything."""
        return self != Narrowing()

    def holds(self, member: Member) -> bool:
        """Tell whether ``member`` fulfils everything that is given."""
        return (
            self.level in {None, member.level}
            and self.tier in {None, member.tier}
            and (self.subnetwork is None or self.subnetwork in member.subnetworks)
            and (self.company_group is None or self.company_group in member.company_groups)
        )


def part_ids(view: View) -> dict[PartKind, tuple[str, ...]]:
    """Return the ids of the parts that the definition names, in its order, and the tiers that participants give."""
    record = view.cluster.record
    tiers = sorted({member.tier for member in view.participating if member.tier is not None})
    return {
        "level": tuple(part.id for part in record.levels) if record is not None else (),
        "tier": tuple(str(tier) for tier in tiers),
        "subnetwork": tuple(part.id for part in record.subnetworks) if record is not None else (),
        "company_group": tuple(part.id for part in record.company_groups) if record is not None else (),
    }


def network_parts(view: View, whole: Ties) -> tuple[Part, ...]:
    """Return every part with its figures; ``whole`` is what joins the participating members."""
    pairs = whole.pairs
    return tuple(
        _part(kind, part, view, (pairs, whole.missing)) for kind, ids in part_ids(view).items() for part in ids
    )


def _part(kind: PartKind, part: str, view: View, joined: tuple[frozenset[frozenset[str]], tuple[Link, ...]]) -> Part:
    """Return a part; ``joined`` are the pairs joined now and the missing links."""
    pairs, missing = joined
    members = tuple(sorted(member.id for member in view.participating if part in PLACES[kind](member)))
    held = frozenset(members)
    inside = sum(len(pair & held) == _BOTH for pair in pairs)
    outward = sum(len(pair & held) == 1 for pair in pairs)
    possible = len(members) * (len(members) - 1) // 2
    return Part(
        kind=kind,
        id=part,
        members=members,
        inside=inside,
        outward=outward,
        density=inside / possible if possible else None,
        missing=sum(bool({link.source, link.target} & held) for link in missing),
    )


_BOTH: Final = 2
PLACES: Final[dict[PartKind, Callable[[Member], tuple[str, ...]]]] = {
    "level": lambda member: (member.level,) if member.level is not None else (),
    "tier": lambda member: (str(member.tier),) if member.tier is not None else (),
    "subnetwork": lambda member: member.subnetworks,
    "company_group": lambda member: member.company_groups,
}
"""Which parts of each kind a member belongs to."""


def unplaced(view: View, kind: PartKind) -> tuple[str, ...]:
    """Return the participating members that belong to no part of a kind, where there is any such part."""
    if not part_ids(view)[kind]:
        return ()
    return tuple(sorted(member.id for member in view.participating if not PLACES[kind](member)))
