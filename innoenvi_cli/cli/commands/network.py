"""``innoenvi network``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.options import DayOfJudgement, Minicluster, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.network import report_network
from innoenvi_cli.usecases.map_network import Wish, map_network

EXAMPLES: Final = (
    "innoenvi network vesihuolto",
    "innoenvi network vesihuolto --subnetwork kenttahuolto",
    "innoenvi network vesihuolto --competence etädiagnostiikka",
)


def run(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    level: Annotated[str | None, typer.Option(metavar="ID", help=N_("only the members of this level"))] = None,
    tier: Annotated[
        str | None, typer.Option(metavar="N", help=N_("only the members of this tier; 1 faces the customer"))
    ] = None,
    subnetwork: Annotated[
        str | None, typer.Option(metavar="ID", help=N_("only the members of this subnetwork"))
    ] = None,
    company_group: Annotated[
        str | None, typer.Option("--company-group", metavar="ID", help=N_("only the members of this company group"))
    ] = None,
    competence: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help=N_("which members have, and which want, a competence with this in its name")),
    ] = None,
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Map the value network."""
    session = open_session(ctx)
    wish = Wish(level=level, tier=tier, subnetwork=subnetwork, company_group=company_group, competence=competence)
    result = map_network(programme_root(), minicluster, wish, as_of=as_of, environ=session.environ)
    report_network(result, session.screen, form)
    return EXIT_OK
