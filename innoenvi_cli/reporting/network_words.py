"""What a value network says, in the words of the language: names instead of ids, figures as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, counted, format_date, message, verbatim
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.figures import figure
from innoenvi_cli.text_distance import suggested

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.network import Link, Node
    from innoenvi_cli.method.network_parts import Part, PartKind
    from innoenvi_cli.method.offering import Giver
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.usecases.map_network import CompetenceAnswer, NetworkResult

PART_KINDS: Final[dict[PartKind, str]] = {
    "level": N_("level"),
    "tier": N_("tier"),
    "subnetwork": N_("subnetwork"),
    "company_group": N_("company group"),
}
_MANY: Final[dict[PartKind, str]] = {
    "level": N_("Levels"),
    "tier": N_("Tiers"),
    "subnetwork": N_("Subnetworks"),
    "company_group": N_("Company groups"),
}
_NAMESPACES: Final[dict[PartKind, str]] = {
    "level": "levels",
    "subnetwork": "subnetworks",
    "company_group": "company_groups",
}
_STATES: Final[dict[str | None, str]] = {
    "now": N_("linked now"),
    "needed": N_("the link is needed"),
    None: N_("no link yet"),
}
NOBODY: Final = N_("nobody")


class NetworkWords:
    """The names and figures of one result in one language."""

    def __init__(self, result: NetworkResult, language: Language) -> None:
        self._result = result
        self._now = result.network.pairs
        self._needed = frozenset(frozenset((link.source, link.target)) for link in result.network.missing)
        self.language: Language = language

    def text(self, text: Text | None) -> str:
        """Return a text of a record."""
        return in_language(text, self.language)

    def member(self, member_id: str) -> str:
        """Return the name of a member."""
        return self._result.cluster.members[member_id].name

    def members(self, member_ids: Iterable[str]) -> str:
        """Return the names of members, one after the other."""
        return ", ".join(self.member(member) for member in member_ids)

    def group(self, group_id: str) -> str:
        """Return the name of a product or service group."""
        return self._named("product_groups", group_id)

    def part(self, part: Part) -> str:
        """Return the name of a part; a tier is called by its number."""
        return part.id if part.kind == "tier" else self._named(_NAMESPACES[part.kind], part.id)

    def part_kind(self, kind: PartKind) -> Message:
        """Return what a kind of part is called."""
        return message(PART_KINDS[kind])

    def part_kinds(self, kind: PartKind) -> Message:
        """Return the heading above the parts of a kind."""
        return message(_MANY[kind])

    def _named(self, namespace: str, part_id: str) -> str:
        record = self._result.cluster.record
        parts = getattr(record, namespace) if record is not None else ()
        return next((self.text(part.name) for part in parts if part.id == part_id), part_id)

    def name(self) -> str:
        """Return the name of the minicluster."""
        record = self._result.cluster.record
        return self.text(record.name) if record is not None else self._result.cluster.id

    def day(self) -> str:
        """Return the day that the figures are as of."""
        return format_date(self._result.as_of, self.language)

    def ratio(self, value: float | None) -> str:
        """Return a ratio as per cent."""
        return figure(Decimal(str(round(value, 6))), self.language, is_ratio=True) if value is not None else "-"

    def decimal(self, value: float) -> str:
        """Return a figure with two decimals at most."""
        return figure(Decimal(str(round(value, 2))), self.language)

    def by_weight(self) -> list[Node]:
        """Return the members, most between first, then those with most neighbours."""
        return sorted(
            self._result.network.nodes,
            key=lambda node: (-node.betweenness, -node.degree, self.member(node.id).casefold(), node.id),
        )

    def narrowed(self) -> str:
        """Return what the network is narrowed to; empty where it is whole."""
        narrowing = self._result.narrowing
        given: list[tuple[PartKind, str | None, str]] = [
            ("level", narrowing.level, "levels"),
            ("tier", str(narrowing.tier) if narrowing.tier is not None else None, ""),
            ("subnetwork", narrowing.subnetwork, "subnetworks"),
            ("company_group", narrowing.company_group, "company_groups"),
        ]
        parts = [
            message(
                N_("{kind} {name}"), kind=self.part_kind(kind), name=self._named(namespace, part) if namespace else part
            )
            for kind, part, namespace in given
            if part is not None
        ]
        return ", ".join(part.render(self.language) for part in parts)

    def headline(self) -> Message:
        """Return the figures of the whole in one line."""
        found = self._result.network
        narrowed = self.narrowed()
        return message(
            N_("{minicluster}{narrowed}: {actors}, {pairs}, density {density}, {parts}, as of {as_of}"),
            minicluster=self._result.cluster.id,
            narrowed=f" ({narrowed})" if narrowed else "",
            actors=counted("one actor", "{count} actors", len(found.nodes)),
            pairs=counted("one pair joined", "{count} pairs joined", len(found.pairs)),
            density=self.ratio(found.density),
            parts=counted("one separate part", "{count} separate parts", found.components),
            as_of=self._result.as_of,
        )

    def link(self, link: Link) -> str:
        """Return a link: from whom to whom, what, how strong."""
        what = "; ".join(self.text(text) for text in link.deliverables)
        text = f"{self.member(link.source)} → {self.member(link.target)}: {what}"
        if link.strength is None:
            return text
        return message(N_("{link} (strength {strength})"), link=text, strength=link.strength).render(self.language)

    def part_figures(self, part: Part) -> Message:
        """Return the figures of a part in one line."""
        return message(
            N_("{actors}, {inside}, {outward} to others, density {density}, {missing}"),
            actors=counted("one actor", "{count} actors", len(part.members)),
            inside=counted("one pair joined inside", "{count} pairs joined inside", part.inside),
            outward=part.outward,
            density=self.ratio(part.density),
            missing=counted("one link missing", "{count} links missing", part.missing),
        )

    def givers(self, givers: Iterable[Giver]) -> Message:
        """Return who gives something, the essential ones marked."""
        essential = message(N_("essential")).render(self.language)
        names = [
            f"{self.member(giver.member)} ({essential})" if giver.essential else self.member(giver.member)
            for giver in givers
        ]
        return verbatim(", ".join(names)) if names else message(NOBODY)

    def link_state(self, giver: str, taker: str) -> str | None:
        """Return ``now`` where two members are joined, ``needed`` where a link is needed, else ``None``."""
        pair = frozenset((giver, taker))
        return "now" if pair in self._now else "needed" if pair in self._needed else None

    def link_words(self, giver: str, taker: str) -> Message:
        """Say whether two members are joined."""
        return message(_STATES[self.link_state(giver, taker)])

    def nothing_found(self, answer: CompetenceAnswer) -> Message:
        """Say that nobody has or wants what was asked for."""
        return message(
            N_("nobody has or wants a competence with '{text}' in its name{suggestion}"),
            text=answer.text,
            suggestion=suggested(answer.suggestion),
        )
