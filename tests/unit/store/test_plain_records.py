"""Simple records are written without ruamel, and come out as ruamel writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.store import new_files
from innoenvi_cli.store.plain_records import plain_record

TEXTS = st.one_of(
    st.text("aZäÖ09 '()./+&_-:#,?!%@`\"*[]{}|>~\n\t", max_size=14),
    st.sampled_from(["yes", "No", "null", "7", "0112038-1", "0x1F", "0o7", "1_000", "-.5", "~", "1e5", "2024-05-01", "true", "NaN", "http://a b", "https://www.x.fi", "a ", "Oy"]),
    st.text(max_size=6),
)  # fmt: skip
SCALARS = st.one_of(TEXTS, st.integers(-(10**18), 10**18), st.decimals(allow_nan=False, allow_infinity=False, places=2))
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.sampled_from(["fi", "en", "year", "no"]), SCALARS, max_size=3),
)


@given(
    st.dictionaries(st.sampled_from(["name", "kind", "size", "roles", "note", "on"]), VALUES, min_size=1, max_size=5)
)
def test_what_is_simple_is_written_as_the_library_writes_it(values: dict[str, Any]) -> None:
    simple = plain_record(values)
    if simple is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(new_files, "plain_record", lambda _: None)
            assert new_files._dump(values) == simple


def test_a_usual_member_is_simple() -> None:
    assert plain_record(
        {"name": "Öljy & Työ Oy", "website": "https://www.oljy.example/fi", "size": {"headcount": 12}, "roles": ["core"]}
    ) == (
        "name: Öljy & Työ Oy\nwebsite: https://www.oljy.example/fi\nsize:\n  headcount: 12\nroles:\n  - core\n"
    )  # fmt: skip
    assert plain_record({"share": Decimal("0.25")}) == "share: 0.25\n"
    assert plain_record({"headcount": "7", "note": "no"}) == "headcount: '7'\nnote: 'no'\n"


@pytest.mark.parametrize("text", ["a: b", "a #b", " a", "a ", "", "2024-05-01", "a\nb", "- a", "#a", "a\u2028b"])
def test_other_texts_are_left_to_the_library(text: str) -> None:
    assert plain_record({"name": text}) is None
