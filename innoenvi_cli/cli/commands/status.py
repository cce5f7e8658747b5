"""``innoenvi status``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_minicluster
from innoenvi_cli.cli.options import DayOfJudgement, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.status import report_status
from innoenvi_cli.usecases.show_status import show_status

EXAMPLES: Final = ("innoenvi status", "innoenvi status vesihuolto", "innoenvi status --format json")


def run(
    ctx: typer.Context,
    miniclusters: Annotated[
        list[str] | None,
        typer.Argument(metavar="MINICLUSTER...", help=N_("show only these"), autocompletion=complete_minicluster),
    ] = None,
    *,
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Show where the miniclusters stand."""
    session = open_session(ctx)
    chosen = tuple(dict.fromkeys(miniclusters or ()))
    result = show_status(programme_root(), miniclusters=chosen, as_of=as_of, environ=session.environ)
    report_status(result, session.screen, form)
    return EXIT_OK
