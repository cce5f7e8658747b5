"""``innoenvi advance``."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_phase
from innoenvi_cli.cli.options import DryRun, Minicluster, PlainForm
from innoenvi_cli.cli.param_types import DAY, Word
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.prompts import choose, require_yes
from innoenvi_cli.cli.session import Session, open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_UNFINISHED, QuestionUnansweredError, UsageError
from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.method.phases import CYCLE
from innoenvi_cli.method.transition import Intention
from innoenvi_cli.model.phases import DecisionKind, Ending, PhaseId
from innoenvi_cli.model.vocabulary import label, words
from innoenvi_cli.reporting.decision import advance_title, report_advance, warn_of_personal_data
from innoenvi_cli.reporting.issues import Format
from innoenvi_cli.usecases.advance_phase import AdvanceRequest, AdvanceResult, advance_phase, way_on

EXAMPLES: Final = (
    "innoenvi advance vesihuolto --by hlo-01",
    "innoenvi advance vesihuolto --dry-run --diff",
    "innoenvi advance vesihuolto -y --waive sme_share --reason 'large firms'",
    "innoenvi advance vesihuolto -y --decision hold --note 'funding open'",
    "innoenvi advance vesihuolto -y --close",
)
_MEETING: Final = re.compile(r"([^/\s]+)/([0-9]{1,4})\Z")


def run(  # noqa: PLR0913 - the options of the command
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    dry_run: DryRun = False,
    diff: Annotated[bool, typer.Option("--diff", help=N_("show the change of phases.yaml"))] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help=N_("do not ask for confirmation"))] = False,
    from_phase: Annotated[
        str | None,
        typer.Option("--from", metavar="PHASE", help=N_("only from this phase"), autocompletion=complete_phase),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="CODE", help=N_("person code of who decides, else the programme's contact"))
    ] = None,
    meeting: Annotated[
        str | None, typer.Option(metavar="EVENT/ITEM", help=N_("the meeting and the item that decided"))
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of", click_type=DAY, help=N_("the day of the decision, else as_of of the programme, else today")
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("a note for the readers"))] = None,
    waive: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=N_("a criterion to waive; a --reason for each"))
    ] = None,
    reason: Annotated[list[str] | None, typer.Option(metavar="TEXT", help=N_("why it is waived"))] = None,
    decision: Annotated[
        DecisionKind, typer.Option(click_type=Word(words("decision")), help=N_("what is decided"))
    ] = "go",
    condition: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("what a conditional decision asks for"))
    ] = None,
    owner: Annotated[str | None, typer.Option(metavar="CODE", help=N_("person code of who sees to it"))] = None,
    due: Annotated[date | None, typer.Option(click_type=DAY, help=N_("when it is due"))] = None,
    to_phase: Annotated[
        PhaseId | None, typer.Option("--to", click_type=Word(CYCLE), help=N_("the phase to recycle to"))
    ] = None,
    close: Annotated[bool, typer.Option("--close", help=N_("last gate: the minicluster is completed"))] = False,
    new_cycle: Annotated[bool, typer.Option("--new-cycle", help=N_("last gate: a new cycle begins"))] = False,
    form: PlainForm = "text",
) -> int:
    """Decide at the gate of the present phase."""
    session = open_session(ctx)
    request = AdvanceRequest(
        minicluster=minicluster,
        intention=Intention(
            decision=decision,
            note=note,
            meeting=_meeting(meeting),
            waivers=_waivers(waive or [], reason or []),
            condition=_condition(condition, owner, due),
            to_phase=to_phase,
            ending=_ending(close=close, new_cycle=new_cycle),
        ),
        by=by,
        as_of=as_of,
        from_phase=from_phase,
        dry_run=dry_run,
        trust_templates=session.trust_templates,
    )
    root = programme_root()
    asks = not (yes or dry_run)
    result = _decide(session, root, request) if asks else _advance(session, root, request)
    if not asks:
        warn_of_personal_data(result, session.screen)
    report_advance(result, session.screen, form, with_diff=diff)
    if result.unfinished is not None:
        return _unfinished(session, result, form, command=way_on(request))
    return EXIT_NO if result.refused else EXIT_OK


def _decide(session: Session, root: Path, request: AdvanceRequest) -> AdvanceResult:
    """Show what would be decided, ask, then decide."""
    command = f"innoenvi advance {request.minicluster} -y"
    try:
        planned = _advance(session, root, replace(request, dry_run=True))
    except QuestionUnansweredError:
        if not session.can_ask or request.intention.ending is not None:
            raise
        request = replace(request, intention=replace(request.intention, ending=_ask_for_ending(session)))
        planned = _advance(session, root, replace(request, dry_run=True))
    if planned.refused:
        return replace(planned, dry_run=False)
    warn_of_personal_data(planned, session.screen)
    question = message(N_("{decision} — decide so?"), decision=advance_title(planned))
    require_yes(session, question, command=command)
    return _advance(session, root, request)


def _advance(session: Session, root: Path, request: AdvanceRequest) -> AdvanceResult:
    return advance_phase(root, request, environ=session.environ)


def _ask_for_ending(session: Session) -> Ending:
    question = message(N_("Passing the last gate ends the cycle. What then?"))
    chosen = choose(session, question, [(word, label("ending", word)) for word in words("ending")])
    return "close" if chosen == "close" else "new_cycle"


def _unfinished(session: Session, result: AdvanceResult, form: Format, *, command: str) -> int:
    error = result.unfinished
    assert error is not None
    if form != "json":
        session.screen.complain(
            message(N_("the decision stands, but its deliverables could not be made: {reason}"), reason=error.text),
            "error",
        )
        session.screen.point(error.source, error.place.get("column"))
        session.screen.complain(message(N_("  → {hint}"), hint=error.hint))
        session.screen.complain(message(N_("  → then run {command}"), command=command))
    return EXIT_UNFINISHED


def _waivers(names: list[str], reasons: list[str]) -> tuple[tuple[str, str], ...]:
    if len(names) != len(reasons):
        raise UsageError(
            message(
                N_("{waived} with {reasons}"),
                waived=counted("{count} criterion is waived", "{count} criteria are waived", len(names)),
                reasons=counted("{count} reason", "{count} reasons", len(reasons)),
            ),
            message(N_("give --reason TEXT after each --waive ID")),
        )
    return tuple(zip(names, reasons, strict=True))


def _condition(text: str | None, owner: str | None, due: date | None) -> tuple[str, str, date] | None:
    given = (text, owner, due)
    if all(part is None for part in given):
        return None
    if text is None or owner is None or due is None:
        raise UsageError(
            message(N_("a condition has a text, an owner and a due date")),
            message(N_("--decision conditional --condition TEXT --owner CODE --due DATE")),
        )
    return text, owner, due


def _meeting(text: str | None) -> tuple[str, int] | None:
    if text is None:
        return None
    match = _MEETING.match(text)
    if match is None:
        raise UsageError(
            message(N_("'{value}' does not name a meeting and an item"), value=text),
            message(N_("write for example --meeting johtoryhma-4/3")),
        )
    return match[1], int(match[2])


def _ending(*, close: bool, new_cycle: bool) -> Ending | None:
    if close and new_cycle:
        raise UsageError(message(N_("--close and --new-cycle exclude each other")), message(N_("choose one of them")))
    return "close" if close else "new_cycle" if new_cycle else None
