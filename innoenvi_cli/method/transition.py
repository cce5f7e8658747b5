"""What a decision at a gate becomes: planned here, refused here, written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from innoenvi_cli.errors import QuestionUnansweredError, RefusedError, UnknownNameError, UsageError, WrongPhaseError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.digests import digests
from innoenvi_cli.method.phases import CYCLE, ENDED, PASSING, destination, fast_track_is_open
from innoenvi_cli.model.base import Decided, is_person_code
from innoenvi_cli.model.phases import Condition, CriterionAnswer, PhaseEntry, Waiver
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from innoenvi_cli.method.answers import CriterionResult, GateAnswer, Standing
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.phases import DecisionKind, Ending, GateId, PhaseId

LAST: PhaseId = CYCLE[-1]


@dataclass(frozen=True, slots=True)
class Intention:
    """What somebody means to decide: ``waivers`` are pairs of criterion and reason, ``meeting`` is event and item."""

    decision: DecisionKind = "go"
    note: str | None = None
    meeting: tuple[str, int] | None = None
    waivers: tuple[tuple[str, str], ...] = ()
    condition: tuple[str, str, date] | None = None
    to_phase: PhaseId | None = None
    ending: Ending | None = None


def gate_to_judge(standing: Standing, from_phase: GateId | None, intention: Intention) -> GateId | Literal["none"]:
    """Return the gate that stands before the decision, ``none`` where a new cycle begins without one.

    Raises:
        WrongPhaseError: ``from_phase`` is not the present phase.
        RefusedError: the minicluster was stopped or has completed its cycle.
    """
    if intention.ending == "new_cycle" and standing.conditions:
        raise RefusedError(
            message(N_("a condition of this cycle is still open: gate {gate}"), gate=standing.conditions[0].gate),
            message(N_("meet it and judge the gate again with innoenvi review, or close the minicluster")),
        )
    if standing.state in ENDED:
        if intention.ending == "new_cycle":
            return "none"
        raise RefusedError(
            message(N_("the minicluster is {state}"), state=message(_STATES[standing.state])),
            message(N_("begin a new development cycle with --new-cycle, or take the decision back: innoenvi undo")),
        )
    if from_phase == "fast_track" and fast_track_is_open(standing):
        return "fast_track"
    if from_phase is not None and from_phase != standing.phase:
        raise WrongPhaseError(from_phase, standing.phase)
    return standing.phase


_STATES = {"stopped": N_("stopped"), "completed": N_("completed"), "active": N_("active"), "on_hold": N_("on hold")}


def check_intention(intention: Intention, gate: GateId, answer: GateAnswer, as_of: date) -> None:
    """Refuse what does not fit together, before anything is decided.

    Raises:
        UsageError: options that do not belong to the decision.
        UnknownNameError: a waiver for a criterion that the gate does not have.
        RefusedError: a waiver for a criterion that cannot be waived.
    """
    if (intention.condition is not None) != (intention.decision == "conditional"):
        raise UsageError(
            message(N_("a conditional decision needs a condition, and no other decision takes one")),
            message(N_("--decision conditional --condition TEXT --owner CODE --due DATE")),
        )
    if intention.decision == "conditional" and intention.ending == "new_cycle":
        raise UsageError(
            message(N_("a new cycle cannot begin on a condition of the last one")),
            message(N_("close the minicluster on the condition, and begin the new cycle when it is met")),
        )
    if intention.condition is not None:
        _check_condition(intention.condition, as_of)
    if intention.to_phase is not None and intention.decision != "recycle":
        raise UsageError(
            message(N_("--to belongs to --decision recycle")), message(N_("leave --to out, or add --decision recycle"))
        )
    if intention.to_phase is not None and (gate == "fast_track" or CYCLE.index(intention.to_phase) > CYCLE.index(gate)):
        raise UsageError(
            message(N_("a minicluster is sent back to its present phase or an earlier one")),
            message(N_("choose --to among: {phases}"), phases=_up_to(gate)),
        )
    if intention.ending is not None and (gate != LAST or intention.decision not in PASSING):
        raise UsageError(
            message(N_("--close and --new-cycle belong to passing the last gate")), message(N_("leave them out here"))
        )
    _check_waivers(intention, answer)


def _up_to(gate: GateId) -> tuple[PhaseId, ...]:
    """Return the phases that a minicluster can be sent back to from ``gate``."""
    return CYCLE if gate == "fast_track" else CYCLE[: CYCLE.index(gate) + 1]


def _check_condition(condition: tuple[str, str, date], as_of: date) -> None:
    text, owner, due = condition
    if not text.strip() or not is_person_code(owner):
        raise UsageError(
            message(N_("the condition needs a text, and the person code of its owner")),
            message(N_("--condition TEXT --owner CODE --due DATE, with a code such as hlo-07")),
        )
    if due <= as_of:
        raise UsageError(
            message(N_("the condition is due on {due}, not after the decision"), due=due),
            message(N_("give a later --due DATE")),
        )


def _check_waivers(intention: Intention, answer: GateAnswer) -> None:
    criteria = {criterion.id: criterion for criterion in answer.criteria}
    # Where nobody knows what the gate asks for it stays closed, which is said in its own words.
    for name, reason in intention.waivers if criteria else ():
        if name not in criteria:
            raise UnknownNameError(message(N_("criterion")), name, tuple(criteria), nearest(name, criteria))
        if not criteria[name].waivable:
            raise RefusedError(
                message(N_("the criterion '{name}' cannot be waived"), name=name),
                message(N_("mend what innoenvi check reports")),
            )
        if not reason.strip():
            raise UsageError(
                message(N_("the waiver of '{name}' has no reason"), name=name),
                message(N_("give --reason TEXT after each --waive ID")),
            )


def passes(intention: Intention, answer: GateAnswer) -> bool:
    """Tell whether the gate lets the decision through.

    ``go`` needs an open gate; ``conditional`` passes a closed one, but not on broken records or suspect gates;
    ``recycle``, ``hold`` and ``stop`` ask for nothing.
    """
    if intention.decision == "go":
        return answer.open
    if intention.decision == "conditional":
        return bool(answer.criteria) and not any(item.keeps_shut and not item.waivable for item in answer.criteria)
    return True


def cited_meeting(intention: Intention, view: View) -> Decided | None:
    """Return the meeting that made the decision, with its organ.

    Raises:
        UnknownNameError: there is no such meeting of an organ by the day of the decision, or no such item.
    """
    if intention.meeting is None:
        return None
    name, item = intention.meeting
    meetings = {event.id: event for event in (*view.cluster.events.values(), *view.project.events.values())}
    held = {key: event for key, event in meetings.items() if event.date <= view.as_of and event.organ is not None}
    if name not in held:
        raise UnknownNameError(message(N_("meeting")), name, tuple(sorted(held)), nearest(name, held))
    items = tuple(str(entry.item) for entry in held[name].agenda)
    if str(item) not in items:
        raise UnknownNameError(message(N_("item of the agenda")), str(item), items, None)
    return Decided(organ=held[name].organ or "", event=name, item=item)


def decide(intention: Intention, answer: GateAnswer, view: View, *, by: str) -> PhaseEntry:
    """Return the entry of the decision, with the digests of what it rests on; a waiver of what holds is left out.

    Raises:
        QuestionUnansweredError: at the last gate neither close nor new cycle was said.
    """
    gate, standing = answer.gate, view.standing
    passing = intention.decision in PASSING
    if passing and gate == LAST and intention.ending is None:
        raise QuestionUnansweredError(
            message(N_("passing the last gate ends the cycle: close the minicluster, or begin a new cycle?")),
            message(N_("add --close or --new-cycle")),
        )
    condition = intention.condition
    needed = {criterion.id for criterion in answer.criteria if not criterion.met}
    return PhaseEntry(
        kind="decision",
        cycle=standing.cycle,
        gate=gate,
        to=destination(
            gate,
            standing.phase,
            decision=intention.decision,
            asked=intention.to_phase,
            ending=intention.ending,
        ),
        decision=intention.decision,
        date=answer.as_of,
        by=by,
        meeting=cited_meeting(intention, view),
        note=intention.note or None,
        ending=intention.ending,
        condition=Condition(text=condition[0], owner=condition[1], due=condition[2]) if condition else None,
        waivers=tuple(
            Waiver(criterion=name, reason=reason, by=by) for name, reason in intention.waivers if name in needed
        ),
        criteria=kept_answers(answer, view),
    )


def reviewed(answer: GateAnswer, view: View, *, by: str, waivers: tuple[Waiver, ...]) -> PhaseEntry:
    """Return the entry of a review: the gate judged again, its digests renewed."""
    return PhaseEntry(
        kind="review",
        cycle=view.standing.cycle,
        gate=answer.gate,
        date=answer.as_of,
        by=by,
        waivers=waivers,
        criteria=kept_answers(answer, view),
    )


def new_cycle(intention: Intention, view: View, *, by: str) -> PhaseEntry:
    """Return the entry that begins a new cycle after the end of one."""
    return PhaseEntry(
        kind="decision",
        cycle=view.standing.cycle,
        gate=LAST,
        to=CYCLE[0],
        decision="go",
        date=view.as_of,
        by=by,
        meeting=cited_meeting(intention, view),
        note=intention.note or None,
        ending="new_cycle",
    )


def kept_answers(answer: GateAnswer, view: View) -> dict[str, CriterionAnswer]:
    """Return what a decision keeps of each criterion; what only informs keeps no digests."""
    return {criterion.id: _kept(criterion, view) for criterion in answer.criteria}


def _kept(criterion: CriterionResult, view: View) -> CriterionAnswer:
    figure = criterion.figures[0]
    return CriterionAnswer(
        met=criterion.met,
        severity=criterion.severity,
        value=plain(figure.value) if figure.value is not None else None,
        compare=figure.compare,
        threshold=plain(figure.threshold),
        judged={} if criterion.severity == "info" else digests(view, criterion.judged),
    )


def plain(value: Decimal) -> str:
    """Return a figure without an exponent and without needless zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
