"""Judge the gate of a minicluster, append the decision, make the deliverables of the phase."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from innoenvi_cli.checks.personal_data import looks_personal
from innoenvi_cli.errors import (
    DecisionStandsError,
    InnoenviError,
    QuestionUnansweredError,
    RefusedError,
    UnfinishedError,
    UsageError,
)
from innoenvi_cli.i18n import LANGUAGES, N_, message
from innoenvi_cli.method.gates import waive
from innoenvi_cli.method.phases import ALWAYS, BY_ID, PASSING
from innoenvi_cli.method.transition import (
    Intention,
    check_intention,
    decide,
    gate_to_judge,
    new_cycle,
    passes,
)
from innoenvi_cli.model.base import in_language, is_person_code
from innoenvi_cli.rules import UNREADABLE
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.phase_log import append_entry, log_path
from innoenvi_cli.store.writer import apply_changes, locked, unified_diff
from innoenvi_cli.usecases.render_deliverables import render
from innoenvi_cli.usecases.situation import assess, known_gate, refuse_unread_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.answers import GateAnswer, Standing
    from innoenvi_cli.model.phases import PhaseEntry
    from innoenvi_cli.usecases.made_files import ReportResult
    from innoenvi_cli.usecases.situation import Situation


@dataclass(frozen=True, slots=True)
class AdvanceRequest:
    """What the consultant asks for; ``by`` may be left to the contact of the programme."""

    minicluster: str
    intention: Intention = field(default_factory=Intention)
    by: str | None = None
    as_of: date | None = None
    from_phase: str | None = None
    dry_run: bool = False
    trust_templates: bool = False


@dataclass(frozen=True, slots=True)
class AdvanceResult:
    """What was decided. ``refused`` means that the gate is closed and nothing was written.

    ``entry`` is what was, or with a dry run would be, appended; ``unfinished`` says why the deliverables were not made.
    """

    root: Path
    minicluster: str
    answer: GateAnswer | None
    findings: tuple[Finding, ...]
    standing: Standing
    entry: PhaseEntry | None
    refused: bool
    dry_run: bool
    diff: str
    files: tuple[str, ...] = ()
    report: ReportResult | None = None
    unfinished: InnoenviError | None = None

    @property
    def personal(self) -> Message | None:
        """What of personal data the decision would put into git for good, for its texts look like it."""
        found = [what for text in _texts_of(self.entry) if (what := looks_personal(text)) is not None]
        return message(found[0]) if found else None


def advance_phase(root: Path, request: AdvanceRequest, *, environ: Mapping[str, str] | None = None) -> AdvanceResult:
    """Decide at the gate of a minicluster.

    Raises:
        UnknownNameError: there is no such minicluster, phase or criterion.
        RefusedError: the decision cannot be made; nothing was changed.
        UsageError: the options do not fit together.
        UnfinishedError: somebody else is writing, or the minicluster is in another phase.
        DecisionStandsError: interrupted after the decision was written.
    """
    environment = os.environ if environ is None else environ
    if request.dry_run:
        result, _ = _plan(root, request, environment)
        return result
    stands = False
    try:
        with locked(root):
            result, change = _plan(root, request, environment)
            if change is None:
                return result
            apply_changes(root, [change])
            stands = True
        return _with_deliverables(root, replace(result, files=(change.path,)), request)
    except KeyboardInterrupt:
        if not stands:
            raise
        raise DecisionStandsError(way_on(request)) from None


def way_on(request: AdvanceRequest) -> str:
    """Return the command that makes the deliverables of a decision that stands without them."""
    day = f" --as-of {request.as_of}" if request.as_of is not None else ""
    return f"innoenvi report {request.minicluster}{day}"


def _plan(root: Path, request: AdvanceRequest, environ: Mapping[str, str]) -> tuple[AdvanceResult, Change | None]:
    from_phase = known_gate(request.from_phase) if request.from_phase is not None else None
    situation = assess(root, request.minicluster, as_of=request.as_of, environ=environ)
    _refuse_unreadable(situation)
    refuse_unread_log(situation)
    intention = request.intention
    gate = gate_to_judge(situation.standing, from_phase, intention)
    answer: GateAnswer | None = None
    if gate == "none":
        entry = new_cycle(intention, situation.view(), by=deciding_person(request.by, situation))
    else:
        plain_answer = situation.answer(gate)
        check_intention(intention, gate, plain_answer, situation.as_of)
        answer = waive(plain_answer, frozenset(name for name, _ in intention.waivers))
        if not passes(intention, answer):
            return _result(request, situation, answer, None, refused=True), None
        entry = decide(intention, answer, situation.view(), by=deciding_person(request.by, situation))
    before, phases = situation.raw_phases, situation.cluster.phases
    # The very same decision once more, after a killed run say, is the one that stands: a hold moves no phase.
    stands = phases is not None and phases.entries[-1:] == (entry,)
    change = Change(log_path(request.minicluster), before, before if stands else append_entry(before, entry))
    result = _result(request, situation, answer, entry, refused=False)
    return replace(result, diff=unified_diff([change])), change


def _refuse_unreadable(situation: Situation) -> None:
    """Decide nothing while the disk keeps a record back: the history would hold what was judged without it."""
    unread = next((finding for finding in situation.findings if finding.code == UNREADABLE.code), None)
    if unread is not None:
        raise RefusedError(
            message(
                N_("{path} cannot be read, so that the gate would be judged without it"), path=unread.location.path
            ),
            message(N_("see innoenvi check; when the file can be read, run the command again")),
        )


def _result(
    request: AdvanceRequest,
    situation: Situation,
    answer: GateAnswer | None,
    entry: PhaseEntry | None,
    *,
    refused: bool,
) -> AdvanceResult:
    return AdvanceResult(
        root=situation.loaded.root,
        minicluster=request.minicluster,
        answer=answer,
        findings=situation.findings,
        standing=situation.standing,
        entry=entry,
        refused=refused,
        dry_run=request.dry_run,
        diff="",
    )


def deciding_person(given: str | None, situation: Situation) -> str:
    """Return the code of who decides: as given, else the contact of the programme.

    Raises:
        UsageError: what was given is not a person code.
        QuestionUnansweredError: nobody was given and the programme names no contact.
    """
    if given is not None:
        if not is_person_code(given):
            raise UsageError(
                message(N_("'{value}' is not a person code"), value=given),
                message(N_("give a code such as hlo-07; names belong to the private folder")),
            )
        return given
    programme = situation.loaded.project.programme
    if programme is None or programme.contact is None:
        raise QuestionUnansweredError(
            message(N_("who decides?")),
            message(N_("give --by CODE, or name the contact of the programme in innoenvi.yaml")),
        )
    return programme.contact


def _texts_of(entry: PhaseEntry | None) -> Iterator[str]:
    if entry is None:
        return
    condition = (entry.condition.text,) if entry.condition is not None else ()
    for text in (entry.note, *(waiver.reason for waiver in entry.waivers), *condition):
        yield from (in_language(text, language) for language in LANGUAGES)


def _with_deliverables(root: Path, result: AdvanceResult, request: AdvanceRequest) -> AdvanceResult:
    """Make the deliverables; when that fails the decision stands, and they can be made again."""
    assert result.entry is not None
    try:
        report = render(
            root,
            miniclusters=(result.minicluster,),
            deliverables=deliverables_of(result.entry),
            as_of=result.entry.date,
            trust_templates=request.trust_templates,
        )
    except InnoenviError as error:
        return replace(result, unfinished=error)
    except Exception as error:  # noqa: BLE001 - the decision stands whatever befell the documents; report shows the rest
        return replace(result, unfinished=_not_made(error))
    return replace(result, report=report)


def _not_made(error: Exception) -> UnfinishedError:
    return UnfinishedError(
        message(N_("the deliverables were not made ({kind})"), kind=type(error).__name__),
        message(N_("the decision stands; make them with innoenvi report")),
    )


def deliverables_of(entry: PhaseEntry) -> tuple[str, ...]:
    """Return the deliverables that a decision makes: those of the phase when it was passed, and the constant ones."""
    passed = entry.decision in PASSING
    return (*(BY_ID[entry.gate].deliverables if passed else ()), *ALWAYS)
