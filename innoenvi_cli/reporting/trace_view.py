"""A trace on a terminal: the record, why it was chosen, and both directions as trees; or the chains as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.chains import ORPHANS
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.sheet_view import show_sheet_view
from innoenvi_cli.reporting.trace import (
    ELSEWHERE,
    LOOSE,
    NO_RECORD,
    NONE_LOOSE,
    figures_of,
    name_of,
    short,
    state_of,
    story_rows,
    trees,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from innoenvi_cli.method.chains import Chain, Orphan
    from innoenvi_cli.method.tracing import Traced
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.trace_record import TraceResult

_STATES: Final = {"chosen": "green", "parked": "yellow", "rejected": "dim"}
_MANY: Final = 12


def show_trace_view(result: TraceResult, screen: Screen) -> None:
    """Write ``result``."""
    if result.record:
        _show_record(result, screen)
    else:
        _show_chains(result, screen)


def _show_record(result: TraceResult, screen: Screen) -> None:
    name = Text(screen.say(name_of(result, result.record)), style="bold")
    place = f"{result.record} · {result.graph.location(result.record)}"
    screen.show(name, Text(screen.say(place), style="dim"), "")
    if result.story is not None:
        title = screen.say(message(N_("How it was decided")))
        show_sheet_view(screen, title, [item for item in story_rows(result) if item.texts], style="strong")
        screen.show("")
    for heading, traced, none, forwards in trees(result):
        if traced:
            screen.show(_tree(screen.say(message(heading)), traced, result, screen, forwards=forwards), "")
        else:
            empty = Padding(Text(screen.say(message(none)), style="dim"), (0, 0, 0, 1))
            screen.show(Text(screen.say(message(heading)), style="bold"), empty, "")
    if result.orphans:
        screen.show(*_orphans(result, screen), "")


def _tree(heading: str, traced: tuple[Traced, ...], result: TraceResult, screen: Screen, *, forwards: bool) -> Tree:
    root = Tree(Text(heading, style="bold"), guide_style="dim")
    below = [root]
    for item in traced:
        del below[item.depth :]
        below.append(below[-1].add(_branch(item, result, screen, forwards=forwards)))
    return root


def _branch(item: Traced, result: TraceResult, screen: Screen, *, forwards: bool) -> Text:
    """Write a link, the record at its end and, faintly, its address; where the link is written with -v."""
    phrase = screen.say(message(item.via.forth if forwards else item.via.back))
    line = Text(f"{phrase}: ", style="cyan")
    if not item.known:
        line.append(f"{screen.say(item.record)} ", style="red")
        return line.append(screen.say(message(NO_RECORD)), style="red")
    name = name_of(result, item.record).render(screen.language)
    line.append(screen.say(name if screen.verbose else short(name)), style="default")
    line.append(f"  {screen.say(item.record)}", style="dim")
    if item.again:
        line.append(f"  {screen.say(message(ELSEWHERE))}", style="dim italic")
    if screen.verbose:
        line.append(f"  {screen.say(str(item.location))}", style="dim")
    return line


def _show_chains(result: TraceResult, screen: Screen) -> None:
    name = result.view.cluster.record.name if result.view.cluster.record is not None else result.minicluster
    title = message(
        N_("{minicluster}: from the interviews to the outcomes"), minicluster=in_language(name, screen.language)
    )
    parts: list[RenderableType] = [Text(screen.say(title), style="bold")]
    if result.chains:
        parts += [_chain(chain, screen) for chain in result.chains]
    else:
        parts.append(Text(screen.say(message(N_("There are no development targets yet."))), style="dim"))
    parts.append("")
    if result.orphans:
        parts += _orphans(result, screen)
    elif result.chains:
        parts.append(Text(screen.say(message(NONE_LOOSE)), style="green"))
    screen.show(*parts, "")


def _chain(chain: Chain, screen: Screen) -> Padding:
    """Write a target and below it, on one chain, how many records of each kind it passes through."""
    line = Text(screen.say(in_language(chain.target.name, screen.language)), style="bold")
    line.append(f"  {screen.say(state_of(chain))}", style=f"not bold {_STATES.get(chain.choice or '', 'default')}")
    line.append(f"  targets/{screen.say(chain.target.id)}\n", style="not bold dim")
    arrow = f" {screen.say('→')} "
    for place, (words, figure) in enumerate(figures_of(chain)):
        line.append(arrow if place else "", style="not bold dim")
        missing = "red" if chain.choice == "chosen" else "dim"
        line.append(screen.say(words), style=f"not bold {'default' if figure else missing}")
    return Padding(line, (0, 0, 0, 1))


def _orphans(result: TraceResult, screen: Screen) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(screen.say(message(LOOSE)), style="bold")]
    for kind, (title, hint) in ORPHANS.items():
        found = [orphan for orphan in result.orphans if orphan.kind == kind]
        if not found:
            continue
        heading = Text(screen.say(message(title)), style="yellow").append(f" ({len(found)})", style="default")
        parts.append(Padding(heading, (0, 0, 0, 1)))
        shown = found if screen.verbose else found[:_MANY]
        parts += [Padding(_orphan(orphan, result, screen), (0, 0, 0, 3)) for orphan in shown]
        if len(found) > len(shown):
            left = message(N_("… and {count} more (-v shows all)"), count=len(found) - len(shown))
            parts.append(Padding(Text(screen.say(left), style="dim"), (0, 0, 0, 3)))
        parts.append(Padding(Text(f"{screen.say('→')} {screen.say(message(hint))}", style="dim"), (0, 0, 0, 3)))
    return parts


def _orphan(orphan: Orphan, result: TraceResult, screen: Screen) -> Text:
    name = name_of(result, orphan.record).render(screen.language)
    line = Text(screen.say(name if screen.verbose else short(name)))
    return line.append(f"  {screen.say(str(result.graph.location(orphan.record)))}", style="dim")
