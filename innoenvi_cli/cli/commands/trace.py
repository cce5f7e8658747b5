"""``innoenvi trace``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_record
from innoenvi_cli.cli.options import DayOfJudgement, Minicluster, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.trace import report_trace
from innoenvi_cli.usecases.trace_record import trace_record

EXAMPLES: Final = (
    "innoenvi trace vesihuolto",
    "innoenvi trace vesihuolto targets/yllapitosopimus",
    "innoenvi trace vesihuolto interviews/haastattelu-01/e2",
    "innoenvi trace vesihuolto export-concept/pricing --format json",
)


def run(
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND/ID]",
            help=N_("the record, or a part of it: kind/id or kind/id/part; without it, every target"),
            autocompletion=complete_record,
        ),
    ] = None,
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Show why a record is there and what came of it."""
    session = open_session(ctx)
    result = trace_record(programme_root(), minicluster, record, as_of=as_of, environ=session.environ)
    report_trace(result, session.screen, form)
    return EXIT_OK
