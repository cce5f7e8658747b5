"""Competences that members have and want: what matches, and what nobody has.

Two competences are the same when their texts are, in either language: case, accents, punctuation and spaces make no
difference, other words do. A text in one language only is compared with both. The comparison is transitive: where A and
B share the Finnish text and B and C the English one, all three are one competence. Nothing is guessed from words that
are merely alike: a match sends people to talk to each other, and a wrong one costs trust.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.method.joining import joined
from innoenvi_cli.model.base import Translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.minicluster import Member

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Held:
    """A competence with the members that have it and those that want it, each in the order of their ids.

    ``name`` is what the first member calls it, ``forms`` are the normalised texts of all of them.
    """

    name: Text
    have: tuple[str, ...]
    want: tuple[str, ...]
    forms: frozenset[str]

    @property
    def matches(self) -> tuple[tuple[str, str], ...]:
        """Pairs ``(who has it, who wants it)``; a member that says both is no match of itself."""
        return tuple((giver, taker) for taker in self.want for giver in self.have if giver != taker)

    @property
    def is_gap(self) -> bool:
        """Tell whether it is wanted and nobody has it."""
        return bool(self.want) and not self.have


def normalised(text: str) -> str:
    """Return ``text`` as it is compared: no case, accents, punctuation; one space between words."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", bare.casefold()).strip()


def forms(text: Text) -> frozenset[str]:
    """Return the normalised texts of every language that ``text`` has."""
    texts = (text.fi, text.en) if isinstance(text, Translated) else (text,)
    return frozenset(form for found in texts if found and (form := normalised(found)))


def competences(members: Iterable[Member]) -> tuple[Held, ...]:
    """Return the competences of ``members``, each once, in the order in which the members name them."""
    named = [(member.id, competence) for member in members for competence in member.competences]
    texts = [forms(competence.name) for _, competence in named]
    return tuple(
        Held(
            name=named[group[0]][1].name,
            have=tuple(sorted({named[index][0] for index in group if named[index][1].state == "have"})),
            want=tuple(sorted({named[index][0] for index in group if named[index][1].state == "want"})),
            forms=frozenset().union(*(texts[index] for index in group)),
        )
        for group in joined(texts)
    )


def having(found: Iterable[Held], text: str) -> tuple[Held, ...]:
    """Return the competences whose name holds ``text`` in either language, compared as they are among themselves."""
    wanted = normalised(text)
    return tuple(held for held in found if wanted and any(wanted in form for form in held.forms))
