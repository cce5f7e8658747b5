"""Who produces, delivers and maintains the product and service groups, and what nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import joined, section
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.offering import offering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.offering import Giver, GroupGivers

_ESSENTIAL: Final = "\N{NO-BREAK SPACE}*"


def contributions_context(material: Material) -> Row:
    """Return the groups with their givers, and whether every contribution has its giver.

    That is told from all who take part: an audience that is not shown some of them must not read that a
    task is undone when only its doer is not named.
    """
    groups = offering(material.view)
    names = material.part_names("product_groups")
    say = material.words.say
    rows = [
        {
            "name": names[group.group],
            **{kind: _givers(givers, material) for kind, givers in group.givers.items()},
        }
        for group in groups
        if group.group in names
    ]
    sees = material.sees("Contribution.essential")
    all_done = sees and not undone_rows(material)
    return {
        **section(rows, material.gap(N_("product and service groups"))),
        "all_done": say(N_("Every group is produced, delivered and maintained by somebody.")) if all_done else "",
        "essential": say(N_("An asterisk marks an essential contribution: nobody else in the minicluster can give it."))
        if sees and _any_essential(groups)
        else "",
    }


def _givers(givers: Sequence[Giver], material: Material) -> list[str]:
    """Return the names of the givers, the essential ones marked, those that stay unnamed counted at the end."""
    marks = material.sees("Contribution.essential")
    named = [giver for giver in givers if giver.member in material.shown.members]
    names = [material.member(giver.member) + (_ESSENTIAL if marks and giver.essential else "") for giver in named]
    names.sort(key=str.casefold)
    unnamed = len(givers) - len(named)
    if unnamed:
        names.append(material.words.say(counted("one not named here", "{count} not named here", unnamed)))
    return names or ([material.words.say(N_("nobody"))] if marks else [])


def _any_essential(groups: Sequence[GroupGivers]) -> bool:
    return any(giver.essential for group in groups for givers in group.givers.values() for giver in givers)


def undone_rows(material: Material) -> list[Row]:
    """Return the groups with the contributions that nobody gives."""
    words = material.words
    names = material.part_names("product_groups")
    return [
        {
            "name": names[group.group],
            "undone": joined(words.label("contribution", kind) for kind in group.lacking),
        }
        for group in offering(material.view)
        if group.lacking and group.group in names
    ]


def single_rows(material: Material) -> list[Row]:
    """Return the contributions that hang on one member alone: if it leaves, nobody is left to give them."""
    words = material.words
    names = material.part_names("product_groups")
    return [
        {
            "name": names[group.group],
            "what": words.label("contribution", kind),
            "member": material.member(member),
        }
        for group in offering(material.view)
        for kind, member in group.on_one
        if group.group in names
    ]
