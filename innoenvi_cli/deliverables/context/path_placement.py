"""Placement of a minicluster on the development paths: ratings with their evidence, change, reasons, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import name_reaches
from innoenvi_cli.deliverables.context.common import joined
from innoenvi_cli.deliverables.context.paths import (
    departs,
    ideals,
    name_of,
    nearest_name,
    path_note,
    possibility_rows,
    radar,
    scale_rows,
    shown,
    signed,
    told_story,
    why,
)
from innoenvi_cli.deliverables.suppression import FIRMS
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.view import independent

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.paths import PathStory, Round
    from innoenvi_cli.model.base import Citation
    from innoenvi_cli.model.follow_up import PathRating
    from innoenvi_cli.model.path_models import PathModels


def context(material: Material) -> Row:
    """Return what the placement shows."""
    models, story = material.facts.project.path_models, told_story(material)
    say = material.words.say
    empty = {
        "ratings": material.gap(N_("Ratings of the dimensions"), "DevelopmentPath.ratings"),
        "placements": material.gap(N_("Placement with its reason"), "DevelopmentPath.placements"),
        "rounds": material.gap(N_("Ratings of the dimensions"), "DevelopmentPath.ratings"),
        "groups": material.gap(N_("Ratings of the company groups"), "PathRating.company_group"),
        "possibilities": say(N_("What there is to develop shows when the minicluster has been rated and placed.")),
    }
    found: Row = {
        "summary": [],
        "reason": "",
        "ratings": [],
        "radar": {"axes": [], "curves": []},
        "evidence": [],
        "raters": "",
        "rounds": {"columns": {}, "rows": [], "right": []},
        "distances": [],
        "placements": [],
        "groups": {"rows": [], "columns": {}, "ratings": [], "radar": {"axes": [], "curves": []}, "note": ""},
        "possibilities": [],
    }
    if models is not None and story is not None:
        found |= _told(story, models, material)
        if story.rounds and not story.fit.model:
            empty["possibilities"] = say(
                N_("What there is to develop is measured from the model that the minicluster is placed on.")
            )
        if story.rounds:
            empty["rounds"] = say(N_("There is one round of ratings so far: change shows when the next has been made."))
    elif models is not None and not material.sees("DevelopmentPath.ratings"):
        empty["possibilities"] = empty["ratings"]
    return found | {"empty": empty, "scale": scale_rows(models, material.words), "note": path_note(material)}


def _told(story: PathStory, models: PathModels, material: Material) -> Row:
    words, fit = material.words, story.fit
    return {
        "summary": _summary(story, models, material),
        "reason": words.text(fit.placement.reason) if fit.placement is not None else "",
        "ratings": _ratings(story, models, material),
        "radar": _radar(story, models, material),
        "evidence": _evidence(story, models, material),
        "raters": _raters(story, material),
        "rounds": _rounds(story, models, material),
        "distances": [
            {"model": name_of(models, path, words), "distance": words.number(distance, decimals=2)}
            for path, distance in sorted(fit.distances.items(), key=lambda pair: (pair[1], pair[0]))
        ],
        "placements": [
            {
                "date": words.day(place.date),
                "model": name_of(models, place.path, words),
                "reason": words.text(place.reason),
            }
            for place in reversed(story.placements)
        ],
        "groups": _groups(story, models, material),
        "possibilities": possibility_rows(fit, models, words),
    }


def _summary(story: PathStory, models: PathModels, material: Material) -> list[Row]:
    words, fit = material.words, story.fit
    placed = fit.placement
    last = story.rounds[-1] if story.rounds else None
    lines = [
        (
            N_("Placed on"),
            f"{name_of(models, placed.path, words)} ({words.day(placed.date)})"
            if placed is not None
            else words.say(N_("Not placed yet")),
        ),
        (N_("Nearest model"), joined([nearest_name(fit, models, words), why(fit, models, words)], between=" – ")),
        (N_("Differs"), departs(fit, models, words)),
        (N_("Last rated"), words.day(last.end) if last is not None else ""),
        (
            N_("Rated dimensions"),
            words.say(N_("{rated} of {total}"), rated=len(fit.ratings), total=len(models.dimensions)),
        ),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _ratings(story: PathStory, models: PathModels, material: Material) -> list[Row]:
    words, fit = material.words, story.fit
    gaps = {gap.dimension: gap for gap in fit.gaps}
    rows: list[Row] = []
    for dimension in models.dimensions:
        gap, rated = gaps.get(dimension.id), fit.ratings.get(dimension.id)
        if rated is None:
            continue
        values = [rating.value for rating in story.given[dimension.id]]
        spread = f" ({words.number(min(values))}–{words.number(max(values))})" if min(values) != max(values) else ""
        rows.append(
            {
                "dimension": capitalised(words.text(dimension.name)),
                "rated": f"{shown(words)(rated)}{spread}",
                "ideal": shown(words)(gap.ideal) if gap is not None else "",
                "gap": signed(gap.distance, words) if gap is not None else "",
            }
        )
    return rows


def _radar(story: PathStory, models: PathModels, material: Material) -> Row:
    """Draw the ratings, those of the first round beside them, and the model they are held against."""
    words, fit = material.words, story.fit
    curves = [(name_of(models, fit.model, words), ideals(models, fit.model))] if fit.model is not None else []
    last = words.day(story.rounds[-1].end) if story.rounds else ""
    curves.append((words.say(N_("Rating {day}"), day=last), dict(fit.ratings)))
    if len(story.rounds) > 1:
        first = story.rounds[0]
        curves.append((words.say(N_("Rating {day}"), day=words.day(first.end)), dict(first.ratings)))
    return radar(models, curves, words)


def _evidence(story: PathStory, models: PathModels, material: Material) -> list[Row]:
    """Return every rating behind the figures: why, on what, and for those who may know by whom."""
    names = {dimension.id: capitalised(material.words.text(dimension.name)) for dimension in models.dimensions}
    return [
        {
            "dimension": names[dimension.id],
            "value": shown(material.words)(rating.value),
            "date": material.words.day(rating.date),
            "rater": rating.rater if material.sees("PathRating.rater") else "",
            "reason": material.text(rating.reason),
            "evidence": _citations(rating, material),
        }
        for dimension in models.dimensions
        for rating in story.given.get(dimension.id, ())
    ]


def _citations(rating: PathRating, material: Material) -> list[str]:
    if not material.sees("PathRating.evidence"):
        return []
    return [text for text in (_citation(cited, material) for cited in rating.evidence) if text]


def _citation(cited: Citation, material: Material) -> str:
    words = material.words
    if cited.document is not None:
        return words.text(cited.document)
    if cited.event is not None:
        event = material.events.get(cited.event) or material.facts.project.events.get(cited.event)
        if event is None:
            return ""
        meeting = f"{words.text(event.title)} ({words.day(event.date)})"
        return words.say(N_("{meeting}, item {item}"), meeting=meeting, item=cited.item) if cited.item else meeting
    interview = material.facts.cluster.interviews.get(cited.interview or "")
    if interview is None:
        return ""
    if not name_reaches(interview, material.audience):
        return words.say(N_("an interview"))
    day = words.day(interview.date)
    return words.say(N_("interview of {member} ({day})"), member=material.member(interview.member), day=day)


def _raters(story: PathStory, material: Material) -> str:
    if not material.sees("PathRating.rater"):
        return ""
    say = material.words.say
    times = {rater: counted("{count} rating", "{count} ratings", count) for rater, count in story.rated.items()}
    shown_raters = ", ".join(f"{rater} {say(text)}" for rater, text in times.items())
    return say(N_("Raters: {raters}."), raters=shown_raters) if shown_raters else ""


def _rounds(story: PathStory, models: PathModels, material: Material) -> Row:
    """Return the rounds side by side: a dimension is read from left to right."""
    words = material.words
    if len(story.rounds) <= 1:
        return {"columns": {}, "rows": [], "right": []}
    columns = {"dimension": words.say(N_("Dimension"))}
    columns |= {f"r{index}": _days(found, material) for index, found in enumerate(story.rounds)}
    columns["change"] = words.say(N_("Change"))
    rows: list[Row] = []
    for dimension in models.dimensions:
        values = [found.ratings.get(dimension.id) for found in story.rounds]
        held = [value for value in values if value is not None]
        moved = held[-1] - held[0] if len(held) > 1 else None
        rows.append(
            {
                "dimension": capitalised(words.text(dimension.name)),
                **{f"r{index}": shown(words)(v) if v is not None else "" for index, v in enumerate(values)},
                "change": ""
                if moved is None
                else f"{'+' if moved > 0 else '−' if moved < 0 else '±'}{shown(words)(abs(moved))}",
            }
        )
    nearest: Row = {"dimension": words.say(N_("Nearest model")), "change": ""}
    for index, found in enumerate(story.rounds):
        nearest[f"r{index}"] = (
            name_of(models, found.nearest, words) if found.nearest is not None else words.say(N_("Undecided"))
        )
    right = [key for key in columns if key != "dimension"]
    return {"columns": columns, "rows": [*rows, nearest], "right": right}


def _days(found: Round, material: Material) -> str:
    words = material.words
    return words.day(found.end) if found.start == found.end else words.period(found.start, found.end)


def _groups(whole: PathStory, models: PathModels, material: Material) -> Row:
    """Return the company groups beside the whole; one of fewer than three firms is told to the consultants alone."""
    words = material.words
    if not material.sees("PathRating.company_group", "Placement.company_group"):
        return {"rows": [], "columns": {}, "ratings": [], "radar": {"axes": [], "curves": []}, "note": ""}
    names = material.part_names("company_groups")
    told, untold = [], 0
    for story in material.facts.path_groups:
        if material.audience == "consultants" or _firms(story.company_group, material) >= FIRMS:
            told.append(story)
        else:
            untold += 1
    columns = {"dimension": words.say(N_("Dimension")), "whole": words.say(N_("Whole minicluster"))}
    columns |= {f"g{index}": names[story.company_group or ""] for index, story in enumerate(told)}
    ratings: list[Row] = []
    for dimension in models.dimensions:
        values = {"whole": whole.fit.ratings.get(dimension.id)}
        values |= {f"g{index}": story.fit.ratings.get(dimension.id) for index, story in enumerate(told)}
        figures = {key: shown(words)(value) if value is not None else "" for key, value in values.items()}
        ratings.append({"dimension": capitalised(words.text(dimension.name)), **figures})
    curves = [(columns["whole"], dict(whole.fit.ratings))]
    curves += [(names[story.company_group or ""], dict(story.fit.ratings)) for story in told]
    hidden = counted(
        "One company group is not shown: it has fewer than three companies.",
        "{count} company groups are not shown: they have fewer than three companies.",
        untold,
    )
    return {
        "rows": [_group(story, names[story.company_group or ""], models, material) for story in told],
        "columns": columns,
        "ratings": ratings if told else [],
        "radar": radar(models, curves, words) if told else {"axes": [], "curves": []},
        "note": words.say(hidden) if untold else "",
    }


def _group(story: PathStory, name: str, models: PathModels, material: Material) -> Row:
    words, fit = material.words, story.fit
    placed = fit.placement
    return {
        "group": name,
        "nearest": joined([nearest_name(fit, models, words), why(fit, models, words)], between=" – "),
        "placement": f"{name_of(models, placed.path, words)} ({words.day(placed.date)})" if placed is not None else "",
        "reason": words.text(placed.reason) if placed is not None else "",
    }


def _firms(group: str | None, material: Material) -> int:
    return independent(company for company in material.view.companies if group in company.company_groups)
