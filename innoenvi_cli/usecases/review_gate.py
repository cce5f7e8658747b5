"""Judge a passed gate again and renew what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.method.gates import waive
from innoenvi_cli.method.phases import GATE_IDS, phase_title
from innoenvi_cli.method.transition import reviewed
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.phase_log import append_entry, log_path
from innoenvi_cli.store.writer import apply_changes, locked
from innoenvi_cli.usecases.advance_phase import deciding_person
from innoenvi_cli.usecases.situation import assess, known_gate, refuse_unread_log

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import GateAnswer
    from innoenvi_cli.model.phases import GateId, PhaseEntry
    from innoenvi_cli.usecases.situation import Situation


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What the gate answers now; nothing was written when it is closed, or when this very review stands already.

    ``is_last`` says that the decision at this gate is what `undo` would take back.
    """

    root: Path
    minicluster: str
    answer: GateAnswer
    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    is_last: bool = False


def review_gate(
    root: Path,
    minicluster: str,
    *,
    gate: str | None = None,
    by: str | None = None,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> ReviewResult:
    """Judge ``gate`` again, the suspect one when ``None``; an open one renews its digests and meets its condition.

    The waivers of the decision stay in force.

    Raises:
        UnknownNameError: there is no such minicluster or gate.
        RefusedError: the gate has not been passed, no single gate is suspect, or the decisions cannot be read.
    """
    asked = known_gate(gate) if gate is not None else None
    with locked(root):
        situation = assess(root, minicluster, as_of=as_of, environ=environ)
        refuse_unread_log(situation)
        chosen = asked or _suspect_gate(situation)
        entry = situation.standing.passed.get(chosen)
        if entry is None:
            raise RefusedError(
                message(N_("gate {gate} has not been passed in this cycle"), gate=phase_title(chosen)),
                message(N_("pass it with innoenvi advance {minicluster}"), minicluster=minicluster),
            )
        waived = frozenset(waiver.criterion for waiver in entry.waivers)
        answer = waive(situation.answer(chosen), waived)
        if not answer.open:
            is_last = entry.kind == "decision" and entry == _last_entry(situation)
            return ReviewResult(root, minicluster, answer, situation.findings, (), is_last)
        decider = deciding_person(by, situation)
        renewed = reviewed(answer, situation.view(), by=decider, waivers=entry.waivers)
        if _last_entry(situation) == renewed:
            return ReviewResult(root, minicluster, answer, situation.findings, ())
        raw = situation.raw_phases
        change = Change(log_path(minicluster), raw, append_entry(raw, renewed))
        apply_changes(root, [change])
    return ReviewResult(root, minicluster, answer, situation.findings, (change.path,))


def _last_entry(situation: Situation) -> PhaseEntry | None:
    phases = situation.cluster.phases
    return phases.entries[-1] if phases is not None and phases.entries else None


def _suspect_gate(situation: Situation) -> GateId:
    suspect = tuple(dict.fromkeys(item.gate for item in situation.suspicions))
    conditional = tuple(item.gate for item in situation.standing.conditions)
    named = tuple(gate for gate in GATE_IDS if gate in {*suspect, *conditional})
    if len(named) == 1:
        return named[0]
    if not named:
        raise RefusedError(
            message(
                N_("no gate of '{minicluster}' is suspect or passed on a condition"), minicluster=situation.cluster.id
            ),
            message(N_("there is nothing to review; name a passed gate with --gate to judge it all the same")),
        )
    raise RefusedError(
        message(N_("more than one gate waits for a review: {gates}"), gates=verbatim(", ".join(named))),
        message(N_("begin with the first: --gate {gate}"), gate=named[0]),
    )
