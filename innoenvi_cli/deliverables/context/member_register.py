"""Member register: every actor by the keys of its record, so that the sheet can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.plain import plain_record
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.minicluster import Member


def context(material: Material) -> Row:
    """Return what the member register shows."""
    shown = sorted(material.shown.members.values(), key=lambda member: member.name.casefold())
    members = [_row(member, material) for member in shown]
    contributions = [
        {"member": member.name, **plain_record(contribution, material.words)}
        for member in shown
        for contribution in member.contributions
    ]
    competences = [
        {"member": member.name, **plain_record(competence, material.words)}
        for member in shown
        for competence in member.competences
    ]
    kinds = _kinds(material)
    return {
        "members": members,
        "background": members,
        "economy": members,
        "contributions": contributions,
        "competences": competences,
        "kinds": kinds,
        "names": {
            "levels": material.part_names("levels"),
            "company_groups": material.part_names("company_groups"),
            "subnetworks": material.part_names("subnetworks"),
            "product_groups": material.part_names("product_groups"),
            "countries": _countries(shown, material),
        },
        "notes": {
            "members": [] if members else [material.gap(N_("actors"))],
            "background": [] if members else [material.gap(N_("actors"))],
            "economy": []
            if members and material.sees("Member.size")
            else [material.gap(N_("size and export"), "Member.size")],
            "kinds": [] if kinds else [material.gap(N_("actors"))],
            "contributions": [] if contributions else [material.gap(N_("contributions"), "Member.contributions")],
            "competences": [] if competences else [material.gap(N_("competences"), "Member.competences")],
        },
    }


def _row(member: Member, material: Material) -> Row:
    """The record itself, with its status as of the day and the date of the commitment beside it."""
    committed = [step for step in member.history if step.status == "committed" and step.date <= material.as_of]
    sees = material.sees("Member.history")
    last = max(committed, key=lambda step: step.date) if committed else None
    return {
        **plain_record(member, material.words),
        "status": material.view.statuses[member.id] if sees else None,
        "committed": last.date.isoformat() if last is not None else None,
        "document": material.text(last.document) if last is not None else None,
    }


def _countries(members: list[Member], material: Material) -> dict[str, str]:
    used = {member.country for member in members} | {
        country for member in members if member.export is not None for country in member.export.countries
    }
    return {code: material.words.country(code) for code in sorted(code for code in used if code)}


def _kinds(material: Material) -> list[Row]:
    """How many there are of each kind; the register names them all, so nothing is told that it does not tell."""
    kinds: dict[str, int] = {}
    for member in material.shown.members.values():
        if member.kind is not None:
            kinds[member.kind] = kinds.get(member.kind, 0) + 1
    return [
        {"kind": kind, "count": count} for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
