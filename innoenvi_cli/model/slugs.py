"""Ids made from names, always the same way: ``Hydros Öljy & Vesi Oy`` gives ``hydros-oljy-vesi-oy``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from innoenvi_cli.model.base import SLUG_MAX
from innoenvi_cli.model.kinds import RESERVED_IDS

if TYPE_CHECKING:
    from collections.abc import Container

# Letters that do not fall apart into a plain letter and a mark.
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n", "ə": "e"}
)
_NOT_IN_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
_BEFORE_A_DIGIT: Final = "n-"


def slug_of(name: str) -> str:
    """Return the id that ``name`` gives, empty where it holds no letter or digit of the Latin alphabet.

    Marks are dropped (å and ä become a, ö becomes o), other characters become hyphens, a name that begins with a digit
    gets ``n-`` before it, and what is too long is cut at a hyphen.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    slug = _NOT_IN_A_SLUG.sub("-", letters.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).strip("-")
    return _cut(_BEFORE_A_DIGIT + slug if slug[:1].isdigit() else slug, SLUG_MAX)


def free_slug(base: str, taken: Container[str], *, after: int = 1) -> str:
    """Return ``base``, or the first of ``base-2``, ``base-3`` … that is neither in ``taken`` nor a reserved word.

    ``after`` is the number up to which they are known to be taken.
    """
    candidate, number = base, after
    while candidate in taken or candidate in RESERVED_IDS:
        number += 1
        suffix = f"-{number}"
        candidate = _cut(base, SLUG_MAX - len(suffix)) + suffix
    return candidate


def _cut(slug: str, limit: int) -> str:
    if len(slug) <= limit:
        return slug
    head = slug[:limit]
    if slug[limit] != "-" and "-" in head:
        head = head[: head.rindex("-")]
    return head.rstrip("-")
