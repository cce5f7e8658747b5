"""``innoenvi add``."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_kind, complete_minicluster
from innoenvi_cli.cli.options import DryRun, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.prompts import ask_text
from innoenvi_cli.cli.session import Session, open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, QuestionUnansweredError, UsageError
from innoenvi_cli.findings import has_errors
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.creation import report_record
from innoenvi_cli.rules import NO_TEXT_FILE
from innoenvi_cli.store.reader import MAX_BYTES
from innoenvi_cli.store.slips import document_kind
from innoenvi_cli.usecases.add_record import NewRecord, add_record
from innoenvi_cli.usecases.ask_for_record import ask_for_record

EXAMPLES: Final = (
    "innoenvi add member vesihuolto",
    "innoenvi add member vesihuolto --set name='Hydros Oy' --set kind=company",
    "innoenvi add event programme - < seminar.yaml",
)


def run(  # noqa: PLR0913 - the options of the command
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=N_("member, event, target and so on"), autocompletion=complete_kind)
    ],
    minicluster: Annotated[
        str,
        typer.Argument(
            metavar="MINICLUSTER", help=N_("the minicluster, or programme"), autocompletion=complete_minicluster
        ),
    ],
    source: Annotated[str | None, typer.Argument(metavar="-", help=N_("read the record from standard input"))] = None,
    *,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help=N_("a field of the record, as often as needed")),
    ] = None,
    dry_run: DryRun = False,
    form: PlainForm = "text",
) -> int:
    """Add a record."""
    session = open_session(ctx)
    root = programme_root()
    new = _new_record(session, root, kind, minicluster, source, tuple(values or ()))
    result = add_record(root, new, language=session.language, dry_run=dry_run, environ=session.environ)
    report_record(result, session.screen, form)
    if result.refused and source is None and not values:
        # Somebody has typed all of it: what was typed is not lost.
        typed = shlex.join(part for value in new.assignments for part in ("--set", value))
        command = f"innoenvi add {kind} {minicluster} {typed}"
        session.screen.talk(message(N_("→ correct it and run: {command}"), command=command))
    return EXIT_OK if result.written or (dry_run and not has_errors(result.findings)) else EXIT_NO


def _new_record(
    session: Session, root: Path, kind: str, minicluster: str, source: str | None, values: tuple[str, ...]
) -> NewRecord:
    if source is not None:
        if source != "-" or values:
            raise UsageError(
                message(N_("'{source}': only - stands there, without --set"), source=source),
                message(N_("- reads the record from standard input; --set gives its fields instead")),
            )
        return NewRecord(kind, minicluster, text=_read_input())
    if values:
        return NewRecord(kind, minicluster, assignments=values)
    questions = ask_for_record(root, kind, minicluster)
    if not session.can_ask:
        keys = tuple(f"--set {question.key}=…" for question in questions if question.required)
        needed = " ".join(keys) or "--set key=…"
        raise QuestionUnansweredError(
            message(N_("what does the record hold?")),
            message(
                N_("nobody is there to ask; run innoenvi add {kind} {minicluster} {needed}"),
                kind=kind,
                minicluster=minicluster,
                needed=needed,
            ),
        )
    session.screen.talk(message(N_("Enter skips what is not needed; several values are typed with commas")), "faint")
    assignments: list[str] = []
    for question in questions:
        answer = ask_text(
            session,
            message(N_("{key}: {what}"), key=question.key, what=message(question.text)),
            choices=question.choices,
            required=question.required,
            refuse=question.problem,
        )
        assignments.extend(question.assignments(answer) if answer else ())
    return NewRecord(kind, minicluster, assignments=tuple(assignments))


def _read_input() -> str:
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if (kind := document_kind(raw)) is not None:
            raise UsageError(message(NO_TEXT_FILE.message, kind=message(kind)), message(NO_TEXT_FILE.hint)) from None
        raise UsageError(
            message(N_("standard input is not UTF-8 text (byte {offset})"), offset=error.start),
            message(N_("save it as UTF-8; editors offer this under 'encoding'")),
        ) from None
    if len(raw) > MAX_BYTES:
        raise UsageError(
            message(N_("standard input has more than {limit} bytes"), limit=MAX_BYTES),
            message(N_("a record is much smaller: is that the right file?")),
        )
    return text
