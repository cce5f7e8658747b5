"""Say what a code, a criterion or a metric means, and what a kind of record holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.gates import build_gates, gates_of
from innoenvi_cli.method.metrics import BY_NAME, METRICS
from innoenvi_cli.method.phases import GATE_IDS
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.rules import BY_CODE
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.shipped import shipped_gates
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.addable_kinds import ADDABLE, PROGRAMME, Addable

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.findings import Rule
    from innoenvi_cli.method.gates import Criterion, GateBook
    from innoenvi_cli.method.metrics import Metric
    from innoenvi_cli.model.phases import GateId

METRICS_WORD = "metrics"
CODES_WORD = "codes"
_OTHERS = tuple(
    Addable(kind.singular, kind.model, kind, kind.label)
    for kind in KINDS
    if kind.singular not in {choice.word for choice in ADDABLE}
)
RECORDS = {choice.word: choice for choice in (*_OTHERS, *ADDABLE)}
"""Every kind of record, and every part of a minicluster's file that can be added alone, by its word."""


class UnknownWordError(RefusedError):
    """Neither a code nor a criterion nor a metric nor a kind of record."""

    code = "unknown-name"

    def __init__(self, word: str, suggestion: str | None) -> None:
        listing = message(N_("innoenvi explain codes and innoenvi explain metrics list what there is"))
        super().__init__(
            message(N_("no code, criterion, metric or kind of record '{word}'"), word=word),
            message(N_("did you mean '{suggestion}'? Else {listing}"), suggestion=suggestion, listing=listing)
            if suggestion
            else listing,
        )


@dataclass(frozen=True, slots=True)
class CriterionUse:
    """A criterion in the gate that it stands in, with the metrics of its figures (``None`` for an unknown one)."""

    gate: GateId
    criterion: Criterion
    metrics: tuple[Metric | None, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to say about ``word``: one of the five is filled, ``record`` also beside one of the others."""

    word: str
    rule: Rule | None = None
    criteria: tuple[CriterionUse, ...] = ()
    metrics: tuple[Metric, ...] = ()
    codes: tuple[Rule, ...] = ()
    record: Addable | None = None


def explain_code(word: str, *, root: Path | None = None) -> Explanation:
    """Explain a code, a criterion of the gates in force at ``root`` (the shipped ones when ``None``), a metric or kind.

    ``metrics`` and ``codes`` list all of them; a kind of record has a singular and a plural.

    Raises:
        UnknownWordError: there is no such thing.
    """
    if word == METRICS_WORD:
        return Explanation(word, metrics=METRICS)
    if word == CODES_WORD:
        return Explanation(word, codes=tuple(BY_CODE.values()))
    if word.upper() in BY_CODE:
        return Explanation(word.upper(), rule=BY_CODE[word.upper()])
    book = _book(root)
    name = word.replace("-", "_")
    uses, record = _uses(book, name), _record(word)
    if uses:
        return Explanation(name, criteria=uses, record=record)
    if name in BY_NAME:
        return Explanation(name, metrics=(BY_NAME[name],), record=record)
    if record is not None:
        return Explanation(record.word, record=record)
    raise UnknownWordError(word, _suggestion(book, word))


def _record(word: str) -> Addable | None:
    asked = word.replace("_", "-").lower()
    plurals = {choice.kind.plural: choice for choice in RECORDS.values() if choice.list_key is None}
    return RECORDS.get("innoenvi" if asked == PROGRAMME else asked) or plurals.get(asked)


def _suggestion(book: GateBook, word: str) -> str | None:
    if word[:2].upper() == "IE":
        return nearest(word.upper(), BY_CODE)
    criteria = dict.fromkeys(item.id for gate in book.gates.values() for item in gate)
    known = {name.replace("-", "_"): name for name in (*RECORDS, *criteria, *BY_NAME)}
    near = nearest(word.replace("-", "_"), known)
    return known[near] if near is not None else None


def _book(root: Path | None) -> GateBook:
    if root is not None:
        book = gates_of(load(root, frozenset()).project)
        if book.gates:
            return book
    return build_gates(shipped_gates(), None)


def _uses(book: GateBook, name: str) -> tuple[CriterionUse, ...]:
    return tuple(
        CriterionUse(gate, criterion, tuple(BY_NAME.get(figure.metric) for figure in criterion.figures))
        for gate in GATE_IDS
        for criterion in book.gates.get(gate, ())
        if criterion.id == name
    )
