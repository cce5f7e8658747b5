"""Random budgets, published: from all tables of an action plan nobody works out what one or two companies pay."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from innoenvi_cli.deliverables.context import action_plan
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.suppression import FIRMS, SIGN
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.development import Action
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.model.programme import Audience

KINDS = ("salaries", "travel", "other")
Line = tuple[str, int, str]
"""What private money is looked for: of an action, in a year, of a cost type."""

LINES = st.dictionaries(
    st.tuples(st.sampled_from([2025, 2026]), st.sampled_from(KINDS)),
    st.sampled_from([1000, 2500, 4000, 7000]),
    min_size=1,
    max_size=4,
)
ACTIONS = st.lists(
    st.tuples(st.sets(st.integers(0, 4), min_size=1, max_size=4), LINES, st.booleans()), min_size=1, max_size=4
)
Drawn = list[tuple[set[int], dict[tuple[int, str], int], bool]]


def material(drawn: Drawn, audience: Audience) -> Material:
    members = {
        name: Member.model_validate({"id": name, "name": name, "kind": "company"})
        for name in (f"m{number}" for number in range(5))
    }
    actions = {}
    for at, (taking_part, lines, has_grant) in enumerate(drawn):
        budget: list[dict[str, Any]] = [
            {"year": str(year), "cost_type": kind, "source": "private", "amount": str(amount)}
            for (year, kind), amount in lines.items()
        ]
        if has_grant:
            budget.append({"year": "2025", "cost_type": "salaries", "source": "eu_state", "amount": "5000"})
        data = {"id": f"a{at}", "name": f"A{at}", "participants": [f"m{one}" for one in sorted(taking_part)]}
        actions[f"a{at}"] = Action.model_validate(data | {"budget": budget})
    record = MiniclusterRecord.model_validate({"name": "Vesi", "start": "2025-01-01"})
    cluster = Minicluster("vesi", record=record, members=members, actions=actions)
    return Material(Facts(Project(None, {"vesi": cluster}), cluster, date(2026, 6, 15), ()), audience, Words("en"))


def told(drawn: Drawn, audience: Audience) -> tuple[list[Line], list[list[Fraction]]]:
    """Return the amounts that are looked for, and for each published figure which of them it is the sum of."""
    unknown = [(f"A{at}", year, kind) for at, (_, lines, _) in enumerate(drawn) for year, kind in lines]
    found = action_plan.context(material(drawn, audience))
    equations: list[list[Fraction]] = []

    def equation(holds: Callable[[Line], bool], *figures: object) -> None:
        if any(figure not in {SIGN, None, ""} for figure in figures):
            equations.append([Fraction(holds(line)) for line in unknown])

    for row in found["budget"]:
        here = (row["action"], row["year"], row["cost_type"])
        equation(lambda line, here=here: line == here, row["private"], row["budget"])  # type: ignore[misc]
    for row in found["by_action"]:
        equation(lambda line, name=row["action"]: line[0] == name, row["private"], row["budget"])  # type: ignore[misc]
    for row in found["years"]:
        equation(lambda line, year=int(row["year"]): line[1] == year, row["private"], row["budget"])  # type: ignore[misc]
    for row in found["cost_types"]:
        equation(lambda line, kind=row["cost_type"]: line[2] == kind, row["private"], row["budget"])  # type: ignore[misc]
    whole = found["totals"]["budget"]
    equation(lambda _: True, whole["private"], whole["budget"])
    return unknown, equations


def follows(wanted: list[Fraction], equations: list[list[Fraction]]) -> bool:
    """Tell whether a sum is a combination of the published ones: then it can be worked out exactly."""
    pivots: dict[int, list[Fraction]] = {}
    for row in [*equations, wanted]:
        left = list(row)
        for at in range(len(left)):
            if left[at] and at in pivots:
                factor = left[at]
                left = [value - factor * other for value, other in zip(left, pivots[at], strict=True)]
            elif left[at]:
                if row is not wanted:
                    pivots[at] = [value / left[at] for value in left]
                break
        if row is wanted:
            return not any(left)
    return False


@given(ACTIONS)
@pytest.mark.parametrize("audience", ["core_group", "members"])
@settings(max_examples=120, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_few_companies_pay_does_not_follow_from_what_is_published(audience: Audience, drawn: Drawn) -> None:
    unknown, equations = told(drawn, audience)
    for at, (taking_part, _, _) in enumerate(drawn):
        if len(taking_part) >= FIRMS:
            continue
        for year in (None, 2025, 2026):
            wanted = [Fraction(line[0] == f"A{at}" and year in {None, line[1]}) for line in unknown]
            assert not any(wanted) or not follows(wanted, equations), (at, year)


def test_the_reader_can_add_and_take_away() -> None:
    one, zero = Fraction(1), Fraction(0)
    assert follows([one, zero], [[one, one], [zero, one]])
    assert not follows([one, zero], [[one, one]])


def test_the_consultants_are_told() -> None:
    unknown, equations = told([({0}, {(2025, "salaries"): 1000}, False)], "consultants")
    assert follows([Fraction(1)] * len(unknown), equations)
