"""Where results and talk go: stdout for the first, stderr for the second, each as well as it can show them."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO

from innoenvi_cli.errors import UnfinishedError, reason_of
from innoenvi_cli.i18n import N_, Message, message
from innoenvi_cli.reporting.cleaning import clean, fit, harmless, visible
from innoenvi_cli.reporting.pipes import detach

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console, RenderableType

    from innoenvi_cli.i18n import Language

ColorWish = Literal["auto", "always", "never"]
_NARROWEST, _WIDEST = 40, 120
_BEFORE, _MARGIN = 24, 6
_STYLES = {"error": "31", "warning": "33", "info": "36", "good": "32", "strong": "1", "faint": "2"}


class OutputError(UnfinishedError):
    """Standard output refuses what is written to it: a full disk, a closed device."""

    code = "output"

    def __init__(self, reason: Message) -> None:
        super().__init__(
            message(N_("the result could not be written out: {reason}"), reason=reason),
            message(N_("look at the disk or the pipe that the output goes to and run the command again")),
        )


@dataclass(slots=True)
class Screen:
    """The two streams of a command with what they can do.

    ``terminal`` tells that stdout is a terminal for people: tables, colours and source lines. Without it every result
    is plain lines that ``grep`` and ``cut`` understand. Data passes ``clean`` before it becomes part of a line, and
    every line ``harmless`` on its way out, whatever it is made of.
    """

    out: TextIO
    err: TextIO
    language: Language
    terminal: bool = False
    color: bool = False
    err_color: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False
    reader_gone: bool = False

    def say(self, text: Message | str) -> str:
        """Return ``text`` in the language of the user, as one harmless line that stdout can write."""
        words = text.render(self.language) if isinstance(text, Message) else text
        return fit(clean(words), self._encoding(self.out))

    def write(self, text: str) -> None:
        """Write part of the result; a reader that has gone (``| head``) ends the writing, not the command."""
        shown = harmless(fit(text, self._encoding(self.out)), colored=self.color)
        self._push(lambda: self.out.write(shown))

    def machine(self, text: str) -> None:
        """Write a document for machines, which is UTF-8 whatever the locale says."""
        raw = getattr(self.out, "buffer", None)
        if raw is None:
            self.write(text)
        else:
            self._push(lambda: raw.write(text.encode("utf-8")))

    def _push(self, write: Callable[[], object]) -> None:
        if self.reader_gone:
            return
        try:
            self.out.flush()
            write()
            self.out.flush()
        except BrokenPipeError:
            self.reader_gone = True
            detach(self.out)
        except OSError as error:
            detach(self.out)
            raise OutputError(reason_of(error)) from error

    def line(self, text: str = "", style: str = "") -> None:
        """Write one line of the result."""
        self.write(self.styled(text, style) + "\n")

    def styled(self, text: str, style: str) -> str:
        """Return ``text`` coloured for stdout, where it takes colours."""
        return _paint(text, style) if self.color else text

    def talk(self, text: Message | str, style: str = "") -> None:
        """Say something beside the result, unless quiet was asked for."""
        if not self.quiet:
            self.complain(text, style)

    def for_err(self, text: str) -> str:
        """Return ``text`` as stderr can write it."""
        return fit(text, self._encoding(self.err))

    def complain(self, text: Message | str, style: str = "") -> None:
        """Say something that must be said even when quiet."""
        shown = self._for_err(text)
        self._say_on_err((_paint(shown, style) if self.err_color else shown) + "\n")

    def prompt(self, text: Message | str) -> None:
        """Ask something on stderr; the answer is typed behind it."""
        self._say_on_err(self._for_err(text))

    def _for_err(self, text: Message | str) -> str:
        return self.for_err(clean(text.render(self.language) if isinstance(text, Message) else text))

    def _say_on_err(self, text: str) -> None:
        try:
            self.err.write(harmless(text, colored=self.err_color))
            self.err.flush()
        except OSError:
            detach(self.err)

    def point(self, line: str, column: object) -> None:
        """Show on a terminal a ``line`` of a file that was complained of, with a caret below its ``column``."""
        if not (line.strip() and isinstance(column, int) and self.err.isatty()):
            return
        shown, room = visible(line), self.width - _MARGIN
        start = max(0, min(len(shown), column - 1) - _BEFORE) if len(shown) > room else 0
        lead = "…" if start else ""
        caret = " " * (len(lead) + column - 1 - start) + "^"
        with contextlib.suppress(OSError):
            self.err.write(self.for_err(f"  | {lead}{shown[start : start + room]}\n  | {caret}\n"))

    def show(self, *parts: RenderableType) -> None:
        """Lay ``parts`` out on the terminal."""
        console = self._console()
        with console.capture() as captured:
            for part in parts:
                console.print(part)
        lines = [line.rstrip() for line in captured.get().split("\n")]
        self.write("\n".join(lines))

    @property
    def plain_boxes(self) -> bool:
        """Tell whether tables must be drawn with ASCII."""
        return fit("─│", self._encoding(self.out)) != "─│"

    def _console(self) -> Console:
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it, and it costs as much as typer

        return Console(
            file=self.out,
            width=self.width,
            force_terminal=self.color,
            color_system="standard" if self.color else None,
            no_color=not self.color,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    @staticmethod
    def _encoding(stream: TextIO) -> str:
        return stream.encoding or "utf-8"


def open_screen(
    *,
    language: Language,
    color: ColorWish = "auto",
    quiet: bool = False,
    verbose: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Screen:
    """Return the screen of this process."""
    env = os.environ if environ is None else environ
    width = shutil.get_terminal_size((80, 24)).columns
    return Screen(
        out=sys.stdout,
        err=sys.stderr,
        language=language,
        terminal=sys.stdout.isatty(),
        color=_wants_color(sys.stdout, color, env),
        err_color=_wants_color(sys.stderr, color, env),
        width=max(_NARROWEST, min(width, _WIDEST)),
        quiet=quiet,
        verbose=verbose,
    )


def _wants_color(stream: TextIO, wish: ColorWish, environ: Mapping[str, str]) -> bool:
    if wish != "auto":
        return wish == "always"
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _paint(text: str, style: str) -> str:
    code = _STYLES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text
