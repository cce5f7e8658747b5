"""Shows where miniclusters are on the development path models, always with where the models come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.method.path_words import (
    dimension_name,
    listed,
    path_name,
    possibility,
    provenance_note,
    why_undecided,
)
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import as_number, figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.paths import PathFit, PathStory, Round
    from innoenvi_cli.model.follow_up import Placement
    from innoenvi_cli.model.path_models import PathModels
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.place_on_paths import OnPaths, PathsResult


def report_paths(result: PathsResult, screen: Screen, form: Format, *, over_time: bool = False) -> None:
    """Write ``result`` in ``form``; ``over_time`` adds the rounds of ratings to what people read."""
    if form == "json":
        screen.machine(envelope("path", paths_data(result, screen.language)))
        return
    if not result.found:
        screen.talk(message(N_("the programme has no minicluster yet")))
        screen.talk(message(N_("→ next: {command}"), command="innoenvi new MINICLUSTER"), "faint")
        return
    in_full = result.named or len(result.found) == 1 or over_time
    if screen.terminal:
        from innoenvi_cli.reporting.paths_view import show_paths_view  # noqa: PLC0415 - rich is for terminals

        show_paths_view(result, screen, in_full=in_full, over_time=over_time)
    else:
        for found in result.found:
            for line in _lines(found, result.models, screen.language, in_full=in_full, over_time=over_time):
                screen.line(f"{_subject(found)}: {screen.say(line)}")
        screen.line(screen.say(provenance_note(result.models)))
    for text in next_steps(result, in_full=in_full):
        screen.talk(text, "faint")


def next_steps(result: PathsResult, *, in_full: bool) -> list[Message]:
    """Return what to do next: rate, place, or make the documents."""
    if not in_full:
        return [message(N_("→ next: {command}"), command="innoenvi path MINICLUSTER")]
    steps: dict[Message, None] = {}
    for found in result.found:
        file = f"{found.minicluster}/development_path.yaml"
        if found.next_command:
            steps[message(N_("→ next: {command}"), command=found.next_command)] = None
        elif found.story.fit.unrated:
            names = listed(dimension_name(result.models, name) for name in found.story.fit.unrated)
            steps[message(N_("→ next: rate in {file}: {dimensions}"), file=file, dimensions=names)] = None
        else:
            steps[message(N_("→ next: write a placement with its reason into {file}"), file=file)] = None
    return list(steps)


def nearest_words(fit: PathFit, models: PathModels, language: Language) -> Message:
    """Return the nearest model with its distance, or why it is undecided."""
    if fit.nearest is None:
        return message(N_("undecided: {why}"), why=why_undecided(fit, models, number(language)))
    return message(
        N_("{name}, distance {distance}"),
        name=path_name(models, fit.nearest),
        distance=number(language)(fit.distances[fit.nearest]),
    )


def placement_words(
    placement: Placement | None, models: PathModels, language: Language, *, in_full: bool = True
) -> Message:
    """Return on which model it is placed, when, and in full why."""
    if placement is None:
        return message(N_("not placed yet"))
    if not in_full:
        name = path_name(models, placement.path)
        return message("{name}, {date}", name=name, date=format_date(placement.date, language))
    return message(
        N_("{name}, {date}: {reason}"),
        name=path_name(models, placement.path),
        date=format_date(placement.date, language),
        reason=in_language(placement.reason, language),
    )


def departs_words(fit: PathFit, models: PathModels) -> Message | None:
    """Return the sentence that says that the placement is another model than the nearest."""
    if not fit.departs:
        return None
    return message(
        N_("The placement departs from the nearest model, {name}: its reason counts."),
        name=path_name(models, fit.nearest),
    )


def raters_words(story: PathStory) -> Message | None:
    """Return who has rated, and how often."""
    if not story.rated:
        return None
    shown = tuple(
        message(N_("{rater} {times}"), rater=rater, times=counted("{count} rating", "{count} ratings", times))
        for rater, times in story.rated.items()
    )
    return message("{raters}", raters=shown)


def round_words(found: Round, models: PathModels, language: Language) -> Message:
    """Return what a round rated, by whom, and the model that its ratings are nearest to."""
    ratings = listed(
        message("{name} {value}", name=dimension_name(models, name), value=number(language)(value))
        for name, value in found.ratings.items()
    )
    return message(
        N_("{day}: {ratings} ({raters}); nearest: {nearest}"),
        day=period(found, language),
        ratings=ratings,
        raters=found.raters,
        nearest=path_name(models, found.nearest) if found.nearest is not None else message(N_("undecided")),
    )


def period(found: Round, language: Language) -> str:
    """Return the days of a round."""
    end = format_date(found.end, language)
    return end if found.start == found.end else f"{format_date(found.start, language)} – {end}"


def number(language: Language) -> Callable[[Decimal], str]:
    """Return what shows figures of this room: two decimals are more than a rating can bear."""
    return lambda value: figure(round(value, 2), language)


def _subject(found: OnPaths) -> str:
    return f"{found.minicluster}/{found.story.company_group}" if found.story.company_group else found.minicluster


def _lines(
    found: OnPaths, models: PathModels, language: Language, *, in_full: bool, over_time: bool
) -> Iterator[Message]:
    fit = found.story.fit
    yield message(N_("nearest model: {nearest}"), nearest=nearest_words(fit, models, language))
    yield message(
        N_("placed on: {placement}"), placement=placement_words(fit.placement, models, language, in_full=in_full)
    )
    if not in_full:
        return
    departs = departs_words(fit, models)
    if departs is not None:
        yield departs
    for path, distance in sorted(fit.distances.items(), key=lambda item: (item[1], item[0])):
        model = path_name(models, path)
        yield message(N_("distance to {name}: {distance}"), name=model, distance=number(language)(distance))
    for dimension, value in fit.ratings.items():
        yield message("{name}: {value}", name=dimension_name(models, dimension), value=number(language)(value))
    for gap in fit.possibilities:
        template = N_("to develop, {name}: {what}") if gap.distance > 0 else N_("beside the model, {name}: {what}")
        words = possibility(gap, models, number(language))
        yield message(template, name=dimension_name(models, gap.dimension), what=words)
    raters = raters_words(found.story)
    if raters is not None:
        yield message(N_("raters: {raters}"), raters=raters)
    for held in found.story.rounds if over_time else ():
        yield message(N_("round of {words}"), words=round_words(held, models, language))
    for group, story in found.groups:
        yield message(
            N_("company group {group}: nearest {nearest}; placed on {placement}"),
            group=in_language(group, language),
            nearest=nearest_words(story.fit, models, language),
            placement=placement_words(story.fit.placement, models, language),
        )


def paths_data(result: PathsResult, language: Language) -> dict[str, Any]:
    """Return what ``path --format json`` holds."""
    return {
        "miniclusters": [_minicluster_data(found, result.models, language) for found in result.found],
        "models": _models_data(result.models, language),
        "note": provenance_note(result.models).render(language),
    }


def _models_data(models: PathModels, language: Language) -> dict[str, Any]:
    return {
        "provenance": models.provenance,
        "undecided_within": as_number(models.undecided_within),
        "paths": [{"id": path.id, "name": in_language(path.name, language)} for path in models.paths],
        "dimensions": [
            {
                "id": dimension.id,
                "name": in_language(dimension.name, language),
                "low": in_language(dimension.low, language),
                "high": in_language(dimension.high, language),
                "ideal": {path: as_number(value) for path, value in dimension.ideal.items()},
            }
            for dimension in models.dimensions
        ],
    }


def _minicluster_data(found: OnPaths, models: PathModels, language: Language) -> dict[str, Any]:
    return {
        "id": found.minicluster,
        "name": in_language(found.name, language),
        "as_of": found.as_of.isoformat(),
        "company_group": found.story.company_group,
        "company_groups": [
            {"id": story.company_group, "name": in_language(group, language), **_story_data(story, models, language)}
            for group, story in found.groups
        ],
        "provenance": models.provenance,
        **_story_data(found.story, models, language),
    }


def _story_data(story: PathStory, models: PathModels, language: Language) -> dict[str, Any]:
    fit = story.fit
    placement = fit.placement
    return {
        "ratings": _numbers(fit.ratings),
        "unrated": list(fit.unrated),
        "raters": dict(story.rated),
        "distances": _numbers(fit.distances),
        "nearest": fit.nearest,
        "undecided": why_undecided(fit, models, number(language)).render(language) if fit.nearest is None else "",
        "placement": placement.path if placement is not None else None,
        "departs": fit.departs,
        "placements": [
            {"path": held.path, "date": held.date.isoformat(), "reason": in_language(held.reason, language)}
            for held in story.placements
        ],
        "gaps": {gap.dimension: as_number(gap.distance) for gap in fit.gaps},
        "possibilities": [
            {
                "dimension": gap.dimension,
                "rated": as_number(gap.rated),
                "ideal": as_number(gap.ideal),
                "text": possibility(gap, models, number(language)).render(language),
            }
            for gap in fit.possibilities
        ],
        "rounds": [
            {
                "start": held.start.isoformat(),
                "end": held.end.isoformat(),
                "raters": list(held.raters),
                "ratings": _numbers(held.ratings),
                "distances": _numbers(held.distances),
                "nearest": held.nearest,
            }
            for held in story.rounds
        ],
    }


def _numbers(values: Mapping[str, Decimal]) -> dict[str, int | float | None]:
    return {name: as_number(value) for name, value in values.items()}
