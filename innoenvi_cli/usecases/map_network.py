"""Map the value network: its figures, its parts, who gives what, and which competences are had and wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import UnknownNameError, UsageError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.competences import competences, forms, having, normalised
from innoenvi_cli.method.network import ValueNetwork, network, ties
from innoenvi_cli.method.network_parts import Narrowing, network_parts, part_ids, unplaced
from innoenvi_cli.method.offering import offering
from innoenvi_cli.model.base import in_language
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.competences import Held
    from innoenvi_cli.method.network_parts import Part, PartKind
    from innoenvi_cli.method.offering import GroupGivers
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.project import Minicluster

_WORD: Final = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class CompetenceAnswer:
    """Who has and who wants competences whose name holds ``text``.

    ``found`` are those of the members in the network; ``register`` names the others of the register that have one, as
    ``(member, status, competence)``: nobody counts them, but they can be asked. ``suggestion`` is a word much like
    ``text`` where nothing was found.
    """

    text: str
    found: tuple[Held, ...]
    register: tuple[tuple[str, str, Held], ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class NetworkResult:
    """The value network of the participating members, or of those that ``narrowing`` leaves.

    ``outward`` counts the pairs of one of them with a participant that was left out. ``parts`` and ``unplaced``
    describe the whole network, whatever it is narrowed to. ``errors`` counts what is wrong in the records.
    """

    cluster: Minicluster
    as_of: date
    narrowing: Narrowing
    network: ValueNetwork
    outward: int
    parts: tuple[Part, ...]
    unplaced: Mapping[PartKind, tuple[str, ...]]
    groups: tuple[GroupGivers, ...]
    competences: tuple[Held, ...]
    competence: CompetenceAnswer | None
    errors: int

    @property
    def next_command(self) -> str:
        """The command that brings the work on."""
        if self.errors:
            return f"innoenvi check {self.cluster.id}"
        if self.competence is not None:
            return f"innoenvi network {self.cluster.id}"
        if not self.network.nodes and not self.narrowing.is_given:
            return f"innoenvi add member {self.cluster.id}"
        if not self.network.links and not self.network.missing and self.cluster.analysis is None:
            return "innoenvi explain analysis"
        return f"innoenvi report {self.cluster.id} --deliverable analysis-report"


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the network is asked for, as it was typed."""

    level: str | None = None
    tier: str | None = None
    subnetwork: str | None = None
    company_group: str | None = None
    competence: str | None = None


def map_network(
    root: Path,
    minicluster: str,
    wish: Wish,
    *,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> NetworkResult:
    """Map the value network of ``minicluster``.

    Raises:
        UnknownNameError: there is no such minicluster, level, tier, subnetwork or company group.
        UsageError: the competence to look for is no word.
        RefusedError: ``as_of`` is before the last decision.
    """
    situation = assess(root, minicluster, as_of=as_of, environ=environ)
    view = situation.view()
    narrowing = _narrowing(view, wish)
    chosen = tuple(member for member in view.participating if narrowing.holds(member))
    ids = frozenset(member.id for member in chosen)
    whole = ties(view) if narrowing.is_given else network(view)
    held = competences(chosen)
    return NetworkResult(
        cluster=situation.cluster,
        as_of=situation.as_of,
        narrowing=narrowing,
        network=whole if isinstance(whole, ValueNetwork) else network(view, ids),
        outward=sum(len(pair & ids) == 1 for pair in whole.pairs),
        parts=network_parts(view, whole),
        unplaced={kind: unplaced(view, kind) for kind in part_ids(view)},
        groups=offering(view, ids),
        competences=held,
        competence=_answer(view, wish.competence, held) if wish.competence is not None else None,
        errors=sum(finding.severity is Severity.ERROR for finding in situation.findings),
    )


def _narrowing(view: View, wish: Wish) -> Narrowing:
    ids = part_ids(view)
    tier = _known(message(N_("tier")), wish.tier, {name: name for name in ids["tier"]})
    return Narrowing(
        level=_known(message(N_("level")), wish.level, _names(view, "levels")),
        tier=int(tier) if tier is not None else None,
        subnetwork=_known(message(N_("subnetwork")), wish.subnetwork, _names(view, "subnetworks")),
        company_group=_known(message(N_("company group")), wish.company_group, _names(view, "company_groups")),
    )


def _names(view: View, namespace: str) -> dict[str, str]:
    """Return what the parts may be called, their ids first, → their ids."""
    record = view.cluster.record
    parts = getattr(record, namespace) if record is not None else ()
    names = {part.id: part.id for part in parts}
    for part in parts:
        for form in sorted(forms(part.name)):
            names.setdefault(form, part.id)
    return names


def _known(what: Message, asked: str | None, names: Mapping[str, str]) -> str | None:
    """Return the id that ``asked`` means: an id, or the name in either language."""
    if asked is None:
        return None
    if asked in names:
        return names[asked]
    if normalised(asked) in names:
        return names[normalised(asked)]
    guess = nearest(asked, names)
    raise UnknownNameError(what, asked, tuple(dict.fromkeys(names.values())), names[guess] if guess else None)


def _answer(view: View, text: str, held: tuple[Held, ...]) -> CompetenceAnswer:
    if not normalised(text):
        raise UsageError(
            message(N_("{option}: '{value}' is no word"), option="--competence", value=text),
            message(N_("write a part of the competence's name, for example --competence automation")),
        )
    found = having(held, text)
    others = [member for member in view.cluster.members.values() if member.id not in view.participating_ids]
    register = tuple(
        (member, view.statuses[member], competence)
        for competence in having(competences(others), text)
        for member in competence.have
    )
    words = {normalised(word): word for competence in held for word in _words_of(competence.name)}
    guess = None if found or register else nearest(normalised(text), words)
    return CompetenceAnswer(text, found, register, words[guess] if guess else None)


def _words_of(name: Text) -> list[str]:
    """Return the words of a competence in both languages, as they would be typed."""
    texts = (in_language(name, "fi"), in_language(name, "en"))
    return [word for text in texts for word in _WORD.findall(text.casefold())]
