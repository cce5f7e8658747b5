"""The programme as loaded: every sound record by kind and id, and where in which file each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from innoenvi_cli.findings import Location
from innoenvi_cli.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innoenvi_cli.model.analysis import (
        Analysis,
        Codebook,
        FindingRecord,
        Guide,
        Interview,
    )
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.development import Action, Trial
    from innoenvi_cli.model.export_concept import ExportConcept, Process
    from innoenvi_cli.model.follow_up import DevelopmentPath, Outcome
    from innoenvi_cli.model.meetings import Event, Organ
    from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
    from innoenvi_cli.model.path_models import PathModels
    from innoenvi_cli.model.phases import Phases
    from innoenvi_cli.model.programme import Programme, ShippedGates
    from innoenvi_cli.model.selection import Priorities, Score, Target

Step: TypeAlias = "str | int"
Marks: TypeAlias = "MappingMarks | SequenceMarks | None"


@dataclass(frozen=True, slots=True)
class MappingMarks:
    """Positions in a mapping: key → (line, column of the key, line, column of the value, marks of the value)."""

    entries: Mapping[str, tuple[int, int, int, int, Marks]]


@dataclass(frozen=True, slots=True)
class SequenceMarks:
    """Positions in a sequence: per item (line, column, marks of the item)."""

    entries: tuple[tuple[int, int, Marks], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: its file, its first line, and the marks below it."""

    path: str
    line: int
    column: int
    marks: Marks

    @property
    def location(self) -> Location:
        """Where the record begins."""
        return Location(self.path, self.line, self.column)

    def at(self, *steps: Step) -> Location:
        """Return where the value at ``steps`` (file keys and list indexes) stands, or the nearest place above it."""
        marks, place = self.marks, self.location
        for step in steps:
            if isinstance(marks, MappingMarks) and step in marks.entries:
                _, _, line, column, marks = marks.entries[str(step)]
            elif isinstance(marks, SequenceMarks) and isinstance(step, int) and step < len(marks.entries):
                line, column, marks = marks.entries[step]
            else:
                return place
            place = Location(self.path, line, column)
        return place

    def key_at(self, *steps: Step) -> Location:
        """Return where the key of the value at ``steps`` stands."""
        marks = self.marks
        for step in steps[:-1]:
            if isinstance(marks, MappingMarks) and step in marks.entries:
                marks = marks.entries[str(step)][4]
            elif isinstance(marks, SequenceMarks) and isinstance(step, int) and step < len(marks.entries):
                marks = marks.entries[step][2]
            else:
                return self.at(*steps)
        if steps and isinstance(marks, MappingMarks) and steps[-1] in marks.entries:
            line, column = marks.entries[str(steps[-1])][:2]
            return Location(self.path, line, column)
        return self.at(*steps)


_FIELDS = {
    kind.singular: "record" if kind.singular == "minicluster" else kind.plural.replace("-", "_") for kind in KINDS
}


def field_of(singular: str) -> str:
    """Return the name of the field of ``Minicluster`` that holds the records of a kind."""
    return _FIELDS[singular]


@dataclass(frozen=True, slots=True)
class Minicluster:
    """The records of one minicluster. A mapping holds its records by id, in the order of the ids.

    ``broken`` holds the addresses of records that exist but could not be read: nobody refers to nothing by naming one.
    """

    id: str
    record: MiniclusterRecord | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    organs: Mapping[str, Organ] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    interviews: Mapping[str, Interview] = field(default_factory=dict)
    guide: Guide | None = None
    codebook: Codebook | None = None
    findings: Mapping[str, FindingRecord] = field(default_factory=dict)
    analysis: Analysis | None = None
    targets: Mapping[str, Target] = field(default_factory=dict)
    priorities: Priorities | None = None
    scores: Mapping[str, Score] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    trials: Mapping[str, Trial] = field(default_factory=dict)
    export_concept: ExportConcept | None = None
    processes: Mapping[str, Process] = field(default_factory=dict)
    development_path: DevelopmentPath | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    phases: Phases | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    file: str = ""

    def origin(self, address: str) -> Origin:
        """Return where the record at ``address`` stands; the minicluster's own file where there is no such record."""
        return self.origins.get(address) or Origin(self.file, 1, 1, None)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with its address, kind by kind."""
        for kind in KINDS:
            if not kind.in_minicluster:
                continue
            held = getattr(self, _FIELDS[kind.singular])
            if kind.single:
                if held is not None:
                    yield kind.singular, held
            else:
                for record_id, record in held.items():
                    yield f"{kind.plural}/{record_id}", record


@dataclass(frozen=True, slots=True)
class Project:
    """The programme: its own records and its miniclusters by id.

    ``names`` holds the id of every minicluster that there is, also of those that were not read; ``path_models`` are the
    programme's own or the shipped ones, ``None`` where its own could not be read; ``gates`` are the shipped ones.
    """

    programme: Programme | None
    miniclusters: Mapping[str, Minicluster]
    organs: Mapping[str, Organ] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    path_models: PathModels | None = None
    gates: ShippedGates | None = None

    def origin(self, address: str) -> Origin:
        """Return where the programme's record at ``address`` stands."""
        return self.origins.get(address) or Origin("innoenvi.yaml", 1, 1, None)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield the programme's own records with their addresses."""
        if self.programme is not None:
            yield "innoenvi", self.programme
        if self.path_models is not None and "development-paths" in self.origins:
            yield "development-paths", self.path_models
        for record_id, organ in self.organs.items():
            yield f"organs/{record_id}", organ
        for record_id, event in self.events.items():
            yield f"events/{record_id}", event
