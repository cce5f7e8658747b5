"""Phase 2: interviews, guide, codebook, findings, and the analysis built on them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    Citation,
    CodeId,
    Custom,
    Day,
    FindingId,
    Flag,
    Integer,
    Line,
    MarketId,
    MemberId,
    Note,
    PersonCode,
    Record,
    Slug,
    Text,
)

InterviewMode = Literal["visit", "remote", "telephone", "group", "written"]
FindingKind = Literal["strength", "weakness", "opportunity", "threat", "need", "barrier", "idea"]
Confidentiality = Literal["consultants", "core_group", "members", "public"]


class Permissions(Record):
    """What the interviewee allows; "no" is an answer, silence is not."""

    record: Flag | None = Field(default=None, description=N_("may the interview be recorded"))
    quote: Flag | None = Field(default=None, description=N_("may paraphrased statements be shown"))
    name: Flag | None = Field(default=None, description=N_("may the organisation be named beside them"))


class Confirmation(Record):
    """The summary sent to the interviewee, and the answer."""

    sent: Day = Field(description=N_("when the summary was sent"))
    confirmed: Day | None = Field(default=None, description=N_("when the interviewee confirmed it"))


class Excerpt(Record):
    """A coded passage of an interview: paraphrased, the verbatim text stays in the private folder."""

    id: Slug = Field(description=N_("id of the excerpt in this interview"))
    paraphrase: Text = Field(description=N_("what was said, in the consultant's words"))
    codes: tuple[CodeId, ...] = Field(default=(), description=N_("codes of the codebook"))
    coder: PersonCode | None = Field(default=None, description=N_("person code of the coder"))
    digest: Line | None = Field(
        default=None,
        description=N_("digest of the verbatim passage in the private folder"),
    )


class Interview(Record):
    """An interview of a member."""

    id: Slug = Field(description=N_("id of the interview"))
    member: MemberId = Field(description=N_("the member interviewed"))
    role: Text | None = Field(default=None, description=N_("role of the interviewee in the organisation"))
    person: PersonCode | None = Field(default=None, description=N_("person code of the interviewee"))
    interviewer: PersonCode | None = Field(default=None, description=N_("person code of the interviewer"))
    date: Day = Field(description=N_("when the interview took place, or was refused"))
    refused: Flag = Field(default=False, description=N_("true if the interview was refused on this date"))
    mode: InterviewMode | None = Field(default=None, description=N_("visit, remote, telephone, group or written"))
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = Field(
        default=None, description=N_("language of the interview (ISO 639-1)")
    )
    guide_version: Line | None = Field(default=None, description=N_("version of the interview guide"))
    permissions: Permissions = Field(
        default_factory=Permissions,
        description=N_("permissions to record, quote and name"),
    )
    confidentiality: Confidentiality = Field(
        default="members",
        description=N_("the widest audience that may see the excerpts"),
    )
    confirmation: Confirmation | None = Field(default=None, description=N_("confirmation of the summary"))
    excerpts: tuple[Excerpt, ...] = Field(default=(), description=N_("coded excerpts"))
    note: Note = None
    custom: Custom = None


class Question(Record):
    """A question of the interview guide."""

    id: Slug = Field(description=N_("id of the question"))
    text: Text = Field(description=N_("the question"))


class GuideTheme(Record):
    """A theme of the interview guide."""

    id: Slug = Field(description=N_("id of the theme"))
    name: Text = Field(description=N_("name of the theme"))
    questions: tuple[Question, ...] = Field(default=(), description=N_("questions of the theme"))


class Guide(Record):
    """The interview guide."""

    version: Line = Field(description=N_("version of the guide"))
    date: Day | None = Field(default=None, description=N_("date of the version"))
    themes: tuple[GuideTheme, ...] = Field(default=(), description=N_("themes with their questions"))
    note: Note = None
    custom: Custom = None


class Code(Record):
    """A code of the codebook."""

    id: Slug = Field(description=N_("id of the code"))
    name: Text = Field(description=N_("name of the code"))
    definition: Text | None = Field(default=None, description=N_("when it is used"))
    parent: CodeId | None = Field(default=None, description=N_("the wider code"))


class Codebook(Record):
    """The codes that excerpts carry."""

    codes: tuple[Code, ...] = Field(default=(), description=N_("the codes"))
    note: Note = None
    custom: Custom = None


class FindingRecord(Record):
    """A statement that rests on evidence."""

    id: Slug = Field(description=N_("id of the finding"))
    statement: Text = Field(description=N_("the statement"))
    theme: CodeId | None = Field(default=None, description=N_("theme: a code of the codebook"))
    kind: FindingKind = Field(description=N_("strength, weakness, opportunity, threat, need, barrier or idea"))
    evidence: tuple[Citation, ...] = Field(default=(), description=N_("what it rests on"))
    members_for: tuple[MemberId, ...] = Field(default=(), description=N_("members that hold it"))
    members_against: tuple[MemberId, ...] = Field(default=(), description=N_("members that do not"))
    dissent: Text | None = Field(default=None, description=N_("what those say who do not hold it"))
    note: Note = None
    custom: Custom = None


class SwotItem(Record):
    """A line of the SWOT with the findings behind it."""

    text: Text = Field(description=N_("the line"))
    findings: tuple[FindingId, ...] = Field(default=(), description=N_("the findings behind it"))


class Swot(Record):
    """Strengths, weaknesses, opportunities, threats."""

    strengths: tuple[SwotItem, ...] = Field(default=(), description=N_("strengths"))
    weaknesses: tuple[SwotItem, ...] = Field(default=(), description=N_("weaknesses"))
    opportunities: tuple[SwotItem, ...] = Field(default=(), description=N_("opportunities"))
    threats: tuple[SwotItem, ...] = Field(default=(), description=N_("threats"))


class NetworkLink(Record):
    """A link of the value network: one member delivers something to another."""

    source: MemberId = Field(alias="from", description=N_("the member that delivers"))
    target: MemberId = Field(alias="to", description=N_("the member that receives"))
    deliverable: Text = Field(description=N_("what is delivered"))
    kind: Literal["tangible", "intangible"] = Field(default="tangible", description=N_("tangible or intangible"))
    strength: Integer | None = Field(default=None, ge=1, le=5, description=N_("strength from 1 to 5"))
    state: Literal["now", "needed"] = Field(default="now", description=N_("now or needed"))
    evidence: tuple[Citation, ...] = Field(default=(), description=N_("what it rests on"))


class MarketAnalysis(Record):
    """What is known of a market."""

    market: MarketId = Field(description=N_("the market"))
    size: Text | None = Field(default=None, description=N_("size, with year and source"))
    trend: Text | None = Field(default=None, description=N_("trend"))
    competitors: Text | None = Field(default=None, description=N_("competitors"))
    conclusion: Text | None = Field(default=None, description=N_("what follows for the minicluster"))


class Analysis(Record):
    """The analysis of the minicluster."""

    conclusions: tuple[Text, ...] = Field(default=(), description=N_("conclusions"))
    swot: Swot | None = Field(default=None, description=N_("strengths, weaknesses, opportunities, threats"))
    links: tuple[NetworkLink, ...] = Field(default=(), description=N_("links of the value network"))
    markets: tuple[MarketAnalysis, ...] = Field(default=(), description=N_("analysis of the markets"))
    competence: Text | None = Field(default=None, description=N_("analysis of the competences"))
    method: Text | None = Field(default=None, description=N_("how the analysis was made"))
    note: Note = None
    custom: Custom = None
