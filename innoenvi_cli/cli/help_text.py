"""Help in the language of the user: what the command does, its options, the global ones, examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from innoenvi_cli.cli.global_options import global_options
from innoenvi_cli.cli.session import options_of
from innoenvi_cli.cli.usage_errors import knowing, refuse_what_is_left
from innoenvi_cli.i18n import N_, translate

if TYPE_CHECKING:
    import click

    from innoenvi_cli.i18n import Language

USAGE = N_("Usage: ")
ARGUMENTS = N_("Arguments")
OPTIONS = N_("Options")
GLOBAL_OPTIONS = N_("Global options (before or after the command)")
EXAMPLES = N_("Examples")
SHOW_HELP = N_("show this help")
# The options that typer brings along, in our words.
_OF_TYPER = {
    "install_completion": N_("set up completion in the present shell"),
    "show_completion": N_("show the script that sets it up"),
}


# What click itself puts into the line of usage.
_OF_CLICK = {
    "[OPTIONS]": N_("[OPTIONS]"),
    "COMMAND [ARGS]...": N_("COMMAND [ARGS]..."),
}


class Command(TyperCommand):
    """A command that understands the global options too and ends its help with examples."""

    def __init__(self, name: str | None, *, examples: tuple[str, ...] = (), **settings: Any) -> None:
        super().__init__(name, **settings)
        self.examples = examples

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, then the global options, then help."""
        own = super().get_params(ctx)
        return [*own, *global_options()]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments apart; what is wrong with them knows this command, and is told in our words."""
        ctx.allow_extra_args = True  # so that click leaves it to us to refuse them
        with knowing(ctx):
            rest = super().parse_args(ctx, args)
        refuse_what_is_left(ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, described in the language of the user."""
        return describe_help_option(super().get_help_option(ctx), ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        write_usage(ctx, formatter, self.collect_usage_pieces(ctx))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write nothing: click 8.5 has a section of its own for arguments, `format_options` writes them in ours."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments, options and global options, each kind under its heading."""
        own = super().get_params(ctx)
        write_parameters(ctx, formatter, ARGUMENTS, [param for param in own if param.param_type_name == "argument"])
        write_parameters(ctx, formatter, OPTIONS, [param for param in own if param.param_type_name == "option"])
        write_parameters(ctx, formatter, GLOBAL_OPTIONS, global_options())

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(ctx, formatter, self.examples)


def write_usage(ctx: click.Context, formatter: click.HelpFormatter, pieces: list[str]) -> None:
    """Write the line that shows how a command is called, with click's own words in the language of the user."""
    language = language_of(ctx)
    shown = " ".join(translate(_OF_CLICK.get(piece, piece), language) for piece in pieces)
    formatter.write_usage(ctx.command_path, shown, prefix=translate(USAGE, language))


def write_parameters(
    ctx: click.Context, formatter: click.HelpFormatter, heading: str, params: list[click.Parameter]
) -> None:
    """Write a section with one row per parameter."""
    language = language_of(ctx)
    rows = []
    for param in params:
        record = param.get_help_record(ctx)
        if record is not None:
            said = _OF_TYPER.get(param.name or "") or str(getattr(param, "help", "") or "")
            rows.append((record[0], translate(said, language)))
    if rows:
        with formatter.section(translate(heading, language)):
            formatter.write_dl(rows, col_max=28)


def write_examples(ctx: click.Context, formatter: click.HelpFormatter, examples: tuple[str, ...]) -> None:
    """Write what a user may type, one example per line."""
    if examples:
        with formatter.section(translate(EXAMPLES, language_of(ctx))):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def describe_help_option(option: click.Option | None, ctx: click.Context) -> click.Option | None:
    """Describe ``option`` in the language of the user."""
    if option is not None:
        option.help = translate(SHOW_HELP, language_of(ctx))
    return option


def language_of(ctx: click.Context) -> Language:
    """Return the language of the user."""
    return options_of(ctx).language
