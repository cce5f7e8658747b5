"""Who sees what. An allow-list: a field that is not named for an audience is not shown to it.

Audiences are nested: consultants see everything in the records, the core group less, members less, the public least.
What an audience may not see is taken out of the records before anything is made of them. Interview material reaches no
further than its permissions, whatever the list says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from innoenvi_cli.deliverables.audience_fields import FIELDS
from innoenvi_cli.model.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import FindingRecord, Interview
    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Minicluster

AUDIENCES: Final[tuple[Audience, ...]] = ("consultants", "core_group", "members", "public")
_REACH: Final = {audience: reach for reach, audience in enumerate(AUDIENCES)}

R = TypeVar("R", bound=Record)


def reaches(audience: Audience, widest: Audience) -> bool:
    """Tell whether ``audience`` lies within ``widest``."""
    return _REACH[audience] <= _REACH[widest]


def may_see(audience: Audience, record: str, field: str) -> bool:
    """Tell whether ``audience`` sees a field of a type of record, named by the type's name (``Member``)."""
    return reaches(audience, FIELDS.get(record, {}).get(field, "consultants"))


def visible(record: R, audience: Audience) -> R:
    """Return ``record`` with nothing in it that ``audience`` may not see: such fields are empty."""
    if audience == "consultants":
        return record
    allowed = FIELDS.get(type(record).__name__, {})
    update: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        held = getattr(record, name)
        if held is None or held == ():
            continue
        if reaches(audience, allowed.get(name, "consultants")):
            shown = _visible_value(held, audience)
            if shown is not held:
                update[name] = shown
        else:
            default = info.get_default(call_default_factory=True) if not info.is_required() else _blank(held)
            update[name] = default if not isinstance(default, Record) else None
    return record.model_copy(update=update) if update else record


def _blank(value: object) -> object:
    if isinstance(value, str):
        return ""
    return () if isinstance(value, tuple) else {} if isinstance(value, dict) else None


def _visible_value(value: Any, audience: Audience) -> Any:
    if isinstance(value, Record):
        return visible(value, audience)
    if isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        return tuple(_visible_value(item, audience) for item in value)
    if isinstance(value, dict) and any(isinstance(item, Record) for item in value.values()):
        return {key: _visible_value(item, audience) for key, item in value.items()}
    return value


def visible_cluster(view: View, audience: Audience) -> Minicluster:
    """Return the minicluster of ``view`` as ``audience`` may see it.

    Refusals are for the consultants alone: even their number tells of one or two.
    """
    cluster = view.cluster
    if audience == "consultants":
        return cluster
    silent = silent_members(cluster.interviews.values(), audience)
    interviews = {
        key: _visible_interview(held, audience)
        for key, held in cluster.interviews.items()
        if may_see(audience, "Interview", "id") and not held.refused
    }
    findings = {
        key: visible(_unnamed(held, silent), audience)
        for key, held in cluster.findings.items()
        if may_see(audience, "FindingRecord", "id") and finding_reaches(held, cluster.interviews, audience)
    }
    return replace(
        cluster,
        members={member.id: visible(member, audience) for member in visible_members(view, audience)},
        organs=_each(cluster.organs, audience),
        events=_each(cluster.events, audience),
        interviews=interviews,
        findings=findings,
        targets=_each(cluster.targets, audience),
        scores=_each(cluster.scores, audience),
        actions=_each(cluster.actions, audience),
        trials=_each(cluster.trials, audience),
        processes=_each(cluster.processes, audience),
        outcomes=_each(cluster.outcomes, audience),
        record=_single(cluster.record, audience),
        guide=_single(cluster.guide, audience),
        codebook=_single(cluster.codebook, audience),
        analysis=_single(cluster.analysis, audience),
        priorities=_single(cluster.priorities, audience),
        export_concept=_single(cluster.export_concept, audience),
        development_path=_single(cluster.development_path, audience),
        phases=_single(cluster.phases, audience),
    )


def _single(record: R | None, audience: Audience) -> R | None:
    return visible(record, audience) if record is not None else None


def _each(records: Mapping[str, R], audience: Audience) -> dict[str, R]:
    """Records whose very id the audience may not see are not there for it."""
    return {
        key: visible(held, audience) for key, held in records.items() if may_see(audience, type(held).__name__, "id")
    }


def visible_members(view: View, audience: Audience) -> tuple[Member, ...]:
    """Return the members that ``audience`` is shown: those who have not agreed to anything are nobody's business."""
    if audience == "public":
        return view.committed
    return view.participating if audience == "members" else tuple(view.cluster.members.values())


def _visible_interview(interview: Interview, audience: Audience) -> Interview:
    shown = visible(interview, audience)
    update: dict[str, Any] = {}
    if not excerpts_reach(interview, audience):
        update["excerpts"] = ()
    if not name_reaches(interview, audience):
        update |= {"member": "", "role": None}
    return shown.model_copy(update=update) if update else shown


def excerpts_reach(interview: Interview, audience: Audience) -> bool:
    """Tell whether paraphrased excerpts of an interview may be shown: allowed, and within its confidentiality."""
    if audience == "consultants":
        return True
    return interview.permissions.quote is True and reaches(audience, interview.confidentiality)


def name_reaches(interview: Interview, audience: Audience) -> bool:
    """Tell whether the organisation may be named beside what was said in an interview."""
    if audience == "consultants":
        return True
    return interview.permissions.name is True and reaches(audience, interview.confidentiality)


def silent_members(interviews: Iterable[Interview], audience: Audience) -> frozenset[str]:
    """Return the members that may not be named beside what they said, because one of their interviews says so."""
    return frozenset(interview.member for interview in interviews if not name_reaches(interview, audience))


def finding_reaches(finding: FindingRecord, interviews: Mapping[str, Interview], audience: Audience) -> bool:
    """Tell whether a finding may be shown: it must rest on something that the audience may hear of."""
    cited = [found for item in finding.evidence if (found := interviews.get(item.interview or "")) is not None]
    others = [item for item in finding.evidence if item.interview is None]
    return bool(others) or not cited or any(reaches(audience, interview.confidentiality) for interview in cited)


def _unnamed(finding: FindingRecord, hidden: frozenset[str]) -> FindingRecord:
    """Blank the names of members that hold a finding and may not be named beside what they said.

    Their dissenting view goes as well: it tends to begin with their name.
    """
    if not hidden & {*finding.members_for, *finding.members_against}:
        return finding
    return finding.model_copy(
        update={
            "members_for": tuple("" if member in hidden else member for member in finding.members_for),
            "members_against": tuple("" if member in hidden else member for member in finding.members_against),
            "dissent": None if hidden & {*finding.members_against} else finding.dissent,
        }
    )
