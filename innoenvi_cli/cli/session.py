"""What a run of the command line was asked for on the whole, wherever the options stood."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import LANGUAGES, N_, environment_language, message
from innoenvi_cli.reporting.screen import open_screen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.reporting.screen import ColorWish, Screen


class NoSuchFolderError(RefusedError):
    """``-C`` names no folder."""

    code = "no-folder"

    def __init__(self, path: str) -> None:
        super().__init__(
            message(N_("there is no folder {path}"), path=path),
            message(N_("-C takes the folder to start in")),
        )


@dataclass(slots=True)
class GlobalOptions:
    """The global options as they are met, before the command or after it."""

    language: Language = "en"
    asked_language: Language | None = None
    folders: list[str] = field(default_factory=list)
    color: ColorWish = "auto"
    quiet: bool = False
    verbose: bool = False
    no_input: bool = False
    trust_templates: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What a command works with: the screen, and what was asked for on the whole.

    ``language`` is that of messages; ``asked_language`` the one that ``--lang`` names, which deliverables follow too.
    """

    screen: Screen
    language: Language
    asked_language: Language | None
    no_input: bool
    trust_templates: bool
    environ: Mapping[str, str]

    @property
    def can_ask(self) -> bool:
        """Tell whether somebody sits there to answer: no prompt is ever shown otherwise."""
        return not self.no_input and sys.stdin.isatty() and sys.stderr.isatty()


def open_session(ctx: click.Context) -> Session:
    """Return the session of the command that runs in ``ctx``, having gone to the folders that ``-C`` names."""
    asked = options_of(ctx)
    for folder in asked.folders:
        if not os.path.isdir(folder):  # noqa: PTH112 - pathlib would be imported for this alone
            raise NoSuchFolderError(folder)
        ctx.with_resource(contextlib.chdir(folder))
    asked.folders.clear()
    return Session(
        screen=open_screen(
            language=asked.language, color=asked.color, quiet=asked.quiet, verbose=asked.verbose, environ=os.environ
        ),
        language=asked.language,
        asked_language=asked.asked_language,
        no_input=asked.no_input,
        trust_templates=asked.trust_templates,
        environ=os.environ,
    )


def options_of(ctx: click.Context) -> GlobalOptions:
    """Return the global options that ``ctx`` collects."""
    return cast("GlobalOptions", ctx.obj)


def spoken_language(arguments: Sequence[str]) -> Language:
    """Return the language of messages before the options are parsed: ``--lang``, then the locale, else English."""
    wish = option_value(arguments, "--lang")
    return next((language for language in LANGUAGES if language == wish), None) or environment_language()


def spoken_color(arguments: Sequence[str]) -> ColorWish:
    """Return the wish for colours before the options are parsed."""
    wish = option_value(arguments, "--color")
    return "always" if wish == "always" else "never" if wish == "never" else "auto"


def option_value(arguments: Sequence[str], name: str) -> str | None:
    """Return the value that ``arguments`` give to the option ``name``, roughly: errors must be told before parsing."""
    value = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name and index + 1 < len(arguments):
            value = arguments[index + 1]
        elif argument.startswith(f"{name}="):
            value = argument.removeprefix(f"{name}=")
    return value
