"""Shows decisions: made, refused, taken back, judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, format_date, message
from innoenvi_cli.method.phases import BY_ID, phase_title
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.creation import show_diff
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.gate import gate_data, show_gate
from innoenvi_cli.reporting.gate_words import way_past
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.model.phases import GateId, PhaseEntry
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.advance_phase import AdvanceResult
    from innoenvi_cli.usecases.review_gate import ReviewResult
    from innoenvi_cli.usecases.undo_decision import UndoResult


def report_advance(result: AdvanceResult, screen: Screen, form: Format, *, with_diff: bool = False) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        screen.machine(envelope("advance", advance_data(result, screen.language)))
        return
    if result.refused and result.answer is not None:
        show_gate(result.answer, screen)
        screen.complain(message(N_("✗ the gate is closed; nothing was changed")), "error")
        ways = message(
            N_(
                "→ meet what is to be done, waive a criterion (--waive ID --reason TEXT), or pass on a condition"
                " (--decision conditional --condition TEXT --owner CODE --due DATE)"
            )
        )
        screen.talk(way_past(result.answer) or ways)
        return
    if result.entry is not None:
        show_sheet(screen, advance_title(result), _entry_rows(result.entry, screen.language))
    if with_diff:
        show_diff(result.diff, screen)
    if result.dry_run:
        screen.talk(message(N_("nothing was written: leave --dry-run out to decide")), "faint")
        return
    show_sheet(screen, "", [row(message(N_("written")), *result.files), *_made(result)])
    if result.unfinished is None:
        screen.talk(message(N_("→ next: {command}"), command=f"innoenvi status {result.minicluster}"), "faint")


def warn_of_personal_data(result: AdvanceResult, screen: Screen) -> None:
    """Say when the texts of a decision look like personal data: the log of decisions is committed and never changed."""
    if result.personal is not None:
        screen.complain(
            message(
                N_("the texts of the decision seem to hold {what}, and phases.yaml goes into git"), what=result.personal
            ),
            "warning",
        )
        hint = message(N_("  → write a person code instead; what is not committed yet, innoenvi undo takes back"))
        screen.complain(hint)


def _made(result: AdvanceResult) -> list[Row]:
    if result.report is None:
        return []
    return [
        row(message(N_("made")), *(item.path for item in result.report.written)),
        row(message(N_("kept")), *(item.path for item in result.report.kept)),
    ]


def advance_title(result: AdvanceResult) -> Message:
    """Return what was decided, in one line."""
    entry = result.entry
    assert entry is not None
    return message(
        N_("{minicluster}: {decision}, {before} → {after}"),
        minicluster=result.minicluster,
        decision=label("decision", entry.decision or "go"),
        before=_phase(entry.gate),
        after=_after(entry, result),
    )


def _after(entry: PhaseEntry, result: AdvanceResult) -> Message:
    if entry.ending is not None:
        return label("ending", entry.ending)
    return _phase(entry.to or result.standing.phase)


def _phase(phase: GateId) -> Message:
    return message(N_("{number} {phase}"), number=BY_ID[phase].number, phase=label("phase", phase))


def _entry_rows(entry: PhaseEntry, language: Language) -> list[Row]:
    condition = entry.condition
    rows = [
        row(message(N_("date")), format_date(entry.date, language)),
        row(message(N_("by")), entry.by),
        row(message(N_("note")), in_language(entry.note, language)),
        *(
            row(message(N_("waived")), f"{item.criterion}: {in_language(item.reason, language)} ({item.by})")
            for item in entry.waivers
        ),
    ]
    if condition is not None:
        due = format_date(condition.due, language)
        text = in_language(condition.text, language)
        words = message(N_("{text} ({owner}, due {due})"), text=text, owner=condition.owner, due=due)
        rows.append(row(message(N_("condition")), words))
    return rows


def advance_data(result: AdvanceResult, language: Language) -> dict[str, Any]:
    """Return what ``advance --format json`` holds."""
    entry, report = result.entry, result.report
    data: dict[str, Any] = {
        "minicluster": result.minicluster,
        "from": result.standing.phase,
        "to": (entry.to or result.standing.phase) if entry is not None else result.standing.phase,
        "gate": entry.gate if entry is not None else result.answer.gate if result.answer is not None else None,
        "decision": entry.decision if entry is not None else None,
        "ending": entry.ending if entry is not None else None,
        "date": entry.date.isoformat() if entry is not None else None,
        "by": entry.by if entry is not None else None,
        "refused": result.refused,
        "dry_run": result.dry_run,
        "diff": result.diff,
        "files": list(result.files),
        "deliverables": [item.path for item in report.written] if report is not None else [],
        "unfinished": None,
    }
    if result.refused and result.answer is not None:
        data["criteria"] = [item for item in gate_data(result.answer, language)["criteria"] if not item["met"]]
    error = result.unfinished
    if error is not None:
        known = {"rule": error.rule, "place": dict(error.place)} if error.rule else {}
        said = {"message": error.text.render(language), "hint": error.hint.render(language)}
        data["unfinished"] = {"code": error.code, **said, **known}
    return data


def report_undo(result: UndoResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    entry = result.entry
    if form == "json":
        data = {
            "minicluster": result.minicluster,
            "entry": entry.kind,
            "gate": entry.gate,
            "date": entry.date.isoformat(),
            "phase": result.phase,
            "files": list(result.files),
        }
        screen.machine(envelope("undo", data))
        return
    title = message(
        N_("{minicluster}: the {entry} of {date} at gate {gate} is taken back"),
        minicluster=result.minicluster,
        entry=label("entry_kind", entry.kind),
        date=format_date(entry.date, screen.language),
        gate=BY_ID[entry.gate].number,
    )
    show_sheet(
        screen,
        title,
        [row(message(N_("phase")), phase_title(result.phase)), row(message(N_("written")), *result.files)],
    )
    command = f"innoenvi report {result.minicluster}"
    screen.talk(
        message(N_("→ deliverables may say what held before; make them anew: {command}"), command=command), "faint"
    )


def report_review(result: ReviewResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        data = {**gate_data(result.answer, screen.language), "files": list(result.files)}
        screen.machine(envelope("review", data))
        return
    show_gate(result.answer, screen)
    if result.answer.open and not result.files:
        screen.talk(message(N_("✓ the gate stands; this review is in the log already")), "good")
    elif result.answer.open:
        show_sheet(screen, "", [row(message(N_("written")), *result.files)])
        screen.talk(message(N_("✓ the gate stands; what it rests on is pinned anew")), "good")
    else:
        screen.complain(message(N_("✗ the gate is closed now; nothing was changed")), "error")
        screen.talk(_after_review(result), "faint")


def _after_review(result: ReviewResult) -> Message:
    """Return what to do after a review found the gate closed; only the last decision can be taken back."""
    answer = result.answer
    if not answer.criteria or any(criterion.id == "records" for criterion in answer.unmet):
        return message(N_("→ mend what innoenvi check reports; perhaps no review is needed then"))
    if result.is_last:
        command = f"innoenvi undo {result.minicluster}"
        return message(N_("→ meet what is to be done, or take the decision back: {command}"), command=command)
    return message(N_("→ meet what is to be done, then review again"))
