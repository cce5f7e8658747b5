"""``innoenvi init``."""

from pathlib import Path
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_sample
from innoenvi_cli.cli.options import DryRun, PlainForm
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.creation import report_programme
from innoenvi_cli.usecases.create_programme import create_programme

EXAMPLES: Final = (
    "innoenvi init",
    "innoenvi init hanke --name 'Ympäristöklusteri 2026'",
    "innoenvi init kokeilu --sample innoenvi",
)


def run(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help=N_("the folder, made where it is missing"))] = ".",
    *,
    sample: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=N_("begin with a copy of this sample"), autocompletion=complete_sample),
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("name of the programme"))] = None,
    dry_run: DryRun = False,
    form: PlainForm = "text",
) -> int:
    """Make a new programme."""
    session = open_session(ctx)
    result = create_programme(Path(folder), language=session.language, name=name, sample=sample, dry_run=dry_run)
    report_programme(result, session.screen, form, place=folder)
    return EXIT_OK
