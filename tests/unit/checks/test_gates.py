from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from innoenvi_cli.checks.gates import overdue_conditions, phases_in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.model.project import Project

PHASES = """\
entries:
  - kind: decision
    cycle: 1
    gate: definition
    to: analysis
    decision: conditional
    date: 2026-05-01
    by: hlo-01
    condition: {text: {fi: yhteistyösopimus, en: a signed agreement}, owner: hlo-02, due: 2026-05-31}
"""


def test_an_overdue_condition_is_told_in_the_language_of_the_reader(read: Callable[..., Project]) -> None:
    project = read({"vesi/minicluster.yaml": "name: Vesi\nstart: 2026-01-01\n", "vesi/phases.yaml": PHASES})

    (finding,) = overdue_conditions(project, date(2026, 6, 15))

    assert finding.message.render("fi").endswith("yhteistyösopimus")
    assert finding.message.render("en").endswith("a signed agreement")


def test_a_decision_out_of_turn_is_found_behind_thousands_of_others(read: Callable[..., Project]) -> None:
    held = "  - {kind: decision, cycle: 1, gate: definition, to: definition, decision: hold, date: 2026-05-01, by: hlo-01}\n"
    out_of_turn = held.replace("gate: definition", "gate: analysis")
    project = read(
        {
            "vesi/minicluster.yaml": "name: Vesi\nstart: 2026-01-01\n",
            "vesi/phases.yaml": "entries:\n" + 4_000 * held + out_of_turn,
        }
    )

    (finding,) = phases_in_order(project, date(2026, 6, 15))

    assert finding.location.line == 4_002
