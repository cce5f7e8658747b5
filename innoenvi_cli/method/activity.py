"""What can be counted in the records themselves, year by year, with the names behind each number.

A year is counted as of its last day, or as of the day asked of in the year that is not over, and knows no cycles: what
happened in it before a new cycle began happened in it as well. What is counted over several miniclusters counts each
organisation, event and corporate group once, in whatever kind or role it takes part: who changed its kind in the year
is still one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from innoenvi_cli.method.metrics.planning import COLLABORATION
from innoenvi_cli.method.organisations import organisation, single_undertakings
from innoenvi_cli.method.phases import standing_on
from innoenvi_cli.method.tasks import held_events
from innoenvi_cli.method.view import View, independent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from innoenvi_cli.model.development import Action
    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.project import Project

ActivityId: TypeAlias = Literal[
    "participating", "companies", "corporate_groups", "committed", "collaborations", "actions_done", "trials", "events"
]
ACTIVITIES: Final[tuple[ActivityId, ...]] = (
    "participating",
    "companies",
    "corporate_groups",
    "committed",
    "collaborations",
    "actions_done",
    "trials",
    "events",
)
OF_ORGANISATIONS: Final = frozenset({"participating", "companies", "corporate_groups", "committed"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name behind a number: the address of a record in a minicluster, or in the programme where that is empty."""

    minicluster: str
    address: str


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted in a year: one entry for each thing counted, with every place where it stands."""

    activity: ActivityId
    year: int
    names: tuple[tuple[Named, ...], ...]

    @property
    def value(self) -> int:
        """The number."""
        return len(self.names)


def activity_by_year(project: Project, years: Iterable[int], as_of: date) -> tuple[Count, ...]:
    """Return every activity of the programme in each of ``years``."""
    found: list[Count] = []
    for year in years:
        day = min(date(year, 12, 31), as_of)
        views = [
            View(project, cluster, as_of=day, standing=standing_on(cluster, day))
            for cluster in project.miniclusters.values()
        ]
        found.extend(Count(activity, year, _COUNTERS[activity](views, year)) for activity in ACTIVITIES)
    return tuple(found)


def _members(
    views: Iterable[View], held: Callable[[View], Iterable[Member]], key: Callable[[View, Member], object]
) -> tuple[tuple[Named, ...], ...]:
    found: dict[object, list[Named]] = {}
    for view in views:
        for member in held(view):
            found.setdefault(key(view, member), []).append(Named(view.cluster.id, f"members/{member.id}"))
    return tuple(tuple(names) for names in found.values())


def _organisation(_: View, member: Member) -> object:
    return organisation(member)


def _participating(views: list[View], _: int) -> tuple[tuple[Named, ...], ...]:
    return _members(views, lambda view: view.participating, _organisation)


def _companies(views: list[View], _: int) -> tuple[tuple[Named, ...], ...]:
    return _members(views, lambda view: view.companies, _organisation)


def _corporate_groups(views: list[View], _: int) -> tuple[tuple[Named, ...], ...]:
    parties = single_undertakings(views[0].project) if views else {}
    return _members(views, lambda view: view.companies, lambda view, member: parties[view.cluster.id, member.id])


def _committed(views: list[View], _: int) -> tuple[tuple[Named, ...], ...]:
    return _members(views, lambda view: view.committed, _organisation)


def _collaborations(views: list[View], year: int) -> tuple[tuple[Named, ...], ...]:
    """Actions running in the year in which at least three independent companies take part."""
    return _actions(views, lambda view, action: _runs(view, action, year) and _is_joint(view, action))


def _runs(view: View, action: Action, year: int) -> bool:
    started = [step.date for step in action.history if step.state == "running" and step.date <= view.as_of]
    ended = [step.date for step in action.history if step.state in {"done", "dropped"} and step.date <= view.as_of]
    return bool(started) and min(started).year <= year and (not ended or max(ended).year >= year)


def _is_joint(view: View, action: Action) -> bool:
    members = view.cluster.members
    named = [members.get(name or "") for name in {*action.participants, action.responsible}]
    companies = [member for member in named if member is not None and member.kind == "company"]
    return independent(companies) >= COLLABORATION


def _actions_done(views: list[View], year: int) -> tuple[tuple[Named, ...], ...]:
    def done(view: View, action: Action) -> bool:
        last = [step for step in action.history if step.date <= view.as_of and step.state == "done"]
        return view.action_state(action) == "done" and max(step.date for step in last).year == year

    return _actions(views, done)


def _actions(views: list[View], holds: Callable[[View, Action], bool]) -> tuple[tuple[Named, ...], ...]:
    return tuple(
        (Named(view.cluster.id, f"actions/{action.id}"),)
        for view in views
        for action in view.cluster.actions.values()
        if holds(view, action)
    )


def _trials(views: list[View], year: int) -> tuple[tuple[Named, ...], ...]:
    return tuple(
        (Named(view.cluster.id, f"trials/{trial.id}"),)
        for view in views
        for trial in view.concluded_trials
        if trial.end is not None and trial.end.year == year
    )


def _events(views: list[View], year: int) -> tuple[tuple[Named, ...], ...]:
    """Events other than meetings of organs; one of the programme counts once."""
    found: dict[tuple[str, str], list[Named]] = {}
    for view in views:
        for event in held_events(view):
            if event.kind != "meeting" and event.date.year == year:
                where = view.cluster.id if event.id in view.cluster.events else ""
                found.setdefault((where, event.id), []).append(Named(view.cluster.id, f"events/{event.id}"))
    return tuple(tuple(names) for names in found.values())


_COUNTERS: Final[Mapping[ActivityId, Callable[[list[View], int], tuple[tuple[Named, ...], ...]]]] = {
    "participating": _participating,
    "companies": _companies,
    "corporate_groups": _corporate_groups,
    "committed": _committed,
    "collaborations": _collaborations,
    "actions_done": _actions_done,
    "trials": _trials,
    "events": _events,
}
