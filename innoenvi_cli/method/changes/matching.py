"""Which items of a list are the same before and after: an item put in between is one change, not one per item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from innoenvi_cli.model.base import Translated, in_language

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "AgendaItem": ("item",),
    "Abstention": ("target",),
    "AidRecipient": ("member", "date"),
    "Commitment": ("member", "date"),
    "Competence": ("name",),
    "Contribution": ("group", "kind"),
    "Cost": ("year", "cost_type", "source", "period"),
    "ExportStep": ("kind", "date", "description"),
    "FunderShare": ("source",),
    "Funding": ("source", "funder", "instrument"),
    "Implementer": ("name",),
    "Interest": ("target",),
    "Judgement": ("more", "less"),
    "MarketAnalysis": ("market",),
    "MarketScore": ("market",),
    "Measure": ("name",),
    "Milestone": ("name",),
    "NetworkLink": ("source", "target", "deliverable"),
    "OutcomeValue": ("date",),
    "PairwiseWeights": ("rater",),
    "PathRating": ("dimension", "date", "rater", "company_group"),
    "PhaseEntry": ("kind", "cycle", "gate", "date"),
    "Placement": ("path", "company_group", "date"),
    "Provider": ("member", "part"),
    "Risk": ("risk",),
    "Seat": ("member", "organisation", "person"),
    "StateChange": ("state", "date"),
    "StatusChange": ("status", "date"),
    "Step": ("activity",),
    "SwotItem": ("text",),
    "TargetChoice": ("target",),
    "Threshold": ("metric", "compare"),
    "Veto": ("target",),
    "Waiver": ("criterion",),
}
"""What tells the items of a list apart where they have no id: fields of the type, together unlike in each item."""

ABOUT: Final[dict[str, tuple[str, ...]]] = {
    "Abstention": ("target",),
    "AidRecipient": ("member",),
    "Commitment": ("member",),
    "Contribution": ("group",),
    "FunderShare": ("source",),
    "Interest": ("target",),
    "MarketAnalysis": ("market",),
    "MarketScore": ("market",),
    "PairwiseWeights": ("rater",),
    "PathRating": ("dimension", "rater"),
    "Placement": ("company_group",),
    "Provider": ("member",),
    "StatusChange": ("status",),
    "StateChange": ("state",),
    "TargetChoice": ("target",),
    "Veto": ("target",),
    "Waiver": ("criterion",),
}
"""What an item is about: with another value it is not the same item changed, but another one."""

_ALIKE: Final = 0.5
"""Two items without a common key are the same one changed when at least this share of what they say is equal."""
_MANY: Final = 10_000
"""More pairs than this are not looked through for likeness."""


class Matched:
    """What became of the items of a list: ``changed`` pairs, and those that went and came, in their order."""

    __slots__ = ("added", "changed", "removed")

    def __init__(self, changed: list[tuple[Any, Any]], removed: list[Any], added: list[Any]) -> None:
        self.changed = changed
        self.removed = removed
        self.added = added


def match(before: Sequence[Any], after: Sequence[Any]) -> Matched:
    """Match records or texts of a list: by their key, then by what they say."""
    changed: list[tuple[Any, Any]] = []
    removed: list[Any] = []
    added: list[Any] = []
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys([*old, *new]):
        was, now = _without_common(old.get(key, []), new.get(key, []))
        both = min(len(was), len(now))
        changed += zip(was, now, strict=False)
        removed += was[both:]
        added += now[both:]
    pairs = _alike(removed, added)
    changed += [(removed[first], added[second]) for first, second in pairs.items()]
    taken = set(pairs.values())
    return Matched(
        changed,
        [item for index, item in enumerate(removed) if index not in pairs],
        [item for index, item in enumerate(added) if index not in taken],
    )


def same_text(first: Any, second: Any) -> bool:
    """Tell whether two texts, or ``None``, read the same in both languages and lack the same ones."""
    if isinstance(first, Translated) and isinstance(second, Translated):
        return text_key(first) == text_key(second) and _missing(first) == _missing(second)
    return text_key(first) == text_key(second)


def text_key(text: Any) -> tuple[str, str]:
    """Return what ``text`` says in each language."""
    return in_language(text, "fi"), in_language(text, "en")


def _missing(text: Translated) -> tuple[bool, bool]:
    return not (text.fi or "").strip(), not (text.en or "").strip()


def _by_key(items: Iterable[Any]) -> dict[Hashable, list[Any]]:
    found: dict[Hashable, list[Any]] = {}
    for item in items:
        found.setdefault(_key(item), []).append(item)
    return found


def _key(item: Any) -> Hashable:
    if isinstance(item, (str, Translated)):
        return text_key(item)
    if not isinstance(item, BaseModel):
        return repr(item)
    fields = type(item).model_fields
    names = ("id",) if "id" in fields else KEYS.get(type(item).__name__, tuple(fields))
    return tuple(_plain(getattr(item, name, None)) for name in names)


def _plain(value: Any) -> Hashable:
    return text_key(value) if isinstance(value, (str, Translated)) else repr(value)


def _without_common(before: list[Any], after: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return what is left of two lists with the same key when equal items have been taken out of both."""
    if len(before) * len(after) > _MANY:
        pairs = list(zip(before, after, strict=False))
        same = sum(1 for was, now in pairs if equal(was, now))
        if same == len(pairs):
            return before[same:], after[same:]
        return before, after
    was, now = [], list(after)
    for item in before:
        found = next((index for index, other in enumerate(now) if equal(item, other)), None)
        if found is None:
            was.append(item)
        else:
            del now[found]
    return was, now


def equal(first: Any, second: Any) -> bool:
    """Tell whether two items say the same."""
    if isinstance(first, (str, Translated)) and isinstance(second, (str, Translated)):
        return same_text(first, second)
    return bool(first == second)


def _alike(removed: list[Any], added: list[Any]) -> dict[int, int]:
    """Return which of what went is which of what came, changed: index to index, the likest pairs first."""
    if not removed or not added or len(removed) * len(added) > _MANY:
        return {}
    if len(removed) == len(added) == 1 and isinstance(removed[0], (str, Translated)):
        return {0: 0}
    ranked = sorted(
        (-_likeness(was, now), first, second)
        for first, was in enumerate(removed)
        for second, now in enumerate(added)
        if _is_about_same(was, now)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for unlikeness, first, second in ranked:
        if -unlikeness >= _ALIKE and first not in pairs and second not in taken:
            pairs[first] = second
            taken.add(second)
    return pairs


def _is_about_same(was: Any, now: Any) -> bool:
    names = ABOUT.get(type(was).__name__, ()) if isinstance(was, BaseModel) else ()
    return all(getattr(was, name, None) == getattr(now, name, None) for name in names)


def _likeness(was: Any, now: Any) -> float:
    """Return the share of what two items say that is equal, between 0 and 1: fields of records, words of texts."""
    if not isinstance(was, BaseModel) or not isinstance(now, BaseModel):
        return _common_words(text_key(was), text_key(now))
    said = same = 0
    for name, info in type(was).model_fields.items():
        first, second = getattr(was, name), getattr(now, name)
        default = None if info.is_required() else info.get_default(call_default_factory=True)
        if first != default or second != default:
            said += 1
            same += first == second
    return same / said if said else 0.0


def _common_words(was: tuple[str, str], now: tuple[str, str]) -> float:
    first, second = ({word for text in texts for word in text.casefold().split()} for texts in (was, now))
    return len(first & second) / len(first | second) if first | second else 0.0
