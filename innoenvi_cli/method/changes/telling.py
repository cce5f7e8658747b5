"""What changed between two states of a programme: one change, with one sentence, for each fact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.changes.base import Change
from innoenvi_cli.method.changes.case import Case
from innoenvi_cli.method.changes.differences import differences
from innoenvi_cli.method.changes.facts import fact_of, joined
from innoenvi_cli.method.changes.matching import text_key
from innoenvi_cli.method.changes.names import Names, name_of, quoted
from innoenvi_cli.method.changes.values import MONEY, WHOLE_WORDS, Speech
from innoenvi_cli.model.base import Translated
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR, KINDS
from innoenvi_cli.model.phases import Phases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.changes.base import EventName
    from innoenvi_cli.method.changes.differences import Difference
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.model.project import Minicluster, Project

_ORDER: Final = {
    word: index for index, kind in enumerate(KINDS) for word in (kind.singular if kind.single else kind.plural,)
}
_NO_DECISION: Final = Phases(entries=())


@dataclass(frozen=True, slots=True)
class _Scope:
    """The records of the programme or of one minicluster, in both states, by address."""

    minicluster: str
    before: Mapping[str, Record]
    after: Mapping[str, Record]
    unsure_before: frozenset[str]
    unsure_after: frozenset[str]
    speech: Speech


def changes_between(before: Project, after: Project, *, ignored: frozenset[str] = frozenset()) -> list[Change]:
    """Return what changed from ``before`` to ``after``, the programme first, then minicluster by minicluster.

    Records that cannot be read in one of the two states are left out: nobody knows what changed in them. ``ignored``
    names files of ``after`` that do not count.
    """
    found: list[Change] = []
    for scope in _scopes(before, after, ignored):
        found += _changes_in(scope)
    return found


def kind_of(record: str) -> Kind:
    """Return the kind of the record at the address ``record``."""
    name = record.partition("/")[0]
    return BY_PLURAL.get(name) or BY_SINGULAR[name]


def place_in_order(record: str) -> tuple[int, str]:
    """Return what orders addresses: by kind as the method goes, then by id."""
    name, _, record_id = record.partition("/")
    return _ORDER[name], record_id


def _scopes(before: Project, after: Project, ignored: frozenset[str]) -> Iterator[_Scope]:
    currency = next((project.programme.currency for project in (after, before) if project.programme is not None), "EUR")
    yield _Scope(
        "",
        dict(before.records()),
        _kept(after, ignored),
        before.broken,
        after.broken,
        Speech(Names(before, after, ""), currency),
    )
    for name in sorted({*before.miniclusters, *after.miniclusters}):
        was, now = before.miniclusters.get(name), after.miniclusters.get(name)
        if f"miniclusters/{name}" in before.broken | after.broken:
            continue
        yield _Scope(
            name,
            dict(was.records()) if was is not None else {},
            _kept(now, ignored) if now is not None else {},
            was.broken if was is not None else frozenset(),
            now.broken if now is not None else frozenset(),
            Speech(Names(before, after, name), currency),
        )


def _kept(held: Project | Minicluster, ignored: frozenset[str]) -> dict[str, Record]:
    return {address: record for address, record in held.records() if held.origin(address).path not in ignored}


def _changes_in(scope: _Scope) -> Iterator[Change]:
    addresses = sorted({*scope.before, *scope.after}, key=place_in_order)
    sure = [address for address in addresses if not _is_unsure(scope, address)]
    moved = _with_other_ids(scope, sure)
    gone = set(moved.values())
    for address in sure:
        was, now = scope.before.get(moved.get(address, address)), scope.after.get(address)
        if address in moved and was is not None and now is not None:
            yield _id_changed(scope, address, was, now)
        elif isinstance(was or now, Phases):  # its first decision makes the file: the decision is what is told
            yield from _changed(scope, address, was or _NO_DECISION, now or _NO_DECISION)
        elif was is not None and now is not None:
            yield from _changed(scope, address, was, now)
        elif now is not None:
            yield _added(scope, address, now)
        elif was is not None and address not in gone:
            yield _removed(scope, address, was)


def _is_unsure(scope: _Scope, address: str) -> bool:
    """Tell whether nobody knows what was or is at ``address``: a file that may hold it cannot be read."""
    every = f"{address.partition('/')[0]}/*"
    if address in scope.unsure_before or address in scope.unsure_after:
        return True
    return (address not in scope.before and every in scope.unsure_before) or (
        address not in scope.after and every in scope.unsure_after
    )


def _with_other_ids(scope: _Scope, addresses: list[str]) -> dict[str, str]:
    """Return new address → old address of the records that differ in their id alone."""
    gone = {_without_id(address, scope.before[address]): address for address in addresses if address not in scope.after}
    found: dict[str, str] = {}
    for address in addresses:
        if address not in scope.before and "/" in address:
            old = gone.pop(_without_id(address, scope.after[address]), None)
            if old is not None:
                found[address] = old
    return found


def _without_id(address: str, record: Record) -> str:
    return f"{address.partition('/')[0]} {record.model_dump(exclude={'id'})!r}"


# Whole records -------------------------------------------------------------------------------------------------------


def _subject(scope: _Scope, address: str, record: Record) -> Message:
    """Return kind and name of a record; the kind alone where there is one of it."""
    kind = kind_of(address)
    label = message(kind.label)
    if kind.single and kind.singular != "minicluster":
        return label
    name = quoted(record.name) if kind.single else name_of(record, scope.speech.names)  # type: ignore[attr-defined]
    return message(N_("{label} {name}"), label=label, name=name)


def _added(scope: _Scope, address: str, record: Record) -> Change:
    subject = _subject(scope, address, record)
    if address.startswith("members/"):
        text = joined(record)
        if text is not None:
            return Change(scope.minicluster, address, "member_joined", text, after=record)
    return Change(
        scope.minicluster, address, "record_added", message(N_("{subject} added"), subject=subject), after=record
    )


def _removed(scope: _Scope, address: str, record: Record) -> Change:
    text = message(N_("{subject} removed"), subject=_subject(scope, address, record))
    return Change(scope.minicluster, address, "record_removed", text, before=record)


def _id_changed(scope: _Scope, address: str, was: Any, now: Any) -> Change:
    subject = _subject(scope, address, now)
    text = message(N_("{subject}, id: {before} → {after}"), subject=subject, before=was.id, after=now.id)
    return Change(scope.minicluster, address, "id_changed", text, "id", was.id, now.id)


# Fields --------------------------------------------------------------------------------------------------------------


def _changed(scope: _Scope, address: str, was: Record, now: Record) -> Iterator[Change]:
    if was == now:
        return
    subject = _subject(scope, address, was)  # by the name that the reader knows
    for difference in differences(was, now):
        special = fact_of(Case(difference, now, subject, scope.speech))
        event, text = special or (_event(difference), _sentence(difference, subject, scope.speech))
        yield Change(scope.minicluster, address, event, text, _field(difference), difference.before, difference.after)


def _field(difference: Difference) -> str:
    """Return the keys that lead to the value, those of mappings among them."""
    keys: list[str] = []
    for hop in difference.hops:
        if hop.at is None or keys[-2:-1] != [hop.key]:
            keys.append(hop.key)
        if hop.at is not None:
            keys.append(hop.at)
    return ".".join(keys)


def _event(difference: Difference) -> EventName:
    shape, manner = difference.shape, difference.manner
    if manner == "order":
        return "order_changed"
    if manner == "items":
        return "items_changed"
    if not difference.last.is_whole and manner in {"added", "removed"}:
        return "item_added" if manner == "added" else "item_removed"
    if len(difference.hops) == 1 and difference.last.key in {"name", "title"}:
        return "renamed"
    if shape.kind in {"number", "integer"} and difference.last.key in MONEY:
        return "amount_changed"
    return "text_changed" if shape.kind == "translated" else "value_changed"


_CHANGED: Final = N_("{subject}, {way}: {before} → {after}")
_SENTENCES: Final = {
    "added": N_("{subject}, {way} added: {after}"),
    "removed": N_("{subject}, {way} removed: {before}"),
    "changed": _CHANGED,
    "order": N_("{subject}, {way}: order changed"),
}


def _sentence(difference: Difference, subject: Message, speech: Speech) -> Message:
    if difference.manner == "items":
        return _items(difference, subject, speech)
    hop, shape = difference.last, difference.shape
    is_record = shape.model is not None and not isinstance(difference.before or difference.after, WHOLE_WORDS)
    is_item = not hop.is_whole and difference.manner in {"added", "removed"} and (hop.at is None or is_record)
    way = speech.way(difference.hops, whole_last=is_item or isinstance(hop.item, (str, Translated, *WHOLE_WORDS)))
    if shape.kind == "translated" and difference.manner == "changed":
        return _text_sentence(difference, subject, way)
    before, after = (
        speech.name(hop) if is_item else speech.value(value, shape, hop.key)
        for value in (difference.before, difference.after)
    )
    return message(_SENTENCES[difference.manner], subject=subject, way=way, before=before, after=after)


def _items(difference: Difference, subject: Message, speech: Speech) -> Message:
    """Tell which words or references of a list came and went."""
    was, now = list(difference.before or ()), list(difference.after or ())
    came, went = _beyond(now, was), _beyond(was, now)
    item, key = difference.shape.item or difference.shape, difference.last.key
    words = {
        "subject": subject,
        "way": speech.way(difference.hops),
        "added": tuple(speech.value(value, item, key) for value in came),
        "removed": tuple(speech.value(value, item, key) for value in went),
    }
    if not went:
        return message(N_("{subject}, {way}: added {added}"), **words)
    if not came:
        return message(N_("{subject}, {way}: removed {removed}"), **words)
    return message(N_("{subject}, {way}: added {added}; removed {removed}"), **words)


def _beyond(these: list[Any], those: list[Any]) -> list[Any]:
    """Return what ``these`` hold beyond ``those``, as often as they do, in their order."""
    left = Counter(these) - Counter(those)
    found = []
    for item in these:
        if left[item] > 0:
            left[item] -= 1
            found.append(item)
    return found


# Texts in two languages ----------------------------------------------------------------------------------------------


def _text_sentence(difference: Difference, subject: Message, way: tuple[Message, ...]) -> Message:
    """Tell a changed text: in both languages, or in the one in which it changed."""
    was, now = difference.before, difference.after
    (fi_was, en_was), (fi_now, en_now) = text_key(was), text_key(now)
    words: dict[str, Any] = {"subject": subject, "way": way}
    if fi_was != fi_now and en_was != en_now and not _gained(was, now):
        if _plain(fi_was) == _plain(fi_now) and _plain(en_was) == _plain(en_now):
            return message(N_("{subject}, {way}: only spaces or line breaks changed"), **words)
        return message(_CHANGED, before=quoted(was), after=quoted(now), **words)
    return _one_language(was, now, words)


def _gained(was: Any, now: Any) -> bool:
    """Tell whether a language came or went: then the other one's text only seems to have changed."""
    if not isinstance(was, Translated) or not isinstance(now, Translated):
        return False
    return (bool(was.fi), bool(was.en)) != (bool(now.fi), bool(now.en)) and (was.fi == now.fi or was.en == now.en)


def _one_language(was: Any, now: Any, words: dict[str, Any]) -> Message:
    is_finnish = _own(was, "fi") != _own(now, "fi")
    language = "fi" if is_finnish else "en"
    before, after = _own(was, language), _own(now, language)
    *first, last = words["way"]
    named = (
        message(N_("{label} in Finnish"), label=last) if is_finnish else message(N_("{label} in English"), label=last)
    )
    words = {**words, "way": (*first, named)}
    if before and after and _plain(before) == _plain(after):
        return message(N_("{subject}, {way}: only spaces or line breaks changed"), **words)
    manner = "changed" if before and after else "added" if after else "removed"
    return message(_SENTENCES[manner], before=quoted(before), after=quoted(after), **words)


def _own(text: Any, language: str) -> str:
    """Return what ``text`` says in ``language`` itself; one string says the same in both."""
    found = getattr(text, language) if isinstance(text, Translated) else text
    return (found or "").strip()


def _plain(text: str) -> str:
    return " ".join(text.split())
