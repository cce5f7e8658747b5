"""The miniclusters of a programme side by side: pure arithmetic over their views."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from innoenvi_cli.method.organisations import organisation, undertakings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innoenvi_cli.method.answers import GateAnswer, State
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.phases import PhaseId

Class: TypeAlias = "tuple[str, str]"
SIZES: Final = ("", "micro", "small", "medium", "large")


@dataclass(frozen=True, slots=True)
class Position:
    """Where one minicluster stands, in figures.

    ``members`` count as `status` counts them.
    """

    minicluster: str
    phase: PhaseId
    cycle: int
    state: State
    gate_met: int
    gate_total: int
    members: int
    interviews: int
    targets: int
    chosen: int
    fast_open: int
    fast_closed: int
    actions: int
    actions_done: int
    trials_finished: int
    conditions: int
    suspects: int


@dataclass(frozen=True, slots=True)
class Shared:
    """An organisation that takes part in several miniclusters, told by its business id or else by its name."""

    name: str
    miniclusters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Census:
    """How many take part in all miniclusters together, by class: ``("companies", size)`` or ``("others", kind)``.

    ``places`` counts plainly, each member of each minicluster; ``groups`` counts each corporate group once, as a
    company where one of its members is one, by the largest size of those. A company of unknown size is of ``""``.
    """

    places: Mapping[Class, int]
    groups: Mapping[Class, int]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All positions, the organisations that are in several of them, and how many there are when each counts once.

    ``actions`` counts the actions by type and state, dropped ones included.
    """

    positions: tuple[Position, ...]
    shared: tuple[Shared, ...]
    organisations: int
    companies: int
    census: Census
    actions: Mapping[tuple[str, str], int]


def portfolio(standings: Sequence[tuple[View, Position, Sequence[Member]]]) -> Portfolio:
    """Return the portfolio of the miniclusters, each with its position and the members that count as taking part."""
    positions = tuple(found for _, found, _ in standings)
    views = [view for view, _, _ in standings]
    places: dict[str, tuple[Member, dict[str, None]]] = {}
    for view, _, members in standings:
        for member in members:
            places.setdefault(organisation(member), (member, {}))[1][view.cluster.id] = None
    shared = [Shared(member.name, tuple(where)) for member, where in places.values() if len(where) > 1]
    return Portfolio(
        positions=positions,
        shared=tuple(sorted(shared, key=lambda found: (-len(found.miniclusters), found.name.casefold()))),
        organisations=len(places),
        companies=sum(member.kind == "company" for member, _ in places.values()),
        census=census(member for _, _, members in standings for member in members),
        actions=Counter(
            (action.type or "other", view.action_state(action))
            for view in views
            for action in view.cluster.actions.values()
        ),
    )


def census(members: Iterable[Member]) -> Census:
    """Count ``members`` of all miniclusters by class, plainly and each corporate group once."""
    held = list(members)
    classes = [class_of(member) for member in held]
    weightiest = (min((classes[index] for index in group), key=_weight) for group in undertakings(held))
    return Census(Counter(classes), Counter(weightiest))


def class_of(member: Member) -> Class:
    """Return the class that a member is counted in."""
    if member.kind != "company":
        return "others", member.kind or "other"
    return "companies", (member.size.size_class or "") if member.size is not None else ""


def _weight(found: Class) -> tuple[bool, int]:
    """A group is what its weightiest member is: a company before others, the largest size first."""
    return found[0] != "companies", -SIZES.index(found[1]) if found[0] == "companies" else 0


def position(view: View, answer: GateAnswer, suspects: int) -> Position:
    """Return where the minicluster of ``view`` stands."""
    standing = view.standing
    closed = [target for target in view.fast_targets if target.closed is not None and target.closed.date <= view.as_of]
    return Position(
        minicluster=view.cluster.id,
        phase=standing.phase,
        cycle=standing.cycle,
        state=standing.state,
        gate_met=sum(criterion.met or criterion.waived for criterion in answer.musts),
        gate_total=len(answer.musts),
        members=len(view.counted),
        interviews=len(view.interviews),
        targets=len(view.cycle_targets),
        chosen=len(view.chosen_ids),
        fast_open=len(view.fast_targets) - len(closed),
        fast_closed=len(closed),
        actions=len(view.actions),
        actions_done=sum(view.action_state(action) == "done" for action in view.actions),
        trials_finished=len(view.finished_trials),
        conditions=len(standing.conditions),
        suspects=suspects,
    )
