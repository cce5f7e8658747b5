"""Shows what changed in the records: by minicluster, then by kind, one sentence per fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.reporting.cleaning import clean
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import as_number

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.changes.base import Change
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.compare_records import Comparison, Point


def report_changes(result: Comparison, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        screen.machine(envelope("diff", changes_data(result, screen.language)))
        return
    if screen.terminal and result.changes:
        from innoenvi_cli.reporting.changes_view import show_changes_view  # noqa: PLC0415 - rich is for terminals

        show_changes_view(result, screen)
    else:
        for change in result.changes:
            place = f"{change.minicluster}/{change.record}" if change.minicluster else change.record
            screen.line(screen.say(f"{place}: {change.text.render(screen.language)}"))
    screen.talk(_summary(result, screen.language))
    if result.ignored:
        text = counted(
            "{count} file that git ignores was left out",
            "{count} files that git ignores were left out",
            len(result.ignored),
        )
        screen.talk(text, "faint")
    screen.talk(message(N_("→ next: {command}"), command=_next(result)), "faint")


def changes_data(result: Comparison, language: Language) -> dict[str, Any]:
    """Return what ``diff --format json`` holds."""
    return {
        "since": result.since.asked,
        "since_commit": _commit_data(result.since),
        "until": result.until.asked or None,
        "until_commit": _commit_data(result.until),
        "changes": [_change_data(change, language) for change in result.changes],
        "compared": list(result.compared),
        "ignored": list(result.ignored),
    }


def since_words(result: Comparison, language: Language) -> Message:
    """Return from when to when was compared: ``from 1 May 2026 (commit 1a2b3c4) to the files as they are now``."""
    since = _point_words(result.since, language)
    if result.until.commit is None:
        return message(N_("from {since} to the files as they are now"), since=since)
    return message(N_("from {since} to {until}"), since=since, until=_point_words(result.until, language))


def _summary(result: Comparison, language: Language) -> Message:
    words = since_words(result, language)
    if not result.changes:
        return message(N_("nothing changed in the records {period}"), period=words)
    count = counted("{count} change", "{count} changes", len(result.changes))
    return message(N_("{changes} {period}"), changes=count, period=words)


def _next(result: Comparison) -> str:
    """Return the command that goes on: to mend what could not be read, else to see where the miniclusters stand."""
    name = f" {result.minicluster}" if result.minicluster is not None else ""
    return f"innoenvi check{name}" if result.unreadable else f"innoenvi status{name}"


def _point_words(point: Point, language: Language) -> Message:
    assert point.commit is not None
    day = format_date(point.commit.day, language)
    return message(N_("commit {commit} of {day}"), commit=point.commit.short, day=day)


def _commit_data(point: Point) -> dict[str, str] | None:
    if point.commit is None:
        return None
    return {"id": point.commit.id, "date": point.commit.day.isoformat()}


def _change_data(change: Change, language: Language) -> dict[str, Any]:
    return {
        "minicluster": change.minicluster,
        "record": change.record,
        "event": change.event,
        "field": change.field,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "text": clean(change.text.render(language)),
    }


def _plain(value: Any) -> Any:
    """Return a value of a record as JSON holds it: what the user set, under the keys of the file."""
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return as_number(value)
    return value.isoformat() if isinstance(value, date) else value
