from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.model.fields import is_key
from innoenvi_cli.model.kinds import BY_SINGULAR

if TYPE_CHECKING:
    from innoenvi_cli.model.fields import Path


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("score", ("scores", "kuivaamo"), True),
        ("score", ("scores", "kuivaamo", "hyoty"), True),
        ("score", ("member",), False),
        ("score", ("interests", 0, "target"), False),
        ("member", ("company_groups", 0), False),
        ("development-paths", ("dimensions", 0, "ideal", "hub"), True),
        ("development-paths", ("dimensions", 0, "id"), False),
        ("guide", ("version",), False),
    ],
)
def test_a_reference_is_a_key_or_a_value(kind: str, path: Path, *, expected: bool) -> None:
    assert is_key(BY_SINGULAR[kind].model, path) is expected
