"""Ids from names: the same name always gives the same id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.model.slugs import free_slug, slug_of
from innoenvi_cli.store.names import name_fault


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Hydros Oy", "hydros-oy"),
        ("Äänekosken Öljy & Vesi Oy Åbo", "aanekosken-oljy-vesi-oy-abo"),
        ("NOAA - Geophysical Fluid Dynamics Laboratory", "noaa-geophysical-fluid-dynamics"),
        ("4C Strategies", "n-4c-strategies"),
        ("L'Éau d’or / Straße Ørsted", "leau-dor-strasse-orsted"),
        ("a" * 50, "a" * 40),
        ("Abcdefghij Abcdefghij Abcdefghij Abcdefg Xyz", "abcdefghij-abcdefghij-abcdefghij-abcdefg"),
        ("日本", ""),
        ("--", ""),
    ],
)
def test_a_name_gives_its_id(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=60), st.sets(st.sampled_from(["a", "a-2", "con", "con-2", "b"])))
def test_an_id_from_any_name_can_be_used_and_is_free(name: str, taken: set[str]) -> None:
    slug = slug_of(name)
    if slug:
        free = free_slug(slug, taken)
        assert name_fault(free) is None
        assert free not in taken


@pytest.mark.parametrize(
    ("base", "taken", "free"),
    [
        ("hydros-oy", set(), "hydros-oy"),
        ("hydros-oy", {"hydros-oy", "hydros-oy-2"}, "hydros-oy-3"),
        ("con", set(), "con-2"),
        (
            "abcdefghij-abcdefghij-abcdefghij-abcdefg",
            {"abcdefghij-abcdefghij-abcdefghij-abcdefg"},
            "abcdefghij-abcdefghij-abcdefghij-2",
        ),
    ],
)
def test_a_clash_is_resolved_by_a_suffix(base: str, taken: set[str], free: str) -> None:
    assert free_slug(base, taken) == free
