"""Shows what a gate answers: what is still to be done first, then what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message, translate
from innoenvi_cli.method.phases import BY_ID
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.ci import ci_document
from innoenvi_cli.reporting.cleaning import clean, whole
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import as_number, measured
from innoenvi_cli.reporting.gate_words import MEND, NO_GATES, NO_LOG, RESTORE_LOG, WAIVED, note_of
from innoenvi_cli.reporting.issues import Issue, below, issue_line
from innoenvi_cli.store.files import MINICLUSTER_FILE, PROGRAMME_FILE

if TYPE_CHECKING:
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.answers import CriterionResult, Evidence, GateAnswer
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.judge_gate import GateResult

WEIGHTS: Final = {"must": Severity.ERROR, "should": Severity.WARNING, "info": Severity.INFO}


def report_gate(answer: GateAnswer, screen: Screen, form: Format, *, prefix: str = "", next_command: str = "") -> None:
    """Write ``answer`` in ``form``; CI formats have paths below ``prefix``."""
    if form == "json":
        screen.machine(envelope("gate", gate_data(answer, screen.language)))
    elif form != "text":
        issues = below(prefix, gate_issues(answer, screen.language))
        screen.machine(ci_document(issues, form, language=screen.language, suite="gate"))
    else:
        show_gate(answer, screen)
        if next_command:
            screen.talk(message(N_("→ next: {command}"), command=next_command), "faint")


def report_unread_log(result: GateResult, unread: Finding, screen: Screen, form: Format, *, prefix: str = "") -> None:
    """Write that every gate is closed, for ``unread`` is why nobody can read what was decided."""
    issue = _unread_log(result, unread, screen.language)
    if form == "json":
        screen.machine(envelope("gate", _unread_data(result, screen.language)))
    elif form != "text":
        screen.machine(ci_document(below(prefix, [issue]), form, language=screen.language, suite="gate"))
    else:
        words = message(N_("{minicluster}: {reason}"), minicluster=result.answer.minicluster, reason=message(NO_LOG))
        screen.line(screen.say(words), "error")
        screen.line(issue_line(issue, screen))


def _unread_data(result: GateResult, language: Language) -> dict[str, Any]:
    known = gate_data(result.answer, language)
    return {**known, "phase": result.asked, "cycle": None, "reason": message(NO_LOG).render(language)}


def _unread_log(result: GateResult, unread: Finding, language: Language) -> Issue:
    return Issue(
        code="phases",
        group=f"gate-{result.asked or 'unknown'}",
        title=message(N_("the decisions cannot be read")).render(language),
        severity=Severity.ERROR,
        path=unread.location.path,
        line=unread.location.line,
        column=unread.location.column,
        message=clean(unread.message.render(language)),
        hint=message(RESTORE_LOG).render(language),
        minicluster=result.answer.minicluster,
    )


def show_gate(answer: GateAnswer, screen: Screen) -> None:
    """Write ``answer`` for people: laid out on a terminal, one line per place elsewhere."""
    if screen.terminal:
        from innoenvi_cli.reporting.gate_view import show_gate_view  # noqa: PLC0415 - rich is for terminals

        show_gate_view(answer, screen)
        return
    screen.line(screen.say(headline(answer)))
    for issue in gate_issues(answer, screen.language):
        screen.line(issue_line(issue, screen))
    for criterion in answer.criteria:
        if criterion.met or criterion.waived:
            screen.line(screen.say(f"✓ {criterion.id}: {_sentence(criterion, screen.language)}"))


def headline(answer: GateAnswer) -> Message:
    """Return the answer in one line."""
    if not answer.criteria:
        return message(
            N_("{minicluster}: gate {number} ({gate}) is closed, cycle {cycle}, as of {as_of}"),
            minicluster=answer.minicluster,
            number=BY_ID[answer.gate].number,
            gate=answer.gate,
            cycle=answer.cycle,
            as_of=answer.as_of,
        )
    return message(
        N_(
            "{minicluster}: gate {number} ({gate}) is {state}, {met} of {total} musts met, cycle {cycle}, as of {as_of}"
        ),
        minicluster=answer.minicluster,
        number=BY_ID[answer.gate].number,
        gate=answer.gate,
        state=message(N_("open") if answer.open else N_("closed")),
        met=len(answer.musts) - len(answer.unmet),
        total=len(answer.musts),
        cycle=answer.cycle,
        as_of=answer.as_of,
    )


def gate_data(answer: GateAnswer, language: Language) -> dict[str, Any]:
    """Return what ``gate --format json`` holds."""
    return {
        "minicluster": answer.minicluster,
        "phase": answer.gate,
        "cycle": answer.cycle,
        "as_of": answer.as_of.isoformat(),
        "open": answer.open,
        "reason": "" if answer.criteria else message(NO_GATES).render(language),
        "criteria": [_criterion_data(criterion, language) for criterion in answer.criteria],
    }


def _criterion_data(criterion: CriterionResult, language: Language) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "severity": criterion.severity,
        "met": criterion.met,
        "waived": criterion.waived,
        "value": as_number(criterion.value),
        "threshold": as_number(criterion.threshold),
        "message": in_language(criterion.label, language),
        "hint": in_language(criterion.hint, language),
        "evidence": [_evidence_data(item, language) for item in criterion.evidence],
        "figures": [
            {
                "metric": item.metric,
                "value": as_number(item.value),
                "compare": item.compare,
                "threshold": as_number(item.threshold),
                "met": item.met,
            }
            for item in criterion.figures
        ],
    }


def _evidence_data(item: Evidence, language: Language) -> dict[str, Any]:
    return {
        "file": whole(item.location.path),
        "line": item.location.line,
        "column": item.location.column,
        "record": item.record,
        "note": item.note.render(language) if item.note is not None else "",
    }


def gate_issues(answer: GateAnswer, language: Language) -> list[Issue]:
    """Return one issue per place that keeps a criterion from being met; the musts first."""
    if not answer.criteria:
        return [_unreadable(answer, language)]
    unmet = [item for item in answer.criteria if not item.met and not item.waived]
    order = list(WEIGHTS)
    return [
        issue
        for criterion in sorted(unmet, key=lambda item: order.index(item.severity))
        for issue in _issues_of(criterion, answer, language)
    ]


def _unreadable(answer: GateAnswer, language: Language) -> Issue:
    """Say why a gate without criteria is closed: the programme's own record, which may change them, is broken."""
    return Issue(
        code="gates",
        group=f"gate-{answer.gate}",
        title=message(N_("the gates cannot be read")).render(language),
        severity=Severity.ERROR,
        path=PROGRAMME_FILE,
        line=1,
        column=1,
        message=message(NO_GATES).render(language),
        hint=message(MEND).render(language),
        minicluster=answer.minicluster,
    )


def _issues_of(criterion: CriterionResult, answer: GateAnswer, language: Language) -> list[Issue]:
    sentence = clean(_sentence(criterion, language))
    common: dict[str, Any] = {
        "code": criterion.id,
        "group": f"gate-{answer.gate}",
        "title": clean(in_language(criterion.label, language)),
        "severity": WEIGHTS[criterion.severity],
        "hint": clean(in_language(criterion.hint, language)),
        "minicluster": answer.minicluster,
    }
    if not criterion.evidence:
        return [Issue(path=f"{answer.minicluster}/{MINICLUSTER_FILE}", line=1, column=1, message=sentence, **common)]
    return [
        Issue(
            path=item.location.path,
            line=item.location.line,
            column=item.location.column,
            message=f"{sentence}; {clean(note_of(item, language))}",
            record=item.record,
            **common,
        )
        for item in criterion.evidence
    ]


def _sentence(criterion: CriterionResult, language: Language) -> str:
    label = in_language(criterion.label, language)
    unmet = [item for item in criterion.figures if not item.met] or list(criterion.figures)
    figures = "; ".join(measured(item, language).render(language) for item in unmet)
    waived = f" ({translate(WAIVED, language)})" if criterion.waived else ""
    return f"{label}{waived} ({figures})"
