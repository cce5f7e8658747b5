"""Phase 4: actions, their money, and what was tried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    ActionId,
    Citation,
    Custom,
    Day,
    Flag,
    Integer,
    Line,
    MemberId,
    Money,
    Note,
    Number,
    PersonCode,
    Record,
    ReportingPeriodId,
    Slug,
    TargetId,
    Text,
    Year,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    period: ReportingPeriodId | None = Field(
        default=None, description=N_("the reporting period an actual cost was reported in")
    )


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
    article: Text | None = Field(default=None, description=N_("the article, for an exemption"))
    reason: Text | None = Field(default=None, description=N_("why it is not state aid, where it is none"))
    recipients: tuple[AidRecipient, ...] = Field(default=(), description=N_("recipients of de minimis aid"))


class Risk(Record):
    """A risk and what is done about it."""

    risk: Text = Field(description=N_("what may happen"))
    likelihood: Integer | None = Field(default=None, ge=1, le=5, description=N_("from 1 to 5"))
    impact: Integer | None = Field(default=None, ge=1, le=5, description=N_("from 1 to 5"))
    response: Text | None = Field(default=None, description=N_("what is done about it"))
    owner: PersonCode | None = Field(default=None, description=N_("person code of the owner"))

    @property
    def level(self) -> int | None:
        """Likelihood times impact, from 1 to 25; ``None`` where one of them is missing."""
        return self.likelihood * self.impact if self.likelihood and self.impact else None


def by_level(risks: Iterable[Risk]) -> list[Risk]:
    """Return ``risks``, the gravest first, those of no level last."""
    return sorted(risks, key=lambda risk: -(risk.level or 0))


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
