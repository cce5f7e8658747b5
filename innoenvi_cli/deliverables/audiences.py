"""Who sees what. An allow-list: a field that is not named for an audience is not shown to it.

Audiences are nested: consultants see everything in the records, the core group less, members less, the public least.
What an audience may not see is taken out of the records before anything is made of them. Interview material reaches no
further than its permissions, whatever the list says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

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
FEWEST: Final = 3
"""Figures about fewer firms than this are not shown outside the consultants."""

R = TypeVar("R", bound=Record)


def _fields(public: str = "", members: str = "", core_group: str = "", consultants: str = "") -> dict[str, Audience]:
    """Name the fields of a record by the widest audience that sees them."""
    levels: dict[Audience, str] = {
        "public": public,
        "members": members,
        "core_group": core_group,
        "consultants": consultants,
    }
    return {name: audience for audience, names in levels.items() for name in names.split()}


FIELDS: Final[Mapping[str, Mapping[str, Audience]]] = {
    "Translated": _fields("fi en"),
    "Decided": _fields("organ event item"),
    "Citation": _fields(members="event item document", core_group="interview excerpt"),
    "Region": _fields("scheme code name"),
    "Industry": _fields("code revision name"),
    # Programme
    "Programme": _fields(
        "format name languages regions period currency as_of project_code funder priority_axis implementers"
        " work_packages horizontal_principles support_organisation provenance invented privacy deliverables",
        members="budget funding_shares cost_model",
        core_group="reporting_periods de_minimis_ceiling contact gates",
        consultants="private_dir note custom",
    ),
    "Period": _fields("start end"),
    "Privacy": _fields("controller legal_basis retention date url"),
    "Implementer": _fields("name business_id role"),
    "ReportingPeriod": _fields(core_group="id start end due reported"),
    "WorkPackage": _fields("id name"),
    "FunderShare": _fields(members="source share"),
    "SupportOrganisation": _fields("host tasks decision", members="financing"),
    "Gates": _fields(core_group="definition analysis fast_track selection planning export_concept"),
    "GateChange": _fields(core_group="criteria"),
    "CriterionChange": _fields(core_group="metric compare threshold also severity label hint off"),
    "Threshold": _fields(core_group="metric compare threshold"),
    "DeliverableSettings": _fields("audience organisation"),
    # Definition
    "MiniclusterRecord": _fields(
        "name summary start end dimension regions product_groups markets segments competence_concentration"
        " company_groups subnetworks levels scope_out vision provenance coordinator",
        members="ground_rules strategy_draft business_concept operating_model budget",
        consultants="note custom",
    ),
    "ProductGroup": _fields("id name description segments"),
    "Market": _fields("id country name description"),
    "Segment": _fields("id name market industry customer_groups needs"),
    "Named": _fields("id name description"),
    "Coordinator": _fields("member organisation", members="fte financing financed_until", core_group="person"),
    "GroundRules": _fields(members="confidentiality competition_law accepted"),
    "Member": _fields(
        "id name kind country region municipality website industry roles tier level company_groups subnetworks"
        " contributions support_role",
        members="business_id vat lei size export competences history",
        core_group="corporate_group contacts source",
        consultants="note custom",
    ),
    "Contribution": _fields("group kind description", members="essential"),
    "Competence": _fields(members="name state"),
    "StatusChange": _fields(members="status date", core_group="document"),
    "Size": _fields(members="size_class headcount turnover year"),
    "Export": _fields(members="share countries"),
    "Organ": _fields("id kind name members", members="mandate rhythm", consultants="note custom"),
    "Seat": _fields("member organisation role", core_group="person"),
    "Event": _fields(
        "id kind title organ number date miniclusters",
        members="place attendance agenda invited present excused attachments approved",
        consultants="note custom",
    ),
    "AgendaItem": _fields(members="item title decision due done", core_group="responsible"),
    "Approval": _fields(members="date", core_group="by"),
    # Analysis. What the excerpts' own permissions say comes on top of this.
    "Interview": _fields(
        members="id member date refused mode language guide_version confidentiality permissions excerpts",
        core_group="role confirmation",
        consultants="person interviewer note custom",
    ),
    "Permissions": _fields(members="record quote name"),
    "Confirmation": _fields(core_group="sent confirmed"),
    "Excerpt": _fields(members="id paraphrase codes", consultants="coder digest"),
    "Guide": _fields(members="version date themes", consultants="note custom"),
    "GuideTheme": _fields(members="id name questions"),
    "Question": _fields(members="id text"),
    "Codebook": _fields(members="codes", consultants="note custom"),
    "Code": _fields(members="id name definition parent"),
    "FindingRecord": _fields(
        members="id statement theme kind evidence members_for members_against dissent", consultants="note custom"
    ),
    "Analysis": _fields(members="conclusions swot links markets competence method", consultants="note custom"),
    "Swot": _fields(members="strengths weaknesses opportunities threats"),
    "SwotItem": _fields(members="text findings"),
    "NetworkLink": _fields(members="source target deliverable kind strength state", core_group="evidence"),
    "MarketAnalysis": _fields(members="market size trend competitors conclusion"),
    # Selection
    "Target": _fields(
        "id name track",
        members="proposed problem goal findings indicator benefit feasibility owner working_group decision financing"
        " trial_exemption result lessons closed",
        core_group="owner_person",
        consultants="note custom",
    ),
    "Indicator": _fields(members="name unit baseline target by"),
    "Assessment": _fields(members="rating reason"),
    "Closure": _fields(members="date how decision"),
    "Priorities": _fields(
        members="date scale criteria choices decision development_programme",
        core_group="pairwise",
        consultants="note custom",
    ),
    "Scale": _fields(members="low high"),
    "Criterion": _fields(members="id name definition weight"),
    "PairwiseWeights": _fields(core_group="rater judgements"),
    "Judgement": _fields(core_group="more less times"),
    "TargetChoice": _fields(members="target choice reason"),
    "ProgrammeHandling": _fields(members="summary handled"),
    "Score": _fields(core_group="id rater member date interests scores vetoes abstentions", consultants="note custom"),
    "Interest": _fields(core_group="target reason"),
    "Veto": _fields(core_group="target reason resolved"),
    "VetoResolution": _fields(core_group="date text decision"),
    "Abstention": _fields(core_group="target reason"),
    # Actions and trials
    "Action": _fields(
        "id name type target",
        members="description responsible participants start end milestones depends_on budget budget_total actual"
        " funding aid risks outputs history",
        core_group="responsible_person",
        consultants="note custom",
    ),
    "Milestone": _fields(members="name date done"),
    "Cost": _fields(members="year cost_type source amount"),
    "Funding": _fields(members="source funder instrument amount state applied decided"),
    "Aid": _fields(members="basis article reason", core_group="recipients"),
    "AidRecipient": _fields(core_group="member amount date"),
    "Risk": _fields(members="risk likelihood impact response", core_group="owner"),
    "StateChange": _fields(members="state date reason"),
    "Trial": _fields(
        "id name",
        members="action target hypothesis setting participants start end measure succeeded result lessons decision"
        " evidence",
        consultants="note custom",
    ),
    "Measure": _fields(members="name unit before after"),
    "Process": _fields(members="id name trigger steps measure", consultants="note custom"),
    "Step": _fields(members="actor role activity input output"),
    # Export concept
    "ExportConcept": _fields(
        "sections offerings",
        members="market_choice commitments steps organisation permanence risks budget",
        consultants="note custom",
    ),
    "Sections": _fields(
        "joint_offering customer_value target_markets",
        members="summary customers_and_buying requirements entry_and_channels delivery_and_after_sales"
        " organisation_and_agreements resources_and_budget implementation risks measures commitments pricing",
    ),
    "Section": _fields("text not_applicable", members="trials actions targets"),
    "Offering": _fields("id name group description providers"),
    "Provider": _fields("member part", members="essential"),
    "MarketChoice": _fields(members="criteria scores chosen reason"),
    "MarketCriterion": _fields(members="id name"),
    "MarketScore": _fields(members="market scores", consultants="note"),
    "Commitment": _fields(members="member date content", core_group="document signatory authority"),
    "ExportStep": _fields(members="kind date market members description result"),
    "Permanence": _fields(members="host operating_practices indicators"),
    "DevelopmentPath": _fields(members="ratings placements", consultants="note custom"),
    "PathRating": _fields(members="dimension value date company_group reason", core_group="rater evidence"),
    "Placement": _fields(members="path date reason company_group"),
    "Outcome": _fields(
        "id name definition unit",
        members="target_id actions baseline target values",
        consultants="note custom",
    ),
    "OutcomeValue": _fields(members="date value source", core_group="names", consultants="note"),
    "PathModels": _fields("provenance undecided_within paths dimensions"),
    "PathModel": _fields("id name"),
    "PathDimension": _fields("id name low high ideal"),
    # Decisions
    "Phases": _fields(members="entries"),
    "PhaseEntry": _fields(
        members="kind cycle gate to decision date meeting note ending condition waivers criteria", core_group="by"
    ),
    "Waiver": _fields(members="criterion reason", core_group="by"),
    "Condition": _fields(members="text due", core_group="owner"),
    "CriterionAnswer": _fields(members="met severity value compare threshold", consultants="judged"),
}


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
    """Return the minicluster of ``view`` as ``audience`` may see it."""
    cluster = view.cluster
    if audience == "consultants":
        return cluster
    silent = silent_members(cluster.interviews.values(), audience)
    interviews = {
        key: _visible_interview(held, audience)
        for key, held in cluster.interviews.items()
        if may_see(audience, "Interview", "id")
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


def suppressed(counts: Mapping[str, int], audience: Audience) -> dict[str, int | None]:
    """Return counts of firms by class with those below three taken out for everybody but the consultants.

    Where only one is taken out, or those taken out add up to fewer than three, the next smallest goes too: otherwise
    the total would tell them.
    """
    if audience == "consultants":
        return dict(counts)
    small = {key for key, count in counts.items() if 0 < count < FEWEST}
    rest = sorted((key for key, count in counts.items() if count >= FEWEST), key=lambda key: (counts[key], key))
    while small and rest and (len(small) == 1 or sum(counts[key] for key in small) < FEWEST):
        small.add(rest.pop(0))
    return {key: None if key in small else count for key, count in counts.items()}
