"""Phase 5: the export concept and the operating processes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    ActionId,
    Custom,
    Day,
    Flag,
    MarketId,
    MemberId,
    Note,
    OutcomeId,
    PersonCode,
    ProductGroupId,
    Rating,
    Record,
    Slug,
    TargetId,
    Text,
    TrialId,
)
from innoenvi_cli.model.development import Cost, Risk

ExportStepKind = Literal["offer", "visit", "fair", "pilot_delivery", "other"]


class Step(Record):
    """A step of an operating process."""

    actor: MemberId | None = Field(default=None, description=N_("the member that does it"))
    role: Text | None = Field(
        default=None,
        description=N_("the role that does it, where it is not one member"),
    )
    activity: Text = Field(description=N_("what is done"))
    input: Text | None = Field(default=None, description=N_("what it needs"))
    output: Text | None = Field(default=None, description=N_("what it gives"))


class Process(Record):
    """An operating process of the minicluster."""

    id: Slug = Field(description=N_("id of the process"))
    name: Text = Field(description=N_("name of the process"))
    trigger: Text = Field(description=N_("what starts it"))
    steps: tuple[Step, ...] = Field(default=(), description=N_("its steps in order"))
    measure: Text | None = Field(default=None, description=N_("how it is measured"))
    note: Note = None
    custom: Custom = None


class Section(Record):
    """A section of the export concept: its text, or why it does not apply."""

    text: Text | None = Field(default=None, description=N_("the text"))
    not_applicable: Text | None = Field(default=None, description=N_("why the section does not apply"))
    trials: tuple[TrialId, ...] = Field(default=(), description=N_("trials it rests on"))
    actions: tuple[ActionId, ...] = Field(default=(), description=N_("actions it rests on"))
    targets: tuple[TargetId, ...] = Field(default=(), description=N_("targets it carries out"))


class Sections(Record):
    """The sections of the export concept, in the order they are read."""

    summary: Section | None = Field(default=None, description=N_("summary"))
    joint_offering: Section | None = Field(default=None, description=N_("joint offering"))
    customer_value: Section | None = Field(default=None, description=N_("customer value"))
    target_markets: Section | None = Field(default=None, description=N_("target markets"))
    customers_and_buying: Section | None = Field(default=None, description=N_("customers and buying"))
    requirements: Section | None = Field(default=None, description=N_("requirements"))
    entry_and_channels: Section | None = Field(default=None, description=N_("entry and channels"))
    pricing: Section | None = Field(default=None, description=N_("pricing"))
    delivery_and_after_sales: Section | None = Field(default=None, description=N_("delivery and after-sales"))
    organisation_and_agreements: Section | None = Field(default=None, description=N_("organisation and agreements"))
    resources_and_budget: Section | None = Field(default=None, description=N_("resources and budget"))
    implementation: Section | None = Field(default=None, description=N_("implementation"))
    risks: Section | None = Field(default=None, description=N_("risks"))
    measures: Section | None = Field(default=None, description=N_("measures"))
    commitments: Section | None = Field(default=None, description=N_("commitments"))


class Provider(Record):
    """Who provides a part of an offering."""

    member: MemberId = Field(description=N_("the member"))
    part: Text | None = Field(default=None, description=N_("the part it provides"))
    essential: Flag = Field(
        default=False,
        description=N_("true if the offering cannot be delivered without it"),
    )


class Offering(Record):
    """An offering of the export concept."""

    id: Slug = Field(description=N_("id of the offering"))
    name: Text = Field(description=N_("name of the offering"))
    group: ProductGroupId | None = Field(default=None, description=N_("the product or service group"))
    description: Text | None = Field(default=None, description=N_("what the customer gets"))
    providers: tuple[Provider, ...] = Field(default=(), description=N_("who provides it"))


class MarketScore(Record):
    """The scores of one market."""

    market: MarketId = Field(description=N_("the market"))
    scores: dict[Slug, Rating] = Field(description=N_("scores from 1 to 5 by criterion"))
    note: Note = None


class MarketCriterion(Record):
    """A criterion of the market choice."""

    id: Slug = Field(description=N_("id of the criterion"))
    name: Text = Field(description=N_("name of the criterion"))


class MarketChoice(Record):
    """How the target markets were chosen."""

    criteria: tuple[MarketCriterion, ...] = Field(default=(), description=N_("criteria"))
    scores: tuple[MarketScore, ...] = Field(default=(), description=N_("scores of the markets"))
    chosen: tuple[MarketId, ...] = Field(default=(), description=N_("the chosen markets"))
    reason: Text | None = Field(default=None, description=N_("why"))


class Commitment(Record):
    """A member's commitment to the export concept."""

    member: MemberId = Field(description=N_("the member"))
    date: Day = Field(description=N_("when it was given"))
    document: Text = Field(description=N_("reference of the signed document"))
    signatory: PersonCode = Field(description=N_("person code of who signed"))
    authority: Text = Field(description=N_("the authority to sign"))
    content: Text | None = Field(default=None, description=N_("what the member commits itself to"))


class ExportStep(Record):
    """An export step carried out."""

    kind: ExportStepKind = Field(description=N_("offer, visit, fair, pilot_delivery or other"))
    date: Day = Field(description=N_("when"))
    market: MarketId | None = Field(default=None, description=N_("the market"))
    members: tuple[MemberId, ...] = Field(default=(), description=N_("members that took part"))
    description: Text = Field(description=N_("what was done"))
    result: Text | None = Field(default=None, description=N_("what came of it"))


class Permanence(Record):
    """What stays when the programme ends."""

    host: Text | None = Field(default=None, description=N_("who hosts the minicluster"))
    operating_practices: Text | None = Field(default=None, description=N_("the operating practices that stay"))
    indicators: tuple[OutcomeId, ...] = Field(default=(), description=N_("follow-up indicators"))


class ExportConcept(Record):
    """The export concept."""

    sections: Sections = Field(
        default_factory=Sections,
        description=N_("the sections, each filled or not applicable with a reason"),
    )
    offerings: tuple[Offering, ...] = Field(default=(), description=N_("offerings with their providers"))
    market_choice: MarketChoice | None = Field(default=None, description=N_("how the markets were chosen"))
    commitments: tuple[Commitment, ...] = Field(default=(), description=N_("commitments of the members"))
    steps: tuple[ExportStep, ...] = Field(default=(), description=N_("export steps carried out"))
    organisation: Text | None = Field(default=None, description=N_("the organisation of the minicluster from here on"))
    permanence: Permanence | None = Field(default=None, description=N_("host, operating practices, indicators"))
    risks: tuple[Risk, ...] = Field(default=(), description=N_("risks"))
    budget: tuple[Cost, ...] = Field(default=(), description=N_("budget by year, cost type and source"))
    note: Note = None
    custom: Custom = None
