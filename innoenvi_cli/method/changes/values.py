"""Values of records as words of a sentence: labels for words, names for ids, days and money as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from innoenvi_cli.i18n import (
    LANGUAGES,
    N_,
    InBoth,
    Message,
    country_name,
    day_in_both,
    format_money,
    format_number,
    format_percent,
    language_name,
    message,
    verbatim,
)
from innoenvi_cli.method.changes.matching import KEYS
from innoenvi_cli.method.changes.names import name_of, quoted, verbatim_in_both
from innoenvi_cli.method.metrics import BY_NAME
from innoenvi_cli.model.analysis import NetworkLink
from innoenvi_cli.model.base import Citation, Decided, Industry, Region, Translated, in_both
from innoenvi_cli.model.field_labels import item_label_of, label_of
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.model.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from innoenvi_cli.method.changes.differences import Hop
    from innoenvi_cli.method.changes.names import Names
    from innoenvi_cli.model.shapes import FieldShape, Shape

MONEY: Final = frozenset({"amount", "budget", "budget_total", "de_minimis_ceiling"})
_SHARES: Final = frozenset({"share"})
_YEARS: Final = frozenset({"year"})
_SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "Cost": ("cost_type", "year", "source", "period"),
    "Judgement": ("more", "less"),
    "OutcomeValue": ("date",),
    "PathRating": ("dimension", "rater", "date"),
    "PhaseEntry": ("gate", "date"),
    "Funding": ("source", "funder"),
    "Contribution": ("kind", "group"),
    "Step": ("activity",),
}
"""What an item without a name is called by, where that is not the key that tells it apart."""
_KEY_NAMES: Final = {
    "GateChange": "gate_criteria",
    "PhaseEntry": "gate_criteria",
    "MarketScore": "market_criteria",
}
"""What the keys of mappings name where their type does not say so."""
_MANY_WORDS: Final = 30


@dataclass(frozen=True, slots=True)
class Speech:
    """What putting values into words needs besides them: names, and the currency of the programme."""

    names: Names
    currency: str

    def value(self, value: Any, shape: Shape, key: str = "") -> Message:
        """Return ``value``, which ``shape`` describes and ``key`` holds, as words."""
        if value is None or value == ():
            return message(N_("none"))
        if isinstance(value, (tuple, list)):
            inner = shape.item or shape
            return verbatim_list([self.value(item, inner, key) for item in value])
        if isinstance(value, BaseModel) and not isinstance(value, Translated):
            return self.item(value)
        if isinstance(value, bool):
            return message(N_("yes")) if value else message(N_("no"))
        if isinstance(value, date):
            return verbatim_in_both(day_in_both(value))
        if isinstance(value, (Decimal, int)):
            return self._figure(value, key)
        if isinstance(value, dict):
            return quoted(_flat(value))
        return self._text(value, shape, key)

    def _figure(self, value: Decimal | int, key: str) -> Message:
        if key in _YEARS:
            return verbatim(str(value))
        if key in MONEY:
            return self.money(Decimal(value))
        if key in _SHARES:
            return _in_both(*(format_percent(value, language) for language in LANGUAGES))
        return self.figure(value)

    def figure(self, value: Decimal | int) -> Message:
        """Return a figure with all its decimals but closing zeros."""
        return _in_both(*(format_number(value, language, decimals=_decimals(value)) for language in LANGUAGES))

    def money(self, amount: Decimal) -> Message:
        """Return an amount with the currency of the programme, cents where there are some."""
        decimals = 0 if amount == amount.to_integral_value() else 2
        return _in_both(*(format_money(amount, self.currency, language, decimals=decimals) for language in LANGUAGES))

    def _text(self, value: Any, shape: Shape, key: str) -> Message:
        if shape.reference is not None:
            return self.names.of(shape.reference, str(value))
        if key == "criterion":
            return self.names.of("gate_criteria", str(value))
        if key == "metric" and value in BY_NAME:
            return message(BY_NAME[value].title)
        if key == "language":
            return _in_both(*(language_name(str(value), language) for language in LANGUAGES))
        if shape.kind == "choice":
            return word(str(value), shape)
        if shape.kind == "translated":
            return quoted(value)
        text = str(value)
        return verbatim(text) if " " not in text.strip() else quoted(text)

    def item(self, item: Any) -> Message:
        """Return what an item of a list is called: its name, else what tells it apart."""
        if isinstance(item, (str, Translated)):
            return quoted(item)
        if isinstance(item, WHOLE_WORDS):
            return self._whole(item)
        if any(getattr(item, name, None) for name in ("id", "name", "title", "text", "label")):
            return name_of(item, self.names)
        if isinstance(item, NetworkLink):
            giver, taker = (self.names.of("members", member) for member in (item.source, item.target))
            return message(N_("{giver} to {taker}, {what}"), giver=giver, taker=taker, what=quoted(item.deliverable))
        names = _SHOWN.get(type(item).__name__) or KEYS.get(type(item).__name__)
        model: type[BaseModel] = type(item)
        fields = dict(zip(model.model_fields, fields_of(model), strict=True))
        said = [
            self._said(model, field, value)
            for name, field in fields.items()
            if (names is None or name in names) and (value := getattr(item, name)) is not None and value != ()
        ]
        return verbatim_list(said) if said else message(N_("nothing in it"))

    def _said(self, model: type[BaseModel], field: FieldShape, value: Any) -> Message:
        """Return a field of an item without a name: its value, or its label where it holds more."""
        inner = field.shape.item or field.shape
        has_parts = inner.kind in {"record", "list", "mapping"} and inner.model not in WHOLE_WORDS
        return label_of(model, field.key) if has_parts else self.value(value, field.shape, field.key)

    def _whole(self, item: Any) -> Message:
        if isinstance(item, Decided):
            event = self.names.of("events", item.event)
            return message(
                N_("{organ}, {event}, item {item}"),
                organ=self.names.of("organs", item.organ),
                event=event,
                item=item.item,
            )
        if isinstance(item, Citation):
            return self._citation(item)
        name = verbatim_in_both(in_both(item.name)) if item.name is not None else None
        code = verbatim(item.code)
        vocabulary = "region_scheme" if isinstance(item, Region) else "industry_revision"
        scheme = item.scheme if isinstance(item, Region) else item.revision
        words = [code] if scheme is None else [code, VOCABULARIES[vocabulary].get(scheme, verbatim(scheme))]
        return (
            message(N_("{name} ({code})"), name=name, code=tuple(words)) if name is not None else verbatim_list(words)
        )

    def _citation(self, item: Citation) -> Message:
        said: list[Message] = []
        if item.interview is not None:
            said.append(message(N_("interview {name}"), name=self.names.of("interviews", item.interview)))
        if item.excerpt is not None:
            words = self.names.excerpt(item.interview or "", item.excerpt)
            said.append(message(N_("excerpt {words}"), words=words))
        if item.event is not None:
            said.append(self.names.of("events", item.event))
        if item.item is not None:
            said.append(message(N_("item {item}"), item=item.item))
        if item.document is not None:
            said.append(quoted(item.document))
        return verbatim_list(said) if said else message(N_("nothing in it"))

    def way(self, hops: tuple[Hop, ...], *, whole_last: bool = False) -> tuple[Message, ...]:
        """Return the way to a value as words: labels of fields, an item by its label and name.

        With ``whole_last`` the last hop is an item that is named elsewhere in the sentence: its label alone is said.
        """
        words: list[Message] = []
        for index, hop in enumerate(hops):
            if hop.is_whole:
                words.append(label_of(hop.model, hop.key))
                continue
            label = item_label_of(hop.model, hop.key)
            is_named_elsewhere = whole_last and index == len(hops) - 1
            words.append(
                label if is_named_elsewhere else message(N_("{label} {name}"), label=label, name=self.name(hop))
            )
        return tuple(words)

    def name(self, hop: Hop) -> Message:
        """Return what the item that ``hop`` leads to is called."""
        if hop.at is None:
            return self.item(hop.item)
        shape = next(field.shape for field in fields_of(hop.model) if field.key == hop.key)
        named = _KEY_NAMES.get(hop.model.__name__) or (shape.key.reference if shape.key is not None else None)
        return self.names.of(named, hop.at) if named is not None else verbatim(hop.at)


WHOLE_WORDS: Final = (Citation, Decided, Industry, Region)


def verbatim_list(items: list[Message]) -> Message:
    """Return ``items`` behind one another."""
    return Message("{text}", (("text", tuple(items)),))


def word(value: str, shape: Shape) -> Message:
    """Return what a word of a choice is called; a country by its name."""
    if len(shape.choices) > _MANY_WORDS:
        return _in_both(*(country_name(value, language) for language in LANGUAGES))
    held = next((words for words in VOCABULARIES.values() if tuple(words) == shape.choices), {})
    return held.get(value) or verbatim(value)


def _in_both(fi: str, en: str) -> Message:
    return verbatim_in_both(InBoth(fi, en))


def _flat(value: Any) -> str:
    """Return data of a programme's own on one line: ``key: value`` by ``key: value``."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, (list, tuple)) else str(value)


def _decimals(value: Decimal | int) -> int:
    """Return how many decimals a figure needs, all that were written but closing zeros."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
