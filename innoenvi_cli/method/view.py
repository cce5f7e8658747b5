"""A minicluster seen on a day: who takes part, what counts. Every metric reads the records through this view."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import Standing, Suspicion
    from innoenvi_cli.model.analysis import Interview
    from innoenvi_cli.model.base import Decided
    from innoenvi_cli.model.development import Action, StateChange, Trial
    from innoenvi_cli.model.meetings import Event, Organ
    from innoenvi_cli.model.minicluster import Member, MemberStatus, StatusChange
    from innoenvi_cli.model.project import Minicluster, Project
    from innoenvi_cli.model.selection import Score, Target, TargetChoice

_Step = TypeVar("_Step", "StatusChange", "StateChange")

PARTICIPATING = frozenset({"interviewed", "committed"})


class View:
    """``cluster`` of ``project`` as of a day, in the cycle that ``standing`` says.

    Interviews, events, scores, trials and ratings count only when dated between the cycle's start and ``as_of``, both
    included. ``findings`` are what `check` found in the programme and in this minicluster; ``suspicious`` is what makes
    other gates than the judged one suspect.
    """

    def __init__(
        self,
        project: Project,
        cluster: Minicluster,
        *,
        as_of: date,
        standing: Standing,
        findings: tuple[Finding, ...] = (),
        suspicious: tuple[Suspicion, ...] = (),
    ) -> None:
        self.project = project
        self.cluster = cluster
        self.as_of = as_of
        self.standing = standing
        self.findings = findings
        self.suspicious = suspicious

    def counts(self, day: date | None) -> bool:
        """Tell whether something dated ``day`` counts in this cycle."""
        return day is not None and self.standing.cycle_start <= day <= self.as_of

    @cached_property
    def statuses(self) -> Mapping[str, MemberStatus]:
        """The status of each member: the last of its history up to as-of, at least interviewed after an interview."""
        interviewed = {interview.member for interview in self.interviews}
        return {member.id: self._status(member, interviewed=member.id in interviewed) for member in self._members}

    def _status(self, member: Member, *, interviewed: bool) -> MemberStatus:
        steps = [step for step in member.history if step.date <= self.as_of]
        status: MemberStatus = _last(steps).status if steps else "prospect"
        return "interviewed" if interviewed and status in {"prospect", "informed"} else status

    @property
    def _members(self) -> Iterable[Member]:
        return self.cluster.members.values()

    @cached_property
    def counted(self) -> tuple[Member, ...]:
        """Members that count: informed, interviewed or committed, but neither ``prospect`` nor ``left``."""
        return tuple(member for member in self._members if self.statuses[member.id] not in {"prospect", "left"})

    @cached_property
    def participating(self) -> tuple[Member, ...]:
        """Members that are interviewed or committed; ``prospect`` and ``left`` never count."""
        return tuple(member for member in self._members if self.statuses[member.id] in PARTICIPATING)

    @cached_property
    def participating_ids(self) -> frozenset[str]:
        """Ids of the participating members."""
        return frozenset(member.id for member in self.participating)

    @cached_property
    def companies(self) -> tuple[Member, ...]:
        """Participating companies."""
        return tuple(member for member in self.participating if member.kind == "company")

    @cached_property
    def committed(self) -> tuple[Member, ...]:
        """Members with a dated commitment that they have not left."""
        return tuple(member for member in self._members if self.statuses[member.id] == "committed")

    @cached_property
    def interviews(self) -> tuple[Interview, ...]:
        """Interviews held in this cycle."""
        held = self.cluster.interviews.values()
        return tuple(interview for interview in held if not interview.refused and self.counts(interview.date))

    @cached_property
    def refusals(self) -> tuple[Interview, ...]:
        """Interviews that were refused in this cycle."""
        asked = self.cluster.interviews.values()
        return tuple(interview for interview in asked if interview.refused and self.counts(interview.date))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events held in this cycle: the minicluster's own, and those of the programme that it attended."""
        own = tuple(self.cluster.events.values())
        shared = tuple(event for event in self.project.events.values() if self.cluster.id in event.miniclusters)
        return tuple(event for event in own + shared if self.counts(event.date))

    @cached_property
    def core_groups(self) -> tuple[Organ, ...]:
        """The core group; more than one is unusual but possible."""
        return self.organs_of("core_group")

    @cached_property
    def core_companies(self) -> tuple[Member, ...]:
        """Participating companies that hold a seat in the core group."""
        seats = {seat.member for organ in self.core_groups for seat in organ.members if seat.member is not None}
        return tuple(member for member in self.companies if member.id in seats)

    def organs_of(self, kind: str) -> tuple[Organ, ...]:
        """Return the minicluster's organs of a kind."""
        return tuple(organ for organ in self.cluster.organs.values() if organ.kind == kind)

    def event(self, event_id: str) -> Event | None:
        """Return an event of the minicluster or of the programme."""
        return self.cluster.events.get(event_id) or self.project.events.get(event_id)

    def organ(self, organ_id: str) -> Organ | None:
        """Return an organ of the minicluster or of the programme."""
        return self.cluster.organs.get(organ_id) or self.project.organs.get(organ_id)

    def was_decided(self, decided: Decided | None) -> bool:
        """Tell whether a decision was made by as-of at a meeting that there is."""
        event = self.event(decided.event) if decided is not None else None
        return event is not None and event.date <= self.as_of

    def was_decided_in_cycle(self, decided: Decided | None) -> bool:
        """Tell whether a decision was made in this cycle by as-of: what an earlier cycle chose is no choice now."""
        event = self.event(decided.event) if decided is not None else None
        return event is not None and self.counts(event.date)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Targets proposed by as-of; an undated one counts."""
        proposed = self.cluster.targets.values()
        return tuple(target for target in proposed if target.proposed is None or target.proposed <= self.as_of)

    @cached_property
    def cycle_targets(self) -> tuple[Target, ...]:
        """Targets that the core group prioritises."""
        return tuple(target for target in self.targets if target.track == "cycle")

    @cached_property
    def fast_targets(self) -> tuple[Target, ...]:
        """Targets on the fast track."""
        return tuple(target for target in self.targets if target.track == "fast")

    @cached_property
    def choices(self) -> Mapping[str, TargetChoice]:
        """What this cycle decided on the targets, by their ids; nothing before the day of that meeting."""
        priorities = self.cluster.priorities
        if priorities is None or not self.was_decided_in_cycle(priorities.decision):
            return {}
        return {choice.target: choice for choice in priorities.choices}

    @cached_property
    def chosen_ids(self) -> tuple[str, ...]:
        """Ids of the chosen targets, where the choice was decided by as-of."""
        return tuple(target for target, choice in self.choices.items() if choice.choice == "chosen")

    @cached_property
    def chosen_targets(self) -> tuple[Target, ...]:
        """The chosen targets that there are."""
        found = (self.cluster.targets.get(target) for target in self.chosen_ids)
        return tuple(target for target in found if target is not None)

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """Score sheets given in this cycle."""
        return tuple(score for score in self.cluster.scores.values() if self.counts(score.date))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Actions that have not been dropped by as-of."""
        return tuple(action for action in self.cluster.actions.values() if self.action_state(action) != "dropped")

    def action_state(self, action: Action) -> str:
        """Return the state of an action: the last of its history up to as-of, else planned."""
        return last_state(action, self.as_of)

    @cached_property
    def finished_trials(self) -> tuple[Trial, ...]:
        """Trials that ended in this cycle and have result, lessons and a decision."""
        return tuple(trial for trial in self.concluded_trials if self.counts(trial.end))

    @cached_property
    def concluded_trials(self) -> tuple[Trial, ...]:
        """Trials that ended by as-of, whatever the cycle, and have result, lessons and a decision."""
        return tuple(
            trial
            for trial in self.cluster.trials.values()
            if trial.end is not None and trial.end <= self.as_of and trial.result and trial.lessons and trial.decision
        )

    def trial_target(self, trial: Trial) -> str | None:
        """Return the target that a trial serves, through its action where it has one."""
        if trial.action is not None and trial.action in self.cluster.actions:
            return self.cluster.actions[trial.action].target
        return trial.target


def _last(steps: Sequence[_Step]) -> _Step:
    """Return the latest step; of two on one day the one written further down."""
    return max(reversed(steps), key=lambda step: step.date)


def last_state(action: Action, as_of: date) -> str:
    """Return the state of an action on a day: the last of its history, else planned."""
    steps = [step for step in action.history if step.date <= as_of]
    return _last(steps).state if steps else "planned"


def corporate_group(member: Member) -> str:
    """Return the corporate group that a member counts in: its own id where it belongs to none."""
    return member.corporate_group or member.id


def independent(members: Iterable[Member]) -> int:
    """Return how many corporate groups ``members`` make."""
    return len({corporate_group(member) for member in members})
