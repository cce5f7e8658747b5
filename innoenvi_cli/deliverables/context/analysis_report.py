"""Analysis report: what the interviews and documents say, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import excerpts_reach, suppressed
from innoenvi_cli.deliverables.context.common import joined, prose, section
from innoenvi_cli.deliverables.context.value_network import network_context
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.analysis import FindingRecord, SwotItem
    from innoenvi_cli.model.minicluster import Member
    from innoenvi_cli.model.selection import Assessment, Target

_QUADRANTS = (
    ("strengths", N_("Strengths")),
    ("weaknesses", N_("Weaknesses")),
    ("opportunities", N_("Opportunities")),
    ("threats", N_("Threats")),
)


def context(material: Material) -> Row:
    """Return what the analysis report shows."""
    analysis, record = material.shown.analysis, material.record
    findings = list(material.shown.findings.values())
    hidden = len(material.facts.cluster.findings) - len(findings)
    candidates = [target for target in _targets(material) if target.track == "cycle"]
    fast = [target for target in _targets(material) if target.track == "fast"]
    coverage = _coverage(material)
    conclusions = [material.text(text) for text in analysis.conclusions] if analysis else []
    return {
        "conclusions": section(conclusions, material.gap(N_("conclusions"), "Analysis.conclusions")),
        "data": _data(material),
        "coverage": coverage,
        "coverage_note": _coverage_note(coverage, material),
        "markets": section(_markets(material), material.gap(N_("analysis of the markets"), "Analysis.markets")),
        "themes": section(_themes(findings, material), material.gap(N_("findings"), "FindingRecord.statement")),
        "hidden": material.words.say(
            counted(
                "One finding is not shown to this audience, because it rests on confidential material alone.",
                "{count} findings are not shown to this audience, because they rest on confidential material alone.",
                hidden,
            )
        )
        if hidden and material.sees("FindingRecord.statement")
        else "",
        "dissent": _dissent(findings, material),
        "competences": section(_competences(material), material.gap(N_("competences"), "Member.competences")),
        "competence": material.text(analysis.competence) if analysis else "",
        "network": network_context(material),
        "swot": _swot(material),
        "vision": material.text(record.vision) if record else "",
        "strategy": prose(
            material.text(record.strategy_draft) if record else "",
            material.gap(N_("draft of the strategy"), "MiniclusterRecord.strategy_draft"),
        ),
        "candidates": section(
            [target_row(target, material) for target in candidates],
            material.gap(N_("candidate targets"), "Target.problem"),
        ),
        "fast": section(
            [target_row(target, material) for target in fast], material.gap(N_("fast-track targets"), "Target.problem")
        ),
        "method": prose(
            material.text(analysis.method) if analysis else "", material.gap(N_("method"), "Analysis.method")
        ),
        "sources": _sources(material),
    }


def _targets(material: Material) -> list[Target]:
    if not material.sees("Target.problem"):
        return []
    known = {target.id for target in material.view.targets}
    return [target for target in material.shown.targets.values() if target.id in known]


def _data(material: Material) -> list[Row]:
    words, view = material.words, material.view
    days = [interview.date for interview in view.interviews]
    guide = material.shown.guide
    others = sum(1 for held in view.interviews if _kind(held.member, material) not in {None, "company"})
    lines = [
        (N_("Interviews"), str(len(view.interviews)) if days else words.say(N_("none yet"))),
        (N_("Interviewed between"), words.period(min(days), max(days)) if days else ""),
        (N_("Of them with others than companies"), str(others) if days else ""),
        (N_("Refusals"), str(len(view.refusals)) if view.refusals and material.sees("Interview.refused") else ""),
        (
            N_("Interview guide"),
            words.say(N_("version {version}"), version=guide.version) if guide and guide.version else "",
        ),
        (N_("Findings"), str(len(material.facts.cluster.findings))),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _kind(member_id: str, material: Material) -> str | None:
    found = material.facts.cluster.members.get(member_id)
    return found.kind if found is not None else None


def _coverage(material: Material) -> list[Row]:
    """Coverage in all, then by size band; bands of fewer than three firms stay untold outside the consultants."""
    words, companies = material.words, material.view.companies
    if not companies:
        return []
    asked = {interview.member for interview in material.view.interviews}
    rows = [_coverage_row(words.say(N_("All companies")), companies, asked, material)]
    bands: dict[str, list[Member]] = {}
    for company in companies if material.sees("Member.size") else ():
        size = company.size.size_class if company.size is not None else None
        bands.setdefault(size or "", []).append(company)
    shown = suppressed({band: len(held) for band, held in bands.items()}, material.audience)
    for band in (*vocabulary_words("size_class"), ""):
        if band not in bands:
            continue
        label = capitalised(words.label("size_class", band)) if band else words.say(N_("Size not known"))
        if shown[band] is None:
            few = words.say(N_("not shown"))
            rows.append({"band": label, "companies": few, "interviewed": "", "coverage": ""})
        else:
            rows.append(_coverage_row(label, bands[band], asked, material))
    return rows


def _coverage_note(rows: list[Row], material: Material) -> str:
    if all(row["coverage"] for row in rows):
        return ""
    return material.words.say(
        N_("Not shown: fewer than three companies, or figures from which those could be worked out.")
    )


def _coverage_row(label: str, companies: Iterable[Member], asked: set[str], material: Material) -> Row:
    held = list(companies)
    covered = sum(company.id in asked for company in held)
    share = material.words.percent(covered / len(held))
    return {
        "band": label,
        "companies": str(len(held)),
        "interviewed": str(covered),
        "coverage": f"{share} ({covered}/{len(held)})",
    }


def _markets(material: Material) -> list[Row]:
    analysis = material.shown.analysis
    return [
        {
            "name": material.part("markets", market.market),
            "size": material.text(market.size),
            "trend": material.text(market.trend),
            "competitors": material.text(market.competitors),
            "conclusion": material.text(market.conclusion),
        }
        for market in (analysis.markets if analysis else ())
    ]


def _themes(findings: list[FindingRecord], material: Material) -> list[Row]:
    themes: dict[str, list[FindingRecord]] = {}
    for finding in findings:
        themes.setdefault(finding.theme or "", []).append(finding)
    names = {theme: material.code(theme) or material.words.say(N_("Other findings")) for theme in themes}
    order = [code.id for code in material.shown.codebook.codes] if material.shown.codebook is not None else []
    ranked = sorted(themes, key=lambda theme: (order.index(theme) if theme in order else len(order), names[theme]))
    return [
        {"name": capitalised(names[theme]), "findings": [_finding(found, material) for found in themes[theme]]}
        for theme in ranked
    ]


def _finding(finding: FindingRecord, material: Material) -> Row:
    words = material.words
    return {
        "statement": words.text(finding.statement),
        "kind": capitalised(words.label("finding_kind", finding.kind)),
        "held_by": joined(material.members(finding.members_for)),
        "rests_on": _rests_on(finding, material),
        "excerpts": _excerpts(finding, material),
    }


def _rests_on(finding: FindingRecord, material: Material) -> str:
    """Count the evidence by kind; it comes from the whole record, as a count tells nothing of what was said."""
    words = material.words
    evidence = material.facts.cluster.findings[finding.id].evidence
    interviews = len({item.interview for item in evidence if item.interview is not None})
    events = len({(item.event, item.item) for item in evidence if item.event is not None})
    documents = len({item.document for item in evidence if item.document is not None})
    parts = [
        words.say(counted("one interview", "{count} interviews", interviews)) if interviews else "",
        words.say(counted("one meeting or event", "{count} meetings or events", events)) if events else "",
        words.say(counted("one document", "{count} documents", documents)) if documents else "",
    ]
    return joined(parts)


def _excerpts(finding: FindingRecord, material: Material) -> list[Row]:
    words = material.words
    rows: list[Row] = []
    for item in material.facts.cluster.findings[finding.id].evidence:
        interview = material.facts.cluster.interviews.get(item.interview or "")
        if interview is None or not excerpts_reach(interview, material.audience):
            continue
        shown = material.shown.interviews[interview.id]
        for excerpt in shown.excerpts:
            if excerpt.id == item.excerpt:
                source = material.member(shown.member) if shown.member else words.say(N_("an interviewee"))
                rows.append({"text": words.text(excerpt.paraphrase), "source": source})
    return rows


def _dissent(findings: list[FindingRecord], material: Material) -> Row:
    rows = [
        {
            "statement": material.text(finding.statement),
            "against": joined(material.members(finding.members_against)),
            "dissent": material.text(finding.dissent) or _untold(finding, material),
        }
        for finding in findings
        if finding.members_against or finding.dissent
    ]
    if findings:
        return section(rows, material.words.say(N_("No dissenting views have been recorded.")))
    return section(rows, material.gap(N_("dissenting views"), "FindingRecord.dissent"))


def _untold(finding: FindingRecord, material: Material) -> str:
    if material.facts.cluster.findings[finding.id].dissent is None:
        return ""
    return material.words.say(N_("Not shown: whoever holds it may not be named."))


def _competences(material: Material) -> list[Row]:
    held: dict[str, dict[str, list[str]]] = {}
    for member in material.shown.members.values():
        if member.id in material.view.participating_ids:
            for competence in member.competences:
                name = capitalised(material.text(competence.name))
                held.setdefault(name, {"have": [], "want": []})[competence.state].append(member.name)
    ordered = sorted(held.items(), key=lambda pair: (not pair[1]["want"], pair[0].casefold()))
    return [{"name": name, "have": by["have"], "want": by["want"]} for name, by in ordered]


def _swot(material: Material) -> Row:
    swot = material.shown.analysis.swot if material.shown.analysis is not None else None
    quadrants = []
    for name, title in _QUADRANTS:
        items: tuple[SwotItem, ...] = getattr(swot, name) if swot is not None else ()
        lines = [material.text(item.text) for item in items]
        gap = material.gap(title, "Analysis.swot")
        quadrants.append({"title": material.words.say(title), **section(lines, gap)})
    return {"quadrants": quadrants}


def target_row(target: Target, material: Material) -> Row:
    """Return a development target as a line of a table."""
    statements = [
        material.text(material.shown.findings[finding].statement)
        for finding in target.findings
        if finding in material.shown.findings
    ]
    return {
        "name": material.text(target.name),
        "problem": material.text(target.problem),
        "goal": material.text(target.goal),
        "findings": statements,
        "benefit": _assessment(target.benefit, material),
        "feasibility": _assessment(target.feasibility, material),
    }


def _assessment(found: Assessment | None, material: Material) -> str:
    return f"{material.words.number(found.rating)} / 5" if found is not None else ""


def _sources(material: Material) -> Row:
    words = material.words
    codes = len(material.shown.codebook.codes) if material.shown.codebook is not None else 0
    modes: dict[str, int] = {}
    for interview in material.view.interviews:
        if interview.mode is not None:
            modes[interview.mode] = modes.get(interview.mode, 0) + 1
    shown = [f"{words.label('interview_mode', mode)} {count}" for mode, count in sorted(modes.items())]
    return {
        "modes": joined(shown),
        "codes": words.say(counted("one code", "{count} codes", codes)) if codes else "",
    }
