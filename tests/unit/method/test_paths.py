"""Fit to the development path models, with figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

from innoenvi_cli.method.paths import fit, latest_ratings
from innoenvi_cli.model.follow_up import PathRating, Placement
from innoenvi_cli.store.shipped import shipped_path_models

MODELS = shipped_path_models()


def decimals(**values: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}


def rating(dimension: str, value: str, rater: str, day: str) -> PathRating:
    return PathRating.model_validate({"dimension": dimension, "value": value, "rater": rater, "date": day})


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
    assert latest_ratings(given) == {"driver": Decimal("3.5")}
    assert latest_ratings(given[:1]) == {"driver": Decimal(2)}


def test_a_round_may_begin_with_the_calendar() -> None:
    assert latest_ratings([rating("driver", "2", "hlo-1", "0001-01-02")]) == decimals(driver="2")
