"""Where a minicluster is on its way: the development path, and outcomes with the names behind each number."""

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
    MemberId,
    Note,
    Number,
    PathId,
    PersonCode,
    Rating,
    Record,
    Slug,
    TargetId,
    Text,
)

Counted = Literal["members", "companies", "corporate_groups", "actions"]


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
    actions: tuple[ActionId, ...] = Field(default=(), description=N_("the actions behind the number"))
    source: Text | None = Field(default=None, description=N_("where the value comes from"))
    note: Note = None


class Outcome(Record):
    """A follow-up indicator with its values."""

    id: Slug = Field(description=N_("id of the indicator"))
    name: Text = Field(description=N_("name of the indicator"))
    definition: Text = Field(description=N_("what is counted, and how"))
    unit: Text | None = Field(default=None, description=N_("unit"))
    counts: Counted | None = Field(
        default=None,
        description=N_("members, companies, corporate_groups or actions, where the value is the number of such names"),
    )
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
