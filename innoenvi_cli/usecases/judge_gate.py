"""Ask what a gate answers, without deciding anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.usecases.situation import assess, known_gate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import GateAnswer, Standing
    from innoenvi_cli.model.phases import GateId


@dataclass(frozen=True, slots=True)
class GateResult:
    """What the gate answers, and everything that `check` says about the programme and the minicluster.

    ``by`` is the option that a decision needs where the programme names no contact. ``unread`` says why the decisions
    cannot be read: nobody knows phase and cycle then, and the answer is closed for that reason alone; its gate is the
    ``asked`` one, if any.
    """

    root: Path
    answer: GateAnswer
    standing: Standing
    findings: tuple[Finding, ...]
    by: str = ""
    asked: GateId | None = None
    unread: Finding | None = None

    @property
    def next_command(self) -> str:
        """The command that passes the gate, empty where it is closed or not that of the present phase."""
        if not self.answer.open or self.answer.gate != self.standing.phase or self.standing.state != "active":
            return ""
        return f"innoenvi advance {self.answer.minicluster}{self.by}"


def judge_gate(
    root: Path,
    minicluster: str,
    *,
    gate: str | None = None,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> GateResult:
    """Judge ``gate`` of ``minicluster``, the one of its present phase when ``None``.

    Raises:
        UnknownNameError: there is no such minicluster or gate.
        RefusedError: ``as_of`` is before the last decision.
    """
    chosen = known_gate(gate) if gate is not None else None
    situation = assess(root, minicluster, as_of=as_of, environ=environ)
    unread = situation.unread_log
    gate_asked = chosen or situation.standing.phase
    answer = situation.answer(gate_asked) if unread is None else situation.unjudged(gate_asked)
    return GateResult(
        root, answer, situation.standing, situation.findings, situation.by_option, asked=chosen, unread=unread
    )
