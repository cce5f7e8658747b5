"""The one error boundary: whatever happens, a fixed exit code, a sentence and the way out, and no traceback."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, ClassVar, Final

import click

from innoenvi_cli.cli.application import application
from innoenvi_cli.cli.session import GlobalOptions, option_value, spoken_color, spoken_language
from innoenvi_cli.cli.usage_errors import in_our_words
from innoenvi_cli.errors import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_USAGE,
    InnoenviError,
    QuestionUnansweredError,
    UnfinishedError,
    reason_of,
)
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.envelope import failure_envelope
from innoenvi_cli.reporting.pipes import detach
from innoenvi_cli.reporting.screen import OutputError, open_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.cli.application import LazyGroup
    from innoenvi_cli.i18n import Message

_COMPLETE: Final = "_INNOENVI_COMPLETE"
_NOT_OURS: Final = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE}
)


class SystemRefusedError(UnfinishedError):
    """The disk is full, read-only or broken, or the user may not."""

    code = "system"

    def __init__(self, reason: Message) -> None:
        super().__init__(
            message(N_("the system refused: {reason}"), reason=reason),
            message(N_("mend that and run the command again; innoenvi check shows whether all is in order")),
        )


class BugError(InnoenviError):
    """Something in the tool itself is wrong."""

    code: ClassVar[str] = "bug"
    exit_code: ClassVar[int] = EXIT_BUG


def run(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name and return the exit code of the contract."""
    language = spoken_language(arguments)
    options = GlobalOptions(language, color=spoken_color(arguments))
    try:
        return _invoke(application(language), arguments, options)
    except click.exceptions.NoArgsIsHelpError as error:
        screen = open_screen(language=language, color=options.color)
        for line in error.format_message().splitlines():
            screen.complain(line)
        return EXIT_USAGE
    except KeyboardInterrupt:
        open_screen(language=language, color=options.color).complain(message(N_("interrupted")))
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        detach(sys.stdout)
        return EXIT_OK
    except Exception as error:  # noqa: BLE001 - the boundary
        return _stop(_translated(error, arguments, options), arguments, options)


def unwritten(error: OSError, arguments: Sequence[str], *, code: int = EXIT_OK) -> int:
    """Say that stdout took no more and return the exit code; one of the command that says no already stays."""
    detach(sys.stdout)
    if code != EXIT_OK:
        return code
    options = GlobalOptions(spoken_language(arguments), color=spoken_color(arguments))
    return _stop(OutputError(reason_of(error)), arguments, options)


def _translated(error: Exception, arguments: Sequence[str], options: GlobalOptions) -> InnoenviError:
    """Return what ``error`` means to the user."""
    if isinstance(error, InnoenviError):
        return error
    if isinstance(error, click.UsageError):
        return in_our_words(error)
    if isinstance(error, (click.Abort, EOFError)):
        return _unanswered()
    if isinstance(error, OSError) and error.errno in _NOT_OURS:
        return SystemRefusedError(reason_of(error))
    return _bug(error, arguments, options)


def _invoke(group: LazyGroup, arguments: Sequence[str], options: GlobalOptions) -> int:
    if _COMPLETE in os.environ:
        group.main(args=list(arguments), prog_name="innoenvi", obj=options)
    try:
        with group.make_context("innoenvi", list(arguments), obj=options) as ctx:
            result = group.invoke(ctx)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    return result if isinstance(result, int) else EXIT_OK


def _stop(error: InnoenviError, arguments: Sequence[str], options: GlobalOptions) -> int:
    """Say why the command stops, in JSON where that was asked for, and return the exit code."""
    screen = open_screen(language=options.language, color=options.color)
    text, hint = error.text.render(options.language), error.hint.render(options.language)
    if option_value(arguments, "--format") == "json" and not isinstance(error, OutputError):
        try:
            screen.machine(failure_envelope(error.code, text, hint, rule=error.rule, place=error.place))
        except OutputError as refused:
            return _stop(refused, arguments, options)
    else:
        screen.complain(f"innoenvi: {error.rule} {text}" if error.rule else f"innoenvi: {text}", "error")
        screen.point(error.source, error.place.get("column"))
        screen.complain(f"  → {hint}")
        if error.rule:
            screen.complain(message(N_("  → more: innoenvi explain {code}"), code=error.rule))
    if options.debug and not isinstance(error, BugError):
        _log(error, arguments, options)
    return error.exit_code


def _bug(error: Exception, arguments: Sequence[str], options: GlobalOptions) -> BugError:
    from innoenvi_cli.cli.crash_log import record_crash, whereabouts  # noqa: PLC0415 - only a failure needs it

    path = record_crash(error, arguments, details=options.debug)
    hint = (
        message(N_("please send {path} to the makers of innoenvi; it holds no records and no names"), path=str(path))
        if path is not None
        else message(N_("no log could be written; please tell the makers of innoenvi"))
    )
    return BugError(message(N_("this is a bug in innoenvi ({place})"), place=whereabouts(error)), hint)


def _log(error: InnoenviError, arguments: Sequence[str], options: GlobalOptions) -> None:
    from innoenvi_cli.cli.crash_log import record_crash  # noqa: PLC0415 - as above

    path = record_crash(error, arguments, details=True)
    if path is not None:
        open_screen(language=options.language).complain(message(N_("details: {path}"), path=str(path)))


def _unanswered() -> QuestionUnansweredError:
    return QuestionUnansweredError(
        message(N_("a question was left unanswered; nothing was changed")),
        message(N_("answer it, or give the answer as an option: see the help of the command")),
    )
