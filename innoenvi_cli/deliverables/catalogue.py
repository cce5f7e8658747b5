"""The deliverables that there are: one tuple, in the order of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.context import (
    action_plan,
    analysis_report,
    closing_report,
    commitments,
    definition_sheet,
    development_programme,
    export_concept,
    fast_track,
    funding_application_data,
    gate_decision,
    indicators,
    info_seminar_invitations,
    interview_summary,
    member_register,
    minutes,
    open_tasks,
    organisation_and_processes,
    path_comparison,
    path_placement,
    portfolio,
    priorities,
    steering_brief,
    strategy_draft,
    traceability,
    trial_report,
)
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.programme import Audience

Form = Literal["md", "xlsx"]


@dataclass(frozen=True, slots=True)
class _Shaped:
    """What all deliverables have; beside it ``kinds``, the kinds of record it is made from, by their plural."""

    id: str
    form: Form
    title: str

    @property
    def template(self) -> str:
        """The file that shapes it, below the folder of templates."""
        return template_of(self.id, self.form)


@dataclass(frozen=True, slots=True)
class Deliverable(_Shaped):
    """A deliverable of a minicluster, made for ``audiences``."""

    context: Callable[[Material], Row]
    kinds: tuple[str, ...]
    audiences: tuple[Audience, ...] = AUDIENCES


@dataclass(frozen=True, slots=True)
class RecordDeliverable(_Shaped):
    """A deliverable of which a minicluster has one for each of the records of a ``kind`` that ``records`` names."""

    kind: str
    context: Callable[[Material, str], Row]
    kinds: tuple[str, ...]
    records: Callable[[Material], tuple[str, ...]]
    audiences: tuple[Audience, ...] = AUDIENCES


@dataclass(frozen=True, slots=True)
class ProgrammeDeliverable(_Shaped):
    """A deliverable of the whole programme."""

    context: Callable[[ProgrammeMaterial], Row]
    kinds: tuple[str, ...]
    audiences: tuple[Audience, ...] = AUDIENCES


AnyDeliverable: TypeAlias = "Deliverable | RecordDeliverable | ProgrammeDeliverable"


def template_of(deliverable: str, form: Form) -> str:
    """Return the name of the template or of the workbook spec of a deliverable."""
    return f"markdown/{deliverable}.md.j2" if form == "md" else f"workbooks/{deliverable}.yaml"


DELIVERABLES: Final[tuple[Deliverable | RecordDeliverable, ...]] = (
    Deliverable(
        "definition-sheet",
        "md",
        N_("Definition sheet"),
        definition_sheet.context,
        ("minicluster", "members", "organs", "events", "phases"),
    ),
    Deliverable("member-register", "xlsx", N_("Member register"), member_register.context, ("minicluster", "members")),
    Deliverable(
        "info-seminar-invitations",
        "xlsx",
        N_("Invitations to the info seminars"),
        info_seminar_invitations.context,
        ("minicluster", "members", "events"),
    ),
    RecordDeliverable(
        "interview-summary",
        "md",
        N_("Interview summary"),
        "interviews",
        interview_summary.context,
        ("innoenvi", "guide", "codebook"),
        interview_summary.records,
        ("consultants",),
    ),
    Deliverable(
        "analysis-report",
        "md",
        N_("Analysis report"),
        analysis_report.context,
        ("minicluster", "members", "interviews", "guide", "codebook", "findings", "analysis", "targets"),
    ),
    Deliverable(
        "strategy-draft",
        "md",
        N_("Draft strategy"),
        strategy_draft.context,
        ("minicluster", "members", "organs", "events", "findings", "analysis", "targets", "priorities"),
    ),
    Deliverable(
        "fast-track", "md", N_("Fast-track targets"), fast_track.context, ("targets", "findings", "actions", "events")
    ),
    Deliverable("priorities", "xlsx", N_("Priorities"), priorities.context, ("targets", "priorities", "scores")),
    Deliverable(
        "development-programme",
        "md",
        N_("Development programme"),
        development_programme.context,
        (
            "minicluster",
            "members",
            "organs",
            "events",
            "findings",
            "targets",
            "priorities",
            "scores",
            "actions",
            "trials",
        ),
    ),
    Deliverable(
        "action-plan", "xlsx", N_("Action plan"), action_plan.context, ("members", "targets", "actions", "trials")
    ),
    Deliverable(
        "funding-application-data",
        "md",
        N_("Data for funding applications"),
        funding_application_data.context,
        ("innoenvi", "minicluster", "members", "targets", "actions", "outcomes"),
    ),
    Deliverable(
        "trial-report",
        "md",
        N_("Trial report"),
        trial_report.context,
        ("members", "events", "targets", "actions", "trials"),
    ),
    Deliverable(
        "export-concept",
        "md",
        N_("Export concept"),
        export_concept.context,
        ("minicluster", "members", "export-concept", "actions", "trials", "processes", "outcomes"),
    ),
    Deliverable(
        "organisation-and-processes",
        "md",
        N_("Organisation and operating processes"),
        organisation_and_processes.context,
        ("innoenvi", "minicluster", "members", "organs", "events", "export-concept", "processes", "outcomes"),
    ),
    Deliverable(
        "path-placement",
        "md",
        N_("Placement on the development paths"),
        path_placement.context,
        ("minicluster", "members", "interviews", "events", "development-path"),
    ),
    Deliverable("commitments", "xlsx", N_("Commitments"), commitments.context, ("members", "export-concept")),
    Deliverable(
        "gate-decision", "md", N_("Gate decision record"), gate_decision.context, ("events", "organs", "phases")
    ),
    Deliverable(
        "steering-brief",
        "md",
        N_("Brief for the steering group"),
        steering_brief.context,
        ("minicluster", "events", "organs", "targets", "actions", "phases"),
    ),
    RecordDeliverable(
        "minutes",
        "md",
        N_("Minutes"),
        "events",
        minutes.context,
        ("organs",),
        minutes.records,
    ),
    Deliverable(
        "open-tasks",
        "xlsx",
        N_("Open tasks"),
        open_tasks.context,
        ("events", "organs", "actions", "phases"),
    ),
    Deliverable(
        "traceability",
        "xlsx",
        N_("Traceability"),
        traceability.context,
        (
            "members",
            "interviews",
            "findings",
            "analysis",
            "targets",
            "priorities",
            "scores",
            "actions",
            "trials",
            "export-concept",
            "outcomes",
            "events",
            "organs",
            "phases",
        ),
    ),
)

_PORTFOLIO: Final = (
    "innoenvi",
    "minicluster",
    "members",
    "organs",
    "events",
    "interviews",
    "targets",
    "actions",
    "trials",
    "development-path",
    "phases",
)

PROGRAMME_DELIVERABLES: Final[tuple[ProgrammeDeliverable, ...]] = (
    ProgrammeDeliverable("portfolio", "md", N_("Portfolio"), portfolio.context, _PORTFOLIO),
    ProgrammeDeliverable("portfolio", "xlsx", N_("Portfolio"), portfolio.context, _PORTFOLIO),
    ProgrammeDeliverable(
        "path-comparison",
        "md",
        N_("Comparison of the development paths"),
        path_comparison.context,
        ("minicluster", "development-path"),
    ),
    ProgrammeDeliverable(
        "indicators",
        "xlsx",
        N_("Indicators"),
        indicators.context,
        ("minicluster", "members", "events", "actions", "trials", "outcomes"),
    ),
    ProgrammeDeliverable(
        "closing-report",
        "md",
        N_("Closing report"),
        closing_report.context,
        ("innoenvi", "minicluster", "members", "events", "targets", "actions", "trials", "export-concept", "outcomes"),
    ),
)


def templates_of(ids: Collection[str]) -> set[str]:
    """Return the names of the templates of deliverables."""
    return {found.template for found in (*DELIVERABLES, *PROGRAMME_DELIVERABLES) if found.id in ids}


IDS: Final[tuple[str, ...]] = tuple(
    dict.fromkeys([*(found.id for found in DELIVERABLES), *(found.id for found in PROGRAMME_DELIVERABLES)])
)
