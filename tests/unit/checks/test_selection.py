from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from innoenvi_cli.checks.selection import pairwise_judgements

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.model.project import Project


def test_of_very_many_missing_pairs_the_first_twenty_are_shown(read: Callable[..., Project]) -> None:
    criteria = "".join(f"  - {{id: k{index}, name: K, definition: D}}\n" for index in range(2_000))
    project = read(
        {
            "puu/minicluster.yaml": "name: Klusteri\nstart: 2026-01-12\n",
            "puu/priorities.yaml": (
                f"criteria:\n{criteria}pairwise:\n"
                "  - {rater: hlo-01, judgements: [{more: k0, less: k1, times: 3}, {more: k2, less: k0, times: 3}]}\n"
            ),
        }
    )

    found = list(pairwise_judgements(project, date(2026, 6, 15)))

    assert len(found) == 20
    assert found[0].message.render("en") == "the pair k0 – k3 is judged 0 times instead of once"
