"""What is wrong in the records, as values: a stable code, where, what, and the way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import message

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message


class Severity(StrEnum):
    """How much a finding weighs: an error keeps every gate of its minicluster shut."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the programme: path relative to the programme with ``/``, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of the data. ``minicluster`` and ``record`` are empty where the file belongs to none."""

    code: str
    severity: Severity
    location: Location
    message: Message
    hint: Message
    minicluster: str = ""
    record: str = ""
    related: tuple[Location, ...] = field(default=())

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then code: the order in which a reader goes through the files."""
        return (
            self.location.path,
            self.location.line,
            self.location.column,
            self.code,
            repr(self.message.args),
        )

    def worst_key(self) -> tuple[object, ...]:
        """Order by severity first: what to mend first."""
        return (WEIGHT[self.severity], *self.sort_key())


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry of the closed list of codes: what a finding says, and the ``explanation`` that ``explain`` adds.

    ``message`` and ``hint`` are templates; besides what the finding gives them, both can name ``{minicluster}`` and
    ``{record}``.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    explanation: str

    def at(
        self,
        location: Location,
        *,
        minicluster: str = "",
        record: str = "",
        related: tuple[Location, ...] = (),
        hint: Message | None = None,
        **args: object,
    ) -> Finding:
        """Return the finding of this rule at ``location``; ``args`` fill the message and the hint."""
        filled = {"minicluster": minicluster, "record": record, **args}
        return Finding(
            code=self.code,
            severity=self.severity,
            location=location,
            message=message(self.message, **filled),
            hint=hint if hint is not None else message(self.hint, **filled),
            minicluster=minicluster,
            record=record,
            related=related,
        )


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Tell whether any of ``findings`` is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
