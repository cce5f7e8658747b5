"""Shows where the miniclusters stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.phases import BY_ID
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.status_words import unknown_gate, unknown_phase

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.show_status import MiniclusterStatus, StatusResult


def report_status(result: StatusResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        screen.machine(envelope("status", status_data(result, screen.language)))
    elif not result.miniclusters:
        screen.talk(message(N_("the programme has no minicluster yet")))
        screen.talk(message(N_("→ next: {command}"), command="innoenvi new MINICLUSTER"), "faint")
    elif screen.terminal:
        from innoenvi_cli.reporting.status_view import show_status_view  # noqa: PLC0415 - rich is for terminals

        show_status_view(result, screen)
    else:
        for status in result.miniclusters:
            screen.line(screen.say(_line(status, screen.language)))


def status_data(result: StatusResult, language: Language) -> dict[str, Any]:
    """Return what ``status --format json`` holds."""
    return {
        "name": in_language(result.programme, language),
        "miniclusters": [_status_data(status, language) for status in result.miniclusters],
        "totals": {
            "miniclusters": len(result.miniclusters),
            "members": sum(status.members for status in result.miniclusters),
        },
    }


def _status_data(status: MiniclusterStatus, language: Language) -> dict[str, Any]:
    answer, standing = status.answer, status.standing
    return {
        "id": status.id,
        "name": in_language(status.name, language),
        "as_of": status.as_of.isoformat(),
        "cycle": standing.cycle if standing.is_known else None,
        "phase": standing.phase if standing.is_known else None,
        "state": standing.state if standing.is_known else None,
        "members": status.members,
        "interviews": status.interviews,
        "gate": {
            "open": answer.open,
            "met": len(answer.musts) - len(answer.unmet),
            "total": len(answer.musts),
            "missing": [criterion.id for criterion in answer.unmet],
        },
        "fast_track": {"open": status.fast_open, "closed": status.fast_closed},
        "suspect": list(status.suspect_gates),
        "conditions": [
            {
                "gate": item.gate,
                "text": in_language(item.condition.text, language),
                "owner": item.condition.owner,
                "due": item.condition.due.isoformat(),
            }
            for item in status.standing.conditions
        ],
        "errors": status.errors,
        "next_meeting": {
            "id": status.meeting.id,
            "date": status.meeting.date.isoformat(),
            "title": in_language(status.meeting.title, language),
        }
        if status.meeting is not None
        else None,
        "tasks": {"open": len(status.tasks), "overdue": status.overdue, "due_by_meeting": status.due_by_meeting},
        "next": status.next_command,
    }


def _line(status: MiniclusterStatus, language: Language) -> str:
    """Return the state of one minicluster on one line."""
    return f"{_state(status).render(language)} → {status.next_command}"


def _state(status: MiniclusterStatus) -> Message:
    if not status.standing.is_known:
        return message(N_("{id}: {reason}"), id=status.id, reason=unknown_phase(status))
    standing: dict[str, Any] = {
        "id": status.id,
        "number": BY_ID[status.standing.phase].number,
        "phase": status.standing.phase,
        "cycle": status.standing.cycle,
        "state": label("state", status.standing.state),
        "suspect": ",".join(status.suspect_gates) or "-",
    }
    if not status.gates_known:
        return message(
            N_("{id}: phase {number} {phase}, cycle {cycle}, {state}, {reason}, suspect {suspect}"),
            reason=unknown_gate(),
            **standing,
        )
    answer = status.answer
    missing = ",".join(criterion.id for criterion in answer.unmet) or "-"
    return message(
        N_(
            "{id}: phase {number} {phase}, cycle {cycle}, {state}, gate {met}/{total}, missing {missing},"
            " suspect {suspect}"
        ),
        met=len(answer.musts) - len(answer.unmet),
        total=len(answer.musts),
        missing=missing,
        **standing,
    )
