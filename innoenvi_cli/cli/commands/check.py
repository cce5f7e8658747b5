"""``innoenvi check``."""

from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_code, complete_minicluster
from innoenvi_cli.cli.options import AnyForm, DayOfJudgement
from innoenvi_cli.cli.places import git_prefix, programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_
from innoenvi_cli.reporting.check import report_check
from innoenvi_cli.usecases.check_records import check_records, source_lines

EXAMPLES: Final = (
    "innoenvi check",
    "innoenvi check vesihuolto --strict",
    "innoenvi check --select IE2 --as-of 2026-06-30",
    "innoenvi check --format sarif > innoenvi.sarif",
)


def run(  # noqa: PLR0913 - the options of the command
    ctx: typer.Context,
    miniclusters: Annotated[
        list[str] | None,
        typer.Argument(metavar="MINICLUSTER...", help=N_("check only these"), autocompletion=complete_minicluster),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help=N_("warnings count as errors"))] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help=N_("only these codes: IE203,IE3"), autocompletion=complete_code),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help=N_("not these codes"), autocompletion=complete_code),
    ] = None,
    as_of: DayOfJudgement = None,
    form: AnyForm = "text",
) -> int:
    """Check the records and say what is wrong with them."""
    session = open_session(ctx)
    root = programme_root()
    result = check_records(
        root,
        miniclusters=tuple(dict.fromkeys(miniclusters or ())),
        as_of=as_of,
        select=_codes(select),
        ignore=_codes(ignore),
        environ=session.environ,
    )
    report_check(
        result,
        session.screen,
        form,
        prefix=git_prefix(root),
        strict=strict,
        lines_of=lambda findings: source_lines(root, ((finding.code, finding.location) for finding in findings)),
    )
    failed = result.count(Severity.ERROR) or (strict and result.count(Severity.WARNING))
    return EXIT_NO if failed else EXIT_OK


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for part in given or () for code in part.split(",") if code.strip())
