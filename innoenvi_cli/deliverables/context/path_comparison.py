"""All miniclusters of the programme side by side on the development path models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.paths import (
    SEEN,
    dimension_columns,
    ideals,
    name_of,
    path_columns,
    path_note,
    path_rows,
    possibility_rows,
    radar,
    scale_rows,
    signed,
    told_story,
)
from innoenvi_cli.deliverables.radar import MOST_CURVES
from innoenvi_cli.i18n import N_, counted

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.paths import PathStory
    from innoenvi_cli.model.path_models import PathModels

_WIDEST = 3
"""How many development possibilities of a minicluster are listed here; its own document lists all."""


def context(material: ProgrammeMaterial) -> Row:
    """Return what the comparison shows."""
    models = material.project.path_models
    stories = [(each, story) for each in material.clusters if (story := told_story(each)) is not None]
    told = stories if models is not None else []
    rows = [row for each, _ in told for row in path_rows(each)]
    columns = {"minicluster": material.words.say(N_("Minicluster"))}
    blank = [each.name for each in material.clusters if each.facts.path is not None and each.facts.path.is_blank]
    sees = material.sees(*SEEN)
    return {
        "summary": _summary([story for _, story in told], len(material.clusters), material) if sees else "",
        "placements": [
            {**row, "placement": f"{row['placement']} ({row['date']})" if row["date"] else ""} for row in rows
        ],
        "reasons": [row for row in rows if row["reason"]],
        "distances": _figures(rows, "distances", columns, path_columns(material), material, decimals=2),
        "ratings": _figures(rows, "ratings", columns, dimension_columns(material), material),
        "radars": _radars(told, models, material) if models is not None else [],
        "changes": [row for pair in told for row in _change(*pair, models)] if models is not None else [],
        "possibilities": [row for pair in told for row in _possibilities(*pair, models)] if models is not None else [],
        "groups": [row for each, _ in told for row in _groups(each)],
        "blank": blank if sees else [],
        "scale": scale_rows(models, material.words),
        "note": path_note(material),
        "empty": _empty(material, sees=sees),
    }


def _empty(material: ProgrammeMaterial, *, sees: bool) -> Row:
    """Say why a section holds nothing."""
    say = material.words.say
    reasons = {
        "paths": N_("No minicluster has been rated or placed yet."),
        "changes": N_("No minicluster has been rated in two rounds yet."),
        "possibilities": N_("What there is to develop shows when a minicluster has been rated and placed."),
        "groups": N_("No company group has been rated or placed yet."),
    }
    if not sees:
        names = {
            "paths": N_("Development paths"),
            "changes": N_("Change over time"),
            "possibilities": N_("Development possibilities"),
            "groups": N_("Company groups"),
        }
        return {key: material.withheld(name) for key, name in names.items()}
    return {key: say(reason) for key, reason in reasons.items()}


def _summary(stories: list[PathStory], miniclusters: int, material: ProgrammeMaterial) -> str:
    words, models = material.words, material.project.path_models
    if models is None:
        return ""
    placed = [story.fit.placement.path for story in stories if story.fit.placement is not None]
    parts = [
        words.say(
            N_("{name}: {count}"), name=name_of(models, path.id, words), count=sum(found == path.id for found in placed)
        )
        for path in models.paths
    ]
    return words.say(
        N_("Placed: {placed} of {total} miniclusters ({parts}). Rated on every dimension: {rated}. Undecided: {open}."),
        placed=len(placed),
        total=miniclusters,
        parts=", ".join(parts),
        rated=sum(not story.fit.unrated for story in stories),
        open=sum(bool(story.fit.ratings) and story.fit.nearest is None for story in stories),
    )


def _figures(
    rows: list[Row],
    key: str,
    columns: Row,
    items: list[Row],
    material: ProgrammeMaterial,
    *,
    decimals: int | None = None,
) -> Row:
    """Return a table of figures with a column per model or dimension."""
    words = material.words
    return {
        "columns": {**columns, **{item["id"]: item["name"] for item in items}},
        "right": [item["id"] for item in items],
        "rows": [
            {
                "minicluster": row["minicluster"],
                **{item["id"]: words.number(row[key][item["id"]], decimals=decimals) for item in items},
            }
            for row in rows
            if any(value is not None for value in row[key].values())
        ],
    }


def _radars(told: list[tuple[Material, PathStory]], models: PathModels, material: ProgrammeMaterial) -> list[Row]:
    """Return a picture per model with the miniclusters that are placed on it, or nearest to it."""
    words = material.words
    pictures: list[Row] = []
    for path in models.paths:
        held = [(each.name, dict(story.fit.ratings)) for each, story in told if story.fit.model == path.id]
        whole = [curve for curve in held if all(found.id in curve[1] for found in models.dimensions)]
        for start in range(0, len(whole), MOST_CURVES - 1):
            curves = [
                (name_of(models, path.id, words), ideals(models, path.id)),
                *whole[start : start + MOST_CURVES - 1],
            ]
            pictures.append({"title": name_of(models, path.id, words), "radar": radar(models, curves, words)})
    return pictures


def _change(material: Material, story: PathStory, models: PathModels) -> list[Row]:
    if len(story.rounds) <= 1:
        return []
    words, first, last = material.words, story.rounds[0], story.rounds[-1]
    moved = [
        f"{words.text(found.name)} {signed(last.ratings[found.id] - first.ratings[found.id], words)}"
        for found in models.dimensions
        if found.id in first.ratings and found.id in last.ratings
    ]
    undecided = words.say(N_("Undecided"))
    return [
        {
            "minicluster": material.name,
            "rounds": str(len(story.rounds)),
            "from": f"{words.day(first.end)}: {name_of(models, first.nearest, words) or undecided}",
            "to": f"{words.day(last.end)}: {name_of(models, last.nearest, words) or undecided}",
            "moved": moved,
        }
    ]


def _possibilities(material: Material, story: PathStory, models: PathModels) -> list[Row]:
    rows = [row for row in possibility_rows(story.fit, models, material.words) if row["gap"].startswith("+")]
    return [{"minicluster": material.name, **row} for row in rows[:_WIDEST]]


def _groups(material: Material) -> list[Row]:
    """Return how many company groups are placed on each model: single groups are told in the minicluster's own."""
    if not material.sees("PathRating.company_group", "Placement.company_group") or not material.facts.path_groups:
        return []
    words = material.words
    stories = material.facts.path_groups
    placed = [story.fit.placement for story in stories if story.fit.placement is not None]
    whole = material.facts.path
    own = whole.fit.model if whole is not None else None
    apart = sum(place.path != own for place in placed)
    return [
        {
            "minicluster": material.name,
            "groups": words.say(counted("one rated or placed", "{count} rated or placed", len(stories))),
            "apart": words.say(N_("{apart} of {total} on another model than the whole"), apart=apart, total=len(placed))
            if placed
            else "",
        }
    ]
