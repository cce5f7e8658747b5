"""``phases.yaml``: the decisions made at the gates, append-only, written by the tool alone."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import Day, Decided, Flag, Integer, Line, PersonCode, Record, Text
from innoenvi_cli.model.programme import Comparison, CriterionName, GateSeverity

PhaseId = Literal["definition", "analysis", "selection", "planning", "export_concept"]
GateId = Literal["definition", "analysis", "fast_track", "selection", "planning", "export_concept"]
DecisionKind = Literal["go", "conditional", "recycle", "hold", "stop"]
EntryKind = Literal["decision", "review"]
Ending = Literal["close", "new_cycle"]


class Waiver(Record):
    """A must that was waived, with the reason and who waived it."""

    criterion: CriterionName = Field(description=N_("the criterion"))
    reason: Text = Field(description=N_("why"))
    by: PersonCode = Field(description=N_("person code of who waived it"))


class Condition(Record):
    """The condition of a conditional decision."""

    text: Text = Field(description=N_("what must be done"))
    owner: PersonCode = Field(description=N_("person code of the owner"))
    due: Day = Field(description=N_("when it is due"))


class CriterionAnswer(Record):
    """What a criterion answered when the gate was judged."""

    met: Flag = Field(description=N_("did it hold"))
    severity: GateSeverity = Field(description=N_("must, should or info"))
    value: Line | None = Field(default=None, description=N_("the figure"))
    compare: Comparison = Field(description=N_(">=, <= or =="))
    threshold: Line = Field(description=N_("the threshold"))
    judged: dict[Line, Line] = Field(default={}, description=N_("records it was judged on, with their digests"))


class PhaseEntry(Record):
    """One decision at a gate, or one review of a passed gate."""

    kind: EntryKind = Field(description=N_("decision or review"))
    cycle: Integer = Field(description=N_("number of the development cycle"))
    gate: GateId = Field(description=N_("the gate"))
    to: GateId | None = Field(default=None, description=N_("the phase after the decision"))
    decision: DecisionKind | None = Field(default=None, description=N_("go, conditional, recycle, hold or stop"))
    date: Day = Field(description=N_("date of the decision"))
    by: PersonCode = Field(description=N_("person code of who decided"))
    meeting: Decided | None = Field(default=None, description=N_("the meeting that decided"))
    note: Text | None = Field(default=None, description=N_("a note"))
    ending: Ending | None = Field(default=None, description=N_("close or new_cycle, at the last gate"))
    condition: Condition | None = Field(default=None, description=N_("the condition of a conditional decision"))
    waivers: tuple[Waiver, ...] = Field(default=(), description=N_("criteria that were waived"))
    criteria: dict[CriterionName, CriterionAnswer] = Field(default={}, description=N_("answers of the criteria"))


class Phases(Record):
    """The decisions made at the gates of a minicluster, the oldest first."""

    entries: tuple[PhaseEntry, ...] = Field(description=N_("decisions and reviews, the oldest first"))
