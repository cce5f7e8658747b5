"""``innoenvi status``."""

from datetime import date
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_minicluster
from innoenvi_cli.cli.param_types import DAY, Word
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.issues import PLAIN_FORMATS, Format
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
    as_of: Annotated[
        date | None, typer.Option("--as-of", click_type=DAY, help=N_("the day to judge on, else today"))
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", click_type=Word(PLAIN_FORMATS), help=N_("form of the result"))
    ] = "text",
) -> int:
    """Show where the miniclusters stand."""
    session = open_session(ctx)
    chosen = tuple(dict.fromkeys(miniclusters or ()))
    result = show_status(programme_root(), miniclusters=chosen, as_of=as_of, environ=session.environ)
    report_status(result, session.screen, form)
    return EXIT_OK
