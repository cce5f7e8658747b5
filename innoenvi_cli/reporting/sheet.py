"""A title and rows of label and text: how results that are no lists of problems are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.reporting.screen import Screen


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its texts, one to a line; ``style`` is a style of the screen."""

    label: Message | str
    texts: tuple[Message | str, ...]
    style: str = ""


def row(label: Message | str, *texts: Message | str, style: str = "") -> Row:
    """Return a row; texts that say nothing are left out."""
    return Row(label, tuple(text for text in texts if text != ""), style)


def show_sheet(screen: Screen, title: Message | str, rows: Iterable[Row], *, style: str = "strong") -> None:
    """Write ``rows`` below ``title``: aligned on a terminal, ``label: text`` elsewhere."""
    filled = [item for item in rows if item.texts]
    if screen.terminal:
        from innoenvi_cli.reporting.sheet_view import show_sheet_view  # noqa: PLC0415 - rich is for terminals

        show_sheet_view(screen, screen.say(title), filled, style=style)
        return
    if title:
        screen.line(screen.styled(screen.say(title), style))
    for item in filled:
        for text in item.texts:
            label = screen.say(item.label)
            screen.line(f"{label}: {screen.say(text)}" if label else screen.say(text))
