"""Figures of criteria that tell of firms and persons: what an audience may be told beside 'met' and 'not met'.

A gate asks how many scored, who was interviewed, which companies are independent: outside those who are told of each by
name, small ones of these figures are not shown, and of a ratio nothing, as its base is no secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.prioritising import figures_shown
from innoenvi_cli.deliverables.suppression import FIRMS, PERSONS
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from innoenvi_cli.deliverables.material import Material

NOT_SHOWN: Final = N_("not shown")
_AGREEMENT: Final = "agreement"
_BY_NAME: Final[Mapping[str, str]] = {
    "quorum": "Score.member",
    "raters": "Score.member",
    "complete_sheets": "Score.rater",
    "interests_unanswered": "Score.interests",
    "vetoes_unresolved": "Score.vetoes",
    "participant_groups": "Member.corporate_group",
    "committed": "Member.corporate_group",
    "coverage": "",
    "actor_interviews": "",
    "core_not_interviewed": "",
    "permissions_unanswered": "",
    "summaries_unconfirmed": "",
}
"""The field that tells of each by name, so that the figure is no secret to those who see it; of interviews there is
none, as who was interviewed is named with leave alone."""
_PERSONS: Final = frozenset({"complete_sheets", "interests_unanswered", "vetoes_unresolved"})
_WHOLLY: Final = frozenset({"participant_groups", "committed"})
"""Held against the companies, which are named, every figure of these tells how many belong together."""


def is_told(metric: str, value: Decimal | None, material: Material) -> bool:
    """Tell whether the audience may be told the figure of a criterion."""
    if material.audience == "consultants" or value is None:
        return True
    if metric == _AGREEMENT:
        return figures_shown(material)
    field = _BY_NAME.get(metric)
    if field is None or (field and material.sees(field)):
        return True
    if metric in _WHOLLY:
        return False
    known = material.facts.metric(metric)
    if known is not None and known.is_ratio:
        return value == 1
    return not 0 < value < (PERSONS if metric in _PERSONS else FIRMS)
