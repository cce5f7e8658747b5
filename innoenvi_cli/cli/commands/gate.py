"""``innoenvi gate``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_phase
from innoenvi_cli.cli.options import AnyForm, DayOfJudgement, Minicluster
from innoenvi_cli.cli.places import git_prefix, programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.gate import report_gate, report_unread_log
from innoenvi_cli.usecases.judge_gate import judge_gate

EXAMPLES: Final = (
    "innoenvi gate vesihuolto",
    "innoenvi gate vesihuolto --phase analysis",
    "innoenvi gate vesihuolto --format json",
)


def run(
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    phase: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help=N_("the gate of this phase, else of the present one"), autocompletion=complete_phase
        ),
    ] = None,
    as_of: DayOfJudgement = None,
    form: AnyForm = "text",
) -> int:
    """Ask what the gate answers."""
    session = open_session(ctx)
    root = programme_root()
    result = judge_gate(root, minicluster, gate=phase, as_of=as_of, environ=session.environ)
    if result.unread is not None:
        report_unread_log(result, result.unread, session.screen, form, prefix=git_prefix(root))
        return EXIT_NO
    report_gate(result.answer, session.screen, form, prefix=git_prefix(root), next_command=result.next_command)
    return EXIT_OK if result.answer.open else EXIT_NO
