"""Renders editions of deliverables; what several of them need is computed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from innoenvi_cli.checks import run_checks
from innoenvi_cli.deliverables.catalogue import ProgrammeDeliverable, RecordDeliverable
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.method.suspicion import all_suspicions

if TYPE_CHECKING:
    from datetime import date

    from innoenvi_cli.deliverables.rendering import Rendered, Renderer
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import Suspicion
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.store.loader import Loaded
    from innoenvi_cli.usecases.editions import Edition


@dataclass
class Press:
    """Renders what was ``loaded``."""

    loaded: Loaded
    renderer: Renderer
    _findings: dict[date, tuple[Finding, ...]] = field(default_factory=dict)
    _facts: dict[tuple[str, date], Facts] = field(default_factory=dict)
    _materials: dict[tuple[str, date, str, str], Material] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """The programme."""
        return self.loaded.project

    def render(self, edition: Edition) -> Rendered:
        """Return the bytes of a file.

        Raises:
            TemplateFailedError: its template or spec does not work.
        """
        deliverable = edition.deliverable
        if isinstance(deliverable, ProgrammeDeliverable):
            clusters = tuple(self._material(name, edition) for name in self.project.miniclusters)
            words = self._words(edition)
            material = ProgrammeMaterial(self.project, clusters, edition.as_of, edition.audience, words)
            return self.renderer.programme(deliverable, material)
        if isinstance(deliverable, RecordDeliverable):
            return self.renderer.record(deliverable, self._material(edition.minicluster, edition), edition.record)
        return self.renderer.minicluster(deliverable, self._material(edition.minicluster, edition))

    def records(self, edition: Edition) -> tuple[str, ...]:
        """Return the records of which there is an edition each."""
        if not isinstance(edition.deliverable, RecordDeliverable):
            return ()
        return edition.deliverable.records(self._material(edition.minicluster, edition))

    def _material(self, minicluster: str, edition: Edition) -> Material:
        key = (minicluster, edition.as_of, edition.audience, edition.language)
        if key not in self._materials:
            facts = self._facts_of(minicluster, edition.as_of)
            self._materials[key] = Material(facts, edition.audience, self._words(edition), self.renderer.people)
        return self._materials[key]

    def _words(self, edition: Edition) -> Words:
        programme = self.project.programme
        return Words(edition.language, programme.currency if programme is not None else "EUR")

    def _facts_of(self, minicluster: str, day: date) -> Facts:
        if day not in self._findings:
            self._findings[day] = (*self.loaded.findings, *run_checks(self.project, day, self._suspicions))
        if (minicluster, day) not in self._facts:
            own = tuple(found for found in self._findings[day] if found.minicluster in {"", minicluster})
            cluster = self.project.miniclusters[minicluster]
            suspicious = self._suspicions.get(minicluster, ())
            self._facts[minicluster, day] = Facts(self.project, cluster, day, own, suspicious)
        return self._facts[minicluster, day]

    @cached_property
    def _suspicions(self) -> dict[str, tuple[Suspicion, ...]]:
        return all_suspicions(self.project)
