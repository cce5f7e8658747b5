"""``innoenvi doctor``."""

from typing import Final

import typer

from innoenvi_cli.cli.options import PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK, NoProgrammeError
from innoenvi_cli.reporting.examination import report_examination
from innoenvi_cli.usecases.examine_system import examine_system

EXAMPLES: Final = ("innoenvi doctor", "innoenvi doctor --format json")


def run(
    ctx: typer.Context,
    *,
    form: PlainForm = "text",
) -> int:
    """Examine the system."""
    session = open_session(ctx)
    try:
        root = programme_root()
    except NoProgrammeError:
        root = None
    encoding = session.screen.out.encoding or "utf-8"
    examined = examine_system(root, language=session.language, encoding=encoding)
    report_examination(examined, session.screen, form)
    return EXIT_OK
