"""``innoenvi interviews``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.options import DayOfJudgement, Minicluster, PlainForm
from innoenvi_cli.cli.param_types import Word
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.interviews import DIMENSIONS
from innoenvi_cli.reporting.interviews import report_interviews
from innoenvi_cli.usecases.review_interviews import review_interviews

EXAMPLES: Final = (
    "innoenvi interviews vesihuolto",
    "innoenvi interviews vesihuolto --by size",
    "innoenvi interviews vesihuolto --code ostoprosessi",
)


def run(
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    code: Annotated[
        str | None, typer.Option(metavar="CODE", help=N_("list the excerpts under this code and the codes below it"))
    ] = None,
    by: Annotated[
        str, typer.Option("--by", click_type=Word(DIMENSIONS), help=N_("what the members are grouped by"))
    ] = "kind",
    as_of: DayOfJudgement = None,
    form: PlainForm = "text",
) -> int:
    """Look through the interviews."""
    session = open_session(ctx)
    result = review_interviews(programme_root(), minicluster, code=code, by=by, as_of=as_of, environ=session.environ)
    report_interviews(result, session.screen, form)
    return EXIT_OK
