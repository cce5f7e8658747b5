"""Metrics of phase 2: who was interviewed, what the findings rest on, what they propose."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.metrics.base import HISTORY, MINICLUSTER, Metric, clue, count, members, share, violations
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.method.answers import Measurement
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import Confirmation, FindingRecord, Interview
    from innoenvi_cli.model.selection import Target

UNANSWERED_AFTER: Final = timedelta(days=14)


def _addresses(interviews: Iterable[Interview]) -> list[str]:
    return [f"interviews/{interview.id}" for interview in interviews]


def guide(view: View) -> Measurement:
    """Tell (1 or 0) whether there is a versioned interview guide."""
    found = view.cluster.guide
    versioned = found is not None and (found.date is None or found.date <= view.as_of)
    return count(int(versioned), ("guide",) if versioned else (), () if versioned else (clue("guide"),))


def coverage(view: View) -> Measurement:
    """Return the share of participating companies that were interviewed."""
    asked = {interview.member for interview in view.interviews}
    covered = [member for member in view.companies if member.id in asked]
    clues = (
        clue(f"members/{member.id}", note=message(N_("not interviewed in this cycle")))
        for member in view.companies
        if member.id not in asked
    )
    counted = {member.id for member in covered}
    judged = [
        *members(member.id for member in view.companies),
        *_addresses(interview for interview in view.interviews if interview.member in counted),
    ]
    return share(len(covered), len(view.companies), judged, clues)


def interviews(view: View) -> Measurement:
    """Count the interviews held in this cycle."""
    asked = {interview.member for interview in view.interviews}
    others = (
        clue(f"members/{member.id}", note=message(N_("not interviewed in this cycle")))
        for member in view.participating
        if member.id not in asked
    )
    return count(len(view.interviews), _addresses(view.interviews), others)


def core_not_interviewed(view: View) -> Measurement:
    """Count the lead and core-group companies that were neither interviewed nor have refused on a date."""
    answered = {interview.member for interview in (*view.interviews, *view.refusals)}
    core = {member.id for member in view.core_companies}
    wanted = [member for member in view.companies if member.id in core or "lead" in member.roles]
    clues = (
        clue(f"members/{member.id}", note=message(N_("no interview and no dated refusal")))
        for member in wanted
        if member.id not in answered
    )
    wanted_ids = {member.id for member in wanted}
    judged = [
        *members(wanted_ids),
        *_addresses(item for item in (*view.interviews, *view.refusals) if item.member in wanted_ids),
    ]
    return violations(judged, clues)


def permissions_unanswered(view: View) -> Measurement:
    """Count the interviews where a permission to record, quote or name was not answered."""
    clues = (
        clue(f"interviews/{interview.id}", "permissions", note=message(N_("record, quote and name: true or false")))
        for interview in view.interviews
        if None in {interview.permissions.record, interview.permissions.quote, interview.permissions.name}
    )
    return violations(_addresses(view.interviews), clues)


def findings_without_evidence(view: View) -> Measurement:
    """Count the findings that cite no excerpt, document or meeting."""
    found = view.cluster.findings.values()
    clues = (
        clue(f"findings/{finding.id}", note=message(N_("cites no excerpt, meeting or document")))
        for finding in found
        if not finding.evidence
    )
    return violations([f"findings/{finding.id}" for finding in found], clues)


def network_links(view: View) -> Measurement:
    """Count the links of the value network between members that there are."""
    found = view.cluster.analysis
    known = view.cluster.members
    links = [link for link in found.links if link.source in known and link.target in known] if found else []
    return count(len(links), ("analysis",) if links else (), () if links else (clue("analysis", "links"),))


def links_unknown(view: View) -> Measurement:
    """Count the links of the value network to somebody who is not in the member register."""
    found = view.cluster.analysis
    known = view.cluster.members
    clues = (
        clue("analysis", "links", index)
        for index, link in enumerate(found.links if found else ())
        if link.source not in known or link.target not in known
    )
    return violations(("analysis",) if found else (), clues)


def strategy_draft(view: View) -> Measurement:
    """Tell (1 or 0) whether there is a draft of the strategy."""
    record = view.cluster.record
    drafted = record is not None and is_filled(record.strategy_draft)
    return count(int(drafted), (MINICLUSTER,), () if drafted else (clue(MINICLUSTER, "strategy_draft"),))


def holders(view: View, finding: FindingRecord) -> frozenset[str]:
    """Return the members that hold a finding: those named for it, and those whose interviews it cites."""
    cited = {
        view.cluster.interviews[item.interview].member
        for item in finding.evidence
        if item.interview is not None and item.interview in view.cluster.interviews
    }
    return frozenset({*finding.members_for, *cited} - set(finding.members_against))


def candidates(view: View) -> Measurement:
    """Count the targets that are traced to findings held by at least two members."""
    traced: list[Target] = []
    untraced: list[Target] = []
    for target in view.targets:
        found = [view.cluster.findings[name] for name in target.findings if name in view.cluster.findings]
        held = frozenset[str]().union(*(holders(view, finding) for finding in found)) if found else frozenset[str]()
        (traced if len(held) > 1 else untraced).append(target)
    clues = [
        clue(f"targets/{target.id}", "findings", note=message(N_("fewer than two members hold its findings")))
        for target in untraced
    ]
    if not view.targets:
        clues.append(clue(MINICLUSTER, note=message(N_("no development targets yet"))))
    judged = [f"targets/{target.id}" for target in traced]
    judged += sorted({f"findings/{name}" for target in traced for name in target.findings})
    return count(len(traced), judged, clues)


def swot_quadrants(view: View) -> Measurement:
    """Count the quadrants of the SWOT that hold something."""
    swot = view.cluster.analysis.swot if view.cluster.analysis is not None else None
    quadrants = ("strengths", "weaknesses", "opportunities", "threats")
    empty = [name for name in quadrants if swot is None or not getattr(swot, name)]
    return count(4 - len(empty), ("analysis",) if swot else (), [clue("analysis", "swot", name) for name in empty])


def summaries_unconfirmed(view: View) -> Measurement:
    """Count the interviews whose summary is neither confirmed nor unanswered for fourteen days."""
    clues = (
        clue(f"interviews/{interview.id}", "confirmation", note=message(N_("the summary is not confirmed")))
        for interview in view.interviews
        if not _is_confirmed(interview.confirmation, view)
    )
    return violations(_addresses(view.interviews), clues)


def _is_confirmed(confirmation: Confirmation | None, view: View) -> bool:
    if confirmation is None:
        return False
    if confirmation.confirmed is not None and confirmation.confirmed <= view.as_of:
        return True
    return view.as_of - confirmation.sent >= UNANSWERED_AFTER


def actor_interviews(view: View) -> Measurement:
    """Count the interviews of members that are not companies."""
    known = view.cluster.members
    held = [item for item in view.interviews if item.member in known and known[item.member].kind != "company"]
    return count(len(held), _addresses(held))


def isolated_members(view: View) -> Measurement:
    """Count the participating members that no link of the value network touches."""
    found = view.cluster.analysis
    linked = {end for link in (found.links if found else ()) for end in (link.source, link.target)}
    clues = (
        clue(f"members/{member.id}", note=message(N_("no link of the value network touches it")))
        for member in view.participating
        if member.id not in linked
    )
    return violations(("analysis",) if found else (), clues)


def uncoded_excerpts(view: View) -> Measurement:
    """Count the excerpts that carry no code."""
    clues = (
        clue(f"interviews/{interview.id}", "excerpts", index)
        for interview in view.interviews
        for index, excerpt in enumerate(interview.excerpts)
        if not excerpt.codes
    )
    return violations(_addresses(view.interviews), clues)


METRICS: Final = (
    Metric("guide", N_("versioned interview guide"), guide, {"guide": ("version", "date")}),
    Metric(
        "coverage",
        N_("share of participating companies interviewed"),
        coverage,
        {"members": ("kind", *HISTORY), "interviews": ("member", "date", "refused")},
        is_ratio=True,
    ),
    Metric("interviews", N_("interviews"), interviews, {"interviews": ("member", "date", "refused")}),
    Metric(
        "core_not_interviewed",
        N_("lead and core-group companies without an interview"),
        core_not_interviewed,
        {"members": ("kind", "roles", *HISTORY), "interviews": ("member", "date", "refused")},
    ),
    Metric(
        "permissions_unanswered",
        N_("interviews with unanswered permissions"),
        permissions_unanswered,
        {"interviews": ("permissions",)},
    ),
    Metric(
        "findings_without_evidence",
        N_("findings without evidence"),
        findings_without_evidence,
        {"findings": ("evidence",)},
    ),
    Metric(
        "network_links",
        N_("links of the value network"),
        network_links,
        {"analysis": ("links.from", "links.to", "links.kind", "links.state")},
    ),
    Metric(
        "links_unknown",
        N_("links to somebody unknown"),
        links_unknown,
        {"analysis": ("links.from", "links.to")},
    ),
    Metric("strategy_draft", N_("draft of the strategy"), strategy_draft, {MINICLUSTER: ("strategy_draft?",)}),
    Metric(
        "candidates",
        N_("targets traced to findings of two members"),
        candidates,
        {"targets": ("findings", "track"), "findings": ("members_for", "members_against", "evidence")},
    ),
    Metric(
        "swot_quadrants",
        N_("quadrants of the SWOT"),
        swot_quadrants,
        {"analysis": ("swot.strengths?", "swot.weaknesses?", "swot.opportunities?", "swot.threats?")},
    ),
    Metric(
        "summaries_unconfirmed",
        N_("interview summaries not confirmed"),
        summaries_unconfirmed,
        {"interviews": ("confirmation.sent@",)},
    ),
    Metric(
        "actor_interviews",
        N_("interviews of other actors than companies"),
        actor_interviews,
        {"interviews": ("member", "date", "refused")},
    ),
    Metric(
        "isolated_members",
        N_("participating members outside the value network"),
        isolated_members,
        {"analysis": ("links.from", "links.to")},
    ),
    Metric("uncoded_excerpts", N_("excerpts without a code"), uncoded_excerpts, {"interviews": ("excerpts.codes",)}),
)
