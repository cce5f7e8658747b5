"""The minicluster and its members."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    CompanyGroupId,
    Country,
    Custom,
    Day,
    Decided,
    Flag,
    Industry,
    Integer,
    LevelId,
    Line,
    MarketId,
    MemberId,
    Money,
    Note,
    Number,
    PersonCode,
    ProductGroupId,
    Ratio,
    Record,
    Region,
    SegmentId,
    Slug,
    SubnetworkId,
    Text,
    Year,
)

MemberKind = Literal["company", "research", "education", "public", "association", "financier", "other"]
MemberStatus = Literal["prospect", "informed", "interviewed", "committed", "left"]
MemberRole = Literal[
    "lead",
    "core",
    "supplier",
    "customer",
    "expert",
    "support",
    "authority",
    "financier",
]
SizeClass = Literal["micro", "small", "medium", "large"]
ContributionKind = Literal["produce", "deliver", "maintain"]
Dimension = Literal["regional", "national", "international"]


class ProductGroup(Record):
    """A group of products and services: where the definition starts."""

    id: Slug = Field(description=N_("id of the product or service group"))
    name: Text = Field(description=N_("name of the group"))
    description: Text | None = Field(default=None, description=N_("what it holds"))
    segments: tuple[SegmentId, ...] = Field(default=(), description=N_("the customer segments it serves"))


class Market(Record):
    """A market: a country, or an area that the name tells."""

    id: Slug = Field(description=N_("id of the market"))
    country: Country | None = Field(default=None, description=N_("country code (ISO 3166-1 alpha-2)"))
    name: Text | None = Field(default=None, description=N_("name where it is not one country"))
    description: Text | None = Field(default=None, description=N_("what is known of the market"))


class Segment(Record):
    """A customer segment; segments may lie in different industries."""

    id: Slug = Field(description=N_("id of the segment"))
    name: Text = Field(description=N_("name of the segment"))
    market: MarketId | None = Field(default=None, description=N_("the market it belongs to"))
    industry: Industry | None = Field(default=None, description=N_("industry of the customers, with its revision"))
    customer_groups: tuple[Text, ...] = Field(default=(), description=N_("customer groups of the segment"))
    needs: tuple[Text, ...] = Field(default=(), description=N_("what the customers need"))


class Named(Record):
    """A part of the network that has a name."""

    id: Slug = Field(description=N_("id"))
    name: Text = Field(description=N_("name"))
    description: Text | None = Field(default=None, description=N_("description"))


class Coordinator(Record):
    """Who coordinates the minicluster, with how much time, paid until when."""

    member: MemberId | None = Field(default=None, description=N_("the member that coordinates"))
    organisation: Line | None = Field(default=None, description=N_("the organisation, where it is not a member"))
    person: PersonCode | None = Field(default=None, description=N_("person code of the coordinator"))
    fte: Number | None = Field(default=None, description=N_("working time as full-time equivalents"))
    financing: Text | None = Field(default=None, description=N_("how the coordination is financed"))
    financed_until: Day | None = Field(default=None, description=N_("until when the coordination is financed"))


class GroundRules(Record):
    """The rules of working together, accepted at a meeting."""

    confidentiality: Text = Field(description=N_("what is confidential and how it is handled"))
    competition_law: Text = Field(description=N_("what competitors may not discuss"))
    accepted: Decided | None = Field(default=None, description=N_("where the rules were accepted"))


class MiniclusterRecord(Record):
    """A network that produces products and services for one or more market segments."""

    name: Text = Field(description=N_("name of the minicluster"))
    summary: Text | None = Field(default=None, description=N_("the minicluster in a few sentences"))
    start: Day = Field(description=N_("first day of the development cycle"))
    end: Day | None = Field(default=None, description=N_("planned last day of the development cycle"))
    dimension: Dimension | None = Field(default=None, description=N_("regional, national or international"))
    regions: tuple[Region, ...] = Field(default=(), description=N_("regions, each with the scheme of its code"))
    product_groups: tuple[ProductGroup, ...] = Field(default=(), description=N_("product and service groups"))
    markets: tuple[Market, ...] = Field(default=(), description=N_("markets"))
    segments: tuple[Segment, ...] = Field(default=(), description=N_("customer segments"))
    competence_concentration: Text | None = Field(
        default=None,
        description=N_("the competence and innovation concentration it rests on"),
    )
    company_groups: tuple[Named, ...] = Field(default=(), description=N_("company groups it is built through"))
    subnetworks: tuple[Named, ...] = Field(default=(), description=N_("subnetworks"))
    levels: tuple[Named, ...] = Field(default=(), description=N_("levels of the network"))
    scope_out: tuple[Text, ...] = Field(default=(), description=N_("what the minicluster leaves out"))
    coordinator: Coordinator | None = Field(default=None, description=N_("who coordinates"))
    ground_rules: GroundRules | None = Field(default=None, description=N_("confidentiality and competition law"))
    vision: Text | None = Field(default=None, description=N_("where the minicluster wants to be"))
    strategy_draft: Text | None = Field(default=None, description=N_("draft of the strategy"))
    business_concept: Text | None = Field(default=None, description=N_("business concept"))
    operating_model: Text | None = Field(default=None, description=N_("operating model"))
    budget: Money | None = Field(default=None, description=N_("budget of the development cycle"))
    provenance: Text | None = Field(
        default=None,
        description=N_("where the records come from, for example: invented"),
    )
    note: Note = None
    custom: Custom = None


class Contribution(Record):
    """What a member gives to a product or service group."""

    group: ProductGroupId = Field(description=N_("the product or service group"))
    kind: ContributionKind = Field(description=N_("produce, deliver or maintain"))
    essential: Flag = Field(
        default=False,
        description=N_("true if nobody else in the minicluster can give it"),
    )
    description: Text | None = Field(default=None, description=N_("what the member does"))


class Competence(Record):
    """A competence a member has or wants."""

    name: Text = Field(description=N_("the competence"))
    state: Literal["have", "want"] = Field(description=N_("have or want"))


class StatusChange(Record):
    """A step in the member's history."""

    status: MemberStatus = Field(description=N_("prospect, informed, interviewed, committed or left"))
    date: Day = Field(description=N_("when"))
    document: Text | None = Field(default=None, description=N_("reference of the document, for a commitment"))


class Size(Record):
    """How large the organisation is, with the year of the figure."""

    size_class: SizeClass | None = Field(default=None, description=N_("size class by the EU definition"))
    headcount: Line | None = Field(default=None, description=N_("headcount or its band, for example 10-49"))
    turnover: Line | None = Field(default=None, description=N_("turnover or its band, for example 2-10 M€"))
    year: Year | None = Field(default=None, description=N_("year of the figures"))


class Export(Record):
    """What the organisation exports now."""

    share: Ratio | None = Field(default=None, description=N_("share of turnover, between 0 and 1"))
    countries: tuple[Country, ...] = Field(default=(), description=N_("countries it exports to"))


class Member(Record):
    """A company, research body, authority or other actor of the minicluster."""

    id: Slug = Field(description=N_("id of the member; never reused"))
    name: Line = Field(description=N_("legal name"))
    kind: MemberKind | None = Field(
        default=None,
        description=N_("company, research, education, public, association, financier or other"),
    )
    business_id: Line | None = Field(default=None, description=N_("Finnish business id, for example 1234567-1"))
    vat: Line | None = Field(default=None, description=N_("VAT number"))
    lei: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{18}[0-9]{2}$")] | None = Field(
        default=None, description=N_("legal entity identifier")
    )
    corporate_group: Slug | None = Field(default=None, description=N_("corporate group; members of one count once"))
    country: Country | None = Field(default=None, description=N_("country code (ISO 3166-1 alpha-2)"))
    region: Region | None = Field(default=None, description=N_("region, with the scheme of its code"))
    municipality: Line | None = Field(default=None, description=N_("municipality"))
    website: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=400)] | None = Field(
        default=None, description=N_("website, beginning with http:// or https://")
    )
    industry: Industry | None = Field(default=None, description=N_("industry code with its revision"))
    size: Size | None = Field(default=None, description=N_("size, with the year of the figures"))
    export: Export | None = Field(default=None, description=N_("export today"))
    roles: tuple[MemberRole, ...] = Field(default=(), description=N_("roles in the minicluster"))
    tier: Integer | None = Field(default=None, ge=1, le=9, description=N_("tier; 1 faces the customer"))
    level: LevelId | None = Field(default=None, description=N_("level of the network"))
    company_groups: tuple[CompanyGroupId, ...] = Field(default=(), description=N_("company groups it belongs to"))
    subnetworks: tuple[SubnetworkId, ...] = Field(default=(), description=N_("subnetworks it belongs to"))
    contributions: tuple[Contribution, ...] = Field(
        default=(), description=N_("what it gives to the product and service groups")
    )
    support_role: Text | None = Field(default=None, description=N_("its task where it gives to no group"))
    competences: tuple[Competence, ...] = Field(default=(), description=N_("competences it has and wants"))
    contacts: tuple[PersonCode, ...] = Field(default=(), description=N_("person codes of the contacts"))
    history: tuple[StatusChange, ...] = Field(
        default=(),
        description=N_("prospect, informed, interviewed, committed, left, each with its date"),
    )
    source: Text | None = Field(default=None, description=N_("where the record comes from"))
    note: Note = None
    custom: Custom = None
