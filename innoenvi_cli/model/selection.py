"""Phase 3: development targets, and how the core group prioritised them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    CriterionId,
    Custom,
    Day,
    Decided,
    FindingId,
    Integer,
    MemberId,
    Note,
    Number,
    OrganId,
    PersonCode,
    Rating,
    Ratio,
    Record,
    Slug,
    TargetId,
    Text,
)

Track = Literal["cycle", "fast"]
Choice = Literal["chosen", "parked", "rejected"]


class Indicator(Record):
    """How one knows that a target was reached."""

    name: Text = Field(description=N_("what is measured"))
    unit: Text | None = Field(default=None, description=N_("unit"))
    baseline: Number | None = Field(default=None, description=N_("value at the beginning"))
    target: Number | None = Field(default=None, description=N_("value to be reached"))
    by: Day | None = Field(default=None, description=N_("until when"))


class Assessment(Record):
    """A rating from 1 to 5 with its reason."""

    rating: Rating = Field(description=N_("from 1 to 5"))
    reason: Text | None = Field(default=None, description=N_("why"))


class Closure(Record):
    """The end of a fast-track target: result and lessons, or transfer to the action plan by a decision."""

    date: Day = Field(description=N_("when it was closed or transferred"))
    how: Literal["done", "transferred"] = Field(description=N_("done or transferred"))
    decision: Decided | None = Field(default=None, description=N_("the decision, for a transfer"))


class Target(Record):
    """A development target; on the fast track it is carried out right after the analysis."""

    id: Slug = Field(description=N_("id of the target"))
    name: Text = Field(description=N_("name of the target"))
    track: Track = Field(default="cycle", description=N_("cycle or fast"))
    proposed: Day | None = Field(default=None, description=N_("when it was proposed"))
    problem: Text | None = Field(default=None, description=N_("the problem"))
    goal: Text | None = Field(default=None, description=N_("the goal"))
    findings: tuple[FindingId, ...] = Field(default=(), description=N_("the findings it comes from"))
    indicator: Indicator | None = Field(default=None, description=N_("indicator with baseline and target"))
    benefit: Assessment | None = Field(default=None, description=N_("benefit from 1 to 5, with its reason"))
    feasibility: Assessment | None = Field(default=None, description=N_("feasibility from 1 to 5, with its reason"))
    owner: MemberId | None = Field(default=None, description=N_("the member that owns it"))
    owner_person: PersonCode | None = Field(default=None, description=N_("person code of the owner"))
    working_group: OrganId | None = Field(default=None, description=N_("the working group that carries it"))
    decision: Decided | None = Field(default=None, description=N_("where its start was decided, for the fast track"))
    financing: Text | None = Field(default=None, description=N_("how it is financed, for the fast track"))
    trial_exemption: Text | None = Field(default=None, description=N_("why it needs no trial"))
    result: Text | None = Field(default=None, description=N_("what came of it"))
    lessons: Text | None = Field(default=None, description=N_("what was learnt"))
    closed: Closure | None = Field(default=None, description=N_("end of a fast-track target"))
    note: Note = None
    custom: Custom = None


class Criterion(Record):
    """A criterion of the prioritisation."""

    id: Slug = Field(description=N_("id of the criterion"))
    name: Text = Field(description=N_("name of the criterion"))
    definition: Text = Field(description=N_("what a high score means"))
    weight: Ratio | None = Field(default=None, description=N_("weight between 0 and 1, unless weighed pairwise"))


class Judgement(Record):
    """One criterion is so many times as important as another."""

    more: CriterionId = Field(description=N_("the more important criterion"))
    less: CriterionId = Field(description=N_("the less important criterion"))
    times: Number = Field(ge=1, le=9, description=N_("how many times as important, from 1 to 9"))


class PairwiseWeights(Record):
    """The pairwise judgements of one rater."""

    rater: PersonCode = Field(description=N_("person code of the rater"))
    judgements: tuple[Judgement, ...] = Field(description=N_("each pair of criteria once"))


class Scale(Record):
    """The scale of the scores."""

    low: Integer = Field(default=1, description=N_("lowest score"))
    high: Integer = Field(default=5, description=N_("highest score"))


class TargetChoice(Record):
    """What the core group decided on a target."""

    target: TargetId = Field(description=N_("the target"))
    choice: Choice = Field(description=N_("chosen, parked or rejected"))
    reason: Text | None = Field(default=None, description=N_("why, above all where it departs from the ranking"))


class ProgrammeHandling(Record):
    """Strategy and development programme, as the core group handled them."""

    summary: Text = Field(description=N_("the development programme in a few sentences"))
    handled: Decided | None = Field(default=None, description=N_("where strategy and programme were handled"))


class Priorities(Record):
    """How the core group prioritised, and what it decided."""

    date: Day | None = Field(default=None, description=N_("date of the prioritisation"))
    scale: Scale = Field(
        default_factory=Scale,
        description=N_("scale of the scores"),
    )
    criteria: tuple[Criterion, ...] = Field(default=(), description=N_("criteria with definition and weight"))
    pairwise: tuple[PairwiseWeights, ...] = Field(default=(), description=N_("pairwise judgements, instead of weights"))
    choices: tuple[TargetChoice, ...] = Field(default=(), description=N_("what was decided on each target"))
    decision: Decided | None = Field(default=None, description=N_("where the choice was decided"))
    development_programme: ProgrammeHandling | None = Field(
        default=None,
        description=N_("strategy and development programme handled by the core group"),
    )
    note: Note = None
    custom: Custom = None


class Interest(Record):
    """A rater's own interest in a target; the rater abstains on it."""

    target: TargetId = Field(description=N_("the target"))
    reason: Text = Field(description=N_("the interest"))


class VetoResolution(Record):
    """How a veto was resolved."""

    date: Day = Field(description=N_("when"))
    text: Text = Field(description=N_("how"))
    decision: Decided | None = Field(default=None, description=N_("where it was decided"))


class Veto(Record):
    """A rater's veto on a target."""

    target: TargetId = Field(description=N_("the target"))
    reason: Text = Field(description=N_("why"))
    resolved: VetoResolution | None = Field(default=None, description=N_("how it was resolved"))


class Abstention(Record):
    """A target that a rater leaves unscored."""

    target: TargetId = Field(description=N_("the target"))
    reason: Text | None = Field(default=None, description=N_("why"))


class Score(Record):
    """The scores of one rater of the core group, in one file."""

    id: Slug = Field(description=N_("id of the score sheet, best the rater's code"))
    rater: PersonCode = Field(description=N_("person code of the rater"))
    member: MemberId = Field(description=N_("the member the rater represents"))
    date: Day = Field(description=N_("when the scores were given"))
    interests: tuple[Interest, ...] | None = Field(
        default=None,
        description=N_("declared interests; [] if there are none, left out means not answered"),
    )
    scores: dict[TargetId, dict[CriterionId, Integer]] = Field(
        default={}, description=N_("scores by target and criterion")
    )
    vetoes: tuple[Veto, ...] = Field(default=(), description=N_("vetoes with their reasons"))
    abstentions: tuple[Abstention, ...] = Field(default=(), description=N_("targets left unscored"))
    note: Note = None
    custom: Custom = None
