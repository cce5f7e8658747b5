"""The state of the miniclusters on a terminal: a row each, and below it what is missing and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.method.phases import BY_ID, phase_title
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.gate_view import progress_bar
from innoenvi_cli.reporting.status_words import (
    condition_words,
    meeting_words,
    missing_labels,
    suspect_words,
    task_words,
    unknown,
)
from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.phase_log import log_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.show_status import MiniclusterStatus, StatusResult

_STATE_STYLES: Final = {"active": "default", "on_hold": "yellow", "stopped": "red", "completed": "green"}
_FEW: Final = 2
_SHOWN_MISSING: Final = 3
_BAR: Final = 10
_LABELS: Final = (
    N_("phase"), N_("network"), N_("missing"), N_("errors"), N_("suspect"), N_("condition"), N_("next"),
    N_("meeting"), N_("tasks"),
)  # fmt: skip


def show_status_view(result: StatusResult, screen: Screen) -> None:
    """Write ``result``."""
    as_of = format_date(max(status.as_of for status in result.miniclusters), screen.language)
    name = in_language(result.programme, screen.language) or message(N_("programme without a name"))
    title = Text(screen.say(name), style="bold")
    title.append(screen.say(message(N_(" · as of {as_of}"), as_of=as_of)), style="not bold dim")
    labels = [screen.say(message(text)) for text in _LABELS]
    width = 2 + max(len(text) for text in (*labels, *(status.id for status in result.miniclusters)))
    full = screen.verbose or len(result.miniclusters) <= _FEW
    parts: list[RenderableType] = [title]
    for status in result.miniclusters:
        parts += ["", _row(status, screen, width), _details(status, screen, width, full=full)]
    screen.show(*parts, "")


def _row(status: MiniclusterStatus, screen: Screen, width: int) -> Padding:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=width - 2, no_wrap=True, style="bold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    answer = status.answer
    grid.add_row(
        Text(screen.say(status.id)),
        Text(screen.say(in_language(status.name, screen.language))),
        _state(status, screen),
        progress_bar(len(answer.musts) - len(answer.unmet), len(answer.musts), screen, _BAR),
    )
    return Padding(grid, (0, 0, 0, 1))


def _state(status: MiniclusterStatus, screen: Screen) -> Text:
    state = status.standing.state
    return Text(screen.say(label("state", state)), style=_STATE_STYLES[state]) if status.standing.is_known else Text("")


def _details(status: MiniclusterStatus, screen: Screen, width: int, *, full: bool) -> Padding:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=width - 2, no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for heading, text, style in _facts(status, screen, full=full):
        grid.add_row(screen.say(message(heading)), Text(text, style=style))
    return Padding(grid, (0, 0, 0, 1))


def _facts(status: MiniclusterStatus, screen: Screen, *, full: bool) -> Iterator[tuple[str, str, str]]:
    yield _LABELS[0], *_phase(status, screen, full=full)
    if full:
        yield _LABELS[1], screen.say(_network(status).render(screen.language)), "default"
    if status.standing.is_known and not status.gates_known:
        yield _LABELS[2], screen.say(unknown(PROGRAMME_FILE)), "bold red"
    missing = missing_labels(status, screen.language)
    shown = missing if full else missing[:_SHOWN_MISSING]
    if shown:
        text = " · ".join(shown)
        if len(missing) > len(shown):
            text += message(N_(" · and {count} more"), count=len(missing) - len(shown)).render(screen.language)
        yield _LABELS[2], screen.say(text), "default"
    if status.errors:
        yield _LABELS[3], str(status.errors), "bold red"
    if status.suspicions:
        yield _LABELS[4], screen.say(suspect_words(status)), "yellow"
    for words in condition_words(status, screen.language):
        yield _LABELS[5], screen.say(words), "yellow"
    if full:
        yield _LABELS[7], screen.say(meeting_words(status, screen.language)), "default"
    if status.overdue or (full and status.tasks):
        yield _LABELS[8], screen.say(task_words(status)), "yellow" if status.overdue else "default"
    yield _LABELS[6], screen.say(status.next_command), "cyan"


def _phase(status: MiniclusterStatus, screen: Screen, *, full: bool) -> tuple[str, str]:
    """Return the phase with its style."""
    standing = status.standing
    if not standing.is_known:
        return screen.say(unknown(log_path(status.id), log=True)), "bold red"
    phase = f"{BY_ID[standing.phase].number} {phase_title(standing.phase).render(screen.language)}"
    if standing.cycle > 1 or full:
        phase += message(N_(", cycle {cycle}"), cycle=standing.cycle).render(screen.language)
    return screen.say(phase), "default"


def _network(status: MiniclusterStatus) -> Message:
    return message(
        N_("{members}, {interviews}, fast track {open} open and {closed} closed"),
        members=counted("{count} member", "{count} members", status.members),
        interviews=counted("{count} interview", "{count} interviews", status.interviews),
        open=status.fast_open,
        closed=status.fast_closed,
    )
