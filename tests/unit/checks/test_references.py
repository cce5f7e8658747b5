from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from innoenvi_cli.checks.references import dangling_references
from innoenvi_cli.checks.scopes import Guesses

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.model.project import Project

DAY = date(2026, 6, 15)
MINICLUSTER = "name: Klusteri\nstart: 2026-01-12\n"


def _said(project: Project) -> list[str]:
    return [f"{finding.location} {finding.message.render('en')}" for finding in dangling_references(project, DAY)]


def test_an_event_of_the_programme_names_members_of_any_minicluster(read: Callable[..., Project]) -> None:
    project = read(
        {
            "puu/minicluster.yaml": MINICLUSTER,
            "puu/members/saha.yaml": "name: Saha Oy\n",
            "events/aloitus.yaml": "kind: seminar\ntitle: A\ndate: 2026-02-01\npresent: [saha, sahuri]\n",
        }
    )

    assert _said(project) == ["events/aloitus.yaml:4:17 unknown member 'sahuri' (did you mean 'saha'?)"]


def test_nobody_is_blamed_for_naming_what_was_not_read(read: Callable[..., Project]) -> None:
    files = {
        "puu/minicluster.yaml": MINICLUSTER,
        "vesi/minicluster.yaml": MINICLUSTER,
        "vesi/members/putki.yaml": "name: Putki Oy\n",
        "events/aloitus.yaml": (
            "kind: seminar\ntitle: A\ndate: 2026-02-01\nminiclusters: [puu, vesi, ilma]\npresent: [putki]\n"
        ),
    }

    assert _said(read(files, only=frozenset({"puu"}))) == ["events/aloitus.yaml:4:27 unknown minicluster 'ilma'"]


def test_a_programme_replaces_the_development_path_models(read: Callable[..., Project]) -> None:
    project = read(
        {
            "development_paths.yaml": (
                "provenance: own\nundecided_within: 0.3\n"
                "paths: [{id: hub, name: Hub}]\n"
                "dimensions: [{id: trust, name: T, low: L, high: H, ideal: {hub: 3, hubb: 4}}]\n"
            ),
            "puu/minicluster.yaml": MINICLUSTER,
            "puu/development_path.yaml": (
                "ratings:\n"
                "  - {dimension: trust, value: 3, date: 2026-02-01, rater: hlo-01}\n"
                "  - {dimension: driver, value: 3, date: 2026-02-01, rater: hlo-01}\n"
            ),
        }
    )

    assert _said(project) == [
        "development_paths.yaml:4:68 unknown development path model 'hubb' (did you mean 'hub'?)",
        "puu/development_path.yaml:3:17 unknown dimension 'driver'",
    ]


def test_a_reference_that_is_a_key_is_shown_at_the_key(read: Callable[..., Project]) -> None:
    project = read(
        {
            "puu/minicluster.yaml": MINICLUSTER,
            "puu/members/member.yaml": "name: Member Oy\n",
            "puu/scores/hlo-01.yaml": (
                "rater: hlo-01\nmember: member\ndate: 2026-02-01\nscores:\n  kuivaamo:\n    hyoty: 3\n"
            ),
            # Here key and value are the same word, and the value is meant.
            "puu/interviews/h-01.yaml": "member: member-2\ndate: 2026-02-01\n",
            "puu/interviews/h-02.yaml": "{member: member, date: 2026-02-01, excerpts: []}\n",
            "puu/trials/koe.yaml": "{name: Koe, action: action}\n",
        }
    )

    assert _said(project) == [
        "puu/interviews/h-01.yaml:1:9 unknown member 'member-2' (did you mean 'member'?)",
        "puu/scores/hlo-01.yaml:5:3 unknown development target 'kuivaamo'",
        "puu/scores/hlo-01.yaml:6:5 unknown criterion 'hyoty'",
        "puu/trials/koe.yaml:1:21 unknown action 'action'",
    ]


def test_of_very_many_faults_in_one_record_the_first_fifty_are_shown(read: Callable[..., Project]) -> None:
    present = ", ".join(f"m{index}" for index in range(1_000))
    project = read(
        {
            "puu/minicluster.yaml": MINICLUSTER,
            "puu/events/kokous.yaml": f"kind: meeting\ntitle: K\ndate: 2026-02-01\npresent: [{present}]\n",
            "puu/events/toinen.yaml": "kind: meeting\ntitle: K\ndate: 2026-02-01\npresent: [saha]\n",
        }
    )

    said = _said(project)
    assert len(said) == 51
    assert said[-1] == "puu/events/toinen.yaml:4:11 unknown member 'saha'"


def test_guessing_ends_when_enough_has_been_compared() -> None:
    guesses = Guesses(comparisons=5)

    assert guesses.nearest("sahha", ["saha", "talo"]) == "saha"
    assert guesses.nearest("sahha", {"saha", "talo"}) == "saha"
    assert guesses.nearest("sahha", ["saha", "talo"]) is None
