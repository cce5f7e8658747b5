"""``innoenvi prioritise``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_target
from innoenvi_cli.cli.options import DayOfJudgement, Minicluster, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.prioritisation import report_prioritisation
from innoenvi_cli.usecases.prioritise_targets import prioritise_targets

EXAMPLES: Final = (
    "innoenvi prioritise vesihuolto",
    "innoenvi prioritise vesihuolto --target yllapitosopimus",
    "innoenvi prioritise vesihuolto --format json",
)


def run(
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    target: Annotated[
        str | None,
        typer.Option(metavar="ID", help=N_("who spoke against this target, and why"), autocompletion=complete_target),
    ] = None,
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Show how the core group prioritised."""
    session = open_session(ctx)
    result = prioritise_targets(programme_root(), minicluster, target=target, as_of=as_of, environ=session.environ)
    report_prioritisation(result, session.screen, form)
    return EXIT_OK
