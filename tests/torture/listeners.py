"""Runs a command as people and CI jobs do, and tells what a terminal or the log of a job would obey in what it wrote.

A command runs in a child that begins with everything loaded, with real pipes or real terminals as its streams.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import traceback
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli import entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TRACEBACK: Final = 99
_PATIENCE: Final = 100.0
UTF8: Final = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "PATH": os.environ.get("PATH", "")}
_OWN_SGR: Final = re.compile(r"\x1b\[(?:0|[1-9][0-9]?)(?:;[1-9][0-9]?)*m")


@dataclass(frozen=True)
class Said:
    """What a command wrote, and its exit code."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def both(self) -> str:
        return f"{self.text}\n{self.err.decode('utf-8')}"


def said(
    arguments: Sequence[str],
    *,
    terminal: bool = False,
    environ: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    folder: os.PathLike[str] | str = "/",
    before: Callable[[], object] = lambda: None,
) -> Said:
    """Run a command; on a terminal of 80 columns ``stdin`` is typed, and stderr is a terminal of its own.

    ``before`` is called in the child. A traceback that leaves the command makes the code 99.
    """
    pairs = [pty.openpty() if terminal else os.pipe() for _ in range(2)]
    if terminal:
        for master, slave in pairs:
            _be_bare(slave)
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.set_inheritable(master, False)
        keyboard = pairs[0]
    else:
        keyboard = os.pipe()
    child = os.fork()
    if child == 0:
        streams = (keyboard[1] if terminal else keyboard[0], pairs[0][1], pairs[1][1])
        _be(arguments, streams, {**UTF8, **(environ or {})}, folder, before)
    for _, writing in pairs:
        os.close(writing)
    if not terminal:
        os.close(keyboard[0])
    typing = keyboard[0] if terminal else keyboard[1]
    out, err, silent = _read([pairs[0][0], pairs[1][0]], typing, stdin, close=not terminal)
    if silent:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert not silent, (arguments, out[-500:], err[-500:])
    return Said(os.waitstatus_to_exitcode(status), out, err)


def _be_bare(slave: int) -> None:
    """Make a terminal give its lines whole, as they are typed and written, without an echo."""
    state = termios.tcgetattr(slave)
    state[1] &= ~termios.OPOST
    state[3] &= ~(termios.ECHO | termios.ISIG | termios.IEXTEN)
    termios.tcsetattr(slave, termios.TCSANOW, state)


def _be(
    arguments: Sequence[str],
    streams: tuple[int, int, int],
    environ: Mapping[str, str],
    folder: os.PathLike[str] | str,
    before: Callable[[], object],
) -> None:
    code = TRACEBACK
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(3, 256)
        os.environ.clear()
        os.environ.update(environ)
        os.chdir(folder)
        sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")  # type: ignore[misc]
        sys.stdout = sys.__stdout__ = _writer(1, "strict")  # type: ignore[misc]
        sys.stderr = sys.__stderr__ = _writer(2, "backslashreplace")  # type: ignore[misc]
        sys.argv = ["innoenvi", *arguments]
        before()
        code = entry.main()
        sys.stdout.flush()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 0
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - whatever leaves the command is what the test looks for
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)


def _writer(number: int, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), encoding="utf-8", errors=errors)


def _read(masters: list[int], keyboard: int, stdin: bytes, *, close: bool) -> tuple[bytes, bytes, bool]:
    """Return what was written to both, and whether the command fell silent without an end: it waits for somebody."""
    held = {master: bytearray() for master in masters}
    if stdin:
        with contextlib.suppress(BrokenPipeError):
            os.write(keyboard, stdin)
    if close:
        os.close(keyboard)
    waiting = set(masters)
    silent = False
    while waiting and not silent:
        ready = select.select(list(waiting), [], [], _PATIENCE)[0]
        silent = not ready
        for master in ready:
            try:
                found = os.read(master, 1 << 16)
            except OSError:  # what a terminal answers when its last user has gone
                found = b""
            if found:
                held[master] += found
            else:
                waiting.discard(master)
                os.close(master)
    for master in waiting:
        os.close(master)
    return bytes(held[masters[0]]), bytes(held[masters[1]]), silent


def sequences(text: str, *, colored: bool = False, bar: bool = False) -> list[str]:
    """Return what is neither text nor an end of line: controls, escapes, letters that turn or hide the text.

    ``colored`` allows what sets and ends a colour; ``bar`` the carriage returns of a bar that shows progress.
    """
    rest = _OWN_SGR.sub("", text) if colored else text
    return [
        f"{rest[max(0, place - 20) : place + 20]!r}"
        for place, letter in enumerate(rest)
        if letter not in "\n\t" and not (bar and letter == "\r") and (letter < " " or (letter > "~" and _acts(letter)))
    ]


def sequences_gone(text: str) -> str:
    """Return ``text`` without the colours of ours."""
    return _OWN_SGR.sub("", text)


def _acts(letter: str) -> bool:
    """Tell whether a letter above ASCII does something other than to be seen; Arabic number signs are seen."""
    if letter in "\xad\u034f\u115f\u1160\u3164\uffa0" or "\ufe00" <= letter <= "\ufe0f":
        return True
    if "\u0600" <= letter <= "\u0605" or letter in "\u06dd\u070f\u08e2":
        return False
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


_AZURE: Final = re.compile(r"##[A-Za-z]*\[")
_GITLAB: Final = re.compile(r"section_(?:start|end):\d+:[\w.-]+(?:\[[^\]]*\])?\r")


def commands(text: str, *, own: str = "") -> list[str]:
    """Return the lines that a CI job would take for a command, but those that begin with ``own``.

    GitHub's runner (``ActionCommand.TryParseV2`` and ``TryParse`` of actions/runner) takes a line for a command that
    begins with ``::`` once white space before it is gone, and one with ``##[`` anywhere; the agent of Azure Pipelines
    (``Command.TryParse``) one with ``##vso[`` anywhere; TeamCity ``##teamcity[``; GitLab folds at ``section_start``.
    Whether they know the word that follows changes with their versions, so any will do.
    """
    found = []
    for line in re.split("[\r\n]", text):
        bare = line.strip()
        if own and line.startswith(own):
            continue
        if bare.startswith("::") or _AZURE.search(line) or _GITLAB.search(f"{line}\r" if "\r" in text else line):
            found.append(line[:200])
    return found


def seen(text: str) -> str:
    """Return the letters of ``text`` that are seen, without white space, and without the backslashes that part words."""
    return "".join(
        letter
        for letter in text
        if letter != "\\" and not letter.isspace() and not _acts(letter) and letter >= " " and not _no_letter(letter)
    )


def _no_letter(letter: str) -> bool:
    return letter == "\ufffd" or "\ufdd0" <= letter <= "\ufdef" or ord(letter) & 0xFFFE == 0xFFFE
