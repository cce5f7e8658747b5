"""``innoenvi review``."""

from datetime import date
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_phase
from innoenvi_cli.cli.options import Minicluster, PlainForm
from innoenvi_cli.cli.param_types import DAY
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.decision import report_review
from innoenvi_cli.usecases.review_gate import review_gate

EXAMPLES: Final = (
    "innoenvi review vesihuolto --by hlo-01",
    "innoenvi review vesihuolto --gate analysis --by hlo-01",
)


def run(
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    gate: Annotated[
        str | None,
        typer.Option(metavar="ID", help=N_("the gate, else the one that is suspect"), autocompletion=complete_phase),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="CODE", help=N_("person code of who decides, else the programme's contact"))
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of", click_type=DAY, help=N_("the day of the review, else as_of of the programme, else today")
        ),
    ] = None,
    form: PlainForm = "text",
) -> int:
    """Judge a passed gate again."""
    session = open_session(ctx)
    result = review_gate(programme_root(), minicluster, gate=gate, by=by, as_of=as_of, environ=session.environ)
    report_review(result, session.screen, form)
    return EXIT_OK if result.answer.open else EXIT_NO
