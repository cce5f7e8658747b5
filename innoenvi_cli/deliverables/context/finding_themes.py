"""Findings by theme and the views that dissent: members are named only where permissions allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import excerpts_reach, silent_members
from innoenvi_cli.deliverables.context.common import joined, section
from innoenvi_cli.deliverables.context.interview_material import theme_figures
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.interviews import interview_material

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.interviews import InterviewMaterial, Stance
    from innoenvi_cli.model.analysis import FindingRecord


def themes_context(material: Material) -> Row:
    """Return the part of the analysis report that tells of the findings."""
    figures = interview_material(material.view)
    findings = list(material.shown.findings.values())
    stances = {stance.finding.id: stance for stance in figures.stances}
    grouped = _grouped(findings, material)
    hidden = len(material.facts.cluster.findings) - len(findings)
    gap = material.gap(N_("findings"), "FindingRecord.statement")
    return {
        "overview": [_overview(theme, held, figures, material) for theme, held in grouped],
        "themes": section(
            [
                {
                    "name": _theme(theme, material),
                    "findings": [_finding(finding, stances[finding.id], material) for finding in held],
                }
                for theme, held in grouped
            ],
            gap,
        ),
        "hidden": _hidden(hidden, material) if material.sees("FindingRecord.statement") else "",
        "dissent": _dissent(findings, material),
    }


def _grouped(findings: Sequence[FindingRecord], material: Material) -> list[tuple[str, list[FindingRecord]]]:
    """Group by theme, in the order of the codebook; those without one come last."""
    themes: dict[str, list[FindingRecord]] = {}
    for finding in findings:
        themes.setdefault(finding.theme or "", []).append(finding)
    order = [code.id for code in material.shown.codebook.codes] if material.shown.codebook is not None else []
    ranked = sorted(
        themes, key=lambda theme: (order.index(theme) if theme in order else len(order), _theme(theme, material))
    )
    return [(theme, themes[theme]) for theme in ranked]


def _theme(theme: str, material: Material) -> str:
    return capitalised(material.code(theme) or material.words.say(N_("Other findings")))


def _overview(theme: str, findings: Sequence[FindingRecord], figures: InterviewMaterial, material: Material) -> Row:
    kinds: dict[str, int] = {}
    for finding in findings:
        kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
    excerpts, members = theme_figures(theme, figures, material)
    return {
        "name": _theme(theme, material),
        "findings": str(len(findings)),
        "kinds": capitalised(
            joined(f"{material.words.label('finding_kind', kind)} {kinds[kind]}" for kind in sorted(kinds))
        ),
        "dissent": str(sum(bool(finding.members_against) or finding.dissent is not None for finding in findings)),
        "excerpts": excerpts,
        "members": members,
    }


def _hidden(hidden: int, material: Material) -> str:
    if not hidden:
        return ""
    return material.words.say(
        counted(
            "One finding is not shown to this audience, because it rests on confidential material alone.",
            "{count} findings are not shown to this audience, because they rest on confidential material alone.",
            hidden,
        )
    )


def _finding(finding: FindingRecord, stance: Stance, material: Material) -> Row:
    """Those recorded as holding it are named; where nobody is, those whose interviews it cites."""
    recorded = material.facts.cluster.findings[finding.id].members_for
    return {
        "statement": material.text(finding.statement),
        "kind": material.words.heading("finding_kind", finding.kind),
        "held_by": names(recorded or stance.members_for, material),
        "not_held_by": names(stance.finding.members_against, material),
        "rests_on": _rests_on(finding, material),
        "excerpts": _excerpts(finding, material),
    }


def names(member_ids: Iterable[str], material: Material) -> str:
    """Return the names of those who hold a view, as far as their interviews allow it.

    Of those who may not be named the number is not told either, to others than the consultants: it would be small.
    """
    ids = tuple(dict.fromkeys(member_ids))
    silent = silent_members(material.facts.cluster.interviews.values(), material.audience)
    known = material.shown.members
    named = [known[member].name for member in ids if member in known and member not in silent]
    told = joined(named)
    if len(named) == len(ids):
        return told
    if not named:
        return material.words.say(N_("not named here"))
    return material.words.say(N_("{names} and others not named here"), names=told)


def _rests_on(finding: FindingRecord, material: Material) -> str:
    """Count the evidence by kind, as a count tells nothing of what was said.

    How many interviews is told to the consultants alone: mostly it is one or two, and so many organisations said it.
    """
    words = material.words
    evidence = material.facts.cluster.findings[finding.id].evidence
    interviews = len({item.interview for item in evidence if item.interview is not None})
    events = len({(item.event, item.item) for item in evidence if item.event is not None})
    documents = len({item.document for item in evidence if item.document is not None})
    parts = [
        _interviews(interviews, material) if interviews else "",
        words.say(counted("one meeting or event", "{count} meetings or events", events)) if events else "",
        words.say(counted("one document", "{count} documents", documents)) if documents else "",
    ]
    return joined(parts)


def _interviews(count: int, material: Material) -> str:
    if material.audience != "consultants":
        return material.words.say(N_("interviews"))
    return material.words.say(counted("one interview", "{count} interviews", count))


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


def _dissent(findings: Sequence[FindingRecord], material: Material) -> Row:
    rows = [
        {
            "statement": material.text(finding.statement),
            "against": names(material.facts.cluster.findings[finding.id].members_against, material),
            "dissent": material.text(finding.dissent) or _untold(finding, material),
        }
        for finding in findings
        if finding.members_against or material.facts.cluster.findings[finding.id].dissent is not None
    ]
    if findings:
        return section(rows, material.words.say(N_("No dissenting views have been recorded.")))
    return section(rows, material.gap(N_("dissenting views"), "FindingRecord.dissent"))


def _untold(finding: FindingRecord, material: Material) -> str:
    if material.facts.cluster.findings[finding.id].dissent is None:
        return ""
    return material.words.say(N_("Not shown: whoever holds it may not be named."))
