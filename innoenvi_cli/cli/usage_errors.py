"""What is wrong with the arguments of a command, in the language of the user: click says it in English alone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from innoenvi_cli.errors import UsageError
from innoenvi_cli.i18n import N_, counted, message, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.i18n import Message

_LIST: Message = message(N_("innoenvi --help lists the commands"))


@contextmanager
def knowing(ctx: click.Context) -> Iterator[None]:
    """Let what click says of the arguments know the command that they were given to: its parser does not tell."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def refuse_what_is_left(ctx: click.Context) -> None:
    """Refuse arguments that the command has no place for.

    Raises:
        UsageError: there are some.
    """
    if ctx.args and not ctx.resilient_parsing:
        text = counted(
            "unexpected argument: {args}", "unexpected arguments: {args}", len(ctx.args), args=tuple(ctx.args)
        )
        raise UsageError(text, _help_of(ctx))


def in_our_words(error: click.UsageError) -> UsageError:
    """Return what ``error`` says, as far as we have words for it, with the help of the command that it is about."""
    ctx, hint = error.ctx, _help_of(error.ctx)
    if isinstance(error, click.NoSuchOption):
        return UsageError(message(N_("there is no option {name}"), name=error.option_name), _near(error) or hint)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return UsageError(message(N_("{name} is missing"), name=_name_of(error.param)), hint)
    if isinstance(error, click.BadOptionUsage):
        text = N_("the option {name} lacks its value")
        if _is_flag(error.option_name, ctx):
            text = N_("the option {name} takes no value")
        return UsageError(message(text, name=error.option_name), hint)
    if type(error) is click.UsageError and ctx is not None and isinstance(ctx.command, click.Group):
        return UsageError(message(N_("a command is missing")), _LIST)
    return UsageError(verbatim(error.format_message().rstrip(".")), hint)


def _help_of(ctx: click.Context | None) -> Message:
    return message(N_("see {command} --help"), command=_path_of(ctx))


def _path_of(ctx: click.Context | None) -> str:
    return ctx.command_path if ctx is not None else "innoenvi"


def _near(error: click.NoSuchOption) -> Message | None:
    if not error.possibilities:
        return None
    near = error.possibilities[0]
    return message(N_("did you mean {near}? See {command} --help"), near=near, command=_path_of(error.ctx))


def _is_flag(name: str, ctx: click.Context | None) -> bool:
    params = ctx.command.get_params(ctx) if ctx is not None else []
    return any(name in param.opts and isinstance(param, click.Option) and param.is_flag for param in params)


def _name_of(param: click.Parameter) -> str:
    return param.opts[-1] if param.param_type_name == "option" else param.human_readable_name
