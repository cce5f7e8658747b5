"""Fit to the development path models, with figures worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from innoenvi_cli.method.answers import Standing
from innoenvi_cli.method.paths import fit, group_stories, path_story, rounds_of
from innoenvi_cli.method.view import View
from innoenvi_cli.model.follow_up import DevelopmentPath, PathRating, Placement
from innoenvi_cli.model.minicluster import MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project
from innoenvi_cli.store.shipped import shipped_path_models

MODELS = shipped_path_models()


def decimals(**values: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}


def rating(dimension: str, value: str, rater: str, day: str, **fields: str) -> PathRating:
    data = {"dimension": dimension, "value": value, "rater": rater, "date": day}
    return PathRating.model_validate(data | fields)


def view(ratings: list[PathRating], placements: list[dict[str, str]] | None = None) -> View:
    groups = [{"id": "suppliers", "name": "Suppliers"}, {"id": "others", "name": "Others"}]
    record = MiniclusterRecord.model_validate({"name": "Water", "start": "2024-01-01", "company_groups": groups})
    path = DevelopmentPath(
        ratings=tuple(ratings), placements=tuple(Placement.model_validate(place) for place in placements or [])
    )
    cluster = Minicluster("water", record=record, development_path=path)
    standing = Standing(1, record.start, "analysis", "active", None)
    return View(Project(None, {"water": cluster}), cluster, as_of=date(2026, 6, 15), standing=standing)


def test_product_service_is_nearest() -> None:
    ratings = decimals(driver="4", structure="4", offering="4", coordination="4", permanence="4")
    found = fit(ratings, MODELS)
    # |4-1.5| + |4-1.5| + |4-2| + |4-2| + |4-2.5| = 10.5; 1+0.5+1.5+0.5+1 = 4.5; 1+0.5+1+0.5+0.5 = 3.5; each over 5.
    assert found.distances == {
        "sme-group": Decimal("2.1"),
        "virtual-network": Decimal("0.9"),
        "product-service": Decimal("0.7"),
    }
    assert found.nearest is None, "0.9 - 0.7 lies within the margin of 0.3"


def test_clear_winner_with_gaps_the_widest_first() -> None:
    found = fit(decimals(driver="5", structure="3", offering="4", coordination="4", permanence="2"), MODELS)
    assert found.nearest == "product-service"
    assert [(gap.dimension, gap.distance) for gap in found.gaps] == [
        ("permanence", Decimal("2.5")),
        ("offering", Decimal(1)),
        ("coordination", Decimal("0.5")),
        ("structure", Decimal("0.5")),
        ("driver", Decimal(0)),
    ]
    assert found.provenance == "reconstruction"


def test_an_unrated_dimension_leaves_it_undecided() -> None:
    found = fit(decimals(driver="5", structure="3.5", offering="5", coordination="4.5"), MODELS)
    assert found.distances["product-service"] == 0
    assert found.nearest is None
    assert found.unrated == ("permanence",)


def test_gaps_follow_the_placement() -> None:
    place = Placement.model_validate({"path": "sme-group", "date": "2026-01-01", "reason": "r"})
    found = fit(decimals(driver="5"), MODELS, placement=place)
    assert [(gap.dimension, gap.ideal) for gap in found.gaps] == [("driver", Decimal("1.5"))]


def test_nothing_rated() -> None:
    found = fit({}, MODELS)
    assert (found.distances, found.nearest, found.gaps) == ({}, None, ())


def test_each_rater_counts_once_by_the_last_rating_of_the_last_round() -> None:
    given = [
        rating("driver", "2", "hlo-3", "2024-12-03"),
        rating("driver", "1", "hlo-1", "2026-05-01"),
        rating("driver", "4", "hlo-1", "2026-05-13"),
        rating("driver", "3", "hlo-2", "2026-05-10"),
    ]
    story = path_story(view(given), MODELS)
    assert story.fit.ratings == {"driver": Decimal("3.5")}
    assert [(found.start.isoformat(), found.end.isoformat(), found.raters) for found in story.rounds] == [
        ("2024-12-03", "2024-12-03", ("hlo-3",)),
        ("2026-05-01", "2026-05-13", ("hlo-1", "hlo-2")),
    ]
    assert story.rounds[0].ratings == {"driver": Decimal(2)}
    assert story.rated == {"hlo-1": 2, "hlo-2": 1, "hlo-3": 1}


def test_a_dimension_that_the_last_round_left_out_keeps_its_earlier_rating() -> None:
    given = [rating("driver", "2", "hlo-1", "2025-01-01"), rating("structure", "4", "hlo-1", "2026-01-01")]
    story = path_story(view(given), MODELS)
    assert story.fit.ratings == decimals(driver="2", structure="4")
    assert story.rounds[1].ratings == decimals(structure="4")


def test_a_round_lasts_ninety_days_up_to_its_last_rating() -> None:
    given = [rating("driver", "2", "hlo-1", "2025-12-31"), rating("driver", "4", "hlo-2", "2026-04-01")]
    assert len(rounds_of(given, MODELS)) == 2
    given[0] = rating("driver", "2", "hlo-1", "2026-01-01")
    assert [found.ratings for found in rounds_of(given, MODELS)] == [decimals(driver="3")]


def test_a_round_may_begin_with_the_first_day_that_counts() -> None:
    (found,) = rounds_of([rating("driver", "2", "hlo-1", "1900-01-01")], MODELS)
    assert found.ratings == decimals(driver="2")


def test_ratings_before_the_cycle_tell_the_way_but_not_where_it_is() -> None:
    given = [rating("driver", "2", "hlo-1", "2023-12-31"), rating("structure", "4", "hlo-1", "2026-06-16")]
    story = path_story(view(given), MODELS)
    assert story.fit.ratings == {}
    assert [found.ratings for found in story.rounds] == [decimals(driver="2")]


def test_of_two_placements_on_one_day_the_one_further_down_holds() -> None:
    places = [{"path": path, "date": "2026-01-01", "reason": "r"} for path in ("sme-group", "virtual-network")]
    story = path_story(view([], places), MODELS)
    assert story.fit.placement is not None
    assert story.fit.placement.path == "virtual-network"


def test_a_placement_may_depart_from_the_nearest_model() -> None:
    ratings = decimals(driver="5", structure="3.5", offering="5", coordination="4.5", permanence="4.5")
    place = Placement.model_validate({"path": "virtual-network", "date": "2026-01-01", "reason": "r"})
    found = fit(ratings, MODELS, placement=place)
    assert (found.nearest, found.model, found.departs) == ("product-service", "virtual-network", True)
    assert [(gap.dimension, gap.distance) for gap in found.gaps][:2] == [
        ("offering", Decimal("-2.5")),
        ("driver", Decimal(-2)),
    ]


def test_why_it_is_undecided() -> None:
    close = fit(decimals(driver="4", structure="4", offering="4", coordination="4", permanence="4"), MODELS)
    assert (close.doubt, close.closest) == ("close", ("product-service", "virtual-network"))
    assert fit(decimals(driver="5"), MODELS).doubt == "unrated"
    clear = decimals(driver="5", structure="3.5", offering="5", coordination="4.5", permanence="4.5")
    assert (fit(clear, MODELS).doubt, fit(clear, MODELS).closest) == ("", ())


def test_a_model_without_values_is_no_model_to_be_near_to() -> None:
    dimension = MODELS.dimensions[0].model_copy(
        update={"ideal": {"sme-group": Decimal(1), "virtual-network": Decimal(5)}}
    )
    models = MODELS.model_copy(update={"dimensions": (dimension,)})
    found = fit(decimals(driver="2"), models)
    assert found.distances == {"sme-group": Decimal(1), "virtual-network": Decimal(3)}
    assert found.nearest == "sme-group"


def test_company_groups_are_rated_by_themselves() -> None:
    given = [
        rating("driver", "2", "hlo-1", "2026-01-01"),
        rating("driver", "5", "hlo-1", "2026-01-01", company_group="suppliers"),
    ]
    (story,) = group_stories(view(given), MODELS)
    assert (story.company_group, story.fit.ratings) == ("suppliers", decimals(driver="5"))
    assert path_story(view(given), MODELS).fit.ratings == decimals(driver="2")


def test_exactly_the_margin_apart_is_still_undecided() -> None:
    ideal = {"sme-group": Decimal(1), "virtual-network": Decimal("2.7"), "product-service": Decimal(5)}
    models = MODELS.model_copy(update={"dimensions": (MODELS.dimensions[0].model_copy(update={"ideal": ideal}),)})
    found = fit(decimals(driver="2"), models)
    assert (found.nearest, found.doubt, found.closest) == (None, "close", ("virtual-network", "sme-group"))
    assert fit(decimals(driver="2.1"), models).nearest == "virtual-network"
