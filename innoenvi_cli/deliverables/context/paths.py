"""Where miniclusters are on the development path models, always with where the models come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.path_words import dimension_name, path_name, possibility, provenance_note, why_undecided

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.method.paths import PathFit, PathStory
    from innoenvi_cli.model.path_models import PathModels

SEEN = ("DevelopmentPath.placements", "DevelopmentPath.ratings", "PathRating.value", "Placement.path")
"""What an audience must see to be told of ratings and placement."""


def path_columns(material: ProgrammeMaterial) -> list[Row]:
    """Return the models as columns: ``{id, name}``."""
    models = material.project.path_models
    if models is None:
        return []
    return [{"id": path.id, "name": capitalised(material.words.text(path.name))} for path in models.paths]


def dimension_columns(material: ProgrammeMaterial) -> list[Row]:
    """Return the dimensions as columns: ``{id, name}``."""
    models = material.project.path_models
    if models is None:
        return []
    return [{"id": found.id, "name": capitalised(material.words.text(found.name))} for found in models.dimensions]


def told_story(material: Material) -> PathStory | None:
    """Return the story of a minicluster where there is one and the audience may hear it."""
    story = material.facts.path
    return story if story is not None and not story.is_blank and material.sees(*SEEN) else None


def path_rows(material: Material) -> list[Row]:
    """Return the placement of a minicluster, its distance from every model and the widest gap to the one it is on."""
    models, story = material.facts.project.path_models, told_story(material)
    if models is None or story is None:
        return []
    fit, words = story.fit, material.words
    placed = fit.placement
    gap = next((found for found in fit.gaps if found.distance), None)
    return [
        {
            "minicluster": material.name,
            "placement": name_of(models, placed.path if placed is not None else None, words),
            "date": words.day(placed.date) if placed is not None else "",
            "nearest": nearest_name(fit, models, words),
            "why": why(fit, models, words),
            "distances": {path.id: plain_number(fit.distances.get(path.id), decimals=2) for path in models.paths},
            "distance_list": distance_list(fit, models, words),
            "ratings": {found.id: plain_number(fit.ratings.get(found.id), decimals=2) for found in models.dimensions},
            "gap": capitalised(words.say(dimension_name(models, gap.dimension))) if gap is not None else "",
            "reason": words.text(placed.reason) if placed is not None else "",
            "departs": departs(fit, models, words),
        }
    ]


def path_notes(material: Material | ProgrammeMaterial) -> list[str]:
    """Return the footnotes: how the distance is measured, and where dimensions and values come from."""
    models = models_of(material)
    if models is None:
        return [material.words.say(N_("The development path models of the programme cannot be read."))]
    distance = N_("Distance: mean difference between the ratings and the model, 0–4; the smallest fits best.")
    return [material.words.say(distance), material.words.say(provenance_note(models))]


def path_note(material: Material | ProgrammeMaterial) -> str:
    """Return the footnotes as one paragraph."""
    return " ".join(path_notes(material))


def models_of(material: Material | ProgrammeMaterial) -> PathModels | None:
    """Return the models in force."""
    return material.facts.project.path_models if hasattr(material, "facts") else material.project.path_models


def name_of(models: PathModels, path: str | None, words: Words) -> str:
    """Return the name of a model as the beginning of a cell."""
    return capitalised(words.say(path_name(models, path)))


def nearest_name(fit: PathFit, models: PathModels, words: Words) -> str:
    """Return the name of the nearest model, or that it is undecided."""
    return name_of(models, fit.nearest, words) if fit.nearest is not None else words.say(N_("Undecided"))


def why(fit: PathFit, models: PathModels, words: Words) -> str:
    """Return why the nearest model is undecided, empty where it is not."""
    return words.say(why_undecided(fit, models, shown(words))) if fit.nearest is None else ""


def departs(fit: PathFit, models: PathModels, words: Words) -> str:
    """Return the sentence that says that the placement is another model than the nearest, empty where it is not."""
    if not fit.departs:
        return ""
    name = words.say(path_name(models, fit.nearest))
    return words.say(N_("The placement departs from the nearest model, {name}: its reason counts."), name=name)


def distance_list(fit: PathFit, models: PathModels, words: Words) -> list[str]:
    """Return every model with its distance, the nearest first."""
    return [
        f"{name_of(models, path, words)} {words.number(distance, decimals=1)}"
        for path, distance in sorted(fit.distances.items(), key=lambda pair: (pair[1], pair[0]))
    ]


def possibility_rows(fit: PathFit, models: PathModels, words: Words) -> list[Row]:
    """Return what there is to develop towards the chosen model, then what is past it already, the widest gap first."""
    return [
        {
            "dimension": capitalised(words.say(dimension_name(models, gap.dimension))),
            "rated": shown(words)(gap.rated),
            "ideal": shown(words)(gap.ideal),
            "gap": signed(gap.distance, words),
            "what": capitalised(words.say(possibility(gap, models, shown(words)))),
        }
        for gap in fit.possibilities
        if gap.distance
    ]


def scale_rows(models: PathModels | None, words: Words) -> list[Row]:
    """Return the dimensions with what a 1 and a 5 mean and the value of every model."""
    return [
        {
            "dimension": capitalised(words.text(found.name)),
            "low": words.text(found.low),
            "high": words.text(found.high),
            "ideal": [
                f"{words.text(path.name)} {words.number(found.ideal[path.id])}"
                for path in (models.paths if models is not None else ())
                if path.id in found.ideal
            ],
        }
        for found in (models.dimensions if models is not None else ())
    ]


def radar(models: PathModels, curves: list[tuple[str, dict[str, Decimal]]], words: Words) -> Row:
    """Return the picture of ``curves``, a label with a value per dimension; one that lacks a dimension is left out."""
    ids = [found.id for found in models.dimensions]
    return {
        "axes": [capitalised(words.text(found.name)) for found in models.dimensions],
        "curves": [
            {"label": label, "values": [plain_number(values[name], decimals=2) for name in ids]}
            for label, values in curves
            if all(name in values for name in ids)
        ],
    }


def ideals(models: PathModels, path: str | None) -> dict[str, Decimal]:
    """Return the values of a model."""
    return {found.id: found.ideal[path] for found in models.dimensions if path is not None and path in found.ideal}


def shown(words: Words) -> Callable[[Decimal], str]:
    """Return what shows a rating or a distance: two decimals at most are as fine as ratings are."""
    return lambda value: words.number(round(value, 2))


def signed(value: Decimal, words: Words) -> str:
    """Return a difference with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{shown(words)(abs(value))}"
