"""What is computed about a minicluster once, whatever the language and the audience of a deliverable."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import visible_cluster
from innoenvi_cli.method.gates import gates_of, judge
from innoenvi_cli.method.metrics import BY_NAME
from innoenvi_cli.method.network import network
from innoenvi_cli.method.paths import group_stories, path_story
from innoenvi_cli.method.phases import standing, standing_on
from innoenvi_cli.method.portfolio import position
from innoenvi_cli.method.prioritisation import prioritise
from innoenvi_cli.method.suspicion import suspicions
from innoenvi_cli.method.view import View

if TYPE_CHECKING:
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import GateAnswer, Standing, Suspicion
    from innoenvi_cli.method.gates import GateBook
    from innoenvi_cli.method.metrics.base import Metric
    from innoenvi_cli.method.network import ValueNetwork
    from innoenvi_cli.method.paths import PathStory
    from innoenvi_cli.method.portfolio import Position
    from innoenvi_cli.method.prioritisation import Prioritisation
    from innoenvi_cli.model.phases import GateId, PhaseEntry
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Minicluster, Project


@dataclass(frozen=True)
class Facts:
    """A minicluster as of a day; ``findings`` are what `check` says about the programme and about it.

    Decisions made after ``as_of`` are not known yet, so that a deliverable of an earlier day can be made again.
    ``suspicious`` is what makes the gates suspect that are passed now, where somebody has found it out already.
    """

    project: Project
    cluster: Minicluster
    as_of: date
    findings: tuple[Finding, ...]
    suspicious: tuple[Suspicion, ...] | None = None
    _shown: dict[Audience, Minicluster] = field(default_factory=dict, init=False, repr=False, compare=False)

    def shown_to(self, audience: Audience) -> Minicluster:
        """Return the records with nothing in them that ``audience`` may not see, whatever the language."""
        if audience not in self._shown:
            self._shown[audience] = visible_cluster(self.view, audience)
        return self._shown[audience]

    @cached_property
    def entries(self) -> tuple[PhaseEntry, ...]:
        """The decisions made by as-of."""
        made = self.cluster.phases.entries if self.cluster.phases is not None else ()
        return tuple(entry for entry in made if entry.date <= self.as_of)

    @cached_property
    def standing(self) -> Standing:
        """Where the minicluster stands."""
        return standing_on(self.cluster, self.as_of)

    @cached_property
    def book(self) -> GateBook:
        """The gates in force."""
        return gates_of(self.project)

    @cached_property
    def suspicions(self) -> tuple[Suspicion, ...]:
        """What makes passed gates suspect."""
        if self.suspicious is not None and self.standing == standing(self.cluster):
            return self.suspicious
        return tuple(suspicions(self.project, self.cluster, self.standing, self.book))

    @cached_property
    def view(self) -> View:
        """The minicluster as the metrics see it."""
        return View(
            self.project,
            self.cluster,
            as_of=self.as_of,
            standing=self.standing,
            findings=self.findings,
            suspicious=self.suspicions,
        )

    @cached_property
    def answer(self) -> GateAnswer:
        """What the gate of the present phase answers."""
        return self.answer_of(self.standing.phase)

    def answer_of(self, gate: GateId) -> GateAnswer:
        """Return what ``gate`` answers now."""
        return judge(self.view, gate, self.book)

    @staticmethod
    def metric(name: str) -> Metric | None:
        """Return the metric of that name, ``None`` where this version has none."""
        return BY_NAME.get(name)

    @cached_property
    def prioritisation(self) -> Prioritisation:
        """What the scores of the core group say."""
        return prioritise(self.view)

    @cached_property
    def network(self) -> ValueNetwork:
        """The figures of the value network."""
        return network(self.view)

    @cached_property
    def path(self) -> PathStory | None:
        """Where it is on the development path models, ``None`` where the programme's own models cannot be read."""
        models = self.project.path_models
        return path_story(self.view, models) if models is not None else None

    @cached_property
    def path_groups(self) -> tuple[PathStory, ...]:
        """Where those of its company groups are that have been rated or placed."""
        models = self.project.path_models
        return group_stories(self.view, models) if models is not None else ()

    @cached_property
    def position(self) -> Position:
        """Where it stands beside the other miniclusters, in figures."""
        return position(self.view, self.answer, len({item.gate for item in self.suspicions}))
