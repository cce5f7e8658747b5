"""State aid: the basis of an action's aid; de minimis aid of the single undertakings for those who may know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.plain import plain_number
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.de_minimis import de_minimis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.de_minimis import DeMinimis, Undertaking
    from innoenvi_cli.model.development import Action


def aid_rows(materials: Sequence[Material]) -> Row:
    """Return ``{"parties", "grants", "notes"}`` of the undertakings that take part in these miniclusters.

    Aid granted in another minicluster counts against the same ceiling and is told without its action where that
    minicluster is not among ``materials``.
    """
    first = materials[0] if materials else None
    if first is None or not first.sees("Aid.recipients", "AidRecipient.amount"):
        gap = first.gap(N_("de minimis aid by undertaking"), "Aid.recipients") if first is not None else ""
        return {"parties": [], "grants": [], "notes": [gap] if gap else []}
    here = {each.shown.id: each for each in materials}
    found = de_minimis(first.facts.project, first.as_of, here)
    parties = found.undertakings
    return {
        "parties": [_party(party, found, first) for party in parties],
        "grants": [row for party in parties for row in _grants(party, here, first)],
        "notes": notes(found, first) if parties else [first.words.say(N_("No de minimis aid has been granted."))],
    }


def basis_text(action: Action, material: Material) -> str:
    """Return the basis of an action's aid with the article, or why it is no aid; the reason where it is missing."""
    if action.aid is None:
        return material.gap(N_("aid basis"), "Action.aid")
    basis = material.words.heading("aid_basis", action.aid.basis)
    detail = material.text(action.aid.article) or material.text(action.aid.reason)
    return f"{basis}: {detail}" if detail else basis


def notes(found: DeMinimis, material: Material) -> list[str]:
    """Return what the figures mean, and what they cannot know."""
    words = material.words
    ceiling = (
        words.say(
            N_(
                "Ceiling {ceiling} per single undertaking over any three years, here {start} to {end}; Regulation (EU)"
                " 2023/2831. The companies of a corporate group are one undertaking."
            ),
            ceiling=words.money(found.ceiling),
            start=words.day(found.start),
            end=words.day(found.as_of),
        )
        if found.ceiling is not None
        else words.say(N_("The programme is not in euros and states no ceiling, so the room left is not known."))
    )
    declared = N_("Only aid in these records is known: each undertaking declares what others have granted it.")
    return [ceiling, words.say(declared)]


def _party(party: Undertaking, found: DeMinimis, material: Material) -> Row:
    words = material.words
    worst = max(party.excesses, key=lambda excess: excess.total, default=None)
    return {
        "undertaking": ", ".join(party.names),
        "granted": plain_number(party.total, decimals=2),
        "ceiling": plain_number(found.ceiling, decimals=2),
        "room": plain_number(party.room, decimals=2),
        "granted_text": words.money(party.total),
        "room_text": words.money(party.room),
        "note": words.say(
            N_("Over the ceiling: {total} from {start} to {end}"),
            total=words.money(worst.total),
            start=words.day(worst.start),
            end=words.day(worst.grant.date),
        )
        if worst is not None
        else "",
    }


def _grants(party: Undertaking, here: dict[str, Material], first: Material) -> list[Row]:
    rows = []
    for grant in party.grants:
        material = here.get(grant.minicluster)
        member = first.facts.project.miniclusters[grant.minicluster].members[grant.member]
        elsewhere = first.words.say(N_("in another minicluster"))
        rows.append(
            {
                "undertaking": member.name,
                "date": grant.date.isoformat(),
                "day": first.words.day(grant.date),
                "action": material.action(grant.action) if material is not None else elsewhere,
                "amount": plain_number(grant.amount, decimals=2),
                "amount_text": first.words.money(grant.amount),
            }
        )
    return rows
