"""The allow-list itself: for every field of every record, the widest audience that sees it.

A field that is not named here is seen by consultants alone; a test makes sure that every field has been decided on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.model.programme import Audience


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
        members="budget funding_shares cost_model gates",
        core_group="reporting_periods de_minimis_ceiling contact",
        consultants="private_dir register_mib note custom",
    ),
    "Period": _fields("start end"),
    "Privacy": _fields("controller legal_basis retention date url"),
    "Implementer": _fields("name business_id role"),
    "ReportingPeriod": _fields(core_group="id start end due reported"),
    "WorkPackage": _fields("id name"),
    "FunderShare": _fields(members="source share"),
    "SupportOrganisation": _fields("host tasks decision", members="financing"),
    # What a gate asks is shown with its answers, so that the programme's own criteria are told like the shipped ones.
    "Gates": _fields(members="definition analysis fast_track selection planning export_concept"),
    "GateChange": _fields(members="criteria"),
    "CriterionChange": _fields(members="metric compare threshold also severity label off", core_group="hint"),
    "Threshold": _fields(members="metric compare threshold"),
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
    "Cost": _fields(members="year cost_type source amount", core_group="period"),
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
        "id name definition unit counts",
        members="target_id actions baseline target values",
        consultants="note custom",
    ),
    "OutcomeValue": _fields(members="date value source actions", core_group="names", consultants="note"),
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
