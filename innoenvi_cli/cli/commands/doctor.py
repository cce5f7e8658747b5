"""``innoenvi doctor``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.param_types import Word
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_OK, NoProgrammeError
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.examination import report_examination
from innoenvi_cli.reporting.issues import PLAIN_FORMATS, Format
from innoenvi_cli.usecases.examine_system import examine_system

EXAMPLES: Final = ("innoenvi doctor", "innoenvi doctor --format json")


def run(
    ctx: typer.Context,
    *,
    form: Annotated[
        Format, typer.Option("--format", click_type=Word(PLAIN_FORMATS), help=N_("form of the result"))
    ] = "text",
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
