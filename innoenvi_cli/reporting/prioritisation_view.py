"""The prioritisation on a terminal: the ranking as a table, below it what a core group should see of its dissent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.figures import fixed
from innoenvi_cli.reporting.prioritisation import headline, problems, ranking_lines
from innoenvi_cli.reporting.sheet_view import STYLES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from innoenvi_cli.reporting.prioritisation_words import Names, Section
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.prioritise_targets import PrioritisationResult

_CHOICE_STYLES: Final = {"chosen": "bold green", "parked": "yellow", "rejected": "dim"}
_BAR: Final = 10
_ROOM_FOR_BARS: Final = 96
_ROOM_FOR_TABLE: Final = 76
_DECISION: Final = 14


def show_view(result: PrioritisationResult, names: Names, shown: list[Section], screen: Screen) -> None:
    """Write ``result`` with the sections in ``shown``."""
    parts: list[RenderableType] = [Text(screen.say(headline(result, names)), style="bold")]
    parts += [Text(screen.say(problem), style="yellow") for problem in problems(result)]
    if result.case is None and result.found.ranking:
        parts += _ranking_parts(result, names, screen)
    for section in shown:
        gap = [] if section is shown[0] and result.case is None else [""]
        parts += [*gap, Text(screen.say(section.title), style="bold"), _grid(section, screen)]
    screen.show(*parts, "")


def _ranking_parts(result: PrioritisationResult, names: Names, screen: Screen) -> list[RenderableType]:
    """Return the ranking as a table with what its mark means, or in lines where a table would be cut."""
    if screen.width < _ROOM_FOR_TABLE:
        lines = [Text(screen.say(line)) for line in ranking_lines(result, names)]
        return ["", *lines, ""]
    parts: list[RenderableType] = [_ranking(result, names, screen)]
    if result.found.departures:
        legend = message(N_("* departs from the ranking, see below"))
        parts += [Padding(Text(screen.say(legend), style="dim"), (0, 0, 0, 1)), ""]
    elif screen.plain_boxes:
        parts.append("")
    return parts


def _ranking(result: PrioritisationResult, names: Names, screen: Screen) -> Table:
    table = Table(box=box.ASCII if screen.plain_boxes else box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    bars = screen.width >= _ROOM_FOR_BARS
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(screen.say(message(N_("Target"))), overflow="fold", min_width=26)
    for title in (N_("Mean"), N_("Median"), N_("Spread")):
        table.add_column(screen.say(message(title)), justify="right", no_wrap=True)
    if bars:
        table.add_column("", no_wrap=True)
    table.add_column(screen.say(message(N_("Decision"))), max_width=None if bars else _DECISION)
    for entry in result.found.ranking:
        choice = result.choices.get(entry.target)
        decision = Text("-", style="dim")
        if choice is not None:
            decision = Text(screen.say(label("choice", choice.choice)), style=_CHOICE_STYLES[choice.choice])
            if entry.target in result.found.departures:
                decision.append(" *", style="yellow")
        figures = [fixed(value, names.language) for value in (entry.score, entry.median, entry.spread)]
        bar = [_bar(entry.score, result, screen)] if bars else []
        place = str(entry.rank) if entry.rank is not None else "-"
        table.add_row(place, Text(screen.say(names.target(entry.target))), *figures, *bar, decision)
    return table


def _bar(score: float | None, result: PrioritisationResult, screen: Screen) -> Text:
    """Draw the score from zero to the top of the scale."""
    priorities = result.cluster.priorities
    top = priorities.scale.high if priorities is not None else 0
    if score is None or top <= 0:
        return Text("")
    filled = max(0, min(_BAR, round(score / top * _BAR)))
    return Text(screen.say("█" * filled), style="cyan").append(screen.say("░" * (_BAR - filled)), style="dim")


def _grid(section: Section, screen: Screen) -> Padding:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", overflow="fold", max_width=max(screen.width // 4, 18))
    grid.add_column(overflow="fold")
    for item in section.rows:
        for index, text in enumerate(item.texts):
            grid.add_row("" if index else screen.say(item.label), Text(screen.say(text), style=STYLES[item.style]))
    return Padding(grid, (0, 0, 0, 1))
