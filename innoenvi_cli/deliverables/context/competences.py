"""Competences: who has and who wants what, who could help whom, and what nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.competences import competences

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.competences import Held


def competences_context(material: Material) -> Row:
    """Return the analysis of the competences in words, the matches, the gaps, and what is on offer beside them.

    Each competence is in one of the three lists.
    """
    analysis = material.shown.analysis
    say = material.words.say
    return {
        "text": material.text(analysis.competence) if analysis is not None else "",
        "empty": "" if shown_competences(material) else material.gap(N_("competences"), "Member.competences"),
        "matches": section(match_rows(material), say(N_("No competence that one actor wants is had by another."))),
        "gaps": section(gap_rows(material), say(N_("Whatever is wanted, somebody in the network has."))),
        "offered": _offered_rows(material),
    }


def shown_competences(material: Material) -> tuple[Held, ...]:
    """Return the competences of the members that take part and that the audience is shown."""
    shown = material.shown.members.values()
    return competences(member for member in shown if member.id in material.view.participating_ids)


def _offered_rows(material: Material) -> list[Row]:
    """Return what somebody has and nobody else has asked for."""
    rows: list[Row] = [
        {"name": capitalised(material.text(held.name)), "have": material.members(held.have)}
        for held in shown_competences(material)
        if held.have and not held.matches
    ]
    return sorted(rows, key=lambda row: row["name"].casefold())


def match_rows(material: Material) -> list[Row]:
    """Return who could help whom, and whether a link of the value network joins them already."""
    network, words = material.facts.network, material.words
    sees = material.sees("Analysis.links")
    now = network.pairs
    needed = {frozenset((link.source, link.target)) for link in network.missing}
    rows: list[Row] = []
    for held in shown_competences(material):
        for giver, taker in held.matches:
            pair = frozenset((giver, taker))
            state = N_("yes") if pair in now else N_("needed") if pair in needed else N_("not yet")
            rows.append(
                {
                    "name": capitalised(material.text(held.name)),
                    "giver": material.member(giver),
                    "taker": material.member(taker),
                    "joined": words.say(state) if sees else "",
                }
            )
    return sorted(rows, key=lambda row: (row["name"].casefold(), row["giver"].casefold(), row["taker"].casefold()))


def gap_rows(material: Material) -> list[Row]:
    """Return what is wanted and nobody in the network has, with those who want it."""
    rows: list[Row] = [
        {"name": capitalised(material.text(held.name)), "want": material.members(held.want)}
        for held in shown_competences(material)
        if held.is_gap
    ]
    return sorted(rows, key=lambda row: row["name"].casefold())
