"""Indicators: how far each has come, year by year, and the names behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.audiences import may_see
from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.suppression import FIRMS, NOTE, PERSONS, SIGN
from innoenvi_cli.deliverables.words import uncapitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.activity import ACTIVITIES, OF_ORGANISATIONS, activity_by_year
from innoenvi_cli.method.outcomes import indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.activity import Count, Named
    from innoenvi_cli.method.outcomes import Indicator
    from innoenvi_cli.model.follow_up import OutcomeValue

_MARK: Final = "●"
_PERSON_UNITS: Final = ("henkil", "person", "people")
_COUNTED: Final = {
    "participating": (
        N_("Organisations taking part"),
        N_("Interviewed or committed at the end of the year; each organisation once in all miniclusters"),
    ),
    "companies": (
        N_("Companies taking part"),
        N_("The companies among them"),
    ),
    "corporate_groups": (
        N_("Independent companies taking part"),
        N_("The companies of one corporate group count once"),
    ),
    "committed": (
        N_("Committed organisations"),
        N_("A dated commitment at the end of the year; each organisation once"),
    ),
    "collaborations": (
        N_("Running collaborations"),
        N_("Actions running in the year with at least three independent companies"),
    ),
    "actions_done": (N_("Actions done"), N_("Actions finished in the year")),
    "trials": (N_("Trials finished"), N_("Trials that ended in the year with a result, lessons and a decision")),
    "events": (
        N_("Seminars and forums"),
        N_("Info seminars, network meetings, development forums and seminars in the year; meetings of organs aside"),
    ),
}


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
    told = _sees(material, "Outcome.values", "OutcomeValue.value")
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
            + ([] if told else [_withheld(material, N_("values of the indicators"))])
            + ([say(NOTE)] if hides else []),
            "progress": []
            if any(isinstance(row["progress"], (int, float)) for row in rows)
            else [say(N_("No indicator has a baseline, a target and a value that may be shown."))],
            "activity": [say(NOTE)] if any(SIGN in row["by_year"].values() for row in activity) else [],
            "names": _name_notes(material, names),
            "behind": [] if behind else [_withheld(material, N_("names behind the numbers"))],
        },
    }


def _sees(material: ProgrammeMaterial, *fields: str) -> bool:
    return all(may_see(material.audience, *field.split(".", 1)) for field in fields)


def _withheld(material: ProgrammeMaterial, what: str) -> str:
    words = material.words
    return words.say(
        N_("Not shown to this audience ({audience}): {what}."),
        audience=words.label("audience", material.audience),
        what=uncapitalised(words.say(what)),
    )


def _name_notes(material: ProgrammeMaterial, names: list[Row]) -> list[str]:
    if not _sees(material, "OutcomeValue.names"):
        return [_withheld(material, N_("members behind the values"))]
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
    shown = SIGN if is_secret(found, value, material) else material.words.number(value.value)
    unit = material.words.text(found.outcome.unit)
    return f"{shown} {unit}".strip()


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


# What the records themselves count ----------------------------------------------------------------------------------


def activity_rows(material: ProgrammeMaterial) -> tuple[list[str], list[Row], list[Row]]:
    """Return the years, a row for each thing counted in the records, and a row for each name behind the last number."""
    years = _years(material)
    counts = activity_by_year(material.project, years, material.as_of)
    rows = []
    for activity in ACTIVITIES:
        name, definition = _COUNTED[activity]
        own = {str(count.year): _shown_count(count, material) for count in counts if count.activity == activity}
        rows.append(
            {"indicator": material.words.say(name), "definition": material.words.say(definition), "by_year": own}
        )
    return [str(year) for year in years], rows, _behind(counts, material) if _sees(material, "Member.history") else []


def _years(material: ProgrammeMaterial) -> list[int]:
    starts = [each.facts.cluster.record.start.year for each in material.clusters if each.facts.cluster.record]
    first = min(starts, default=material.as_of.year)
    return list(range(min(first, material.as_of.year), material.as_of.year + 1))


def _shown_count(count: Count, material: ProgrammeMaterial) -> Any:
    hidden = material.audience != "consultants" and count.activity in OF_ORGANISATIONS and 0 < count.value < FIRMS
    return SIGN if hidden else count.value


def _behind(counts: Sequence[Count], material: ProgrammeMaterial) -> list[Row]:
    """A row for each name behind a number, marked in the years in which it counts."""
    clusters = {each.shown.id: each for each in material.clusters}
    told = [count for count in counts if _shown_count(count, material) != SIGN]
    rows: dict[tuple[str, str], Row] = {}
    for count in told:
        for places in count.names:
            names = [name for place in places if (name := _name(place, clusters[place.minicluster]))]
            name = ", ".join(dict.fromkeys(names)) or material.words.say(N_("an actor not named here"))
            row = rows.setdefault(
                (count.activity, name),
                {
                    "indicator": material.words.say(_COUNTED[count.activity][0]),
                    "name": name,
                    "miniclusters": [],
                    "by_year": {str(each.year): "" for each in counts},
                },
            )
            row["by_year"][str(count.year)] = _MARK
            here = [clusters[place.minicluster].name for place in places]
            row["miniclusters"] = list(dict.fromkeys([*row["miniclusters"], *here]))
    order: dict[str, int] = {activity: place for place, activity in enumerate(ACTIVITIES)}
    return [rows[key] for key in sorted(rows, key=lambda key: (order[key[0]], key[1].casefold()))]


def _name(place: Named, material: Material) -> str:
    kind, _, record_id = place.address.partition("/")
    if kind == "members":
        found = material.shown.members.get(record_id)
        return found.name if found is not None else ""
    if kind == "events":
        event = material.events.get(record_id)
        return material.text(event.title) if event is not None else ""
    held: Any = getattr(material.shown, kind).get(record_id)
    return material.text(held.name) if held is not None else ""
