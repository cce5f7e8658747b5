"""What the method answers: measurements with their evidence, criteria, gates, the state of a minicluster."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from innoenvi_cli.findings import Location
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.phases import Condition, GateId, PhaseEntry, PhaseId
    from innoenvi_cli.model.programme import Comparison, GateSeverity

State = Literal["active", "on_hold", "stopped", "completed"]


@dataclass(frozen=True, slots=True)
class Clue:
    """A record, or a place in one, that is missing or wrong; ``path`` uses the file's own keys."""

    address: str
    path: tuple[str | int, ...] = ()
    note: Message | None = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure, the records it was judged on, and the clues to what keeps it from being better.

    ``value`` is ``None`` where it cannot be computed, which never meets a criterion. Ratios lie between 0 and 1.
    """

    value: Decimal | None
    judged: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clue with its place: what a to-do list shows."""

    record: str
    location: Location
    note: Message | None


@dataclass(frozen=True, slots=True)
class ThresholdResult:
    """A figure held against its threshold."""

    metric: str
    title: Message
    value: Decimal | None
    compare: Comparison
    threshold: Decimal
    is_ratio: bool
    met: bool


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """What one criterion of a gate answers. ``figures`` holds the main figure first, then the further ones.

    ``judged`` names what it rests on: the metric, a colon, the address of the record.
    """

    id: str
    severity: GateSeverity
    met: bool
    label: Text
    hint: Text
    figures: tuple[ThresholdResult, ...]
    evidence: tuple[Evidence, ...]
    judged: tuple[str, ...]
    waivable: bool = True
    waived: bool = False

    @property
    def value(self) -> Decimal | None:
        """The main figure."""
        return self.figures[0].value

    @property
    def threshold(self) -> Decimal:
        """What the main figure is held against."""
        return self.figures[0].threshold

    @property
    def keeps_shut(self) -> bool:
        """Tell whether this criterion keeps the gate shut."""
        return self.severity == "must" and not self.met and not self.waived


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """What the gate of a phase answers for a minicluster on a day."""

    minicluster: str
    gate: GateId
    cycle: int
    as_of: date
    criteria: tuple[CriterionResult, ...]

    @property
    def open(self) -> bool:
        """Tell whether every must holds or is waived; a gate without criteria was not understood and stays shut."""
        return bool(self.criteria) and not any(criterion.keeps_shut for criterion in self.criteria)

    @property
    def unmet(self) -> tuple[CriterionResult, ...]:
        """The criteria that keep the gate shut."""
        return tuple(criterion for criterion in self.criteria if criterion.keeps_shut)

    @property
    def musts(self) -> tuple[CriterionResult, ...]:
        """The criteria that can keep the gate shut."""
        return tuple(criterion for criterion in self.criteria if criterion.severity == "must")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A criterion of a passed gate that no longer rests on what it was judged on."""

    gate: GateId
    passed: date
    criterion: str
    record: str
    answer_changed: bool


@dataclass(frozen=True, slots=True)
class OpenCondition:
    """A condition of a conditional decision that no later review has found met."""

    gate: GateId
    entry: int
    condition: Condition


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a minicluster stands, as its decisions say. ``passed`` maps each gate of this cycle to its last entry.

    ``is_known`` is false where the decisions cannot be read: cycle, phase and state are then those of the beginning,
    for figures that need a day to count from, and nobody is to be told them.
    """

    cycle: int
    cycle_start: date
    phase: PhaseId
    state: State
    last_date: date | None
    passed: Mapping[GateId, PhaseEntry] = field(default_factory=dict)
    conditions: tuple[OpenCondition, ...] = ()
    is_known: bool = True


ZERO = Decimal(0)
