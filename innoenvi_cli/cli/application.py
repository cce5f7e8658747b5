"""The command group. It knows every command by name and sentence, and imports one only to run it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_type_hints

import typer
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command, get_install_completion_arguments

from innoenvi_cli import __version__
from innoenvi_cli.cli.global_options import flag, global_options
from innoenvi_cli.cli.help_text import (
    GLOBAL_OPTIONS,
    OPTIONS,
    Command,
    describe_help_option,
    language_of,
    write_examples,
    write_parameters,
    write_usage,
)
from innoenvi_cli.cli.usage_errors import knowing
from innoenvi_cli.errors import UsageError
from innoenvi_cli.i18n import N_, message, translate
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

    from innoenvi_cli.i18n import Language


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, the module that holds ``run`` and ``EXAMPLES``, and what it does in one sentence."""

    name: str
    module: str
    sentence: str


COMMANDS: Final[tuple[Entry, ...]] = (
    Entry("demo", "demo", N_("show the whole method on the sample programme, in a folder that stays")),
    Entry("init", "init", N_("make a new programme: its record, git and editor settings, schemas")),
    Entry("new", "new", N_("make a new minicluster: its folder with commented files")),
    Entry("add", "add", N_("add one record, or one part of a minicluster's definition, in the right place")),
    Entry("import", "import_", N_("read a register of members in: good rows are written, bad ones named")),
    Entry("check", "check", N_("find every problem in the records, all at once")),
    Entry("status", "status", N_("show where each minicluster stands, on one screen")),
    Entry("gate", "gate", N_("judge a gate: each criterion with its figure, evidence and the way to meet it")),
    Entry("advance", "advance", N_("decide at the gate, and make the deliverables of the phase")),
    Entry("review", "review", N_("judge a passed gate again, when records it rests on have changed")),
    Entry("undo", "undo", N_("take the last decision back, unless what it judged has changed since")),
    Entry("path", "path", N_("show where the miniclusters are on the development path models, and what to develop")),
    Entry("network", "network", N_("map the value network: figures, missing links, who gives what, who knows what")),
    Entry("money", "money", N_("set budget against actual costs, by year, source and cost type; de minimis aid")),
    Entry("diff", "diff", N_("tell what changed in the records since a commit, a date or a meeting")),
    Entry("report", "report", N_("make the deliverables, or say which are stale")),
    Entry("prioritise", "prioritise", N_("show how the core group ranked the targets, and where it disagrees")),
    Entry(
        "interviews", "interviews", N_("look through the interviews: coverage, codes with counts, who spoke of what")
    ),
    Entry("trace", "trace", N_("show why a record is there and what came of it, or the chain of every target")),
    Entry("schema", "schema", N_("say whether the JSON schemas that editors use are up to date, or write them")),
    Entry("explain", "explain", N_("explain a code of a finding, a criterion of a gate, a metric or a kind of record")),
    Entry("doctor", "doctor", N_("look at the installation and the programme for what could stand in the way")),
)
_ABOUT: Final = N_("Builds and develops miniclusters: records in git, gates that show their evidence, deliverables.")
_COMMAND_HEADING: Final = N_("Commands")
_EXAMPLES: Final = ("innoenvi status", "innoenvi check --help", "innoenvi -C demo gate vesihuolto")


class LazyGroup(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, in the order of the work."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command called ``cmd_name``."""
        entry = next((entry for entry in COMMANDS if entry.name == cmd_name), None)
        return load_command(entry, language_of(ctx)) if entry is not None else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that ``args`` begin with, or say which was probably meant."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            raise UsageError(
                message(
                    N_("there is no command '{name}'{suggestion}"),
                    name=name,
                    suggestion=did_you_mean(name, self.list_commands(ctx)),
                ),
                message(N_("innoenvi --help lists the commands")),
            )
        return name, command, args[1:]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments apart; what is wrong with them knows that no command was named yet."""
        with knowing(ctx):
            return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, described in the language of the user."""
        return describe_help_option(super().get_help_option(ctx), ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the program is called."""
        write_usage(ctx, formatter, self.collect_usage_pieces(ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        language = language_of(ctx)
        with formatter.section(translate(_COMMAND_HEADING, language)):
            formatter.write_dl([(entry.name, translate(entry.sentence, language)) for entry in COMMANDS])
        shared = {param.name for param in global_options()}
        params = self.get_params(ctx)
        write_parameters(ctx, formatter, GLOBAL_OPTIONS, [param for param in params if param.name in shared])
        write_parameters(ctx, formatter, OPTIONS, [param for param in params if param.name not in shared])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(ctx, formatter, _EXAMPLES)


def load_command(entry: Entry, language: Language) -> click.Command:
    """Import the module of a command and return it ready to run."""
    module = importlib.import_module(f"innoenvi_cli.cli.commands.{entry.module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    sentence = translate(entry.sentence, language)
    app.command(
        name=entry.name,
        cls=Command,
        help=f"{sentence[:1].upper()}{sentence[1:]}.",
        context_settings=dict(_CONTEXT),
    )(module.run)
    command = get_command(app)
    assert isinstance(command, Command)
    command.examples = module.EXAMPLES
    _describe_arguments(command, module.run)
    return command


def _describe_arguments(command: click.Command, function: Callable[..., Any]) -> None:
    """Give the arguments their help texts back: click 8.4 and later clear what typer 0.24 sets."""
    hints = get_type_hints(function, include_extras=True)
    for param in command.params:
        if isinstance(param, TyperArgument) and not param.help:
            param.help = next(item.help for item in hints[param.name or ""].__metadata__)


_CONTEXT: Final[dict[str, Any]] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def application(language: Language) -> LazyGroup:
    """Return the program, speaking ``language``."""
    return LazyGroup(
        name="innoenvi",
        help=translate(_ABOUT, language),
        params=[*global_options(), _version_option(), *get_install_completion_arguments()],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=dict(_CONTEXT),
        add_help_option=True,
    )


def _version_option() -> click.Parameter:
    return flag(["--version"], N_("show the version"), callback=_show_version)


def _show_version(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001 - click's signature
    if value and not ctx.resilient_parsing:
        typer.echo(f"innoenvi {__version__}")
        ctx.exit()
