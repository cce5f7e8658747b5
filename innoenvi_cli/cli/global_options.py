"""The options that every command understands, before its name or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from click.core import ParameterSource
from typer.core import TyperOption

from innoenvi_cli.cli.param_types import Word
from innoenvi_cli.cli.session import options_of
from innoenvi_cli.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    import click


def global_options() -> list[click.Parameter]:
    """Return the global options , whose help is still in English."""
    return [
        _option(
            ["-C", "folders"], help=N_("start in this folder instead of the present one"), metavar="DIR", multiple=True
        ),
        flag(["-q", "--quiet"], N_("say nothing beside the result")),
        flag(["-v", "--verbose"], N_("say more")),
        _option(["--color"], help=N_("colours: auto, always or never"), type=Word(("auto", "always", "never"))),
        _option(["--lang", "language"], help=N_("language of the messages: fi or en"), type=Word(LANGUAGES)),
        flag(["--no-input"], N_("never ask anything")),
        flag(["--trust-templates"], N_("run the programme's own templates")),
        flag(["--debug"], N_("write details of a failure to a log file")),
    ]


def flag(declarations: list[str], text: str, **settings: Any) -> click.Parameter:
    """Return an option without a value that is not handed to the command but to its callback."""
    return _option(declarations, help=text, is_flag=True, **settings)


def _option(declarations: list[str], **settings: Any) -> click.Parameter:
    settings.setdefault("callback", _remember)
    return TyperOption(param_decls=declarations, expose_value=False, is_eager=True, show_default=False, **settings)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Keep ``value`` if it was given here: an option left out after the command does not undo one before it."""
    name = param.name or ""
    if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
        options = options_of(ctx)
        if name == "folders":
            options.folders.extend(value)
        else:
            setattr(options, name, value)
        if name == "language":
            options.asked_language = value
    return value
