"""Organs and events: who decides, and where."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import (
    Count,
    Custom,
    Day,
    Integer,
    Line,
    MemberId,
    MiniclusterId,
    Note,
    OrganId,
    PersonCode,
    Record,
    Slug,
    Text,
)

OrganKind = Literal["core_group", "steering_group", "working_group", "funders_steering_group", "other"]
OrganRole = Literal["chair", "vice_chair", "secretary", "member"]
EventKind = Literal["info_seminar", "network_meeting", "development_forum", "seminar", "meeting"]


class Seat(Record):
    """A seat in an organ."""

    member: MemberId | None = Field(default=None, description=N_("the member that holds the seat"))
    organisation: Line | None = Field(default=None, description=N_("the organisation, where it is not a member"))
    person: PersonCode | None = Field(default=None, description=N_("person code of the representative"))
    role: OrganRole = Field(default="member", description=N_("chair, vice_chair, secretary or member"))


class Organ(Record):
    """A core group, steering group, working group or the funder's steering group."""

    id: Slug = Field(description=N_("id of the organ"))
    kind: OrganKind = Field(description=N_("core_group, steering_group, working_group, funders_steering_group, other"))
    name: Text = Field(description=N_("name of the organ"))
    mandate: Text | None = Field(default=None, description=N_("what it decides"))
    members: tuple[Seat, ...] = Field(default=(), description=N_("its seats"))
    rhythm: Text | None = Field(default=None, description=N_("how often it meets"))
    note: Note = None
    custom: Custom = None


class AgendaItem(Record):
    """An item of the agenda, with what was decided on it."""

    item: Integer = Field(ge=1, description=N_("number of the item"))
    title: Text = Field(description=N_("title of the item"))
    decision: Text | None = Field(default=None, description=N_("what was decided"))
    responsible: PersonCode | None = Field(default=None, description=N_("person code of who carries it out"))
    due: Day | None = Field(default=None, description=N_("when it is due"))
    done: Day | None = Field(default=None, description=N_("when it was done"))


class Approval(Record):
    """Approval of the minutes."""

    date: Day = Field(description=N_("when the minutes were approved"))
    by: PersonCode = Field(description=N_("person code of who approved them"))


class Event(Record):
    """An info seminar, network meeting, development forum, seminar, or the meeting of an organ."""

    id: Slug = Field(description=N_("id of the event"))
    kind: EventKind = Field(description=N_("info_seminar, network_meeting, development_forum, seminar or meeting"))
    title: Text = Field(description=N_("title of the event"))
    organ: OrganId | None = Field(default=None, description=N_("the organ that meets"))
    number: Integer | None = Field(default=None, description=N_("number of the meeting"))
    date: Day = Field(description=N_("when it is held"))
    place: Text | None = Field(default=None, description=N_("where it is held"))
    miniclusters: tuple[MiniclusterId, ...] = Field(
        default=(),
        description=N_("miniclusters that attended an event of the programme"),
    )
    invited: tuple[MemberId, ...] = Field(default=(), description=N_("members invited"))
    present: tuple[MemberId, ...] = Field(default=(), description=N_("members present"))
    excused: tuple[MemberId, ...] = Field(default=(), description=N_("members excused"))
    attendance: Count | None = Field(default=None, description=N_("number of people present"))
    agenda: tuple[AgendaItem, ...] = Field(default=(), description=N_("agenda with the decisions"))
    attachments: tuple[Text, ...] = Field(default=(), description=N_("references of the attachments"))
    approved: Approval | None = Field(default=None, description=N_("approval of the minutes"))
    note: Note = None
    custom: Custom = None
