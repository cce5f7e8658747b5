"""``innoenvi explain``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_explainable
from innoenvi_cli.cli.options import PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK, NoProgrammeError
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.explanation import report_explanation
from innoenvi_cli.usecases.explain_code import explain_code

EXAMPLES: Final = (
    "innoenvi explain IE203",
    "innoenvi explain quorum",
    "innoenvi explain member",
    "innoenvi explain metrics",
    "innoenvi explain codes",
)


def run(
    ctx: typer.Context,
    word: Annotated[
        str,
        typer.Argument(
            metavar="CODE|CRITERION|KIND",
            help=N_("a code, a criterion, a metric or a kind of record; metrics or codes lists all of them"),
            autocompletion=complete_explainable,
        ),
    ],
    *,
    form: PlainForm = "text",
) -> int:
    """Explain a word of the tool."""
    session = open_session(ctx)
    try:
        root = programme_root()
    except NoProgrammeError:
        root = None
    report_explanation(explain_code(word, root=root), session.screen, form)
    return EXIT_OK
