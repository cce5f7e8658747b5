"""``innoenvi undo``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_minicluster
from innoenvi_cli.cli.param_types import Word
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.decision import report_undo
from innoenvi_cli.reporting.issues import PLAIN_FORMATS, Format
from innoenvi_cli.usecases.undo_decision import undo_decision

EXAMPLES: Final = ("innoenvi undo vesihuolto", "innoenvi undo vesihuolto --format json")


def run(
    ctx: typer.Context,
    minicluster: Annotated[
        str, typer.Argument(metavar="MINICLUSTER", help=N_("the minicluster"), autocompletion=complete_minicluster)
    ],
    *,
    form: Annotated[
        Format, typer.Option("--format", click_type=Word(PLAIN_FORMATS), help=N_("form of the result"))
    ] = "text",
) -> int:
    """Take the last decision back."""
    session = open_session(ctx)
    report_undo(undo_decision(programme_root(), minicluster, environ=session.environ), session.screen, form)
    return EXIT_OK
