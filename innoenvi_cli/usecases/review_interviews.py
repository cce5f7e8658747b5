"""Look through the interview material: coverage, the tree of codes, who spoke of what. Never reads what is private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.interviews import DIMENSIONS, interview_material
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.method.interviews import CodeFigures, CrossTable, InterviewMaterial
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import Interview
    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.project import Minicluster


@dataclass(frozen=True, slots=True)
class InterviewsResult:
    """The material of a minicluster as of a day, the cross table asked for, and the code whose excerpts are.

    ``waiting`` are the companies neither interviewed nor refused, ``without_excerpts`` the interviews that nothing was
    taken from yet. ``errors`` counts what is wrong in the records.
    """

    cluster: Minicluster
    as_of: date
    material: InterviewMaterial
    table: CrossTable
    code: CodeFigures | None
    waiting: tuple[Member, ...]
    without_excerpts: tuple[Interview, ...]
    errors: int

    @property
    def is_coded(self) -> bool:
        """Whether every interview has excerpts and each of them a code."""
        return not self.without_excerpts and not self.material.uncoded

    @property
    def next_command(self) -> str:
        """The command that brings the work on."""
        if self.errors:
            return f"innoenvi check {self.cluster.id}"
        if not self.material.interviews:
            return f"innoenvi add interview {self.cluster.id}"
        if self.code is not None:
            return f"innoenvi interviews {self.cluster.id}"
        if not self.is_coded:
            return "innoenvi explain interview"
        return f"innoenvi report {self.cluster.id} --deliverable analysis-report"

    def member(self, member_id: str) -> str:
        """Return the name of a member; its id where the register lacks it."""
        found = self.cluster.members.get(member_id)
        return found.name if found is not None else member_id


def review_interviews(
    root: Path,
    minicluster: str,
    *,
    code: str | None = None,
    by: str = "kind",
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> InterviewsResult:
    """Look at the interviews of ``minicluster`` by ``kind``, ``tier`` or ``size`` of the members.

    Raises:
        UnknownNameError: there is no such minicluster, code or way to group members.
        RefusedError: ``as_of`` is before the last decision.
    """
    dimension = next((known for known in DIMENSIONS if known == by), None)
    if dimension is None:
        raise UnknownNameError(message(N_("grouping of members")), by, DIMENSIONS, nearest(by, DIMENSIONS))
    situation = assess(root, minicluster, as_of=as_of, environ=environ)
    view = situation.view()
    material = interview_material(view)
    chosen = material.figures(code) if code is not None else None
    if code is not None and chosen is None:
        codes = tuple(found.id for found in material.codes)
        raise UnknownNameError(message(N_("code")), code, codes, nearest(code, codes))
    return InterviewsResult(
        cluster=situation.cluster,
        as_of=situation.as_of,
        material=material,
        table=material.tables[dimension],
        code=chosen,
        waiting=_waiting(view),
        without_excerpts=tuple(held for held in view.interviews if not held.excerpts),
        errors=sum(finding.severity is Severity.ERROR for finding in situation.findings),
    )


def _waiting(view: View) -> tuple[Member, ...]:
    answered = {held.member for held in (*view.interviews, *view.refusals)}
    return tuple(company for company in view.companies if company.id not in answered)
