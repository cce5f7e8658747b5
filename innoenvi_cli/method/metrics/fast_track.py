"""Metrics of the fast track: targets carried out right after the analysis, beside the cycle."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.metrics.base import Metric, clue, count, violations
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from datetime import date

    from innoenvi_cli.method.answers import Measurement
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.development import Action
    from innoenvi_cli.model.selection import Target

MONTHS: Final = 6


def _judged(view: View) -> list[str]:
    return [f"targets/{target.id}" for target in view.fast_targets]


def _actions(view: View, target: Target) -> list[Action]:
    return [action for action in view.actions if action.target == target.id]


def is_closed(view: View, target: Target) -> bool:
    """Tell whether a fast-track target was closed or transferred by as-of."""
    return target.closed is not None and target.closed.date <= view.as_of


def fast_targets(view: View) -> Measurement:
    """Count the targets on the fast track."""
    return count(len(view.fast_targets), _judged(view))


def fast_without_decision(view: View) -> Measurement:
    """Count the fast-track targets whose start was not decided at a meeting, with its financing."""
    clues = (
        clue(f"targets/{target.id}", note=message(N_("decision and financing are needed")))
        for target in view.fast_targets
        if not view.was_decided(target.decision) or not is_filled(target.financing)
    )
    return violations(_judged(view), clues)


def fast_without_finding(view: View) -> Measurement:
    """Count the fast-track targets that come from no finding."""
    clues = (clue(f"targets/{target.id}", "findings") for target in view.fast_targets if not target.findings)
    return violations(_judged(view), clues)


def fast_without_owner(view: View) -> Measurement:
    """Count the fast-track targets that nobody owns."""
    clues = (clue(f"targets/{target.id}", "owner") for target in view.fast_targets if not target.owner)
    return violations(_judged(view), clues)


def fast_without_action(view: View) -> Measurement:
    """Count the fast-track targets without an action that has an end date."""
    clues = (
        clue(f"targets/{target.id}", note=message(N_("no action with an end date serves it")))
        for target in view.fast_targets
        if not any(action.end is not None for action in _actions(view, target))
    )
    served = [f"actions/{action.id}" for target in view.fast_targets for action in _actions(view, target)]
    return violations([*_judged(view), *served], clues)


def fast_too_long(view: View) -> Measurement:
    """Count the actions of fast-track targets that last longer than six months."""
    actions = [action for target in view.fast_targets for action in _actions(view, target)]
    clues = (
        clue(f"actions/{action.id}", "end", note=message(N_("longer than {months} months"), months=MONTHS))
        for action in actions
        if action.start is not None and action.end is not None and action.end > add_months(action.start, MONTHS)
    )
    return violations([f"actions/{action.id}" for action in actions], clues)


def fast_closed_badly(view: View) -> Measurement:
    """Count the closed fast-track targets without result and lessons, or transferred without a decision."""
    closed = [target for target in view.fast_targets if is_closed(view, target)]
    clues = (clue(f"targets/{target.id}", "closed") for target in closed if not _is_closed_well(view, target))
    return violations([f"targets/{target.id}" for target in closed], clues)


def _is_closed_well(view: View, target: Target) -> bool:
    if target.closed is not None and target.closed.how == "transferred":
        return view.was_decided(target.closed.decision)
    return is_filled(target.result) and is_filled(target.lessons)


def fast_open(view: View) -> Measurement:
    """Count the fast-track targets that are neither closed nor transferred."""
    clues = (
        clue(f"targets/{target.id}", note=message(N_("neither closed nor transferred")))
        for target in view.fast_targets
        if not is_closed(view, target)
    )
    return violations(_judged(view), clues)


def add_months(day: date, months: int) -> date:
    """Return the day ``months`` later: the last day of that month where it has no such day, or of the calendar."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return day.max
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


METRICS: Final = (
    Metric("fast_targets", N_("fast-track targets"), fast_targets, {"targets": ("track",)}),
    Metric(
        "fast_without_decision",
        N_("fast-track targets without a decision and financing"),
        fast_without_decision,
        {"targets": ("track", "decision", "financing?")},
    ),
    Metric(
        "fast_without_finding",
        N_("fast-track targets without a finding"),
        fast_without_finding,
        {"targets": ("track", "findings")},
    ),
    Metric(
        "fast_without_owner",
        N_("fast-track targets without an owner"),
        fast_without_owner,
        {"targets": ("track", "owner")},
    ),
    Metric(
        "fast_without_action",
        N_("fast-track targets without an action that ends"),
        fast_without_action,
        {"targets": ("track",), "actions": ("target", "end")},
    ),
    Metric(
        "fast_too_long",
        N_("fast-track actions longer than six months"),
        fast_too_long,
        {"actions": ("target", "start", "end")},
    ),
    Metric(
        "fast_closed_badly",
        N_("fast-track targets closed without result, lessons or decision"),
        fast_closed_badly,
        {"targets": ("closed", "result?", "lessons?")},
    ),
    Metric("fast_open", N_("fast-track targets still open"), fast_open, {"targets": ("track", "closed@.date")}),
)
