"""The closed list of record kinds: where each lives, which type it has, which words name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_
from innoenvi_cli.model.analysis import (
    Analysis,
    Codebook,
    FindingRecord,
    Guide,
    Interview,
)
from innoenvi_cli.model.development import Action, Trial
from innoenvi_cli.model.export_concept import ExportConcept, Process
from innoenvi_cli.model.follow_up import DevelopmentPath, Outcome
from innoenvi_cli.model.meetings import Event, Organ
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.path_models import PathModels
from innoenvi_cli.model.phases import Phases
from innoenvi_cli.model.programme import Programme
from innoenvi_cli.model.selection import Priorities, Score, Target

if TYPE_CHECKING:
    from innoenvi_cli.model.base import Record


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    ``plural`` names its folder and the first half of its address; a kind with ``single`` is one file per minicluster
    (or per programme) and its address is ``singular``.
    """

    singular: str
    plural: str
    model: type[Record]
    label: str
    single: bool = False
    at_programme: bool = False
    in_minicluster: bool = True
    written_by_tool: bool = False

    @property
    def file_name(self) -> str:
        """Name of the file of a ``single`` kind, or of the list file of the others."""
        return f"{(self.singular if self.single else self.plural).replace('-', '_')}.yaml"

    @property
    def schema_name(self) -> str:
        """Name of the JSON schema of one record."""
        return f"{self.singular.replace('-', '_')}.schema.json"


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "innoenvi",
        "innoenvi",
        Programme,
        N_("programme"),
        single=True,
        at_programme=True,
        in_minicluster=False,
    ),
    Kind(
        "development-paths",
        "development-paths",
        PathModels,
        N_("development path models"),
        single=True,
        at_programme=True,
        in_minicluster=False,
    ),
    Kind("minicluster", "minicluster", MiniclusterRecord, N_("minicluster"), single=True),
    Kind("member", "members", Member, N_("member")),
    Kind("organ", "organs", Organ, N_("organ"), at_programme=True),
    Kind("event", "events", Event, N_("event"), at_programme=True),
    Kind("interview", "interviews", Interview, N_("interview")),
    Kind("guide", "guide", Guide, N_("interview guide"), single=True),
    Kind("codebook", "codebook", Codebook, N_("codebook"), single=True),
    Kind("finding", "findings", FindingRecord, N_("finding")),
    Kind("analysis", "analysis", Analysis, N_("analysis"), single=True),
    Kind("target", "targets", Target, N_("development target")),
    Kind("priorities", "priorities", Priorities, N_("priorities"), single=True),
    Kind("score", "scores", Score, N_("score sheet")),
    Kind("action", "actions", Action, N_("action")),
    Kind("trial", "trials", Trial, N_("trial")),
    Kind(
        "export-concept",
        "export-concept",
        ExportConcept,
        N_("export concept"),
        single=True,
    ),
    Kind("process", "processes", Process, N_("process")),
    Kind(
        "development-path",
        "development-path",
        DevelopmentPath,
        N_("development path"),
        single=True,
    ),
    Kind("outcome", "outcomes", Outcome, N_("outcome")),
    Kind("phases", "phases", Phases, N_("phases"), single=True, written_by_tool=True),
)

BY_SINGULAR: Final = {kind.singular: kind for kind in KINDS}
BY_PLURAL: Final = {kind.plural: kind for kind in KINDS if not kind.single}
BY_FILE_NAME: Final = {kind.file_name: kind for kind in KINDS}

MANIFEST_NAME: Final = "manifest.json"
"""What a folder of deliverables holds besides them."""
RESERVED_FOLDERS: Final = frozenset(
    {
        *BY_PLURAL,
        "deliverables",
        "private",
        "templates",
        "schemas",
        "docs",
        "programme",
        "innoenvi",
    }
)
WINDOWS_NAMES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
RESERVED_IDS: Final = WINDOWS_NAMES | frozenset(
    {
        "null",
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "nan",
        "inf",
        "undefined",
    }
)


def address(kind: Kind, record_id: str) -> str:
    """Return the address of a record: ``members/hydros-oy``, or ``analysis`` for a single one."""
    return kind.singular if kind.single else f"{kind.plural}/{record_id}"
