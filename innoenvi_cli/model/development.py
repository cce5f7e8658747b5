"""Phases 4 and 5: actions, trials, processes, the export concept, the development path, outcomes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    ActionId,
    Citation,
    CompanyGroupId,
    Custom,
    Day,
    DimensionId,
    Flag,
    Integer,
    Line,
    MarketId,
    MemberId,
    Money,
    Note,
    Number,
    OutcomeId,
    PathId,
    PersonCode,
    ProductGroupId,
    Rating,
    Record,
    Slug,
    TargetId,
    Text,
    TrialId,
    Year,
)

ActionType = Literal[
    "market_survey",
    "joint_export_effort",
    "funding_application",
    "project_plan",
    "product_development",
    "training",
    "seminar",
    "other",
]
ActionState = Literal["planned", "running", "done", "dropped"]
CostType = Literal["salaries", "purchased_services", "travel", "flat_rate", "other"]
MoneySource = Literal["eu_state", "municipal", "private", "in_kind"]
FundingState = Literal["planned", "applied", "granted", "rejected", "self_financed"]
AidBasis = Literal["none", "de_minimis", "exemption"]
ExportStepKind = Literal["offer", "visit", "fair", "pilot_delivery", "other"]


class Milestone(Record):
    """A milestone of an action."""

    name: Text = Field(description=N_("what is reached"))
    date: Day = Field(description=N_("when it is due"))
    done: Day | None = Field(default=None, description=N_("when it was reached"))


class Cost(Record):
    """An amount of one year, one cost type and one source."""

    year: Year = Field(description=N_("year"))
    cost_type: CostType = Field(description=N_("salaries, purchased_services, travel, flat_rate or other"))
    source: MoneySource = Field(description=N_("eu_state, municipal, private or in_kind"))
    amount: Money = Field(ge=0, description=N_("amount in the programme's currency"))


class Funding(Record):
    """Where the money of an action comes from."""

    source: MoneySource = Field(description=N_("eu_state, municipal, private or in_kind"))
    funder: Line = Field(description=N_("who pays"))
    instrument: Text | None = Field(default=None, description=N_("the call or the instrument"))
    amount: Money = Field(ge=0, description=N_("amount in the programme's currency"))
    state: FundingState = Field(description=N_("planned, applied, granted, rejected or self_financed"))
    applied: Day | None = Field(default=None, description=N_("when it was applied for"))
    decided: Day | None = Field(default=None, description=N_("when it was decided"))


class AidRecipient(Record):
    """What an undertaking received as de minimis aid."""

    member: MemberId = Field(description=N_("the undertaking"))
    amount: Money = Field(ge=0, description=N_("amount"))
    date: Day = Field(description=N_("when it was granted"))


class Aid(Record):
    """The state aid basis of a publicly funded action."""

    basis: AidBasis = Field(description=N_("none, de_minimis or exemption"))
    article: Line | None = Field(default=None, description=N_("the article, for an exemption"))
    reason: Text | None = Field(default=None, description=N_("why it is not state aid, where it is none"))
    recipients: tuple[AidRecipient, ...] = Field(default=(), description=N_("recipients of de minimis aid"))


class Risk(Record):
    """A risk and what is done about it."""

    risk: Text = Field(description=N_("what may happen"))
    likelihood: Integer | None = Field(default=None, ge=1, le=5, description=N_("from 1 to 5"))
    impact: Integer | None = Field(default=None, ge=1, le=5, description=N_("from 1 to 5"))
    response: Text | None = Field(default=None, description=N_("what is done about it"))
    owner: PersonCode | None = Field(default=None, description=N_("person code of the owner"))


class StateChange(Record):
    """A step in the history of an action."""

    state: ActionState = Field(description=N_("planned, running, done or dropped"))
    date: Day = Field(description=N_("when"))
    reason: Text | None = Field(default=None, description=N_("why"))


class Action(Record):
    """A development action."""

    id: Slug = Field(description=N_("id of the action"))
    name: Text = Field(description=N_("name of the action"))
    type: ActionType | None = Field(default=None, description=N_("kind of action"))
    target: TargetId | None = Field(default=None, description=N_("the development target it serves"))
    description: Text | None = Field(default=None, description=N_("what is done"))
    responsible: MemberId | None = Field(default=None, description=N_("the member responsible"))
    responsible_person: PersonCode | None = Field(default=None, description=N_("person code of who is responsible"))
    participants: tuple[MemberId, ...] = Field(default=(), description=N_("members that take part"))
    start: Day | None = Field(default=None, description=N_("first day"))
    end: Day | None = Field(default=None, description=N_("last day"))
    milestones: tuple[Milestone, ...] = Field(default=(), description=N_("milestones"))
    depends_on: tuple[ActionId, ...] = Field(default=(), description=N_("actions that must be done first"))
    budget: tuple[Cost, ...] = Field(default=(), description=N_("budget by year, cost type and source"))
    budget_total: Money | None = Field(default=None, description=N_("sum of the budget, checked against the lines"))
    actual: tuple[Cost, ...] = Field(default=(), description=N_("actual costs by year, cost type and source"))
    funding: tuple[Funding, ...] = Field(default=(), description=N_("where the money comes from"))
    aid: Aid | None = Field(default=None, description=N_("state aid basis of public funding"))
    risks: tuple[Risk, ...] = Field(default=(), description=N_("risks"))
    outputs: tuple[Text, ...] = Field(default=(), description=N_("outputs"))
    history: tuple[StateChange, ...] = Field(default=(), description=N_("planned, running, done, dropped with dates"))
    note: Note = None
    custom: Custom = None


class Measure(Record):
    """A measure before and after a trial or in a process."""

    name: Text = Field(description=N_("what is measured"))
    unit: Text | None = Field(default=None, description=N_("unit"))
    before: Number | None = Field(default=None, description=N_("value before"))
    after: Number | None = Field(default=None, description=N_("value after"))


class Trial(Record):
    """A trial: something is tried out, and adopted, adapted or dropped."""

    id: Slug = Field(description=N_("id of the trial"))
    name: Text = Field(description=N_("name of the trial"))
    action: ActionId | None = Field(default=None, description=N_("the action it belongs to"))
    target: TargetId | None = Field(default=None, description=N_("the target it serves, where there is no action"))
    hypothesis: Text | None = Field(default=None, description=N_("what is expected"))
    setting: Text | None = Field(default=None, description=N_("where and how it is tried"))
    participants: tuple[MemberId, ...] = Field(default=(), description=N_("members that take part"))
    start: Day | None = Field(default=None, description=N_("first day"))
    end: Day | None = Field(default=None, description=N_("last day"))
    measure: tuple[Measure, ...] = Field(default=(), description=N_("what was measured before and after"))
    succeeded: Flag | None = Field(default=None, description=N_("did the hypothesis hold"))
    result: Text | None = Field(default=None, description=N_("what came of it"))
    lessons: Text | None = Field(default=None, description=N_("what was learnt"))
    decision: Literal["adopt", "adapt", "drop"] | None = Field(default=None, description=N_("adopt, adapt or drop"))
    evidence: tuple[Citation, ...] = Field(default=(), description=N_("what it rests on"))
    note: Note = None
    custom: Custom = None


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
    document: Line = Field(description=N_("reference of the signed document"))
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

    host: Line | None = Field(default=None, description=N_("who hosts the minicluster"))
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


class PathRating(Record):
    """A rating of one dimension of the development path."""

    dimension: DimensionId = Field(description=N_("the dimension"))
    value: Rating = Field(description=N_("from 1 to 5"))
    date: Day = Field(description=N_("when"))
    rater: PersonCode = Field(description=N_("person code of the rater"))
    company_group: CompanyGroupId | None = Field(default=None, description=N_("the company group, if not the whole"))
    evidence: tuple[Citation, ...] = Field(default=(), description=N_("what it rests on"))
    reason: Text | None = Field(default=None, description=N_("why"))


class Placement(Record):
    """The minicluster or a company group placed on a development path."""

    path: PathId = Field(description=N_("the development path model"))
    date: Day = Field(description=N_("when"))
    reason: Text = Field(description=N_("why"))
    company_group: CompanyGroupId | None = Field(default=None, description=N_("the company group, if not the whole"))


class DevelopmentPath(Record):
    """Ratings and placement on the development path models."""

    ratings: tuple[PathRating, ...] = Field(default=(), description=N_("ratings"))
    placements: tuple[Placement, ...] = Field(default=(), description=N_("placements"))
    note: Note = None
    custom: Custom = None


class OutcomeValue(Record):
    """A dated value of an indicator and the names behind it."""

    date: Day = Field(description=N_("when"))
    value: Number = Field(description=N_("the value"))
    names: tuple[MemberId, ...] = Field(default=(), description=N_("the members behind the number"))
    source: Line | None = Field(default=None, description=N_("where the value comes from"))
    note: Note = None


class Outcome(Record):
    """A follow-up indicator with its values."""

    id: Slug = Field(description=N_("id of the indicator"))
    name: Text = Field(description=N_("name of the indicator"))
    definition: Text = Field(description=N_("what is counted, and how"))
    unit: Text | None = Field(default=None, description=N_("unit"))
    target_id: TargetId | None = Field(
        default=None,
        alias="development_target",
        description=N_("the development target it follows"),
    )
    actions: tuple[ActionId, ...] = Field(default=(), description=N_("the actions it follows"))
    baseline: Number | None = Field(default=None, description=N_("value at the beginning"))
    target: Number | None = Field(default=None, description=N_("value to be reached"))
    values: tuple[OutcomeValue, ...] = Field(default=(), description=N_("dated values"))
    note: Note = None
    custom: Custom = None
