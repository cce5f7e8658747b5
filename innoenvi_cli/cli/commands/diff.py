"""``innoenvi diff``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_meeting, complete_minicluster
from innoenvi_cli.cli.options import PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.changes import report_changes
from innoenvi_cli.usecases.compare_records import compare_records

EXAMPLES: Final = (
    "innoenvi diff --since 2026-05-01",
    "innoenvi diff vesihuolto --since events/johtoryhma-4",
    "innoenvi diff --since v1 --until HEAD~3 --format json",
)


def run(
    ctx: typer.Context,
    minicluster: Annotated[
        str | None,
        typer.Argument(metavar="MINICLUSTER", help=N_("show only this one"), autocompletion=complete_minicluster),
    ] = None,
    *,
    since: Annotated[
        str,
        typer.Option(
            metavar="REV",
            help=N_("from a commit, tag or branch, a date (the last commit up to it) or events/ID"),
            autocompletion=complete_meeting,
        ),
    ],
    until: Annotated[
        str | None, typer.Option(metavar="REV", help=N_("to this one, else to the files as they are now"))
    ] = None,
    form: PlainForm = "text",
) -> int:
    """Tell what changed in the records."""
    session = open_session(ctx)
    result = compare_records(programme_root(), since=since, until=until, minicluster=minicluster)
    report_changes(result, session.screen, form)
    return EXIT_OK
