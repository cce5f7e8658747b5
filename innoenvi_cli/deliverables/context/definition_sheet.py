"""Definition sheet: what the minicluster is, who is in it, what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import (
    joined,
    missing_rows,
    organ_rows,
    phase_name,
    prose,
    section,
    taking_part,
)
from innoenvi_cli.deliverables.context.contributions import contributions_context
from innoenvi_cli.deliverables.context.task_rows import open_task_rows
from innoenvi_cli.deliverables.context.value_network import PART_KINDS, part_name
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.network import ties
from innoenvi_cli.method.network_parts import network_parts, unplaced
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.network_parts import PartKind
    from innoenvi_cli.model.base import Industry
    from innoenvi_cli.model.minicluster import Coordinator, Member


def context(material: Material) -> Row:
    """Return what the definition sheet shows."""
    record = material.record
    return {
        "summary": prose(material.text(record.summary) if record else "", material.gap(N_("summary"))),
        "facts": _facts(material),
        "vision": material.text(record.vision) if record else "",
        "products": section(_products(material), material.gap(N_("product and service groups"))),
        "markets": section(_markets(material), material.gap(N_("markets"))),
        "segments": section(_segments(material), material.gap(N_("customer segments"))),
        "kinds": _kinds(material),
        "actors": section(_actors(material), material.gap(N_("actors that take part"))),
        "competence": prose(
            material.text(record.competence_concentration) if record else "",
            material.gap(N_("competence and innovation concentration")),
        ),
        "parts": section(_parts(material), material.gap(N_("levels, tiers, subnetworks and company groups"))),
        "unplaced": _unplaced(material),
        "contributions": contributions_context(material),
        "scope": section(
            [material.text(line) for line in record.scope_out] if record else [],
            material.gap(N_("what the minicluster leaves out")),
        ),
        "coordinator": _coordinator(material),
        "organs": section(organ_rows(material), material.gap(N_("organs"))),
        "rules": _rules(material),
        "operating_model": prose(
            material.text(record.operating_model) if record else "",
            material.gap(N_("operating model"), "MiniclusterRecord.operating_model"),
        ),
        "schedule": section(_schedule(material), material.gap(N_("schedule"))),
        "funding": section(_funding(material), material.gap(N_("funding"), "MiniclusterRecord.budget")),
        "missing": missing_rows(material) if material.sees("PhaseEntry.criteria") else [],
        "tasks": open_task_rows(material, "meeting"),
        "open_empty": _open_empty(material),
    }


def _open_empty(material: Material) -> str:
    if not material.sees("PhaseEntry.criteria", "AgendaItem.decision"):
        return material.gap(N_("open issues"), "PhaseEntry.criteria")
    return material.words.say(N_("Nothing is open: the gate of the present phase holds and no task is undone."))


def _facts(material: Material) -> list[Row]:
    words, record = material.words, material.record
    lead = [member.name for member in material.shown.members.values() if "lead" in member.roles]
    regions = [words.text(region.name) or region.code for region in record.regions] if record else []
    lines = [
        (N_("Phase"), phase_name(material.facts.standing.phase, words)),
        (N_("State"), words.heading("state", material.facts.standing.state)),
        (N_("Dimension"), words.heading("dimension", record.dimension) if record else ""),
        (N_("Regions"), ", ".join(regions)),
        (N_("Actors"), taking_part(material)),
        (N_("Lead company"), ", ".join(lead)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _products(material: Material) -> list[Row]:
    if material.record is None:
        return []
    segments = material.part_names("segments")
    return [
        {
            "name": material.text(group.name),
            "description": material.text(group.description),
            "segments": [segments.get(segment, "") for segment in group.segments],
        }
        for group in material.record.product_groups
    ]


def _markets(material: Material) -> list[Row]:
    if material.record is None:
        return []
    names = material.part_names("markets")
    return [
        {"name": names[market.id], "description": material.text(market.description)}
        for market in material.record.markets
    ]


def _segments(material: Material) -> list[Row]:
    if material.record is None:
        return []
    return [
        {
            "name": material.text(segment.name),
            "market": material.part("markets", segment.market),
            "industry": industry(segment.industry, material),
            "customers": [material.text(text) for text in segment.customer_groups],
            "needs": [material.text(text) for text in segment.needs],
        }
        for segment in material.record.segments
    ]


def industry(found: Industry | None, material: Material) -> str:
    """Return an industry with its code, since codes mean nothing without their revision."""
    if found is None:
        return ""
    revision = material.words.label("industry_revision", found.revision)
    name = material.text(found.name)
    code = joined([found.code, revision], between=", ")
    return f"{name} ({code})" if name else code


def _kinds(material: Material) -> list[Row]:
    """How many there are of each kind: the total, companies, then the others; each is named in the table below."""
    words = material.words
    counts = {
        kind: sum(member.kind == kind for member in material.taking_part) for kind in vocabulary_words("member_kind")
    }
    lines = [(words.say(N_("All actors")), len(material.taking_part))]
    lines += [(words.heading("member_kind", kind), count) for kind, count in counts.items() if count]
    return [{"kind": label, "count": str(count)} for label, count in lines] if len(lines) > 1 else []


def _actors(material: Material) -> list[Row]:
    shown = [member for member in material.shown.members.values() if member.id in material.view.participating_ids]
    ordered = sorted(shown, key=lambda member: (member.tier or 9, member.name.casefold()))
    return [_actor(member, material) for member in ordered]


def _actor(member: Member, material: Material) -> Row:
    words = material.words
    groups = material.part_names("product_groups")
    essential = words.say(N_("essential"))
    gives: list[str] = []
    for contribution in member.contributions:
        what = f"{groups.get(contribution.group, '')}: {words.label('contribution', contribution.kind)}"
        gives.append(f"{what} ({essential})" if contribution.essential else what)
    if not gives and member.support_role is not None:
        gives.append(words.text(member.support_role))
    return {
        "name": member.name,
        "kind": words.heading("member_kind", member.kind),
        "roles": [capitalised(words.label("member_role", role)) for role in member.roles],
        "tier": str(member.tier) if member.tier is not None else "",
        "gives": gives,
        "status": words.heading("member_status", material.view.statuses[member.id])
        if material.sees("Member.history")
        else "",
    }


def _parts(material: Material) -> list[Row]:
    """Levels, tiers, subnetworks and company groups with those who belong to them."""
    words, record = material.words, material.record
    descriptions = {
        (kind, part.id): words.text(part.description)
        for kind, parts in (
            ("level", record.levels if record is not None else ()),
            ("subnetwork", record.subnetworks if record is not None else ()),
            ("company_group", record.company_groups if record is not None else ()),
        )
        for part in parts
    }
    return [
        {
            "kind": words.say(PART_KINDS[part.kind]),
            "name": part.id if part.kind == "tier" else part_name(part, material),
            "description": descriptions.get((part.kind, part.id), ""),
            "members": _names(part.members, material),
        }
        for part in network_parts(material.view, ties(material.view))
    ]


def _names(members: Iterable[str], material: Material) -> list[str]:
    """Return the names of members in their order, those that stay unnamed counted at the end."""
    shown = material.shown.members
    ordered = sorted(members, key=lambda member: (member not in shown, material.member(member).casefold()))
    return material.members(ordered)


def _unplaced(material: Material) -> list[str]:
    """Say who belongs to no level and to no subnetwork; tiers and company groups are not for everybody."""
    say = material.words.say
    kinds: list[tuple[PartKind, str]] = [
        ("level", N_("On no level: {names}.")),
        ("subnetwork", N_("In no subnetwork: {names}.")),
    ]
    return [
        say(text, names=joined(_names(missing, material)))
        for kind, text in kinds
        if (missing := unplaced(material.view, kind))
    ]


def _coordinator(material: Material) -> Row:
    record = material.record
    found = record.coordinator if record is not None else None
    if found is None:
        return {"text": "", "empty": material.gap(N_("coordinator"), "MiniclusterRecord.coordinator")}
    holder = material.member(found.member) if found.member is not None else found.organisation or ""
    person = f" ({found.person})" if found.person else ""
    share = _fte(found, material)
    return {"text": f"{holder}{person}{share}.", "empty": ""}


def _fte(found: Coordinator, material: Material) -> str:
    if found.fte is None:
        return ""
    return material.words.say(N_(", {fte} full-time equivalents"), fte=material.words.number(found.fte))


def _rules(material: Material) -> Row:
    record = material.record
    rules = record.ground_rules if record is not None else None
    empty = material.gap(N_("ground rules on confidentiality and competition law"), "MiniclusterRecord.ground_rules")
    if rules is None:
        return {"rows": [], "accepted": "", "empty": empty}
    say = material.words.say
    rows = [
        {"label": say(N_("Confidentiality")), "text": material.text(rules.confidentiality)},
        {"label": say(N_("Competition law")), "text": material.text(rules.competition_law)},
    ]
    return {"rows": rows, "accepted": material.decided(rules.accepted), "empty": ""}


def _schedule(material: Material) -> list[Row]:
    words, record = material.words, material.record
    if record is None:
        return []
    state = words.heading("state", material.facts.standing.state)
    rows = [{"what": words.say(N_("Development cycle")), "when": words.period(record.start, record.end), "how": state}]
    for gate, entry in material.facts.standing.passed.items():
        rows.append(
            {
                "what": phase_name(gate, words),
                "when": words.day(entry.date) if material.sees("PhaseEntry.date") else "",
                "how": words.say(N_("Gate passed")),
            }
        )
    if not material.facts.standing.passed:
        rows.append(
            {"what": phase_name(material.facts.standing.phase, words), "when": "", "how": words.say(N_("Under way"))}
        )
    return rows


def _funding(material: Material) -> list[Row]:
    record = material.record
    if record is None:
        return []
    words = material.words
    lines: list[tuple[str, str]] = [(N_("Budget of the development cycle"), words.money(record.budget))]
    if record.coordinator is not None:
        lines.append((N_("Financing of the coordination"), words.text(record.coordinator.financing)))
        lines.append((N_("Coordination financed until"), words.day(record.coordinator.financed_until)))
    lines.extend(_programme_funding(material))
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _programme_funding(material: Material) -> list[tuple[str, str]]:
    programme = material.programme
    if programme is None or not material.sees("Programme.funding_shares"):
        return []
    words = material.words
    shares = [
        f"{words.label('money_source', share.source)} {words.percent(share.share)}"
        for share in programme.funding_shares
    ]
    return [
        (N_("Funder of the programme"), programme.funder or ""),
        (N_("Funding shares of the programme"), ", ".join(shares)),
    ]
