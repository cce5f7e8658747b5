"""Where miniclusters stand on the development path models, always with where the models come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.paths import path_fit

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.path_models import PathModels


def path_columns(material: ProgrammeMaterial) -> list[Row]:
    """Return the models as columns: ``{id, name}``."""
    models = material.project.path_models
    names = _names(models, material) if models is not None else {}
    return [{"id": key, "name": capitalised(name)} for key, name in names.items()]


def path_rows(material: Material) -> list[Row]:
    """Return the placement of a minicluster, its distance from every model and the widest gap to the one it is on."""
    models = material.facts.project.path_models
    found = material.facts.cluster.development_path
    if models is None or found is None or not material.sees("DevelopmentPath.placements", "DevelopmentPath.ratings"):
        return []
    fit = path_fit(material.view, models)
    if not fit.distances and fit.placement is None:
        return []
    words, names = material.words, _names(models, material)
    dimensions = {dimension.id: words.text(dimension.name) for dimension in models.dimensions}
    distances = {key: plain_number(distance, decimals=2) for key, distance in fit.distances.items()}
    gap = fit.gaps[0] if fit.gaps else None
    return [
        {
            "minicluster": material.name,
            "placement": capitalised(names.get(fit.placement.path, "")) if fit.placement is not None else "",
            "date": words.day(fit.placement.date) if fit.placement is not None else "",
            "nearest": capitalised(names[fit.nearest]) if fit.nearest is not None else words.say(N_("Undecided")),
            "distances": {key: distances.get(key) for key in names},
            "distance_list": [
                f"{capitalised(names[key])} {words.number(distance, decimals=1)}"
                for key, distance in sorted(fit.distances.items(), key=lambda pair: pair[1])
            ],
            "gap": capitalised(dimensions[gap.dimension]) if gap is not None and gap.distance else "",
            "reason": words.text(fit.placement.reason) if fit.placement is not None else "",
        }
    ]


def path_note(material: ProgrammeMaterial) -> str:
    """Return the footnote that says where dimensions and values come from."""
    models = material.project.path_models
    if models is None:
        return ""
    say = material.words.say
    distance = say(N_("Distance: mean difference between the ratings and the model, 0–4; the smallest fits best."))
    source = say(N_("Dimensions and values of the models: {source}."), source=models.provenance)
    if models.provenance == "reconstruction":
        source = say(N_("The source names the models; dimensions and values are a reconstruction."))
    return f"{distance} {source}"


def _names(models: PathModels, material: Material | ProgrammeMaterial) -> dict[str, str]:
    return {path.id: material.words.text(path.name) for path in models.paths}
