"""``innoenvi schema``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.options import PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.creation import report_schemas
from innoenvi_cli.usecases.write_schemas import write_schemas

EXAMPLES: Final = ("innoenvi schema", "innoenvi schema --write")


def run(
    ctx: typer.Context,
    *,
    write: Annotated[bool, typer.Option("--write", help=N_("bring them up to date"))] = False,
    form: PlainForm = "text",
) -> int:
    """Say whether the schemas of the programme are those of this version, or write them."""
    session = open_session(ctx)
    report_schemas(write_schemas(programme_root(), dry_run=not write), session.screen, form)
    return EXIT_OK
