"""The development paths on a terminal: a bar per dimension with the model marked on it, distances, what to develop."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.i18n import N_, format_date, message
from innoenvi_cli.method.path_words import dimension_name, path_name, possibility, provenance_note
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.figures import figure
from innoenvi_cli.reporting.paths import (
    departs_words,
    nearest_words,
    number,
    period,
    placement_words,
    raters_words,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from innoenvi_cli.method.paths import PathFit, PathStory
    from innoenvi_cli.model.path_models import PathModels
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.place_on_paths import OnPaths, PathsResult

_LOWEST: Final = Decimal(1)
_STEPS: Final = 4
"""A scale from 1 to 5 has four steps."""
_CELLS: Final = 16


def show_paths_view(result: PathsResult, screen: Screen, *, in_full: bool, over_time: bool) -> None:
    """Write ``result``: every minicluster by itself, or all side by side."""
    parts: list[RenderableType] = []
    for found in result.found:
        parts.append(_title(found, screen, in_full=in_full))
        if in_full:
            parts += _minicluster(found, result.models, screen, over_time=over_time)
        else:
            parts.append(Padding(_facts(found.story, result.models, screen, in_full=False), (0, 0, 0, 1)))
        parts.append("")
    screen.show(*parts, Text(screen.say(provenance_note(result.models)), style="dim"), "")


def _title(found: OnPaths, screen: Screen, *, in_full: bool) -> Text:
    title = Text(screen.say(found.minicluster), style="bold")
    name = in_language(found.group if found.group is not None else found.name, screen.language)
    title.append(screen.say(f" · {name}"), style="not bold")
    day = f" · {format_date(found.as_of, screen.language)}" if in_full else ""
    return title.append(screen.say(day), style="not bold dim")


def _minicluster(found: OnPaths, models: PathModels, screen: Screen, *, over_time: bool) -> list[RenderableType]:
    parts: list[RenderableType] = [Padding(_facts(found.story, models, screen), (0, 0, 0, 1))]
    if found.story.fit.ratings:
        parts += ["", Padding(_bars(found.story.fit, models, screen), (0, 0, 0, 1))]
    if found.story.fit.gaps:
        parts += ["", Text(screen.say(message(N_("Development possibilities"))), style="bold")]
        parts.append(Padding(_possibilities(found.story.fit, models, screen), (0, 0, 0, 1)))
    if over_time and found.story.rounds:
        parts += ["", Text(screen.say(message(N_("Ratings over time"))), style="bold")]
        parts.append(_rounds(found.story, models, screen))
    for group, story in found.groups:
        parts += ["", Text(screen.say(in_language(group, screen.language)), style="bold")]
        parts.append(Padding(_facts(story, models, screen), (0, 0, 0, 1)))
    return parts


def _facts(story: PathStory, models: PathModels, screen: Screen, *, in_full: bool = True) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    fit, language = story.fit, screen.language
    nearest = Text(screen.say(nearest_words(fit, models, language)), style="green" if fit.nearest else "yellow")
    grid.add_row(screen.say(message(N_("nearest"))), nearest)
    placement = placement_words(fit.placement, models, language, in_full=in_full)
    grid.add_row(screen.say(message(N_("placed"))), Text(screen.say(placement)))
    departs = departs_words(fit, models)
    if departs is not None:
        grid.add_row("", Text(screen.say(departs), style="yellow"))
    distances = [
        message("{name} {distance}", name=path_name(models, path), distance=number(language)(distance))
        for path, distance in sorted(fit.distances.items(), key=lambda item: (item[1], item[0]))
    ]
    if distances:
        text = message("{distances}", distances=tuple(distances))
        grid.add_row(screen.say(message(N_("distances"))), Text(screen.say(text)))
    raters = raters_words(story)
    if raters is not None and in_full:
        grid.add_row(screen.say(message(N_("raters"))), Text(screen.say(raters)))
    return grid


def _bars(fit: PathFit, models: PathModels, screen: Screen) -> Table:
    """A bar runs from 1 to 5; where the model has its value, the cell is marked."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True, justify="right", style="dim")
    ideals = {gap.dimension: gap.ideal for gap in fit.gaps}
    heads = (N_("dimension"), N_("1 to 5"), N_("rating"), N_("model"))
    table.add_row(*(Text(screen.say(message(head)), style="dim") for head in heads))
    for dimension in models.dimensions:
        rated, ideal = fit.ratings.get(dimension.id), ideals.get(dimension.id)
        table.add_row(
            Text(screen.say(in_language(dimension.name, screen.language))),
            _bar(rated, ideal, screen),
            number(screen.language)(rated) if rated is not None else "-",
            figure(ideal, screen.language),
        )
    return table


def _bar(rated: Decimal | None, ideal: Decimal | None, screen: Screen) -> Text:
    filled = _cells(rated) if rated is not None else 0
    bar = Text(screen.say("█" * filled), style="green")
    bar.append(screen.say("░" * (_CELLS - filled)), style="dim")
    if ideal is None:
        return bar
    place = max(_cells(ideal) - 1, 0)
    marked = bar[:place]
    marked.append(screen.say("│") if not screen.plain_boxes else "|", style="bold yellow")
    return marked.append_text(bar[place + 1 :])


def _cells(value: Decimal) -> int:
    """The lowest rating still fills one cell, the highest all."""
    return 1 + int((value - _LOWEST) * (_CELLS - 1) / _STEPS)


def _possibilities(fit: PathFit, models: PathModels, screen: Screen) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", ratio=1)
    for gap in fit.possibilities:
        words = possibility(gap, models, number(screen.language))
        style = "default" if gap.distance > 0 else "dim"
        name = screen.say(dimension_name(models, gap.dimension))
        grid.add_row(Text(name, style=style), Text(screen.say(words), style=style))
    return grid


def _rounds(story: PathStory, models: PathModels, screen: Screen) -> Table:
    """The rounds stand side by side, so that a dimension is read from left to right."""
    table = _table(screen)
    table.add_column("", overflow="fold")
    for found in story.rounds:
        table.add_column(screen.say(period(found, screen.language)), justify="right", overflow="fold")
    for dimension in models.dimensions:
        rated = (found.ratings.get(dimension.id) for found in story.rounds)
        values = (number(screen.language)(value) if value is not None else "-" for value in rated)
        table.add_row(screen.say(in_language(dimension.name, screen.language)), *values)
    nearest = (
        path_name(models, found.nearest) if found.nearest is not None else message(N_("undecided"))
        for found in story.rounds
    )
    table.add_row(screen.say(message(N_("nearest"))), *(screen.say(name) for name in nearest))
    raters = (message("{raters}", raters=found.raters) for found in story.rounds)
    table.add_row(screen.say(message(N_("raters"))), *(screen.say(names) for names in raters))
    return table


def _table(screen: Screen) -> Table:
    return Table(box=box.ASCII if screen.plain_boxes else box.SIMPLE_HEAD, header_style="dim", pad_edge=False)
