"""The value network on a terminal: figures in a frame, then tables that fit its width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.network_words import NOBODY, NetworkWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.competences import Held
    from innoenvi_cli.method.network_parts import PartKind
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.map_network import CompetenceAnswer, NetworkResult

_SHOWN: Final = 15
_NARROWEST: Final = 12
_NARROW: Final = 64
"""On a screen narrower than this the directions of the links are left to the other formats."""
_BAR: Final = 10


def show_network_view(result: NetworkResult, screen: Screen) -> None:
    """Write ``result``."""
    words = NetworkWords(result, screen.language)
    if result.competence is not None:
        screen.show(*_answer(result.competence, words, screen), "")
        return
    parts: list[RenderableType] = [_frame(result, words, screen)]
    parts += _actors(result, words, screen)
    parts += _standing_out(result, words, screen)
    parts += _missing(result, words, screen)
    if not result.narrowing.is_given:
        parts += _parts(result, words, screen)
    parts += _groups(result, words, screen)
    parts += _competences(result.competences, words, screen)
    screen.show(*parts, "")


def _heading(text: str | Message, screen: Screen) -> list[RenderableType]:
    return ["", Text(screen.say(message(text) if isinstance(text, str) else text), style="bold")]


def _table(headings: Sequence[tuple[str, bool]], screen: Screen) -> Table:
    """Return an empty table; the flag of a heading says that its column holds figures."""
    table = Table(
        box=None if screen.plain_boxes else box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        header_style="dim",
        pad_edge=False,
        show_edge=False,
    )
    for heading, is_figure in headings:
        table.add_column(
            screen.say(message(heading)) if heading else "",
            justify="right" if is_figure else "left",
            min_width=None if is_figure else _NARROWEST,
            overflow="fold",
        )
    return table


def _frame(result: NetworkResult, words: NetworkWords, screen: Screen) -> Panel:
    found = result.network
    facts = [
        counted("one actor", "{count} actors", len(found.nodes)),
        counted("one pair joined", "{count} pairs joined", len(found.pairs)),
        message(N_("density {density}"), density=words.ratio(found.density)),
        counted("one separate part", "{count} separate parts", found.components),
        counted("one link missing", "{count} links missing", len(found.missing)),
    ]
    if result.narrowing.is_given:
        facts.append(counted("one link to others", "{count} links to others", result.outward))
    narrowed = words.narrowed()
    title = f"{words.name()} · {narrowed}" if narrowed else words.name()
    text = Text(screen.say(" · ".join(fact.render(screen.language) for fact in facts)))
    text.append("\n" + screen.say(message(N_("as of {day}"), day=words.day())), style="dim")
    return Panel(
        text,
        title=Text(screen.say(title), style="bold"),
        title_align="left",
        box=box.ASCII if screen.plain_boxes else box.ROUNDED,
        border_style="cyan",
    )


def _actors(result: NetworkResult, words: NetworkWords, screen: Screen) -> list[RenderableType]:
    nodes = words.by_weight()
    if not nodes:
        return ["", Text(screen.say(message(N_("Nobody takes part yet."))), style="yellow")]
    shown = nodes if screen.verbose else nodes[:_SHOWN]
    most = max(node.betweenness for node in nodes)
    is_wide = screen.width >= _NARROW
    directions = [(N_("Delivers to"), True), (N_("Receives from"), True)] if is_wide else []
    table = _table([(N_("Actor"), False), (N_("Neighbours"), True), *directions, (N_("Betweenness"), False)], screen)
    for node in shown:
        filled = round(_BAR * node.betweenness / most) if most else 0
        bar = Text(screen.say("█" * filled), style="cyan")
        bar.append(f"{' ' if filled else ''}{words.decimal(node.betweenness)}", style="default")
        name = Text(screen.say(words.member(node.id)), style="bold" if node.id in result.network.brokers else "default")
        ways = (str(node.out_degree), str(node.in_degree)) if is_wide else ()
        table.add_row(name, str(node.degree), *ways, bar)
    return [*_heading(N_("Actors, most between others first"), screen), table, *_more(len(nodes) - len(shown), screen)]


def _more(left: int, screen: Screen) -> list[RenderableType]:
    if left <= 0:
        return []
    return [Text(screen.say(message(N_("… and {count} more (-v shows all)"), count=left)), style="dim")]


def _standing_out(result: NetworkResult, words: NetworkWords, screen: Screen) -> list[RenderableType]:
    lines: list[RenderableType] = []
    if result.network.brokers:
        brokers = message(
            N_("Brokers, without whom a part would fall apart: {names}"), names=words.members(result.network.brokers)
        )
        lines.append(Text(screen.say(brokers)))
    if result.network.isolated:
        isolated = message(N_("Touched by no link: {names}"), names=words.members(result.network.isolated))
        lines.append(Text(screen.say(isolated), style="yellow"))
    return lines


def _missing(result: NetworkResult, words: NetworkWords, screen: Screen) -> list[RenderableType]:
    links = sorted(result.network.missing, key=lambda link: (-(link.strength or 0), link.source, link.target))
    if not links:
        return []
    shown = links if screen.verbose else links[:_SHOWN]
    table = _table(
        [(N_("From"), False), (N_("To"), False), (N_("What is delivered"), False), (N_("Strength"), True)], screen
    )
    for link in shown:
        what = "; ".join(words.text(text) for text in link.deliverables)
        strength = str(link.strength) if link.strength is not None else "-"
        table.add_row(
            screen.say(words.member(link.source)), screen.say(words.member(link.target)), screen.say(what), strength
        )
    return [*_heading(N_("Links needed and missing"), screen), table, *_more(len(links) - len(shown), screen)]


def _parts(result: NetworkResult, words: NetworkWords, screen: Screen) -> list[RenderableType]:
    if not result.parts:
        return []
    is_wide = screen.width >= _NARROW
    inner = [(N_("Inside"), True), (N_("To others"), True)] if is_wide else []
    table = _table(
        [(N_("Part"), False), (N_("Actors"), True), *inner, (N_("Density"), True), (N_("Missing"), True)], screen
    )
    kinds: list[PartKind] = []
    for part in result.parts:
        if part.kind not in kinds:
            kinds.append(part.kind)
            table.add_row(Text(screen.say(words.part_kinds(part.kind)), style="dim"))
        title = Padding(Text(screen.say(words.part(part))), (0, 0, 0, 1))
        joined = (part.inside, part.outward) if is_wide else ()
        figures = (len(part.members), *joined, words.ratio(part.density), part.missing)
        table.add_row(title, *(screen.say(str(figure)) for figure in figures))
    return [*_heading(N_("Levels, tiers, subnetworks and company groups"), screen), table]


def _groups(result: NetworkResult, words: NetworkWords, screen: Screen) -> list[RenderableType]:
    if not result.groups:
        return []
    parts: list[RenderableType] = _heading(N_("Who produces, delivers and maintains"), screen)
    for group in result.groups:
        parts.append(Padding(Text(screen.say(words.group(group.group))), (0, 0, 0, 1)))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for kind, givers in group.givers.items():
            style = "default" if givers else "bold red"
            grid.add_row(
                Text(screen.say(label("contribution", kind)), style="dim"),
                Text(screen.say(words.givers(givers)), style=style),
            )
        parts.append(Padding(grid, (0, 0, 0, 3)))
    return parts


def _competences(held: Sequence[Held], words: NetworkWords, screen: Screen) -> list[RenderableType]:
    matches = [(competence, pair) for competence in held for pair in competence.matches]
    gaps = [competence for competence in held if competence.is_gap]
    parts: list[RenderableType] = []
    if matches:
        table = _table(
            [(N_("Competence"), False), (N_("Has it"), False), (N_("Wants it"), False), (N_("Link"), False)], screen
        )
        for competence, (giver, taker) in matches:
            table.add_row(
                screen.say(words.text(competence.name)),
                screen.say(words.member(giver)),
                screen.say(words.member(taker)),
                screen.say(words.link_words(giver, taker)),
            )
        parts += [*_heading(N_("Competences that one has and another wants"), screen), table]
    if gaps:
        table = _table([(N_("Competence"), False), (N_("Wanted by"), False)], screen)
        for competence in gaps:
            table.add_row(screen.say(words.text(competence.name)), screen.say(words.members(competence.want)))
        parts += [*_heading(N_("Competences that are wanted and nobody has"), screen), table]
    return parts


def _answer(answer: CompetenceAnswer, words: NetworkWords, screen: Screen) -> list[RenderableType]:
    if not answer.found and not answer.register:
        return [Text(screen.say(words.nothing_found(answer)), style="yellow")]
    title = message(N_("Competences with '{text}' in their name"), text=answer.text)
    parts: list[RenderableType] = _heading(title, screen)
    if answer.found:
        table = _table([(N_("Competence"), False), (N_("Has it"), False), (N_("Wants it"), False)], screen)
        for held in answer.found:
            nobody = screen.say(message(NOBODY))
            have = Text(screen.say(words.members(held.have)) or nobody, style="default" if held.have else "bold red")
            want = Text(screen.say(words.members(held.want)) or nobody, style="default" if held.want else "dim")
            table.add_row(screen.say(words.text(held.name)), have, want)
        parts.append(table)
    parts += _competences([held for held in answer.found if held.matches], words, screen)
    if answer.register:
        table = _table([(N_("Competence"), False), (N_("Actor"), False), (N_("Status"), False)], screen)
        for member, status, held in answer.register:
            table.add_row(
                screen.say(words.text(held.name)),
                screen.say(words.member(member)),
                screen.say(label("member_status", status)),
            )
        parts += [*_heading(N_("In the register, but not taking part"), screen), table]
    return parts
