"""What the records of the programme themselves count, year by year, as an audience may be told.

Organisations are counted and named alike: who is not told of is not counted in any year, so that no difference between
two years or two documents tells of one that left. Which companies belong together is for those who see the corporate
groups; others are told how many independent companies there are where at least three of them belong to somebody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.suppression import FIRMS, SIGN, figure
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.activity import ACTIVITIES, OF_ORGANISATIONS, activity_by_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.activity import ActivityId, Count, Named
    from innoenvi_cli.model.project import Project

_MARK: Final = "●"
_MOST_YEARS: Final = 30
"""No table shows more, however long ago a minicluster says that it began: the latest count."""
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
_WITHIN: Final[Mapping[ActivityId, ActivityId]] = {
    "companies": "participating",
    "corporate_groups": "companies",
    "committed": "participating",
}
"""What is counted among what: the difference of the two is a figure as well."""

Figures = dict[tuple[str, int], Any]


def activity_rows(material: ProgrammeMaterial) -> tuple[list[str], list[Row], list[Row]]:
    """Return the years, a row for each thing counted in the records, and a row for each name behind the numbers."""
    years = _years(material)
    counts = [
        count
        for project, is_told in ((material.project, False), (_told_of(material), True))
        for count in activity_by_year(project, years, material.as_of)
        if (count.activity in OF_ORGANISATIONS) is is_told
    ]
    figures = _shown(counts, material)
    say = material.words.say
    rows = [
        {
            "indicator": say(_COUNTED[activity][0]),
            "definition": say(_COUNTED[activity][1]),
            "by_year": {str(year): figures[activity, year] for year in years},
        }
        for activity in ACTIVITIES
    ]
    behind = _behind(counts, figures, material) if material.sees("Member.history") else []
    return [str(year) for year in years], rows, behind


def _told_of(material: ProgrammeMaterial) -> Project:
    """Return the programme with the members that the audience is told of, and no others."""
    held = {
        each.shown.id: replace(
            each.facts.cluster,
            members={key: member for key, member in each.facts.cluster.members.items() if key in each.shown.members},
        )
        for each in material.clusters
    }
    return replace(material.project, miniclusters=held)


def _years(material: ProgrammeMaterial) -> list[int]:
    starts = [each.facts.cluster.record.start.year for each in material.clusters if each.facts.cluster.record]
    last = material.as_of.year
    first = min(starts, default=last)
    return list(range(max(min(first, last), last - _MOST_YEARS + 1), last + 1))


def _shown(counts: Sequence[Count], material: ProgrammeMaterial) -> Figures:
    """Return every figure, or the sign: small ones, and those whose difference from a shown one is a small count.

    The latest year is shown before earlier ones, what is counted among others after them.
    """
    order: dict[str, int] = {activity: place for place, activity in enumerate(ACTIVITIES)}
    shown: Figures = {}
    for count in sorted(counts, key=lambda count: (-count.year, order[count.activity])):
        key = (count.activity, count.year)
        if material.audience == "consultants" or count.activity not in OF_ORGANISATIONS:
            shown[key] = count.value
        elif figure(count.value) is None or any(_is_apart(count, found) for found in _beside(count, shown, material)):
            shown[key] = SIGN
        else:
            shown[key] = count.value
    return shown


def _is_apart(count: Count, other: int) -> bool:
    """Tell whether two figures differ by so few that the difference would be hidden."""
    return 0 < abs(other - count.value) < FIRMS


def _beside(count: Count, shown: Figures, material: ProgrammeMaterial) -> list[int]:
    """Return the shown figures from which a count can be taken away, unless the difference is told name by name."""
    keys: list[tuple[str, int]] = []
    wider = _WITHIN.get(count.activity)
    if wider is not None and not material.sees("Member.corporate_group" if wider == "companies" else "Member.history"):
        keys.append((wider, count.year))
    if not material.sees("Member.history"):
        keys += [key for key in shown if key[0] == count.activity]
    return [found for key in keys if isinstance(found := shown.get(key), int)]


def _behind(counts: Sequence[Count], figures: Figures, material: ProgrammeMaterial) -> list[Row]:
    """A row for each name behind a number, marked in the years in which it counts."""
    clusters = {each.shown.id: each for each in material.clusters}
    unmarked = {str(each.year): "" for each in counts}
    rows: dict[tuple[str, str], Row] = {}
    for count in counts:
        if figures[count.activity, count.year] == SIGN or _is_of_groups(count, material):
            continue
        for places in count.names:
            names = [name for place in places if (name := _name(place, clusters[place.minicluster]))]
            name = ", ".join(dict.fromkeys(names)) or material.words.say(N_("an actor not named here"))
            row = rows.setdefault(
                (count.activity, name),
                {
                    "indicator": material.words.say(_COUNTED[count.activity][0]),
                    "name": name,
                    "miniclusters": [],
                    "by_year": dict(unmarked),
                },
            )
            row["by_year"][str(count.year)] = _MARK
            here = [clusters[place.minicluster].name for place in places]
            row["miniclusters"] = list(dict.fromkeys([*row["miniclusters"], *here]))
    order: dict[str, int] = {activity: place for place, activity in enumerate(ACTIVITIES)}
    return [rows[key] for key in sorted(rows, key=lambda key: (order[key[0]], key[1].casefold()))]


def _is_of_groups(count: Count, material: ProgrammeMaterial) -> bool:
    """Tell whether the names would tell which companies belong together to somebody who is not told."""
    return count.activity == "corporate_groups" and not material.sees("Member.corporate_group")


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
