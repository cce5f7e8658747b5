"""What can be added to a programme: records with files of their own, and parts of a minicluster's own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import BY_SINGULAR, KINDS
from innoenvi_cli.model.minicluster import Market, Named, ProductGroup, Segment
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.kinds import Kind

PROGRAMME: Final = "programme"
"""Stands for the programme itself where a minicluster is named."""


@dataclass(frozen=True, slots=True)
class Addable:
    """A word of ``add``: the type of what it adds, the kind whose file holds it, and the list in it for a part."""

    word: str
    model: type[Record]
    kind: Kind
    label: str
    list_key: str | None = None

    @property
    def is_single(self) -> bool:
        """Whether there is one of it in a minicluster, in a file of its own."""
        return self.kind.single and self.list_key is None

    def address(self, record_id: str) -> str:
        """Return the address of what is added; a part has that of the record it stands in."""
        return self.kind.singular if self.kind.single else f"{self.kind.plural}/{record_id}"


_PARTS: Final[tuple[tuple[str, str, type[Record], str], ...]] = (
    ("product-group", "product_groups", ProductGroup, N_("product group")),
    ("market", "markets", Market, N_("market")),
    ("segment", "segments", Segment, N_("segment")),
    ("company-group", "company_groups", Named, N_("company group")),
    ("subnetwork", "subnetworks", Named, N_("subnetwork")),
    ("level", "levels", Named, N_("level")),
)

ADDABLE: Final[tuple[Addable, ...]] = (
    *(
        Addable(kind.singular, kind.model, kind, kind.label)
        for kind in KINDS
        if kind.in_minicluster and not kind.written_by_tool and kind.singular != "minicluster"
    ),
    *(Addable(word, model, BY_SINGULAR["minicluster"], label, key) for word, key, model, label in _PARTS),
)


def addable(word: str) -> Addable:
    """Return what ``word`` adds; the plural of a kind does as well.

    Raises:
        UnknownNameError: nothing of that name can be added.
    """
    asked = word.replace("_", "-").lower()
    for choice in ADDABLE:
        if asked == choice.word or (asked == choice.kind.plural and choice.list_key is None):
            return choice
    words = tuple(choice.word for choice in ADDABLE)
    raise UnknownNameError(message(N_("kind")), word, words, nearest(asked, words))
