"""A bar on stderr while something takes long; nothing at all where nobody watches."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Final

from innoenvi_cli.reporting.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.reporting.screen import Screen

_PATIENCE: Final = 0.5
_PAUSE: Final = 0.1
_CELLS: Final = 24


@contextlib.contextmanager
def progress(screen: Screen, what: Message) -> Iterator[Callable[[int, int], None]]:
    """Yield a function to call with (done, total); the bar appears after half a second and leaves nothing behind."""
    if screen.quiet or not screen.err.isatty():
        yield lambda *_: None
        return
    bar = _Bar(screen, clean(what.render(screen.language)))
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """A bar that is drawn once it is worth drawing, ten times a second at most."""

    def __init__(self, screen: Screen, text: str) -> None:
        self._screen = screen
        self._text = text
        self._due = time.monotonic() + _PATIENCE
        self._drawn = 0

    def show(self, done: int, total: int) -> None:
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + _PAUSE
        filled = _CELLS * done // max(total, 1)
        line = f"{self._text} {'█' * filled}{'░' * (_CELLS - filled)} {done}/{total}"
        self._write(f"\r{line}")
        self._drawn = len(line)

    def close(self) -> None:
        if self._drawn:
            self._write(f"\r{' ' * self._drawn}\r")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._screen.err.write(self._screen.for_err(text))
            self._screen.err.flush()
