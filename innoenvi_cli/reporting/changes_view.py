"""What changed on a terminal: miniclusters, below them the kinds, below these a line per fact."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.i18n import N_, Message, message, translate
from innoenvi_cli.method.changes.telling import kind_of
from innoenvi_cli.model.base import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.method.changes.base import Change
    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.compare_records import Comparison

_SIGNS: Final = {
    "record_added": "+",
    "member_joined": "+",
    "item_added": "+",
    "record_removed": "-",
    "item_removed": "-",
}
_STYLES: Final = {"+": "green", "-": "red", "!": "yellow"}


def show_changes_view(result: Comparison, screen: Screen) -> None:
    """Write the changes of ``result``, of which there is at least one."""
    parts: list[RenderableType] = []
    for minicluster, changes in groupby(result.changes, key=lambda change: change.minicluster):
        parts += [_heading(minicluster, result, screen)]
        for kind, told in groupby(changes, key=lambda change: kind_of(change.record)):
            parts += [Padding(Text(_kind(kind, screen), style="dim"), (0, 0, 0, 1)), _lines(told, screen)]
        parts.append("")
    screen.show(*parts)


def _heading(minicluster: str, result: Comparison, screen: Screen) -> Text:
    if not minicluster:
        return Text(screen.say(message(N_("The programme"))), style="bold")
    heading = Text(screen.say(minicluster), style="bold")
    if minicluster in result.names:
        name = in_language(result.names[minicluster], screen.language)
        heading.append(f"  {screen.say(name)}", style="not bold")
    return heading


def _kind(kind: Kind, screen: Screen) -> str:
    label = screen.say(message(kind.label))
    return label[:1].upper() + label[1:]


def _lines(changes: Iterable[Change], screen: Screen) -> Padding:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for change in changes:
        sign = "!" if change.event == "unreadable" else _SIGNS.get(change.event, screen.say("·"))
        grid.add_row(Text(sign, style=_STYLES.get(sign, "dim")), Text(_capital(change.text, screen)))
    return Padding(grid, (0, 0, 0, 3))


def _capital(text: Message, screen: Screen) -> str:
    """Begin a sentence of ours with a capital; a name that somebody wrote, a code or a path keeps its letters."""
    said = screen.say(text)
    return said[:1].upper() + said[1:] if _begins_with_ours(text, screen.language) else said


def _begins_with_ours(text: Message, language: Language) -> bool:
    template = translate(text.text, language, context=text.context)
    if not template.startswith("{"):
        return True
    first = dict(text.args).get(template[1:].partition("}")[0])
    return isinstance(first, Message) and _begins_with_ours(first, language)
