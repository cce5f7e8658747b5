"""The programme: ``innoenvi.yaml`` at the root of the repository."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    Currency,
    Custom,
    Day,
    Decided,
    Flag,
    FolderPath,
    Line,
    Money,
    Note,
    Number,
    PersonCode,
    Ratio,
    Record,
    Region,
    Slug,
    Text,
    integer,
)

REGISTER_MEBIBYTES: Final = 4
RegisterSize = Annotated[
    int,
    BeforeValidator(integer),
    Field(ge=1, le=REGISTER_MEBIBYTES),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": REGISTER_MEBIBYTES}),
]
Audience = Literal["consultants", "core_group", "members", "public"]
SEES_CODES: Final[tuple[Audience, ...]] = ("core_group", "consultants")
"""The audiences that see person codes, the wider first."""
GateSeverity = Literal["must", "should", "info"]
Comparison = Literal[">=", "<=", "=="]


class Period(Record):
    """A period with both ends included."""

    start: Day = Field(description=N_("first day"))
    end: Day = Field(description=N_("last day"))


class Privacy(Record):
    """The privacy notice of the programme."""

    controller: Line = Field(description=N_("the controller of the personal data"))
    legal_basis: Text = Field(description=N_("the legal basis of the processing"))
    retention: Text = Field(description=N_("how long personal data is kept"))
    date: Day = Field(description=N_("when the notice was given"))
    url: Line | None = Field(default=None, description=N_("where the notice can be read"))


class Implementer(Record):
    """An organisation that carries the programme out."""

    name: Line = Field(description=N_("name of the organisation"))
    business_id: Line | None = Field(default=None, description=N_("Finnish business id, for example 1234567-1"))
    role: Literal["lead", "part"] = Field(default="part", description=N_("lead implementer or part implementer"))


class ReportingPeriod(Record):
    """A period that is reported to the funder."""

    id: Slug = Field(description=N_("id of the reporting period"))
    start: Day = Field(description=N_("first day"))
    end: Day = Field(description=N_("last day"))
    due: Day = Field(description=N_("when the report is due"))
    reported: Day | None = Field(default=None, description=N_("when the report was given"))


class WorkPackage(Record):
    """A work package of the funding decision."""

    id: Slug = Field(description=N_("id of the work package"))
    name: Text = Field(description=N_("name of the work package"))


class FunderShare(Record):
    """What one source pays of the whole programme."""

    source: Literal["eu_state", "municipal", "private", "in_kind"] = Field(description=N_("source of the money"))
    share: Ratio = Field(description=N_("its share of the costs, between 0 and 1"))


class SupportOrganisation(Record):
    """The support organisation of the cluster, at the level of the programme."""

    host: Line = Field(description=N_("the organisation that hosts it"))
    tasks: tuple[Text, ...] = Field(default=(), description=N_("its tasks"))
    financing: Text | None = Field(default=None, description=N_("how it is financed"))
    decision: Decided | None = Field(default=None, description=N_("where it was decided"))


class Threshold(Record):
    """A further figure that a criterion asks for."""

    metric: Line = Field(description=N_("name of the metric"))
    compare: Comparison = Field(description=N_(">=, <= or =="))
    threshold: Number = Field(description=N_("the threshold"))


class CriterionChange(Record):
    """A criterion of a gate, or what a programme changes in one: every key may be left out when the id exists."""

    metric: Line | None = Field(default=None, description=N_("name of the metric"))
    compare: Comparison | None = Field(default=None, description=N_(">=, <= or =="))
    threshold: Number | None = Field(default=None, description=N_("the threshold"))
    also: tuple[Threshold, ...] | None = Field(default=None, description=N_("further figures that must hold too"))
    severity: GateSeverity | None = Field(
        default=None,
        description=N_("must keeps the gate shut, should warns, info shows"),
    )
    label: Text | None = Field(default=None, description=N_("what is asked, in both languages"))
    hint: Text | None = Field(default=None, description=N_("the way to meet it, in both languages"))
    off: Flag = Field(default=False, description=N_("true switches the criterion off"))


CRITERION_PATTERN: Final = r"^[a-z][a-z0-9_]*$"
CriterionName = Annotated[str, StringConstraints(pattern=CRITERION_PATTERN, max_length=40)]


class GateChange(Record):
    """What a programme changes in the gate of a phase."""

    criteria: dict[CriterionName, CriterionChange] = Field(description=N_("the criteria by id"))


class Gates(Record):
    """The gates of the phases, as the shipped ones and as a programme changes them."""

    definition: GateChange | None = Field(default=None, description=N_("gate of phase 1"))
    analysis: GateChange | None = Field(default=None, description=N_("gate of phase 2"))
    fast_track: GateChange | None = Field(default=None, description=N_("gate of the fast track"))
    selection: GateChange | None = Field(default=None, description=N_("gate of phase 3"))
    planning: GateChange | None = Field(default=None, description=N_("gate of phase 4"))
    export_concept: GateChange | None = Field(default=None, description=N_("gate of phase 5"))


class ShippedGates(Gates):
    """The gates as they ship: those of the phases, and the criteria that stand in every one of them."""

    every_gate: GateChange = Field(description=N_("criteria of every gate"))


class DeliverableSettings(Record):
    """How the deliverables of the programme are made."""

    audience: Audience = Field(default="members", description=N_("the audience when none is asked for"))
    organisation: Line | None = Field(default=None, description=N_("whose name stands on the deliverables"))


class Programme(Record):
    """The whole undertaking: one git repository, several miniclusters."""

    format: Literal["1"] = Field(description=N_("version of the record format: 1"))
    name: Text = Field(description=N_("name of the programme"))
    languages: tuple[Literal["fi", "en"], ...] = Field(
        default=("fi", "en"),
        min_length=1,
        description=N_("languages of the deliverables"),
    )
    regions: tuple[Region, ...] = Field(default=(), description=N_("regions of the programme"))
    period: Period | None = Field(default=None, description=N_("period of the programme"))
    currency: Currency = Field(default="EUR", description=N_("currency of all money in the records (ISO 4217)"))
    as_of: Day | None = Field(default=None, description=N_("the day the records are judged on; for samples"))
    private_dir: FolderPath = Field(default="private", description=N_("folder of the personal data; never in git"))
    register_mib: RegisterSize = Field(
        default=1,
        description=N_("how large a register in one file may be, in mebibytes: 1 to 4"),
    )
    project_code: Line | None = Field(default=None, description=N_("code of the project at the funder"))
    funder: Line | None = Field(default=None, description=N_("the funder"))
    priority_axis: Text | None = Field(default=None, description=N_("priority axis of the funding programme"))
    implementers: tuple[Implementer, ...] = Field(default=(), description=N_("lead and part implementers"))
    cost_model: Text | None = Field(default=None, description=N_("cost model of the funding decision"))
    budget: Money | None = Field(default=None, description=N_("total budget of the programme"))
    funding_shares: tuple[FunderShare, ...] = Field(default=(), description=N_("who pays which share"))
    reporting_periods: tuple[ReportingPeriod, ...] = Field(default=(), description=N_("periods reported to the funder"))
    work_packages: tuple[WorkPackage, ...] = Field(default=(), description=N_("work packages"))
    horizontal_principles: tuple[Text, ...] = Field(default=(), description=N_("horizontal principles"))
    de_minimis_ceiling: Money | None = Field(
        default=None,
        description=N_("ceiling of de minimis aid per single undertaking over three years"),
    )
    privacy: Privacy | None = Field(
        default=None,
        description=N_("privacy notice: controller, legal basis, retention"),
    )
    contact: PersonCode | None = Field(default=None, description=N_("person code of the contact"))
    support_organisation: SupportOrganisation | None = Field(default=None, description=N_("support organisation"))
    gates: Gates | None = Field(default=None, description=N_("what this programme changes in the gates"))
    deliverables: DeliverableSettings = Field(
        default_factory=DeliverableSettings,
        description=N_("settings of the deliverables"),
    )
    provenance: Text | None = Field(
        default=None,
        description=N_("where the records come from, for example: invented"),
    )
    invented: Flag = Field(
        default=False,
        description=N_("true if every organisation and person is invented: then git may hold the private folder too"),
    )
    note: Note = None
    custom: Custom = None
