"""Indicators: how far each has come, year by year, and the names behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.context.programme_activity import activity_rows
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.suppression import FIRMS, NOTE, PERSONS, SIGN
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.outcomes import indicator

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.outcomes import Indicator
    from innoenvi_cli.model.follow_up import OutcomeValue

_PERSON_UNITS: Final = ("henkil", "person", "people")


def context(material: ProgrammeMaterial) -> Row:
    """Return what the workbook of indicators shows."""
    say = material.words.say
    rows = [row for each in material.clusters for row in indicator_rows(each)]
    years = sorted({year for row in rows for year in row["by_year"]})
    names = [row for each in material.clusters for row in name_rows(each)]
    counted_years, activity, behind = activity_rows(material)
    for row in rows:
        row["by_year"] = {year: row["by_year"].get(year) for year in years}
    hides = any(SIGN in (row["latest"], *row["by_year"].values()) for row in rows)
    told = material.sees("Outcome.values", "OutcomeValue.value")
    return {
        "indicators": rows,
        "progress": [row for row in rows if isinstance(row["progress"], (int, float))],
        "years": [{"id": year, "name": year} for year in years],
        "activity": activity,
        "activity_years": [{"id": year, "name": year} for year in counted_years],
        "names": names,
        "behind": behind,
        "notes": {
            "indicators": ([] if rows else [say(N_("No indicator has been recorded yet."))])
            + ([] if told else [material.withheld(N_("values of the indicators"))])
            + ([say(NOTE)] if hides else []),
            "progress": []
            if any(isinstance(row["progress"], (int, float)) for row in rows)
            else [say(N_("No indicator has a baseline, a target and a value that may be shown."))],
            "activity": [say(NOTE)] if any(SIGN in row["by_year"].values() for row in activity) else [],
            "names": _name_notes(material, names),
            "behind": [] if behind else [material.withheld(N_("names behind the numbers"))],
        },
    }


def _name_notes(material: ProgrammeMaterial, names: list[Row]) -> list[str]:
    if not material.sees("OutcomeValue.names"):
        return [material.withheld(N_("members behind the values"))]
    return [] if names else [material.words.say(N_("No names have been recorded behind the values."))]


def indicator_rows(material: Material) -> list[Row]:
    """Return the indicators of a minicluster, each with its values by year as the audience may see them."""
    found = [indicator(material.view, outcome) for outcome in material.facts.cluster.outcomes.values()]
    return [_row(each, material) for each in found if each.outcome.id in material.shown.outcomes]


def _row(found: Indicator, material: Material) -> Row:
    words, outcome = material.words, material.shown.outcomes[found.outcome.id]
    told = material.sees("Outcome.values", "OutcomeValue.value")
    latest = found.latest if told else None
    progress: Any = plain_number(found.progress, decimals=4) if told else None
    secret = latest is not None and is_secret(found, latest, material)
    return {
        "minicluster": material.name,
        "indicator": words.text(outcome.name),
        "definition": words.text(outcome.definition),
        "unit": words.text(outcome.unit),
        "target_name": material.target(outcome.target_id),
        "baseline": plain_number(outcome.baseline),
        "target": plain_number(outcome.target),
        "by_year": {str(year): shown_value(found, value, material) for year, value in found.by_year.items() if told},
        "latest": shown_value(found, latest, material) if latest is not None else None,
        "latest_text": _text(found, latest, material),
        "baseline_text": words.number(outcome.baseline),
        "target_text": words.number(outcome.target),
        "date": latest.date.isoformat() if latest is not None else None,
        "day": words.day(latest.date) if latest is not None else "",
        "progress": SIGN if secret and progress is not None else progress,
        "progress_text": SIGN
        if secret and progress is not None
        else words.percent(found.progress)
        if told and found.progress is not None
        else "",
        "names": names_of(found, latest, material) if latest is not None else [],
        "names_count": _names_count(latest) if latest is not None and not secret else None,
        "source": words.text(latest.source) if latest is not None else "",
    }


def _names_count(value: OutcomeValue) -> int | None:
    return len({*value.names, *value.actions}) or None


def _text(found: Indicator, value: OutcomeValue | None, material: Material) -> str:
    if value is None:
        return ""
    if is_secret(found, value, material):
        return SIGN
    return f"{material.words.number(value.value)} {material.words.text(found.outcome.unit)}".strip()


def shown_value(found: Indicator, value: OutcomeValue, material: Material) -> Any:
    """Return a value, or the sign where it tells of too few."""
    return SIGN if is_secret(found, value, material) else plain_number(value.value)


def is_secret(found: Indicator, value: OutcomeValue, material: Material) -> bool:
    """Tell whether a value tells of fewer than three firms or five persons and is shown to others than consultants.

    A number of firms is its own measure; any other figure, such as turnover, tells of the firms named behind it.
    """
    if material.audience == "consultants":
        return False
    unit = " ".join(filter(None, (_in(found.outcome.unit, "fi"), _in(found.outcome.unit, "en")))).casefold()
    if any(word in unit for word in _PERSON_UNITS):
        return 0 < value.value < PERSONS
    if found.outcome.counts is not None:
        return found.outcome.counts != "actions" and 0 < value.value < FIRMS
    return 0 < len(set(value.names)) < FIRMS


def _in(text: Any, language: str) -> str:
    return text if isinstance(text, str) else str(getattr(text, language, "") or "")


def names_of(found: Indicator, value: OutcomeValue, material: Material) -> list[str]:
    """Return the different names behind a value, as the audience may see them."""
    members = dict.fromkeys(value.names) if material.sees("OutcomeValue.names") else {}
    if is_secret(found, value, material):
        members = {}
    actions = dict.fromkeys(value.actions) if material.sees("OutcomeValue.actions") else {}
    return [*material.members(members), *(material.action(name) for name in actions if material.action(name))]


def name_rows(material: Material) -> list[Row]:
    """Return a row for each name behind each value of the indicators."""
    rows: list[Row] = []
    for outcome in material.facts.cluster.outcomes.values():
        if outcome.id not in material.shown.outcomes:
            continue
        found = indicator(material.view, outcome)
        for value in found.values if material.sees("Outcome.values", "OutcomeValue.value") else ():
            rows.extend(
                {
                    "minicluster": material.name,
                    "indicator": material.words.text(outcome.name),
                    "date": value.date.isoformat(),
                    "value": shown_value(found, value, material),
                    "unit": material.words.text(outcome.unit),
                    "name": name,
                    "source": material.text(value.source),
                }
                for name in names_of(found, value, material)
            )
    return rows
