"""Analysis report: what the interviews and documents say, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import prose, section
from innoenvi_cli.deliverables.context.competences import competences_context
from innoenvi_cli.deliverables.context.finding_themes import themes_context
from innoenvi_cli.deliverables.context.interview_material import material_context, sources
from innoenvi_cli.deliverables.context.theme_tables import theme_tables
from innoenvi_cli.deliverables.context.value_network import network_context
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.analysis import SwotItem
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
    candidates = [target for target in _targets(material) if target.track == "cycle"]
    fast = [target for target in _targets(material) if target.track == "fast"]
    conclusions = [material.text(text) for text in analysis.conclusions] if analysis else []
    return {
        "conclusions": section(conclusions, material.gap(N_("conclusions"), "Analysis.conclusions")),
        **material_context(material),
        **theme_tables(material),
        "markets": section(_markets(material), material.gap(N_("analysis of the markets"), "Analysis.markets")),
        **themes_context(material),
        "competences": competences_context(material),
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
        "sources": sources(material),
    }


def _targets(material: Material) -> list[Target]:
    if not material.sees("Target.problem"):
        return []
    known = {target.id for target in material.view.targets}
    return [target for target in material.shown.targets.values() if target.id in known]


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
