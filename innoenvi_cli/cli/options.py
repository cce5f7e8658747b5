"""Parameters that several commands share, each declared once."""

from datetime import date
from typing import Annotated, TypeAlias

import typer

from innoenvi_cli.cli.completion import complete_minicluster
from innoenvi_cli.cli.param_types import DAY, Word
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.issues import CI_FORMATS, PLAIN_FORMATS, Format

PlainForm: TypeAlias = Annotated[
    Format, typer.Option("--format", click_type=Word(PLAIN_FORMATS), help=N_("form of the result"))
]
AnyForm: TypeAlias = Annotated[
    Format, typer.Option("--format", click_type=Word((*PLAIN_FORMATS, *CI_FORMATS)), help=N_("form of the result"))
]
DayOfJudgement: TypeAlias = Annotated[
    date | None,
    typer.Option("--as-of", click_type=DAY, help=N_("the day to judge on, else as_of of the programme, else today")),
]
Minicluster: TypeAlias = Annotated[
    str, typer.Argument(metavar="MINICLUSTER", help=N_("the minicluster"), autocompletion=complete_minicluster)
]
DryRun: TypeAlias = Annotated[bool, typer.Option("-n", "--dry-run", help=N_("write nothing, show what would be"))]
