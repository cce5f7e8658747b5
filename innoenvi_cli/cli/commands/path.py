"""``innoenvi path``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_minicluster
from innoenvi_cli.cli.options import DayOfJudgement, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.paths import report_paths
from innoenvi_cli.usecases.place_on_paths import place_on_paths

EXAMPLES: Final = (
    "innoenvi path",
    "innoenvi path vesihuolto --over-time",
    "innoenvi path vesihuolto --company-group laitetoimittajat",
    "innoenvi path --format json",
)


def run(
    ctx: typer.Context,
    miniclusters: Annotated[
        list[str] | None,
        typer.Argument(metavar="MINICLUSTER...", help=N_("show only these"), autocompletion=complete_minicluster),
    ] = None,
    *,
    company_group: Annotated[
        str | None,
        typer.Option("--company-group", metavar="ID", help=N_("this company group instead of the whole")),
    ] = None,
    over_time: Annotated[bool, typer.Option("--over-time", help=N_("show every round of ratings"))] = False,
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Show where the miniclusters are on the development path models."""
    session = open_session(ctx)
    result = place_on_paths(
        programme_root(),
        miniclusters=tuple(dict.fromkeys(miniclusters or ())),
        company_group=company_group,
        as_of=as_of,
        environ=session.environ,
    )
    report_paths(result, session.screen, form, over_time=over_time)
    return EXIT_OK
