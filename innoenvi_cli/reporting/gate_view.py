"""A gate on a terminal: the answer in a frame, a to-do list, then what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from innoenvi_cli.i18n import N_, format_date, message
from innoenvi_cli.method.phases import BY_ID, phase_title
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.figures import figure, needed
from innoenvi_cli.reporting.gate_words import NO_GATES, SEVERITY_WORDS, WAIVED, note_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.method.answers import CriterionResult, Evidence, GateAnswer
    from innoenvi_cli.reporting.screen import Screen

_MARKS: Final = {"must": ("✗", "bold red"), "should": ("!", "yellow"), "info": ("·", "cyan")}
_HEADINGS: Final = {
    "must": N_("To do: the gate stays closed until these are met"),
    "should": N_("Should be looked at"),
    "info": N_("For information"),
}
_SHOWN_PLACES: Final = 6


def show_gate_view(answer: GateAnswer, screen: Screen) -> None:
    """Write ``answer``."""
    parts: list[RenderableType] = [_frame(answer, screen)]
    if not answer.criteria:
        parts += ["", Text(screen.say(message(NO_GATES)), style="bold red")]
    for severity, heading in _HEADINGS.items():
        unmet = [item for item in answer.criteria if item.severity == severity and not item.met and not item.waived]
        if unmet:
            parts += ["", Text(screen.say(message(heading)), style="bold")]
            parts += [Padding(_unmet(item, screen), (0, 0, 0, 1)) for item in unmet]
    met = [item for item in answer.criteria if item.met or item.waived]
    if met:
        parts += ["", Text(screen.say(message(N_("Met"))), style="bold"), Padding(_met(met, screen), (0, 0, 0, 1))]
    screen.show(*parts, "")


def progress_bar(met: int, total: int, screen: Screen, width: int = 12) -> Text:
    """Return a bar of ``width`` cells with the figures behind it; empty where nobody knows what there is to meet."""
    if not total:
        return Text(screen.say("░" * width), style="red").append(" ?", style="bold red")
    filled = width if met >= total else min(width - 1, width * met // max(total, 1))
    bar = Text(screen.say("█" * filled), style="green" if met >= total else "yellow")
    bar.append(screen.say("░" * (width - filled)), style="dim")
    return bar.append(f" {met}/{total}", style="default")


def _frame(answer: GateAnswer, screen: Screen) -> Panel:
    state = Text(
        screen.say(message(N_("OPEN") if answer.open else N_("CLOSED"))),
        style="bold green" if answer.open else "bold red",
    )
    title = f"{answer.minicluster} · {BY_ID[answer.gate].number} {phase_title(answer.gate).render(screen.language)}"
    facts = message(
        N_("cycle {cycle} · as of {as_of}"), cycle=answer.cycle, as_of=format_date(answer.as_of, screen.language)
    )
    grid = Table.grid(padding=(0, 3, 0, 0))
    met = len(answer.musts) - len(answer.unmet)
    grid.add_row(state, progress_bar(met, len(answer.musts), screen), Text(screen.say(facts), style="dim"))
    return Panel(
        grid,
        title=Text(screen.say(title), style="bold"),
        title_align="left",
        box=box.ASCII if screen.plain_boxes else box.ROUNDED,
        border_style="green" if answer.open else "red",
    )


def _unmet(criterion: CriterionResult, screen: Screen) -> Table:
    mark, style = _MARKS[criterion.severity]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    label = Text(screen.say(in_language(criterion.label, screen.language)), style="bold")
    grid.add_row(Text(screen.say(mark), style=style), label.append(f"  {criterion.id}", style="not bold dim"))
    for item in criterion.figures:
        if not item.met:
            row = Text(f"{screen.say(item.title)}: ")
            row.append(figure(item.value, screen.language, is_ratio=item.is_ratio), style=style)
            wanted = message(N_(" (needed {figure})"), figure=needed(item, screen.language))
            grid.add_row("", row.append(screen.say(wanted), style="default"))
    shown = criterion.evidence if screen.verbose else criterion.evidence[:_SHOWN_PLACES]
    for place in shown:
        row = Text(screen.say(str(place.location)), style="cyan")
        grid.add_row("", row.append(f"  {screen.say(_short_note(place, screen.language))}", style="default"))
    left = len(criterion.evidence) - len(shown)
    if left > 0:
        grid.add_row("", Text(screen.say(message(N_("… and {count} more (-v shows all)"), count=left)), style="dim"))
    hint = screen.say(in_language(criterion.hint, screen.language))
    grid.add_row("", Text(f"{screen.say('→')} {hint}", style="dim"))
    return grid


def _short_note(item: Evidence, language: Language) -> str:
    """Return what is wrong at a place; the record only where the path does not name it already."""
    if item.location.path.endswith(f"{item.record}.yaml"):
        return item.note.render(language) if item.note is not None else ""
    return note_of(item, language)


def _met(criteria: list[CriterionResult], screen: Screen) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True, style="dim")
    for criterion in criteria:
        label = Text(screen.say(in_language(criterion.label, screen.language)))
        if criterion.severity != "must":
            label.append(f" ({screen.say(message(SEVERITY_WORDS[criterion.severity]))})", style="dim")
        if criterion.waived:
            label.append(f" ({screen.say(message(WAIVED))})", style="yellow")
        first = criterion.figures[0]
        grid.add_row(
            Text(screen.say("✓"), style="yellow" if criterion.waived else "green"),
            label,
            figure(first.value, screen.language, is_ratio=first.is_ratio),
            screen.say(needed(first, screen.language)),
        )
    return grid
