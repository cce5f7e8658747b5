"""Say what a code, a criterion or a metric means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.gates import build_gates, gates_of
from innoenvi_cli.method.metrics import BY_NAME, METRICS
from innoenvi_cli.method.phases import GATE_IDS
from innoenvi_cli.rules import BY_CODE
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.shipped import shipped_gates
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.findings import Rule
    from innoenvi_cli.method.gates import Criterion, GateBook
    from innoenvi_cli.method.metrics import Metric
    from innoenvi_cli.model.phases import GateId

METRICS_WORD = "metrics"
CODES_WORD = "codes"


class UnknownWordError(RefusedError):
    """Neither a code nor a criterion nor a metric."""

    code = "unknown-name"

    def __init__(self, word: str, suggestion: str | None) -> None:
        listing = message(N_("innoenvi explain codes and innoenvi explain metrics list what there is"))
        super().__init__(
            message(N_("no code, criterion or metric '{word}'"), word=word),
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
    """What there is to say about ``word``: one of the four is filled."""

    word: str
    rule: Rule | None = None
    criteria: tuple[CriterionUse, ...] = ()
    metrics: tuple[Metric, ...] = ()
    codes: tuple[Rule, ...] = ()


def explain_code(word: str, *, root: Path | None = None) -> Explanation:
    """Explain a code, a criterion of the gates in force at ``root`` (the shipped ones when ``None``), or a metric.

    ``metrics`` and ``codes`` list all of them.

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
    uses = _uses(book, name)
    if uses:
        return Explanation(name, criteria=uses)
    if name in BY_NAME:
        return Explanation(name, metrics=(BY_NAME[name],))
    criteria = dict.fromkeys(item.id for gate in book.gates.values() for item in gate)
    is_code = word[:2].upper() == "IE"
    raise UnknownWordError(word, nearest(word.upper(), BY_CODE) if is_code else nearest(name, (*criteria, *BY_NAME)))


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
