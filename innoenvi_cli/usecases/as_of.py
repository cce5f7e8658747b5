"""The day that the records are judged on. The one place that looks at the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError, UsageError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.days import is_of_our_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from innoenvi_cli.model.project import Project


def resolve_as_of(given: date | None, project: Project, *, last: date | None, environ: Mapping[str, str]) -> date:
    """Return the day: as given, else ``SOURCE_DATE_EPOCH``, else ``as_of`` of the programme, else today.

    A day that nobody gave moves on to ``last``, the date of the last decision; one that was given may not lie before.

    Raises:
        RefusedError: the day given is before the last decision.
        UsageError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    if given is not None:
        if last is not None and given < last:
            raise RefusedError(
                message(N_("{given} is before the last decision, {last}"), given=given, last=last),
                message(N_("give --as-of {last} or later; decisions are made in the order of their dates"), last=last),
            )
        return given
    day = _default(project, environ)
    return max(day, last) if last is not None else day


def _default(project: Project, environ: Mapping[str, str]) -> date:
    seconds = environ.get("SOURCE_DATE_EPOCH", "")
    if seconds:
        try:
            day = datetime.fromtimestamp(int(seconds), UTC).date()
            if is_of_our_time(day):
                return day
        except (ValueError, OverflowError, OSError):
            pass
        raise UsageError(
            message(N_("SOURCE_DATE_EPOCH is '{value}', not a number of seconds"), value=seconds[:40]),
            message(N_("correct or unset it, or give --as-of DATE")),
        )
    if project.programme is not None and project.programme.as_of is not None:
        return project.programme.as_of
    return today()


def today() -> date:
    """Return today where the user is."""
    return datetime.now().astimezone().date()
