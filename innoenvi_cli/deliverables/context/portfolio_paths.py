"""Ratings of the miniclusters beside the values of the development path models: what the radar charts draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.paths import dimension_columns
from innoenvi_cli.deliverables.plain import plain_number

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row

_MOST_CURVES: Final = 8


def rated_paths(paths: list[Row], material: ProgrammeMaterial) -> list[Row]:
    """Return the miniclusters rated on every dimension, at most as many as a picture can show."""
    ids = [column["id"] for column in dimension_columns(material)]
    return [row for row in paths if all(row["ratings"].get(name) is not None for name in ids)][:_MOST_CURVES]


def path_figures(material: ProgrammeMaterial, paths: list[Row]) -> list[Row]:
    """Return a row per dimension with the rating of every minicluster and the value of every model."""
    rated, models = rated_paths(paths, material), material.project.path_models
    if models is None or not rated:
        return []
    return [
        {
            "dimension": column["name"],
            "ratings": {f"p{index}": row["ratings"][column["id"]] for index, row in enumerate(rated)},
            "ideals": {path: plain_number(value) for path, value in found.ideal.items()},
        }
        for column, found in zip(dimension_columns(material), models.dimensions, strict=True)
    ]
