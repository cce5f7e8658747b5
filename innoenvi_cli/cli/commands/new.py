"""``innoenvi new``."""

from datetime import date
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.options import DryRun, PlainForm
from innoenvi_cli.cli.param_types import DAY
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.creation import report_minicluster
from innoenvi_cli.usecases.create_minicluster import create_minicluster

EXAMPLES: Final = ("innoenvi new vesihuolto", "innoenvi new ekotieto --name 'Ekologinen ympäristötieto'")


def run(
    ctx: typer.Context,
    minicluster: Annotated[str, typer.Argument(metavar="MINICLUSTER", help=N_("its id: small letters, hyphens"))],
    *,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("its name"))] = None,
    start: Annotated[
        date | None, typer.Option(click_type=DAY, help=N_("first day of the development cycle, else today"))
    ] = None,
    dry_run: DryRun = False,
    form: PlainForm = "text",
) -> int:
    """Make a new minicluster."""
    session = open_session(ctx)
    result = create_minicluster(
        programme_root(),
        minicluster,
        name=name,
        start=start,
        language=session.language,
        dry_run=dry_run,
        environ=session.environ,
    )
    report_minicluster(result, session.screen, form)
    return EXIT_OK
