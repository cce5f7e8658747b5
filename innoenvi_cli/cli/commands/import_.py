"""``innoenvi import``."""

from pathlib import Path
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.options import DryRun, Minicluster, PlainForm
from innoenvi_cli.cli.places import programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, UnknownNameError, UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.imports import report_import
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.import_members import import_members

EXAMPLES: Final = (
    "innoenvi import members register.xlsx vesihuolto --dry-run",
    "innoenvi import members register.csv vesihuolto --map organization_name=name",
    "innoenvi import members register.xlsx vesihuolto --sheet Yritykset -n --diff",
)
_KINDS: Final = ("members", "member")


def _kinds(incomplete: str) -> list[str]:
    return [kind for kind in _KINDS[:1] if kind.startswith(incomplete)]


def run(  # noqa: PLR0913 - the options of the command
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=N_("what the rows are: members"), autocompletion=_kinds)],
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("the register, .xlsx or .csv"))],
    minicluster: Minicluster,
    *,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help=N_("which field a column fills, as often as needed; COLUMN= leaves it out"),
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help=N_("the sheet, else the first one with names of members"))
    ] = None,
    dry_run: DryRun = False,
    diff: Annotated[bool, typer.Option("--diff", help=N_("show what changes in the records"))] = False,
    form: PlainForm = "text",
) -> int:
    """Read a register in."""
    session = open_session(ctx)
    if kind not in _KINDS:
        raise UnknownNameError(message(N_("kind")), kind, _KINDS[:1], nearest(kind, _KINDS))
    result = import_members(
        programme_root(),
        Path(file),
        minicluster,
        mapping=tuple(_pair(text) for text in columns or ()),
        sheet=sheet,
        dry_run=dry_run,
        environ=session.environ,
    )
    report_import(result, session.screen, form, with_diff=diff)
    return EXIT_NO if result.rejected else EXIT_OK


def _pair(text: str) -> tuple[str, str]:
    """Return column and field; a heading may hold the sign, a field never does."""
    column, sign, field = text.rpartition("=")
    if not sign or not column.strip():
        raise UsageError(
            message(N_("'{text}' is not COLUMN=FIELD"), text=text),
            message(N_("write for example --map 'Yrityksen nimi=name'")),
        )
    return column.strip(), field.strip()
