"""Commitments to the export concept: who has signed what, and whose signature is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.export_concept import Commitment, Offering


def context(material: Material) -> Row:
    """Return what the workbook on the commitments shows."""
    concept = material.shown.export_concept
    offerings = concept.offerings if concept is not None else ()
    given = [held for held in (concept.commitments if concept is not None else ()) if held.date <= material.as_of]
    signed = {held.member for held in given}
    commitments = [
        _commitment(held, offerings, material) for held in sorted(given, key=lambda held: (held.date, held.member))
    ]
    providers = _providers(offerings, signed, material)
    register = _register(material)
    missing = [row for row in providers if row["essential"] and not row["signed"]]
    return {
        "commitments": commitments,
        "providers": providers,
        "register": register,
        "notes": {
            "commitments": _missing_note(missing, commitments, material),
            "providers": [] if providers else [material.gap(N_("offerings and their providers"))],
            "register": [] if register else [material.gap(N_("committed actors"), "Member.history")],
        },
    }


def _commitment(held: Commitment, offerings: tuple[Offering, ...], material: Material) -> Row:
    parts = [
        material.text(offering.name)
        for offering in offerings
        if any(provider.member == held.member for provider in offering.providers)
    ]
    essential = any(
        provider.essential
        for offering in offerings
        for provider in offering.providers
        if provider.member == held.member
    )
    member = material.shown.members.get(held.member)
    return {
        "member": material.member(held.member),
        "kind": member.kind if member is not None else None,
        "offerings": parts,
        "essential": essential,
        "date": held.date.isoformat(),
        "content": material.text(held.content),
        "document": material.text(held.document),
        "signatory": held.signatory,
        "authority": material.text(held.authority),
    }


def _providers(offerings: tuple[Offering, ...], signed: set[str], material: Material) -> list[Row]:
    sees = material.sees("ExportConcept.commitments")
    return [
        {
            "offering": material.text(offering.name),
            "member": material.member(provider.member),
            "part": material.text(provider.part),
            "essential": provider.essential,
            "signed": provider.member in signed if sees else None,
        }
        for offering in offerings
        for provider in offering.providers
    ]


def _missing_note(missing: list[Row], commitments: list[Row], material: Material) -> list[str]:
    if not commitments:
        return [material.gap(N_("commitments to the export concept"), "ExportConcept.commitments")]
    if not missing:
        return [material.words.say(N_("Every essential provider has given its commitment."))]
    names = ", ".join(dict.fromkeys(str(row["member"]) for row in missing))
    return [material.words.say(N_("Essential providers without a commitment: {names}."), names=names)]


def _register(material: Material) -> list[Row]:
    """Commitments to the minicluster itself, as the member register holds them."""
    rows: list[Row] = []
    committed = {member.id for member in material.view.committed}
    for member in material.shown.members.values():
        steps = [step for step in member.history if step.status == "committed" and step.date <= material.as_of]
        if member.id not in committed or not steps:
            continue
        last = max(steps, key=lambda step: step.date)
        rows.append(
            {
                "member": member.name,
                "kind": member.kind,
                "date": last.date.isoformat(),
                "document": material.text(last.document),
            }
        )
    return sorted(rows, key=lambda row: (str(row["date"]), str(row["member"])))
