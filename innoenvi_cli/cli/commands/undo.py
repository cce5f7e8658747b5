"""``innoenvi undo``."""

from typing import Final

import typer

from innoenvi_cli.cli.options import Minicluster, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.reporting.decision import report_undo
from innoenvi_cli.usecases.undo_decision import undo_decision

EXAMPLES: Final = ("innoenvi undo vesihuolto", "innoenvi undo vesihuolto --format json")


def run(
    ctx: typer.Context,
    minicluster: Minicluster,
    *,
    form: PlainForm = "text",
) -> int:
    """Take the last decision back."""
    session = open_session(ctx)
    report_undo(undo_decision(programme_root(), minicluster, environ=session.environ), session.screen, form)
    return EXIT_OK
