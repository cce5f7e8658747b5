"""What a fit to the development path models says in words, the same on a terminal and in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model.base import in_both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.paths import Gap, PathFit
    from innoenvi_cli.model.path_models import PathDimension, PathModels

    Number = Callable[[Decimal], str]

RECONSTRUCTION: Final = "reconstruction"


def path_name(models: PathModels, path: str | None) -> Message:
    """Return the name of a model; the id where there is no such model, nothing for ``None``."""
    found = next((model for model in models.paths if model.id == path), None)
    return message("{name}", name=in_both(found.name)) if found is not None else verbatim(path or "")


def dimension_name(models: PathModels, dimension: str) -> Message:
    """Return the name of a dimension."""
    found = _dimension(models, dimension)
    return message("{name}", name=in_both(found.name)) if found is not None else verbatim(dimension)


def listed(items: Iterable[Message]) -> Message:
    """Return ``items`` parted by semicolons: names of dimensions have commas of their own."""
    first, *rest = items
    return message("{first}; {rest}", first=first, rest=listed(rest)) if rest else first


def why_undecided(fit: PathFit, models: PathModels, number: Number) -> Message:
    """Return why no model is the nearest, an empty message where one is."""
    if not fit.distances:
        return message(N_("no dimension has been rated"))
    if fit.doubt == "unrated":
        names = listed(dimension_name(models, dimension) for dimension in fit.unrated)
        return message(N_("not rated yet: {dimensions}"), dimensions=names)
    if fit.doubt == "close":
        first, second = fit.closest
        return message(
            N_("{first} ({a}) and {second} ({b}) lie within {margin} of one another"),
            first=path_name(models, first),
            a=number(fit.distances[first]),
            second=path_name(models, second),
            b=number(fit.distances[second]),
            margin=number(models.undecided_within),
        )
    return verbatim("")


def possibility(gap: Gap, models: PathModels, number: Number) -> Message:
    """Return what to do in a dimension to come nearer to the chosen model: where its scale leads."""
    found = _dimension(models, gap.dimension)
    if found is None or not gap.distance:
        return message(N_("as in the model ({ideal})"), ideal=number(gap.ideal))
    if gap.distance > 0:
        template = N_("from {rated} to {ideal}, towards: {end}")
    else:
        template = N_("at {rated} already past the model ({ideal}), which is nearer to: {end}")
    end = found.high if gap.distance > 0 else found.low
    return message(template, rated=number(gap.rated), ideal=number(gap.ideal), end=in_both(end))


def provenance_note(models: PathModels) -> Message:
    """Return the footnote that says where dimensions and values come from; it stands wherever they are shown."""
    if models.provenance == RECONSTRUCTION:
        return message(
            N_(
                "The abstract of VTT Tiedotteita 2233 names the three models but not their five dimensions: the"
                " dimensions and the values of the models on them are a reconstruction."
            )
        )
    return message(N_("Dimensions and values of the models: {source}."), source=verbatim(models.provenance))


def _dimension(models: PathModels, dimension: str) -> PathDimension | None:
    return next((found for found in models.dimensions if found.id == dimension), None)
