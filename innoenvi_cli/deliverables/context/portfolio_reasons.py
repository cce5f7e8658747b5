"""Why a part of the portfolio is empty: nothing is there, or this audience is not shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import ProgrammeMaterial


def reasons(material: ProgrammeMaterial, *, met: bool) -> dict[str, str]:
    """Return by part the sentence to print where it is empty; ``met`` tells whether the funder's group has met."""
    say = material.words.say
    return {
        "miniclusters": say(N_("The programme has no minicluster yet.")),
        "shared": material.none(
            N_("No organisation takes part in several miniclusters."),
            N_("Organisations in several miniclusters"),
            "Member.history",
        ),
        "money": material.none(N_("No action has a budget yet."), N_("Money"), "Action.budget"),
        "targets": material.none(
            N_("No development target has been chosen yet."), N_("Development targets"), "Target.goal"
        ),
        "paths": material.none(
            N_("No minicluster has been rated or placed yet."), N_("Development paths"), "DevelopmentPath.placements"
        ),
        "missing": material.none(
            N_("No gate waits for anything."), N_("What the gates wait for"), "PhaseEntry.criteria"
        ),
        "open": material.none(
            N_("No condition is open and no passed gate is suspect."),
            N_("What the gates wait for"),
            "PhaseEntry.criteria",
        ),
        "members": say(N_("Nobody takes part yet.")),
        "actions": material.none(
            N_("No action has been planned yet."), N_("Actions by type and state"), "Action.history"
        ),
        "due": material.none(
            N_("Nothing is overdue or due within sixty days."), N_("Tasks due within sixty days"), "AgendaItem.due"
        ),
        "tasks": material.none(N_("No task is open."), N_("Open tasks"), "AgendaItem.due"),
        "support": say(N_("The support organisation has not been decided on yet.")),
        "funders_groups": say(N_("The programme has no steering group of the funder.")),
        "decisions": material.none(
            N_("Its last meeting has decided nothing.") if met else N_("It has not met yet."),
            N_("Decisions of the latest meeting"),
            "AgendaItem.decision",
        ),
        "meetings": material.none(N_("It has not met yet."), N_("Meetings"), "AgendaItem.decision"),
    }
