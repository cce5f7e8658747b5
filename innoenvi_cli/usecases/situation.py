"""A minicluster with everything that judging it needs: its records, what is wrong with them, where it stands."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from innoenvi_cli import rules
from innoenvi_cli.checks import run_checks
from innoenvi_cli.errors import RefusedError, UnknownNameError
from innoenvi_cli.findings import Location, Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import GateAnswer
from innoenvi_cli.method.gates import gates_of, judge
from innoenvi_cli.method.phases import GATE_IDS, standing
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.method.view import View
from innoenvi_cli.store.phase_log import log_path, not_ours
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import load_chosen, refuse_partial
from innoenvi_cli.usecases.undecided import undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import Standing, Suspicion
    from innoenvi_cli.method.gates import GateBook
    from innoenvi_cli.model.phases import GateId
    from innoenvi_cli.model.project import Minicluster
    from innoenvi_cli.store.loader import Loaded


@dataclass(frozen=True)
class Situation:
    """One minicluster of a loaded programme on a day; ``suspicions`` are what makes its passed gates suspect."""

    loaded: Loaded
    cluster: Minicluster
    as_of: date
    findings: tuple[Finding, ...]
    suspicions: tuple[Suspicion, ...]

    @cached_property
    def standing(self) -> Standing:
        """Where the minicluster stands."""
        return standing(self.cluster)

    @cached_property
    def book(self) -> GateBook:
        """The gates in force."""
        return gates_of(self.loaded.project)

    def view(self) -> View:
        """Return the minicluster as of the day."""
        return self._view(self.findings, ())

    def _view(self, findings: tuple[Finding, ...], suspicious: tuple[Suspicion, ...]) -> View:
        return View(
            self.loaded.project,
            self.cluster,
            as_of=self.as_of,
            standing=self.standing,
            findings=findings,
            suspicious=suspicious,
        )

    def answer(self, gate: GateId) -> GateAnswer:
        """Return what ``gate`` answers.

        A passed gate is judged for its review, which is the only way to mend a suspect gate or to meet a condition:
        so overdue conditions do not stand in its way, and of the suspect gates only those before it.
        """
        if gate not in self.standing.passed:
            return judge(self._view(self.findings, self.suspicions), gate, self.book)
        findings = tuple(item for item in self.findings if item.code != rules.OVERDUE_CONDITION.code)
        order = GATE_IDS.index(gate)
        suspicious = tuple(item for item in self.suspicions if GATE_IDS.index(item.gate) < order)
        return judge(self._view(findings, suspicious), gate, self.book)

    def unjudged(self, gate: GateId) -> GateAnswer:
        """Return ``gate`` closed without a word on its criteria: which cycle they are judged in is not known."""
        return GateAnswer(self.cluster.id, gate, self.standing.cycle, self.as_of, ())

    @property
    def by_option(self) -> str:
        """The option, after a blank, that a decision needs where the programme names no contact; else empty."""
        programme = self.loaded.project.programme
        return "" if programme is not None and programme.contact is not None else " --by CODE"

    @property
    def unread_log(self) -> Finding | None:
        """Why the decisions cannot be read, ``None`` where they can: without them nobody knows the phase."""
        return None if self.standing.is_known else fault_of(self.findings, log_path(self.cluster.id))

    @property
    def raw_phases(self) -> bytes | None:
        """The bytes of ``phases.yaml`` as they were read, ``None`` where there is none."""
        return self.loaded.phases.get(self.cluster.id)


def assess(
    root: Path, minicluster: str, *, as_of: date | None = None, environ: Mapping[str, str] | None = None
) -> Situation:
    """Read the programme at ``root`` and look at ``minicluster``.

    Raises:
        UnknownNameError: there is no such minicluster.
        RefusedError: ``as_of`` is before its last decision.
    """
    loaded = load_chosen(root, (minicluster,))
    cluster = loaded.project.miniclusters[minicluster]
    last = standing(cluster).last_date
    day = resolve_as_of(as_of, loaded.project, last=last, environ=os.environ if environ is None else environ)
    suspicions = all_suspicions(loaded.project)
    findings = (*loaded.findings, *run_checks(loaded.project, day, suspicions), *undecided(root, loaded.project))
    return Situation(loaded, cluster, day, findings, suspicions[minicluster])


def fault_of(findings: Iterable[Finding], path: str) -> Finding:
    """Return why the file at ``path``, which is there, cannot be read."""
    told = (found for found in findings if found.location.path == path and found.severity is Severity.ERROR)
    return next(told, None) or rules.UNREADABLE.at(Location(path), reason=message(N_("see innoenvi check")))


def refuse_unread_log(situation: Situation) -> None:
    """Decide, review and take back nothing while the decisions cannot be read.

    Raises:
        RefusedError: they cannot, or records are not checked out.
    """
    refuse_partial(situation.loaded)
    unread = situation.unread_log
    if unread is None:
        return
    if unread.code == rules.UNREADABLE.code:
        raise RefusedError(
            message(N_("{path} cannot be read, so nobody knows what was decided"), path=unread.location.path),
            message(N_("see innoenvi check; when the file can be read, run the command again")),
        )
    raise not_ours()


def known_gate(name: str) -> GateId:
    """Return ``name`` as the id of a gate.

    Raises:
        UnknownNameError: there is no such gate.
    """
    for gate in GATE_IDS:
        if gate == name.replace("-", "_"):
            return gate
    raise UnknownNameError(message(N_("phase")), name, GATE_IDS, nearest(name, GATE_IDS))
