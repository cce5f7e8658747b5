"""``innoenvi money``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_minicluster
from innoenvi_cli.cli.options import DayOfJudgement, PlainForm
from innoenvi_cli.cli.param_types import YEAR, Word
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.money import COST_TYPES, SOURCES
from innoenvi_cli.reporting.money import report_money
from innoenvi_cli.usecases.sum_money import Question, sum_money

EXAMPLES: Final = (
    "innoenvi money",
    "innoenvi money vesihuolto --year 2025 --source municipal",
    "innoenvi money --de-minimis",
    "innoenvi money --format json",
)


def run(  # noqa: PLR0913 - the options of the command
    ctx: typer.Context,
    miniclusters: Annotated[
        list[str] | None,
        typer.Argument(metavar="MINICLUSTER...", help=N_("add up only these"), autocompletion=complete_minicluster),
    ] = None,
    *,
    year: Annotated[int | None, typer.Option("--year", click_type=YEAR, help=N_("only this year"))] = None,
    source: Annotated[
        str | None, typer.Option("--source", click_type=Word(SOURCES), help=N_("only money from this source"))
    ] = None,
    cost_type: Annotated[
        str | None, typer.Option("--cost-type", click_type=Word(COST_TYPES), help=N_("only costs of this type"))
    ] = None,
    aid: Annotated[
        bool, typer.Option("--de-minimis", help=N_("the de minimis aid of each undertaking instead, grant by grant"))
    ] = False,
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Set budget against actual costs."""
    session = open_session(ctx)
    result = sum_money(
        programme_root(),
        miniclusters=tuple(miniclusters or ()),
        question=Question(year, source, cost_type),
        as_of=as_of,
        environ=session.environ,
    )
    report_money(result, session.screen, form, aid=aid)
    return EXIT_OK
