"""The kinds of value that records are made of. Scalars arrive as text and are converted here, by the field's type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from innoenvi_cli.i18n import N_, InBoth
from innoenvi_cli.model.countries import COUNTRY_CODES
from innoenvi_cli.model.days import FIRST_YEAR, LAST_YEAR, is_of_our_time

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language

SLUG_PATTERN: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SLUG_MAX: Final = 40
FOLDER_MAX: Final = 120
STEP_BYTES: Final = 255  # what disks give the name of one folder
# The full paths of Windows: a drive, or a folder that a server shares.
_ON_A_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\[^\\/]+[\\/]")
PERSON_PATTERN: Final = r"^[a-z]{1,8}-[0-9]{1,5}$"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
WHOLE_DIGITS: Final = 15
DECIMALS: Final = 6
_INTEGER = re.compile(rf"[-+]?[0-9]{{1,{WHOLE_DIGITS}}}\Z")
_DECIMAL = re.compile(rf"[-+]?[0-9]{{1,{WHOLE_DIGITS}}}(\.[0-9]{{1,{DECIMALS}}})?\Z")
_DIGITS = re.compile(r"[-+]?([0-9]+)(?:\.([0-9]+))?\Z")
_EXPONENT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+\Z")
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf(inity)?)\Z", re.IGNORECASE)


class Record(BaseModel):
    """Base of every record and part of a record: frozen, and unknown keys are errors."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=False,
        defer_build=True,
        use_attribute_docstrings=False,
    )


class Translated(Record):
    """A text in both languages; one of them may still be missing."""

    fi: str | None = Field(default=None, description=N_("in Finnish"))
    en: str | None = Field(default=None, description=N_("in English"))


Text = str | Translated


def in_language(text: Text | None, language: Language) -> str:
    """Return ``text`` in ``language``, else in the language it has; empty for ``None``. Trailing newlines are cut."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text.strip()
    first, second = (text.fi, text.en) if language == "fi" else (text.en, text.fi)
    return (first or second or "").strip()


def in_both(text: Text | None) -> InBoth:
    """Return ``text`` as an argument of a message, which is shown in the language of whoever reads the message."""
    return InBoth(in_language(text, "fi"), in_language(text, "en"))


def is_person_code(value: str) -> bool:
    """Tell whether ``value`` has the form of a person code."""
    return re.fullmatch(PERSON_PATTERN, value) is not None and not value.endswith("\n")


def is_filled(text: Text | None) -> bool:
    """Tell whether ``text`` says anything in any language."""
    return bool(in_language(text, "fi"))


def _date(value: object) -> object:
    if isinstance(value, str):
        if not _DATE.match(value):
            raise PydanticCustomError("innoenvi_date", "not a date")
        try:
            found = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("innoenvi_no_such_day", "no such day") from None
        if not is_of_our_time(found):
            raise PydanticCustomError("innoenvi_far_day", "far day")
        return found
    return value


def _number(value: object, pattern: re.Pattern[str], kind: str) -> str | object:
    if isinstance(value, str):
        if _NOT_FINITE.match(value):
            raise PydanticCustomError("innoenvi_not_finite", "not finite")
        if not pattern.match(value):
            raise PydanticCustomError(_kind_of_no_number(value, kind), "not a number")
    return value


def _kind_of_no_number(value: str, kind: str) -> str:
    """Say which rule a text breaks that is no number here, ``kind`` where it is none anywhere."""
    if _EXPONENT.match(value):
        return "innoenvi_exponent"
    digits = _DIGITS.match(value)
    if digits is None:
        return kind
    if len(digits[1]) > WHOLE_DIGITS:
        return "innoenvi_huge_number"
    return "innoenvi_too_fine" if kind == "innoenvi_number" and len(digits[2] or "") > DECIMALS else kind


def integer(value: object) -> object:
    """Return the whole number that a text stands for."""
    value = _number(value, _INTEGER, "innoenvi_integer")
    return int(value) if isinstance(value, str) else value


def _decimal(value: object) -> object:
    value = _number(value, _DECIMAL, "innoenvi_number")
    if isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:  # pragma: no cover - the pattern leaves nothing that Decimal refuses
            raise PydanticCustomError("innoenvi_number", "not a number") from None
    return value


def _boolean(value: object) -> object:
    if isinstance(value, str):
        if value in {"true", "false"}:
            return value == "true"
        raise PydanticCustomError("innoenvi_boolean", "not true or false")
    return value


def folder_fault(value: str) -> str | None:
    """Name why ``value`` is a folder that different people, or systems, take for different places; ``None`` if not."""
    steps = value.replace("\\", "/").split("/")
    if ".." in steps:
        return "innoenvi_folder_up"
    if value.startswith("~"):
        return "innoenvi_folder_home"
    if any(step.lower() in {".git", "git~1"} for step in steps):
        return "innoenvi_folder_git"
    if not _ON_A_DRIVE.match(value) and ("\\" in value or ":" in value):
        return "innoenvi_folder_windows"
    too_long = len(value) > FOLDER_MAX or any(len(step.encode("utf-8", "surrogatepass")) > STEP_BYTES for step in steps)
    return "innoenvi_folder_long" if too_long else None


def _folder(value: str) -> str:
    fault = folder_fault(value)
    if fault is not None:
        raise PydanticCustomError(fault, "not one place")
    return value


def _country(value: str) -> str:
    if value not in COUNTRY_CODES:
        raise PydanticCustomError("innoenvi_country", "not a country")
    return value


def _schema(kind: str, pattern: str | None = None) -> WithJsonSchema:
    return WithJsonSchema({"type": kind} if pattern is None else {"type": kind, "pattern": pattern})


Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Integer = Annotated[int, BeforeValidator(integer), _schema("integer")]
Count = Annotated[
    int,
    BeforeValidator(integer),
    Field(ge=0),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
Year = Annotated[
    int,
    BeforeValidator(integer),
    Field(ge=FIRST_YEAR, le=LAST_YEAR),
    WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
]
Number = Annotated[Decimal, BeforeValidator(_decimal), _schema("number")]
Money = Annotated[Decimal, BeforeValidator(_decimal), _schema("number")]
Ratio = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=0, le=1),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Rating = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=1, le=5),
    WithJsonSchema({"type": "number", "minimum": 1, "maximum": 5}),
]
Flag = Annotated[bool, BeforeValidator(_boolean), _schema("boolean")]

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=SLUG_MAX)]
PersonCode = Annotated[str, StringConstraints(pattern=PERSON_PATTERN)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_country)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
FolderPath = Annotated[Line, AfterValidator(_folder)]


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names something by id: a record kind or a namespace inside a record."""

    namespace: str


MemberId = Annotated[Slug, Reference("members")]
OrganId = Annotated[Slug, Reference("organs")]
EventId = Annotated[Slug, Reference("events")]
InterviewId = Annotated[Slug, Reference("interviews")]
FindingId = Annotated[Slug, Reference("findings")]
TargetId = Annotated[Slug, Reference("targets")]
ActionId = Annotated[Slug, Reference("actions")]
TrialId = Annotated[Slug, Reference("trials")]
OutcomeId = Annotated[Slug, Reference("outcomes")]
ProductGroupId = Annotated[Slug, Reference("product_groups")]
MarketId = Annotated[Slug, Reference("markets")]
SegmentId = Annotated[Slug, Reference("segments")]
CompanyGroupId = Annotated[Slug, Reference("company_groups")]
SubnetworkId = Annotated[Slug, Reference("subnetworks")]
LevelId = Annotated[Slug, Reference("levels")]
CriterionId = Annotated[Slug, Reference("criteria")]
CodeId = Annotated[Slug, Reference("codes")]
MiniclusterId = Annotated[Slug, Reference("miniclusters")]
DimensionId = Annotated[Slug, Reference("dimensions")]
PathId = Annotated[Slug, Reference("paths")]
ReportingPeriodId = Annotated[Slug, Reference("reporting_periods")]

Custom = Annotated[
    dict[str, Any] | None,
    Field(description=N_("anything the programme keeps for itself; never read by the tool")),
]
Note = Annotated[Text | None, Field(description=N_("a note for the readers of the record"))]


class Decided(Record):
    """Where a decision was made: every decision cites organ, meeting and item."""

    organ: OrganId = Field(description=N_("the organ that decided"))
    event: EventId = Field(description=N_("the meeting"))
    item: Integer = Field(description=N_("the item of its agenda"))


class Citation(Record):
    """What a statement rests on: an excerpt of an interview, an item of a meeting, or a document."""

    interview: InterviewId | None = Field(default=None, description=N_("the interview"))
    excerpt: Slug | None = Field(default=None, description=N_("the excerpt in that interview"))
    event: EventId | None = Field(default=None, description=N_("the meeting or event"))
    item: Integer | None = Field(default=None, description=N_("the item of its agenda"))
    document: Text | None = Field(default=None, description=N_("the document, with page where there is one"))


class Region(Record):
    """A region with the scheme its code belongs to: the schemes give the same digits to different regions."""

    scheme: Annotated[
        str,
        StringConstraints(pattern=r"^(iso-3166-2|nuts|national)$"),
        WithJsonSchema({"enum": ["iso-3166-2", "nuts", "national"]}),
    ] = Field(description=N_("iso-3166-2, nuts or national"))
    code: Line = Field(description=N_("the code in that scheme, for example FI-18, FI1B or 01"))
    name: Text | None = Field(default=None, description=N_("the name of the region"))


class Industry(Record):
    """An industry code with its revision: codes change meaning between revisions."""

    code: Annotated[str, StringConstraints(pattern=r"^([A-V]|[0-9]{2}(\.?[0-9]{1,3})?)$")] = Field(
        description=N_("the industry code, for example 37.00")
    )
    revision: (
        Annotated[
            str,
            StringConstraints(pattern=r"^(nace-2|nace-2\.1|tol-2008|tol-2025)$"),
            WithJsonSchema({"enum": ["nace-2", "nace-2.1", "tol-2008", "tol-2025"]}),
        ]
        | None
    ) = Field(
        default=None,
        description=N_("the revision: nace-2, nace-2.1, tol-2008 or tol-2025"),
    )
    name: Text | None = Field(default=None, description=N_("what the code stands for"))
