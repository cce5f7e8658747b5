"""Shows the demo while it runs: each command, each gate with its figures, and where everything lies."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.phases import BY_ID
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.figures import SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.reporting.screen import Screen

_FIGURES = 20


def show_command(screen: Screen, arguments: Sequence[str]) -> None:
    """Write the command that runs now, as it would be typed."""
    screen.line()
    screen.line(screen.styled(screen.say(f"$ innoenvi {shlex.join(arguments)}"), "strong"))


def show_gate(screen: Screen, gate: dict[str, Any]) -> None:
    """Write a gate with the figures of its criteria."""
    musts = [item for item in gate["criteria"] if item["severity"] == "must"]
    met = sum(item["met"] or item["waived"] for item in musts)
    heading = message(
        N_("gate {number} {phase}, as of {as_of}: {met} of {total} musts met"),
        number=BY_ID[gate["phase"]].number,
        phase=label("phase", gate["phase"]),
        as_of=gate["as_of"],
        met=met,
        total=len(musts),
    )
    screen.line(screen.styled(screen.say(heading), "good" if gate["open"] else "error"))
    for item in gate["criteria"]:
        figures = ", ".join(
            f"{_number(part['value'])} {SIGNS[part['compare']]} {_number(part['threshold'])}"
            for part in item["figures"]
        )
        mark = screen.say("✓" if item["met"] else "✗" if item["severity"] == "must" else "!")
        style = "good" if item["met"] else "error" if item["severity"] == "must" else "warning"
        said = screen.say(item["message"])
        room = screen.width - _FIGURES - 6
        shown = said if len(said) <= room or not screen.terminal else said[: room - 3] + screen.say("…")
        screen.line(f"  {screen.styled(mark, style)} {screen.say(figures):<{_FIGURES}}  {shown}")


def show_facts(screen: Screen, *lines: str) -> None:
    """Write what a command gave, indented below it."""
    for line in lines:
        screen.line(f"  {screen.say(line)}")


def count_by_folder(paths: Sequence[str]) -> list[str]:
    """Return each folder with how many files it holds."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    return [f"{folder}/  {count}" for folder, count in sorted(folders.items())]


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.2f}".rstrip("0").rstrip(".")
