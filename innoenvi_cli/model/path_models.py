"""The development path models that a minicluster is rated against: shipped as data, or a programme's own file."""

from __future__ import annotations

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import Line, Number, PathId, Rating, Record, Slug, Text


class PathModel(Record):
    """A development path model."""

    id: Slug = Field(description=N_("id of the model"))
    name: Text = Field(description=N_("name of the model"))


class PathDimension(Record):
    """A dimension that a minicluster is rated on from 1 to 5, with the value that each model has on it."""

    id: Slug = Field(description=N_("id of the dimension"))
    name: Text = Field(description=N_("name of the dimension"))
    low: Text = Field(description=N_("what a 1 means"))
    high: Text = Field(description=N_("what a 5 means"))
    ideal: dict[PathId, Rating] = Field(description=N_("the value of each model, from 1 to 5"))


class PathModels(Record):
    """The models and the dimensions they differ in; ``provenance`` is repeated wherever they are shown."""

    provenance: Line = Field(description=N_("where the dimensions and values come from"))
    undecided_within: Number = Field(
        ge=0, description=N_("fits that lie closer together than this leave the nearest model undecided")
    )
    paths: tuple[PathModel, ...] = Field(min_length=1, description=N_("the models"))
    dimensions: tuple[PathDimension, ...] = Field(min_length=1, description=N_("the dimensions"))
