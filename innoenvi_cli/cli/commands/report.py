"""``innoenvi report``."""

from datetime import date
from typing import Annotated, Final

import typer

from innoenvi_cli.cli.completion import complete_deliverable, complete_minicluster
from innoenvi_cli.cli.options import AnyForm, DryRun
from innoenvi_cli.cli.param_types import DAY, Word
from innoenvi_cli.cli.places import git_prefix, programme_root
from innoenvi_cli.cli.session import open_session
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.programme import Audience
from innoenvi_cli.model.vocabulary import words
from innoenvi_cli.reporting.deliverables import report_deliverables
from innoenvi_cli.reporting.issues import CI_FORMATS
from innoenvi_cli.reporting.progress import progress
from innoenvi_cli.usecases.render_deliverables import render

EXAMPLES: Final = (
    "innoenvi report",
    "innoenvi report vesihuolto --deliverable priorities --audience core_group",
    "innoenvi report --check --format github",
    "innoenvi report vesihuolto --deliverable minutes --names",
)


def run(  # noqa: PLR0913 - the options of the command
    ctx: typer.Context,
    miniclusters: Annotated[
        list[str] | None,
        typer.Argument(metavar="MINICLUSTER...", help=N_("only of these"), autocompletion=complete_minicluster),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help=N_("those of later phases too"))] = False,
    deliverable: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=N_("only these deliverables"), autocompletion=complete_deliverable),
    ] = None,
    audience: Annotated[
        Audience | None, typer.Option(click_type=Word(words("audience")), help=N_("for whom they are"))
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="DIR", help=N_("a folder of the programme to put them into"))
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help=N_("name the people behind the codes; the files stay in the private folder"))
    ] = False,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", click_type=DAY, help=N_("the day they show, else as_of of the programme, else today")),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=N_("write nothing, say which are stale"))] = False,
    dry_run: DryRun = False,
    diff: Annotated[bool, typer.Option("--diff", help=N_("show what changes in them"))] = False,
    force: Annotated[bool, typer.Option("--force", help=N_("overwrite what was edited by hand"))] = False,
    form: AnyForm = "text",
) -> int:
    """Make the deliverables."""
    session = open_session(ctx)
    if not check and form in CI_FORMATS:
        raise UsageError(message(N_("{form} is a format of --check"), form=form), message(N_("add --check")))
    if check and diff:
        raise UsageError(
            message(N_("--check changes nothing that --diff could show")), message(N_("use --dry-run --diff"))
        )
    if names and output is not None:
        raise UsageError(
            message(N_("--names puts the files into the private folder")), message(N_("leave --output out"))
        )
    root = programme_root()
    with progress(session.screen, message(N_("making deliverables"))) as tick:
        result = render(
            root,
            miniclusters=tuple(dict.fromkeys(miniclusters or ())),
            deliverables=tuple(deliverable or ()),
            audience=audience,
            languages=(session.asked_language,) if session.asked_language is not None else (),
            as_of=as_of,
            output=output,
            everything=everything,
            check=check,
            force=force,
            names=names,
            dry_run=dry_run,
            trust_templates=session.trust_templates,
            environ=session.environ,
            progress=tick,
        )
    stays = [*(("--output", output) if output is not None else ()), *(("--names",) if names else ())]
    report_deliverables(
        result,
        session.screen,
        form,
        check=check,
        dry_run=dry_run,
        with_diff=diff,
        prefix=git_prefix(root),
        words=(*stays, *(("--trust-templates",) if session.trust_templates else ())),
    )
    return EXIT_NO if result.stale else EXIT_OK
