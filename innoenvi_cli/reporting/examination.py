"""Shows what ``doctor`` looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.examine_system import Examination

_STYLES: Final = {"ok": "", "warning": "warning", "error": "error"}
_MARKS: Final = {"ok": "✓", "warning": "!", "error": "✗"}


def report_examination(examined: tuple[Examination, ...], screen: Screen, form: Format) -> None:
    """Write ``examined`` in ``form``."""
    if form == "json":
        data = {
            "checks": [
                {
                    "id": item.id,
                    "state": item.state,
                    "text": item.text.render(screen.language),
                    "hint": item.hint.render(screen.language) if item.hint is not None else "",
                }
                for item in examined
            ]
        }
        screen.machine(envelope("doctor", data))
        return
    rows = []
    for item in examined:
        label = message(N_("{mark} {label}"), mark=_MARKS[item.state], label=item.label)
        hint = message(N_("→ {hint}"), hint=item.hint) if item.hint is not None else ""
        rows.append(row(label, item.text, hint, style=_STYLES[item.state]))
    show_sheet(screen, "", rows)
    if all(item.state == "ok" for item in examined):
        screen.talk(message(N_("✓ all is well")), "good")
