"""Where the value network is weak: what is needed and missing, what nobody does, what hangs on one actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.competences import gap_rows, shown_competences
from innoenvi_cli.deliverables.context.contributions import single_rows, undone_rows
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.offering import offering

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row


def weak_points(material: Material) -> Row:
    """Return the weak points by kind, each with the sentence to print where there is none or none is shown."""
    say = material.words.say
    sees_links = material.sees("Analysis.links")
    sees_givers = material.sees("Contribution.essential")
    hidden = material.gap(N_("what nobody does, or one actor alone"), "Contribution.essential")
    groups = offering(material.view)
    no_group = "" if groups else material.gap(N_("product and service groups"))
    no_giver = (
        ""
        if any(givers for group in groups for givers in group.givers.values())
        else material.gap(N_("contributions"), "Member.contributions")
    )
    has_links = material.shown.analysis is not None and bool(material.shown.analysis.links)
    return {
        "missing": _listed(
            missing_links(material) if sees_links else [],
            say(N_("No link that is needed is missing."))
            if has_links
            else material.gap(N_("links of the value network"), "Analysis.links"),
        ),
        "undone": _listed(
            [
                say(N_("{group}: {what}"), group=row["name"], what=row["undone"])
                for row in (undone_rows(material) if sees_givers else [])
            ],
            no_group or say(N_("Every group is produced, delivered and maintained by somebody."))
            if sees_givers
            else hidden,
        ),
        "single": _listed(
            [
                say(N_("{group}: {what} – {member}"), group=row["name"], what=row["what"], member=row["member"])
                for row in (single_rows(material) if sees_givers else [])
            ],
            no_group or no_giver or say(N_("No contribution hangs on one actor.")) if sees_givers else hidden,
        ),
        "gaps": _listed(
            [
                say(N_("{competence} – wanted by {members}"), competence=row["name"], members=", ".join(row["want"]))
                for row in gap_rows(material)
            ],
            say(N_("Whatever is wanted, somebody in the network has."))
            if shown_competences(material)
            else material.gap(N_("competences"), "Member.competences"),
        ),
        "brokers": _listed(
            material.members(material.facts.network.brokers) if sees_links else [],
            say(N_("No single actor holds parts of the network together."))
            if has_links
            else material.gap(N_("links of the value network"), "Analysis.links"),
        ),
    }


def _listed(rows: list[str], empty: str) -> Row:
    return {"rows": rows, "empty": "" if rows else empty}


def missing_links(material: Material) -> list[str]:
    """Return the needed links of which there is none yet, the strongest need first."""
    links = sorted(
        material.facts.network.missing,
        key=lambda link: (-(link.strength or 0), material.member(link.source).casefold(), link.source, link.target),
    )
    return [
        material.words.say(
            N_("{giver} → {taker}: {what}"),
            giver=material.member(link.source),
            taker=material.member(link.target),
            what="; ".join(material.text(text) for text in link.deliverables),
        )
        for link in links
    ]
